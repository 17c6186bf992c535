// Who has read how far in which chat, as the client keeps it. Counts messages, so that a moved clock changes nothing.

/** Read marks of all people in all chats. */
export class Reading {
  readonly #seen = new Map<string, Map<string, number>>();

  /** The person has seen the chat's first `count` messages. */
  mark(chatId: string, openId: string, count: number): void {
    const chat = this.#seen.get(chatId) ?? new Map<string, number>();
    this.#seen.set(chatId, chat);
    chat.set(openId, Math.max(count, chat.get(openId) ?? 0));
  }

  /** How many of the chat's messages the person has seen. */
  seen(chatId: string, openId: string): number {
    return this.#seen.get(chatId)?.get(openId) ?? 0;
  }

  /** As plain data, for keeping. */
  dump(): [string, [string, number][]][] {
    return [...this.#seen].map(([chat, people]) => [chat, [...people]]);
  }

  /** Brings kept marks back. */
  load(kept: readonly (readonly [string, readonly (readonly [string, number])[]])[]): void {
    this.#seen.clear();
    for (const [chat, people] of kept) this.#seen.set(chat, new Map(people));
  }
}
