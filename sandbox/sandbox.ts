// A Feishu of our own, in one process: the tenant, its people and chats, and the wire to one bot. This is the door for
// tests and the demo; it speaks only the wire format to the bot and knows nothing of it.
import { Tokens } from './api/tokens.ts';
import type { FieldInput } from './card/fields.ts';
import { Clock } from './clock.ts';
import { mountControl } from './control/mount.ts';
import { Deliverer, type DeliverySettings, documentedRetryDelaysMs, type EventDelivery } from './deliver.ts';
import { Faults } from './faults.ts';
import { type Ids, makeIds, type RandomHex, systemHex } from './ids.ts';
import type { JsonObject } from './json.ts';
import { documentedLimits, Limiter, type LimitSettings } from './limits.ts';
import { choose, type PressOptions, type PressResult, press } from './people/press.ts';
import { type SeenMessage, seenIn } from './people/seen.ts';
import * as talk from './people/talk.ts';
import { waitUntil } from './people/wait.ts';
import { type ChatInput, type PersonInput, Platform } from './platform.ts';
import { buildServer, type Listening, listen } from './server.ts';
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
import { WireLog } from './wire.ts';
import type { World } from './world.ts';

/** An entry of the bot's menu. */
export type MenuEntry = { readonly label: string; readonly eventKey: string };

/** How a sandbox is set up; everything has a default. */
export type SandboxOptions = {
  appId?: string;
  appSecret?: string;
  /** null = no encryption, no signature. */
  encryptKey?: string | null;
  verificationToken?: string;
  botName?: string;
  tenantKey?: string;
  webhookUrl?: string;
  /** Where callbacks go; default the webhookUrl. */
  cardUrl?: string;
  port?: number;
  now?: () => number;
  randomHex?: RandomHex;
  limits?: Partial<LimitSettings> | false;
  /** Unknown card properties are errors (default true). */
  strictCards?: boolean;
  pushAllGroupMessages?: boolean;
  deadlineMs?: number;
  retryDelaysMs?: readonly number[];
  retryKeepsTimestamp?: boolean;
  menu?: readonly MenuEntry[];
};

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

  get deliverer(): Deliverer {
    return this.world.deliverer;
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

function identityOf(options: SandboxOptions, ids: Ids): AppIdentity {
  return {
    appId: options.appId ?? `cli_${ids.hex(16)}`,
    appSecret: options.appSecret ?? ids.hex(32),
    name: options.botName ?? '招商助手',
    botOpenId: `ou_${ids.hex(32)}`,
    tenantKey: options.tenantKey ?? ids.hex(16),
  };
}

function settingsOf(options: SandboxOptions, ids: Ids): DeliverySettings {
  return {
    encryptKey: options.encryptKey === null ? undefined : (options.encryptKey ?? ids.hex(32)),
    verificationToken: options.verificationToken ?? ids.hex(32),
    webhookUrl: options.webhookUrl,
    cardUrl: options.cardUrl,
    deadlineMs: options.deadlineMs ?? 3000,
    challengeDeadlineMs: 1000,
    retryDelaysMs: options.retryDelaysMs ?? documentedRetryDelaysMs,
    retryKeepsTimestamp: options.retryKeepsTimestamp ?? false,
  };
}

/** Builds and starts a sandbox on a loopback port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new Clock(options.now);
  const ids = makeIds(options.randomHex ?? systemHex);
  const platform = new Platform(identityOf(options, ids), clock, ids);
  const wire = new WireLog();
  const limits = options.limits === false ? { enabled: false } : (options.limits ?? {});
  const world: World = {
    platform,
    clock,
    ids,
    wire,
    limiter: new Limiter(() => clock.now()),
    limits: { ...documentedLimits, ...limits },
    faults: new Faults(),
    tokens: new Tokens(clock, ids),
    deliverer: new Deliverer(platform.app, clock, ids, wire, settingsOf(options, ids)),
    updateTokens: new Map(),
    sentByUuid: new Map(),
    cardRules: { strict: options.strictCards ?? true },
    pushAllGroupMessages: options.pushAllGroupMessages ?? false,
  };
  const menu = options.menu ?? [];
  const server = buildServer(world, (app) => mountControl(app, world, menu));
  return new Sandbox(world, await listen(server, options.port ?? 0), menu);
}
