/**
 * The inbox: what came through the door is committed, acknowledged, and then worked on, once.
 *
 * Invariants
 *  1. `accept` resolves only after the delivery and all its identities are on disk; only then is it acknowledged.
 *  2. A delivery is concluded in one commit with everything it caused; a crash before it leaves it waiting.
 *  3. Two workers may take up the same delivery; the key `done:<id>` lets one of them conclude it.
 *  4. Of talk that does not concern us only the identities are kept, never the words (ADR 0019).
 *  5. A delivery that keeps failing is parked where the operator sees it, and its sender is told; others go on.
 *
 *     accepted ──work──> concluded
 *        │ somebody moved first: decide again (≤ TRIES)
 *        │ fault: wait 1 s, 5 s, 30 s, 2 min
 *        └ fifth fault: parked, with one line to the sender
 */
import { Drain } from './drain.ts';
import type { Ledger, WaitingDelivery } from './ledger.ts';
import { type Handled, handleMenu, handleMessage, isOverheard, type MachineDeps, MUTE } from './machine.ts';
import { handleAccount, handleMembers, handleOrganisation } from './organisation.ts';
import { type Answer, deniedIn } from './outcome.ts';
import type { Delivery, EnteredDelivery, JoinedDelivery, Log, ReadDelivery } from './ports.ts';
import { eventPromises, messagePromises } from './promises.ts';

const BATCH = 64;
/** More than this many between two looks is a burst. */
const CROWD = 12;
const GIVE_WAY_MS = 20;
const GIVE_WAY_MS_MAX = 500;
const TRIES = 8;
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000] as const;

/** Greets people and groups, outside of any command. */
export interface Greeter {
  entered(delivery: EnteredDelivery): Promise<Handled>;
  joined(delivery: JoinedDelivery): Promise<Handled>;
}

export interface InboxDeps {
  readonly ledger: Ledger;
  readonly machine: MachineDeps;
  readonly greeter: Greeter;
  /** Our open_id, once we have learnt it. */
  readonly knownSelf: () => string | null;
  readonly log: Log;
  readonly now: () => number;
  /** Called after a commit that promised something. */
  readonly onPromised: () => void;
  /** Called with the moment a postponed delivery becomes due. */
  readonly wakeIn: (delayMs: number) => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** What a delivery is known by: any of these seen before means that it was taken in already. */
export function identitiesOf(delivery: Delivery): readonly string[] {
  const event = `event:${delivery.eventId}`;
  if (delivery.kind === 'message') return [event, `message:${delivery.messageId}`];
  // Known from the moment it is taken in, so that a message still waiting is left alone.
  if (delivery.kind === 'recalled') return [event, `recalled:${delivery.messageId}`];
  return [event];
}

export class Inbox {
  readonly #deps: InboxDeps;
  readonly #drain = new Drain(() => this.#work());
  /** Deliveries taken in so far, and when work last began: how crowded the door is. */
  #accepted = 0;
  #acceptedBefore = 0;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  /** Durable when it resolves. The caller acknowledges, then calls `drain`. */
  async accept(delivery: Delivery): Promise<'new' | 'seen' | 'ignored'> {
    const { count, ledger, now } = this.#deps;
    if (delivery.kind === 'unknown') {
      count('unknown_events', { type: delivery.type });
      return 'ignored';
    }
    const isIdle = isOverheard(delivery, this.#deps.knownSelf());
    if (!isIdle) this.#accepted += 1;
    const result = await ledger.accept(isIdle ? null : delivery, identitiesOf(delivery), now());
    count('deliveries', { kind: delivery.kind, result });
    return isIdle ? 'ignored' : result;
  }

  /** Works until nothing is due. Calls while working make it look once more. */
  drain(): Promise<void> {
    return this.#drain.run();
  }

  async #work(): Promise<void> {
    for (;;) {
      const waiting = await this.#deps.ledger.waiting(this.#deps.now(), BATCH);
      if (waiting.length === 0) return;
      await this.#letTheDoorGoFirst();
      // In order within a conversation; side by side across them, so that their commits share a flush.
      const silent = (await Promise.all(lanesOf(waiting).map((lane) => this.#inTurn(lane)))).flat();
      if (silent.length > 0) await this.#deps.ledger.dismiss(silent);
    }
  }

  /** An acknowledgement has three seconds, an answer half an hour: in a burst the work waits, for a while. */
  async #letTheDoorGoFirst(): Promise<void> {
    for (let waitedMs = 0; waitedMs < GIVE_WAY_MS_MAX; waitedMs += GIVE_WAY_MS) {
      const isCrowded = this.#accepted - this.#acceptedBefore > CROWD;
      this.#acceptedBefore = this.#accepted;
      if (!isCrowded) return;
      await new Promise((resolve) => setTimeout(resolve, GIVE_WAY_MS));
    }
  }

  /** The rows of those of which nothing came. */
  async #inTurn(lane: readonly WaitingDelivery[]): Promise<readonly number[]> {
    const silent: number[] = [];
    for (const item of lane) if ((await this.#one(item)) === 'silent') silent.push(item.row);
    return silent;
  }

  async #one(item: WaitingDelivery): Promise<'concluded' | 'silent' | 'failed'> {
    const { count, ledger, log, now, wakeIn } = this.#deps;
    try {
      return await this.#conclude(item);
    } catch (error) {
      const delayMs = BACKOFF_MS[item.attempts];
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      log.error('delivery_failed', {
        id: item.id,
        kind: item.delivery.kind,
        attempt: item.attempts + 1,
        error,
      });
      count('delivery_failures', { kind: item.delivery.kind });
      if (delayMs === undefined) {
        await this.#giveUp(item, why);
        return 'failed';
      }
      await ledger.postpone(item.row, now() + delayMs, why);
      wakeIn(delayMs);
      return 'failed';
    }
  }

  async #conclude(item: WaitingDelivery): Promise<'concluded' | 'silent'> {
    const { count, ledger, now, onPromised } = this.#deps;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const at = now();
      const handled = await this.#handle(item.delivery);
      const promises = promisesOf(item.delivery, handled, item.receivedAt);
      // Concluding twice what changes nothing and says nothing is harmless, and most group talk is just that.
      if (handled.outcome.changes.length + promises.length === 0) return 'silent';
      const committed = await ledger.conclude({
        on: { at, actor: handled.actor, cause: handled.cause },
        changes: handled.outcome.changes,
        promises,
        keys: [`done:${item.id}`],
        delivery: item.row,
      });
      if (committed.result === 'done') {
        for (const command of deniedIn(handled.outcome.changes)) count('commands_denied', { command });
        if (promises.length > 0) onPromised();
        return 'concluded';
      }
      if (committed.key.startsWith('inbox.')) return 'concluded';
    }
    throw new Error(`somebody else moved first ${TRIES} times`);
  }

