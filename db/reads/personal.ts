/** Reads of personal data that is no longer needed. Part of `store.ts`. */
import type { Database } from '../../src/ports.ts';
import type { PersonalReads } from '../../src/store/personal.ts';

/** Closed, and since when; `paused` is not closed. */
const LEAD_CLOSED =
  "((status = 'withdrawn' AND touched_at < ?) OR (exit IS NOT NULL AND exit <> 'paused' AND exit_on < ? AND touched_at < ?))";
const ENTRY_CLOSED = "(state = 'retired' AND ended_at < ?)";
/** A lead's contact, and who referred it. */
const OF_LEADS =
  "SELECT json_each.value AS id FROM lead, json_each(json_array(contact, json_extract(holding, '$.referrer'))) WHERE json_each.value IS NOT NULL AND";
const SEALED = "SELECT json_extract(value, '$.contact') AS id FROM registry_entry, json_each(sealed) WHERE";

/** What something open still needs is never among them: candidates first, then less those in use. */
const EXPIRED =
  'SELECT c.id FROM contact c WHERE c.sealed IS NOT NULL AND c.id IN (' +
  `${OF_LEADS} ${LEAD_CLOSED} UNION ${SEALED} ${ENTRY_CLOSED}` +
  ') AND c.id NOT IN (' +
  `${OF_LEADS} NOT coalesce(${LEAD_CLOSED}, 0) ` +
  `UNION ${SEALED} NOT coalesce(${ENTRY_CLOSED}, 0)` +
  ') ORDER BY c.id LIMIT ?';

export function personalReads(database: Database): PersonalReads {
  return {
    async expiredContacts({ day, at }, limit) {
      const closed = [at, day, at, at];
      const rows = await database.query(EXPIRED, [...closed, ...closed, limit]);
      return rows.map(([id]) => String(id));
    },
  };
}
