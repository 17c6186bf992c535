// A chat as one person sees it on the page: the latest messages, or those before them; read marks; mentions of that person.
import type { JsonObject } from '../json.ts';
import { seenMessage } from '../people/seen.ts';
import type { World } from '../world.ts';

/** Messages of a chat, oldest first: all, or the `last` ones after leaving out the `skip` newest. */
export function messagesView(
  world: World,
  chatId: string,
  view: { as: string | undefined; last: number | undefined; skip: number },
): JsonObject {
  const { platform, reading } = world;
  const chat = platform.chat(chatId);
  const all = platform.messagesOf(chat);
  const end = Math.max(0, all.length - view.skip);
  const start = view.last === undefined ? 0 : Math.max(0, end - view.last);
  const messages = all.slice(start, end).map((message, index) => {
    const place = start + index;
    // The bot reads at once what is pushed to it, so a private chat has nobody else to wait for.
    const readers = chat.memberIds.filter((id) => id !== message.sender.id);
    const botReads = chat.mode === 'p2p' && message.sender.kind === 'user';
    return {
      ...seenMessage(platform, message),
      readers: readers.length + (botReads ? 1 : 0),
      readBy: readers.filter((id) => reading.seen(chatId, id) > place).length + (botReads ? 1 : 0),
      mentionsMe: mentions(message.mentions, message.content, view.as),
    };
  });
  return { messages: messages as unknown as JsonObject[], older: start };
}

/** True when a message names this person, or everybody. */
export function mentions(
  list: readonly { readonly openId: string }[],
  content: string,
  openId: string | undefined,
): boolean {
  if (openId === undefined) return false;
  return (
    list.some((mention) => mention.openId === openId) ||
    content.includes('@_all') ||
    content.includes(`<at id=${openId}>`) ||
    content.includes('<at id=all>')
  );
}
