/**
 * Erasing personal data on request (PIPL): what is kept of somebody outside the facts, found and taken away. Facts hold no
 * personal data, so that no total changes and `verify` still holds; what was erased is recorded, without saying of whom.
 */
import type { Database, Statement, Vault } from '../src/ports.ts';
import { findTraces, type Traces, traceStatements } from './erasure-traces.ts';

/** What is to go. */
export interface Erasable {
  readonly contacts: readonly { readonly id: string; readonly leads: readonly string[] }[];
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly openId: string | null;
    readonly left: boolean;
  } | null;
  /** Sealed rows on their way out that speak of the contacts: answers to presses, messages, pushes given up. */
  readonly traces: Traces;
  /** Messages still kept that were for them, or forms they have open. */
  readonly messages: number;
  readonly drafts: number;
  readonly files: readonly {
    readonly hash: string;
    readonly name: string;
    readonly evidence: readonly string[];
    readonly leads: readonly string[];
  }[];
}

export interface ErasureWish {
  readonly openId: string | null;
  /** In the roster's own writing. */
  readonly mobile: string | null;
  /** A contact's id, or the number of the lead it belongs to. */
  readonly contact: string | null;
  /** Ids of evidence: the bytes go, the record stays. */
  readonly evidence: readonly string[];
  /** All files of the lead named by `contact`. */
  readonly withFiles: boolean;
  /** Normalises a phone as it stands in a contact. */
  readonly plainPhone: (phone: string) => string | null;
}

export async function findErasable(database: Database, vault: Vault, wish: ErasureWish): Promise<Erasable> {
  const person = await findPerson(database, vault, wish);
  const { openId } = wish;
  const account = person?.openId ?? openId;
  const messages =
    account === null
      ? 0
      : Number(
          (
            await database.query(
              "SELECT count(*) FROM outbox WHERE receiver = ? AND body IS NOT NULL AND state <> 'waiting' AND state <> 'sending'",
              [`person:${account}`],
            )
          )[0]?.[0] ?? 0,
        );
  const drafts =
    person === null
      ? 0
      : Number(
          (
            await database.query('SELECT count(*) FROM draft WHERE owner = ? AND sealed IS NOT NULL', [
              person.id,
            ])
          )[0]?.[0] ?? 0,
        );
  const contacts = await findContacts(database, vault, wish);
  return {
    contacts,
    traces: await findTraces(
      database,
      vault,
      contacts.map(({ id }) => id),
    ),
    person,
    messages,
    drafts,
    files: await findFiles(database, wish),
  };
}

async function findPerson(database: Database, vault: Vault, { openId, mobile }: ErasureWish) {
  if (openId === null && mobile === null) return null;
  const rows = await database.query(
    'SELECT id, name, open_id, left_at FROM person WHERE open_id = ? OR mobile_mark = ?',
    [openId ?? '', mobile === null ? '' : vault.mark(mobile)],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: String(row[0]),
    name: String(row[1]),
    openId: row[2] == null ? null : String(row[2]),
    left: row[3] !== null,
  };
}

async function findContacts(database: Database, vault: Vault, wish: ErasureWish) {
  const { contact, mobile, plainPhone } = wish;
  if (contact === null && mobile === null) return [];
  const rows = await database.query(
    'SELECT c.id, c.sealed, l.number, l.project_number FROM contact c LEFT JOIN lead l ON l.contact = c.id WHERE c.sealed IS NOT NULL',
    [],
  );
  const ofEntry = await database.query(
    "SELECT json_extract(s.value, '$.contact') FROM registry_entry e, json_each(e.sealed) s WHERE e.id = ?",
    [contact],
  );
  const named = new Set(ofEntry.map(([id]) => String(id)));
  const found = new Map<string, string[]>();
  for (const [id, sealed, number, project] of rows) {
    const isNamed = contact !== null && (named.has(String(id)) || [id, number, project].includes(contact));
    if (!isNamed && (mobile === null || !holdsPhone(vault.open(String(sealed)), mobile, plainPhone)))
      continue;
    const leads = found.get(String(id)) ?? [];
    if (number != null) leads.push(String(number));
    found.set(String(id), leads);
  }
  return [...found].map(([id, leads]) => ({ id, leads }));
}

