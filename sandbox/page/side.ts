// The left side: who I am (one press to become somebody else) and my conversations.
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from './desk.ts';
import type { PageChat, PagePerson } from './model.ts';
import { clockText, groundOf, initials, listTime } from './words.ts';

function personButton(desk: Desk, person: PagePerson): TemplateResult {
  const isMe = person.openId === desk.me;
  const unread = isMe ? 0 : person.unread;
  const marks = [
    person.about,
    person.resigned ? '已离职' : '',
    person.available ? '' : '不在可用范围',
    unread > 0 ? `${unread} 条未读` : '',
  ].filter((mark) => mark !== '');
  return html`<button
    type="button"
    class="who ${person.resigned ? 'gone' : ''}"
    aria-pressed=${isMe}
    title=${[person.name, ...marks].join(' · ')}
    @click=${() => void desk.tried(() => desk.become(person.openId))}
  >
    <span class="avatar tone-${groundOf(person.openId)}" aria-hidden="true">${initials(person.name)}</span>
    <span class="who-name"><span class="sr">切换为 </span>${person.name}<span class="sr">${marks.map((mark) => `，${mark}`)}</span></span>
    ${unread > 0 ? html`<span class="unread" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>`;
}

/** The rail of people. */
export function rail(desk: Desk): TemplateResult {
  return html`<nav class="rail" aria-label="我是">
    ${repeat(
      desk.state?.people ?? [],
      (person) => person.openId,
      (person) => personButton(desk, person),
    )}
    <button
      type="button"
      class="who"
      aria-label="添加人员"
      title="添加人员（名册之外的新人）"
      @click=${() => {
        desk.drawer = desk.drawer === 'person' ? 'none' : 'person';
        desk.changed();
      }}
    >
      <span class="avatar add" aria-hidden="true">+</span><span class="who-name">添加</span>
    </button>
  </nav>`;
}

function entry(desk: Desk, chat: PageChat): TemplateResult {
  const isOpen = chat.chatId === desk.chatId;
  const unread = isOpen ? 0 : chat.unread;
  return html`<button
    type="button"
    class="chat-entry"
    aria-current=${isOpen ? 'true' : nothing}
    @click=${() => void desk.tried(() => desk.openChat(chat.chatId))}
  >
    <span class="avatar ${chat.mode === 'p2p' ? 'bot' : 'group'}" aria-hidden="true">${chat.name.slice(0, 2)}</span>
    <span class="chat-text">
      <span class="chat-line">
        <span class="chat-name">${chat.name}</span>${chat.mode === 'p2p' ? html`<span class="badge">机器人</span>` : nothing}
        ${chat.lastAt > 0 ? html`<time title=${clockText(chat.lastAt)}>${listTime(chat.lastAt, desk.state?.now ?? chat.lastAt)}</time>` : nothing}
      </span>
      <span class="chat-line">
        <span class="chat-preview">
          ${chat.atMe && unread > 0 ? html`<span class="at-me">[有人@我] </span>` : nothing}${chat.botIn ? chat.preview : '机器人不在群里'}
        </span>
        ${unread > 0 ? html`<span class="unread" role="img" aria-label="${unread} 条未读">${unread > 99 ? '99+' : unread}</span>` : nothing}
      </span>
    </span>
  </button>`;
}

/** The list of conversations. */
export function chatList(desk: Desk): TemplateResult {
  const chats = [...(desk.state?.chats ?? [])].sort((a, b) =>
    a.mode === b.mode ? b.lastAt - a.lastAt : a.mode === 'p2p' ? -1 : 1,
  );
  const me = desk.state?.people.find((person) => person.openId === desk.me);
  return html`<section class="side" aria-label="会话">
    <header class="side-head">
      <h1>${me?.name ?? '会话'}</h1>
      <a class="quiet" href="/?as=${desk.me}" target="_blank" rel="noopener" title="另开一个窗口，以这个人的身份">新窗口</a>
      <button
        type="button"
        class="quiet"
        @click=${() => {
          desk.drawer = 'group';
          desk.changed();
        }}
      >建群</button>
    </header>
    <nav class="chats" aria-label="会话列表">
      ${repeat(
        chats,
        (chat) => chat.chatId,
        (chat) => entry(desk, chat),
      )}
    </nav>
  </section>`;
}
