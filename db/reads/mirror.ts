/** The mirror's books. Every write takes the next version, so that two workers cannot both go on from the same state. */

import type {
  KeptRow,
  MirrorBooks,
  MirrorKind,
  MirrorState,
  MirrorWrite,
  PendingRows,
} from '../../src/mirror/books.ts';
import type { Bind, Database, Statement } from '../../src/ports.ts';

const NAME = 'mirror';
const FIRST: MirrorState = {
  version: 0,
  watermark: 0,
  pending: null,
  nextAt: 0,
  attempts: 0,
  parked: null,
  doneAt: null,
};
const STATE =
  'INSERT INTO mirror_state (name, version, watermark, pending, next_at, attempts, parked, done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ' +
  'ON CONFLICT (name) DO UPDATE SET version = excluded.version, watermark = excluded.watermark, pending = excluded.pending, ' +
  'next_at = excluded.next_at, attempts = excluded.attempts, parked = excluded.parked, done_at = excluded.done_at';
const ROWS =
  "INSERT INTO mirror_row (kind, key, record_id, hash) SELECT ?, json_extract(value, '$.key'), json_extract(value, '$.recordId'), " +
  "json_extract(value, '$.hash') FROM json_each(?) WHERE true " +
  'ON CONFLICT (kind, key) DO UPDATE SET record_id = excluded.record_id, hash = excluded.hash';
const TABLE =
  'INSERT INTO mirror_table (kind, app_token, table_id) VALUES (?, ?, ?) ' +
  'ON CONFLICT (kind) DO UPDATE SET app_token = excluded.app_token, table_id = excluded.table_id';

export function makeMirrorBooks(database: Database): MirrorBooks {
  return {
    async state() {
      const rows = await database.query(
        'SELECT version, watermark, pending, next_at, attempts, parked, done_at FROM mirror_state WHERE name = ?',
        [NAME],
      );
      return rows[0] === undefined ? FIRST : stateOf(rows[0]);
    },

    async commit(from, to, write = {}) {
      const next: MirrorState = { ...from, ...to, version: from.version + 1 };
      const done = await database.commit([
        // Whoever comes second finds the value taken.
        { sql: 'INSERT INTO sequence (name, value) VALUES (?, ?)', binds: [NAME, next.version] },
        { sql: 'DELETE FROM sequence WHERE name = ? AND value < ?', binds: [NAME, next.version] },
        ...writeStatements(write),
        { sql: STATE, binds: bindsOf(next) },
      ]);
      if (done.result === 'done') return next;
      return null;
    },

    async changedSince(fact, limit) {
      const rows = await database.query('SELECT id, stream FROM fact WHERE id > ? ORDER BY id LIMIT ?', [
        fact,
        limit,
      ]);
      const leads = rows.flatMap(
        ([, stream]) => /^(?:lead|progress)\/(.+)$/u.exec(String(stream))?.[1] ?? [],
      );
      return { leads: [...new Set(leads)], upTo: Number(rows.at(-1)?.[0] ?? fact) };
    },

    async table(kind) {
      const rows = await database.query('SELECT app_token, table_id FROM mirror_table WHERE kind = ?', [
        kind,
      ]);
      const [row] = rows;
      return row === undefined ? null : { appToken: String(row[0]), tableId: String(row[1]) };
    },

    async rows(kind, keys) {
      const rows = await database.query(
        'SELECT key, record_id, hash FROM mirror_row WHERE kind = ? AND key IN (SELECT value FROM json_each(?))',
        [kind, JSON.stringify(keys)],
      );
      return new Map(
        rows.map(([key, recordId, hash]): [string, KeptRow] => [
          String(key),
          { key: String(key), recordId: String(recordId), hash: String(hash) },
        ]),
      );
    },

    async monthsOf(lead) {
      const rows = await database.query(
        "SELECT key FROM mirror_row WHERE kind = 'months' AND key >= ? AND key < ?",
        [`${lead} `, `${lead}!`],
      );
      return rows.map(([key]) => String(key));
    },

    async counts() {
      const rows = await database.query('SELECT kind, count(*) FROM mirror_row GROUP BY kind', []);
      const counts: Record<MirrorKind, number> = { leads: 0, projects: 0, months: 0 };
      for (const [kind, count] of rows) counts[kind as MirrorKind] = Number(count);
      return counts;
    },

    async behind(watermark) {
      const rows = await database.query('SELECT count(*) FROM fact WHERE id > ?', [watermark]);
      return Number(rows[0]?.[0] ?? 0);
    },
  };
}

function writeStatements({ rows, forget, table }: MirrorWrite): readonly Statement[] {
  return [
    ...(forget ?? []).map((kind) => ({ sql: 'DELETE FROM mirror_row WHERE kind = ?', binds: [kind] })),
    ...(rows === undefined ? [] : [{ sql: ROWS, binds: [rows.kind, JSON.stringify(rows.kept)] }]),
    ...(table === undefined ? [] : [{ sql: TABLE, binds: [table.kind, table.appToken, table.tableId] }]),
  ];
}

function stateOf(row: readonly Bind[]): MirrorState {
  const [version, watermark, pending, nextAt, attempts, parked, doneAt] = row;
  return {
    version: Number(version),
    watermark: Number(watermark),
    pending: pending == null ? null : (JSON.parse(String(pending)) as PendingRows),
    nextAt: Number(nextAt),
    attempts: Number(attempts),
    parked: parked == null ? null : String(parked),
    doneAt: doneAt == null ? null : Number(doneAt),
  };
}

const bindsOf = (state: MirrorState): readonly Bind[] => [
  NAME,
  state.version,
  state.watermark,
  state.pending === null ? null : JSON.stringify(state.pending),
  state.nextAt,
  state.attempts,
  state.parked,
  state.doneAt,
];
