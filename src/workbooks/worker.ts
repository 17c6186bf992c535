/**
 * Workbooks: what was asked for is made and sent, what was sent is fetched, recognised and taken in. Runs beside answers,
 * after every batch of deliveries, every press and at every tick.
 *
 * Invariants
 *  1. The work is on disk before anybody is answered; a crash at any point goes on after the last commit.
 *  2. Bytes are kept before the fact that speaks of them; the fact and the message that carries them are one commit.
 *  3. Rows are decided in order, a batch a commit, together with the fact that moves `upTo`: none counts twice, and the
 *     same file again changes nothing, because each row is decided by the state there is.
 *  4. What a person may see and do is asked at the time of the work, not of the asking.
 *
 *     due ─┬─ asked ────> give.ts ─> done, with its file · refused, with the reason
 *          ├─ fetching ─> take.ts ─> waiting, with a question · reading · refused · dropped
 *          └─ reading ──> rows.ts ─> advanced … ─> done, with the result and the rows given back
 *     a fault: 2 s, 10 s, 1 min, 10 min, 1 h; the sixth ends it as refused
 */
import { refusedWorkbookCard } from '../cards/workbook/workbook.ts';
import { dayOfInstant } from '../domain/day.ts';
import { named } from '../domain/history/workbook.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Person } from '../domain/roster.ts';
import { WORKBOOK_KEPT_DAYS, type Workbook, type WorkbookFact } from '../domain/workbook.ts';
import { Drain } from '../drain.ts';
import type { Reads } from '../lark/reads.ts';
import type { Ledger } from '../ledger.ts';
import type { Change, Notice } from '../outcome.ts';
import type { DownloadQueue, Files, Log, Vault } from '../ports.ts';
import { noticePromise } from '../promises.ts';
import type { Store } from '../store.ts';
import type { Desk, DeskScene } from './desk.ts';
import { give } from './give.ts';
import { readRows } from './rows.ts';
import { take } from './take.ts';

const BATCH = 8;
const BACKOFF_MS = [2_000, 10_000, 60_000, 600_000, 3_600_000] as const;
const DAY_MS = 86_400_000;
const FORGET_EVERY_MS = 3_600_000;
const FORGET_AT_ONCE = 50;

export interface WorkbookDeps {
  readonly queue: DownloadQueue;
  readonly files: Files;
  readonly store: Store;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly reads: Pick<Reads, 'downloadResource'>;
  readonly desk: Desk;
  readonly packAt: (day: string) => Pack;
  readonly newId: () => string;
  readonly log: Log;
  readonly now: () => number;
  readonly onPromised: () => void;
  readonly wakeIn: (delayMs: number) => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** What a step came to: go on with the same workbook, leave it, or come back after a delay. */
export type StepResult = 'again' | 'over' | { readonly waitMs: number; readonly why: string };

/** One step's view of the work. */
export interface Step {
  readonly deps: WorkbookDeps;
  readonly workbook: Workbook;
  readonly scene: DeskScene;
  readonly stopped: () => boolean;
  /** One commit of this workbook's facts and what goes with them; false: somebody moved first. */
  readonly commit: (
    before: Workbook,
    facts: readonly WorkbookFact[],
    more?: { readonly changes?: readonly Change[]; readonly notices?: readonly Notice[] },
  ) => Promise<boolean>;
  /** To whoever asked; none where they cannot be reached. */
  readonly notice: (
    key: string,
    what: Pick<Notice, 'card'> & Partial<Pick<Notice, 'file'>>,
  ) => readonly Notice[];
}

export class Workbooks {
  readonly #deps: WorkbookDeps;
  readonly #drain = new Drain(() => this.#work());
  #forgotAt = 0;

  constructor(deps: WorkbookDeps) {
    this.#deps = deps;
  }

  /** Works until nothing is due. Calls while working make it look once more. */
  drain(): Promise<void> {
    return this.#drain.run();
  }

  /** Lets the batch under way finish and starts no other. */
  stop(): Promise<void> {
    return this.#drain.stop();
  }

  async #work(): Promise<void> {
    const { queue, now } = this.#deps;
    while (!this.#drain.stopped) {
      const due = await queue.due(now(), BATCH);
      if (due.length === 0) return await this.#forget();
      for (const item of due) if (!this.#drain.stopped) await this.#one(item.id, item.attempts);
    }
  }

  async #one(id: string, attempts: number): Promise<void> {
    const { count, log } = this.#deps;
    try {
      for (;;) {
        const result = await this.#step(id);
        if (result === 'over') return;
        if (result === 'again') {
          if (this.#drain.stopped) return;
          continue;
        }
        return await this.#postpone(id, attempts, result.why, result.waitMs);
      }
    } catch (error) {
      log.error('workbook_failed', { id, error });
      count('workbook_failures');
      await this.#postpone(id, attempts, error instanceof Error ? error.name : 'fault', 0);
    }
  }

