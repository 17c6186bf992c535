/**
 * Our own Feishu without sockets: the sandbox's platform, limits and API on a clock of the test's, so that a month
 * passes in a second and the same seed does the same things. Pushes and presses are made as the sandbox makes them.
 */

import { updateCard } from '../../../sandbox/api/messages.ts';
import { ApiRefusal } from '../../../sandbox/api/refusal.ts';
import { collectForm, type FieldInput, fieldsOf, findField } from '../../../sandbox/card/fields.ts';
import type { EventDelivery } from '../../../sandbox/deliver.ts';
import { envelopeOf, pushHeaders, sealBody } from '../../../sandbox/envelope.ts';
import type { FaultKind } from '../../../sandbox/faults.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import {
  arrayAt,
  compact,
  isObject,
  type JsonObject,
  objectAt,
  parseJson,
  textAt,
} from '../../../sandbox/json.ts';
import { cardOf, findButton } from '../../../sandbox/people/press.ts';
import { buildServer } from '../../../sandbox/server.ts';
import type { World } from '../../../sandbox/world.ts';
import type { Random } from '../lib/random.ts';

export const BASE_URL = 'http://feishu.test';
const WEBHOOK = 'http://bot.test/webhook/event';

/** In answer to a push: the status, or that the connection broke. */
export type Knock = (request: Request) => Promise<Response | 'reset'>;

export interface Pressed {
  readonly status: number | null;
  readonly toast: string;
  /** The client itself refused, with its words. */
  readonly refused: string | null;
}

/** Feishu's own retries, ms. */
const RETRIES_MS = [15_000, 300_000, 3_600_000, 21_600_000] as const;

export interface Push {
  readonly eventId: string;
  readonly type: string;
  readonly event: JsonObject;
  readonly createdAt: number;
  attempts: number;
  state: 'waiting' | 'acknowledged' | 'given-up';
  nextAt: number;
  statuses: (number | 'reset')[];
}

export class Feishu {
  readonly world: World;
  readonly pushes: Push[] = [];
  readonly #sandbox: Sandbox;
  readonly #serve: ReturnType<typeof buildServer>;
  #knock: Knock = async () => 'reset';
  #held: Push[] | null = null;

