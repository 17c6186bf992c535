/** Lists what was not sent, and does what the office decides on it: one act after another, each on record. */
import { type HeldLine, OUTBOX_PAGE, outboxAskCard, outboxCard } from '../../../src/cards/outbox.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import type { HeldMessage } from '../../../src/store/outbox.ts';
import { readOutboxWords } from './words.ts';

type Act = 'retry' | 'purge';
type Only = 'parked' | 'uncertain' | null;

/** More than a city promises in a month; whoever has more presses again. */
const HELD_MAX = 2_000;
/** In one act: what a commit and its record carry without effort. */
const ACT_MAX = 500;
const ACT_WORDS = { retry: '重发', purge: '作废' } as const;
/** Acts of people on the outbox take numbers, so that two at once come one after the other. */
const SEQUENCE = 'outbox';

export function showOutbox(page: number, here: KnownScene, tools: Tools): Promise<Shown> {
  return shown({ page, without: [], here, tools });
}

type Shown = ReturnType<typeof answerOnly>;

async function shown(of: {
  readonly page: number;
  /** Decided in this very commit: no longer waiting. */
  readonly without: readonly HeldMessage[];
  readonly here: KnownScene;
  readonly tools: Tools;
  readonly done?: string;
}): Promise<Shown> {
  const { here, tools } = of;
  const held = await tools.store.heldMessages(HELD_MAX);
  const gone = new Set(of.without.map((one) => one.key));
  const left = held.messages.filter((one) => !gone.has(one.key));
  const goneOf = (state: Only) => of.without.filter((one) => one.state === state).length;
  const pages = Math.max(1, Math.ceil(left.length / OUTBOX_PAGE));
  const page = Math.min(Math.max(0, of.page), pages - 1);
  const onPage = left.slice(page * OUTBOX_PAGE, (page + 1) * OUTBOX_PAGE);
  const titles = await tools.store.messageTitles(onPage.map((one) => one.key));
  const card = outboxCard({
    lines: onPage.map((one) => lineOf(one, titles.get(one.key), here.roster)),
    parked: held.parked - goneOf('parked'),
    uncertain: held.uncertain - goneOf('uncertain'),
    page,
    pages,
    now: here.now,
    ...(of.done === undefined ? {} : { done: of.done }),
  });
  return answerOnly({ card });
}

const lineOf = (one: HeldMessage, title: string | undefined, roster: Roster): HeldLine => ({
  key: one.key,
  id: one.id,
  state: one.state,
  title: title === undefined ? '（打不开）' : maskPhonesIn(title),
  to: whom(one.receiver, roster),
  why: one.why ?? '没有记下原因。',
  createdAt: one.createdAt,
});

/** A name, never an account. */
function whom(receiver: string, roster: Roster): string {
  const [kind, id = ''] = receiver.split(':');
  if (kind === 'person') {
    const known = roster.byOpenId(id);
    if (known !== null) return `${known.name}（${roster.unitName(known.unit)}）`;
    const left = roster.departed.find((person) => person.openId === id);
    return left === undefined ? '名册以外的人' : `${left.name}（已离岗）`;
  }
  if (kind !== 'chat') return '一张旧卡片';
  const chat = roster.chat(id);
  return chat === null ? '没有绑定的群' : `${roster.unitName(chat.unit)}的群`;
}

export async function sayOutbox(text: string, here: KnownScene, tools: Tools): Result {
  const wish = readOutboxWords(text);
  switch (wish.wish) {
    case 'look':
      return showOutbox(wish.page, here, tools);
    case 'unknown':
      return refuse(`看不懂「${wish.words.slice(0, 30)}」`, { next: HOW });
    case 'which':
      return refuse(`请写${ACT_WORDS[wish.act]}哪一条`, { next: HOW });
    case 'all':
      return wish.sure
        ? decideAll({ act: wish.act, only: wish.only, until: here.now }, here, tools)
        : ask(wish.act, wish.only, here, tools);
    case 'some':
      return decideSome(wish.act, wish.ids, here, tools);
    case 'for':
      return decideFor(wish.act, wish.name, here, tools);
  }
}

