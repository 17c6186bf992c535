/**
 * What somebody says of a task: a verb, a number, and the rest, in either order; and what an assignment says: to whom, by
 * when, what, about which project. Reads words only; nothing is looked up but the roster's names.
 */
import type { Day } from '../../../src/domain/day.ts';
import type { Person, Roster, Unit } from '../../../src/domain/roster.ts';
import type { TaskDeed } from '../../../src/domain/task/decide.ts';
import { findDates } from '../../../src/parse/date.ts';
import { narrow } from '../../../src/parse/text.ts';

export type TaskVerb = TaskDeed | 'assign' | 'responsible' | 'page' | 'pack';

/** Longest first within a verb; the first that fits wins. */
const VERBS: readonly (readonly [TaskVerb, RegExp])[] = [
  ['assign', /^(?:交办|布置|下达|派发)(?:任务)?/],
  ['responsible', /^包联/],
  ['refuse', /^(?:不同意|不予|驳回|拒绝)延期/],
  ['grant', /^(?:同意|准予|批准)延期/],
  ['ask', /^(?:申请)?延期(?:申请)?/],
  ['verify', /^(?:复核通过|复核|通过)/],
  ['accept', /^签收/],
  ['report', /^(?:反馈|汇报)/],
  ['reassign', /^转(?:办|给|交)/],
  ['return', /^退回/],
  ['close', /^(?:办结|销号)/],
  ['withdraw', /^(?:撤销|取消)/],
  ['nudge', /^催办/],
  ['pack', /^方案(?:任务)?/],
];

/** What stands alone, without 任务 before it. */
export const LOOSE_WORDS =
  /^(?:RW-?\d{6}-?\d{4,}|(?:签收|反馈|转办|申请延期|复核通过|办结|交办)(?=$|[\s:：,，]|RW|\d)|(?:退回|延期|(?:不?同意|准予)延期|复核)[\s:：,，]*RW[-－—]?\d)/i;

const TASK_NUMBER =
  /^(?:RW[-－—]?[\d０-９]{0,6}[-－—]?[\d０-９]{1,9}|[\d０-９]{6}[-－—][\d０-９]{1,9}|[\d０-９]{1,9})(?=$|[\s,，。:：、]|[^\d\w.％%年月日号万亿元/-])/i;
const EDGES = /^[\s,，。:：、；;]+/;

export interface TaskWords {
  readonly verb: TaskVerb | null;
  /** As typed; read with `readNumber`. */
  readonly number: string | null;
  readonly rest: string;
}

/** `RW-202612-0003 签收`, `签收 3`, `反馈 RW-… 60% 已踏勘`. */
export function readTaskWords(text: string): TaskWords {
  let rest = narrow(text).trim();
  let verb: TaskVerb | null = null;
  let number: string | null = null;
  for (let pass = 0; pass < 2; pass += 1) {
    if (number === null) {
      const found = TASK_NUMBER.exec(rest)?.[0];
      // After 反馈 a bare number is a percentage or the start of a sentence, not a task.
      if (found !== undefined && !(verb === 'report' && /^\d{1,3}$/.test(found))) {
        number = found;
        rest = rest.slice(found.length).replace(EDGES, '');
      }
    }
    if (verb === null) {
      const found = VERBS.find(([, pattern]) => pattern.test(rest));
      if (found !== undefined) {
        verb = found[0];
        rest = rest.replace(found[1], '').replace(EDGES, '');
        if (verb === 'assign' || verb === 'responsible') break;
      }
    }
  }
  return { verb, number, rest };
}

export interface AssignmentWords {
  readonly units: readonly Unit[];
  readonly person: Person | null;
  readonly dueOn: Day | null;
  /** Why the due day may be wrong, or is none. */
  readonly dueHint: string | null;
  readonly lead: string | null;
  readonly title: string;
}

const LEAD_NUMBER = /X[SM][-－—]?\d{6}[-－—]?\d{4,9}/i;
const JOIN = /^[\s,，、和与及:：;；]+/;
const TO = /^(?:请|由|给|向|责成|要求|让|@)\s*/;