  async #handle(delivery: Delivery): Promise<Handled> {
    const { greeter, ledger, machine } = this.#deps;
    switch (delivery.kind) {
      case 'message':
        if (await ledger.isKnown(`recalled:${delivery.messageId}`)) break;
        return handleMessage(machine, delivery);
      case 'menu':
        return handleMenu(machine, delivery);
      case 'entered':
        return greeter.entered(delivery);
      case 'joined':
      case 'removed':
        return greeter.joined(delivery);
      case 'account':
        return handleAccount({ store: machine.tools.store, now: this.#deps.now }, delivery);
      case 'members':
        return handleMembers({ store: machine.tools.store, now: this.#deps.now }, delivery);
      case 'organisation':
        return handleOrganisation({ store: machine.tools.store, now: this.#deps.now }, delivery);
      case 'read':
        return readHandled(delivery);
      default:
        break;
    }
    return { outcome: MUTE, actor: null, cause: `event:${delivery.eventId}`, privateLine: null };
  }

  /** Nothing typed is lost without a word: the sender learns that this one was not done. */
  async #giveUp(item: WaitingDelivery, why: string): Promise<void> {
    const { ledger, now, onPromised } = this.#deps;
    const { delivery } = item;
    const answer: Answer = {
      text: '这条消息没有办成，内容已保留并通知管理员。请稍后再发一次；仍不行请联系招商办。',
    };
    const handled: Handled = {
      outcome: { changes: [], answer, notices: [] },
      actor: null,
      cause: `event:${delivery.eventId}`,
      privateLine: null,
    };
    const at = now();
    const promises = delivery.kind === 'message' ? messagePromises(delivery, handled, item.receivedAt) : [];
    // One commit, under the key of a conclusion: parked and told together, unless another worker has concluded it.
    await ledger.conclude({
      on: { at, actor: null, cause: handled.cause },
      changes: [],
      promises,
      keys: [`done:${item.id}`],
      parked: { row: item.row, why },
    });
    if (promises.length > 0) onPromised();
  }
}

/** Deliveries of one conversation, in the order they came. */
function lanesOf(waiting: readonly WaitingDelivery[]): readonly (readonly WaitingDelivery[])[] {
  const lanes = new Map<string, WaitingDelivery[]>();
  for (const item of waiting) {
    const { delivery } = item;
    const lane =
      'chatId' in delivery ? delivery.chatId : 'operatorId' in delivery ? delivery.operatorId : item.id;
    lanes.set(lane, [...(lanes.get(lane) ?? []), item]);
  }
  return [...lanes.values()];
}

function promisesOf(delivery: Delivery, handled: Handled, receivedAt: number) {
  if (delivery.kind === 'message') return messagePromises(delivery, handled, receivedAt);
  if (delivery.kind === 'menu') return eventPromises(delivery, handled, receivedAt);
  return eventPromises({ ...delivery, kind: 'menu', operatorId: '', menuKey: '' }, handled, receivedAt);
}

/** Kept for messages of ours only; the first time counts. */
function readHandled({ eventId, readerId, messageIds, readAt }: ReadDelivery): Handled {
  const changes =
    messageIds.length === 0
      ? []
      : [{ subject: 'messages-read' as const, reader: readerId, messageIds, at: readAt }];
  return {
    outcome: { changes, answer: {}, notices: [] },
    actor: null,
    cause: `event:${eventId}`,
    privateLine: null,
  };
}
