// Pushing events to the bot: at least once, 3 s each, again after 15 s, 5 min, 1 h and 6 h, then given up.
// Also the challenge, holding back and letting go in another order, and pushing the same event again. Callbacks: callback.ts.
import type { Clock } from './clock.ts';
import { envelopeOf, type PushKeys, pushHeaders, sealBody } from './envelope.ts';
import type { Ids } from './ids.ts';
import { type JsonObject, member, parseJson } from './json.ts';
import { type PostResult, post } from './post.ts';
import type { SocketHub } from './socket.ts';
import type { AppIdentity } from './types.ts';
import type { WireLog } from './wire.ts';

/** Where and how to push. */
export type DeliverySettings = PushKeys & {
  /** Set: events, callbacks go over the long connection, not to the addresses (the console sets each by itself). */
  eventCarrier?: Pick<SocketHub, 'push'> | undefined;
  callbackCarrier?: Pick<SocketHub, 'push'> | undefined;
  webhookUrl: string | undefined;
  cardUrl: string | undefined;
  readonly deadlineMs: number;
  readonly challengeDeadlineMs: number;
  readonly retryDelaysMs: readonly number[];
  /** Retries carry the first push's timestamp instead of a fresh one (undocumented at Feishu; default fresh). */
  readonly retryKeepsTimestamp: boolean;
};

/** An event on its way: what it was, and how far it got. */
export type EventDelivery = {
  readonly eventId: string;
  readonly type: string;
  readonly event: JsonObject;
  readonly createdAt: number;
  attempts: number;
  retries: number;
  /** HTTP status of the last attempt; undefined when there was no answer. */
  status: number | undefined;
  failure: PostResult['failure'] | 'held' | 'no-url';
  state: 'held' | 'acknowledged' | 'waiting' | 'given-up';
  nextAttemptAt: number | undefined;
};

/** Documented retry delays, each counted from the attempt before. */
export const documentedRetryDelaysMs: readonly number[] = [15_000, 300_000, 3_600_000, 21_600_000];

const rememberedMax = 10_000;

/** Pushes events and remembers the latest of them. */
export class Deliverer {
  readonly settings: DeliverySettings;
  readonly #app: AppIdentity;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #wire: WireLog;
  readonly #events = new Map<string, EventDelivery>();
  readonly #bodies = new Map<string, string>();
  #held: EventDelivery[] | undefined;

  constructor(app: AppIdentity, clock: Clock, ids: Ids, wire: WireLog, settings: DeliverySettings) {
    this.#app = app;
    this.#clock = clock;
    this.#ids = ids;
    this.#wire = wire;
    this.settings = settings;
  }

