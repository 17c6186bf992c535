/**
 * Where everybody stands, worked out once for as long as nothing changes.
 *
 * Invariants
 *  1. What is kept was worked out from exactly one version of the facts and the roster, by one pack, as of one day.
 *  2. At most one evaluation of the same question runs; whoever asks meanwhile waits for it.
 *  3. Whoever presses a button never waits longer than they can: they get what was kept last, or are told to press again.
 *  4. A city too big for this thread is worked out again only after a multiple of the time it took; until then, and while
 *     the new one is being made, whoever asks gets what was kept, marked with the instant it was worked out at. So a day
 *     of many facts and many questions costs a bounded share of one core.
 */
import { type Month, monthEnd } from '../domain/day.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { NoReading, Reading, Standings } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { Evaluated, Evaluator } from './evaluator.ts';

export interface StandingsDeps {
  readonly store: Store;
  readonly packOn: (day: string) => Pack;
  readonly here: Evaluator;
  /** Another thread, for what would hold this one up; none on Workers. */
  readonly elsewhere?: Evaluator;
  /** Rows from which on it is worked out elsewhere. */
  readonly rowsHereMax?: number;
  /** UTC ms. */
  readonly now: () => number;
  /** Calls back after a delay. */
  readonly later: (delayMs: number, run: () => void) => void;
}

interface Question {
  readonly pack: Pack;
  readonly asOf: string;
}
interface Kept extends Question {
  readonly version: string;
  readonly evaluated: Evaluated;
  readonly isBig: boolean;
  /** When it was asked for, and how long it took. */
  readonly startedAt: number;
  readonly tookMs: number;
}
interface Running extends Question {
  readonly version: string;
  readonly startedAt: number;
  readonly result: Promise<Evaluated | NoReading>;
}

const KEPT_MAX = 6;
/** Big ones take hundreds of MB each. */
const BIG_KEPT_MAX = 2;
/** A big one is good for so many times the time it took, within these bounds. */
const FRESH_TIMES = 20;
const FRESH_MS_MIN = 30_000;
const FRESH_MS_MAX = 600_000;
/** Whoever typed waits so long for a new one before they get the old. */
const BIG_WAIT_MS = 3_000;
/** About a tenth of a second in this thread. */
const ROWS_HERE_MAX = 1_500;

export function makeStandings(deps: StandingsDeps): Standings {
  const { store, here, elsewhere, packOn, now, rowsHereMax = ROWS_HERE_MAX } = deps;
  // Newest last.
  let kept: readonly Kept[] = [];
  let running: readonly Running[] = [];
  let isBigCity = false;

  function keep(one: Kept): void {
    const same = (other: Kept) => other.pack === one.pack && other.asOf === one.asOf;
    const all = [...kept.filter((other) => !same(other)), one];
    const big = all.filter((other) => other.isBig).slice(-BIG_KEPT_MAX);
    const stay = all.filter((other) => !other.isBig || big.includes(other)).slice(-KEPT_MAX);
    for (const other of kept) if (!stay.includes(other)) other.evaluated.forget();
    kept = stay;
  }

  async function work({ pack, asOf }: Question): Promise<Evaluated | NoReading> {
    const startedAt = now();
    const isBig = elsewhere !== undefined && (await store.standingSize()) > rowsHereMax;
    isBigCity = isBig;
    const evaluated = await (isBig ? elsewhere : here).evaluate(pack, asOf);
    if (!('failed' in evaluated) && evaluated.version !== null) {
      const tookMs = now() - startedAt;
      keep({ pack, asOf, version: evaluated.version, evaluated, isBig, startedAt, tookMs });
    }
    return evaluated;
  }

  function start(question: Question, version: string): Running {
    const result = work(question).finally(() => {
      running = running.filter((other) => other !== one);
    });
    const one: Running = { ...question, version, startedAt: now(), result };
    running = [...running, one];
    return one;
  }

  const isFresh = ({ isBig, startedAt, tookMs }: Kept): boolean => {
    const freshMs = Math.min(FRESH_MS_MAX, Math.max(FRESH_MS_MIN, tookMs * FRESH_TIMES));
    return isBig && now() - startedAt < freshMs;
  };

  return {
    packOn,
    async read(month: Month, today, patienceMs) {
      const asOf = monthEnd(month) < today ? monthEnd(month) : today;
      const pack = packOn(asOf);
      const version = await store.standingVersion();
      const fits = (one: Question) => one.pack === pack && one.asOf === asOf;
      const last = kept.find(fits);
      if (last?.version === version) {
        kept = [...kept.filter((one) => one !== last), last];
        return readingOf(pack, last.evaluated, null);
      }
      if (last !== undefined && isFresh(last)) return readingOf(pack, last.evaluated, last.startedAt);
      const joined =
        running.find((one) => fits(one) && (isBigCity || one.version === version)) ??
        start({ pack, asOf }, version);
      const waitMs = patienceMs ?? (last?.isBig === true ? BIG_WAIT_MS : undefined);
      const evaluated = await (waitMs === undefined ? joined.result : within(deps, joined.result, waitMs));
      if (!('failed' in evaluated)) {
        const isOfNow = joined.version === version || evaluated.version === version;
        return readingOf(pack, evaluated, isOfNow ? null : joined.startedAt);
      }
      if (evaluated.failed !== 'busy' || last === undefined) return evaluated;
      return readingOf(pack, last.evaluated, last.startedAt);
    },
  };
}

function readingOf(pack: Pack, evaluated: Evaluated, workedOutAt: number | null): Reading {
  const { summary } = evaluated;
  return {
    pack,
    summary,
    workedOutAt,
    explainScore: (subject) => evaluated.explainScore(subject),
    explainTarget: (subject, target) => evaluated.explainTarget(subject, target),
  };
}

/** The result, or `busy` when it does not come in time; it goes on and is there at the next asking. */
function within(
  { later }: StandingsDeps,
  result: Promise<Evaluated | NoReading>,
  delayMs: number,
): Promise<Evaluated | NoReading> {
  return new Promise((resolve, reject) => {
    later(delayMs, () => resolve({ failed: 'busy' }));
    result.then(resolve, reject);
  });
}
