/** The queue of workbooks to be made, fetched or taken in, with what became of earlier attempts. */
import { WORKING_STATES } from '../src/domain/workbook.ts';
import type { Database, DownloadQueue } from '../src/ports.ts';

const WORKING = WORKING_STATES.map((state) => `'${state}'`).join(', ');
const DUE_SQL =
  'SELECT w.id, coalesce(a.attempts, 0) FROM workbook w LEFT JOIN workbook_attempt a ON a.id = w.id ' +
  `WHERE w.state IN (${WORKING}) AND coalesce(a.next_at, 0) <= ? ORDER BY w.at, w.id LIMIT ?`;
const POSTPONE_SQL =
  'INSERT INTO workbook_attempt (id, attempts, next_at, why) VALUES (?, 1, ?, ?) ' +
  'ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, next_at = excluded.next_at, why = excluded.why';

export function makeWorkbookQueue(database: Database): DownloadQueue {
  return {
    async due(now, limit) {
      const rows = await database.query(DUE_SQL, [now, limit]);
      return rows.map(([id, attempts]) => ({ id: String(id), attempts: Number(attempts) }));
    },
    async postpone(id, nextAt, why) {
      const done = await database.commit([{ sql: POSTPONE_SQL, binds: [id, nextAt, why] }]);
      if (done.result === 'conflict') throw new Error(`unexpected conflict on ${done.key}`);
    },
  };
}
