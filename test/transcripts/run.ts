/**
 * Plays a transcript in a city: each statement does or expects one thing; the first that fails says where, what was
 * wanted and what was seen. At the end the city's own verdict must be clean.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { PressResult, SandboxOptions, SeenMessage } from '../../sandbox/index.ts';
import { City } from '../harness/city.ts';
import { type CityPlan, smallCity } from '../harness/city-plan.ts';
import { verdictOf } from '../harness/city-verdict.ts';
import { pressOn, sayIn, sendPicture, sendThing } from './acts.ts';
import { type Act, fill, parseTranscript, type Statement } from './parse.ts';
import { bytesOfRows, fillIn, openSent, rowsFrom, type SheetAtHand, textOfSheet } from './tables.ts';
import { Watch } from './watch.ts';

/** Raised with the place, what was wanted and what was seen. */
export class TranscriptFailure extends Error {
  override readonly name = 'TranscriptFailure';
  /** The place in the transcript is what matters, not ours. */
  override readonly stack = '';
}

/** How long an answer may take, real ms. */
const ANSWER_MS_MAX = 8_000;
const QUIET_MS = 250;

interface Stage {
  readonly city: City;
  readonly watch: Watch;
  readonly names: Map<string, string>;
  readonly values: Map<string, string>;
  /** The chat of the last act. */
  chat: string;
  /** The typed message whose reply `<` waits for. */
  asked: string | null;
  pressed: readonly PressResult[];
  lastMessageOf: Map<string, string>;
  lastEvent: string | null;
  /** The workbook opened last. */
  sheet: SheetAtHand | null;
  /** Words of the last answer looked at, with the toast. */
  looked: string;
  /** When the latest presses were, real ms. */
  pressedAt: readonly number[];
}

export interface PlayOptions {
  readonly plan?: CityPlan;
  /** How the city's platform is set up. */
  readonly platform?: SandboxOptions;
  /** Opens a city that is served in another way than by this process. */
  readonly openCity?: (plan: CityPlan) => Promise<City>;
  /** What `$名` stands for from the beginning. */
  readonly values?: Readonly<Record<string, string>>;
  /** Does something of its own before somebody presses. */
  readonly beforePress?: (city: City) => Promise<void>;
  /** Looks at the city when all went well, before it closes. */
  readonly atEnd?: (city: City) => Promise<void>;
}

export async function playFile(path: string, options: PlayOptions = {}): Promise<void> {
  const file = basename(path);
  await play(parseTranscript(readFileSync(path, 'utf8'), file), file, options);
}

export async function play(
  statements: readonly Statement[],
  file: string,
  { plan = smallCity, platform = {}, openCity, values = {}, beforePress, atEnd }: PlayOptions = {},
): Promise<void> {
  const city = await (openCity?.(plan) ?? City.open(plan, platform));
  city.conversation = file;
  try {
    const stage: Stage = {
      city,
      watch: new Watch(city),
      names: new Map(),
      values: new Map(Object.entries(values)),
      chat: '',
      asked: null,
      pressed: [],
      lastMessageOf: new Map(),
      lastEvent: null,
      sheet: null,
      looked: '',
      pressedAt: [],
    };
    for (const [index, statement] of statements.entries()) {
      try {
        if (statement.act.do === 'press') await beforePress?.(city);
        show(`## ${file}:${statement.line} ${statement.source}`);
        await perform(stage, statement.act);
        refuseUnexpected(stage, statements[index + 1]?.act);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new TranscriptFailure(`${file}:${statement.line}  ${statement.source}\n${why}`);
      }
    }
    if (stage.asked !== null) await look(stage, []);
    const wrong = await verdictOf(city);
    if (wrong.length > 0) throw new TranscriptFailure(`${file} at the end:\n${wrong.join('\n')}`);
    await atEnd?.(city);
  } finally {
    await city.close();
  }
}

/** A press that the client or the wire refused must be expected (×). */
function refuseUnexpected(stage: Stage, next: Act | undefined): void {
  const failed = stage.pressed.find((result) => result.error !== undefined);
  if (failed?.error === undefined || next?.do === 'client') return;
  throw new Error(`the press failed: ${failed.error.code} ${failed.error.message}`);
}

const EXPECTING: ReadonlySet<Act['do']> = new Set(['answer', 'quiet']);

