/** Reads of messages that were not sent. Part of `store.ts`; of a sealed body only the title is given out. */
import type { Content, Database, Outgoing, Vault } from '../../src/ports.ts';
import type { HeldMessage, OutboxReads } from '../../src/store/outbox.ts';
import { opened } from '../opened.ts';
import { uuidOf } from '../outbox-rows.ts';

/** A change of a card is for whoever the card was sent to. */
const HELD =
  'SELECT o.key, o.state, coalesce(m.receiver, o.receiver), o.created_at, o.ended_at, o.why FROM outbox o ' +
  "LEFT JOIN outbox m ON o.how = 'update' AND m.message_id = substr(o.receiver, 9) " +
  "WHERE o.state IN ('parked', 'uncertain') ORDER BY o.created_at DESC, o.key LIMIT ?";
const COUNTS = "SELECT state, count(*) FROM outbox WHERE state IN ('parked', 'uncertain') GROUP BY state";
const BODIES =
  'SELECT key, body FROM outbox WHERE body IS NOT NULL AND key IN (SELECT value FROM json_each(?))';

const ID_DIGITS = 6;

export function outboxReads(database: Database, vault: Vault): OutboxReads {
  return {
    async heldMessages(limit) {
      const rows = await database.query(HELD, [limit]);
      const counts = new Map((await database.query(COUNTS, [])).map(([state, n]) => [state, Number(n)]));
      const messages = rows.map(
        ([key, state, receiver, createdAt, endedAt, why]): HeldMessage => ({
          key: String(key),
          id: uuidOf(String(key)).slice(0, ID_DIGITS).toUpperCase(),
          state: state as HeldMessage['state'],
          receiver: String(receiver),
          createdAt: Number(createdAt),
          endedAt: Number(endedAt ?? createdAt),
          why: typeof why === 'string' ? why : null,
        }),
      );
      return { messages, parked: counts.get('parked') ?? 0, uncertain: counts.get('uncertain') ?? 0 };
    },

    async messageTitles(keys) {
      const rows = await database.query(BODIES, [JSON.stringify(keys)]);
      const { read } = opened<Outgoing>(vault, rows, 1);
      return new Map(read.map(({ row: [key], value }) => [String(key), titleOf(value)]));
    },
  };
}

function titleOf(outgoing: Outgoing): string {
  const content: Content =
    outgoing.how === 'update' ? { type: 'card', card: outgoing.card } : outgoing.content;
  if (content.type === 'card') return content.card.title;
  if (content.type === 'text') return '一段文字';
  return content.kind === 'image' ? '一张图片' : '一个文件';
}
