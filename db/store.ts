/** The reads of `src/store.ts`, once, for both runtimes. Sealed columns are opened here and nowhere else. */
import { and, asc, desc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import { ROLES, type Role, Roster } from '../src/domain/roster.ts';
import type { Database, Vault } from '../src/ports.ts';
import type { Store } from '../src/store.ts';
import { makeBuilder } from './builder.ts';
import { activityReads } from './reads/activities.ts';
import { bulletinReads } from './reads/bulletins.ts';
import { evidenceReads } from './reads/evidence.ts';
import { figuresReads } from './reads/figures-check.ts';
import { filingReads } from './reads/filings.ts';
import { historyReads } from './reads/history.ts';
import { leadReads } from './reads/leads.ts';
import { organisationReads } from './reads/organisation.ts';
import { outboxReads } from './reads/outbox.ts';
import { owingReads } from './reads/owing.ts';
import { paperReads } from './reads/papers.ts';
import { personalReads } from './reads/personal.ts';
import { poolReads } from './reads/pool.ts';
import { registryReads } from './reads/registries.ts';
import { reviewReads } from './reads/reviews.ts';
import { settingReads } from './reads/settings.ts';
import { standingReads } from './reads/standing.ts';
import { taskReads } from './reads/tasks.ts';
import { transferReads } from './reads/transfers.ts';
import { workbookReads } from './reads/workbooks.ts';
import { bindingOf, publicationOf } from './rows.ts';
import * as t from './schema.ts';

/** The sequence that every change of the roster takes a value from. */
export const ROSTER_VERSION = 'roster';

export function makeStore(database: Database, vault: Vault): Store {
  const db = makeBuilder(database);

  // Every message asks for the roster, and it changes a few times a year: kept until its version moves, here or
  // in another process.
  let kept: { readonly version: number; readonly roster: Roster } | null = null;
  async function rosterVersion(): Promise<number> {
    const rows = await database.query('SELECT max(value) FROM sequence WHERE name = ?', [ROSTER_VERSION]);
    return Number(rows[0]?.[0] ?? 0);
  }

  return {
    ...leadReads(database, db),
    ...activityReads(database, db),
    ...bulletinReads(database, db),
    ...organisationReads(db, vault),
    ...personalReads(database),
    ...outboxReads(database, vault),
    ...owingReads(database),
    ...historyReads(db),
    ...poolReads(db),
    ...paperReads(db),
    ...evidenceReads(db),
    ...workbookReads(db),
    ...registryReads(database, db),
    ...reviewReads(db),
    ...settingReads(db),
    ...standingReads(database),
    ...taskReads(db),
    ...transferReads(db),
    ...filingReads(database, db),
    ...figuresReads(database),

    async roster() {
      const version = await rosterVersion();
      if (kept !== null && kept.version === version) return kept.roster;
      const [units, people, posts, chats] = await Promise.all([
        db.select().from(t.unit).orderBy(asc(t.unit.position), asc(t.unit.id)),
        db.select().from(t.person),
        db.select().from(t.post),
        db.select().from(t.chat),
      ]);
      const everybody = people.map((person) => ({ ...person, roles: person.roles.filter(isRole) }));
      const roster = new Roster({
        units,
        people: everybody.filter((person) => person.leftAt === null),
        departed: everybody.filter((person) => person.leftAt !== null),
        posts,
        chats,
      });
      kept = { version, roster };
      return roster;
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
        reports: reports.map(({ lead: _lead, ...report }) => report),
      };
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

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);
