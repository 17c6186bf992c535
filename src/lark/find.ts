/**
 * Whether a message whose sending has no known outcome arrived after all: read from the chat where it would show.
 *
 * Only what cannot be anything else counts as found: a reply by its parent, everything else by its very content. What is there and
 * cannot be told apart makes the answer `unknown`; a refusal to read (scope, chat) does too. Nothing is sent or changed here.
 */
import type { Found, Outgoing, Traces } from '../ports.ts';
import { fieldOf, isId } from './answer.ts';
import type { Call } from './call.ts';
import { CallFault } from './faults.ts';

/** Content as it is sent: what the platform gives back is compared with it. */
export type AsSent = (outgoing: Outgoing) => { readonly msg_type: string; readonly content: string } | null;

const PAGE = 50;
const PAGES_MAX = 4;
/** Clocks differ, and the platform counts in whole seconds. */
const SLACK_SECONDS = 120;

interface Seen {
  readonly id: string;
  readonly parent: string | null;
  readonly type: string;
  readonly content: string;
}

export async function findSent(
  call: Call,
  { appId, asSent }: { readonly appId: string; readonly asSent: AsSent },
  outgoing: Outgoing,
  traces: Traces,
): Promise<Found> {
  try {
    const chat = await chatOf(call, outgoing, traces);
    if (chat === null) return { found: 'unknown', why: '不知道会话编号，没法查会话记录' };
    const seen = await sentIn(call, chat, appId, traces);
    if (seen === null) return { found: 'unknown', why: '会话里消息太多，没有查完' };
    const ours = await traces.known(seen.map((one) => one.id));
    return among(
      seen.filter((one) => !ours.has(one.id)),
      outgoing,
      asSent,
    );
  } catch (error) {
    if (!(error instanceof CallFault)) throw error;
    return { found: 'unknown', why: error.message };
  }
}

function among(strange: readonly Seen[], outgoing: Outgoing, asSent: AsSent): Found {
  if (outgoing.how === 'reply') {
    // One typed message has one answer, so whatever answers it is this one.
    const answer = strange.find((one) => one.parent === outgoing.messageId);
    return answer === undefined ? { found: 'no' } : { found: 'yes', messageId: answer.id };
  }
  const wanted = asSent(outgoing);
  const alike = strange.filter(
    (one) => one.parent === null && (wanted === null || one.type === wanted.msg_type),
  );
  const same = wanted === null ? undefined : alike.find((one) => isSame(one.content, wanted.content));
  if (same !== undefined) return { found: 'yes', messageId: same.id };
  return alike.length === 0
    ? { found: 'no' }
    : { found: 'unknown', why: '会话里有本应用发的消息，认不出是不是这一条' };
}

/** The chat itself, or that of a message known to stand in it. */
async function chatOf(call: Call, outgoing: Outgoing, { beside }: Traces): Promise<string | null> {
  if (outgoing.how === 'send' && outgoing.to.kind === 'chat')
    return isId('chat', outgoing.to.chatId) ? outgoing.to.chatId : null;
  const known = outgoing.how === 'send' ? beside : outgoing.messageId;
  if (!isId('message', known)) return null;
  const answer: unknown = await call((client, withToken) =>
    client.request({ method: 'GET', url: `/open-apis/im/v1/messages/${known}` }, withToken),
  );
  const items = fieldOf(fieldOf(answer, 'data'), 'items');
  const chat = fieldOf(Array.isArray(items) ? items[0] : undefined, 'chat_id');
  return isId('chat', chat) ? chat : null;
}

/** What this app said in the chat meanwhile, oldest first; `null` when there is too much to read. */
async function sentIn(
  call: Call,
  chat: string,
  appId: string,
  { fromMs, untilMs }: Traces,
): Promise<readonly Seen[] | null> {
  const seen: Seen[] = [];
  let page: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const params = {
      container_id_type: 'chat',
      container_id: chat,
      start_time: String(Math.floor(fromMs / 1_000) - SLACK_SECONDS),
      end_time: String(Math.ceil(untilMs / 1_000) + SLACK_SECONDS),
      sort_type: 'ByCreateTimeAsc',
      card_msg_content_type: 'user_card_content',
      page_size: PAGE,
      ...(page === undefined ? {} : { page_token: page }),
    };
    const answer: unknown = await call((client, withToken) =>
      client.request({ method: 'GET', url: '/open-apis/im/v1/messages', params }, withToken),
    );
    const data = fieldOf(answer, 'data');
    const items = fieldOf(data, 'items');
    for (const item of Array.isArray(items) ? items : []) {
      const one = seenFrom(item, appId);
      if (one !== null) seen.push(one);
    }
    const token = fieldOf(data, 'page_token');
    if (fieldOf(data, 'has_more') !== true) return seen;
    if (typeof token !== 'string' || token === '') return null;
    page = token;
  }
  return null;
}

/** A message of this app that stands; `null` for anybody else's. */
function seenFrom(item: unknown, appId: string): Seen | null {
  const sender = fieldOf(item, 'sender');
  const id = fieldOf(item, 'message_id');
  const [type, parent] = [fieldOf(item, 'msg_type'), fieldOf(item, 'parent_id')];
  const content = fieldOf(fieldOf(item, 'body'), 'content');
  if (fieldOf(sender, 'sender_type') !== 'app' || fieldOf(sender, 'id') !== appId) return null;
  if (!isId('message', id) || typeof type !== 'string' || typeof content !== 'string') return null;
  return { id, parent: isId('message', parent) ? parent : null, type, content };
}

const isSame = (one: string, other: string): boolean => canonical(one) === canonical(other);

/** The same JSON, whatever the order of its keys; what is no JSON stays as it is. */
function canonical(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
