// A Feishu of our own, in one process: the tenant, its people and chats, and the wire to one bot. This is the door for
// tests and the demo; it speaks only the wire format to the bot and knows nothing of it.

import type { FieldInput } from './card/fields.ts';
import type { Finding } from './card/rules.ts';
import type { Clock } from './clock.ts';
import type { Deliverer, EventDelivery } from './deliver.ts';
import type { Faults } from './faults.ts';
import type { JsonObject } from './json.ts';
import { choose, type PressOptions, type PressResult, press } from './people/press.ts';
import { type SeenMessage, seenIn } from './people/seen.ts';
import * as talk from './people/talk.ts';
import { untilQuiet, waitUntil } from './people/wait.ts';
import type { ChatInput, PersonInput } from './platform.ts';
import type { Listening } from './server.ts';
import type { SocketHub } from './socket.ts';
import type {
  AppIdentity,
  Chat,
  ChatRef,
  Department,
  DepartmentInput,
  MessageRef,
  Person,
  PersonRef,
} from './types.ts';
import type { WireLog } from './wire.ts';
import type { World } from './world.ts';

/** An entry of the bot's menu. */
export type MenuEntry = { readonly label: string; readonly eventKey: string };

/** A running sandbox. */
export class Sandbox {
  readonly world: World;
  readonly app: AppIdentity;
  readonly menuEntries: readonly MenuEntry[];
  readonly #listening: Listening;

  constructor(world: World, listening: Listening, menuEntries: readonly MenuEntry[]) {
    this.world = world;
    this.app = world.platform.app;
    this.menuEntries = menuEntries;
    this.#listening = listening;
  }

  get port(): number {
    return this.#listening.port;
  }

  /** FEISHU_BASE_URL for the bot; the chat page is here too. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get wire(): WireLog {
    return this.world.wire;
  }

  get faults(): Faults {
    return this.world.faults;
  }

  get clock(): Clock {
    return this.world.clock;
  }

  /** The long connections of the bot. */
  get socket(): SocketHub {
    if (this.world.socket === undefined) throw new Error('this world offers no long connection');
    return this.world.socket;
  }

  get deliverer(): Deliverer {
    return this.world.deliverer;
  }

  /** What was odd, though not refused, about the bot's cards so far. */
  get cardWarnings(): readonly Finding[] {
    return this.world.cardWarnings;
  }

  /** What the bot needs to know, as the environment it reads. */
  env(): Record<string, string> {
    const { encryptKey, verificationToken } = this.deliverer.settings;
    return {
      FEISHU_APP_ID: this.app.appId,
      FEISHU_APP_SECRET: this.app.appSecret,
      ...(encryptKey === undefined ? {} : { FEISHU_ENCRYPT_KEY: encryptKey }),
      FEISHU_VERIFICATION_TOKEN: verificationToken,
      FEISHU_BASE_URL: this.baseUrl,
    };
  }

  /** Sets the request URLs, as the console would. */
  setWebhook(webhookUrl: string, cardUrl = webhookUrl): void {
    this.deliverer.settings.webhookUrl = webhookUrl;
    this.deliverer.settings.cardUrl = cardUrl;
  }

  /** Sends the url_verification challenge. */
  challenge(url?: string) {
    return this.deliverer.challenge(url);
  }

  addPerson(name: string, input?: PersonInput): Person {
    return this.world.platform.addPerson(name, input);
  }

  addDepartment(input: DepartmentInput): Department {
    return this.world.platform.addDepartment(input);
  }

  addChat(name: string, members: readonly PersonRef[], input?: ChatInput): Chat {
    return this.world.platform.addChat(name, members, input);
  }

  privateChat(person: PersonRef): Chat {
    return this.world.platform.privateChat(person);
  }

  /** Says a text; resolves after the bot's first answer to the push. */
  say(person: PersonRef, chat: ChatRef, text: string, options?: talk.SayOptions): Promise<talk.Said> {
    return talk.say(this.world, person, chat, text, options);
  }

  /** Sends a message of any type with its received-content JSON (post, audio, sticker, merge_forward …). */
  sendAs(person: PersonRef, chat: ChatRef, msgType: string, content: JsonObject, options?: talk.SayOptions) {
    return talk.sendAs(this.world, person, chat, msgType, content, options);
  }

  sendPost(
    person: PersonRef,
    chat: ChatRef,
    post: { title: string; content: JsonObject[][] },
    options?: talk.SayOptions,
  ) {
    return talk.sendAs(this.world, person, chat, 'post', post, options);
  }

  sendImage(person: PersonRef, chat: ChatRef, bytes: Uint8Array, options?: talk.SayOptions) {
    return talk.sendUpload(this.world, person, chat, { kind: 'image', name: 'image.png', bytes }, options);
  }

