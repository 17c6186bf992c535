/** The books on messages of unknown outcome: which to look for, and what was found. Part of `ledger.ts`. */
import type { UnsureBooks, UnsureItem } from '../src/ledger.ts';
import type { Database, Outgoing, Vault } from '../src/ports.ts';
import { opened } from './opened.ts';

/** A change of a card is repeated without harm and never here. */
const UNSURE =
  'SELECT key, uuid, receiver, coalesce(first_tried_at, created_at), ended_at, body FROM outbox ' +
  "WHERE state = 'uncertain' AND next_at <= ? AND ended_at > ? AND body IS NOT NULL AND how <> 'update' ORDER BY created_at LIMIT ?";
/** The latest message known to stand where the receiver's would. */
const BESIDE =
  "SELECT message_id FROM outbox INDEXED BY outbox_ended WHERE receiver = ? AND message_id IS NOT NULL AND how <> 'update' AND ended_at > 0 " +
  'ORDER BY ended_at DESC LIMIT 1';
const KNOWN = 'SELECT message_id FROM outbox WHERE message_id IN (SELECT value FROM json_each(?))';
/** Whoever decided meanwhile has given it another uuid; and one message is not two promises. */
const FOUND =
  "UPDATE outbox SET state = 'sent', message_id = ?, ended_at = ?, body = NULL, why = NULL " +
  "WHERE key = ? AND uuid = ? AND state = 'uncertain' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = ?)";
const STILL =
  "UPDATE outbox SET why = coalesce(?, why), next_at = ? WHERE key = ? AND uuid = ? AND state = 'uncertain'";
/** Not looked for again. */
const NEVER_AT = Number.MAX_SAFE_INTEGER;

export function unsureBooks(database: Database, vault: Vault): UnsureBooks {
  return {
    async unsure(now, since, limit) {
      const rows = await database.query(UNSURE, [now, since, limit]);
      const { read } = opened<Outgoing>(vault, rows, 5);
      const items: UnsureItem[] = [];
      for (const { row, value } of read) {
        const [beside] = await database.query(BESIDE, [String(row[2])]);
        items.push({
          key: String(row[0]),
          uuid: String(row[1]),
          outgoing: value,
          fromMs: Number(row[3]),
          untilMs: Number(row[4]),
          beside: typeof beside?.[0] === 'string' ? beside[0] : null,
        });
      }
      return items;
    },

    async messagesKnown(ids) {
      const rows = await database.query(KNOWN, [JSON.stringify(ids)]);
      return new Set(rows.map(([id]) => String(id)));
    },

    async foundSent({ key, uuid, messageId, at }) {
      await database.commit([{ sql: FOUND, binds: [messageId, at, key, uuid, messageId] }]);
    },

    async stillUnsure(key, uuid, why, againAt) {
      await database.commit([{ sql: STILL, binds: [why, againAt ?? NEVER_AT, key, uuid] }]);
    },
  };
}
