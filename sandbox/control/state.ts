// What the page (or another process) is shown of the tenant, for one person or for nobody in particular.
import { cardTitle } from '../card/text.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';
import { type SeenMessage, seenMessage } from '../people/seen.ts';
import type { Chat } from '../types.ts';
import type { World } from '../world.ts';

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

function chatView(world: World, chat: Chat): JsonObject {
  const messages = world.platform.messagesOf(chat);
  const last = messages.at(-1);
  const seen = last === undefined ? undefined : seenMessage(world.platform, last);
  return {
    chatId: chat.chatId,
    mode: chat.mode,
    name: chat.mode === 'p2p' ? world.platform.app.name : chat.name,
    memberIds: chat.memberIds,
    botIn: chat.botIn,
    count: messages.length,
    lastAt: last?.createdAt ?? 0,
    preview: previewOf(chat, seen),
  };
}

/** People, chats (all, or those `as` is in), menu, clock and pending faults. */
export function stateView(
  world: World,
  menu: readonly { label: string; eventKey: string }[],
  as: string | undefined,
): JsonObject {
  const { platform } = world;
  if (as !== undefined && platform.people.has(as)) platform.privateChat(as);
  const chats = [...platform.chats.values()].filter(
    (chat) => as === undefined || chat.memberIds.includes(as),
  );
  return {
    app: { name: platform.app.name, appId: platform.app.appId, botOpenId: platform.app.botOpenId },
    now: world.clock.now(),
    people: [...platform.people.values()].map((person) => ({
      openId: person.openId,
      name: person.name,
      available: person.available,
    })),
    menu: menu.map((entry) => ({ label: entry.label, eventKey: entry.eventKey })),
    chats: chats.map((chat) => chatView(world, chat)),
    faults: world.faults
      .pending()
      .map((fault) => ({ kind: fault.kind, left: fault.left, on: fault.on ?? '' })),
    waiting: world.deliverer.waiting().map((delivery) => ({
      eventId: delivery.eventId,
      type: delivery.type,
      attempts: delivery.attempts,
      nextAttemptAt: delivery.nextAttemptAt ?? 0,
    })),
  };
}
