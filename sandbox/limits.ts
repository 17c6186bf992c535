// Rate limits as sliding windows over the sandbox clock: at most `max` accepted calls in any `windowMs`.

/** One window: how many, how long (ms). */
export type Window = { readonly max: number; readonly windowMs: number };

/** The platform's limits (open-platform tier 4; 5 QPS per person, chat and message). */
export type LimitSettings = {
  readonly enabled: boolean;
  readonly perApi: readonly Window[];
  readonly perPerson: Window;
  readonly perChat: Window;
  readonly perMessagePatch: Window;
  /** Calls per calendar month of the free plan; undefined = business plan, no quota. */
  readonly monthlyQuota: number | undefined;
};

/** What Feishu documents. */
export const documentedLimits: LimitSettings = {
  enabled: true,
  perApi: [
    { max: 50, windowMs: 1000 },
    { max: 1000, windowMs: 60_000 },
  ],
  perPerson: { max: 5, windowMs: 1000 },
  perChat: { max: 5, windowMs: 1000 },
  perMessagePatch: { max: 5, windowMs: 1000 },
  monthlyQuota: undefined,
};

/** A refused call: the window that was full and when it frees (ms from now). */
export type Full = { readonly window: Window; readonly resetMs: number };

/** Counts calls by key. */
export class Limiter {
  readonly #now: () => number;
  readonly #hits = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a slot in all windows of `key`, or none and says which is full. */
  take(key: string, windows: readonly Window[]): Full | undefined {
    const now = this.#now();
    const longest = Math.max(...windows.map((window) => window.windowMs));
    const hits = (this.#hits.get(key) ?? []).filter((at) => at > now - longest && at <= now);
    for (const window of windows) {
      const inside = hits.filter((at) => at > now - window.windowMs);
      const oldest = inside[inside.length - window.max];
      if (inside.length >= window.max && oldest !== undefined) {
        this.#hits.set(key, hits);
        return { window, resetMs: oldest + window.windowMs - now };
      }
    }
    hits.push(now);
    this.#hits.set(key, hits);
    if (this.#hits.size > 20_000) this.#sweep(now);
    return undefined;
  }

  /** Forgets all counts. */
  reset(): void {
    this.#hits.clear();
  }

  #sweep(now: number): void {
    for (const [key, hits] of this.#hits) {
      const last = hits.at(-1);
      if (last === undefined || last < now - 60_000) this.#hits.delete(key);
    }
  }
}
