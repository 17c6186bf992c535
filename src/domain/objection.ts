/**
 * 异议: what a unit says against a published bulletin within so many working days. The office accepts it, and it stands
 * in the next bulletin with its reason; or does not, and says why. The published body never changes.
 *
 *     raised ──采纳 (reason)──> accepted      listed in the next bulletin of the same kind
 *        └────不采纳 (reason)──> rejected     both final
 *
 * Invariants
 *  1. A unit has at most one objection to a bulletin waiting (its id is the bulletin, the unit and a place).
 *  2. Whoever raised it does not decide it.
 *  3. Nothing can be raised after the last day of the window.
 */
import { CALENDAR_DAYS_NOTE, dueAfterWorkdays } from './calendar.ts';
import { type Day, dayOfInstant } from './day.ts';
import { type Refusal, refuse } from './decision.ts';
import type { Publication } from './publication.ts';

/** No city's text states a window: 系统默认. */
export const OBJECTION_WORKDAYS = 5;
const TEXT_MAX = 500;
/** To one bulletin by one unit. */
const TIMES_MAX = 5;

export interface Objection {
  /** `month:2026-10.yongan.1`. */
  readonly id: string;
  readonly version: number;
  readonly publication: string;
  readonly unit: string;
  readonly text: string;
  readonly raisedBy: string;
  readonly raisedAt: number;
  readonly state: 'raised' | 'accepted' | 'rejected';
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

export type ObjectionFact =
  | {
      readonly type: 'objection.raised';
      readonly id: string;
      readonly publication: string;
      readonly unit: string;
      readonly text: string;
      readonly by: string;
    }
  | { readonly type: 'objection.accepted'; readonly reason: string }
  | { readonly type: 'objection.rejected'; readonly reason: string };

export const OBJECTION_WORDS: Readonly<Record<Objection['state'], string>> = {
  raised: '待答复',
  accepted: '采纳',
  rejected: '不采纳',
};

export const objectionId = (publication: string, unit: string, place: number): string =>
  `${publication}.${unit}.${place}`;

/** The objection after one more fact; `null` before its first. */
export function evolveObjection(
  objection: Objection | null,
  fact: ObjectionFact,
  at: number,
  actor: string | null,
): Objection {
  if (fact.type === 'objection.raised') {
    if (objection !== null) throw new Error(`${fact.id} is raised already`);
    return {
      id: fact.id,
      version: 1,
      publication: fact.publication,
      unit: fact.unit,
      text: fact.text,
      raisedBy: fact.by,
      raisedAt: at,
      state: 'raised',
      reason: null,
      decidedBy: null,
      decidedAt: null,
    };
  }
  if (objection === null) throw new Error(`an objection starts by being raised, not ${fact.type}`);
  if (objection.state !== 'raised') throw new Error(`${objection.id} is ${objection.state}`);
  return {
    ...objection,
    version: objection.version + 1,
    state: fact.type === 'objection.accepted' ? 'accepted' : 'rejected',
    reason: fact.reason,
    decidedBy: actor,
    decidedAt: at,
  };
}

/** The last day an objection may be raised, and how it was counted. */
export interface ObjectionWindow {
  readonly untilOn: Day;
  /** 系统默认, and 按自然日 where the year's holidays are not known. */
  readonly note: string;
}

/** `null` before the bulletin is out. */
export function objectionWindow(publication: Publication): ObjectionWindow | null {
  if (publication.state !== 'published' || publication.approvedAt === null) return null;
  const { day, byCalendar } = dueAfterWorkdays(dayOfInstant(publication.approvedAt), OBJECTION_WORKDAYS);
  const count = byCalendar
    ? `${OBJECTION_WORKDAYS}日（${CALENDAR_DAYS_NOTE}）`
    : `${OBJECTION_WORKDAYS}个工作日`;
  return { untilOn: day, note: `签发后${count}内（系统默认）` };
}

type Decided = { readonly facts: readonly ObjectionFact[] } | Refusal;

/** @param earlier this unit's objections to this bulletin, in any order */
export function decideRaise(
  publication: Publication,
  earlier: readonly Objection[],
  by: { readonly person: string; readonly unit: string },
  text: string,
  today: Day,
): Decided {
  const window = objectionWindow(publication);
  if (window === null) return refuse('这一期还没有签发，不能提出异议', { next: '数字有误请直接更正月报。' });
  if (today > window.untilOn) {
    return refuse(`异议期已过：${window.note}，截止 ${window.untilOn}`, {
      next: '数字有误请更正月报，差额计入下一期。',
    });
  }
  const said = text.trim();
  if (said === '')
    return refuse('异议要写明理由', { next: '例如「异议 战报 10月 到位资金少计 200 万元，附银行回单」。' });
  if (said.length > TEXT_MAX) return refuse(`异议最多 ${TEXT_MAX} 字`, { next: '请写短一些，材料另附。' });
  if (earlier.some((one) => one.state === 'raised')) {
    return refuse('本单位对这一期的异议正在等待答复', { next: '请等办公室答复后再提。' });
  }
  if (earlier.length >= TIMES_MAX)
    return refuse(`本单位对这一期已提出 ${TIMES_MAX} 次异议`, { next: '请与办公室当面核对。' });
  const id = objectionId(publication.id, by.unit, earlier.length + 1);
  return {
    facts: [
      { type: 'objection.raised', id, publication: publication.id, unit: by.unit, text: said, by: by.person },
    ],
  };
}

/** 采纳 or 不采纳, by an office person other than whoever raised it. */
export function decideObjection(
  objection: Objection,
  accepted: boolean,
  reason: string,
  by: string,
): Decided {
  if (objection.state !== 'raised') {
    return refuse(`这件异议已经答复：${OBJECTION_WORDS[objection.state]}（${objection.reason ?? ''}）`);
  }
  if (objection.raisedBy === by)
    return refuse('提出异议的人不能自己答复', { next: '请由办公室其他人答复。' });
  const said = reason.trim();
  if (said === '') return refuse('答复要写明理由', { next: '请填「理由」后再按采纳或不采纳。' });
  if (said.length > TEXT_MAX) return refuse(`理由最多 ${TEXT_MAX} 字`, { next: '请写短一些。' });
  return { facts: [{ type: accepted ? 'objection.accepted' : 'objection.rejected', reason: said }] };
}
