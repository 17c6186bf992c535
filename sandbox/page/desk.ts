// The page's memory and its acts: who looks, which chat is open, what stands in it. Views read it; every change asks for one
// new drawing in the next frame. It draws nothing itself.
import { get, post, upload } from './api.ts';
import { CardState } from './card/host.ts';
import type { FieldValue, PageChat, PageMessage, PageState, Pressed, Toast } from './model.ts';
import type { JsonObject } from './read.ts';
import { obj } from './read.ts';

const toastMs = 4000;
const batch = 60;
/** Older messages come in small lots, so that no frame is long. */
const olderBatch = 15;

const texts = new WeakMap<PageMessage, string>();

/** All of a message as text, worked out once. */
function textOf(message: PageMessage): string {
  const text = texts.get(message) ?? JSON.stringify(message);
  texts.set(message, text);
  return text;
}

/** A dialog that waits for an answer. */
export type Question = {
  readonly title: string;
  readonly text: string;
  readonly answer: (yes: boolean) => void;
};

export type Drawer = 'none' | 'info' | 'tools' | 'person' | 'group';

export class Desk {
  state: PageState | undefined;
  me = '';
  chatId = '';
  messages: PageMessage[] = [];
  /** How many of the chat's messages are not loaded yet. */
  older = 0;
  replyTo: PageMessage | undefined;
  drawer: Drawer = 'none';
  tab: 'wire' | 'clock' | 'faults' | 'record' = 'wire';
  toasts: { readonly id: number; readonly toast: Toast }[] = [];
  question: Question | undefined;
  picture: { readonly url: string; readonly title: string } | undefined;
  locale = 'zh_cn';
  offline = false;
  #byId: ReadonlyMap<string, PageMessage> = new Map();
  readonly #cards = new Map<string, { version: string; state: CardState }>();
  readonly #redraw: () => void;
  #frame = 0;
  #toastId = 0;
  /** Answers may come in another order than their questions: a later question's answer is never replaced by an earlier's. */
  #asked = 0;
  #stateOf = 0;
  #messagesOf = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** Draws once, in the next frame. */
  changed(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#redraw();
    });
  }

  get chat(): PageChat | undefined {
    return this.state?.chats.find((chat) => chat.chatId === this.chatId);
  }

  nameOf(id: string): string {
    const { state } = this;
    if (state === undefined || id === state.app.botOpenId) return state?.app.name ?? id;
    return state.people.find((person) => person.openId === id)?.name ?? id;
  }

  knows(id: string): boolean {
    return this.state?.people.some((person) => person.openId === id) === true;
  }

  toast(type: Toast['type'], content: string): void {
    this.#toastId += 1;
    const id = this.#toastId;
    this.toasts = [...this.toasts, { id, toast: { type, content } }];
    this.changed();
    setTimeout(() => {
      this.toasts = this.toasts.filter((one) => one.id !== id);
      this.changed();
    }, toastMs);
  }

  /** Runs an act; what goes wrong becomes a toast. */
  async tried<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
    try {
      const result = await work();
      if (done !== undefined) this.toast('success', done);
      return result;
    } catch (error) {
      this.toast('error', error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #ask(): number {
    this.#asked += 1;
    return this.#asked;
  }

  async refreshState(): Promise<void> {
    const { me } = this;
    const asked = this.#ask();
    const query = me === '' ? '' : `?as=${encodeURIComponent(me)}`;
    const state = await get<PageState>(`state${query}`);
    this.offline = false;
    if (me !== this.me || asked < this.#stateOf) return;
    this.#stateOf = asked;
    this.state = state;
    if (this.chatId !== '' && this.chat === undefined) this.leaveChat();
    this.changed();
  }

  /** Closes the open chat. */
  leaveChat(): void {
    this.chatId = '';
    this.#take([]);
  }

  /** A message of the open chat, if it is loaded. */
  messageOf(id: string | undefined): PageMessage | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Takes messages in; what did not change stays the same object, so that it is not drawn again. */
  #take(messages: readonly PageMessage[]): void {
    this.messages = messages.map((message) => {
      const known = this.#byId.get(message.messageId);
      return known !== undefined && textOf(known) === textOf(message) ? known : message;
    });
    this.#byId = new Map(this.messages.map((message) => [message.messageId, message]));
  }

  /** The state of a message's card; a new card begins anew. */
  cardState(message: PageMessage): CardState {
    const version = `${message.updatedAt}/${message.updated ? JSON.stringify(message.card).length : 0}`;
    const known = this.#cards.get(message.messageId);
    if (known?.version === version) return known.state;
    const state = new CardState();
    state.pointed = known?.state.pointed;
    this.#cards.set(message.messageId, { version, state });
    return state;
  }

  async refreshMessages(): Promise<void> {
    const { chatId, me } = this;
    if (chatId === '') return;
    const asked = this.#ask();
    const size = Math.max(batch, this.messages.length);
    const path = `chats/${chatId}/messages?as=${encodeURIComponent(me)}&last=${size}`;
    const { messages, older } = await get<{ messages: PageMessage[]; older: number }>(path);
    if (chatId !== this.chatId || me !== this.me || asked < this.#messagesOf) return;
    this.#messagesOf = asked;
    this.#take(messages);
    this.older = older;
    this.changed();
  }

  async loadOlder(): Promise<void> {
    const { chatId, messages } = this;
    if (this.older === 0 || messages.length === 0) return;
    const path = `chats/${chatId}/messages?as=${encodeURIComponent(this.me)}&last=${olderBatch}&skip=${messages.length}`;
    const found = await get<{ messages: PageMessage[]; older: number }>(path);
    // Meanwhile the list may have been loaded anew: then these no longer join on.
    if (chatId !== this.chatId || this.messages[0]?.messageId !== messages[0]?.messageId) return;
    const fresh = found.messages.filter(({ messageId }) => !this.#byId.has(messageId));
    this.#take([...fresh, ...this.messages]);
    this.older = found.older;
    this.changed();
  }

  async become(person: string): Promise<void> {
    this.me = person;
    this.leaveChat();
    this.replyTo = undefined;
    sessionStorage.setItem('me', person);
    await this.refreshState();
    // Who has become another person or chosen a chat meanwhile keeps what they chose.
    if (person !== this.me || this.chatId !== '') return;
    const wide = matchMedia('(min-width: 701px)').matches;
    const first = this.state?.chats.find((chat) => chat.mode === 'p2p');
    if (wide && first !== undefined) await this.openChat(first.chatId);
  }

  async openChat(chatId: string): Promise<void> {
    this.chatId = chatId;
    this.#take([]);
    this.older = 0;
    this.replyTo = undefined;
    if (this.drawer === 'info') this.drawer = 'none';
    // Its box stands at once: what is typed before the messages come belongs here.
    this.changed();
    await this.refreshMessages();
    await this.read(true);
  }

  /** Marks the open chat as read; entering a private chat tells the bot. */
  async read(entering = false): Promise<void> {
    if (this.chatId === '' || this.me === '') return;
    const chat = this.chat;
    if (entering && chat?.mode === 'p2p') await this.tried(() => post('enter', { person: this.me }));
    if (entering || (chat?.unread ?? 0) > 0)
      await this.tried(() => post('seen', { person: this.me, chat: this.chatId }));
  }

  async say(text: string, mentions: readonly string[]): Promise<void> {
    const { chat, replyTo, state } = this;
    if (chat === undefined || state === undefined) return;
    this.replyTo = undefined;
    const said = await this.tried(() =>
      post<{ pushed: boolean; status: number | null }>('say', {
        person: this.me,
        chat: chat.chatId,
        text,
        mention: mentions.includes(state.app.botOpenId),
        mentionPeople: mentions.filter((id) => id !== state.app.botOpenId),
        ...(replyTo === undefined ? {} : { replyTo: replyTo.messageId }),
      }),
    );
    if (said?.pushed === true && said.status !== 200)
      this.toast('warning', `机器人没有收下这条消息（${said.status ?? '无应答'}），稍后会重推`);
  }

  async sendFile(file: File): Promise<void> {
    const { chat, replyTo } = this;
    if (chat === undefined) return;
    this.replyTo = undefined;
    await this.tried(() => upload(this.me, chat.chatId, file, replyTo?.messageId));
  }

  ask(title: string, text: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.question = {
        title,
        text,
        answer: (yes) => {
          this.question = undefined;
          this.changed();
          resolve(yes);
        },
      };
      this.changed();
    });
  }

  /** Shows what came of a callback. */
  show(pressed: Pressed | undefined): void {
    if (pressed?.error !== undefined) {
      const { code, message } = pressed.error;
      this.toast('error', typeof code === 'number' ? `${message} code: ${code}` : message);
    } else if (pressed?.toast !== undefined) this.toast(pressed.toast.type, pressed.toast.content);
    if (pressed?.openedUrl !== undefined && /^https?:/i.test(pressed.openedUrl))
      window.open(pressed.openedUrl, '_blank', 'noopener');
  }

  async press(
    message: PageMessage,
    path: string,
    element: JsonObject,
    inputs: Record<string, FieldValue>,
  ): Promise<void> {
    const confirm = obj(element, 'confirm');
    if (confirm !== undefined) {
      const words = (key: string) => String(obj(confirm, key)?.['content'] ?? '');
      if (!(await this.ask(words('title'), words('text')))) return;
    }
    const card = this.cardState(message);
    card.busy = path;
    card.revision += 1;
    this.changed();
    const base = { person: this.me, message: message.messageId };
    this.show(await this.tried(() => post<Pressed>('press', { ...base, path, inputs })));
    card.busy = undefined;
    card.revision += 1;
    this.changed();
  }

  async choose(message: PageMessage, path: string, element: JsonObject, input: FieldValue): Promise<void> {
    const confirm = obj(element, 'confirm');
    if (confirm !== undefined) {
      const words = (key: string) => String(obj(confirm, key)?.['content'] ?? '');
      if (!(await this.ask(words('title'), words('text')))) return;
    }
    const base = { person: this.me, message: message.messageId };
    this.show(await this.tried(() => post<Pressed>('choose', { ...base, path, input })));
  }
}
