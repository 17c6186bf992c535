/** 会议 as cards: the agenda with its decisions, the form of one item, what is owed and what there was. */
import type { Button, Card, Element, Option } from '../card.ts';
import { type AgendaItem, type Meeting, SOURCE_WORDS } from '../domain/meeting/meeting.ts';
import { plain, quiet, sayButton, warning } from './show.ts';
import { turnsFrom } from './turns.ts';

const STATE_WORDS: Readonly<Record<Meeting['state'], string>> = {
  drafted: '拟定',
  held: '已召开',
  cancelled: '已取消',
};

export interface MeetingView {
  readonly meeting: Meeting;
  /** Those the viewer may see. */
  readonly items: readonly AgendaItem[];
  readonly hidden: number;
  readonly offset: number;
  readonly units: string;
  readonly unitName: (unit: string | null) => string;
  readonly notes: readonly string[];
  /** Runs the meeting: decides items, records it as held. */
  readonly mayRun: boolean;
}

export const ITEMS_PAGE = 10;

export const sayMeetingState = ({ state }: Pick<Meeting, 'state'>): string => STATE_WORDS[state];

export function meetingCard(view: MeetingView, headline = ''): Card {
  const { meeting } = view;
  const what = meeting.state === 'held' ? '纪要' : '议程';
  return {
    title: headline === '' ? `${meeting.label}${what} ${meeting.number}` : headline,
    subtitle: `${meeting.label} · ${meeting.heldOn ?? meeting.plannedOn} · ${STATE_WORDS[meeting.state]}`,
    tone: meeting.state === 'held' ? 'done' : meeting.state === 'cancelled' ? 'closed' : 'todo',
    body: meetingElements(view),
  };
}

function meetingElements(view: MeetingView): readonly Element[] {
  const { meeting, items, offset, notes } = view;
  const shown = items.slice(offset, offset + ITEMS_PAGE);
  const rows = [
    { label: '会议', value: `${meeting.label}（${meeting.body}）` },
    ...(view.units === '' ? [] : [{ label: '单位', value: view.units }]),
    { label: meeting.heldOn === null ? '拟开日期' : '召开日期', value: meeting.heldOn ?? meeting.plannedOn },
    ...(meeting.minutes === null ? [] : [{ label: '纪要', value: meeting.minutes }]),
    ...(meeting.clause === null ? [] : [{ label: '依据', value: meeting.clause }]),
    ...(meeting.endReason === null ? [] : [{ label: '取消理由', value: meeting.endReason }]),
  ];
  const body: Element[] = [{ el: 'fields', fields: rows }, ...notes.map(quiet)];
  if (items.length === 0) body.push(quiet('没有议题。'));
  for (const item of shown) body.push(plain(itemText(item, view)));
  const pages = pageButtons(view);
  if (pages.length > 0) body.push({ el: 'buttons', buttons: pages });
  if (view.hidden > 0) body.push(quiet(`另有 ${view.hidden} 个议题与您的单位无关，未列出。`));
  if (view.mayRun) body.push(...runElements(view, shown));
  return body;
}

function itemText(item: AgendaItem, { unitName, meeting }: MeetingView): string {
  const { decision } = item;
  const clause = item.clause === null ? '' : `（${item.clause}）`;
  const lines = [`${item.no}. 【${SOURCE_WORDS[item.source]}】${item.title}`, `${item.why}${clause}`];
  if (decision !== null) {
    const who = decision.unit === null ? '' : `；${unitName(decision.unit)}`;
    const due = decision.dueOn === null ? '' : ` ${decision.dueOn} 前`;
    const task = decision.task === null ? '' : `；任务 ${decision.task}`;
    lines.push(`议定：${decision.text}${who}${due}${task}`);
  } else if (meeting.state === 'held') lines.push('议定：（未记录）');
  return lines.filter((line) => line !== '').join('\n');
}

const pageButtons = ({ meeting, items, offset }: MeetingView): readonly Button[] =>
  turnsFrom({ offset, total: items.length, step: ITEMS_PAGE }, (to) => ({
    command: 'meeting',
    action: 'page',
    args: { meeting: meeting.number, offset: String(to) },
  }));

