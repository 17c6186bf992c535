/**
 * Downloads: evidence that was sent becomes ours. Runs after every batch of deliveries and at every tick.
 *
 * Invariants
 *  1. What is to be fetched is on disk (`evidence.received`) before anybody is answered; a crash loses nothing.
 *  2. The bytes are kept before the fact that says so; fetching the same file again ends in the same rows.
 *  3. A file ends exactly once, as `stored` or `refused`: the fact's key decides between two workers. Its sender is told
 *     of a refusal.
 *
 *     fetching ──got──> judged ──> stored
 *        │  fault: 2 s, 10 s, 1 min, 10 min, 1 h      └──> refused (kind, size, gone)
 *        └─ sixth fault: refused
 */
import { duplicateFileCard, refusedFileCard } from './cards/evidence.ts';
import { verifiersFor } from './domain/access.ts';
import { EVIDENCE_BYTES_MAX, type Evidence, type EvidenceFact } from './domain/evidence.ts';
import { judgeFile, printBytes } from './domain/evidence-type.ts';
import { currentNumber, pendingStage } from './domain/lead/lead.ts';
import { Drain } from './drain.ts';
import type { Reads } from './lark/reads.ts';
import type { Ledger } from './ledger.ts';
import type { Notice } from './outcome.ts';
import type { DownloadQueue, Files, Log } from './ports.ts';
import { noticePromise } from './promises.ts';
import type { Store } from './store.ts';

const BATCH = 8;
const BACKOFF_MS = [2_000, 10_000, 60_000, 600_000, 3_600_000] as const;
const TRIES = 5;

export interface DownloadDeps {
  readonly queue: DownloadQueue;
  readonly files: Files;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly reads: Pick<Reads, 'downloadResource'>;
  readonly log: Log;
  readonly now: () => number;
  readonly onPromised: () => void;
  readonly wakeIn: (delayMs: number) => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

export class Downloads {
  readonly #deps: DownloadDeps;
  readonly #drain = new Drain(() => this.#work());

  constructor(deps: DownloadDeps) {
    this.#deps = deps;
  }

  /** Fetches until nothing is due. Calls while fetching make it look once more. */
  drain(): Promise<void> {
    return this.#drain.run();
  }

  /** Lets the file under way finish and starts no other. */
  stop(): Promise<void> {
    return this.#drain.stop();
  }

  async #work(): Promise<void> {
    const { queue, now } = this.#deps;
    while (!this.#drain.stopped) {
      const due = await queue.due(now(), BATCH);
      if (due.length === 0) return;
      // One after another: a file is up to 20 MB, and nobody waits for it.
      for (const item of due) if (!this.#drain.stopped) await this.#one(item.id, item.attempts);
    }
  }

  async #one(id: string, attempts: number): Promise<void> {
    const { log, now, queue, count, wakeIn } = this.#deps;
    const postpone = async (why: string, atLeastMs = 0) => {
      const delayMs = BACKOFF_MS[attempts];
      count('download_failures');
      if (delayMs === undefined) return this.#end(id, refused('多次下载没有成功，请重新发送文件'));
      await queue.postpone(id, now() + Math.max(delayMs, atLeastMs), why.slice(0, 200));
      wakeIn(Math.max(delayMs, atLeastMs));
    };
    try {
      const file = await this.#deps.store.evidence(id);
      if (file === null || file.state !== 'fetching') return;
      const { messageId, fileKey, kind } = file;
      const got = await this.#deps.reads.downloadResource(messageId, fileKey, kind, EVIDENCE_BYTES_MAX);
      if (got.result === 'wait') return await postpone(got.why, got.afterMs);
      if (got.result === 'refused') return await this.#end(id, refused(got.why));
      if (got.result === 'tooBig')
        return await this.#end(
          id,
          refused(`文件超过 ${printBytes(got.bytesMax)}（系统默认上限），请压缩后再发`),
        );
      const judged = judgeFile(got.bytes);
      if (!judged.ok && isGatewayPage(got.contentType, file))
        return await postpone('a page instead of the file');
      if (!judged.ok) return await this.#end(id, refused(judged.why));
      const hash = await this.#deps.files.put(got.bytes);
      const { fileType } = judged;
      await this.#end(id, { type: 'evidence.stored', hash, fileType, bytes: got.bytes.byteLength });
    } catch (error) {
      log.error('download_failed', { id, error });
      await postpone(error instanceof Error ? error.name : 'fault');
    }
  }

  /** Exactly once: whoever comes second finds the file ended and leaves it. */
  async #end(id: string, fact: EvidenceFact): Promise<void> {
    const { ledger, now, count, onPromised, store } = this.#deps;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const file = await store.evidence(id);
      if (file === null || file.state !== 'fetching') return;
      const notices = await this.#notices(file, fact);
      const promises = notices.map(noticePromise);
      const done = await ledger.conclude({
        on: { at: now(), actor: null, cause: `download:${id}` },
        changes: [{ subject: 'evidence', before: file, facts: [fact] }],
        promises,
        keys: [],
      });
      if (done.result !== 'done') continue;
      count('downloads', { result: fact.type === 'evidence.stored' ? 'stored' : 'refused' });
      if (promises.length > 0) onPromised();
      return;
    }
    throw new Error(`${id}: somebody else moved first ${TRIES} times`);
  }

  async #notices(file: Evidence, fact: EvidenceFact): Promise<readonly Notice[]> {
    if (fact.type === 'evidence.refused') return this.#toSender(file, fact.why);
    return fact.type === 'evidence.stored' ? this.#toVerifiers(file, fact.hash) : [];
  }

  async #toSender(file: Evidence, why: string): Promise<readonly Notice[]> {
    const sender = (await this.#deps.store.roster()).person(file.sender);
    if (sender?.openId == null) return [];
    const to = { kind: 'person', openId: sender.openId } as const;
    const key = `evidence-refused:${file.id}`;
    return [{ key, to, card: refusedFileCard(file.name, why, file.lead), rank: 'notice' }];
  }

  /** 重复佐证: the verifier who already has the submission learns that another project used the same file. */
  async #toVerifiers(file: Evidence, hash: string): Promise<readonly Notice[]> {
    const { store } = this.#deps;
    if (file.lead === null) return [];
    const lead = await store.lead(file.lead);
    const event = lead === null ? null : pendingStage(lead);
    if (lead === null || event === null || !(event.details.files ?? []).includes(file.id)) return [];
    const others = (await store.evidenceByHash(hash)).filter(
      (one) => one.lead !== null && one.lead !== lead.number && one.state === 'stored',
    );
    const [other] = others;
    if (other?.lead == null) return [];
    const roster = await store.roster();
    const number = currentNumber(lead);
    const where = (await store.lead(other.lead))?.projectNumber ?? other.lead;
    const card = duplicateFileCard(file.name, number, where);
    return verifiersFor(lead.unit, roster, event.reporter).flatMap((person) =>
      person.openId === null
        ? []
        : [
            {
              key: `evidence-twice:${file.id}:${person.openId}`,
              to: { kind: 'person' as const, openId: person.openId },
              card,
              rank: 'notice' as const,
              about: lead.number,
            },
          ],
    );
  }
}

const refused = (why: string): EvidenceFact => ({ type: 'evidence.refused', why });

/** A gateway's error page under 200, where the person sent no page: the file itself may come at the next try. */
const isGatewayPage = (contentType: string | null, file: Evidence): boolean =>
  contentType?.startsWith('text/html') === true && !/\.html?$/i.test(file.name);
