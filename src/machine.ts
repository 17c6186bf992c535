/**
 * One delivery to one conclusion: who speaks, which command, what comes of it, as a description of a commit.
 *
 *     delivery ─ scene (who, where, when) ─ route ─ may they? ─ command ─ outcome ─> Conclusion
 *
 * Reads only; the callers (`inbox.ts`, `presses.ts`) commit, and ask again when somebody moved first.
 */
import type { Card } from './card.ts';
import { type Command, mayUse, type Scene, type SentFile, type Tools } from './command.ts';
import { dayOfInstant } from './domain/day.ts';
import { isRefusal, type Refusal, sayRefusal } from './domain/decision.ts';
import type { Pack } from './domain/pack/schema.ts';
import { receivedId } from './domain/workbook.ts';
import { type Answer, answerOnly, type Change, type Outcome } from './outcome.ts';
import { onRecord } from './personal-reads.ts';
import type { Delivery, MenuDelivery, MessageDelivery, PressDelivery } from './ports.ts';
import { mentionsSelf, route, routePlain, withoutMentions } from './route.ts';

/** What the machine says itself; its cards are passed in, so that this file knows no list and no layout. */
export interface Manners {
  readonly unknownWords: (text: string, scene: Scene, commands: readonly Command[]) => Answer;
  readonly refusal: (refusal: Refusal, command: Command | null) => Card;
  readonly insteadOf: (what: string) => string;
  readonly privately: string;
}

export interface MachineDeps {
  readonly tools: Tools;
  readonly manners: Manners;
  readonly packAt: (day: string) => Pack;
  readonly now: () => number;
  readonly selfOpenId: () => Promise<string | null>;
}

/** An outcome with where its answer goes: in place, or to the person alone because they asked in a group. */
export interface Handled {
  readonly outcome: Outcome;
  readonly actor: string | null;
  readonly cause: string;
  readonly privateLine: string | null;
}

export const MUTE: Outcome = answerOnly({});

async function sceneOf(
  deps: MachineDeps,
  at: {
    openId: string;
    /** `null`: unknown, as for a card whose sending was never confirmed; a bound chat is a group. */
    audience: 'private' | 'group' | null;
    chatId: string | null;
    quoted: string | null;
    cause: string;
  },
): Promise<Scene> {
  const roster = await deps.tools.store.roster();
  const now = deps.now();
  const today = dayOfInstant(now);
  const bound = at.chatId === null ? null : roster.chat(at.chatId);
  const audience = at.audience ?? (bound === null ? 'private' : 'group');
  const chat = audience === 'group' ? bound : null;
  return {
    ...at,
    audience,
    now,
    today,
    actor: roster.byOpenId(at.openId),
    chatUnit: chat === null ? undefined : chat.unit,
    roster,
    pack: deps.packAt(today),
  };
}

/**
 * Talk that does not concern us: another bot's words, and in a group what does not mention us. It is known to have come
 * and none of it is kept: what colleagues say among themselves is not ours to store.
 *
 * @param self our open_id; `null` while it is not known: then any mention might be of us
 */
export const isOverheard = (delivery: Delivery, self: string | null): boolean =>
  delivery.kind === 'message' &&
  (!delivery.senderIsPerson ||
    (delivery.chatKind === 'group' &&
      (self === null ? delivery.mentions.length === 0 : !mentionsSelf(delivery.mentions, self))));

/** A typed message. Unmentioned group talk and other bots get no answer at all. */
export const handleMessage = (deps: MachineDeps, delivery: MessageDelivery): Promise<Handled> =>
  onRecord(deps, (watched) => messageIn(watched, delivery));

async function messageIn(deps: MachineDeps, delivery: MessageDelivery): Promise<Handled> {
  const cause = `event:${delivery.eventId}`;
  const quiet: Handled = { outcome: MUTE, actor: null, cause, privateLine: null };
  if (!delivery.senderIsPerson) return quiet;
  const self = delivery.chatKind === 'group' ? await deps.selfOpenId() : null;
  if (delivery.chatKind === 'group' && !mentionsSelf(delivery.mentions, self)) return quiet;
  const quoted = delivery.parentId === null ? null : await quotedBy(deps, delivery.parentId);
  const scene = await sceneOf(deps, {
    openId: delivery.senderId,
    audience: delivery.chatKind,
    chatId: delivery.chatId,
    quoted,
    cause,
  });
  const actor = scene.actor?.id ?? null;
  const handled = await receive(deps, delivery, scene);
  if (handled !== null) return { ...handled, actor, cause };
  if (delivery.body.type !== 'text') {
    const what =
      delivery.body.type === 'image' ? '图片' : delivery.body.type === 'file' ? '文件' : delivery.body.name;
    return { outcome: answerOnly({ text: deps.manners.insteadOf(what) }), actor, cause, privateLine: null };
  }
  const text = withoutMentions(delivery.body.text, delivery.mentions, self);
  const found = route(text, deps.tools.commands) ?? routePlain(text, deps.tools.commands);
  if (found === null) {
    const answer = deps.manners.unknownWords(text, scene, deps.tools.commands);
    return { outcome: answerOnly(answer), actor, cause, privateLine: null };
  }
  return { ...(await say(deps, found.command, found.rest, scene)), actor, cause };
}

