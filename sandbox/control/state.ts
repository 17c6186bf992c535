// What the page (or another process) is shown of the tenant, for one person or for nobody in particular.
import { cardTitle } from '../card/text.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';
import { commonMoments } from '../lab.ts';
import { type SeenMessage, seenMessage } from '../people/seen.ts';
import type { Chat } from '../types.ts';
import type { World } from '../world.ts';
import { mentions } from './messages.ts';

const previewCharsMax = 60;

function previewWords(seen: SeenMessage): string {
  if (seen.recalled) return '撤回了一条消息';
  if (seen.card === undefined) return seen.text.replace(/\s+/g, ' ');
  return (
    textAt(objectAt(objectAt(seen.card, 'config'), 'summary'), 'content') || `[卡片] ${cardTitle(seen.card)}`
  );
}

function previewOf(chat: Chat, seen: SeenMessage | undefined): string {
  if (seen === undefined) return '';
  const words = previewWords(seen).slice(0, previewCharsMax);
  return chat.mode === 'p2p' ? words : `${seen.fromName}：${words}`;
}

function unreadOf(world: World, chat: Chat, as: string): number {
  const all = world.platform.messagesOf(chat);
  const fresh = all.slice(world.reading.seen(chat.chatId, as));
  return fresh.filter((message) => message.sender.id !== as).length;
}

function chatView(world: World, chat: Chat, as: string | undefined): JsonObject {
  const messages = world.platform.messagesOf(chat);
  const last = messages.at(-1);
  const seen = last === undefined ? undefined : seenMessage(world.platform, last);
  const fresh = as === undefined ? [] : messages.slice(world.reading.seen(chat.chatId, as));
  return {
    chatId: chat.chatId,
    mode: chat.mode,
    name: chat.mode === 'p2p' ? world.platform.app.name : chat.name,
    memberIds: chat.memberIds,
    ownerId: chat.ownerId ?? '',
    botIn: chat.botIn,
    count: messages.length,
    unread: as === undefined ? 0 : unreadOf(world, chat, as),
    atMe: fresh.some((message) => mentions(message.mentions, message.content, as)),
    lastAt: last?.createdAt ?? 0,
    preview: previewOf(chat, seen),
  };
}

function peopleView(world: World): JsonObject[] {
  const chats = [...world.platform.chats.values()];
  return [...world.platform.people.values()].map((person) => {
    const mine = chats.filter((chat) => chat.memberIds.includes(person.openId));
    return {
      openId: person.openId,
      name: person.name,
      about: world.lab.about?.get(person.openId) ?? '',
      available: person.available,
      resigned: person.resigned,
      unread: mine.reduce((sum, chat) => sum + unreadOf(world, chat, person.openId), 0),
    };
  });
}

/** People, chats (all, or those `as` is in), menu, clock and pending faults. */
export function stateView(
  world: World,
  menu: readonly { label: string; eventKey: string }[],
  as: string | undefined,
): JsonObject {
  const { platform, lab, clock, faults } = world;
  if (as !== undefined && platform.people.has(as)) platform.privateChat(as);
  const all = [...platform.chats.values()];
  const chats = all.filter((chat) => as === undefined || chat.memberIds.includes(as));
  const others = all.filter((chat) => chat.mode === 'group' && !chats.includes(chat));
  const now = clock.now();
  const moments = [...(lab.moments?.(now) ?? []), ...commonMoments(now)].sort((a, b) => a.at - b.at);
  return {
    app: { name: platform.app.name, appId: platform.app.appId, botOpenId: platform.app.botOpenId },
    now,
    people: peopleView(world),
    menu: menu.map((entry) => ({ label: entry.label, eventKey: entry.eventKey })),
    chats: chats.map((chat) => chatView(world, chat, as)),
    others: others.map((chat) => ({ chatId: chat.chatId, name: chat.name })),
    faults: faults.pending().map((fault) => ({ kind: fault.kind, left: fault.left, on: fault.on ?? '' })),
    chaos: faults.chaos === undefined ? null : { seed: faults.chaos.seed, share: faults.chaos.share },
    waiting: world.deliverer.waiting().map((delivery) => ({
      eventId: delivery.eventId,
      type: delivery.type,
      attempts: delivery.attempts,
      nextAttemptAt: delivery.nextAttemptAt ?? 0,
    })),
    held: world.deliverer.held ?? -1,
    moments: moments.map((one) => ({ label: one.label, at: one.at })),
    can: { keepBot: lab.save !== undefined, reset: lab.reset !== undefined, due: lab.moved !== undefined },
  };
}
