/**
 * What becomes of an envelope, however it arrived: over HTTP or over the long connection. Events are committed and
 * worked on later; presses are answered with their outcome. Left out: whether the envelope is genuine (the door's or
 * the connection's business) and how an answer travels back.
 */
import type { Inbox } from './inbox.ts';
import { decode } from './lark/decode.ts';
import type { Envelope } from './lark/envelope.ts';
import { renderCard } from './lark/render/card.ts';
import type { Metrics } from './metrics.ts';
import type { ButtonReply, PressDelivery } from './ports.ts';

export interface IntakeDeps {
  readonly inbox: Inbox;
  readonly answerPress: (delivery: PressDelivery) => Promise<ButtonReply>;
  /** Starts the work behind an accepted delivery; on Workers it also keeps the isolate alive for it. */
  readonly afterAccept: () => void;
  readonly metrics: Metrics;
}

/**
 * Resolves after the commit, with what the platform is to be told; `'malformed'` when the event lacks what its type
 * requires. Rejects when nothing could be saved: then there must be no acknowledgement.
 */
export type Intake = (envelope: Envelope) => Promise<Readonly<Record<string, unknown>> | 'malformed'>;

export function makeIntake(deps: IntakeDeps): Intake {
  return async (envelope) => {
    const delivery = decode(envelope);
    if (delivery.kind === 'malformed') {
      deps.metrics.count('door_refused', { reason: 'event' });
      return 'malformed';
    }
    if (delivery.kind === 'press') return wireReply(await deps.answerPress(delivery));
    const accepted = await deps.inbox.accept(delivery);
    if (accepted === 'new') deps.afterAccept();
    return {};
  };
}

/** The press' answer as Feishu wants it (feishu.md §3.2). */
function wireReply(reply: ButtonReply): Record<string, unknown> {
  const { toast, card } = reply;
  return {
    ...(toast === undefined ? {} : { toast: { type: toast.tone, content: toast.text } }),
    ...(card === undefined ? {} : { card: { type: 'raw', data: renderCard(card).json } }),
  };
}
