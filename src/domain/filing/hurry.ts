/**
 * 催报: who was reminded by hand, and when, so that nobody is reminded twice within an hour, whoever presses.
 * One subject a month that is asked for. Left out: who is missing (`src/store/owing.ts`), and the machine's own reminders.
 */

const HOUR_MS = 3_600_000;

export interface Hurry {
  /** The month asked for. */
  readonly id: string;
  readonly version: number;
  /** Instant of the last reminder by receiver, UTC ms. */
  readonly last: Readonly<Record<string, number>>;
}

export interface HurryFact {
  readonly type: 'hurry.sent';
  readonly id: string;
  /** Roster ids. */
  readonly to: readonly string[];
}

export const noHurry = (id: string): Hurry => ({ id, version: 0, last: {} });

export const evolveHurry = (hurry: Hurry, fact: HurryFact, at: number): Hurry => ({
  ...hurry,
  version: hurry.version + 1,
  last: { ...hurry.last, ...Object.fromEntries(fact.to.map((person) => [person, at])) },
});

/** Was this person reminded less than an hour ago? */
export function wasHurried(hurry: Hurry, person: string, now: number): boolean {
  const last = hurry.last[person];
  return last !== undefined && now - last < HOUR_MS;
}
