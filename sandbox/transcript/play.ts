// Playing a transcript in a living sandbox, one line at a time, by whoever watches. Each line says whether it held.
import { moveClock } from '../moving.ts';
import { press } from '../people/press.ts';
import { type SeenMessage, seenIn } from '../people/seen.ts';
import * as talk from '../people/talk.ts';
import { waitUntil } from '../people/wait.ts';
import type { Chat } from '../types.ts';
import type { World } from '../world.ts';
import type { Line, Step } from './read.ts';

const answerMsMax = 6000;

/** What became of a line. */
export type Outcome = {
  readonly number: number;
  readonly held: boolean;
  readonly words: string;
  /** Where the page should look: the person and the chat of the line. */
  readonly person: string | undefined;
  readonly chat: string | undefined;
};

/** A transcript being played. */
export class Player {
  readonly lines: readonly Line[];
  readonly #world: World;
  readonly #cards = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #taken = new Set<string>();
  #next = 0;
  #chat: Chat | undefined;
  #person: string | undefined;
  #asked: string | undefined;
  #card: string | undefined;
  #toast = '';
  #refused = '';
  #looked = '';

  constructor(world: World, lines: readonly Line[]) {
    this.#world = world;
    this.lines = lines;
  }

  /** Index of the line to be played next. */
  get next(): number {
    return this.#next;
  }

