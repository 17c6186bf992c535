/** Decisions about meetings: what may be drafted, added, decided, recorded as held. Pure; permission is checked before. */
import { addDays, type Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { AgendaItem, Meeting, MeetingFact, NewItem } from './meeting.ts';

type Decided = { readonly facts: readonly MeetingFact[] } | Refusal;

/** A longer agenda is none. */
export const ITEMS_MAX = 60;
const AHEAD_DAYS_MAX = 366;

export type MeetingIntent =
  | { readonly do: 'add'; readonly item: NewItem }
  | { readonly do: 'drop'; readonly no: number }
  | {
      readonly do: 'decide';
      readonly no: number;
      readonly text: string;
      readonly unit: string | null;
      readonly dueOn: Day | null;
      readonly task: string | null;
    }
  | { readonly do: 'hold'; readonly on: Day; readonly minutes: string | null }
  | { readonly do: 'cancel'; readonly reason: string };

/** The day a meeting may be planned for. */
export function refusePlan(plannedOn: Day, today: Day): Refusal | null {
  if (plannedOn > addDays(today, AHEAD_DAYS_MAX)) return refuse(`${plannedOn} 太远，请核对年份`);
  if (plannedOn < addDays(today, -AHEAD_DAYS_MAX)) return refuse(`${plannedOn} 是一年以前，请核对年份`);
  return null;
}

export const itemOf = (meeting: Meeting, no: number): AgendaItem | null =>
  meeting.items.find((item) => item.no === no) ?? null;

export function decideMeeting(meeting: Meeting, intent: MeetingIntent, today: Day): Decided {
  const { number, state } = meeting;
  if (state === 'cancelled')
    return refuse(`${number} 已经取消`, { next: '要开会请重新发送「会议 草拟 日期」。' });
  switch (intent.do) {
    case 'add':
      if (state === 'held') return refuse(`${number} 已经召开，不再增加议题`);
      if (intent.item.title === '')
        return refuse('议题没有内容', { next: `例如「会议 ${number} 增加 研究用地指标」。` });
      if (meeting.items.length >= ITEMS_MAX)
        return refuse(`${number} 已有 ${ITEMS_MAX} 个议题，请先去掉一些`);
      return { facts: [{ type: 'meeting.item_added', item: intent.item }] };
    case 'drop': {
      const item = itemOf(meeting, intent.no);
      if (item === null) return noItem(meeting, intent.no);
      if (state === 'held') return refuse(`${number} 已经召开，议题不再改动`);
      if (item.decision !== null) return refuse(`议题 ${intent.no} 已有议定意见，不能去掉`);
      return { facts: [{ type: 'meeting.item_dropped', no: intent.no }] };
    }
    case 'decide':
      return decideItem(meeting, intent, today);
    case 'hold':
      return decideHold(meeting, intent, today);
    case 'cancel':
      if (state === 'held') return refuse(`${number} 已经召开，不能取消`);
      if (intent.reason === '')
        return refuse('取消会议要写明理由', { next: `例如「会议 ${number} 取消 与常务会合并」。` });
      if (meeting.items.some((item) => item.decision !== null))
        return refuse(`${number} 已有议定事项，不能取消`);
      return { facts: [{ type: 'meeting.cancelled', reason: intent.reason }] };
  }
}

function noItem({ number }: Meeting, no: number): Refusal {
  return refuse(`${number} 没有议题 ${no}`, { next: `发送「会议 ${number}」查看议程。` });
}

function decideItem(meeting: Meeting, intent: Extract<MeetingIntent, { do: 'decide' }>, today: Day): Decided {
  const { no, text, unit, dueOn, task } = intent;
  const item = itemOf(meeting, no);
  if (item === null) return noItem(meeting, no);
  if (text === '')
    return refuse('议定意见没有内容', { next: `例如「会议 ${meeting.number} 议定 ${no} 同意先行签约」。` });
  if (item.decision?.task != null) {
    return refuse(`议题 ${no} 已议定并交办 ${item.decision.task}`, {
      next: `要改动请发送「任务 ${item.decision.task}」办理。`,
    });
  }
  if (dueOn !== null && dueOn < today)
    return refuse(`完成时限 ${dueOn} 已经过了`, { next: '请填今天或以后的日期。' });
  if (unit === null && dueOn !== null)
    return refuse('写了时限还没有责任单位', { next: '请选「责任单位」，或去掉时限。' });
  return { facts: [{ type: 'meeting.decided', no, text, unit, dueOn, task }] };
}

function decideHold(meeting: Meeting, intent: Extract<MeetingIntent, { do: 'hold' }>, today: Day): Decided {
  const { on, minutes } = intent;
  if (meeting.state === 'held')
    return refuse(`${meeting.number} 已于 ${meeting.heldOn ?? ''} 召开，不用再记一次`);
  if (on > today) return refuse(`${on} 还没有到`, { next: '开过会再记召开。' });
  return { facts: [{ type: 'meeting.held', on, minutes }] };
}
