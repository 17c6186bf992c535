/**
 * Plays a transcript (`test/transcripts/*.chat`) in a town. What the transcript expects is looked for when all has come
 * to rest, so that the same play holds while something breaks; what is not looked for here is in the digest.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type SeenMessage, seenIn, seenMessage } from '../../../sandbox/people/seen.ts';
import { enterChat, pressMenu, readAll, recall, say, sendAs } from '../../../sandbox/people/talk.ts';
import { type Act, fill, parseTranscript, type Statement } from '../../transcripts/parse.ts';
import type { Town } from './town.ts';

/** What a town cannot play: files, workbooks, looking at somebody else's card. */
export class NotPlayable extends Error {
  override readonly name = 'NotPlayable';
}

export function readScript(name: string): readonly Statement[] {
  const path = fileURLToPath(new URL(`../../transcripts/${name}.chat`, import.meta.url));
  return parseTranscript(readFileSync(path, 'utf8'), `${name}.chat`);
}

/** How long a fault may take to be got over, ms of the town's time. */
const REST_MS = 25 * 60_000;

interface Stage {
  readonly town: Town;
  readonly names: Map<string, string>;
  readonly values: Map<string, string>;
  readonly atHand: Map<string, string>;
  readonly lastOf: Map<string, string>;
  chat: string;
  asked: string | null;
  pressed: string | null;
  looked: string;
  before: ReadonlySet<string>;
  taken: Set<string>;
  /** The last press had to be repeated: the toast may be another. */
  isRepeated: boolean;
}

