/**
 * F28: a month of the whole system from one seed: people, the scheduler, faults of disk and network, crashes, outages,
 * duplicates, clock jumps. When it is over the faults stop, time passes, and everything must have come to rest rightly.
 * The same seed does the same things.
 */
import { createHash } from 'node:crypto';
import { type Random, seeded } from '../lib/random.ts';
import { digestOf } from './digest.ts';
import { doSomething } from './folk.ts';
import { Town, type TownOptions } from './town.ts';
import { type Allowed, verdictOf } from './verdict.ts';
import { CALL_WOUNDS, COMMIT_WOUNDS, type Surgeon, type Tally } from './wounds.ts';

const HOUR = 3_600_000;

export interface MonthOptions {
  readonly seed: number;
  /** Things people do. */
  readonly steps: number;
  /** How often a commit, a read or a call is hurt. */
  readonly harm: number;
  readonly spoil?: NonNullable<TownOptions['spoil']>;
  readonly allowed?: Allowed;
}

export interface Lived {
  readonly seed: number;
  readonly wrong: readonly string[];
  readonly tally: Tally;
  readonly lives: number;
  readonly seen: Record<string, number>;
  /** Of everything that anybody saw and every fact. */
  readonly trace: string;
}

export async function liveAMonth({ seed, steps, harm, spoil, allowed }: MonthOptions): Promise<Lived> {
  const random = seeded(seed * 31 + 5);
  const town = await Town.open({
    seed,
    surgeon: surgeonOf(seeded(seed * 17 + 3), harm),
    ...(spoil === undefined ? {} : { spoil }),
  });
  const seen = { redelivered: 0, outages: 0, jumps: 0, ticks: 0, unknown: 0, uncertain: 0, restarts: 0 };
  try {
    for (let step = 0; step < steps; step += 1) {
      await doSomething(town, random, seed * 1_000 + step);
      if (random.chance(0.7)) await town.settle();
      await misfortune(town, random, seen, harm);
    }
    await recover(town);
    const wrong = [...(await verdictOf(town, allowed))];
    const digest = await digestOf(town);
    seen.restarts = town.lives - 1;
    seen.uncertain = Number(
      (await town.database.query("SELECT count(*) FROM outbox WHERE state = 'uncertain'", []))[0]?.[0] ?? 0,
    );
    const trace = createHash('sha256').update(JSON.stringify(digest)).digest('hex').slice(0, 16);
    return {
      seed,
      wrong: wrong.map((line) => `seed ${seed}: ${line}`),
      tally: town.tally,
      lives: town.lives,
      seen,
      trace,
    };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, wrong: [`seed ${seed}: ${why}`], tally: town.tally, lives: town.lives, seen, trace: '' };
  } finally {
    await town.close();
  }
}

/** Faults stop; whatever is still on its way has eight hours, then as much again. */
async function recover(town: Town): Promise<void> {
  town.surgeon = {};
  town.skewMs = 0;
  await town.settle();
  await town.tick();
  await town.quiesce(9 * HOUR);
  await town.quiesce(9 * HOUR);
}

function surgeonOf(random: Random, harm: number): Surgeon {
  return {
    commit: () => (random.chance(harm) ? random.pick(COMMIT_WOUNDS) : null),
    read: () => (random.chance(harm / 40) ? random.pick(['crash', 'fail'] as const) : null),
    call: () => (random.chance(harm * 3) ? random.pick(CALL_WOUNDS) : null),
  };
}

async function misfortune(
  town: Town,
  random: Random,
  seen: Record<string, number>,
  harm: number,
): Promise<void> {
  const note = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  const roll = random.next();
  const pushes = town.feishu.pushes;
  if (roll < 0.08 && pushes.length > 0) {
    // Duplicates: at once, late, and under another event id.
    note('redelivered');
    await town.feishu.again(random.pick(pushes.slice(-20)), random.chance(0.5));
  } else if (roll < 0.1 && harm > 0) {
    note('outages');
    // A clock that is set back while nobody runs, and stays wrong until an hour after, is not held (ADR 0035).
    town.skewMs = 0;
    await town.outage(random.pick([5_000, 60_000, 40 * 60_000, 70 * 60_000, 5 * HOUR]));
  } else if (roll < 0.13 && harm > 0) {
    // A clock that was wrong and was set: back an hour, on a minute. Undone by the next.
    note('jumps');
    town.skewMs = random.pick([0, 0, -HOUR, 60_000, -60_000]);
  } else if (roll < 0.4) await town.pass(random.pick([1_000, 20_000, 10 * 60_000, HOUR]));
  else if (roll < 0.46) {
    await town.pass(random.pick([6, 12, 24]) * HOUR);
    note('ticks');
    await town.tick();
  }
}