  /** Sends url_verification (unsigned, encrypted when a key is set, 1 s) and says whether the bot echoed it. */
  async challenge(
    url = this.settings.webhookUrl,
  ): Promise<{ ok: boolean; status: number | undefined; durationMs: number }> {
    if (url === undefined) throw new Error('no webhook url is set');
    const challenge = this.#ids.hex(32);
    const plain = { challenge, token: this.settings.verificationToken, type: 'url_verification' };
    const result = await post(url, sealBody(this.settings, plain), {}, this.settings.challengeDeadlineMs);
    const answer = parseJson(result.text) ?? result.text;
    const ok = result.status === 200 && member(answer, 'challenge') === challenge;
    this.#wire.record({
      at: this.#clock.now(),
      direction: 'toBot',
      kind: 'challenge',
      name: 'url_verification',
      status: result.status,
      durationMs: result.durationMs,
      request: plain,
      response: answer,
      note: ok ? '' : (result.failure ?? 'Challenge code 没有返回'),
    });
    return { ok, status: result.status, durationMs: result.durationMs };
  }

  /** Pushes an event of any type and waits for the first attempt's answer. */
  async event(type: string, event: JsonObject, eventId = this.#ids.hex(32)): Promise<EventDelivery> {
    const delivery: EventDelivery = {
      eventId,
      type,
      event,
      createdAt: this.#clock.now(),
      attempts: 0,
      retries: 0,
      status: undefined,
      failure: undefined,
      state: 'waiting',
      nextAttemptAt: undefined,
    };
    this.#remember(delivery);
    if (this.#held !== undefined) {
      delivery.state = 'held';
      delivery.failure = 'held';
      this.#held.push(delivery);
      return delivery;
    }
    await this.#attempt(delivery, true);
    return delivery;
  }

  /** Pushes a remembered event once more: byte for byte, or under a new event_id (`asNew`). */
  async redeliver(eventId: string, asNew = false): Promise<EventDelivery> {
    const known = this.#events.get(eventId);
    if (known === undefined) throw new Error(`no such event: ${eventId}`);
    if (asNew) return this.event(known.type, known.event);
    await this.#attempt(known, false);
    return known;
  }

  /** How many events are held back; undefined while none are. */
  get held(): number | undefined {
    return this.#held?.length;
  }

  /** From now on events are held back. */
  hold(): void {
    this.#held ??= [];
  }

  /** Lets held events go, one after another, in the order `arrange` gives (default: as they came). */
  async release(
    arrange: (held: readonly EventDelivery[]) => readonly EventDelivery[] = (held) => held,
  ): Promise<readonly EventDelivery[]> {
    const held = this.#held ?? [];
    this.#held = undefined;
    const order = arrange(held);
    for (const delivery of order) await this.#attempt(delivery, true);
    return order;
  }

  /** Events still waiting for a retry. */
  waiting(): readonly EventDelivery[] {
    return [...this.#events.values()].filter((delivery) => delivery.nextAttemptAt !== undefined);
  }

  /** The remembered event. */
  find(eventId: string): EventDelivery | undefined {
    return this.#events.get(eventId);
  }

  /** All events so far, oldest first. */
  all(): readonly EventDelivery[] {
    return [...this.#events.values()];
  }

  async #attempt(delivery: EventDelivery, retries: boolean): Promise<void> {
    const url = this.settings.eventCarrier ?? this.settings.webhookUrl;
    const planned = delivery.nextAttemptAt;
    delivery.nextAttemptAt = undefined;
    delivery.attempts += 1;
    const at = this.#clock.now();
    const result: PostResult | undefined =
      url === undefined ? undefined : await this.#push(url, delivery, at);
    delivery.status = result?.status;
    delivery.failure = result === undefined ? 'no-url' : result.failure;
    const acknowledged = result?.status === 200;
    if (acknowledged) delivery.state = 'acknowledged';
    else if (retries) this.#retryLater(delivery);
    // Pushed by hand in between: the retry that was planned still comes.
    else if (delivery.state === 'waiting') delivery.nextAttemptAt = planned;
  }

  async #push(
    to: string | Pick<SocketHub, 'push'>,
    delivery: EventDelivery,
    at: number,
  ): Promise<PostResult> {
    const { eventId, type, event, createdAt } = delivery;
    const plain = envelopeOf(this.#app, this.settings, {
      eventId,
      type,
      event,
      at: createdAt,
      callback: false,
    });
    const result =
      typeof to === 'string'
        ? await this.#post(to, plain, delivery, at)
        : await to.push(plain, this.settings.deadlineMs);
    this.#wire.record({
      at,
      direction: 'toBot',
      kind: 'event',
      name: type,
      status: result.status,
      durationMs: result.durationMs,
      request: plain,
      response: parseJson(result.text) ?? result.text,
      eventId,
      attempt: delivery.attempts,
      sent: result.sent,
      note: result.failure ?? '',
    });
    return result;
  }

  #post(url: string, plain: JsonObject, { eventId, createdAt }: EventDelivery, at: number) {
    const body = this.#bodies.get(eventId) ?? sealBody(this.settings, plain);
    this.#bodies.set(eventId, body);
    const signedAt = this.settings.retryKeepsTimestamp ? createdAt : at;
    const headers = pushHeaders(this.settings, body, signedAt, this.#ids.hex(16));
    return post(url, body, headers, this.settings.deadlineMs);
  }

  #remember(delivery: EventDelivery): void {
    this.#events.set(delivery.eventId, delivery);
    const oldest = this.#events.values().next().value;
    if (this.#events.size <= rememberedMax || oldest === undefined || oldest.state === 'waiting') return;
    this.#events.delete(oldest.eventId);
    this.#bodies.delete(oldest.eventId);
  }

  #retryLater(delivery: EventDelivery): void {
    const delay = this.settings.retryDelaysMs[delivery.retries];
    if (delay === undefined) {
      delivery.state = 'given-up';
      return;
    }
    delivery.retries += 1;
    delivery.state = 'waiting';
    delivery.nextAttemptAt = this.#clock.now() + delay;
    this.#clock.schedule(delivery.nextAttemptAt, async () => {
      if (delivery.state === 'waiting') await this.#attempt(delivery, true);
    });
  }
}