async function perform(stage: Stage, act: Act): Promise<void> {
  const { city, names, values, watch } = stage;
  const { sandbox } = city;
  // Whatever was typed gets an answer, looked at or not.
  if (stage.asked !== null && !EXPECTING.has(act.do)) await look(stage, []);
  switch (act.do) {
    case 'clock':
      return city.moveTo(act.when);
    case 'say': {
      begin(stage, act.group ?? act.who);
      const at =
        names.get(act.replyTo ?? '') ?? (act.replyTo === null ? undefined : watch.atHand(stage.chat));
      const said = await sayIn(city, act, fill(act.text, values), at);
      stage.asked = said.pushed && said.delivery?.state !== 'held' ? said.message.messageId : null;
      return after(stage, act.who, said.message.messageId, said.eventId);
    }
    case 'send': {
      begin(stage, act.who);
      const at = act.replyTo === undefined ? undefined : (names.get(act.replyTo) ?? watch.atHand(stage.chat));
      const said = await sendThing(city, act, at);
      stage.asked = said.message.messageId;
      return after(stage, act.who, said.message.messageId, said.eventId);
    }
    case 'table': {
      begin(stage, act.who);
      const at = act.replyTo === undefined ? undefined : (names.get(act.replyTo) ?? watch.atHand(stage.chat));
      const rows = act.rows === '' ? (stage.sheet?.rows ?? []) : rowsFrom(fill(act.rows, values));
      const bytes = await bytesOfRows(act.name, rows);
      const options = at === undefined ? {} : { replyTo: at };
      const said = await sandbox.sendFile(act.who, city.chat(act.who), act.name, bytes, options);
      stage.asked = said.message.messageId;
      return after(stage, act.who, said.message.messageId, said.eventId);
    }
    case 'fill': {
      if (stage.sheet === null) throw new Error('no table was opened');
      const cells = Object.entries(act.inputs).map(([name, value]) => [name, fill(String(value), values)]);
      return fillIn(stage.sheet, fill(act.row, values), Object.fromEntries(cells));
    }
    case 'picture': {
      begin(stage, act.who);
      const said = await sendPicture(city, act.who, act.name, fill(act.text, values));
      stage.asked = said.message.messageId;
      return after(stage, act.who, said.message.messageId, said.eventId);
    }
    case 'jobs':
      watch.begin();
      return city.runJobs();
    case 'settle':
      await sandbox.settle(QUIET_MS);
      return;
    case 'recall': {
      const message = stage.lastMessageOf.get(act.who);
      if (message === undefined) throw new Error(`${act.who} has said nothing`);
      begin(stage, act.who);
      await sandbox.recall(act.who, message);
      return;
    }
    case 'read': {
      begin(stage, act.who);
      stage.lastEvent = (await sandbox.readAll(act.who)).eventId;
      return;
    }
    case 'enter':
    case 'menu': {
      begin(stage, act.who);
      const pushed = await ('key' in act ? sandbox.menu(act.who, act.key) : sandbox.enterChat(act.who));
      stage.lastEvent = pushed.eventId;
      return;
    }
    case 'range':
      city.person(act.who).available = act.within;
      city.hadNoReach ||= !act.within;
      return;
    case 'move-bot':
      begin(stage, act.group);
      await (act.into
        ? sandbox.addBotToChat(city.chat(act.group), act.who)
        : sandbox.removeBotFromChat(city.chat(act.group), act.who));
      return;
    case 'press': {
      begin(stage, act.group ?? act.whose ?? act.who);
      await likeAPerson(stage);
      const named = act.card === null ? undefined : names.get(act.card);
      if (act.card !== null && named === undefined) throw new Error(`no card is remembered as ${act.card}`);
      const card = named ?? watch.atHand(stage.chat);
      if (card === undefined) throw new Error('there is no card to press on');
      stage.pressed = await pressOn(city, act, card, values);
      watch.pressed = card;
      stage.looked = [...stage.pressed.map((one) => one.toast?.content ?? ''), watch.textOf(card)].join('\n');
      show(stage.looked);
      return;
    }
    case 'hold':
      sandbox.deliverer.hold();
      return;
    case 'release':
    case 'release-reversed':
      watch.begin();
      await sandbox.deliverer.release((held) => (act.do === 'release' ? held : [...held].reverse()));
      return;
    case 'redeliver':
    case 'redeliver-as-new':
      if (stage.lastEvent === null) throw new Error('nothing was pushed yet');
      watch.begin();
      await sandbox.redeliver(stage.lastEvent, { asNew: act.do === 'redeliver-as-new' });
      return;
    default:
      return expectation(stage, act);
  }
}

