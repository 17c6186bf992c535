/**
 * The machine's books in SQL. The texts on the accept path are constant, so that drivers keep them prepared.
 */
import type { Conclusion, Ledger, OutboxItem, OutboxState, Promised, Settlement } from '../src/ledger.ts';
import type { Bind, ButtonReply, Database, Delivery, Outgoing, Statement, Vault } from '../src/ports.ts';
import { opened } from './opened.ts';
import { decidedStatements, uuidOf } from './outbox-rows.ts';
import { parkedDeliveries } from './parked.ts';
import { unsureBooks } from './unsure.ts';
import { changeStatements } from './write.ts';

const INBOX = 'INSERT INTO inbox (key, received_at) VALUES (?, ?)';
const DELIVERY =
  "INSERT INTO delivery (event_id, body, received_at, state, attempts, next_at) VALUES (?, ?, ?, 'waiting', 0, ?)";
const DELIVERY_DONE = 'DELETE FROM delivery WHERE id = ?';
const DELIVERIES_DONE = 'DELETE FROM delivery WHERE id IN (SELECT value FROM json_each(?))';
const DELIVERY_PARKED = "UPDATE delivery SET state = 'parked', why = ? WHERE id = ? AND state = 'waiting'";
const UNREADABLE = '打不开：内容被改动过，或是用另一把 DATA_KEY 封存的。';
/** Whoever may run the command line; in chat it is the office, by name. */
const BY_OPERATOR = 'cli:outbox';
const OUTBOX =
  'INSERT INTO outbox (key, rank, how, receiver, body, uuid, state, created_at, next_at, stale_at, attempts, about, audience, cause) ' +
  "VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, 0, ?, ?, ?) ON CONFLICT (key) DO NOTHING";
const ITEM =
  'key, rank, how, receiver, uuid, state, created_at, next_at, stale_at, attempts, first_tried_at, ended_at, about, code, why';

/** A receiver with a long queue, paced at 5/s, must not fill the whole list. */
const DUE_A_RECEIVER_MAX = 10;
const DUE =
  'SELECT *, rowid AS place, row_number() OVER (PARTITION BY receiver ORDER BY rank, created_at, rowid) AS turn ' +
  "FROM outbox WHERE state = 'waiting' AND next_at <= ?";