function runElements({ meeting }: MeetingView, shown: readonly AgendaItem[]): readonly Element[] {
  const { number, state } = meeting;
  if (state === 'cancelled') return [];
  const open = shown.filter((item) => item.decision?.task == null);
  const body: Element[] = [];
  if (open.length > 0) {
    body.push({
      el: 'buttons',
      buttons: open.map((item) => ({
        label: `议定 ${item.no}`,
        press: { command: 'meeting', action: 'open', args: { meeting: number, no: String(item.no) } },
      })),
    });
  }
  if (state !== 'drafted') return body;
  body.push(
    { el: 'rule' },
    {
      el: 'form',
      name: 'hold',
      fields: [
        { kind: 'date', name: 'heldOn', label: '召开日期', required: true, value: meeting.plannedOn },
        { kind: 'line', name: 'minutes', label: '纪要（文号或名称，可不填）', maxLength: 200 },
      ],
      buttons: [
        {
          label: '召开',
          look: 'primary',
          press: { command: 'meeting', action: 'hold', args: { meeting: number } },
        },
      ],
    },
    quiet(`增减议题发送「会议 ${number} 增加 …」「会议 ${number} 去掉 2」；开过会按「召开」。`),
  );
  return body;
}

export interface ItemFormView {
  readonly meeting: Meeting;
  readonly item: AgendaItem;
  /** `null`: too many to list, a name is typed. */
  readonly units: readonly Option[] | null;
  readonly text: string;
  readonly unit: string;
  readonly dueOn: string;
  readonly hints: readonly string[];
}

/** 议定 of one item. */
export function itemFormCard({ meeting, item, units, text, unit, dueOn, hints }: ItemFormView): Card {
  return {
    title: `议定议题 ${item.no}`,
    subtitle: `${meeting.label} ${meeting.number}`,
    tone: 'todo',
    body: [
      plain(`【${SOURCE_WORDS[item.source]}】${item.title}\n${item.why}`),
      ...hints.map(warning),
      {
        el: 'form',
        name: 'decide',
        fields: [
          { kind: 'lines', name: 'text', label: '议定意见', required: true, value: text, maxLength: 500 },
          units === null
            ? { kind: 'line', name: 'unit', label: '责任单位', value: unit, maxLength: 60 }
            : {
                kind: 'choice',
                name: 'unit',
                label: '责任单位',
                options: units,
                ...(unit === '' ? {} : { value: unit }),
              },
          { kind: 'date', name: 'dueOn', label: '完成时限', ...(dueOn === '' ? {} : { value: dueOn }) },
        ],
        buttons: [
          {
            label: '提交',
            look: 'primary',
            press: {
              command: 'meeting',
              action: 'decide',
              args: { meeting: meeting.number, no: String(item.no) },
            },
          },
        ],
      },
      quiet('写明责任单位和完成时限的，自动转为督办任务；只记意见的，责任单位和时限可不填。'),
    ],
  };
}

export interface OverviewView {
  readonly owed: readonly { readonly text: string; readonly state: 'met' | 'over' | 'running' | 'missed' }[];
  readonly more: number;
  readonly meetings: readonly Meeting[];
  readonly proposals: number;
  readonly mayDraft: boolean;
}

export function overviewCard(view: OverviewView): Card {
  const missed = view.owed.filter(({ state }) => state === 'missed');
  const body: Element[] = [];
  for (const { text, state } of view.owed) body.push(state === 'missed' ? warning(text) : plain(text));
  if (view.more > 0) body.push(quiet(`另有 ${view.more} 个单位略。`));
  if (view.owed.length === 0) body.push(quiet('本方案没有规定会议周期，或与您的单位无关。'));
  if (view.meetings.length > 0) {
    body.push({ el: 'rule' }, plain(view.meetings.map(meetingLine).join('\n')), {
      el: 'buttons',
      buttons: view.meetings.map(({ number }) => sayButton(number, 'meeting', number)),
    });
  }
  const buttons = [
    ...(view.mayDraft ? [sayButton('草拟', 'meeting', '草拟', 'primary')] : []),
    ...(view.proposals > 0 ? [sayButton(`处理建议 ${view.proposals} 条`, 'meeting', '建议')] : []),
  ];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  return {
    title: missed.length > 0 ? `会议：${missed.length} 次未按期召开` : '会议',
    tone: missed.length > 0 ? 'overdue' : 'notice',
    body,
  };
}

const meetingLine = (meeting: Meeting): string =>
  `${meeting.number} ${meeting.label} ${meeting.heldOn ?? meeting.plannedOn} ${STATE_WORDS[meeting.state]}，议题 ${meeting.items.length} 个`;

/** What is owed, for whoever has to hold it. */
export const owedCard = (title: string, lines: readonly string[], isMissed: boolean): Card => ({
  title,
  tone: isMissed ? 'overdue' : 'todo',
  body: [
    ...lines.map(plain),
    quiet('开会前发送「会议 草拟 日期」；已经开过的发送「会议 记录 会议名称 日期 纪要文号」。'),
    { el: 'buttons', buttons: [sayButton('会议', 'meeting')] },
  ],
});
