// 接线记录: what went over the wire, newest first, with the JSON of each; and the clock and the faults beside it.
import { get, post } from './api.js';
import { clockText, el } from './dom.js';
import { toast } from './toast.js';

const hourMs = 3_600_000;
const faults = {
  rate429: '限流 429',
  http500: '服务器错误 500',
  timeout: '不应答',
  lostReply: '已收下但断线',
  chatRate: '会话限流 230020',
  tokenRevoked: '令牌失效',
  unavailable: '不在可用范围',
};
const shownMax = 300;

async function tried(work, done) {
  try {
    await work();
    if (done) toast('success', done);
  } catch (error) {
    toast('error', error.message);
  }
}

function entryNode(entry) {
  const good =
    (entry.status === 200 || entry.status === undefined) && !entry.code && entry.status !== undefined;
  const json = (value) => el('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const again =
    entry.kind === 'event' && entry.eventId
      ? el(
          'button',
          {
            type: 'button',
            class: 'quiet',
            onclick: () => tried(() => post('redeliver', { eventId: entry.eventId }), '已重推'),
          },
          '重推',
        )
      : null;
  const asNew =
    again &&
    el(
      'button',
      {
        type: 'button',
        class: 'quiet',
        onclick: () => tried(() => post('redeliver', { eventId: entry.eventId, asNew: true }), '已换号重推'),
      },
      '换 event_id 重推',
    );
  const body = el('div', { class: 'wire-body' });
  const node = el(
    'details',
    { class: `wire-entry ${good ? 'good' : 'bad'}` },
    el(
      'summary',
      {},
      el('span', { class: 'arrow' }, entry.direction === 'toBot' ? '→' : '←'),
      el('span', { class: 'wire-name' }, entry.name),
      el(
        'span',
        { class: 'note' },
        `${entry.status ?? '—'}${entry.code ? ` · ${entry.code}` : ''} · ${entry.durationMs} ms${entry.attempt > 1 ? ` · 第 ${entry.attempt} 次` : ''}`,
      ),
      entry.note ? el('span', { class: 'note' }, entry.note) : null,
    ),
    body,
  );
  node.addEventListener('toggle', () => {
    if (node.open && body.childElementCount === 0)
      body.append(
        el('p', { class: 'note' }, clockText(entry.at)),
        ...[again, asNew].filter(Boolean),
        el(
          'button',
          {
            type: 'button',
            class: 'quiet',
            onclick: () =>
              tried(() => navigator.clipboard.writeText(JSON.stringify(entry, null, 2)), '已复制'),
          },
          '复制',
        ),
        el('h4', {}, '请求'),
        json(entry.request),
        el('h4', {}, '应答'),
        json(entry.response),
      );
  });
  return node;
}

/** Builds the panel; gives {update} to be called when the wire moved. */
export function drawWire(panel) {
  let seq = 0;
  let busy = false;
  const list = el('div', { class: 'wire-list' });
  const filter = el('input', {
    type: 'search',
    placeholder: '筛选，如 messages',
    'aria-label': '筛选接线记录',
  });
  const now = el('span', { class: 'note', id: 'now' });
  const move = (label, ms) =>
    el(
      'button',
      {
        type: 'button',
        class: 'quiet',
        onclick: () =>
          tried(async () => {
            now.textContent = clockText((await post('advance', { ms })).now);
          }, `时钟已前移 ${label}`),
      },
      `+${label}`,
    );
  const kind = el(
    'select',
    { 'aria-label': '故障' },
    Object.entries(faults).map(([value, text]) => el('option', { value }, text)),
  );
  const hurt = el(
    'button',
    {
      type: 'button',
      class: 'quiet',
      onclick: () => tried(() => post('faults', { kind: kind.value }), '下一次调用会出这个故障'),
    },
    '注入',
  );
  const apply = () => {
    for (const node of list.children) node.hidden = !node.textContent.includes(filter.value);
  };
  filter.addEventListener('input', apply);
  panel.replaceChildren(
    el(
      'div',
      { class: 'tools' },
      el('strong', {}, '时钟'),
      now,
      move('1 小时', hourMs),
      move('1 天', 24 * hourMs),
      move('7 天', 168 * hourMs),
    ),
    el('div', { class: 'tools' }, el('strong', {}, '故障'), kind, hurt),
    filter,
    list,
  );
  const update = async () => {
    if (busy || panel.hidden) return;
    busy = true;
    const { entries } = await get(`wire?since=${seq}`);
    for (const entry of entries) {
      seq = Math.max(seq, entry.seq);
      list.prepend(entryNode(entry));
    }
    while (list.childElementCount > shownMax) list.lastElementChild.remove();
    if (filter.value !== '') apply();
    now.textContent = clockText((await get('clock')).now);
    busy = false;
  };
  return { update };
}
