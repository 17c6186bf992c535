/** 台账: one row an entry, and the pieces it is found by while it is active. */
import { type Entry, evolveEntry } from '../../src/domain/registry/entry.ts';
import { gramsOf } from '../../src/domain/registry/grams.ts';
import type { Statement } from '../../src/ports.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

const TAKEN_SQL =
  'DELETE FROM registry_gram WHERE gram IN (SELECT value FROM json_each(?)) AND registry = ? AND entry = ?';
const GIVEN_SQL =
  'INSERT OR IGNORE INTO registry_gram (gram, registry, entry) SELECT value, ?, ? FROM json_each(?)';

const NO_GRAMS: readonly string[] = [];

const gramsHeld = (entry: Entry | null): readonly string[] =>
  entry === null || entry.state === 'retired' ? NO_GRAMS : gramsOf(entry.title, entry.values);

function gramStatements(before: Entry | null, after: Entry): readonly Statement[] {
  const [old, now] = [gramsHeld(before), gramsHeld(after)];
  const [had, has] = [new Set(old), new Set(now)];
  const gone = old.filter((gram) => !has.has(gram));
  const fresh = now.filter((gram) => !had.has(gram));
  const { id, registry } = after;
  return [
    ...(gone.length === 0 ? [] : [{ sql: TAKEN_SQL, binds: [JSON.stringify(gone), registry, id] }]),
    ...(fresh.length === 0 ? [] : [{ sql: GIVEN_SQL, binds: [registry, id, JSON.stringify(fresh)] }]),
  ];
}

export const entryBooks = keep({
  kind: 'entry',
  tables: ['registry_entry', 'registry_gram'],
  idOf: (entry) => entry.id,
  start: () => null,
  evolve: evolveEntry,
  rows: (before, steps) =>
    steps
      .slice(-1)
      .flatMap(({ after }) => [
        upsert(t.registryEntry, t.registryEntry.id, after),
        ...gramStatements(before, after),
      ]),
});
