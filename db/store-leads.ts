/** Reads of leads and projects, with their stages. Part of `store.ts`. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, like, ne, or, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Lead } from '../src/domain/lead/lead.ts';
import { type NumberWords, numberEndsIn } from '../src/domain/number.ts';
import type { LeadFilter, Store } from '../src/store.ts';
import type { makeBuilder } from './builder.ts';
import { type LeadRow, leadOf, type StageRow } from './rows.ts';
import * as t from './schema.ts';

/** D1 takes at most 100 bound parameters a statement. */
const BINDS_MAX = 90;
/** A merged lead may itself be merged; nobody does that more often. */
const MERGES_MAX = 20;

type LeadReads = Pick<
  Store,
  'lead' | 'leadsByNumber' | 'leadsInStages' | 'leads' | 'leadsByKeys' | 'leadsWaiting' | 'projects'
>;

/** Rows of leads with the stages of each, in as few statements as the bound parameters allow. */
export function stagesReader(db: ReturnType<typeof makeBuilder>) {
  return async (rows: readonly LeadRow[]): Promise<readonly Lead[]> => {
    const byLead = new Map<string, StageRow[]>();
    for (let at = 0; at < rows.length; at += BINDS_MAX) {
      const numbers = rows.slice(at, at + BINDS_MAX).map((row) => row.number);
      const stages = await db
        .select()
        .from(t.stageEvent)
        .where(inArray(t.stageEvent.lead, numbers))
        .orderBy(asc(t.stageEvent.reportedAt), asc(t.stageEvent.id));
      for (const stage of stages) byLead.set(stage.lead, [...(byLead.get(stage.lead) ?? []), stage]);
    }
    return rows.map((row) => leadOf(row, byLead.get(row.number) ?? []));
  };
}

export function leadReads(db: ReturnType<typeof makeBuilder>): LeadReads {
  const withStages = stagesReader(db);

  /** What was merged, replaced by what it lives on as; each once. */
  async function survivors(rows: readonly LeadRow[]): Promise<readonly LeadRow[]> {
    let found = rows;
    for (let hop = 0; hop < MERGES_MAX && found.some((row) => row.mergedInto !== null); hop += 1) {
      const next = [...new Set(found.flatMap((row) => row.mergedInto ?? []))].slice(0, BINDS_MAX);
      const into = await db.select().from(t.lead).where(inArray(t.lead.number, next));
      const byNumber = new Map(into.map((row) => [row.number, row]));
      found = found.map((row) => byNumber.get(row.mergedInto ?? '') ?? row);
    }
    return [...new Map(found.map((row) => [row.number, row])).values()];
  }

  function filtered(filter: LeadFilter) {
    // Not LIKE: D1 refuses patterns above 50 bytes, and a name may hold its wildcards.
    const text = filter.words?.trim().toLowerCase() ?? '';
    return and(
      ne(t.lead.status, 'withdrawn'),
      // In the pool it is no unit's any more.
      filter.units === undefined
        ? undefined
        : and(isOneOf(t.lead.unit, filter.units), eq(t.lead.holdState, 'held')),
      filter.holder === undefined ? undefined : eq(t.lead.holder, filter.holder),
      filter.only === 'projects' ? isNotNull(t.lead.projectNumber) : undefined,
      filter.only === 'leads' ? isNull(t.lead.projectNumber) : undefined,
      // 终止 and 迁出 leave the lists; looked for by name they are found.
      text === '' ? sql`(${t.lead.exit} IS NULL OR ${t.lead.exit} = 'paused')` : undefined,
      text === ''
        ? undefined
        : sql`(instr(lower(${t.lead.company}), ${text}) > 0 OR instr(lower(${t.lead.project}), ${text}) > 0)`,
    );
  }

  return {
    async lead(number) {
      const rows = await db
        .select()
        .from(t.lead)
        .where(or(eq(t.lead.number, number), eq(t.lead.projectNumber, number)))
        .limit(1);
      return (await withStages(await survivors(rows)))[0] ?? null;
    },

    async leadsByNumber(words, limit) {
      const { exact, tail } = numberPatterns(words);
      const isExact = or(like(t.lead.number, exact), like(t.lead.projectNumber, exact));
      const rows = await db
        .select()
        .from(t.lead)
        .where(or(isExact, like(t.lead.number, tail), like(t.lead.projectNumber, tail)))
        // The very number first, so that a thousand others with the same ending cannot crowd it out.
        .orderBy(desc(sql`coalesce(${isExact}, 0)`), desc(t.lead.registeredAt), desc(t.lead.number))
        .limit(limit);
      const means = (number: string | null) => number !== null && numberEndsIn(number, words);
      return withStages(await survivors(rows.filter((row) => means(row.number) || means(row.projectNumber))));
    },

    async leads(filter) {
      const where = filtered(filter);
      const rows = await db
        .select()
        .from(t.lead)
        .where(where)
        .orderBy(desc(t.lead.registeredAt), desc(t.lead.number))
        .limit(filter.limit)
        .offset(filter.offset ?? 0);
      const counted = await db.select({ total: sql<number>`count(*)` }).from(t.lead).where(where);
      return { items: await withStages(rows), total: counted[0]?.total ?? 0 };
    },

    async leadsByKeys(keys, limit) {
      const rows = await db
        .select({ lead: t.leadKey.lead, shared: sql<number>`count(*)` })
        .from(t.leadKey)
        .where(isOneOf(t.leadKey.key, keys))
        .groupBy(t.leadKey.lead)
        .orderBy(desc(sql`count(*)`))
        .limit(Math.min(limit, BINDS_MAX));
      if (rows.length === 0) return [];
      const numbers = rows.map((row) => row.lead);
      const found = await db.select().from(t.lead).where(inArray(t.lead.number, numbers));
      // A merged one's name still leads to what it lives on as.
      return withStages((await survivors(found)).filter((row) => row.status !== 'withdrawn'));
    },

    async leadsWaiting() {
      const waiting = db
        .selectDistinct({ lead: t.stageEvent.lead })
        .from(t.stageEvent)
        .where(eq(t.stageEvent.state, 'submitted'));
      const rows = await db
        .select()
        .from(t.lead)
        .where(and(inArray(t.lead.number, waiting), ne(t.lead.status, 'withdrawn')))
        .orderBy(asc(t.lead.touchedAt));
      return withStages(rows);
    },

    async leadsInStages(stages) {
      const rows = await db
        .select()
        .from(t.lead)
        .where(and(isOneOf(t.lead.stage, stages), ne(t.lead.status, 'withdrawn'), isNull(t.lead.exit)))
        .orderBy(asc(t.lead.number));
      return withStages(rows);
    },

    async projects() {
      const rows = await db
        .select()
        .from(t.lead)
        .where(and(isNotNull(t.lead.projectNumber), ne(t.lead.status, 'withdrawn')))
        .orderBy(asc(t.lead.projectNumber));
      return withStages(rows);
    },
  };
}

/** One bound parameter however long the list is. */
const isOneOf = (column: SQLiteColumn, values: readonly string[]) =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** LIKE patterns for a number and for what ends as it does. */
function numberPatterns(words: NumberWords): { readonly exact: string; readonly tail: string } {
  const start = `${words.prefix ?? '%'}-%${words.month ?? ''}-`;
  return { exact: `${start}${words.digits.padStart(4, '0')}`, tail: `${start}%${words.typed}` };
}