const HOW = '例如：发件箱 重发 3FA2C1；发件箱 重发 张三；发件箱 作废 全部。发送「发件箱」查看编号。';

async function ask(act: Act, only: Only, here: KnownScene, tools: Tools): Result {
  const { messages } = await tools.store.heldMessages(HELD_MAX);
  const chosen = messages.filter((one) => only === null || one.state === only).slice(0, ACT_MAX);
  if (chosen.length === 0) return nothingHeld(only);
  const parked = chosen.filter((one) => one.state === 'parked').length;
  const card = outboxAskCard({ act, only, parked, uncertain: chosen.length - parked, now: here.now });
  return answerOnly({ card });
}

const nothingHeld = (only: Only) =>
  refuse(only === 'uncertain' ? '没有结果不明的消息' : '没有停放的消息', {
    next: '正在排队的会自动发出，不用处理。',
  });

async function decideSome(act: Act, ids: readonly string[], here: KnownScene, tools: Tools): Result {
  const { messages } = await tools.store.heldMessages(HELD_MAX);
  for (const id of ids) {
    const meant = messages.filter((one) => one.id === id);
    if (meant.length === 1) continue;
    return meant.length === 0
      ? refuse(`没有编号 ${id} 的停放消息，可能已经处理过了`, { next: '发送「发件箱」查看现在的清单。' })
      : refuse(`编号 ${id} 有 ${meant.length} 条`, { next: '请在「发件箱」的卡片上按按钮。' });
  }
  return decided(
    act,
    messages.filter((one) => ids.includes(one.id)),
    0,
    here,
    tools,
  );
}

/** Those for one person, by name, or for one unit's chat. */
async function decideFor(act: Act, name: string, here: KnownScene, tools: Tools): Result {
  const { messages } = await tools.store.heldMessages(HELD_MAX);
  const chosen = messages.filter((one) => {
    const to = whom(one.receiver, here.roster);
    return to === name || to.startsWith(`${name}（`);
  });
  if (chosen.length === 0)
    return refuse(`没有发给「${name.slice(0, 20)}」的停放消息`, { next: '发送「发件箱」查看现在的清单。' });
  return decided(act, chosen.slice(0, ACT_MAX), 0, here, tools);
}

/** The button of one message. */
export async function decideOne(act: Act, key: string, page: number, here: KnownScene, tools: Tools): Result {
  const { messages } = await tools.store.heldMessages(HELD_MAX);
  const meant = messages.find((one) => one.key === key);
  if (meant === undefined) return refuse('这条消息已经处理过了', { next: '发送「发件箱」查看现在的清单。' });
  return decided(act, [meant], page, here, tools);
}

/** @param wish.until UTC ms: what was given up later did not stand on the card. */
export async function decideAll(
  wish: { readonly act: Act; readonly only: Only; readonly until: number },
  here: KnownScene,
  tools: Tools,
): Result {
  const { messages } = await tools.store.heldMessages(HELD_MAX);
  const chosen = messages.filter(
    (one) => (wish.only === null || one.state === wish.only) && one.endedAt <= wish.until,
  );
  if (chosen.length === 0) return nothingHeld(wish.only);
  return decided(wish.act, chosen.slice(0, ACT_MAX), 0, here, tools);
}

async function decided(
  act: Act,
  chosen: readonly HeldMessage[],
  page: number,
  here: KnownScene,
  tools: Tools,
): Result {
  const done =
    act === 'retry' ? `已重新排队 ${chosen.length} 条。` : `已作废 ${chosen.length} 条，不再发送。`;
  const list = await shown({ page, without: chosen, here, tools, done });
  return {
    changes: [
      { subject: 'sequence', name: SEQUENCE, value: (await tools.store.lastValue(SEQUENCE)) + 1 },
      { subject: 'messages', act, keys: chosen.map((one) => one.key) },
    ],
    answer: { ...list.answer, toast: { tone: 'success', text: done } },
    notices: [],
  };
}
