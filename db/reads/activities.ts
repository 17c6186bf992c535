/** Reads of activities 招商活动. Part of `store.ts`. */
import { and, asc, desc, eq, gte, like, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { MetEnterprise } from '../../src/domain/activity/activity.ts';
import { numberEndsIn } from '../../src/domain/number.ts';
import type { Database } from '../../src/ports.ts';
import type { ActivityFilter, ActivityReads, HeldActivity } from '../../src/store/activities.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf, textOrNull } from '../parts.ts';
import * as t from '../schema.ts';

const HELD_SQL =
  'SELECT number, kind, happened_on, region, units, leaders, flags, tags, enterprises FROM activity ' +
  "WHERE state = 'held' AND check_state <> 'returned' AND happened_on <= ? ORDER BY happened_on, number";

function conditions(filter: ActivityFilter): SQL | undefined {
  const { kinds, units, hosts, from, to, states, check, by, notBy } = filter;
  const table = t.activity;
  return and(
    states === undefined ? ne(table.state, 'cancelled') : isOneOf(table.state, states),
    kinds === undefined ? undefined : isOneOf(table.kind, kinds),
    units === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${table.units}) AS own WHERE own.value IN (SELECT value FROM json_each(${JSON.stringify(units)})))`,
    hosts === undefined
      ? undefined
      : sql`json_extract(${table.units}, '$[0]') IN (SELECT value FROM json_each(${JSON.stringify(hosts)}))`,
    from === undefined ? undefined : gte(table.on, from),
    to === undefined ? undefined : lte(table.on, to),
    check === undefined ? undefined : eq(table.check, check),
    by === undefined ? undefined : eq(table.recordedBy, by),
    notBy === undefined ? undefined : sql`${table.recordedBy} IS NOT ${notBy}`,
  );
}

export function activityReads(
  database: Pick<Database, 'query'>,
  db: ReturnType<typeof makeBuilder>,
): ActivityReads {
  return {
    async activity(number) {
      const rows = await db.select().from(t.activity).where(eq(t.activity.number, number)).limit(1);
      return rows[0] === undefined ? null : rows[0];
    },

    async activitiesByNumber(words, limit) {
      if (words.prefix !== null && words.prefix !== 'HD') return [];
      const start = `HD-%${words.month ?? ''}-`;
      const isExact = like(t.activity.number, `${start}${words.digits.padStart(4, '0')}`);
      const rows = await db
        .select()
        .from(t.activity)
        .where(or(isExact, like(t.activity.number, `${start}%${words.typed}`)))
        .orderBy(desc(isExact), desc(t.activity.recordedAt), desc(t.activity.number))
        .limit(limit);
      return rows.filter((row) => numberEndsIn(row.number, words));
    },

    async activities(filter) {
      const where = conditions(filter);
      const { on, number } = t.activity;
      const order = filter.oldestFirst === true ? [asc(on), asc(number)] : [desc(on), desc(number)];
      const [rows, totals] = await Promise.all([
        db
          .select()
          .from(t.activity)
          .where(where)
          .orderBy(...order)
          .limit(filter.limit)
          .offset(filter.offset ?? 0),
        db.select({ count: sql<number>`count(*)` }).from(t.activity).where(where),
      ]);
      return { items: rows, total: Number(totals[0]?.count ?? 0) };
    },

    async activitiesWith(keys, limit) {
      const met = db
        .select({ activity: t.activityEnterprise.activity })
        .from(t.activityEnterprise)
        .where(isOneOf(t.activityEnterprise.key, keys));
      const rows = await db
        .select()
        .from(t.activity)
        .where(and(ne(t.activity.state, 'cancelled'), sql`${t.activity.number} IN ${met}`))
        .orderBy(desc(t.activity.on), desc(t.activity.number))
        .limit(limit);
      return rows;
    },

    async activitiesHeld(upTo) {
      const rows = await database.query(HELD_SQL, [upTo]);
      return rows.map(([number, kind, on, region, units, leaders, flags, tags, met]): HeldActivity => {
        const list = (value: unknown) => JSON.parse(String(value)) as readonly string[];
        return {
          number: String(number),
          kind: String(kind),
          on: String(on),
          region: textOrNull(region),
          units: list(units),
          leaders: list(leaders),
          flags: list(flags),
          tags: list(tags),
          enterprises: (JSON.parse(String(met)) as readonly MetEnterprise[]).map(({ name }) => name),
        };
      });
    },
  };
}
