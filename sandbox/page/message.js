// One message in the stream: who, when, what; and what can be done with it.
import { post } from './api.js';
import { drawCard } from './card.js';
import { clockText, el } from './dom.js';
import { ask, toast } from './toast.js';

function showResult(result) {
  if (result.error !== undefined) {
    const code = typeof result.error.code === 'number' ? ` code: ${result.error.code}` : '';
    toast('error', `${result.error.message}${code}`);
  } else if (result.toast !== undefined) toast(result.toast.type, result.toast.content);
}

async function guarded(work) {
  try {
    showResult(await work());
  } catch (error) {
    toast('error', error.message);
  }
}

function hostFor(message, room) {
  const base = { person: room.me, message: message.messageId };
  return {
    at: room.at,
    people: room.people,
    press: async (path, element, inputs) => {
      if (element.confirm && !(await ask(element.confirm))) return;
      await guarded(() => post('press', { ...base, path, inputs }));
    },
    choose: (path, element, input) =>
      element.tag === 'checker' && !element.behaviors
        ? undefined
        : guarded(() => post('choose', { ...base, path, input })),
  };
}

function drawContent(message, room) {
  if (message.recalled) return el('p', { class: 'note' }, '消息已撤回');
  if (message.card !== undefined) return drawCard(message.card, hostFor(message, room));
  const source = (key) => `/sandbox/api/resources/${encodeURIComponent(key ?? '')}`;
  if (message.type === 'image')
    return el('img', { class: 'picture', src: source(message.content?.image_key), alt: '图片' });
  if (message.type === 'file')
    return el(
      'a',
      {
        class: 'bubble file',
        href: source(message.content?.file_key),
        download: message.content?.file_name ?? '',
      },
      `文件 · ${message.content?.file_name ?? ''}`,
    );
  return el('div', { class: 'bubble' }, message.text);
}

/** Draws a message. `room`: {me, at, people, quote(messageId), reply(message), recall(message)}. */
export function drawMessage(message, room) {
  const mine = message.from === room.me;
  const quoted = message.parentId === undefined ? null : room.quote(message.parentId);
  const marks = [
    message.updated && message.card === undefined ? '已编辑' : '',
    message.urgentIds.includes(room.me) ? '加急' : '',
    ...message.reactions.map((emoji) => `:${emoji}:`),
  ].filter((mark) => mark !== '');
  const acts = message.recalled
    ? null
    : el(
        'div',
        { class: 'acts' },
        el('button', { type: 'button', class: 'quiet', onclick: () => room.reply(message) }, '回复'),
        mine
          ? el('button', { type: 'button', class: 'quiet', onclick: () => room.recall(message) }, '撤回')
          : null,
      );
  return el(
    'div',
    {
      class: `message${mine ? ' mine' : ''}${message.card ? ' with-card' : ''}`,
      'data-message-id': message.messageId,
    },
    el(
      'div',
      { class: `avatar${message.fromBot ? ' bot' : ''}`, 'aria-hidden': 'true' },
      message.fromName.slice(-2),
    ),
    el(
      'div',
      { class: 'said' },
      el(
        'div',
        { class: 'meta' },
        el('span', {}, message.fromName),
        el('time', {}, clockText(message.createdAt)),
        marks.map((mark) => el('span', { class: mark === '加急' ? 'urgent' : 'note' }, mark)),
        acts,
      ),
      quoted === null ? null : el('div', { class: 'quoted' }, quoted),
      drawContent(message, room),
    ),
  );
}