export function makeLedger(database: Database, vault: Vault): Ledger {
  const one = async (sql: string, binds: readonly Bind[]) => (await database.query(sql, binds))[0];
  const run = async (statements: readonly Statement[]) => {
    if (statements.length === 0) return;
    const outcome = await database.commit(statements);
    if (outcome.result === 'conflict') throw new Error(`unexpected conflict on ${outcome.key}`);
  };

  return {
    ...unsureBooks(database, vault),

    async accept(delivery, keys, now) {
      const statements: Statement[] = keys.map((key) => ({ sql: INBOX, binds: [key, now] }));
      if (delivery !== null) {
        const body = vault.seal(JSON.stringify(delivery));
        statements.push({ sql: DELIVERY, binds: [delivery.eventId, body, now, now] });
      }
      const outcome = await database.commit(statements);
      return outcome.result === 'done' ? 'new' : 'seen';
    },

    async waiting(now, limit) {
      const rows = await database.query(
        "SELECT id, event_id, attempts, received_at, body FROM delivery WHERE state = 'waiting' AND next_at <= ? ORDER BY id LIMIT ?",
        [now, limit],
      );
      const { read, unreadable } = opened<Delivery>(vault, rows, 4);
      await run(unreadable.map((row) => ({ sql: DELIVERY_PARKED, binds: [UNREADABLE, row[0] ?? null] })));
      return read.map(({ row: [row, id, attempts, receivedAt], value }) => ({
        row: Number(row),
        id: String(id),
        delivery: value,
        attempts: Number(attempts),
        receivedAt: Number(receivedAt),
      }));
    },

    parked: (limit) => parkedDeliveries(database, vault, limit),

    postpone: (row, nextAt, why) =>
      run([
        {
          sql: "UPDATE delivery SET attempts = attempts + 1, next_at = ?, why = ? WHERE id = ? AND state = 'waiting'",
          binds: [nextAt, why, row],
        },
      ]),

    isKnown: async (key) => (await one('SELECT 1 FROM inbox WHERE key = ?', [key])) !== undefined,

    conclude: (conclusion) => database.commit(conclusionStatements(conclusion, vault)),

    // Lost in a crash, they are read again and nothing comes of it again: not worth a flush of their own.
    async dismiss(rows) {
      const ids = JSON.stringify(rows);
      await database.commit([{ sql: DELIVERIES_DONE, binds: [ids] }], 'soon');
    },

    async replyTo(eventId) {
      const row = await one('SELECT reply FROM press_reply WHERE event_id = ?', [eventId]);
      return row === undefined ? null : (JSON.parse(vault.open(String(row[0]))) as ButtonReply);
    },

    async due(now, limit) {
      const rows = await database.query(
        `SELECT ${ITEM}, body FROM (${DUE}) WHERE turn <= ? ORDER BY rank, created_at, place LIMIT ?`,
        [now, DUE_A_RECEIVER_MAX, limit],
      );
      const { read, unreadable } = opened<Outgoing>(vault, rows, 15);
      await run(
        unreadable.map(([key]) =>
          settlementStatement({ key: String(key), state: 'parked', code: null, why: UNREADABLE, at: now }),
        ),
      );
      return read.map(({ row, value }) => ({ ...itemOf(row), outgoing: value }));
    },

    async nextDueAt() {
      const row = await one("SELECT min(next_at) FROM outbox WHERE state = 'waiting'", []);
      return typeof row?.[0] === 'number' ? row[0] : null;
    },

    claim: (keys, now) =>
      run(
        keys.map((key) => ({
          sql: "UPDATE outbox SET state = 'sending', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ?) WHERE key = ? AND state = 'waiting'",
          binds: [now, key],
        })),
      ),

    settle: (settlements) => run(settlements.map(settlementStatement)),

    async interrupted(after) {
      const rows = await database.query(
        `SELECT ${ITEM} FROM outbox WHERE state = 'sending' OR (state = 'waiting' AND first_tried_at > ?)`,
        [after],
      );
      return rows.map(itemOf);
    },

    async recentAttempts(since) {
      const rows = await database.query(
        'SELECT receiver, first_tried_at, ended_at FROM outbox WHERE first_tried_at >= ? OR ended_at >= ?',
        [since, since],
      );
      return rows.map(([receiver, triedAt, endedAt]) => ({
        receiver: String(receiver),
        triedAt: Number(triedAt ?? endedAt),
        endedAt: typeof endedAt === 'number' ? endedAt : null,
      }));
    },

    async list(state, limit) {
      const rows =
        state === null
          ? await database.query(`SELECT ${ITEM} FROM outbox ORDER BY created_at DESC LIMIT ?`, [limit])
          : await database.query(
              `SELECT ${ITEM} FROM outbox WHERE state = ? ORDER BY created_at DESC LIMIT ?`,
              [state, limit],
            );
      return rows.map(itemOf);
    },

    async counts() {
      const rows = await database.query(
        "SELECT 'outbox_' || state, count(*) FROM outbox GROUP BY state UNION ALL SELECT 'delivery_' || state, count(*) FROM delivery GROUP BY state",
        [],
      );
      return Object.fromEntries(rows.map(([name, count]) => [String(name), Number(count)]));
    },

    async retry(keys, now) {
      const parked = await inStates(database, keys, ['parked', 'uncertain']);
      await run(decidedStatements('retry', parked, { at: now, actor: null, cause: BY_OPERATOR }));
      return parked.length;
    },

    async purge(keys, now) {
      const chosen = await inStates(database, keys, ['parked', 'uncertain', 'waiting']);
      await run(decidedStatements('purge', chosen, { at: now, actor: null, cause: BY_OPERATOR }));
      return chosen.length;
    },

    jobDone: async (key) => (await one('SELECT 1 FROM job WHERE key = ?', [key])) !== undefined,

    async forget(before) {
      const counted = await one(
        'SELECT (SELECT count(*) FROM inbox WHERE received_at < ?) + (SELECT count(*) FROM press_reply WHERE at < ?)',
        [before.inbox, before.bodies],
      );
      await run([
        { sql: 'DELETE FROM inbox WHERE received_at < ?', binds: [before.inbox] },
        { sql: 'DELETE FROM press_reply WHERE at < ?', binds: [before.bodies] },
        {
          sql: "UPDATE draft SET state = 'cancelled', sealed = NULL WHERE state = 'open' AND created_at < ?",
          binds: [before.bodies],
        },
      ]);
      return Number(counted?.[0] ?? 0);
    },
  };
}

