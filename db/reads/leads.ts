/** Reads of leads and projects, with their stages. Part of `store.ts`. */
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, like, ne, or, sql } from 'drizzle-orm';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { type NumberWords, numberEndsIn } from '../../src/domain/number.ts';
import type { Database } from '../../src/ports.ts';
import type { LeadFilter, Store, WaitingFilter } from '../../src/store.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import { type LeadRow, leadOf, type StageRow } from '../rows.ts';
import * as t from '../schema.ts';
import { invested, reachedIn } from './lead-conditions.ts';
import { foldedName, nameSearch, searchedText } from './names.ts';

/** D1 takes at most 100 bound parameters a statement. */
const BINDS_MAX = 90;
/** A merged lead may itself be merged; nobody does that more often. */
const MERGES_MAX = 20;

type LeadReads = Pick<
  Store,
  | 'lead'
  | 'leadsByNumber'
  | 'leadsInStage'
  | 'leads'
  | 'leadsFound'
  | 'leadsByKeys'
  | 'leadsOfIndustries'
  | 'leadsWaiting'
  | 'waitingCount'
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

/** Whole leads by their lead numbers, in that order. */
export function leadsReader(db: ReturnType<typeof makeBuilder>) {
  const withStages = stagesReader(db);
  return async (numbers: readonly string[]): Promise<readonly Lead[]> => {
    const rows: LeadRow[] = [];
    for (let at = 0; at < numbers.length; at += BINDS_MAX) {
      const some = numbers.slice(at, at + BINDS_MAX);
      rows.push(...(await db.select().from(t.lead).where(inArray(t.lead.number, some))));
    }
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    return withStages(numbers.flatMap((number) => byNumber.get(number) ?? []));
  };
}

