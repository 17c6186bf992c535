/**
 * Where everybody stands, worked out once for as long as nothing changes.
 *
 * Invariants
 *  1. What is kept was worked out from exactly one version of the facts and the roster, by one pack, as of one day.
 *  2. At most one evaluation of the same question runs; whoever asks meanwhile waits for it.
 *  3. Whoever presses a button never waits longer than they can: they get what was kept last, or are told to press again.
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
}
interface Running extends Question {
  readonly version: string;
  readonly result: Promise<Evaluated | NoReading>;
}

const KEPT_MAX = 6;
/** Big ones take hundreds of MB each. */
const BIG_KEPT_MAX = 2;
/** About a tenth of a second in this thread. */
const ROWS_HERE_MAX = 1_500;

export function makeStandings(deps: StandingsDeps): Standings {
  const { store, here, elsewhere, packOn, rowsHereMax = ROWS_HERE_MAX } = deps;
  // Newest last.
  let kept: readonly Kept[] = [];
  let running: readonly Running[] = [];

  function keep(one: Kept): void {
    const same = (other: Kept) => other.pack === one.pack && other.asOf === one.asOf;
    const all = [...kept.filter((other) => !same(other)), one];
    const big = all.filter((other) => other.isBig).slice(-BIG_KEPT_MAX);
    const stay = all.filter((other) => !other.isBig || big.includes(other)).slice(-KEPT_MAX);
    for (const other of kept) if (!stay.includes(other)) other.evaluated.forget();
    kept = stay;
  }

  async function work({ pack, asOf }: Question): Promise<Evaluated | NoReading> {
    const isBig = elsewhere !== undefined && (await store.standingSize()) > rowsHereMax;
    const evaluated = await (isBig ? elsewhere : here).evaluate(pack, asOf);
    if (!('failed' in evaluated) && evaluated.version !== null) {
      keep({ pack, asOf, version: evaluated.version, evaluated, isBig });
    }
    return evaluated;
  }

  function start(question: Question, version: string): Running {
    const result = work(question).finally(() => {
      running = running.filter((other) => other !== one);
    });
    const one: Running = { ...question, version, result };
    running = [...running, one];
    return one;
  }

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
        return readingOf(pack, last.evaluated);
      }
      const { result } =
        running.find((one) => fits(one) && one.version === version) ?? start({ pack, asOf }, version);
      const evaluated = patienceMs === undefined ? await result : await within(deps, result, patienceMs);
      if (!('failed' in evaluated)) return readingOf(pack, evaluated);
      return evaluated.failed === 'busy' && last !== undefined ? readingOf(pack, last.evaluated) : evaluated;
    },
  };
}

function readingOf(pack: Pack, evaluated: Evaluated): Reading {
  const { summary } = evaluated;
  return {
    pack,
    summary,
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
