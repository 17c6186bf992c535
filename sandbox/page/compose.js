// The type box: Enter sends, Shift+Enter breaks the line; @ in groups; files; the bot's menu in the private chat.
import { post, upload } from './api.js';
import { el } from './dom.js';
import { toast } from './toast.js';

async function tried(work) {
  try {
    await work();
  } catch (error) {
    toast('error', error.message);
  }
}

/** Draws the type box for a chat. `room`: {me, chat, app, menu, replyTo(), clearReply()}. */
export function drawCompose(room) {
  const { chat, me } = room;
  const group = chat.mode === 'group';
  const box = el('textarea', {
    id: 'box',
    rows: 1,
    'aria-label': '输入消息',
    placeholder: group ? `在“${chat.name}”里说` : `发给${room.app.name}`,
    enterKeyHint: 'send',
  });
  const at = el(
    'button',
    {
      type: 'button',
      class: 'at-toggle',
      'aria-pressed': 'true',
      onclick: () => at.setAttribute('aria-pressed', String(at.getAttribute('aria-pressed') !== 'true')),
    },
    `@${room.app.name}`,
  );
  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };
  const send = () =>
    tried(async () => {
      const text = box.value.trim();
      if (text === '') return;
      const replyTo = room.replyTo();
      box.value = '';
      grow();
      room.clearReply();
      const mention = group && at.getAttribute('aria-pressed') === 'true';
      const said = await post('say', {
        person: me,
        chat: chat.chatId,
        text,
        mention,
        ...(replyTo ? { replyTo } : {}),
      });
      if (said.pushed && said.status !== 200)
        toast('warning', `机器人没有收下这条消息（${said.status ?? '无应答'}），稍后会重推`);
    });
  box.addEventListener('input', grow);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  const picker = el('input', { type: 'file', class: 'hidden', 'aria-label': '选择文件' });
  picker.addEventListener('change', () =>
    tried(async () => {
      const file = picker.files[0];
      picker.value = '';
      if (!file) return;
      const replyTo = room.replyTo();
      room.clearReply();
      await upload(me, chat.chatId, file, replyTo);
    }),
  );
  const menu = room.menu.map((entry) =>
    el(
      'button',
      {
        type: 'button',
        class: 'menu-entry',
        onclick: () => tried(() => post('menu', { person: me, eventKey: entry.eventKey })),
      },
      entry.label,
    ),
  );
  return [
    !group && menu.length > 0
      ? el('div', { class: 'menu', role: 'toolbar', 'aria-label': '机器人菜单' }, menu)
      : null,
    el('div', { class: 'reply-to', id: 'reply-to', hidden: true }),
    el(
      'div',
      { class: 'row' },
      group ? at : null,
      box,
      el(
        'button',
        { type: 'button', class: 'quiet', title: '发送文件或图片', onclick: () => picker.click() },
        '文件',
      ),
      picker,
      el('button', { type: 'button', class: 'primary', onclick: send }, '发送'),
    ),
  ].filter(Boolean);
}