/** What the quoted message is about: one of ours, or a table somebody sent. */
async function quotedBy({ tools }: MachineDeps, messageId: string): Promise<string | null> {
  const ours = await tools.store.ourMessage(messageId);
  if (ours !== null) return ours.about;
  return (await tools.store.workbook(receivedId(messageId)))?.id ?? null;
}

const FILES_MAX = 9;

/** The files of a message, in the order they stand in it. */
function filesOf({ body, messageId }: MessageDelivery): readonly SentFile[] {
  if (body.type === 'file') return [{ messageId, fileKey: body.fileKey, kind: 'file', name: body.fileName }];
  const keys = body.type === 'image' ? [body.fileKey] : body.type === 'text' ? (body.imageKeys ?? []) : [];
  return keys.slice(0, FILES_MAX).map((fileKey, at) => ({
    messageId,
    fileKey,
    kind: 'image',
    name: keys.length === 1 ? '图片' : `图片${at + 1}`,
  }));
}

/** Files sent in private go to the command that takes them; words of another command that came along are done too. */
async function receive(
  deps: MachineDeps,
  delivery: MessageDelivery,
  scene: Scene,
): Promise<Omit<Handled, 'actor' | 'cause'> | null> {
  const files = filesOf(delivery);
  // Evidence is asked first; tables of those who bring none go to 导入.
  const takers = deps.tools.commands.filter((command) => command.receive !== undefined);
  const taker = takers.find((command) => mayUse(command, scene.actor)) ?? takers[0];
  if (files.length === 0 || taker?.receive === undefined || scene.audience === 'group') return null;
  const text = delivery.body.type === 'text' ? delivery.body.text : '';
  const found = route(text, deps.tools.commands);
  // Who brings no evidence is told so in words, as for any other thing sent.
  if (!mayUse(taker, scene.actor)) return null;
  if (found !== null && found.command.withFiles !== true) {
    const said = await say(deps, found.command, found.rest, scene);
    const kept = await taker.receive({ files, text: '' }, scene, deps.tools);
    if (isRefusal(kept)) return said;
    return { ...said, outcome: besides(said.outcome, kept, files.length, taker.words[0]) };
  }
  const result = await taker.receive({ files, text: found?.rest ?? text }, scene, deps.tools);
  if (!isRefusal(result)) return { outcome: result, privateLine: null };
  return { outcome: answerOnly({ card: deps.manners.refusal(result, taker) }), privateLine: null };
}

/** One answer for both: what was said, with a line on the files. */
function besides(said: Outcome, kept: Outcome, count: number, word: string): Outcome {
  const line = `另收到 ${count} 张图片：发送「${word} 编号」归到线索作佐证。`;
  const { card, text } = said.answer;
  const answer: Answer = {
    ...said.answer,
    ...(card === undefined ? {} : { card: { ...card, body: [...card.body, { el: 'text', text: line }] } }),
    ...(text === undefined ? {} : { text: `${text}\n${line}` }),
  };
  return { changes: [...said.changes, ...kept.changes], answer, notices: [...said.notices, ...kept.notices] };
}

/** A bot menu entry stands for a command's id or word. */
export const handleMenu = (deps: MachineDeps, delivery: MenuDelivery): Promise<Handled> =>
  onRecord(deps, (watched) => menuIn(watched, delivery));

async function menuIn(deps: MachineDeps, delivery: MenuDelivery): Promise<Handled> {
  const cause = `event:${delivery.eventId}`;
  const scene = await sceneOf(deps, {
    openId: delivery.operatorId,
    audience: 'private',
    chatId: null,
    quoted: null,
    cause,
  });
  const command =
    deps.tools.commands.find((one) => one.id === delivery.menuKey) ??
    route(delivery.menuKey, deps.tools.commands)?.command;
  const actor = scene.actor?.id ?? null;
  if (command === undefined) {
    const answer = deps.manners.unknownWords(delivery.menuKey, scene, deps.tools.commands);
    return { outcome: answerOnly(answer), actor, cause, privateLine: null };
  }
  return { ...(await say(deps, command, '', scene)), actor, cause };
}