  async #postpone(id: string, attempts: number, why: string, atLeastMs: number): Promise<void> {
    const { now, queue, wakeIn } = this.#deps;
    const backoffMs = BACKOFF_MS[attempts];
    if (backoffMs === undefined) return this.#giveUp(id);
    const delayMs = Math.max(backoffMs, atLeastMs);
    await queue.postpone(id, now() + delayMs, why.slice(0, 200));
    wakeIn(delayMs);
  }

  async #giveUp(id: string): Promise<void> {
    const workbook = await this.#deps.store.workbook(id);
    if (workbook === null) return;
    const step = await this.#stepOf(workbook);
    const why =
      workbook.way === 'out'
        ? '多次没有生成成功，请重新发送「导出」'
        : `多次没有处理成功（已到第 ${workbook.upTo} 行），请重新发送文件；已导入的行不会重复`;
    const { kind } = workbook;
    const what = kind === null ? null : named(kind, this.#deps.packAt(dayOfInstant(this.#deps.now())));
    const card = refusedWorkbookCard(workbook.name ?? '表格', `${why}。`, what);
    await step?.commit(workbook, [{ type: 'workbook.refused', why }], {
      notices: step.notice('refused', { card }),
    });
  }

  async #step(id: string): Promise<StepResult> {
    const workbook = await this.#deps.store.workbook(id);
    if (workbook === null) return 'over';
    const step = await this.#stepOf(workbook);
    if (step === null) {
      // Whoever asked is no longer in the roster: nobody is to get it, nothing is to be done in their name.
      await this.#commit(workbook, [{ type: 'workbook.refused', why: '不在名册中' }], {});
      return 'over';
    }
    switch (workbook.state) {
      case 'asked':
        return give(step);
      case 'fetching':
        return take(step);
      case 'reading':
        return readRows(step);
      default:
        return 'over';
    }
  }

  async #stepOf(workbook: Workbook): Promise<Step | null> {
    const { newId, now, packAt, store, vault } = this.#deps;
    const roster = await store.roster();
    const actor = roster.person(workbook.by);
    if (actor === null) return null;
    const at = now();
    const today = dayOfInstant(at);
    return {
      deps: this.#deps,
      workbook,
      scene: { now: at, today, actor, roster, pack: packAt(today), store, vault, newId },
      stopped: () => this.#drain.stopped,
      commit: (before, facts, more = {}) => this.#commit(before, facts, more),
      notice: (key, what) => noticeTo(actor, `workbook:${workbook.id}:${key}`, what),
    };
  }

  async #commit(
    before: Workbook,
    facts: readonly WorkbookFact[],
    { changes = [], notices = [] }: { changes?: readonly Change[]; notices?: readonly Notice[] },
  ): Promise<boolean> {
    const { count, ledger, now, onPromised } = this.#deps;
    const done = await ledger.conclude({
      on: { at: now(), actor: before.by, cause: `workbook:${before.id}` },
      changes: [{ subject: 'workbook', before, facts }, ...changes],
      promises: notices.map(noticePromise),
      keys: [],
    });
    if (done.result !== 'done') return false;
    for (const fact of facts) count('workbooks', { step: fact.type.slice('workbook.'.length) });
    if (notices.length > 0) onPromised();
    return true;
  }

  /** What was in a workbook is not kept longer than its question may last. */
  async #forget(): Promise<void> {
    const { files, now, store } = this.#deps;
    if (now() - this.#forgotAt < FORGET_EVERY_MS) return;
    this.#forgotAt = now();
    for (const workbook of await store.workbooksToForget(
      now() - WORKBOOK_KEPT_DAYS * DAY_MS,
      FORGET_AT_ONCE,
    )) {
      for (const hash of [workbook.hash, workbook.made]) {
        if (hash === null) continue;
        const isEvidence = (await store.evidenceByHash(hash)).length > 0;
        if (!isEvidence && (await store.workbooksWith(hash, workbook.id)) === 0) await files.forget(hash);
      }
      await this.#commit(workbook, [{ type: 'workbook.forgotten' }], {});
    }
  }
}

function noticeTo(
  { openId }: Person,
  key: string,
  { card, file }: Pick<Notice, 'card'> & Partial<Pick<Notice, 'file'>>,
): readonly Notice[] {
  if (openId === null) return [];
  const to = { kind: 'person', openId } as const;
  return [{ key, to, card, rank: 'notice', ...(file === undefined ? {} : { file }) }];
}
