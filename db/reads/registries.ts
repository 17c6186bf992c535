/** Reads of registries 台账. Part of `store.ts`. */
import { and, asc, count, desc, eq, type InferSelectModel, like, or, sql } from 'drizzle-orm';
import { numberEndsIn } from '../../src/domain/number.ts';
import type { Entry } from '../../src/domain/registry/entry.ts';
import type { Bind, Database } from '../../src/ports.ts';
import type { RegistryReads } from '../../src/store/registries.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf, numberOrNull, textOrNull } from '../parts.ts';
import * as t from '../schema.ts';

const COLUMNS =
  'e.id, e.version, e.registry, e.owner, e.title, e."values", e.sealed, e."key", e.confidential, e.state, e.reason, ' +
  'e.registered_by, e.registered_at, e.checked_at, e.ended_at';
/** `+`: the pieces decide the plan, not the state. */
const GRAMS_SQL =
  `SELECT ${COLUMNS} FROM (SELECT entry, count(*) AS hits FROM registry_gram ` +
  'WHERE gram IN (SELECT value FROM json_each(?)) AND registry IN (SELECT value FROM json_each(?)) ' +
  'GROUP BY entry ORDER BY hits DESC, entry DESC LIMIT ?) h JOIN registry_entry e ON e.id = h.entry ' +
  'ORDER BY h.hits DESC, e.id DESC';
/** D1 takes a hundred parameters. */
const REGISTRIES_MAX = 90;
const STANDING_SQL =
  `SELECT ${COLUMNS} FROM registry_entry e WHERE e.registry IN (SELECT value FROM json_each(?)) ` +
  'AND e.registered_at <= ? AND (e.ended_at IS NULL OR e.ended_at > ?) ORDER BY e.id';

const entryOf = (row: InferSelectModel<typeof t.registryEntry>): Entry => row;

/** Plain rows, many at a time: a builder would make an object of each twice. */
function entryOfRow(row: readonly Bind[]): Entry {
  const [
    id,
    version,
    registry,
    owner,
    title,
    values,
    sealed,
    key,
    confidential,
    state,
    reason,
    by,
    at,
    checked,
    ended,
  ] = row;
  return {
    id: String(id),
    version: Number(version),
    registry: String(registry),
    owner: textOrNull(owner),
    title: textOrNull(title),
    values: JSON.parse(String(values)) as Entry['values'],
    sealed: JSON.parse(String(sealed)) as Entry['sealed'],
    key: String(key),
    confidential: Number(confidential) === 1,
    state: state === 'retired' ? 'retired' : 'active',
    reason: textOrNull(reason),
    registeredBy: textOrNull(by),
    registeredAt: Number(at),
    checkedAt: Number(checked),
    endedAt: numberOrNull(ended),
  };
}

export function registryReads(
  database: Pick<Database, 'query'>,
  db: ReturnType<typeof makeBuilder>,
): RegistryReads {
  const e = t.registryEntry;
  return {
    async entry(id) {
      const rows = await db.select().from(e).where(eq(e.id, id)).limit(1);
      return rows[0] === undefined ? null : entryOf(rows[0]);
    },

    async entriesByNumber(words, limit) {
      if (words.prefix !== null && words.prefix !== 'TZ') return [];
      const start = `TZ-%${words.month ?? ''}-`;
      const isExact = like(e.id, `${start}${words.digits.padStart(4, '0')}`);
      const rows = await db
        .select()
        .from(e)
        .where(or(isExact, like(e.id, `${start}%${words.typed}`)))
        .orderBy(desc(isExact), desc(e.registeredAt), desc(e.id))
        .limit(limit);
      return rows.filter((row) => numberEndsIn(row.id, words)).map(entryOf);
    },

    async entries({ registries, states = ['active'], owners, checkedBefore, limit, offset = 0 }) {
      const rows = await database.query(
        `SELECT ${COLUMNS} FROM registry_entry e WHERE e.registry IN (SELECT value FROM json_each(?)) ` +
          'AND e.state IN (SELECT value FROM json_each(?)) ' +
          (owners === undefined ? '' : 'AND e.owner IN (SELECT value FROM json_each(?)) ') +
          (checkedBefore === undefined ? '' : 'AND e.checked_at < ? ') +
          'ORDER BY e.checked_at DESC, e.id LIMIT ? OFFSET ?',
        [
          JSON.stringify(registries),
          JSON.stringify(states),
          ...(owners === undefined ? [] : [JSON.stringify(owners)]),
          ...(checkedBefore === undefined ? [] : [checkedBefore]),
          limit,
          offset,
        ],
      );
      return rows.map(entryOfRow);
    },

    // `+`: the key decides the plan, not the state.
    async entriesAll(registries, limit) {
      if (registries.length === 0) return [];
      // Written out: over a list SQLite would walk the whole table.
      const ids = registries.slice(0, REGISTRIES_MAX);
      const rows = await database.query(
        `SELECT ${COLUMNS} FROM registry_entry e WHERE e.registry IN (${ids.map(() => '?').join(', ')}) ` +
          "AND e.state = 'active' LIMIT ?",
        [...ids, limit],
      );
      return rows.map(entryOfRow);
    },

    async entriesByKey(registry, key) {
      const rows = await db
        .select()
        .from(e)
        .where(and(eq(e.registry, registry), eq(e.key, key), sql`+${e.state} = 'active'`))
        .orderBy(asc(e.id))
        .limit(20);
      return rows.map(entryOf);
    },

    async entriesByGrams(registries, grams, limit) {
      if (grams.length === 0 || registries.length === 0) return [];
      const rows = await database.query(GRAMS_SQL, [
        JSON.stringify(grams),
        JSON.stringify(registries),
        limit,
      ]);
      return rows.map(entryOfRow);
    },

    async registryCounts(registries) {
      return db
        .select({ registry: e.registry, active: count() })
        .from(e)
        .where(and(isOneOf(e.registry, registries), eq(e.state, 'active')))
        .groupBy(e.registry);
    },

    async entriesStanding(registries, at) {
      const rows = await database.query(STANDING_SQL, [JSON.stringify(registries), at, at]);
      return rows.map(entryOfRow);
    },
  };
}
