// What whoever starts a sandbox may give it besides the wire: what to do after the clock moved, how to keep and bring back
// the bot's own state, which moments are worth jumping to. All optional; the sandbox works without.
import type { JsonObject } from './json.ts';

/** A moment worth jumping to. */
export type Moment = { readonly label: string; readonly at: number };

/** The hooks. */
export type Lab = {
  /** Called before every step of a moved clock: the bot's clock goes first, or it would take pushes for forged ones. */
  moving?: (to: number) => void;
  /** Called after every step of a moved clock (at most one day each); resolves when the bot has done what was due. */
  moved?: (now: number) => Promise<void>;
  /** More moments, soonest first. */
  moments?: (now: number) => readonly Moment[];
  /** The city a recorded transcript plays in, as JSON of the test suite's plan. */
  city?: () => JsonObject;
  /** Keeps the bot's state (`save`), brings it back (`restore`); the sandbox keeps its own. */
  save?: () => Promise<string>;
  restore?: (kept: string) => Promise<void>;
  /** Back to the beginning: bot and sandbox. */
  reset?: () => Promise<void>;
  /** Cards for the gallery, besides those shown here. */
  cards?: readonly { readonly name: string; readonly card: JsonObject }[];
  /** What a person is, by open_id. */
  about?: ReadonlyMap<string, string>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zoneMs = 8 * hourMs;

/** First days of holidays (local dates) a bureau meets; those that move with the moon are listed by year. */
const holidays: readonly (readonly [string, string])[] = [
  ['元旦', '01-01'],
  ['劳动节', '05-01'],
  ['国庆节', '10-01'],
];
const lunar: readonly (readonly [string, string])[] = [
  ['春节', '2027-02-06'],
  ['端午节', '2027-06-09'],
  ['中秋节', '2027-09-15'],
  ['春节', '2028-01-26'],
];

/** The instant of a local date at an hour, Shanghai. */
export function shanghaiAt(date: string, hour = 9): number {
  return Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00+08:00`);
}

/** Moments any bot may care for: tomorrow, the month's end, the next month's first day, the next holiday, a card's last day. */
export function commonMoments(now: number): Moment[] {
  const local = new Date(now + zoneMs);
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()];
  const dateOf = (ms: number) => new Date(ms + zoneMs).toISOString().slice(0, 10);
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
  const firstDay = new Date(Date.UTC(year, month + 1, 1)).toISOString().slice(0, 10);
  const solar = [year, year + 1].flatMap((y) =>
    holidays.map(([name, day]) => [name, `${y}-${day}`] as const),
  );
  const coming = [...solar, ...lunar]
    .map(([label, day]) => ({ label, at: shanghaiAt(day) }))
    .filter((one) => one.at > now)
    .sort((a, b) => a.at - b.at);
  const nearest = coming[0];
  return [
    { label: '明早 9 点', at: shanghaiAt(dateOf(now + dayMs)) },
    { label: '月末', at: shanghaiAt(lastDay) },
    { label: '下月 1 日', at: shanghaiAt(firstDay) },
    ...(nearest === undefined ? [] : [nearest]),
    { label: '卡片第 14 天之后', at: now + 14 * dayMs + hourMs },
  ].filter((one) => one.at > now);
}
