/**
 * A meeting 会议: 联席会议, 听取汇报, 推进会. Its agenda 议题 is drafted from what waits for a decision, its decisions 议定事项
 * become tasks, its minutes 纪要 can be shown again.
 *
 *     草拟 ──> drafted ──召开──> held ──(decisions may be entered later)
 *                │  ^ └─ 增加 / 去掉 an item, 议定 an item
 *                └──取消──> cancelled : no fact follows
 *     补记: a meeting somebody held without an agenda here is drafted and held in one go
 *
 * Invariants
 *  1. An item is decided at most once for good: a second decision on it replaces the words only while it made no task.
 *  2. It is held on a day that has come; from then on items are neither added nor taken out.
 *  3. Which meetings were held when, and by whom, is what the pack's cadences count (domain.md P13).
 */
import type { Day, Month } from '../day.ts';

/** Where an item comes from. */
export type AgendaSource = 'dispute' | 'gate' | 'stuck' | 'rolling' | 'proposal' | 'new' | 'hand';

export const SOURCE_WORDS: Readonly<Record<AgendaSource, string>> = {
  dispute: '争议裁定',
  gate: '评价审议',
  stuck: '滞后项目',
  rolling: '滚动考评',
  proposal: '处理建议',
  new: '新增项目',
  hand: '其他议题',
};

export interface ItemDecision {
  readonly text: string;
  readonly unit: string | null;
  readonly dueOn: Day | null;
  /** The task RW-… it became. */
  readonly task: string | null;
  readonly at: number;
  readonly by: string | null;
}

export interface AgendaItem {
  /** 议题 1, 2, …; never given twice. */
  readonly no: number;
  readonly source: AgendaSource;
  readonly title: string;
  /** The lead it is about, by its own number; decides who may see it. */
  readonly lead: string | null;
  /** A dispute's id, a proposal's number … */
  readonly ref: string | null;
  readonly why: string;
  readonly clause: string | null;
  readonly decision: ItemDecision | null;
}

export type NewItem = Omit<AgendaItem, 'no' | 'decision'>;

export interface Meeting {
  /** `HY-202611-0001`. */
  readonly number: string;
  readonly version: number;
  /** The pack's cadence; `other` when it has none. */
  readonly kind: string;
  readonly label: string;
  readonly clause: string | null;
  /** Who holds it, in the pack's words. */
  readonly body: string;
  /** Units for which it counts, where every unit of a set owes its own; else empty: the city's. */
  readonly units: readonly string[];
  readonly plannedOn: Day;
  readonly heldOn: Day | null;
  /** 新增项目 are those after this day. */
  readonly sinceOn: Day | null;
  readonly state: 'drafted' | 'held' | 'cancelled';
  readonly items: readonly AgendaItem[];
  /** 纪要: number or name of the paper, and words. */
  readonly minutes: string | null;
  readonly draftedAt: number;
  readonly draftedBy: string | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
}

export type MeetingFact =
  | {
      readonly type: 'meeting.drafted';
      readonly number: string;
      readonly kind: string;
      readonly label: string;
      readonly clause: string | null;
      readonly body: string;
      readonly units: readonly string[];
      readonly plannedOn: Day;
      readonly sinceOn: Day | null;
      readonly items: readonly NewItem[];
    }
  | { readonly type: 'meeting.item_added'; readonly item: NewItem }
  | { readonly type: 'meeting.item_dropped'; readonly no: number }
  | {
      readonly type: 'meeting.decided';
      readonly no: number;
      readonly text: string;
      readonly unit: string | null;
      readonly dueOn: Day | null;
      readonly task: string | null;
    }
  | { readonly type: 'meeting.held'; readonly on: Day; readonly minutes: string | null }
  | { readonly type: 'meeting.cancelled'; readonly reason: string };

/** The `kind` of a meeting no cadence of the pack asks for. */
export const OTHER_MEETING = 'other';

/** 议定事项 that became work to be done. */
export const decidedItems = ({ items }: Pick<Meeting, 'items'>): readonly AgendaItem[] =>
  items.filter((item) => item.decision !== null);

const numbered = (items: readonly NewItem[], from: number): readonly AgendaItem[] =>
  items.map((item, index) => ({ ...item, no: from + index, decision: null }));

const nextNo = (items: readonly AgendaItem[]): number => Math.max(0, ...items.map(({ no }) => no)) + 1;

/** The meeting after one more fact; `null` before its first. */
export function evolveMeeting(
  meeting: Meeting | null,
  fact: MeetingFact,
  at: number,
  actor: string | null,
): Meeting {
  if (fact.type === 'meeting.drafted') {
    if (meeting !== null) throw new Error(`${meeting.number} is drafted already`);
    const { type: _type, items, ...given } = fact;
    return {
      ...given,
      version: 1,
      heldOn: null,
      state: 'drafted',
      items: numbered(items, 1),
      minutes: null,
      draftedAt: at,
      draftedBy: actor,
      endedAt: null,
      endedBy: null,
      endReason: null,
    };
  }
  if (meeting === null) throw new Error(`a meeting starts with its draft, not ${fact.type}`);
  if (meeting.state === 'cancelled') throw new Error(`${meeting.number} was cancelled`);
  const next: Meeting = { ...meeting, version: meeting.version + 1 };
  switch (fact.type) {
    case 'meeting.item_added':
      return { ...next, items: [...meeting.items, ...numbered([fact.item], nextNo(meeting.items))] };
    case 'meeting.item_dropped':
      return { ...next, items: meeting.items.filter(({ no }) => no !== fact.no) };
    case 'meeting.decided': {
      const { type: _type, no, ...words } = fact;
      const decision: ItemDecision = { ...words, at, by: actor };
      return {
        ...next,
        items: meeting.items.map((item) => (item.no === no ? { ...item, decision } : item)),
      };
    }
    case 'meeting.held':
      return {
        ...next,
        state: 'held',
        heldOn: fact.on,
        minutes: fact.minutes ?? meeting.minutes,
        endedAt: at,
        endedBy: actor,
      };
    case 'meeting.cancelled':
      return { ...next, state: 'cancelled', endedAt: at, endedBy: actor, endReason: fact.reason };
  }
}

/** `HY-202611-0001`, `JY-202611-0001`: numbers of what is no lead, task or transfer. @param month `YYYY-MM` */
export const officeNumber = (prefix: 'HY' | 'JY', month: Month, value: number): string =>
  `${officeSequence(prefix, month)}-${String(value).padStart(4, '0')}`;

/** The sequence such a number is taken from. */
export const officeSequence = (prefix: 'HY' | 'JY', month: Month): string =>
  `${prefix}-${month.replace('-', '')}`;

/** True when these words are the number or its end, as people shorten it: `HY-202611-0003`, `202611-3`, `3`. */
export function isOfficeNumber(number: string, words: string): boolean {
  const typed = words.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  if (typed === number) return true;
  const [prefix, month = '', serial = ''] = number.split('-');
  const found = /^(?:(HY|JY)-?)?(?:(\d{6})-)?(\d{1,9})$/.exec(typed);
  if (found === null || (found[1] !== undefined && found[1] !== prefix)) return false;
  if (found[2] !== undefined && found[2] !== month) return false;
  return serial.replace(/^0+/, '') === (found[3] ?? '').replace(/^0+/, '');
}