/** 「永安市 12月5日前报送碳纤维项目用地方案」: units or a person first, one date, the number of a project, and what is left. */
export function readAssignment(text: string, roster: Roster, today: Day): AssignmentWords {
  let rest = narrow(text).replace(/\s+/g, ' ').trim();
  const lead = LEAD_NUMBER.exec(rest)?.[0] ?? null;
  if (lead !== null) rest = rest.replace(lead, ' ').trim();
  const { units, person, left } = addressees(rest, roster, today);
  rest = left;
  const dates = findDates(rest, today);
  const usable = dates.filter((date) => date.to !== null && date.to >= today);
  const date = usable.find((one) => one.before === true) ?? usable.at(0);
  if (date !== undefined) {
    const after = rest.slice(date.span.end).replace(/^(?:之前|以前|前|之内|以内|内|下班前)/, '');
    rest = `${rest.slice(0, date.span.start)} ${after}`;
  }
  const odd = dates.find((one) => one.impossible !== undefined || one.kind === 'vague');
  return {
    units,
    person,
    dueOn: date?.to ?? null,
    dueHint: date === undefined && odd !== undefined ? (odd.impossible ?? odd.unsure ?? null) : null,
    lead,
    title: rest
      .replace(/\s+/g, ' ')
      .replace(/^[\s,，。:：、；;]+|[\s,，、:：；;]+$/g, '')
      .replace(/\s*([,，、。])\s*/g, '$1'),
  };
}

/** Names at the beginning, as many as follow one another; else the first name anywhere. */
function addressees(text: string, roster: Roster, today: Day) {
  // The city as a whole does nothing by itself; its name at the beginning belongs to the sentence.
  const units = roster
    .activeOn(today)
    .filter((unit) => !roster.isCity(unit.id))
    .flatMap((unit) => [unit.name, ...unit.aliases].map((name) => ({ name, unit })));
  const people = roster.people.map((person) => ({ name: person.name, person }));
  const byLength = <T extends { readonly name: string }>(all: readonly T[]) =>
    all.filter(({ name }) => name.length >= 2).sort((a, b) => b.name.length - a.name.length);
  const [unitNames, personNames] = [byLength(units), byLength(people)];
  const found: Unit[] = [];
  let person: Person | null = null;
  let left = text.replace(TO, '');
  for (;;) {
    const at: string = left.replace(found.length === 0 && person === null ? /^$/ : JOIN, '').replace(TO, '');
    const unit = unitNames.find(({ name }) => at.startsWith(name));
    const somebody: { readonly name: string; readonly person: Person } | undefined =
      person === null ? personNames.find(({ name }) => at.startsWith(name)) : undefined;
    if (unit === undefined && somebody === undefined) break;
    if (somebody !== undefined && somebody.name.length >= (unit?.name.length ?? 0)) {
      person = somebody.person;
      left = at.slice(somebody.name.length);
    } else if (unit !== undefined) {
      if (!found.includes(unit.unit)) found.push(unit.unit);
      left = at.slice(unit.name.length);
    }
  }
  return { units: found, person, left: left.replace(JOIN, '') };
}

/** 60%, 60％, 完成六成 is left to the words; `null` when no percentage is said. */
export function readPercent(text: string): { readonly percent: number | null; readonly rest: string } {
  const found = /(?:^|[\s,，已约])(?:完成)?(?:进度)?\s*(\d{1,3})\s*[%％]/.exec(narrow(text));
  if (found === null) return { percent: null, rest: text };
  const rest = narrow(text).replace(found[0], ' ').replace(/\s+/g, ' ').replace(EDGES, '').trim();
  return { percent: Number(found[1]), rest: rest === '' ? found[0].trim() : rest };
}

/** What follows 佐证, 附件 or 文号; the words before it stay the report. */
export function readEvidence(text: string): { readonly text: string; readonly evidence: string | null } {
  const found = /(?:佐证|附件|依据|文号)\s*[:：]?\s*(\S.*)$/s.exec(text);
  if (found === null) return { text, evidence: null };
  const before = text.slice(0, found.index).replace(/[\s,，；;。]+$/, '');
  return { text: before === '' ? text : before, evidence: found[1]?.trim() ?? null };
}
