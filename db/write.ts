/**
 * Changes to statements: facts, and the state they lead to, for one commit (design §2.2–2.3).
 *
 * State is a plain upsert of the evolved subject; what makes concurrent writers safe is the fact's key
 * (stream, seq) and the sequences' keys, which violate when somebody moved first.
 */
import { sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { bindingStream, evolveBinding } from '../src/domain/binding.ts';
import { nameKeys } from '../src/domain/company.ts';
import type { Occasion, SubjectFact } from '../src/domain/fact.ts';
import { evolveLead, type Lead, leadStream } from '../src/domain/lead/lead.ts';
import { evolveProgress, type Progress, type ProgressFact, progressStream } from '../src/domain/progress.ts';
import { evolvePublication, publicationStream } from '../src/domain/publication.ts';
import type { Change, Draft } from '../src/outcome.ts';
import type { Statement, Vault } from '../src/ports.ts';
import { toStatement, writer } from './builder.ts';
import { leadRow, stageRow } from './rows.ts';
import * as t from './schema.ts';

const FACT_SQL = 'INSERT INTO fact (stream, seq, type, data, at, actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?)';
const SEQUENCE_SQL = 'INSERT INTO sequence (name, value) VALUES (?, ?)';
/** Moves the roster's version, so that every reader takes it anew. */
export const rosterChanged: Statement = {
  sql: "INSERT INTO sequence (name, value) SELECT 'roster', coalesce(max(value), 0) + 1 FROM sequence WHERE name = 'roster'",
  binds: [],
};
const ROLLUP_SQL =
  'INSERT INTO monthly_rollup (month, measure, unit, units) VALUES (?, ?, ?, ?) ' +
  'ON CONFLICT (month, measure, unit) DO UPDATE SET units = units + excluded.units';

export function factStatement(stream: string, seq: number, fact: SubjectFact, on: Occasion): Statement {
  const { type, ...data } = fact;
  return { sql: FACT_SQL, binds: [stream, seq, type, JSON.stringify(data), on.at, on.actor, on.cause] };
}

/** Everything one outcome changes, in the order it was said. */
export function changeStatements(changes: readonly Change[], on: Occasion, vault: Vault): Statement[] {
  return changes.flatMap((change) => statementsOf(change, on, vault));
}

function statementsOf(change: Change, on: Occasion, vault: Vault): Statement[] {
  switch (change.subject) {
    case 'lead':
      return leadStatements(change.before, change.facts, on);
    case 'progress':
      return progressStatements(change.before, change.facts, on);
    case 'publication': {
      const { before, facts } = change;
      const after = facts.reduce((state, fact) => evolvePublication(state, fact, on.at, on.actor), before);
      if (after === null) return [];
      const stream = publicationStream(after.id);
      return [
        ...recorded(stream, before?.version ?? 0, facts, on),
        upsert(t.publication, t.publication.id, after),
      ];
    }
    case 'binding': {
      const { before, facts } = change;
      const after = facts.reduce((state, fact) => evolveBinding(state, fact, on.at, on.actor), before);
      if (after === null) return [];
      return [
        ...recorded(bindingStream(after.id), before?.version ?? 0, facts, on),
        upsert(t.binding, t.binding.id, after),
      ];
    }
    case 'contact': {
      const row = { id: change.id, sealed: vault.seal(change.plain), erasedAt: null };
      return [upsert(t.contact, t.contact.id, row)];
    }
    case 'draft':
      return draftStatements(change.draft, vault);
    case 'sequence':
      return [{ sql: SEQUENCE_SQL, binds: [change.name, change.value] }];
    case 'person-bound':
      return [
        { sql: 'UPDATE person SET open_id = ? WHERE id = ?', binds: [change.openId, change.person] },
        rosterChanged,
      ];
    case 'chat-bound':
      return [
        upsert(t.chat, t.chat.chatId, { chatId: change.chatId, unit: change.unit, boundAt: on.at }),
        rosterChanged,
      ];
    case 'chat-unbound':
      return [{ sql: 'DELETE FROM chat WHERE chat_id = ?', binds: [change.chatId] }, rosterChanged];
    case 'welcomed':
      return [upsert(t.welcome, t.welcome.openId, { openId: change.openId, edition: change.edition })];
  }
}

function leadStatements(
  before: Lead | null,
  facts: Extract<Change, { subject: 'lead' }>['facts'],
  on: Occasion,
): Statement[] {
  const after = facts.reduce<Lead | null>((state, fact) => evolveLead(state, fact, on.at, on.actor), before);
  if (after === null) return [];
  return [
    ...recorded(leadStream(after.number), before?.version ?? 0, facts, on),
    ...leadState(before, after),
  ];
}

/** The rows of a lead; only what differs from `before`. */
export function leadState(before: Lead | null, after: Lead): Statement[] {
  const known = new Set(before?.stages ?? []);
  const stages = after.stages.filter((event) => !known.has(event));
  const keys = before === null ? nameKeys(after.company) : [];
  return [
    upsert(t.lead, t.lead.number, leadRow(after)),
    ...stages.map((event) => upsert(t.stageEvent, t.stageEvent.id, stageRow(after.number, event))),
    ...keys.map((key) => ({
      sql: 'INSERT INTO lead_key (key, lead) VALUES (?, ?)',
      binds: [key, after.number],
    })),
  ];
}

function progressStatements(before: Progress, facts: readonly ProgressFact[], on: Occasion): Statement[] {
  const statements = recorded(progressStream(before.lead), before.version, facts, on);
  let state = before;
  for (const fact of facts) {
    state = evolveProgress(state, fact, on.at, on.actor);
    statements.push(...progressState(state, fact));
  }
  return statements;
}

/** The rows one progress fact touches, after it. */
export function progressState(after: Progress, fact: ProgressFact): Statement[] {
  const { lead, month } = fact;
  const statements: Statement[] = [];
  for (const { measure, units } of fact.figures) {
    statements.push(
      units === null
        ? {
            sql: 'DELETE FROM progress_entry WHERE lead = ? AND measure = ? AND month = ?',
            binds: [lead, measure, month],
          }
        : {
            sql:
              'INSERT INTO progress_entry (lead, measure, month, units) VALUES (?, ?, ?, ?) ' +
              'ON CONFLICT (lead, measure, month) DO UPDATE SET units = excluded.units',
            binds: [lead, measure, month, units],
          },
    );
  }
  for (const shift of fact.shifts) {
    statements.push({ sql: ROLLUP_SQL, binds: [shift.month, shift.measure, fact.unit, shift.units] });
  }
  const report = after.reports.find((one) => one.month === month);
  statements.push({ sql: 'DELETE FROM progress_report WHERE lead = ? AND month = ?', binds: [lead, month] });
  if (report !== undefined) {
    statements.push(toStatement(writer.insert(t.progressReport).values({ lead, ...report, reason: null })));
  }
  return statements;
}

function draftStatements(draft: Draft, vault: Vault): Statement[] {
  const { payload, ...rest } = draft;
  // A finished form keeps its result; what was typed into it lives on in the subject or not at all.
  const sealed = draft.state === 'open' ? vault.seal(JSON.stringify(payload ?? null)) : null;
  return [
    { sql: SEQUENCE_SQL, binds: [`draft:${draft.id}`, draft.version] },
    upsert(t.draft, t.draft.id, { ...rest, sealed }),
  ];
}

function recorded(stream: string, version: number, facts: readonly SubjectFact[], on: Occasion): Statement[] {
  return facts.map((fact, index) => factStatement(stream, version + index + 1, fact, on));
}

/** Insert, or replace every column of the row with this key. */
export function upsert<T extends SQLiteTable>(
  table: T,
  key: T['_']['columns'][string],
  row: T['$inferInsert'],
): Statement {
  const set = Object.fromEntries(
    Object.entries(row as Record<string, unknown>).map(([name]) => {
      const column = (table as unknown as Record<string, { name: string }>)[name];
      return [name, sql.raw(`excluded.\`${column?.name ?? name}\``)];
    }),
  );
  const built = writer
    .insert(table)
    .values(row)
    .onConflictDoUpdate({ target: key, set: set as never });
  return toStatement(built);
}
