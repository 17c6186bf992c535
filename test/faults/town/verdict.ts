/**
 * What must hold when all has come to rest, looked at from outside: what people saw, what the platform logged, what
 * the books say. I1–I8 of the matrix. Empty when all is well.
 */
import { verifyFacts } from '../../../db/verify.ts';
import { seenMessage } from '../../../sandbox/people/seen.ts';
import type { Message } from '../../../sandbox/types.ts';
import { emptyBooks } from '../../harness/city-books.ts';
import type { Town } from './town.ts';

export interface Allowed {
  /** How many promises may have ended parked or uncertain, where people must look at them. */
  readonly unsure?: number;
  /** Refusals of limits are expected: no limiter is being tried. */
  readonly limits?: boolean;
}

const LIMIT_CODES: ReadonlySet<number> = new Set([230020, 99991400, 11232, 11233]);

export async function verdictOf(town: Town, allowed: Allowed = {}): Promise<readonly string[]> {
  const outbox = await outboxOf(town);
  return [
    ...(await atRest(town)),
    ...answersOf(town, outbox),
    ...seenOnce(town, outbox),
    ...(allowed.limits === true ? [] : limitsOf(town)),
    ...(await keptBooks(town)),
    ...unsureOf(outbox, allowed.unsure ?? 0),
  ];
}

interface Promise_ {
  readonly key: string;
  readonly how: string;
  readonly state: string;
  readonly messageId: string | null;
  /** How often somebody of the office sent it again (重发), knowing that it may then be seen twice. */
  readonly retried: number;
}

/** Given up, or decided on by a person: it may have been seen once, or never. */
const UNSURE: readonly string[] = ['parked', 'uncertain', 'purged'];

async function outboxOf(town: Town): Promise<readonly Promise_[]> {
  const rows = await town.database.query('SELECT key, how, state, message_id FROM outbox', []);
  const decisions = await town.database.query(
    "SELECT json_extract(data, '$.messages') FROM fact WHERE type = 'audit.messages_retried'",
    [],
  );
  const retried = decisions.flatMap(([keys]) => JSON.parse(String(keys)) as string[]);
  return rows.map(([key, how, state, messageId]) => ({
    retried: retried.filter((one) => one === key).length,
    key: String(key),
    how: String(how),
    state: String(state),
    messageId: typeof messageId === 'string' ? messageId : null,
  }));
}

/** I8: nothing waits, nothing is stuck as being sent. */
async function atRest(town: Town): Promise<string[]> {
  const left = await town.database.query(
    "SELECT 'outbox ' || state || ' ' || key FROM outbox WHERE state IN ('waiting', 'sending') UNION ALL SELECT 'delivery ' || state || ' ' || event_id || ' ' || coalesce(why, '') FROM delivery",
    [],
  );
  return left.map((row) => `I8: still there: ${String(row[0])}`);
}

const botMessages = (town: Town): readonly Message[] =>
  [...town.feishu.world.platform.messages.values()].filter((message) => message.sender.kind === 'app');

const wordsOf = (town: Town, message: Message): string =>
  seenMessage(town.feishu.world.platform, message).text.replaceAll('\n', ' ').slice(0, 120);

/** I1, I2: what was acknowledged was answered, and once; what never was may have been. */
function answersOf(town: Town, outbox: readonly Promise_[]): string[] {
  const { platform } = town.feishu.world;
  const answers = new Map<string, Message[]>();
  for (const message of botMessages(town)) {
    if (message.parentId === undefined) continue;
    answers.set(message.parentId, [...(answers.get(message.parentId) ?? []), message]);
  }
  const pushed = new Map<string, boolean>();
  for (const push of town.feishu.pushes) {
    if (push.type !== 'im.message.receive_v1') continue;
    const { message } = push.event as { message?: { message_id?: string } };
    const id = message?.message_id ?? '';
    pushed.set(id, (pushed.get(id) ?? false) || push.statuses.includes(200));
  }
  const promises = new Map(outbox.map((one) => [one.key, one]));
  return [...pushed].flatMap(([id, isAcknowledged]) => {
    const message = platform.message(id);
    const count = answers.get(id)?.length ?? 0;
    const promise = promises.get(`reply:${id}`);
    if (count > 1 + (promise?.retried ?? 0))
      return [`I2 I3: ${count} answers to ${message.content.slice(0, 80)}`];
    if (count === 1 || !isAcknowledged || message.recalled) return [];
    if (promise !== undefined && UNSURE.includes(promise.state)) return [];
    return [`I1: no answer to the acknowledged ${message.content.slice(0, 80)}`];
  });
}

/** I3, I4: each promise was seen once, and nothing was seen that was not promised. */
function seenOnce(town: Town, outbox: readonly Promise_[]): string[] {
  const wrong: string[] = [];
  const byMessage = new Map<string, string>();
  let unsure = 0;
  for (const { key, how, state, messageId, retried } of outbox) {
    if (how === 'update') continue;
    unsure += retried + (UNSURE.includes(state) ? 1 : 0);
    if (state !== 'sent' || messageId === null) continue;
    const other = byMessage.get(messageId);
    if (other !== undefined) wrong.push(`I3: ${key} and ${other} are one message`);
    byMessage.set(messageId, key);
    if (!town.feishu.world.platform.messages.has(messageId)) wrong.push(`I3: ${key} was never seen`);
  }
  const unknown = botMessages(town).filter(({ messageId }) => !byMessage.has(messageId));
  if (unknown.length > unsure)
    wrong.push(
      ...unknown.map((message) => `I3 I4: seen without a promise, or twice: ${wordsOf(town, message)}`),
    );
  return wrong;
}

/** I5: the platform never had to say "too fast", but where it was told to. */
function limitsOf(town: Town): string[] {
  return town.feishu.world.wire
    .since()
    .filter(
      ({ kind, code, note }) => kind === 'api' && code !== undefined && LIMIT_CODES.has(code) && note === '',
    )
    .map(({ name, code }) => `I5: limit hit: ${name} ${code}`);
}

/** I2, I6: state is what the facts say; one cause, one commit; the file is sound. */
async function keptBooks(town: Town): Promise<string[]> {
  const { database } = town;
  const empty = await emptyBooks();
  try {
    const wrong = (await verifyFacts(database, empty)).differences.map((line) => `I2: ${line}`);
    const check = await database.query('PRAGMA integrity_check', []);
    if (check[0]?.[0] !== 'ok') wrong.push(`I6: ${String(check[0]?.[0])}`);
    if ((await database.query('PRAGMA foreign_key_check', [])).length > 0) wrong.push('I6: foreign keys');
    const twice = await database.query(
      "SELECT cause, count(DISTINCT at) FROM fact WHERE cause LIKE 'event:%' GROUP BY cause HAVING count(DISTINCT at) > 1",
      [],
    );
    wrong.push(...twice.map(([cause, count]) => `I2: ${String(cause)} took effect ${String(count)} times`));
    const leads = await database.query(
      "SELECT json_extract(data, '$.company'), count(*) FROM fact WHERE type = 'lead.registered' GROUP BY 1 HAVING count(*) > 1",
      [],
    );
    wrong.push(
      ...leads.map(([company, count]) => `I2: ${String(company)} registered ${String(count)} times`),
    );
    return wrong;
  } finally {
    await empty.close();
  }
}

function unsureOf(outbox: readonly Promise_[], allowed: number): string[] {
  const unsure = outbox.filter(({ state }) => state === 'parked' || state === 'uncertain');
  return unsure.length <= allowed ? [] : unsure.map(({ key, state }) => `I3: ${state}: ${key}`);
}
