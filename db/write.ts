/**
 * Changes to statements, for one commit (design §2.2–2.3): facts and state of the subjects, and the few rows that are
 * no subject's: forms, contacts, bindings of the roster, numbers taken.
 */
import type { Occasion } from '../src/domain/fact.ts';
import type { Change, Draft } from '../src/outcome.ts';
import type { Statement, Vault } from '../src/ports.ts';
import { auditStatement } from './audit-rows.ts';
import { organisationStatements } from './organisation-rows.ts';
import { decidedStatements } from './outbox-rows.ts';
import { personStatements, rosterChanged, unitStatements } from './roster-rows.ts';
import * as t from './schema.ts';
import { SUBJECTS } from './subjects.ts';
import { upsert } from './upsert.ts';

const SEQUENCE_SQL = 'INSERT INTO sequence (name, value) VALUES (?, ?)';
const CONTACTS_ERASED_SQL =
  'UPDATE contact SET sealed = NULL, erased_at = ? WHERE sealed IS NOT NULL AND id IN (SELECT value FROM json_each(?))';
const KEPT = new Map(SUBJECTS.map((subject) => [subject.kind, subject]));

/** Receipts of bulletins only, and only from whom they were sent to; the first time counts. */
const MESSAGES_READ_SQL =
  'INSERT OR IGNORE INTO message_read (message_id, at) SELECT o.message_id, ? FROM outbox o ' +
  "WHERE o.message_id IN (SELECT value FROM json_each(?)) AND o.receiver = ? AND o.key >= 'bulletin:' AND o.key < 'bulletin;'";

/** Everything one outcome changes, in the order it was said. */
export function changeStatements(changes: readonly Change[], on: Occasion, vault: Vault): Statement[] {
  return changes.flatMap((change) => statementsOf(change, on, vault));
}

function statementsOf(change: Change, on: Occasion, vault: Vault): readonly Statement[] {
  switch (change.subject) {
    case 'contact': {
      const row = { id: change.id, sealed: vault.seal(change.plain), erasedAt: null };
      return [upsert(t.contact, t.contact.id, row)];
    }
    case 'contacts-erased':
      return [{ sql: CONTACTS_ERASED_SQL, binds: [on.at, JSON.stringify(change.ids)] }];
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
    case 'unit':
      return unitStatements(change.unit, on);
    case 'person':
      return personStatements(change, on);
    case 'person-left':
    case 'account-seen':
    case 'newcomer':
    case 'newcomers-told':
      return organisationStatements(change, on, vault);
    case 'messages-read':
      return [
        {
          sql: MESSAGES_READ_SQL,
          binds: [change.at, JSON.stringify(change.messageIds), `person:${change.reader}`],
        },
      ];
    case 'audit':
      return [auditStatement(change.fact, on)];
    case 'messages':
      return decidedStatements(change.act, change.keys, on);
    case 'welcomed':
      return [upsert(t.welcome, t.welcome.openId, { openId: change.openId, edition: change.edition })];
    default: {
      const subject = KEPT.get(change.subject);
      if (subject === undefined) throw new Error(`no books are kept for ${change.subject}`);
      return subject.statements(change.before, change.facts, on);
    }
  }
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
