// The type box: Enter sends, Shift+Enter breaks the line; @ names people in groups; files by button, drop or paste; the bot's
// menu in the private chat.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from './api.ts';
import type { Desk } from './desk.ts';
import { firstLine } from './words.ts';

/** What is being typed, kept per chat and person while the page lives. */
export class Draft {
  text = '';
  readonly mentions = new Set<string>();
  picking = false;
  /** Whether a group message mentions the bot. */
  atBot = true;
}

function grow(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
}

function send(desk: Desk, draft: Draft): void {
  const text = draft.text.trim();
  const { chat, state } = desk;
  if (text === '' || chat === undefined || state === undefined) return;
  const people = [...draft.mentions].filter((id) => text.includes(`@${desk.nameOf(id)}`));
  const bare = people.reduce(
    (rest, id) => rest.replaceAll(`@${desk.nameOf(id)} `, '').replaceAll(`@${desk.nameOf(id)}`, ''),
    text,
  );
  const mentions = chat.mode === 'group' && draft.atBot ? [state.app.botOpenId, ...people] : people;
  draft.text = '';
  draft.mentions.clear();
  draft.picking = false;
  desk.changed();
  const box = document.getElementById('box');
  if (box instanceof HTMLTextAreaElement) {
    box.value = '';
    grow(box);
  }
  void desk.say(bare.trim() === '' ? text : bare.trim(), mentions);
}

/** What is being typed after the last @; undefined when no name is. */
function wanted(text: string): string | undefined {
  return /@([^\s@]*)$/.exec(text)?.[1];
}

/** Whom the @ at the end may mean: the bot first, then the members. */
function candidates(desk: Desk, draft: Draft): string[] {
  const { chat, state } = desk;
  const begun = wanted(draft.text) ?? '';
  const bot = chat?.botIn === true && state !== undefined ? [state.app.botOpenId] : [];
  const others = (chat?.memberIds ?? []).filter((id) => id !== desk.me);
  return [...bot, ...others].filter((id) => desk.nameOf(id).includes(begun));
}

function pick(desk: Desk, draft: Draft, id: string): void {
  const rest = draft.text.replace(/@[^\s@]*$/, '');
  const isBot = id === desk.state?.app.botOpenId;
  if (isBot) draft.atBot = true;
  else draft.mentions.add(id);
  draft.text = isBot ? rest : `${rest}@${desk.nameOf(id)} `;
  draft.picking = false;
  desk.changed();
  document.getElementById('box')?.focus();
}

function picker(desk: Desk, draft: Draft): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const at = items.findIndex((item) => item.matches(':focus'));
    if (event.key === 'Escape') {
      draft.picking = false;
      desk.changed();
      document.getElementById('box')?.focus();
    }
    if (step === 0) return;
    event.preventDefault();
    items[(at + step + items.length) % items.length]?.focus();
  };
  return html`<div class="popover pick" role="menu" aria-label="@谁" @keydown=${move}>
    ${candidates(desk, draft).map((id) => html`<button type="button" role="menuitem" @click=${() => pick(desk, draft, id)}>${desk.nameOf(id)}</button>`)}
  </div>`;
}

function menu(desk: Desk): unknown {
  const entries = desk.state?.menu ?? [];
  if (desk.chat?.mode !== 'p2p' || entries.length === 0) return nothing;
  return html`<div class="menu" role="toolbar" aria-label="机器人菜单">
    ${entries.map(
      (entry) =>
        html`<button type="button" class="menu-entry" @click=${() => void desk.tried(() => post('menu', { person: desk.me, eventKey: entry.eventKey }))}>${entry.label}</button>`,
    )}
  </div>`;
}

function replying(desk: Desk): unknown {
  const { replyTo } = desk;
  if (replyTo === undefined) return nothing;
  const stop = () => {
    desk.replyTo = undefined;
    desk.changed();
  };
  return html`<div class="reply-to">
    回复 ${replyTo.fromName}：${firstLine(replyTo.text)}
    <button type="button" class="quiet" aria-label="取消回复" @click=${stop}>×</button>
  </div>`;
}

/** The box under the stream. */
export function compose(desk: Desk, draft: Draft): TemplateResult {
  const { chat, state } = desk;
  const isGroup = chat?.mode === 'group';
  const name = state?.app.name ?? '';
  const typed = (event: Event) => {
    const box = event.target as HTMLTextAreaElement;
    draft.text = box.value;
    draft.picking = isGroup && wanted(box.value) !== undefined && candidates(desk, draft).length > 0;
    grow(box);
    desk.changed();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      draft.picking = false;
      desk.replyTo = undefined;
      desk.changed();
    }
    if (draft.picking && event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.pick button')?.focus();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const [meant] = draft.picking && wanted(draft.text) !== '' ? candidates(desk, draft) : [];
    if (meant === undefined) send(desk, draft);
    else pick(desk, draft, meant);
  };
  const sendFiles = async (files: FileList | null | undefined) => {
    for (const file of files ?? []) await desk.sendFile(file);
  };
  const onPaste = (event: ClipboardEvent) => {
    if ((event.clipboardData?.files.length ?? 0) > 0) {
      event.preventDefault();
      void sendFiles(event.clipboardData?.files);
    }
  };
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void sendFiles(input.files).then(() => {
      input.value = '';
    });
  };
  const toggleAt = () => {
    draft.atBot = !draft.atBot;
    desk.changed();
  };
  return html`<footer
    class="compose"
    @dragover=${(event: Event) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      void sendFiles(event.dataTransfer?.files);
    }}
  >
    ${menu(desk)}${replying(desk)}${draft.picking ? picker(desk, draft) : nothing}
    <div class="row">
      ${isGroup ? html`<button type="button" class="at-toggle" aria-pressed=${draft.atBot} @click=${toggleAt}>@${name}</button>` : nothing}
      <textarea
        id="box"
        rows="1"
        aria-label="输入消息"
        placeholder=${isGroup ? `在“${chat?.name ?? ''}”里说，@ 提到别人` : `发给${name}`}
        enterkeyhint="send"
        .value=${draft.text}
        @input=${typed}
        @keydown=${onKey}
        @paste=${onPaste}
      ></textarea>
      <label class="button quiet" title="发送文件或图片">文件<input type="file" class="sr" multiple aria-label="选择文件" @change=${choose} /></label>
      <button type="button" class="primary" @click=${() => send(desk, draft)}>发送</button>
    </div>
  </footer>`;
}
