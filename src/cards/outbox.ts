/** 发件箱: messages that were not sent, why, and what the office may do about each. Shows what they are called, not what they say. */
import type { Button, Card, Element } from '../card.ts';
import { plain, printMinute, quiet, sayButton, warning } from './show.ts';
import { pageWithin, turnButtons } from './turns.ts';

export interface HeldLine {
  readonly key: string;
  readonly id: string;
  readonly state: 'parked' | 'uncertain';
  readonly title: string;
  /** Names, never accounts. */
  readonly to: string;
  readonly why: string;
  /** UTC ms. */
  readonly createdAt: number;
}

export interface OutboxView {
  /** Those of the page. */
  readonly lines: readonly HeldLine[];
  readonly parked: number;
  readonly uncertain: number;
  /** From 0; beyond the last is the last. */
  readonly page: number;
  readonly pages: number;
  /** UTC ms. */
  readonly now: number;
  /** What was just done, to stand first. */
  readonly done?: string;
}

/** Messages a page. */
export const OUTBOX_PAGE = 5;
export const STATE_WORDS = { parked: '停放', uncertain: '结果不明' } as const;
const TITLE_MAX = 60;
const WHY_MAX = 240;
const MINUTE_MS = 60_000;
const MAY_REPEAT = '可能已经送达，重发以后对方也许会看到两次。';

export function outboxCard(view: OutboxView): Card {
  const total = view.parked + view.uncertain;
  const done: readonly Element[] = view.done === undefined ? [] : [plain(view.done)];
  if (total === 0) {
    const body = [...done, plain('没有停放或结果不明的消息；正在排队的会自动发出。')];
    return { title: '发件箱：没有发不出的消息', tone: 'done', body };
  }
  const page = pageWithin(view.page, view.pages);
  const turns = turnButtons(page, view.pages, (to) => ({
    command: 'outbox',
    action: 'page',
    args: { page: String(to) },
  }));
  return {
    title: `发件箱：${total} 条没有发出`,
    tone: 'todo',
    body: [
      ...done,
      plain(`停放 ${view.parked} 条（飞书不收，改好再重发），结果不明 ${view.uncertain} 条（可能已送达）。`),
      ...view.lines.flatMap((line) => lineElements(line, page, view.now)),
      { el: 'rule' },
      { el: 'buttons', buttons: [...allButtons(view), ...turns] },
      quiet(
        `第 ${page + 1}/${view.pages} 页。也可以打字：发件箱 重发 ${view.lines[0]?.id ?? '编号'}；发件箱 作废 全部。只显示标题，不显示正文。`,
      ),
    ],
  };
}

/** To the office in the morning: what was given up the day before. */
export function unsentCard({ parked, uncertain }: Pick<OutboxView, 'parked' | 'uncertain'>): Card {
  return {
    title: `昨天有 ${parked + uncertain} 条消息没有发出`,
    tone: 'todo',
    body: [
      plain(`停放 ${parked} 条（飞书不收，改好再重发），结果不明 ${uncertain} 条（可能已送达）。`),
      { el: 'buttons', buttons: [sayButton('打开发件箱', 'outbox', '', 'primary')] },
    ],
  };
}

function lineElements(line: HeldLine, page: number, now: number): readonly Element[] {
  const args = { item: line.key, page: String(page) };
  const uncertain = line.state === 'uncertain';
  return [
    { el: 'rule' },
    {
      el: 'text',
      text: [
        { text: line.title.slice(0, TITLE_MAX), strong: true },
        `\n发给 ${line.to}｜${STATE_WORDS[line.state]}｜${printMinute(line.createdAt)}，已 ${sayAge(now - line.createdAt)}｜编号 ${line.id}`,
      ],
    },
    warning(line.why.slice(0, WHY_MAX)),
    {
      el: 'buttons',
      buttons: [
        {
          label: `重发 ${line.id}`,
          press: { command: 'outbox', action: 'retry', args },
          ...(uncertain ? { confirm: { title: '重发这条消息？', text: MAY_REPEAT } } : {}),
        },
        {
          label: `作废 ${line.id}`,
          press: { command: 'outbox', action: 'purge', args },
          look: 'danger',
          confirm: { title: '作废这条消息？', text: '不再发送，内容也删除，不能恢复。' },
        },
      ],
    },
  ];
}

/** All at once, as many as stood on the card: what comes later was not decided on. */
function allButtons({ parked, uncertain, now }: OutboxView): readonly Button[] {
  const args = (only: string) => ({ only, until: String(now) });
  const retry = (label: string, only: string, text: string): Button => ({
    label,
    press: { command: 'outbox', action: 'retry-all', args: args(only) },
    look: 'primary',
    confirm: { title: `${label}？`, text },
  });
  const total = parked + uncertain;
  const buttons: Button[] = [];
  if (parked > 0 && uncertain > 0)
    buttons.push(retry(`只重发停放的 ${parked} 条`, 'parked', '先确认原因已经改好，否则还会停放。'));
  const risk = uncertain > 0 ? `其中 ${uncertain} 条${MAY_REPEAT}` : '先确认原因已经改好，否则还会停放。';
  buttons.push(retry(`全部重发 ${total} 条`, '', risk));
  buttons.push({
    label: `全部作废 ${total} 条`,
    press: { command: 'outbox', action: 'purge-all', args: args('') },
    look: 'danger',
    confirm: { title: `全部作废 ${total} 条？`, text: '不再发送，内容也删除，不能恢复。' },
  });
  return buttons;
}

/** Asked by words for all of them: what would happen, and a button that does it. */
export function outboxAskCard(view: {
  readonly act: 'retry' | 'purge';
  readonly only: 'parked' | 'uncertain' | null;
  readonly parked: number;
  readonly uncertain: number;
  readonly now: number;
}): Card {
  const { act, only } = view;
  const word = act === 'retry' ? '重发' : '作废';
  const total = view.parked + view.uncertain;
  const what = [
    ...(view.parked > 0 ? [`停放 ${view.parked} 条`] : []),
    ...(view.uncertain > 0 ? [`结果不明 ${view.uncertain} 条`] : []),
  ].join('，');
  const risk =
    act === 'purge'
      ? '不再发送，内容也删除，不能恢复。'
      : view.uncertain > 0
        ? `结果不明的${MAY_REPEAT}`
        : '先确认原因已经改好，否则还会停放。';
  return {
    title: `${word} ${total} 条消息？`,
    tone: 'todo',
    body: [
      plain(`${what}。${risk}`),
      {
        el: 'buttons',
        buttons: [
          {
            label: `确认${word} ${total} 条`,
            press: {
              command: 'outbox',
              action: act === 'retry' ? 'retry-all' : 'purge-all',
              args: { only: only ?? '', until: String(view.now) },
            },
            look: act === 'retry' ? 'primary' : 'danger',
          },
          { label: '先看看', press: { command: 'outbox', action: 'page', args: { page: '0' } } },
        ],
      },
      quiet(`也可以打字：发件箱 ${word} ${SCOPE_WORDS[only ?? 'all']} 确认`),
    ],
  };
}

const SCOPE_WORDS = { all: '全部', parked: '停放', uncertain: '不明' } as const;

function sayAge(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`;
}
