// The open conversation: its head, the stream of messages (older ones come in when one scrolls up), the type box.
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { compose, Draft } from './compose.ts';
import type { Desk, Drawer } from './desk.ts';
import { messageView } from './message.ts';
import { pending } from './pending.ts';

const nearPx = 160;

/** Keeps the stream where the reader is: at the end while at the end, steady when older messages come in above. */
export class Scroll {
  #chat = '';
  /** True while the reader is at the end; then whatever comes or grows keeps them there. */
  #sticks = true;
  #loading = false;
  #fromEnd = 0;
  readonly #grown = new ResizeObserver(() => this.#keep());
  #stream: HTMLElement | undefined;

  /** After a drawing. */
  after(desk: Desk): void {
    const stream = document.getElementById('stream');
    const inner = stream?.firstElementChild;
    if (stream === null || !(inner instanceof HTMLElement)) return;
    if (stream !== this.#stream) {
      this.#stream = stream;
      this.#grown.disconnect();
      this.#grown.observe(inner);
    }
    if (desk.chatId !== this.#chat && desk.messages.length > 0) {
      this.#chat = desk.chatId;
      this.#sticks = true;
    }
    this.#keep();
  }

  #keep(): void {
    const stream = this.#stream;
    if (stream === undefined) return;
    if (this.#sticks) stream.scrollTop = stream.scrollHeight;
    else if (this.#loading) stream.scrollTop = stream.scrollHeight - this.#fromEnd;
  }

  async scrolled(desk: Desk, stream: HTMLElement): Promise<void> {
    this.#sticks = stream.scrollHeight - stream.scrollTop - stream.clientHeight < nearPx;
    if (stream.scrollTop > 1500 || desk.older === 0 || this.#loading) return;
    this.#fromEnd = stream.scrollHeight - stream.scrollTop;
    this.#loading = true;
    await desk.tried(() => desk.loadOlder());
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    this.#loading = false;
  }
}

function opener(desk: Desk, drawer: Drawer, words: string): TemplateResult {
  const isOpen = desk.drawer === drawer;
  return html`<button
    type="button"
    class="quiet"
    aria-expanded=${isOpen}
    @click=${() => {
      desk.drawer = isOpen ? 'none' : drawer;
      desk.changed();
    }}
  >${words}</button>`;
}

function head(desk: Desk): TemplateResult {
  const { chat } = desk;
  const back = () => {
    desk.leaveChat();
    desk.changed();
  };
  const title =
    chat === undefined
      ? '沙箱'
      : chat.mode === 'group'
        ? `${chat.name}（${chat.memberIds.length}）`
        : chat.name;
  return html`<header class="talk-head">
    <button type="button" class="quiet back" aria-label="返回会话列表" @click=${back}>‹</button>
    <h2>${title}</h2>
    ${chat === undefined ? nothing : opener(desk, 'info', chat.mode === 'group' ? '群信息' : '信息')}
    ${opener(desk, 'tools', '调试台')}
  </header>`;
}

/** The middle of the page. */
export function talk(desk: Desk, drafts: Map<string, Draft>, scroll: Scroll): TemplateResult {
  const { chat } = desk;
  const key = `${desk.me}/${desk.chatId}`;
  const draft = drafts.get(key) ?? new Draft();
  drafts.set(key, draft);
  return html`<section class="talk" aria-label="聊天">
    ${head(desk)}${pending(desk)}
    <div
      class="stream"
      id="stream"
      role="log"
      aria-label="消息"
      tabindex="0"
      @scroll=${(event: Event) => void scroll.scrolled(desk, event.currentTarget as HTMLElement)}
    >
      <div>${chat === undefined ? html`<p class="empty">从左边选一个会话。</p>` : nothing}
      ${desk.older > 0 ? html`<p class="empty">还有 ${desk.older} 条更早的消息</p>` : nothing}
      ${repeat(
        desk.messages,
        (message) => message.messageId,
        (message) => messageView(desk, message),
      )}</div>
    </div>
    ${chat === undefined ? nothing : compose(desk, draft)}
  </section>`;
}
