// Drawers: group info (members, the bot in or out, leaving), a new person, a new group; the confirm dialog; pictures large.
import { ref } from 'lit/directives/ref.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from './api.ts';
import type { Desk } from './desk.ts';
import { groundOf, initials } from './words.ts';

const locales: readonly (readonly [string, string])[] = [
  ['zh_cn', '简体中文'],
  ['zh_hk', '繁體中文（香港）'],
  ['en_us', 'English'],
  ['ja_jp', '日本語'],
];

function close(desk: Desk): void {
  desk.drawer = 'none';
  desk.changed();
}

function drawer(desk: Desk, title: string, inner: unknown): TemplateResult {
  return html`<section class="drawer" aria-label=${title}>
    <header class="drawer-head"><h2>${title}</h2><button type="button" class="quiet" aria-label="关闭" @click=${() => close(desk)}>×</button></header>
    ${inner}
  </section>`;
}

function member(desk: Desk, id: string): TemplateResult {
  const chat = desk.chat;
  const leave = () =>
    void desk.tried(
      () => post('members', { chat: chat?.chatId, person: id, into: false }),
      `${desk.nameOf(id)} 已退群`,
    );
  return html`<li>
    <span class="avatar tone-${groundOf(id)}" aria-hidden="true">${initials(desk.nameOf(id))}</span>
    <span>${desk.nameOf(id)}${id === chat?.ownerId ? html`<span class="badge">群主</span>` : nothing}</span>
    <button type="button" class="quiet" aria-label="${desk.nameOf(id)} 退群" @click=${leave}>${id === desk.me ? '退群' : '移出'}</button>
  </li>`;
}

function groupInfo(desk: Desk): TemplateResult {
  const { chat, state } = desk;
  if (chat === undefined || state === undefined) return html``;
  const missing = state.people.filter(
    (person) => !chat.memberIds.includes(person.openId) && !person.resigned,
  );
  const add = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    const person = select.value;
    select.value = '';
    if (person !== '')
      void desk.tried(
        () => post('members', { chat: chat.chatId, person, into: true }),
        `${desk.nameOf(person)} 已进群`,
      );
  };
  const moveBot = () =>
    void desk.tried(
      () => post('bot', { chat: chat.chatId, operator: desk.me, into: !chat.botIn }),
      chat.botIn ? '机器人已移出' : '机器人已拉进群',
    );
  return html`
    <p class="note">群 ID ${chat.chatId}</p>
    <ul class="members">
      <li>
        <span class="avatar bot" aria-hidden="true">${initials(state.app.name)}</span>
        <span>${state.app.name}<span class="badge">机器人</span></span>
        <button type="button" class="quiet" @click=${moveBot}>${chat.botIn ? '移出' : '拉进群'}</button>
      </li>
      ${chat.memberIds.map((id) => member(desk, id))}
    </ul>
    <label class="line">拉人进群
      <select @change=${add}>
        <option value="">选择…</option>
        ${missing.map((person) => html`<option value=${person.openId}>${person.name}</option>`)}
      </select>
    </label>`;
}

function privateInfo(desk: Desk): TemplateResult {
  const me = desk.state?.people.find((person) => person.openId === desk.me);
  const chooseLocale = (event: Event) => {
    desk.locale = (event.target as HTMLSelectElement).value;
    desk.changed();
  };
  const setAvailable = () =>
    void desk.tried(
      () => post('available', { person: desk.me, available: me?.available !== true }),
      me?.available === true ? '已移出可用范围' : '已加入可用范围',
    );
  const resign = () => void desk.tried(() => post('resign', { person: desk.me }), '已离职');
  return html`
    <p class="note">${me?.name} · ${desk.me}</p>
    <label class="line">客户端语言
      <select @change=${chooseLocale}>${locales.map(([value, text]) => html`<option value=${value} ?selected=${value === desk.locale}>${text}</option>`)}</select>
    </label>
    <p class="line"><button type="button" @click=${setAvailable}>${me?.available === true ? '移出应用可用范围' : '加入应用可用范围'}</button></p>
    <p class="line"><button type="button" ?disabled=${me?.resigned === true} @click=${resign}>${me?.resigned === true ? '已离职' : '离职'}</button></p>
    ${(desk.state?.others ?? []).map(
      (chat) =>
        html`<p class="line"><button type="button" @click=${() => void desk.tried(() => post('members', { chat: chat.chatId, person: desk.me, into: true }), '已进群')}>加入 ${chat.name}</button></p>`,
    )}`;
}

