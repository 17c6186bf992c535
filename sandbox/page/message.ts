// One message in the stream: who, when, what; what it replies to; how far it was read; and what can be done with it.
import { guard } from 'lit/directives/guard.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post, resourceUrl } from './api.ts';
import { drawCard } from './card/card.ts';
import type { CardHost } from './card/host.ts';
import { markdown } from './card/markdown.ts';
import type { Desk } from './desk.ts';
import type { PageMessage } from './model.ts';
import { at, isObject, objects, str } from './read.ts';
import { clockText, firstLine, groundOf, initials, safeUrl } from './words.ts';

function hostFor(desk: Desk, message: PageMessage): CardHost {
  const state = desk.cardState(message);
  return {
    state,
    locale: desk.locale,
    memberIds: desk.chat?.memberIds ?? [],
    nameOf: (id) => desk.nameOf(id),
    knows: (id) => desk.knows(id),
    redraw: () => {
      state.revision += 1;
      desk.changed();
    },
    press: (path, element, inputs) => void desk.press(message, path, element, inputs),
    choose: (path, element, input) => void desk.choose(message, path, element, input),
    refuse: (text) => desk.toast('error', text),
    preview: (url, title) => {
      desk.picture = { url, title };
      desk.changed();
    },
  };
}

const marks = /(@\S{1,24})|(https?:\/\/[^\s\u3000-\u9fff\uff00-\uffef]+)/g;

/** Plain words with mentions and bare links marked. */
function plainText(text: string, names: ReadonlySet<string>): unknown[] {
  const out: unknown[] = [];
  let from = 0;
  for (const found of text.matchAll(marks)) {
    const [whole, mention] = found;
    const isName = mention !== undefined && [...names].some((name) => mention.startsWith(`@${name}`));
    if (mention !== undefined && !isName) continue;
    out.push(text.slice(from, found.index));
    const url = mention === undefined ? safeUrl(whole) : undefined;
    out.push(
      url === undefined
        ? html`<span class="at">${whole}</span>`
        : html`<a href=${url} target="_blank" rel="noopener noreferrer">${whole}</a>`,
    );
    from = found.index + whole.length;
  }
  out.push(text.slice(from));
  return out;
}

function postNode(node: unknown, desk: Desk): unknown {
  switch (str(node, 'tag')) {
    case 'a': {
      const url = safeUrl(str(node, 'href'));
      return url === undefined
        ? str(node, 'text')
        : html`<a href=${url} target="_blank" rel="noopener noreferrer">${str(node, 'text')}</a>`;
    }
    case 'at': {
      const id = str(node, 'user_id');
      return html`<span class="at">@${str(node, 'user_name') || (id === 'all' ? '所有人' : desk.nameOf(id))}</span>`;
    }
    case 'img':
      return html`<img class="picture" src=${resourceUrl(str(node, 'image_key'))} alt="图片" loading="lazy" />`;
    case 'hr':
      return html`<hr />`;
    case 'code_block':
      return html`<pre>${str(node, 'text')}</pre>`;
    case 'md':
      return html`<div class="md">${markdown(str(node, 'text'), desk)}</div>`;
    case 'emotion':
      return `:${str(node, 'emoji_type')}:`;
    default:
      return str(node, 'text');
  }
}

function richPost(content: unknown, desk: Desk): TemplateResult {
  const local =
    isObject(content) && !Array.isArray(content['content']) ? Object.values(content).find(isObject) : content;
  const lines = at(local, 'content');
  const title = str(local, 'title');
  return html`<div class="bubble">
    ${title === '' ? nothing : html`<p class="post-title">${title}</p>`}
    ${(Array.isArray(lines) ? lines : []).map(
      (line) => html`<p>${objects({ line }, 'line').map((node) => postNode(node, desk))}</p>`,
    )}
  </div>`;
}