async function expectation(stage: Stage, act: Act): Promise<void> {
  const { city, watch, values } = stage;
  switch (act.do) {
    case 'answer':
      return look(stage, act.parts);
    case 'received': {
      const parts = act.parts.map((part) => fill(part, values));
      stage.chat = city.chat(act.who).chatId;
      const seen = await watch.received(stage.chat, parts, ANSWER_MS_MAX);
      return contains(stage, seen.text, parts, seen);
    }
    case 'open': {
      stage.chat = city.chat(act.who).chatId;
      const seen = await watch.received(stage.chat, ['[文件]', fill(act.name, values)], ANSWER_MS_MAX);
      stage.sheet = await openSent(city, seen.content);
      return contains(stage, textOfSheet(stage.sheet), act.parts, null);
    }
    case 'toast': {
      const text = stage.pressed.map((result) => result.toast?.content ?? '').join('\n');
      return contains(stage, text, act.parts, null);
    }
    case 'client': {
      const text = stage.pressed
        .map(({ error }) => `${error?.code ?? ''} ${error?.message ?? ''}`)
        .join('\n');
      contains(stage, text, act.parts, null);
      stage.pressed = [];
      return;
    }
    case 'absent': {
      const there = act.parts.filter((part) => stage.looked.includes(fill(part, values)));
      if (there.length > 0)
        throw new Error(`must not show: ${there.join(' · ')}\nsaw:\n${indent(stage.looked)}`);
      return;
    }
    case 'never-seen':
      return neverSeen(stage, act.who, act.parts);
    case 'quiet': {
      await city.sandbox.settle(QUIET_MS);
      const sent = watch.sinceBegin();
      if (sent.length > 0) throw new Error(`silence was expected, but:\n${sent.map(quote).join('\n')}`);
      return;
    }
    case 'remember': {
      const card = watch.atHand(stage.chat);
      if (card === undefined) throw new Error('there is no card to remember');
      stage.names.set(act.name, card);
      return;
    }
    case 'capture': {
      const found = new RegExp(`${act.prefix}[\\w-]*`).exec(stage.looked)?.[0];
      if (found === undefined) throw new Error(`no ${act.prefix}… in:\n${indent(stage.looked)}`);
      stage.values.set(act.name, found);
      return;
    }
    default:
      throw new Error(`not an expectation: ${act.do}`);
  }
}

/** Nobody presses more than four times a second, and a chat takes no more changes than five. */
async function likeAPerson(stage: Stage): Promise<void> {
  const [oldest] = stage.pressedAt.slice(-4);
  const waitMs = stage.pressedAt.length < 4 || oldest === undefined ? 0 : oldest + 1_100 - Date.now();
  if (waitMs > 0) await setTimeout(waitMs);
  stage.pressedAt = [...stage.pressedAt.slice(-3), Date.now()];
}

async function look(stage: Stage, parts: readonly string[]): Promise<void> {
  const seen = await stage.watch.answer(stage.chat, stage.asked, ANSWER_MS_MAX);
  stage.asked = null;
  contains(stage, seen.text, parts, seen);
}

function begin(stage: Stage, chat: string): void {
  stage.chat = stage.city.chat(chat).chatId;
  stage.asked = null;
  stage.pressed = [];
  stage.watch.begin();
}

function after(stage: Stage, who: string, message: string, eventId: string | undefined): void {
  stage.lastMessageOf.set(who, message);
  stage.lastEvent = eventId ?? stage.lastEvent;
}

function contains(stage: Stage, text: string, wanted: readonly string[], seen: SeenMessage | null): void {
  const missing = wanted.map((part) => fill(part, stage.values)).filter((part) => !text.includes(part));
  const toast = stage.pressed.map((result) => result.toast?.content ?? '').join('\n');
  stage.looked = seen === null ? text : `${text}\n${toast}`;
  show(stage.looked);
  if (missing.length === 0) return;
  const also = seen === null || toast === '' ? '' : `\ntoast: ${toast}`;
  throw new Error(
    `missing: ${missing.join(' · ')}\nsaw:\n${indent(text === '' ? '(nothing)' : text)}${also}`,
  );
}

/** Nothing shown in this person's private chat, or in a group they are in, ever held the words. */
function neverSeen({ city, values }: Stage, who: string, parts: readonly string[]): void {
  const { openId } = city.person(who);
  const theirs = new Set(
    [...city.sandbox.world.platform.chats.values()]
      .filter((chat) => chat.memberIds.includes(openId))
      .map((chat) => chat.chatId),
  );
  const raw = city.shown.filter((shown) => theirs.has(shown.chatId)).map((shown) => shown.raw);
  if (raw.length === 0) throw new Error(`${who} has been shown nothing at all`);
  const there = parts.filter((part) => raw.some((text) => text.includes(fill(part, values))));
  if (there.length > 0) throw new Error(`${who} was shown: ${there.join(' · ')}`);
}

/** `CHAT_SHOW=file` keeps what was seen, for whoever writes transcripts. */
function show(text: string): void {
  const path = process.env['CHAT_SHOW'];
  if (path !== undefined) appendFileSync(path, `${text}\n`);
}

const indent = (text: string): string => text.replace(/^/gm, '    ').slice(0, 4_000);
const quote = (seen: SeenMessage): string => indent(`[${seen.chatId}] ${seen.text}`);
