/**
 * The scheduler: asks every job which of its occasions are due by now, and runs each once.
 *
 * Invariants
 *  1. An occasion has a key; the commit of its outcome inserts that key, so it runs once whoever runs it.
 *  2. Occasions missed while nobody ran are caught up, in order, within the job's own patience.
 *  3. One failing job does not stop the others; it is tried again at the next tick.
 */
import { dayOfInstant } from './domain/day.ts';
import type { Pack } from './domain/pack/schema.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import type { Log } from './ports.ts';
import { noticePromise } from './promises.ts';
import type { Standings } from './store/standing.ts';
import type { Store } from './store.ts';

export interface JobScene {
  /** The instant it is run for, UTC ms; and its Shanghai day. */
  readonly now: number;
  readonly today: string;
  readonly pack: Pack;
  /** The version of the plan in force on another day. */
  readonly packOn: (day: string) => Pack;
  readonly store: Store;
  /** Where everybody stands, worked out where it holds up nobody. */
  readonly standing: Standings;
}

export interface Occasion {
  /** Unique: `draft:month:2026-10`. */
  readonly key: string;
  readonly run: (scene: JobScene) => Promise<Outcome>;
}

export interface Job {
  readonly id: string;
  /** Every occasion due by this scene's instant that could still matter; those done are skipped by their keys. */
  readonly due: (scene: JobScene) => Promise<readonly Occasion[]>;
}

export interface SchedulerDeps {
  readonly jobs: readonly Job[];
  readonly ledger: Ledger;
  readonly store: Store;
  readonly standing: Standings;
  readonly packAt: (day: string) => Pack;
  readonly log: Log;
  /** The real moment, UTC ms: told of a day to come, what is promised still leaves now. */
  readonly now: () => number;
  readonly onPromised: () => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** What a run came to: the keys of the occasions it did, and the ids of the jobs that failed (logged; others go on). */
export interface Ran {
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

const TRIES = 5;

/** Runs everything due at `now`. Idempotent. */
export async function runDue(deps: SchedulerDeps, now: number): Promise<Ran> {
  const today = dayOfInstant(now);
  const { packAt, store, standing } = deps;
  const scene: JobScene = { now, today, pack: packAt(today), packOn: packAt, store, standing };
  const done: string[] = [];
  const failed: string[] = [];
  for (const job of deps.jobs) {
    try {
      for (const occasion of await job.due(scene)) {
        if (await runOnce(deps, occasion, scene)) done.push(occasion.key);
      }
    } catch (error) {
      deps.log.error('job_failed', { job: job.id, error });
      deps.count('job_failures', { job: job.id });
      failed.push(job.id);
    }
  }
  return { done, failed };
}

async function runOnce(deps: SchedulerDeps, occasion: Occasion, scene: JobScene): Promise<boolean> {
  if (await deps.ledger.jobDone(occasion.key)) return false;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const outcome = await occasion.run(scene);
    const promises = outcome.notices.map(noticePromise);
    const committed = await deps.ledger.conclude({
      on: { at: scene.now, actor: null, cause: `job:${occasion.key}` },
      changes: outcome.changes,
      promises,
      leaveAt: Math.min(scene.now, deps.now()),
      keys: [],
      job: occasion.key,
    });
    if (committed.result === 'done') {
      if (promises.length > 0) deps.onPromised();
      deps.count('jobs_run');
      return true;
    }
    if (committed.key.startsWith('job.')) return false;
  }
  throw new Error(`${occasion.key}: somebody else moved first ${TRIES} times`);
}