/** Plays all of it; throws with the line that failed. */
export async function playScript(town: Town, statements: readonly Statement[], file: string): Promise<void> {
  const stage: Stage = {
    town,
    names: new Map(),
    values: new Map(),
    atHand: new Map(),
    lastOf: new Map(),
    chat: '',
    asked: null,
    pressed: null,
    looked: '',
    before: new Set(),
    taken: new Set(),
    isRepeated: false,
  };
  for (const { line, source, act } of statements) {
    try {
      await perform(stage, act);
    } catch (error) {
      if (error instanceof NotPlayable) throw error;
      throw new Error(`${file}:${line} ${source}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await town.quiesce(REST_MS);
}

async function perform(stage: Stage, act: Act): Promise<void> {
  const { town, values } = stage;
  const { world } = town.feishu;
  // Whatever was typed gets an answer, looked at or not: its card is then at hand.
  if (stage.asked !== null && act.do !== 'answer' && act.do !== 'quiet') lookAtAnswer(stage);
  switch (act.do) {
    case 'clock':
      return town.moveTo(act.when);
    case 'say': {
      begin(stage, act.group ?? act.who);
      const at = act.replyTo === null ? undefined : (stage.names.get(act.replyTo) ?? cardAtHand(stage));
      const options = { mention: act.mention, ...(at === undefined ? {} : { replyTo: at }) };
      const chat = town.chat(act.group ?? act.who);
      const text = fill(act.text, values);
      const content = { title: '', content: text.split('\n').map((line) => [{ tag: 'text', text: line }]) };
      const said = await (act.rich
        ? sendAs(world, act.who, chat, 'post', content, options)
        : say(world, act.who, chat, text, options));
      stage.asked = said.message.messageId;
      stage.lastOf.set(act.who, said.message.messageId);
      return town.quiesce(REST_MS);
    }
    case 'press':
      return pressOn(stage, act);
    case 'jobs':
      begin(stage, null);
      await town.tick();
      // The scheduler looks again within seconds.
      await town.tick();
      return town.quiesce(REST_MS);
    case 'settle':
      return town.quiesce(REST_MS);
    case 'recall': {
      begin(stage, act.who);
      await recall(world, act.who, stage.lastOf.get(act.who) ?? '');
      return town.quiesce(REST_MS);
    }
    case 'read':
    case 'enter':
    case 'menu':
      begin(stage, act.who);
      await ('key' in act
        ? pressMenu(world, act.who, act.key)
        : act.do === 'read'
          ? readAll(world, act.who)
          : enterChat(world, act.who));
      return town.quiesce(REST_MS);
    case 'hold':
      return town.feishu.hold();
    case 'release':
    case 'release-reversed':
      await town.feishu.release((held) => (act.do === 'release' ? held : held.toReversed()));
      return town.quiesce(REST_MS);
    case 'redeliver':
    case 'redeliver-as-new': {
      const last = town.feishu.pushes.at(-1);
      if (last !== undefined) await town.feishu.again(last, act.do === 'redeliver-as-new');
      return town.quiesce(REST_MS);
    }
    default:
      return expectation(stage, act);
  }
}

async function pressOn(stage: Stage, act: Extract<Act, { do: 'press' }>): Promise<void> {
  const { town, values } = stage;
  begin(stage, act.group ?? act.whose ?? act.who);
  const card = act.card === null ? cardAtHand(stage) : stage.names.get(act.card);
  if (card === undefined) throw new Error('no card to press on');
  const inputs = Object.fromEntries(
    Object.entries(act.inputs).map(([name, input]) => {
      if (typeof input !== 'string') throw new NotPlayable('several choices');
      return [name, fill(input, values)];
    }),
  );
  const button = fill(act.button, values);
  const twin = act.twice ? town.feishu.press(act.who, card, button, inputs) : null;
  const pressed = await town.press(act.who, card, button, inputs);
  const second = twin === null ? '' : (await twin).toast;
  await town.quiesce(REST_MS);
  stage.pressed = card;
  stage.isRepeated = pressed.again > 0;
  stage.looked = [pressed.toast, second, pressed.refused ?? '', textOf(stage, card)].join('\n');
}

function expectation(stage: Stage, act: Act): void {
  const { town, values } = stage;
  const { platform } = town.feishu.world;
  switch (act.do) {
    case 'answer': {
      const news = seenIn(platform, stage.chat).filter((seen) => seen.fromBot && isNew(stage, seen));
      const found =
        (stage.asked === null ? undefined : news.find((seen) => seen.parentId === stage.asked)) ??
        news.find((seen) => seen.messageId === stage.pressed) ??
        news[0];
      if (found === undefined) {
        if (stage.isRepeated) return;
        throw new Error('no answer came');
      }
      take(stage, found);
      stage.asked = null;
      contains(stage, found.text, act.parts);
      return;
    }
    case 'received': {
      const chat = town.chat(act.who);
      stage.chat = chat.chatId;
      const parts = act.parts.map((part) => fill(part, values));
      const all = seenIn(platform, chat).filter((seen) => seen.fromBot && !stage.taken.has(stateOf(seen)));
      const found = all.find((seen) => parts.every((part) => seen.text.includes(part)));
      if (found === undefined) throw new Error(`never received: ${parts.join(' · ')}`);
      take(stage, found);
      stage.looked = found.text;
      return;
    }
    case 'toast':
      if (!stage.isRepeated) contains(stage, stage.looked, act.parts);
      return;
    case 'remember': {
      const card = cardAtHand(stage);
      if (card === undefined) throw new Error('no card to remember');
      stage.names.set(act.name, card);
      return;
    }
    case 'capture': {
      const pattern = new RegExp(`${act.prefix}[\\w-]*`);
      const found = (pattern.exec(stage.looked) ??
        (stage.isRepeated ? pattern.exec(latest(stage)) : null))?.[0];
      if (found === undefined) throw new Error(`no ${act.prefix}… in ${stage.looked.slice(0, 300)}`);
      stage.values.set(act.name, found);
      return;
    }
    case 'client':
    case 'absent':
    case 'never-seen':
    case 'quiet':
      return;
    default:
      throw new NotPlayable(act.do);
  }
}

function lookAtAnswer(stage: Stage): void {
  const { asked } = stage;
  stage.asked = null;
  const found = seenIn(stage.town.feishu.world.platform, stage.chat).find((seen) => seen.parentId === asked);
  if (found !== undefined) take(stage, found);
}

function begin(stage: Stage, chat: string | null): void {
  const { platform } = stage.town.feishu.world;
  if (chat !== null) stage.chat = stage.town.chat(chat).chatId;
  stage.asked = null;
  stage.pressed = null;
  stage.isRepeated = false;
  stage.before = new Set([...platform.chats.values()].flatMap((one) => seenIn(platform, one).map(stateOf)));
}

const stateOf = (seen: SeenMessage): string => `${seen.messageId}\n${JSON.stringify(seen.content)}`;
const isNew = (stage: Stage, seen: SeenMessage): boolean =>
  !stage.before.has(stateOf(seen)) && !stage.taken.has(stateOf(seen));

function take(stage: Stage, seen: SeenMessage): void {
  stage.taken.add(stateOf(seen));
  stage.looked = `${seen.text}\n${stage.looked}`;
  if (seen.type === 'interactive') stage.atHand.set(seen.chatId, seen.messageId);
}

function cardAtHand(stage: Stage): string | undefined {
  const { platform } = stage.town.feishu.world;
  return (
    stage.atHand.get(stage.chat) ??
    seenIn(platform, stage.chat)
      .filter((seen) => seen.fromBot)
      .at(-1)?.messageId
  );
}

/** Everything the assistant showed, newest first: where the number stands when the card itself was never brought up to date. */
const latest = (stage: Stage): string => {
  const { platform } = stage.town.feishu.world;
  const all = [...platform.chats.values()]
    .flatMap((chat) => seenIn(platform, chat))
    .filter((seen) => seen.fromBot);
  return all
    .sort((a, b) => b.createdAt - a.createdAt)
    .map((seen) => seen.text)
    .join('\n');
};

const textOf = (stage: Stage, messageId: string): string => {
  const { platform } = stage.town.feishu.world;
  return seenMessage(platform, platform.message(messageId)).text;
};

function contains(stage: Stage, text: string, parts: readonly string[]): void {
  const missing = parts.map((part) => fill(part, stage.values)).filter((part) => !text.includes(part));
  if (missing.length > 0) throw new Error(`missing ${missing.join(' · ')} in:\n${text.slice(0, 600)}`);
}
