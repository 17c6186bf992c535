/**
 * Whether the service can do its work, and what it measures of itself. Every cause is told, not the first alone: the database,
 * its schema, writing to disk, deliveries and messages that stay behind, jobs that fail or do not end.
 * Left out: the long connection (`lark/socket.ts`), which `compose.ts` adds.
 */
import type { Metrics } from './metrics.ts';
import type { Bind, Database } from './ports.ts';
import type { Ran } from './scheduler.ts';

const INBOX_LAG_MS_MAX = 120_000;
/** Whoever waits for an answer longer has been forgotten; the rest may be paced for a while. */
const UNSENT_MS_MAX = { answer: 5 * 60_000, notice: 30 * 60_000, bulletin: 2 * 3_600_000 } as const;
const LOOK_MS_MAX = 10 * 60_000;
const PROBE_MS = 5_000;
/** A write that changes nothing and still reaches the disk. */
const PROBE = { sql: 'UPDATE key_check SET sealed = sealed', binds: [] } as const;
/** A rank of the outbox by its name. */
const KINDS = [
  [0, 'answer'],
  [5, 'notice'],
  [9, 'bulletin'],
] as const;
const SECOND_MS = 1_000;
/** Since when the oldest waits, by where; a message that is to wait (a pause after a fault) waits all the same. */
const OLDEST =
  "SELECT 'inbox', min(received_at) FROM delivery WHERE state = 'waiting' UNION ALL " +
  "SELECT 'outbox_' || rank, min(created_at) FROM outbox WHERE state IN ('waiting', 'sending') GROUP BY rank";

interface Fault {
  readonly at: number;
  readonly why: string;
}

export class Readiness {
  /** The database, with every commit timed and every failure of one remembered. */
  readonly database: Database;
  readonly #now: () => number;
  #writeFault: Fault | null = null;
  #lookBegan: number | null = null;
  #failedJobs: { readonly at: number; readonly ids: readonly string[] } = { at: 0, ids: [] };

  constructor(database: Database, metrics: Pick<Metrics, 'time'>, now: () => number) {
    this.#now = now;
    const commit: Database['commit'] = async (statements, urgency) => {
      const end = metrics.time('commit_seconds');
      try {
        const result = await database.commit(statements, urgency);
        this.#writeFault = null;
        return result;
      } catch (error) {
        this.#writeFault = { at: now(), why: wordsOf(error) };
        throw error;
      } finally {
        end();
      }
    };
    this.database = {
      query: (sql, binds) => database.query(sql, binds),
      commit,
      close: () => database.close(),
    };
  }

  /** Runs what is due, and remembers how it went. */
  async looking(look: () => Promise<Ran>): Promise<Ran> {
    this.#lookBegan = this.#now();
    try {
      const ran = await look();
      this.#failedJobs = { at: this.#now(), ids: ran.failed };
      return ran;
    } finally {
      this.#lookBegan = null;
    }
  }

  /** Seconds that the oldest of each kind has been waiting; 0 where none waits. */
  async ages(): Promise<{ readonly inbox: number; readonly outbox: Readonly<Record<string, number>> }> {
    const oldest = await this.#oldest();
    const seconds = (at: number | undefined) =>
      at === undefined ? 0 : Math.max(0, Math.round((this.#now() - at) / SECOND_MS));
    return {
      inbox: seconds(oldest.get('inbox')),
      outbox: Object.fromEntries(KINDS.map(([rank, kind]) => [kind, seconds(oldest.get(`outbox_${rank}`))])),
    };
  }

  /** `null` when ready, or every reason why not, a line each, for the operator. */
  async why(): Promise<string | null> {
    const causes = [...(await this.#behind()), ...(await this.#unwritable()), ...this.#jobs()];
    return causes.length === 0 ? null : causes.join('\n');
  }

  async #oldest(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query(OLDEST, []);
    const known = (row: readonly Bind[]): readonly [string, number][] =>
      typeof row[1] === 'number' ? [[String(row[0]), row[1]]] : [];
    return new Map(rows.flatMap(known));
  }

  async #behind(): Promise<readonly string[]> {
    const now = this.#now();
    try {
      const oldest = await this.#oldest();
      const inboxAt = oldest.get('inbox') ?? now;
      const lag =
        now - inboxAt > INBOX_LAG_MS_MAX ? [`inbox is behind: a delivery waits since ${iso(inboxAt)}`] : [];
      const stuck = KINDS.flatMap(([rank, kind]) => {
        const at = oldest.get(`outbox_${rank}`) ?? now;
        return now - at > UNSENT_MS_MAX[kind]
          ? [`outbox is stuck: ${kind === 'answer' ? 'an' : 'a'} ${kind} waits since ${iso(at)}`]
          : [];
      });
      return [...lag, ...stuck];
    } catch (error) {
      const words = wordsOf(error);
      return /no such (?:table|column)/iu.test(words)
        ? [`migrations are not applied: ${words}`]
        : [`database does not answer: ${words}`];
    }
  }

  /** A fault of the last write; tried again at most every few seconds, for without traffic nothing else would. */
  async #unwritable(): Promise<readonly string[]> {
    const fault = this.#writeFault;
    if (fault === null) return [];
    if (this.#now() - fault.at >= PROBE_MS) {
      try {
        await this.database.commit([PROBE]);
        return [];
      } catch (error) {
        return [`database cannot be written: ${wordsOf(error)}`];
      }
    }
    return [`database cannot be written: ${fault.why} (${iso(fault.at)})`];
  }

  #jobs(): readonly string[] {
    const { at, ids } = this.#failedJobs;
    const began = this.#lookBegan;
    return [
      ...(ids.length > 0 ? [`jobs failed and are overdue: ${ids.join(', ')} (${iso(at)})`] : []),
      ...(began !== null && this.#now() - began > LOOK_MS_MAX
        ? [`jobs are overdue: a look that began at ${iso(began)} has not ended`]
        : []),
    ];
  }
}

const iso = (at: number): string => new Date(at).toISOString();
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
