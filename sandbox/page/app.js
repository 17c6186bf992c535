// The chat page: who I am, which conversations there are, the open one, and keeping all of it live.
import { get, listen, post } from './api.js';
import { drawCompose } from './compose.js';
import { clockText, el } from './dom.js';
import { drawMessage } from './message.js';
import { toast } from './toast.js';
import { drawWire } from './wire.js';

const byId = (id) => document.getElementById(id);
const view = {
  state: undefined,
  me: undefined,
  chatId: undefined,
  drawn: new Map(),
  messages: [],
  replyTo: undefined,
};

const seenKey = (chatId) => `seen/${view.me}/${chatId}`;
const chatNow = () => view.state.chats.find((chat) => chat.chatId === view.chatId);
const nameOf = (id) =>
  view.state.people.find((person) => person.openId === id)?.name ??
  (id === view.state.app.botOpenId ? view.state.app.name : id);

function room() {
  const members = chatNow()?.memberIds ?? [];
  const known = new Set(view.state.people.map((person) => person.openId));
  return {
    me: view.me,
    chat: chatNow(),
    app: view.state.app,
    menu: view.state.menu,
    at: (id) => `@${id === 'all' ? '所有人' : nameOf(id)}`,
    people: { members, has: (id) => known.has(id), name: nameOf },
    quote: quoteOf,
    reply: (message) => setReply(message),
    recall: (message) =>
      post('recall', { person: view.me, message: message.messageId }).catch((error) =>
        toast('error', error.message),
      ),
    replyTo: () => view.replyTo?.messageId,
    clearReply: () => setReply(undefined),
  };
}

function quoteOf(messageId) {
  const parent = view.messages.find((message) => message.messageId === messageId);
  if (parent === undefined) return '回复一条消息';
  return `回复 ${parent.fromName}：${(parent.recalled ? '已撤回' : parent.text).split('\n')[0].slice(0, 40)}`;
}

function setReply(message) {
  view.replyTo = message;
  const bar = byId('reply-to');
  if (bar === null) return;
  bar.hidden = message === undefined;
  bar.replaceChildren();
  if (message === undefined) return;
  bar.append(
    `回复 ${message.fromName}：${message.text.split('\n')[0].slice(0, 40)}`,
    el(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': '取消回复', onclick: () => setReply(undefined) },
      '×',
    ),
  );
  byId('box').focus();
}

function drawChats() {
  const chats = [...view.state.chats].sort((a, b) =>
    a.mode === b.mode ? b.lastAt - a.lastAt : a.mode === 'p2p' ? -1 : 1,
  );
  byId('chats').replaceChildren(
    ...chats.map((chat) => {
      const unread = Math.max(0, chat.count - Number(sessionStorage.getItem(seenKey(chat.chatId)) ?? 0));
      return el(
        'button',
        {
          type: 'button',
          class: 'chat-entry',
          'aria-current': chat.chatId === view.chatId ? 'true' : undefined,
          onclick: () => openChat(chat.chatId),
        },
        el(
          'span',
          { class: `avatar${chat.mode === 'p2p' ? ' bot' : ' group'}`, 'aria-hidden': 'true' },
          chat.name.slice(0, 2),
        ),
        el(
          'span',
          { class: 'chat-text' },
          el(
            'span',
            { class: 'chat-line' },
            el('span', { class: 'chat-name' }, chat.name),
            chat.lastAt > 0 ? el('time', {}, clockText(chat.lastAt)) : null,
          ),
          el(
            'span',
            { class: 'chat-line' },
            el('span', { class: 'chat-preview' }, chat.botIn ? chat.preview : '机器人不在群里'),
            unread > 0 && chat.chatId !== view.chatId
              ? el('span', { class: 'unread', 'aria-label': `${unread} 条未读` }, String(unread))
              : null,
          ),
        ),
      );
    }),
  );
}

function drawWho() {
  const who = byId('who');
  who.replaceChildren(
    ...view.state.people.map((person) => el('option', { value: person.openId }, person.name)),
  );
  who.value = view.me ?? '';
}

async function refreshState() {
  view.state = await get(`state${view.me ? `?as=${encodeURIComponent(view.me)}` : ''}`);
  if (view.me === undefined || !view.state.people.some((person) => person.openId === view.me)) {
    view.me = sessionStorage.getItem('me') ?? undefined;
    if (!view.state.people.some((person) => person.openId === view.me))
      view.me = view.state.people[0]?.openId;
    if (view.me !== undefined) view.state = await get(`state?as=${encodeURIComponent(view.me)}`);
  }
  drawWho();
  drawChats();
}

async function refreshMessages() {
  const chatId = view.chatId;
  if (chatId === undefined) return;
  const { messages } = await get(`chats/${chatId}/messages`);
  if (chatId !== view.chatId) return;
  view.messages = messages;
  sessionStorage.setItem(seenKey(chatId), String(messages.length));
  const stream = byId('stream');
  const atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120;
  const here = room();
  for (const message of messages) {
    const version = JSON.stringify([
      message.updatedAt,
      message.recalled,
      message.urgentIds,
      message.reactions,
      message.card ?? message.text,
    ]);
    const known = view.drawn.get(message.messageId);
    if (known?.version === version) continue;
    const node = drawMessage(message, here);
    if (known === undefined) stream.append(node);
    else known.node.replaceWith(node);
    view.drawn.set(message.messageId, { version, node });
  }
  if (atEnd) stream.scrollTop = stream.scrollHeight;
}

async function openChat(chatId, entering = true) {
  view.chatId = chatId;
  view.drawn.clear();
  view.messages = [];
  const chat = chatNow();
  byId('stream').replaceChildren();
  byId('title').textContent = chat.mode === 'group' ? `${chat.name}（${chat.memberIds.length}）` : chat.name;
  byId('compose').replaceChildren(...drawCompose(room()));
  setReply(undefined);
  byId('frame').dataset.view = 'talk';
  await refreshMessages();
  byId('stream').scrollTop = byId('stream').scrollHeight;
  drawChats();
  if (entering && chat.mode === 'p2p') await post('enter', { person: view.me });
}

async function become(person) {
  view.me = person;
  view.chatId = undefined;
  sessionStorage.setItem('me', person);
  await refreshState();
  const wide = matchMedia('(min-width: 701px)').matches;
  const first = view.state.chats.find((chat) => chat.mode === 'p2p');
  if (wide && first) await openChat(first.chatId);
  else byId('frame').dataset.view = 'list';
}

/** Runs `work` once, `ms` after the first of a burst of calls. */
function soon(work, ms) {
  let timer = 0;
  return () => {
    if (timer !== 0) return;
    timer = setTimeout(() => {
      timer = 0;
      work().catch((error) => toast('error', `与沙箱断开：${error.message}`));
    }, ms);
  };
}

const refreshSoon = soon(async () => {
  await refreshMessages();
  await refreshState();
}, 30);

const wirePanel = byId('wire');
const wire = drawWire(wirePanel);
byId('wire-toggle').addEventListener('click', () => {
  wirePanel.hidden = !wirePanel.hidden;
  byId('wire-toggle').setAttribute('aria-expanded', String(!wirePanel.hidden));
  byId('frame').classList.toggle('with-wire', !wirePanel.hidden);
  wire.update();
});
byId('back').addEventListener('click', () => {
  view.chatId = undefined;
  byId('frame').dataset.view = 'list';
  drawChats();
});
byId('who').addEventListener('change', (event) => become(event.target.value));

await refreshState();
if (view.me !== undefined) await become(view.me);
listen({
  change: refreshSoon,
  beat: refreshSoon,
  wire: soon(wire.update, 100),
});