  private constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.world = sandbox.world;
    // Talk pushes through this; there are no sockets here, so the same is done in this process.
    const event = (type: string, body: JsonObject) => this.#event(type, body);
    Object.assign(this.world.deliverer, { event });
    this.#serve = buildServer(this.world, () => undefined);
  }

  /** @param random where every id comes from. */
  static async open(now: () => number, random: Pick<Random, 'hex'>): Promise<Feishu> {
    return new Feishu(
      await startSandbox({ now, randomHex: (length) => random.hex(length), webhookUrl: WEBHOOK }),
    );
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }

  /** The bot's door, whichever bot stands behind it now. */
  attach(knock: Knock): void {
    this.#knock = knock;
  }

  /** One API call; `fault` is what the platform answers instead. */
  async serve(request: Request, fault: FaultKind | null): Promise<Response> {
    if (fault !== null) this.world.faults.next(fault, { on: '' });
    const incoming = { socket: { destroy: () => undefined } };
    return this.#serve.fetch(request, { incoming });
  }

  // ── Pushes ──────────────────────────────────────────────────────────────────────────────────────────────

  hold(): void {
    this.#held ??= [];
  }

  /** @param arrange in which order they go out */
  async release(arrange: (held: readonly Push[]) => readonly Push[]): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const push of arrange(held)) await this.attempt(push);
  }

  async #event(type: string, event: JsonObject, eventId = this.world.ids.hex(32)): Promise<EventDelivery> {
    const createdAt = this.world.clock.now();
    const push: Push = {
      eventId,
      type,
      event,
      createdAt,
      attempts: 0,
      state: 'waiting',
      nextAt: 0,
      statuses: [],
    };
    this.pushes.push(push);
    if (this.#held === null) await this.attempt(push);
    else this.#held.push(push);
    return this.#asDelivery(push);
  }

  /** The same thing under another event id, as the platform may do it. */
  again(push: Push, asNew: boolean): Promise<unknown> {
    return asNew ? this.#event(push.type, push.event) : this.attempt(push, true);
  }

  /** Pushes now; what is not taken comes again by the platform's schedule. */
  async attempt(push: Push, isExtra = false): Promise<void> {
    if (!isExtra) push.attempts += 1;
    const answer = await this.#post(envelope(this.world, push, false));
    const status = answer === 'reset' ? 'reset' : answer.status;
    push.statuses.push(status);
    if (isExtra) return;
    if (status === 200) push.state = 'acknowledged';
    else {
      const delay = RETRIES_MS[push.attempts - 1];
      if (delay === undefined) push.state = 'given-up';
      else push.nextAt = this.world.clock.now() + delay;
    }
  }

  /** Anything at all, sealed and signed, once; the status it got. */
  async knock(type: string, event: JsonObject): Promise<number | 'reset'> {
    const { clock, ids } = this.world;
    const push = { eventId: ids.hex(32), type, event, createdAt: clock.now() };
    const answer = await this.#post(envelope(this.world, push, type === 'card.action.trigger'));
    return answer === 'reset' ? 'reset' : answer.status;
  }

  /** The earliest retry still to come. */
  nextRetry(): Push | null {
    let first: Push | null = null;
    for (const push of this.pushes) {
      if (push.state !== 'waiting' || push.nextAt === 0) continue;
      if (first === null || push.nextAt < first.nextAt) first = push;
    }
    return first;
  }

  async #post(plain: JsonObject): Promise<Response | 'reset'> {
    const { clock, deliverer, ids } = this.world;
    const body = sealBody(deliverer.settings, plain);
    const headers = pushHeaders(deliverer.settings, body, clock.now(), ids.hex(16));
    return this.#knock(
      new Request(WEBHOOK, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body,
      }),
    );
  }

  // ── Presses ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Presses a button by its words, with what is put into its form by label. Never pushed again by the platform. */
  async press(
    who: string,
    messageId: string,
    button: string,
    inputs: Readonly<Record<string, FieldInput>>,
  ): Promise<Pressed> {
    const { world } = this;
    const { message, card } = cardOf(world, messageId);
    const node = findButton(card, button);
    const behavior = arrayAt(node.element, 'behaviors').find((one) => textAt(one, 'type') === 'callback');
    const name = textAt(node.element, 'name');
    let action: JsonObject = compact({
      value: behavior === undefined ? undefined : (objectAt(behavior, 'value') ?? {}),
      tag: node.tag,
      name: name === '' ? undefined : name,
    });
    if (node.formPath !== undefined && textAt(node.element, 'form_action_type') === 'submit') {
      const fields = fieldsOf(card, node.formPath);
      const named = new Map<string, FieldInput>();
      for (const [label, input] of Object.entries(inputs)) {
        const field = findField(fields, label);
        if (field === undefined) throw new Error(`no field "${label}"`);
        named.set(textAt(field.element, 'name'), input);
      }
      const personId = (given: string) => world.platform.person(given).openId;
      const { values, problem } = collectForm(card, node.formPath, named, personId);
      if (problem !== undefined)
        return { status: null, toast: '', refused: `${problem.problem} ${problem.text}` };
      action = { ...action, form_value: values };
    }
    const person = world.platform.person(who);
    const event: JsonObject = {
      operator: {
        tenant_key: world.platform.app.tenantKey,
        user_id: person.userId,
        open_id: person.openId,
        union_id: person.unionId,
      },
      token: `c-${world.ids.hex(40)}`,
      action: { ...action, timezone: 'Asia/Shanghai' },
      host: 'im_message',
      context: { open_message_id: message.messageId, open_chat_id: message.chatId },
    };
    const eventId = world.ids.hex(32);
    const push = { eventId, type: 'card.action.trigger', event, createdAt: world.clock.now() };
    const answer = await this.#post(envelope(world, push, true));
    if (answer === 'reset') return { status: null, toast: '', refused: null };
    const body = parseJson(await answer.text());
    const data = objectAt(objectAt(body, 'card'), 'data');
    if (isObject(data) && answer.status === 200) this.#show(messageId, data);
    return { status: answer.status, toast: textAt(objectAt(body, 'toast'), 'content'), refused: null };
  }

  #show(messageId: string, card: JsonObject): void {
    try {
      updateCard(this.world, this.world.platform.message(messageId), card);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
    }
  }

  #asDelivery(push: Push): EventDelivery {
    const { eventId, type, event, createdAt, attempts } = push;
    const last = push.statuses.at(-1);
    return {
      eventId,
      type,
      event,
      createdAt,
      attempts,
      retries: 0,
      status: typeof last === 'number' ? last : undefined,
      failure: undefined,
      state: push.state,
      nextAttemptAt: undefined,
    };
  }
}

function envelope(
  world: World,
  push: Pick<Push, 'eventId' | 'type' | 'event' | 'createdAt'>,
  callback: boolean,
): JsonObject {
  const { eventId, type, event, createdAt } = push;
  return envelopeOf(world.platform.app, world.deliverer.settings, {
    eventId,
    type,
    event,
    at: createdAt,
    callback,
  });
}