function value(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value.trim() : '';
}

function newPerson(desk: Desk): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [name, mobile] = [value(form, 'name'), value(form, 'mobile')];
    if (name === '') return;
    void desk.tried(async () => {
      const person = await post<{ openId: string }>('people', { name, ...(mobile === '' ? {} : { mobile }) });
      close(desk);
      await desk.become(person.openId);
    }, `${name} 已加入租户`);
  };
  return html`<form class="stack" @submit=${submit}>
    <p class="note">租户里的新人，名册里没有。可用「绑定」认领名册上的位置。</p>
    <label>姓名<input name="name" required maxlength="30" autocomplete="off" /></label>
    <label>手机（可空）<input name="mobile" maxlength="20" autocomplete="off" placeholder="+8613900000000" /></label>
    <button type="submit" class="primary">添加并切换</button>
  </form>`;
}

function newGroup(desk: Desk): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const members = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked')].map(
      (box) => box.value,
    );
    void desk.tried(async () => {
      const chat = await post<{ chatId: string }>('chats', {
        name: value(form, 'name') || '新群',
        members: [desk.me, ...members],
        botIn: false,
      });
      close(desk);
      await desk.refreshState();
      await desk.openChat(chat.chatId);
    }, '群已建好；在群信息里把机器人拉进来');
  };
  const others = (desk.state?.people ?? []).filter((person) => person.openId !== desk.me && !person.resigned);
  return html`<form class="stack" @submit=${submit}>
    <label>群名<input name="name" required maxlength="40" autocomplete="off" /></label>
    <fieldset><legend>成员（自己在内）</legend>
      ${others.map((person) => html`<label class="check"><input type="checkbox" value=${person.openId} />${person.name}</label>`)}
    </fieldset>
    <button type="submit" class="primary">建群</button>
  </form>`;
}

/** The drawer now open, tools excepted. */
export function drawers(desk: Desk): unknown {
  if (desk.drawer === 'info' && desk.chat !== undefined)
    return desk.chat.mode === 'group'
      ? drawer(desk, '群信息', groupInfo(desk))
      : drawer(desk, '信息', privateInfo(desk));
  if (desk.drawer === 'person') return drawer(desk, '添加人员', newPerson(desk));
  if (desk.drawer === 'group') return drawer(desk, '建群', newGroup(desk));
  return nothing;
}

const modal = ref((element) => {
  // It is called before the dialog stands in the page.
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
});

/** The confirm dialog and the picture shown large. */
export function dialogs(desk: Desk): unknown {
  const { question, picture } = desk;
  const closePicture = () => {
    desk.picture = undefined;
    desk.changed();
  };
  return html`${
    question === undefined
      ? nothing
      : html`<dialog class="confirm" aria-label=${question.title} ${modal} @cancel=${() => question.answer(false)}>
          <h2>${question.title}</h2>
          <p>${question.text}</p>
          <div class="confirm-actions">
            <button type="button" @click=${() => question.answer(false)}>取消</button>
            <button type="button" class="primary" @click=${() => question.answer(true)}>确定</button>
          </div>
        </dialog>`
  }${
    picture === undefined
      ? nothing
      : html`<dialog class="picture-large" aria-label="图片预览" ${modal} @cancel=${closePicture}>
          <img src=${picture.url} alt=${picture.title || '图片'} />
          <button type="button" @click=${closePicture}>关闭</button>
        </dialog>`
  }`;
}