/** The number as the contact's own, or anywhere in its words. */
function holdsPhone(plain: string, mobile: string, plainPhone: ErasureWish['plainPhone']): boolean {
  const phone = /"phone":"([^"]*)"/.exec(plain)?.[1];
  if (phone !== undefined && plainPhone(phone) === mobile) return true;
  const digits = mobile.replace(/^\+86/, '');
  return plain.replace(/[\s-]/g, '').includes(digits);
}

async function findFiles(database: Database, { evidence, contact, withFiles }: ErasureWish) {
  const named = evidence.length === 0 && !withFiles;
  if (named) return [];
  const lead = withFiles ? contact : null;
  const rows = await database.query(
    'SELECT DISTINCT e.hash, e.name FROM evidence e LEFT JOIN lead l ON l.number = e.lead ' +
      'WHERE e.hash IS NOT NULL AND (e.id IN (SELECT value FROM json_each(?)) OR l.number = ? OR l.project_number = ?) ' +
      'AND EXISTS (SELECT 1 FROM evidence_piece p WHERE p.hash = e.hash)',
    [JSON.stringify(evidence), lead ?? '', lead ?? ''],
  );
  const files = new Map<string, Erasable['files'][number]>();
  for (const [hash, name] of rows) {
    const users = await database.query('SELECT id, lead FROM evidence WHERE hash = ?', [hash ?? '']);
    files.set(String(hash), {
      hash: String(hash),
      name: String(name),
      evidence: users.map(([id]) => String(id)),
      leads: [...new Set(users.flatMap(([, number]) => (number == null ? [] : [String(number)])))],
    });
  }
  return [...files.values()];
}

/** One commit, but for the bytes of files, which the caller lets go first. */
export async function erase(
  database: Database,
  found: Erasable,
  wish: Pick<ErasureWish, 'openId'>,
  now: number,
  reason: string | null,
): Promise<void> {
  const { contacts, person, files } = found;
  const account = person?.openId ?? wish.openId;
  const statements: Statement[] = [
    ...contacts.map(({ id }) => ({
      sql: 'UPDATE contact SET sealed = NULL, erased_at = ? WHERE id = ?',
      binds: [now, id],
    })),
    ...traceStatements(found.traces),
  ];
  if (person !== null) {
    statements.push(
      {
        sql: "UPDATE person SET name = '（已删除）', open_id = NULL, mobile_mark = NULL, roles = '[]' WHERE id = ?",
        binds: [person.id],
      },
      {
        sql: "UPDATE draft SET sealed = NULL, state = 'cancelled' WHERE owner = ? AND sealed IS NOT NULL",
        binds: [person.id],
      },
      {
        sql: "INSERT INTO sequence (name, value) SELECT 'roster', coalesce(max(value), 0) + 1 FROM sequence WHERE name = 'roster'",
        binds: [],
      },
    );
  }
  if (account !== null) {
    statements.push(
      {
        sql: "UPDATE outbox SET body = NULL WHERE receiver = ? AND state <> 'waiting' AND state <> 'sending'",
        binds: [`person:${account}`],
      },
      { sql: 'DELETE FROM welcome WHERE open_id = ?', binds: [account] },
      { sql: 'DELETE FROM account_seen WHERE open_id = ?', binds: [account] },
      { sql: 'DELETE FROM newcomer WHERE open_id = ?', binds: [account] },
    );
  }
  const data = {
    contacts: contacts.map(({ id }) => id),
    person: person?.id ?? null,
    files: files.map(({ hash }) => hash),
    reason,
  };
  statements.push({
    sql: "INSERT INTO fact (stream, seq, type, data, at, actor, cause) SELECT 'roster', coalesce(max(seq), 0) + 1, 'roster.erased', ?, ?, NULL, 'cli:person-erase' FROM fact WHERE stream = 'roster'",
    binds: [JSON.stringify(data), now],
  });
  const done = await database.commit(statements);
  if (done.result === 'conflict') throw new Error(`正被别人修改（${done.key}），请再试一次`);
}
