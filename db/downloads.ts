/** The queue of downloads: evidence that was received and is not here yet, with what became of earlier attempts. */
import type { Database, DownloadQueue } from '../src/ports.ts';

const DUE_SQL =
  'SELECT e.id, coalesce(a.attempts, 0) FROM evidence e LEFT JOIN evidence_attempt a ON a.id = e.id ' +
  "WHERE e.state = 'fetching' AND coalesce(a.next_at, 0) <= ? ORDER BY e.received_at, e.id LIMIT ?";
const POSTPONE_SQL =
  'INSERT INTO evidence_attempt (id, attempts, next_at, why) VALUES (?, 1, ?, ?) ' +
  'ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, next_at = excluded.next_at, why = excluded.why';

export function makeDownloadQueue(database: Database): DownloadQueue {
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
