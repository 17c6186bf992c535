/**
 * From an outcome to the messages it promises. One typed message has one answer, whose key is the message's own,
 * so that no redelivery and no restart can promise it twice.
 */
import type { Promised } from './ledger.ts';
import type { Handled } from './machine.ts';
import type { Answer, Notice } from './outcome.ts';
import type { Content, MenuDelivery, MessageDelivery, PressDelivery, Receiver } from './ports.ts';

const RANK = { answer: 0, notice: 5, bulletin: 9 } as const;
/** An answer older than this is replaced by one line that says so (design §5). */
export const ANSWER_STALE_MS = 30 * 60_000;
/** Beyond the platform's last retry (7.1 h) a creation time says nothing about who is still waiting. */
const BELIEVED_MS = 24 * 60 * 60_000;

/** When an answer stops being one: half an hour after it was asked for. */
function staleAfter(createdAt: number | null, receivedAt: number): number {
  const isBelieved = createdAt !== null && createdAt <= receivedAt && receivedAt - createdAt < BELIEVED_MS;
  return (isBelieved ? createdAt : receivedAt) + ANSWER_STALE_MS;
}

export function noticePromise(notice: Notice): Promised {
  return {
    key: notice.key,
    rank: RANK[notice.rank],
    outgoing: {
      how: 'send',
      to: notice.to,
      content: noticeContent(notice),
      ...(notice.urgent === true ? { urgent: true } : {}),
    },
    about: notice.about ?? null,
    audience: notice.to.kind === 'chat' ? 'group' : 'private',
    staleAt: null,
  };
}

const noticeContent = ({ card, file }: Notice): Content =>
  file === undefined ? { type: 'card', card } : { type: 'file', ...file };

/** The reply to a typed message, and what goes to the asker alone. */
export function messagePromises(delivery: MessageDelivery, handled: Handled, receivedAt: number): Promised[] {
  const { answer } = handled.outcome;
  const content = contentOf(answer);
  const staleAt = staleAfter(delivery.createdAt, receivedAt);
  const about = answer.about ?? null;
  const promises: Promised[] = [];
  const reply = (shown: Content): Promised => ({
    key: `reply:${delivery.messageId}`,
    rank: RANK.answer,
    outgoing: { how: 'reply', messageId: delivery.messageId, to: whereOf(delivery), content: shown },
    about,
    audience: delivery.chatKind,
    staleAt,
  });
  const alone = (shown: Content): Promised => ({
    key: `private:${delivery.messageId}`,
    rank: RANK.answer,
    outgoing: { how: 'send', to: { kind: 'person', openId: delivery.senderId }, content: shown },
    about,
    audience: 'private',
    staleAt,
  });
  if (handled.privateLine !== null) {
    promises.push(reply({ type: 'text', text: handled.privateLine }));
    if (content !== null) promises.push(alone(content));
  } else if (content !== null) {
    promises.push(reply(content));
  }
  if (answer.privately !== undefined) promises.push(alone({ type: 'card', card: answer.privately }));
  return [...promises, ...handled.outcome.notices.map(noticePromise)];
}

/** What a menu entry or a pressed button sends besides its immediate reply. */
export function eventPromises(
  delivery: MenuDelivery | PressDelivery,
  handled: Handled,
  receivedAt: number,
): Promised[] {
  const { answer, notices } = handled.outcome;
  const content = delivery.kind === 'menu' || answer.fresh === true ? contentOf(answer) : null;
  const promises = notices.map(noticePromise);
  if (content === null) return promises;
  const mine: Promised = {
    key: `answer:${delivery.eventId}`,
    rank: RANK.answer,
    outgoing: { how: 'send', to: { kind: 'person', openId: delivery.operatorId }, content },
    about: answer.about ?? null,
    audience: 'private',
    staleAt: staleAfter(delivery.createdAt, receivedAt),
  };
  return [mine, ...promises];
}

function whereOf(delivery: MessageDelivery): Receiver {
  if (delivery.chatKind === 'group') return { kind: 'chat', chatId: delivery.chatId };
  return { kind: 'person', openId: delivery.senderId };
}

function contentOf(answer: Answer): Content | null {
  if (answer.card !== undefined) return { type: 'card', card: answer.card };
  if (answer.text !== undefined) return { type: 'text', text: answer.text };
  return null;
}