  sendFile(person: PersonRef, chat: ChatRef, name: string, bytes: Uint8Array, options?: talk.SayOptions) {
    return talk.sendUpload(this.world, person, chat, { kind: 'file', name, bytes }, options);
  }

  recall(person: PersonRef, message: MessageRef) {
    return talk.recall(this.world, person, message);
  }

  enterChat(person: PersonRef): Promise<EventDelivery> {
    return talk.enterChat(this.world, person);
  }

  /** Opens the private chat and reads all of the bot's messages in it. */
  readAll(person: PersonRef): Promise<EventDelivery> {
    return talk.readAll(this.world, person);
  }

  menu(person: PersonRef, eventKey: string): Promise<EventDelivery> {
    return talk.pressMenu(this.world, person, eventKey);
  }

  addBotToChat(chat: ChatRef, operator: PersonRef): Promise<EventDelivery> {
    return talk.moveBot(this.world, chat, operator, true);
  }

  removeBotFromChat(chat: ChatRef, operator: PersonRef): Promise<EventDelivery> {
    return talk.moveBot(this.world, chat, operator, false);
  }

  resign(person: PersonRef): Promise<EventDelivery> {
    return talk.resign(this.world, person);
  }

  /** Pushes any event, known or not. */
  pushEvent(type: string, event: JsonObject, eventId?: string): Promise<EventDelivery> {
    return this.deliverer.event(type, event, eventId);
  }

  /** Pushes an event again: the same bytes, or (asNew) the same content under a new event_id. */
  redeliver(eventId: string, options: { asNew?: boolean } = {}): Promise<EventDelivery> {
    return this.deliverer.redeliver(eventId, options.asNew === true);
  }

  /** Messages of a chat, oldest first. */
  messages(chat: ChatRef): SeenMessage[] {
    return seenIn(this.world.platform, chat);
  }

  /** The bot's messages in a chat. */
  botMessages(chat: ChatRef): SeenMessage[] {
    return this.messages(chat).filter((message) => message.fromBot);
  }

  /** Waits until the chat's messages satisfy the predicate; throws with what is there after `timeoutMs` of real time. */
  waitForMessages(
    chat: ChatRef,
    predicate: (messages: readonly SeenMessage[]) => boolean,
    timeoutMs = 5000,
  ): Promise<readonly SeenMessage[]> {
    return waitUntil(this.world.platform, chat, predicate, timeoutMs);
  }

  /** The chat as lines "name: words", for transcripts. */
  transcript(chat: ChatRef): string {
    const line = (seen: SeenMessage) => `${seen.fromName}: ${seen.recalled ? '（已撤回）' : seen.text}`;
    return this.messages(chat).map(line).join('\n');
  }

  /** Waits until nothing has moved, in any chat or on the wire, for `quietMs` of real time. */
  settle(quietMs = 200, timeoutMs = 10_000): Promise<void> {
    return untilQuiet(
      [(look) => this.world.platform.watch(look), (look) => this.wire.watch(look)],
      quietMs,
      timeoutMs,
    );
  }

  /** Says a text and waits for the bot's reply to it. */
  async ask(
    person: PersonRef,
    chat: ChatRef,
    text: string,
    options: talk.SayOptions & { timeoutMs?: number } = {},
  ) {
    const said = await this.say(person, chat, text, options);
    return this.replyTo(said.message, options.timeoutMs);
  }

  /** Waits for the bot's first reply to a message. */
  async replyTo(message: MessageRef, timeoutMs = 5000): Promise<SeenMessage> {
    const { messageId, chatId } = this.world.platform.message(message);
    const isReply = (seen: SeenMessage) => seen.fromBot && seen.parentId === messageId;
    const all = await this.waitForMessages(chatId, (messages) => messages.some(isReply), timeoutMs);
    const found = all.find(isReply);
    if (found === undefined) throw new Error('the reply vanished');
    return found;
  }

  /** Presses a button by its words or name; form inputs by label or name. */
  press(
    person: PersonRef,
    message: MessageRef,
    button: string,
    inputs?: Readonly<Record<string, FieldInput>>,
    options?: PressOptions,
  ): Promise<PressResult> {
    return press(this.world, person, message, button, inputs, options);
  }

  /** Chooses, types or ticks in a component outside a form. */
  choose(person: PersonRef, message: MessageRef, field: string, input: FieldInput): Promise<PressResult> {
    return choose(this.world, person, message, field, input);
  }

  /** Moves the clock forward, running due retries on the way. */
  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Stops serving and forgets pending retries. */
  async close(): Promise<void> {
    this.clock.close();
    await this.#listening.close();
  }
}