function content(desk: Desk, message: PageMessage): unknown {
  if (message.recalled) return html`<p class="note">${message.fromName} 撤回了一条消息</p>`;
  if (message.card !== undefined) return drawCard(message.card, hostFor(desk, message));
  switch (message.type) {
    case 'image': {
      const url = resourceUrl(str(message.content, 'image_key'));
      const open = () => {
        desk.picture = { url, title: '图片' };
        desk.changed();
      };
      return html`<button type="button" class="bare" aria-label="查看图片" @click=${open}><img class="picture" src=${url} alt="图片" loading="lazy" /></button>`;
    }
    case 'file': {
      const name = str(message.content, 'file_name');
      return html`<a class="bubble file" href=${resourceUrl(str(message.content, 'file_key'))} download=${name}>
        <span class="file-mark" aria-hidden="true">${(name.split('.').at(-1) ?? '').slice(0, 4).toUpperCase()}</span>
        <span>文件 · ${name}</span>
      </a>`;
    }
    case 'post':
      return richPost(message.content, desk);
    case 'text': {
      const names = new Set([
        '所有人',
        desk.state?.app.name ?? '',
        ...(desk.state?.people.map((person) => person.name) ?? []),
      ]);
      return html`<div class="bubble">${plainText(message.text, names)}</div>`;
    }
    default:
      return html`<div class="bubble">${message.text}</div>`;
  }
}

function readMark(message: PageMessage): unknown {
  if (message.recalled || message.readers === 0) return nothing;
  const all = message.readBy >= message.readers;
  const words = all
    ? message.readers === 1
      ? '已读'
      : '全部已读'
    : message.readBy === 0
      ? '未读'
      : `${message.readBy} 人已读`;
  return html`<span class="read ${all ? 'all' : ''}">${words}</span>`;
}

function acts(desk: Desk, message: PageMessage): unknown {
  if (message.recalled) return nothing;
  const reply = () => {
    desk.replyTo = message;
    desk.changed();
    document.getElementById('box')?.focus();
  };
  const recall = () => void desk.tried(() => post('recall', { person: desk.me, message: message.messageId }));
  return html`<span class="acts">
    <button type="button" class="quiet" @click=${reply}>回复</button>
    ${message.from === desk.me ? html`<button type="button" class="quiet" @click=${recall}>撤回</button>` : nothing}
  </span>`;
}

function quoted(desk: Desk, message: PageMessage): unknown {
  if (message.parentId === undefined) return nothing;
  const parent = desk.messageOf(message.parentId);
  const words =
    parent === undefined
      ? '回复一条消息'
      : `回复 ${parent.fromName}：${parent.recalled ? '已撤回' : firstLine(parent.text)}`;
  const jump = () =>
    document
      .querySelector(`[data-message-id="${CSS.escape(message.parentId ?? '')}"]`)
      ?.scrollIntoView({ block: 'center' });
  return html`<button type="button" class="quoted bare" @click=${jump}>${words}</button>`;
}

function drawn(desk: Desk, message: PageMessage): TemplateResult {
  const isMine = message.from === desk.me;
  const isUrgent = message.urgentIds.includes(desk.me);
  return html`<article
    class="message ${isMine ? 'mine' : ''} ${message.card === undefined ? '' : 'with-card'} ${isUrgent ? 'is-urgent' : ''}"
    data-message-id=${message.messageId}
  >
    <span class="avatar ${message.fromBot ? 'bot' : `tone-${groundOf(message.from)}`}" aria-hidden="true">${initials(message.fromName)}</span>
    <div class="said">
      <div class="meta">
        <span>${message.fromName}</span><time>${clockText(message.createdAt)}</time>
        ${message.updated && message.card === undefined && !message.recalled ? html`<span class="note">已编辑</span>` : nothing}
        ${isUrgent ? html`<span class="urgent">加急</span>` : nothing}
        ${acts(desk, message)}
      </div>
      ${quoted(desk, message)}${content(desk, message)}
      ${message.reactions.length === 0 ? nothing : html`<div class="reactions">${message.reactions.map((emoji) => html`<span>${emoji}</span>`)}</div>`}
      ${isMine ? readMark(message) : nothing}
    </div>
  </article>`;
}

/** A message, drawn again only when something of it, or of what it replies to, changed. */
export function messageView(desk: Desk, message: PageMessage): unknown {
  const { revision } = desk.cardState(message);
  const parent = desk.messageOf(message.parentId);
  return guard([message, parent, revision, desk.locale, desk.me], () => drawn(desk, message));
}