export function leadReads(database: Pick<Database, 'query'>, db: ReturnType<typeof makeBuilder>): LeadReads {
  const withStages = stagesReader(db);
  const byNumbers = leadsReader(db);
  const searchNames = nameSearch(database);
  const folded = (column: 'company' | 'project') => sql.raw(foldedName(column));

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
    const text = searchedText(filter.words);
    return and(
      ne(t.lead.status, 'withdrawn'),
      // In the pool it is no unit's any more.
      filter.units === undefined ? undefined : and(inUnits(filter.units), sql`+${t.lead.holdState} = 'held'`),
      filter.holder === undefined ? undefined : eq(t.lead.holder, filter.holder),
      filter.only === 'projects' ? isNotNull(t.lead.projectNumber) : undefined,
      filter.only === 'leads' ? noProject : undefined,
      filter.stage === undefined ? undefined : eq(t.lead.stage, filter.stage),
      reachedIn(db, filter.reached),
      invested(filter.investment),
      // 终止 and 迁出 leave the lists; looked for by name they are found.
      text === '' ? sql`(${t.lead.exit} IS NULL OR ${t.lead.exit} = 'paused')` : undefined,
      text === ''
        ? undefined
        : sql`(instr(${folded('company')}, ${text}) > 0 OR instr(${folded('project')}, ${text}) > 0)`,
    );
  }

  async function found(filter: LeadFilter): Promise<readonly Lead[]> {
    const isAnywhere = [filter.units, filter.holder, filter.stage, filter.reached, filter.investment].every(
      (one) => one === undefined,
    );
    if (isAnywhere && searchedText(filter.words) !== '') return byNumbers(await searchNames(filter));
    // Of several units, theirs are sorted: walking the city by date would pass everybody else's.
    const several = filter.units !== undefined && filter.units.length !== 1;
    const registered = several ? sql`+${t.lead.registeredAt}` : t.lead.registeredAt;
    const rows = await db
      .select()
      .from(t.lead)
      .where(filtered(filter))
      .orderBy(desc(registered), desc(t.lead.number))
      .limit(filter.limit)
      .offset(filter.offset ?? 0);
    return withStages(rows);
  }

  /** What waits is few, however many leads there are; written out, as its index is. */
  function waiting({ units, notBy }: WaitingFilter) {
    const submitted = db
      .select({ lead: t.stageEvent.lead })
      .from(t.stageEvent)
      .where(and(sql`${t.stageEvent.state} = 'submitted'`, ne(t.stageEvent.reporter, notBy)));
    return and(
      inArray(t.lead.number, submitted),
      ne(t.lead.status, 'withdrawn'),
      units === null ? undefined : isOneOf(t.lead.unit, units),
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

    async leadsOfIndustries(industries, limit) {
      if (industries.length === 0) return [];
      // One index walk each: of several together all would be read and sorted.
      const each = await Promise.all(
        industries.map((industry) =>
          db
            .select()
            .from(t.lead)
            .where(and(eq(t.lead.industry, industry), ne(t.lead.status, 'withdrawn')))
            .orderBy(desc(t.lead.registeredAt), desc(t.lead.number))
            .limit(limit),
        ),
      );
      const newest = each
        .flat()
        .sort((a, b) => b.registeredAt - a.registeredAt || (a.number < b.number ? 1 : -1));
      return withStages(newest.slice(0, limit));
    },

    async leadsByNumber(words, limit) {
      const { exact } = numberPatterns(words);
      const isExact = or(like(t.lead.number, exact), like(t.lead.projectNumber, exact));
      const rows = await db
        .select()
        .from(t.lead)
        // In the two indices of numbers (UNION would scan the leads instead); whole leads are read of those that fit.
        .where(
          sql`${t.lead}.rowid IN (SELECT rowid FROM lead WHERE ${fits('number', words)} UNION ALL SELECT rowid FROM lead WHERE ${fits('project_number', words)})`,
        )
        // The very number first, so that a thousand others with the same ending cannot crowd it out.
        .orderBy(desc(sql`coalesce(${isExact}, 0)`), desc(t.lead.registeredAt), desc(t.lead.number))
        .limit(limit);
      const means = (number: string | null) => number !== null && numberEndsIn(number, words);
      return withStages(await survivors(rows.filter((row) => means(row.number) || means(row.projectNumber))));
    },

    async leads(filter) {
      const items = await found(filter);
      const counted = await db.select({ total: sql<number>`count(*)` }).from(t.lead).where(filtered(filter));
      return { items, total: counted[0]?.total ?? 0 };
    },

    leadsFound: found,

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

    async leadsWaiting(filter, limit) {
      const rows = await db
        .select()
        .from(t.lead)
        .where(waiting(filter))
        .orderBy(asc(t.lead.touchedAt), asc(t.lead.number))
        .limit(limit);
      return withStages(rows);
    },

    async waitingCount(filter) {
      const rows = await db.select({ total: sql<number>`count(*)` }).from(t.lead).where(waiting(filter));
      return rows[0]?.total ?? 0;
    },

    async leadsInStage(stage, enteredBy, { after, limit }) {
      const entered = sql`coalesce((SELECT min(e.happened_on) FROM stage_event e WHERE e.lead = ${t.lead.number} AND e.state = 'verified' AND e.stage = ${stage}), '')`;
      const rows = await db
        .select()
        .from(t.lead)
        .where(
          and(
            eq(t.lead.stage, stage),
            isNull(t.lead.exit),
            eq(t.lead.status, 'open'),
            gt(t.lead.number, after),
            sql`${entered} <= ${enteredBy}`,
          ),
        )
        .orderBy(asc(t.lead.number))
        .limit(limit);
      return withStages(rows);
    },
  };
}

/** One unit stands in an index in order of date, so that a page of it is all that is read. */
const inUnits = (units: readonly string[]) =>
  units.length === 1 ? eq(t.lead.unit, units[0] ?? '') : isOneOf(t.lead.unit, units);

/** With `+`, or the planner takes the index of project numbers for it, where half the city has none. */
export const noProject = sql`+${t.lead.projectNumber} IS NULL`;

/** LIKE patterns for a number and for what ends as it does. */
function numberPatterns(words: NumberWords): { readonly exact: string; readonly tail: string } {
  const start = `${words.prefix ?? '%'}-%${words.month ?? ''}-`;
  return { exact: `${start}${words.digits.padStart(4, '0')}`, tail: `${start}%${words.typed}` };
}

/** Numbers that may be meant, by as few comparisons as will do: of a whole city every one is looked at. */
function fits(column: 'number' | 'project_number', words: NumberWords) {
  const { exact, tail } = numberPatterns(words);
  const name = sql.raw(column);
  const { prefix, month, typed } = words;
  const start = prefix === null ? null : month?.length === 6 ? `${prefix}-${month}-` : `${prefix}-`;
  const within = start === null ? undefined : sql`${name} >= ${start} AND ${name} < ${`${start}~`}`;
  const ends = month === null ? sql`substr(${name}, ${-typed.length}) = ${typed}` : sql`${name} LIKE ${tail}`;
  return and(within, exact.endsWith(typed) ? ends : or(ends, sql`${name} LIKE ${exact}`));
}
