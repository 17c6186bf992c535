/** The reads of `src/store.ts`, once, for both runtimes. Sealed columns are opened here and nowhere else. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, like, lte, ne, or, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type NumberWords, numberEndsIn } from '../src/domain/number.ts';
import { ROLES, type Role, Roster } from '../src/domain/roster.ts';
import type { Database, Vault } from '../src/ports.ts';
import type { LeadFilter, Store } from '../src/store.ts';
import { makeBuilder } from './builder.ts';
import { bindingOf, type LeadRow, leadOf, publicationOf, type StageRow } from './rows.ts';
import * as t from './schema.ts';

/** The sequence that every change of the roster takes a value from. */
export const ROSTER_VERSION = 'roster';

/** D1 takes at most 100 bound parameters a statement. */
const BINDS_MAX = 90;

export function makeStore(database: Database, vault: Vault): Store {
  const db = makeBuilder(database);

  // Every message asks for the roster, and it changes a few times a year: kept until its version moves, here or
  // in another process.
  let kept: { readonly version: number; readonly roster: Roster } | null = null;
  async function rosterVersion(): Promise<number> {
    const rows = await database.query('SELECT max(value) FROM sequence WHERE name = ?', [ROSTER_VERSION]);
    return Number(rows[0]?.[0] ?? 0);
  }

  async function withStages(rows: readonly LeadRow[]) {
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
  }

  function filtered(filter: LeadFilter) {
    // Not LIKE: D1 refuses patterns above 50 bytes, and a name may hold its wildcards.
    const text = filter.words?.trim().toLowerCase() ?? '';
    return and(
      ne(t.lead.status, 'withdrawn'),
      filter.units === undefined ? undefined : isOneOf(t.lead.unit, filter.units),
      filter.holder === undefined ? undefined : eq(t.lead.holder, filter.holder),
      filter.only === 'projects' ? isNotNull(t.lead.projectNumber) : undefined,
      filter.only === 'leads' ? isNull(t.lead.projectNumber) : undefined,
      text === ''
        ? undefined
        : sql`(instr(lower(${t.lead.company}), ${text}) > 0 OR instr(lower(${t.lead.project}), ${text}) > 0)`,
    );
  }

  return {
    async roster() {
      const version = await rosterVersion();
      if (kept !== null && kept.version === version) return kept.roster;
      const [units, people, posts, chats] = await Promise.all([
        db.select().from(t.unit).orderBy(asc(t.unit.position), asc(t.unit.id)),
        db.select().from(t.person).where(isNull(t.person.leftAt)),
        db.select().from(t.post),
        db.select().from(t.chat),
      ]);
      const roster = new Roster({
        units,
        people: people.map((person) => ({ ...person, roles: person.roles.filter(isRole) })),
        posts,
        chats,
      });
      kept = { version, roster };
      return roster;
    },

    async lead(number) {
      const rows = await db
        .select()
        .from(t.lead)
        .where(or(eq(t.lead.number, number), eq(t.lead.projectNumber, number)))
        .limit(1);
      return (await withStages(rows))[0] ?? null;
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
      return withStages(rows.filter((row) => means(row.number) || means(row.projectNumber)));
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
      return withStages(
        await db
          .select()
          .from(t.lead)
          .where(and(inArray(t.lead.number, numbers), ne(t.lead.status, 'withdrawn'))),
      );
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

    async contact(id) {
      const rows = await db.select().from(t.contact).where(eq(t.contact.id, id)).limit(1);
      const sealed = rows[0]?.sealed;
      if (sealed === undefined || sealed === null) return null;
      return JSON.parse(vault.open(sealed)) as {
        name: string | null;
        phone: string | null;
        note: string | null;
      };
    },

    async progress(lead) {
      const [entries, reports, facts] = await Promise.all([
        db
          .select({
            measure: t.progressEntry.measure,
            month: t.progressEntry.month,
            units: t.progressEntry.units,
          })
          .from(t.progressEntry)
          .where(eq(t.progressEntry.lead, lead)),
        db
          .select()
          .from(t.progressReport)
          .where(eq(t.progressReport.lead, lead))
          .orderBy(asc(t.progressReport.month)),
        db
          .select({ seq: sql<number>`coalesce(max(${t.fact.seq}), 0)` })
          .from(t.fact)
          .where(eq(t.fact.stream, `progress/${lead}`)),
      ]);
      return {
        lead,
        version: facts[0]?.seq ?? 0,
        entries,
        reports: reports.map(({ lead: _lead, reason: _reason, ...report }) => report),
      };
    },

    async reportedIn(month) {
      const rows = await db
        .select({ lead: t.progressReport.lead })
        .from(t.progressReport)
        .where(eq(t.progressReport.month, month));
      return new Set(rows.map((row) => row.lead));
    },

    async lateIn(month) {
      return db
        .select({ lead: t.progressReport.lead, reportedAt: t.progressReport.reportedAt })
        .from(t.progressReport)
        .where(and(eq(t.progressReport.month, month), eq(t.progressReport.late, true)));
    },

    async projects() {
      const rows = await db
        .select()
        .from(t.lead)
        .where(and(isNotNull(t.lead.projectNumber), ne(t.lead.status, 'withdrawn')))
        .orderBy(asc(t.lead.projectNumber));
      return withStages(rows);
    },

    async rollup(from, to) {
      return db
        .select()
        .from(t.monthlyRollup)
        .where(and(gte(t.monthlyRollup.month, from), lte(t.monthlyRollup.month, to)));
    },

    async latestMonth() {
      const rows = await db
        .select({ month: sql<string | null>`max(${t.progressEntry.month})` })
        .from(t.progressEntry);
      return rows[0]?.month ?? null;
    },

    async publication(id) {
      const rows = await db.select().from(t.publication).where(eq(t.publication.id, id)).limit(1);
      return rows[0] === undefined ? null : publicationOf(rows[0]);
    },

    async publications(kind, state) {
      const rows = await db
        .select()
        .from(t.publication)
        .where(
          and(eq(t.publication.kind, kind), state === undefined ? undefined : eq(t.publication.state, state)),
        )
        .orderBy(desc(t.publication.period));
      return rows.map(publicationOf);
    },

    async draft(id) {
      const rows = await db.select().from(t.draft).where(eq(t.draft.id, id)).limit(1);
      if (rows[0] === undefined) return null;
      const { sealed, ...draft } = rows[0];
      return { ...draft, payload: sealed === null ? null : (JSON.parse(vault.open(sealed)) as unknown) };
    },

    async binding(id) {
      const rows = await db.select().from(t.binding).where(eq(t.binding.id, id)).limit(1);
      return rows[0] === undefined ? null : bindingOf(rows[0]);
    },

    async bindingsAsked() {
      const rows = await db
        .select()
        .from(t.binding)
        .where(eq(t.binding.state, 'asked'))
        .orderBy(asc(t.binding.askedAt));
      return rows.map(bindingOf);
    },

    async personByMobile(mobile) {
      const rows = await db
        .select({ id: t.person.id })
        .from(t.person)
        .where(and(eq(t.person.mobileMark, vault.mark(mobile)), isNull(t.person.leftAt)))
        .limit(1);
      return rows[0]?.id ?? null;
    },

    async welcomeEdition(openId) {
      const rows = await db
        .select({ edition: t.welcome.edition })
        .from(t.welcome)
        .where(eq(t.welcome.openId, openId))
        .limit(1);
      return rows[0]?.edition ?? null;
    },

    async lastValue(name) {
      const rows = await db
        .select({ value: sql<number | null>`max(${t.sequence.value})` })
        .from(t.sequence)
        .where(eq(t.sequence.name, name));
      return rows[0]?.value ?? 0;
    },

    async facts(stream) {
      const rows = await db.select().from(t.fact).where(eq(t.fact.stream, stream)).orderBy(asc(t.fact.seq));
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as unknown }));
    },

    async factsBy(actor, limit) {
      const rows = await db
        .select()
        .from(t.fact)
        .where(eq(t.fact.actor, actor))
        .orderBy(desc(t.fact.id))
        .limit(limit);
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as unknown }));
    },

    async ourMessage(messageId) {
      const rows = await db
        .select({ about: t.outbox.about, audience: t.outbox.audience })
        .from(t.outbox)
        .where(eq(t.outbox.messageId, messageId))
        .limit(1);
      return rows[0] ?? null;
    },
  };
}

/** One bound parameter however long the list is. */
const isOneOf = (column: SQLiteColumn, values: readonly string[]) =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

/** LIKE patterns for a number and for what ends as it does. */
function numberPatterns(words: NumberWords): { readonly exact: string; readonly tail: string } {
  const start = `${words.prefix ?? '%'}-%${words.month ?? ''}-`;
  return { exact: `${start}${words.digits.padStart(4, '0')}`, tail: `${start}%${words.typed}` };
}
