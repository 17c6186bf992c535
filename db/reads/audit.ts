/** The audit as rows: facts of reading, taking out, refusing and erasing, newest first, with what they were about. */
import type { Bind, Database } from '../../src/ports.ts';

export interface AuditRow {
  /** UTC ms. */
  readonly at: number;
  /** Roster id; `null`: the machine, or the operator at the command line. */
  readonly actor: string | null;
  readonly name: string | null;
  readonly type: string;
  /** Contacts, rows of a table, things erased; `null`: none came of it. */
  readonly rows: number | null;
  /** Numbers of leads and entries, a command and its button, ids of what was erased, keys of the first messages. */
  readonly about: readonly string[];
  /** Which table. */
  readonly kind: string | null;
  /** Of a table. */
  readonly state: string | null;
  readonly cause: string | null;
}

export interface AuditWish {
  readonly types: readonly string[];
  /** UTC ms, from and before. */
  readonly from: number;
  readonly before: number;
  /** Roster id, openId or name. */
  readonly by: string | null;
  readonly limit: number;
}

const FOUND =
  'SELECT f.at, f.actor, p.name, f.type, f.data, f.cause, f.stream FROM fact f LEFT JOIN person p ON p.id = f.actor ' +
  'WHERE f.type IN (SELECT value FROM json_each(?)) AND f.at >= ? AND f.at < ? ' +
  'AND (? IS NULL OR ? IN (f.actor, p.open_id, p.name)) ORDER BY f.id DESC LIMIT ?';
const LEADS_OF =
  'SELECT c.value, coalesce(l.project_number, l.number) FROM json_each(?) c JOIN lead l ON l.contact = c.value ' +
  'ORDER BY l.number';
/** Entries name their sealed contacts inside their own row. */
const ENTRIES_OF =
  'SELECT e.id FROM registry_entry e WHERE EXISTS (SELECT 1 FROM json_each(?) c WHERE instr(e.sealed, c.value) > 0) ORDER BY e.id';
const MESSAGES_NAMED_MAX = 5;
const WORKBOOK = 'SELECT state, rows FROM workbook WHERE id = ?';

export async function readAudit(database: Database, wish: AuditWish): Promise<readonly AuditRow[]> {
  const rows = await database.query(FOUND, [
    JSON.stringify(wish.types),
    wish.from,
    wish.before,
    wish.by,
    wish.by,
    wish.limit,
  ]);
  return Promise.all(rows.map((row) => auditRow(row, database)));
}

async function auditRow(row: readonly Bind[], database: Database): Promise<AuditRow> {
  const [at, actor, name, type, data, cause, stream] = row;
  const fact = JSON.parse(String(data)) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const known = {
    at: Number(at),
    actor: text(actor),
    name: text(name),
    type: String(type),
    cause: text(cause),
    kind: text(fact['kind']),
    state: null,
  };
  switch (known.type) {
    case 'workbook.asked': {
      const [found] = await database.query(WORKBOOK, [String(stream).slice('workbook/'.length)]);
      const state = text(found?.[0]);
      const done = state === 'done' && typeof found?.[1] === 'number' ? found[1] : null;
      const about = [fact['template'] === true ? '模板' : '', text(fact['month']) ?? ''];
      return { ...known, state, rows: done, about: about.filter((one) => one !== '') };
    }
    case 'audit.contacts_read': {
      const contacts = texts(fact['contacts']);
      return { ...known, rows: contacts.length, about: await subjectsOf(contacts, database) };
    }
    case 'audit.file_fetched':
      return { ...known, rows: 1, about: texts([fact['evidence'], fact['lead']]) };
    case 'audit.messages_retried':
    case 'audit.messages_purged': {
      const messages = texts(fact['messages']);
      return { ...known, rows: messages.length, about: messages.slice(0, MESSAGES_NAMED_MAX) };
    }
    case 'audit.denied':
      return { ...known, rows: null, about: texts([fact['command'], fact['action']]) };
    default: {
      const erased = [...texts(fact['contacts']), ...texts([fact['person']]), ...texts(fact['files'])];
      return { ...known, rows: erased.length, about: [...erased, ...texts([fact['reason']])] };
    }
  }
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

async function subjectsOf(contacts: readonly string[], database: Database): Promise<readonly string[]> {
  const ids = JSON.stringify(contacts);
  const leads = await database.query(LEADS_OF, [ids]);
  const entries = contacts.length === leads.length ? [] : await database.query(ENTRIES_OF, [ids]);
  return [...new Set([...leads.map(([, number]) => String(number)), ...entries.map(([id]) => String(id))])];
}