  /** Plays one line; undefined at the end. */
  async step(): Promise<Outcome | undefined> {
    const line = this.lines[this.#next];
    if (line === undefined) return undefined;
    this.#next += 1;
    let words = '';
    let held = true;
    try {
      words = (await this.#perform(line.step)) ?? '';
    } catch (error) {
      held = false;
      words = error instanceof Error ? error.message : String(error);
    }
    return { number: line.number, held, words, person: this.#person, chat: this.#chat?.chatId };
  }

  #fill(text: string): string {
    const names = [...this.#values.keys()].sort((a, b) => b.length - a.length);
    return names.reduce((done, name) => done.replaceAll(`$${name}`, this.#values.get(name) ?? ''), text);
  }

  #begin(who: string, group: string): { openId: string; chat: Chat } {
    const { platform } = this.#world;
    const { openId } = platform.person(who);
    const chat = group === '' ? platform.privateChat(openId) : platform.chat(group);
    for (const seen of this.#bots()) this.#taken.add(keyOf(seen));
    this.#chat = chat;
    this.#person = openId;
    this.#asked = undefined;
    this.#toast = '';
    this.#refused = '';
    return { openId, chat };
  }

  #bots(): SeenMessage[] {
    const { platform } = this.#world;
    return [...platform.chats.values()].flatMap((chat) =>
      seenIn(platform, chat).filter((seen) => seen.fromBot),
    );
  }

  async #perform(step: Step): Promise<string | undefined> {
    const world = this.#world;
    switch (step.do) {
      case 'say': {
        const { openId, chat } = this.#begin(step.who, step.group);
        const card = step.replyTo === undefined ? undefined : (this.#cards.get(step.replyTo) ?? this.#card);
        const said = await talk.say(world, openId, chat, this.#fill(step.text), {
          mention: step.atBot,
          ...(card === undefined ? {} : { replyTo: card }),
        });
        this.#asked = said.pushed ? said.message.messageId : undefined;
        return;
      }
      case 'press': {
        const card = this.#cards.get(step.card) ?? this.#card;
        if (card === undefined) throw new Error('手边没有卡片');
        const { openId } = this.#begin(step.who, step.group);
        const inputs = Object.fromEntries(
          Object.entries(step.inputs).map(([key, value]) => [
            key,
            typeof value === 'string' ? this.#fill(value) : value,
          ]),
        );
        const result = await press(world, openId, card, this.#fill(step.button), inputs);
        this.#card = card;
        this.#toast = result.toast?.content ?? '';
        this.#refused = result.error === undefined ? '' : `${result.error.code} ${result.error.message}`;
        return this.#toast || this.#refused;
      }
      case 'clock':
        await moveClock(world, Date.parse(`${step.when.replace(' ', 'T')}:00+08:00`));
        return;
      case 'jobs':
        await world.lab.moved?.(world.clock.now());
        return;
      case 'enter':
        await talk.enterChat(world, this.#begin(step.who, '').openId);
        return;
      case 'read':
        await talk.readAll(world, this.#begin(step.who, '').openId);
        return;
      case 'menu':
        await talk.pressMenu(world, this.#begin(step.who, '').openId, step.key);
        return;
      case 'move-bot': {
        const { openId, chat } = this.#begin(step.who, step.group);
        await talk.moveBot(world, chat, openId, step.into);
        return;
      }
      case 'hold':
        world.deliverer.hold();
        return;
      case 'release':
      case 'release-reversed':
        await world.deliverer.release((held) => (step.do === 'release' ? held : [...held].reverse()));
        return;
      case 'redeliver':
      case 'redeliver-as-new': {
        const last = world.deliverer
          .all()
          .findLast((delivery) => delivery.type.startsWith('im.message.receive'));
        if (last === undefined) throw new Error('还没有推送过');
        await world.deliverer.redeliver(last.eventId, step.do === 'redeliver-as-new');
        return;
      }
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, 300));
        return;
      case 'recall':
        return '撤回请在页面上做';
      case 'skip':
        return step.why;
      default:
        return this.#expect(step);
    }
  }

  async #expect(step: Step): Promise<string | undefined> {
    switch (step.do) {
      case 'answer':
        return this.#look(this.#chat, step.parts, (seen) =>
          this.#asked === undefined
            ? seen.messageId === this.#card || !this.#taken.has(keyOf(seen))
            : seen.parentId === this.#asked,
        );
      case 'received': {
        const { platform } = this.#world;
        const group = [...platform.chats.values()].find(
          (chat) => chat.mode === 'group' && chat.name === step.who,
        );
        this.#chat = group ?? platform.privateChat(step.who);
        if (group === undefined) this.#person = platform.person(step.who).openId;
        return this.#look(this.#chat, step.parts, (seen) =>
          step.parts.every((part) => seen.text.includes(this.#fill(part))),
        );
      }
      case 'toast':
        return this.#contains(this.#toast, step.parts);
      case 'client':
        return this.#contains(this.#refused, step.parts);
      case 'absent': {
        const there = step.parts.filter((part) => this.#looked.includes(this.#fill(part)));
        if (there.length > 0) throw new Error(`不该出现：${there.join(' · ')}`);
        return;
      }
      case 'remember':
        if (this.#card === undefined) throw new Error('手边没有卡片');
        this.#cards.set(step.name, this.#card);
        return;
      case 'capture': {
        const found = new RegExp(`${step.prefix.replace(/[^\w-]/g, '')}[\\w-]*`).exec(this.#looked)?.[0];
        if (found === undefined) throw new Error(`上一个回答里没有 ${step.prefix}…`);
        this.#values.set(step.name, found);
        return found;
      }
      default:
        return;
    }
  }

  async #look(
    chat: Chat | undefined,
    parts: readonly string[],
    fits: (seen: SeenMessage) => boolean,
  ): Promise<string> {
    if (chat === undefined) throw new Error('还没有人说话');
    const wanted = (seen: SeenMessage) => seen.fromBot && !seen.recalled && fits(seen);
    const all = await waitUntil(this.#world.platform, chat, (messages) => messages.some(wanted), answerMsMax);
    const found = all.find((seen) => wanted(seen) && seen.messageId === this.#card) ?? all.findLast(wanted);
    if (found === undefined) throw new Error('没有回答');
    this.#taken.add(keyOf(found));
    if (found.type === 'interactive') this.#card = found.messageId;
    this.#asked = undefined;
    this.#looked = found.text;
    return this.#contains(found.text, parts);
  }

  #contains(text: string, parts: readonly string[]): string {
    const missing = parts.map((part) => this.#fill(part)).filter((part) => !text.includes(part));
    if (missing.length > 0) throw new Error(`缺：${missing.join(' · ')}；看到：${text.slice(0, 200)}`);
    return '';
  }
}

const keyOf = (seen: SeenMessage): string => `${seen.messageId}/${seen.updatedAt}/${seen.text.length}`;