/** A pressed button: `say` runs the command as if typed; everything else is one of its own actions. */
export const handlePress = (deps: MachineDeps, delivery: PressDelivery): Promise<Handled> =>
  onRecord(deps, (watched) => pressIn(watched, delivery));

async function pressIn(deps: MachineDeps, delivery: PressDelivery): Promise<Handled> {
  const cause = `event:${delivery.eventId}`;
  const { press } = delivery;
  const seen = await deps.tools.store.ourMessage(delivery.messageId);
  const scene = await sceneOf(deps, {
    openId: delivery.operatorId,
    audience: seen?.audience ?? null,
    chatId: delivery.chatId,
    quoted: null,
    cause,
  });
  const actor = scene.actor?.id ?? null;
  const toastOnly = (text: string): Handled => ({
    outcome: answerOnly({ toast: { tone: 'warning', text } }),
    actor,
    cause,
    privateLine: null,
  });
  const command = press === null ? undefined : deps.tools.commands.find((one) => one.id === press.command);
  if (press === null || command === undefined)
    return toastOnly('这张卡片已经过期，请重新输入命令，例如「帮助」。');
  if (!mayUse(command, scene.actor)) {
    const refused = toastOnly(sayRefusal(notAllowed(command, scene)));
    return {
      ...refused,
      outcome: { ...refused.outcome, changes: denied(command, knownAction(command, press.action), scene) },
    };
  }
  if (press.action === 'say') {
    const handled = await say(deps, command, press.args['text'] ?? '', scene);
    return { ...handled, outcome: asFresh(handled.outcome), actor, cause };
  }
  // Own names only: `constructor` is not an action.
  const actions = command.press ?? {};
  const action = Object.hasOwn(actions, press.action) ? actions[press.action] : undefined;
  if (action === undefined) return toastOnly('这个按钮已经停用，请重新输入命令，例如「帮助」。');
  const result = await action({ args: press.args, form: delivery.form }, scene, deps.tools);
  if (isRefusal(result)) return toastOnly(sayRefusal(result));
  return { outcome: result, actor, cause, privateLine: null };
}

async function say(
  deps: MachineDeps,
  command: Command,
  text: string,
  asked: Scene,
): Promise<Omit<Handled, 'actor' | 'cause'>> {
  if (!mayUse(command, asked.actor)) {
    const card = deps.manners.refusal(notAllowed(command, asked), command);
    const outcome = { ...answerOnly({ card }), changes: denied(command, null, asked) };
    return { outcome, privateLine: null };
  }
  // What does not belong in a group is answered to the person alone, with one line in the group.
  const moved = asked.audience === 'group' && !command.inGroups;
  const scene: Scene = moved ? { ...asked, audience: 'private', chatUnit: undefined } : asked;
  const result = await command.say(text, scene, deps.tools);
  const privateLine = moved ? deps.manners.privately : null;
  if (isRefusal(result))
    return { outcome: answerOnly({ card: deps.manners.refusal(result, command) }), privateLine };
  return { outcome: result, privateLine };
}

/** Untrusted until it is one of the command's own. */
const knownAction = (command: Command, action: string): string | null =>
  Object.hasOwn(command.press ?? {}, action) ? action : null;

/** On record for people of the roster only: a stranger must not fill the books. */
const denied = (command: Command, action: string | null, { actor }: Scene): readonly Change[] =>
  actor === null ? [] : [{ subject: 'audit', fact: { type: 'audit.denied', command: command.id, action } }];

function notAllowed(command: Command, scene: Scene): Refusal {
  const word = command.words[0];
  if (scene.actor === null) {
    return {
      refused: true,
      because: `您还不在名册中，不能使用「${word}」`,
      next: '请发送「绑定 手机号」加入，或联系招商办管理员。',
    };
  }
  return {
    refused: true,
    because: `您的角色不能使用「${word}」`,
    next: '发送「帮助」查看您可以使用的命令；需要权限请联系管理员。',
  };
}

function asFresh(outcome: Outcome): Outcome {
  const { answer } = outcome;
  if (answer.card === undefined && answer.text === undefined) return outcome;
  const shown: Answer = { ...answer, fresh: true };
  return { ...outcome, answer: shown };
}
