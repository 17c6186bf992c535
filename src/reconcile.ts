/**
 * Messages of unknown outcome, looked for in the chat where they would show. What is found there was sent; what is not waits for a
 * person as before, who is told so. Nothing is ever sent again from here.
 */
import type { Ledger, UnsureItem } from './ledger.ts';
import type { Log, Messenger } from './ports.ts';

const BATCH = 5;
/** An older one nobody expects any more; a person decides without us. */
const DAYS_MAX = 3;
const DAY_MS = 86_400_000;
const AGAIN_MS = 30 * 60_000;
const NOT_FOUND = '查过会话记录，没有找到这条消息：多半没有送达，可以重发。';

export interface ReconcileDeps {
  readonly ledger: Ledger;
  readonly messenger: Pick<Messenger, 'find'>;
  readonly log: Log;
  readonly now: () => number;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** Looks after the few that are due; never throws. @param stopped asked between two of them */
export async function reconcile(deps: ReconcileDeps, stopped: () => boolean): Promise<void> {
  const { ledger, messenger, log, now } = deps;
  if (messenger.find === undefined) return;
  try {
    for (const item of await ledger.unsure(now(), now() - DAYS_MAX * DAY_MS, BATCH)) {
      if (stopped()) return;
      // Put off first: whatever goes wrong below must not be asked for again at once.
      await ledger.stillUnsure(item.key, item.uuid, null, now() + AGAIN_MS);
      await look(deps, item);
    }
  } catch (error) {
    if (!stopped()) log.error('reconcile_failed', { error });
  }
}

async function look({ ledger, messenger, now, count }: ReconcileDeps, item: UnsureItem): Promise<void> {
  const found = await messenger.find?.(item.outgoing, {
    fromMs: item.fromMs,
    untilMs: item.untilMs,
    beside: item.beside,
    known: (ids) => ledger.messagesKnown(ids),
  });
  if (found === undefined) return;
  count('reconciled', { result: found.found });
  if (found.found === 'yes')
    await ledger.foundSent({ key: item.key, uuid: item.uuid, messageId: found.messageId, at: now() });
  if (found.found === 'no') await ledger.stillUnsure(item.key, item.uuid, NOT_FOUND, null);
}