function conclusionStatements(conclusion: Conclusion, vault: Vault): Statement[] {
  const { on, keys, delivery, reply, job } = conclusion;
  const statements: Statement[] = keys.map((key) => ({ sql: INBOX, binds: [key, on.at] }));
  statements.push(...changeStatements(conclusion.changes, on, vault));
  statements.push(...conclusion.promises.map((promise) => promiseStatement(promise, conclusion, vault)));
  if (delivery !== undefined) statements.push({ sql: DELIVERY_DONE, binds: [delivery] });
  if (conclusion.parked !== undefined) {
    statements.push({ sql: DELIVERY_PARKED, binds: [conclusion.parked.why, conclusion.parked.row] });
  }
  if (reply !== undefined) {
    const sealed = vault.seal(JSON.stringify(reply.reply));
    statements.push({
      sql: 'INSERT INTO press_reply (event_id, reply, at) VALUES (?, ?, ?)',
      binds: [reply.eventId, sealed, on.at],
    });
  }
  if (job !== undefined)
    statements.push({ sql: 'INSERT INTO job (key, at) VALUES (?, ?)', binds: [job, on.at] });
  return statements;
}

function promiseStatement(promise: Promised, { on, leaveAt = on.at }: Conclusion, vault: Vault): Statement {
  const { key, rank, outgoing, about, staleAt, audience } = promise;
  const body = vault.seal(JSON.stringify(outgoing));
  return {
    sql: OUTBOX,
    binds: [
      key,
      rank,
      outgoing.how,
      receiverOf(outgoing),
      body,
      uuidOf(key),
      on.at,
      leaveAt,
      staleAt,
      about,
      audience,
      on.cause,
    ],
  };
}

function receiverOf(outgoing: Outgoing): string {
  if (outgoing.how === 'update') return `message:${outgoing.messageId}`;
  return outgoing.to.kind === 'person' ? `person:${outgoing.to.openId}` : `chat:${outgoing.to.chatId}`;
}

function settlementStatement(settlement: Settlement): Statement {
  switch (settlement.state) {
    case 'sent':
      return {
        sql: "UPDATE outbox SET state = 'sent', message_id = ?, ended_at = ?, body = NULL, why = NULL WHERE key = ?",
        binds: [settlement.messageId, settlement.at, settlement.key],
      };
    case 'waiting':
      return {
        sql: "UPDATE outbox SET state = 'waiting', next_at = ?, why = ?, first_tried_at = ?, ended_at = ? WHERE key = ? AND state <> 'purged'",
        binds: [settlement.nextAt, settlement.why, settlement.firstTriedAt, settlement.at, settlement.key],
      };
    default:
      return {
        sql: 'UPDATE outbox SET state = ?, code = ?, why = ?, ended_at = ? WHERE key = ?',
        binds: [settlement.state, settlement.code, settlement.why, settlement.at, settlement.key],
      };
  }
}

async function inStates(
  database: Database,
  keys: readonly string[],
  states: readonly OutboxState[],
): Promise<string[]> {
  const found: string[] = [];
  for (const key of keys) {
    const rows = await database.query('SELECT state FROM outbox WHERE key = ?', [key]);
    const state = rows[0]?.[0];
    if (states.some((wanted) => wanted === state)) found.push(key);
  }
  return found;
}

function itemOf(row: readonly Bind[]): OutboxItem {
  const number = (at: number): number | null => (typeof row[at] === 'number' ? row[at] : null);
  const text = (at: number): string | null => (typeof row[at] === 'string' ? row[at] : null);
  return {
    key: String(row[0]),
    rank: Number(row[1]),
    how: row[2] as OutboxItem['how'],
    receiver: String(row[3]),
    uuid: String(row[4]),
    state: row[5] as OutboxState,
    createdAt: Number(row[6]),
    nextAt: Number(row[7]),
    staleAt: number(8),
    attempts: Number(row[9]),
    firstTriedAt: number(10),
    endedAt: number(11),
    about: text(12),
    code: number(13),
    why: text(14),
  };
}
