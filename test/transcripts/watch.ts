/** What the assistant showed since the last act, and which of it an expectation has already taken. */
import type { SeenMessage } from '../../sandbox/index.ts';
import type { City } from '../harness/city.ts';

const stateOf = (seen: SeenMessage): string => `${seen.messageId}\n${JSON.stringify(seen.content)}`;

export class Watch {
  readonly #city: City;
  /** Versions of messages already there when the last act began. */
  #before: ReadonlySet<string> = new Set();
  /** Versions an expectation has taken. */
  readonly #taken = new Set<string>();
  /** The card that the last looked-at message of a chat is. */
  readonly #atHand = new Map<string, string>();
  /** The card the last act pressed on. */
  pressed: string | null = null;

  constructor(city: City) {
    this.#city = city;
  }

  /** A new act: what is there now is old. */
  begin(): void {
    this.#before = new Set(this.#all().map(stateOf));
    this.pressed = null;
  }

  /** What was sent or changed since the act began, in any chat. */
  sinceBegin(): readonly SeenMessage[] {
    return this.#all().filter((seen) => !this.#before.has(stateOf(seen)));
  }

  /** The card somebody would press on: the last one looked at in this chat, else its newest. */
  atHand(chatId: string): string | undefined {
    const known = this.#atHand.get(chatId);
    return known ?? this.#city.sandbox.botMessages(chatId).at(-1)?.messageId;
  }

  /** What a message shows now. */
  textOf(messageId: string): string {
    return this.#all().find((seen) => seen.messageId === messageId)?.text ?? '';
  }

  /** The reply to a typed message; the pressed card once changed; else the chat's next news. */
  async answer(chatId: string, asked: string | null, timeoutMs: number): Promise<SeenMessage> {
    const pressed = this.pressed;
    return this.#wait(chatId, timeoutMs, (all) => {
      const news = all.filter(
        (seen) => seen.fromBot && !this.#before.has(stateOf(seen)) && !this.#taken.has(stateOf(seen)),
      );
      if (asked !== null) return news.find((seen) => seen.parentId === asked);
      return news.find((seen) => seen.messageId === pressed) ?? news[0];
    });
  }

  /** Any message of the chat not taken yet, old or new, with all of the parts. */
  async received(chatId: string, parts: readonly string[], timeoutMs: number): Promise<SeenMessage> {
    const fits = (seen: SeenMessage) =>
      !this.#taken.has(stateOf(seen)) && parts.every((part) => seen.text.includes(part));
    return this.#wait(chatId, timeoutMs, (all) => all.find((seen) => seen.fromBot && fits(seen)));
  }

  async #wait(
    chatId: string,
    timeoutMs: number,
    pick: (all: readonly SeenMessage[]) => SeenMessage | undefined,
  ): Promise<SeenMessage> {
    const { sandbox } = this.#city;
    const all = await sandbox
      .waitForMessages(chatId, (messages) => pick(messages) !== undefined, timeoutMs)
      .catch(() => sandbox.messages(chatId));
    const found = pick(all);
    if (found !== undefined) return this.#take(found);
    const last = all.slice(-2).map((seen) => `${seen.fromName}: ${seen.text}`);
    throw new Error(`nothing came within ${timeoutMs} ms; the chat ends with:\n${last.join('\n')}`);
  }

  #take(seen: SeenMessage): SeenMessage {
    this.#taken.add(stateOf(seen));
    if (seen.type === 'interactive') this.#atHand.set(seen.chatId, seen.messageId);
    return seen;
  }

  #all(): readonly SeenMessage[] {
    const { sandbox } = this.#city;
    return [...sandbox.world.platform.chats.values()].flatMap((chat) => sandbox.botMessages(chat));
  }
}
