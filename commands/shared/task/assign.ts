/** 交办: from a sentence to a form, and from the form to tasks, one for each unit. */

import { assignFormCard, TITLE_MAX } from '../../../src/cards/task/forms.ts';
import { tasksGivenCard } from '../../../src/cards/task/task.ts';
import {
  formChoices,
  formText,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import { addDays, type Day } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import type { Person, Unit } from '../../../src/domain/roster.ts';
import { mayAssignTo } from '../../../src/domain/task/standing.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { findByNumber, quotedLead } from '../find.ts';
import { chosen } from '../options.ts';
import { defaultDue, openTasks, tellHandlers } from './new.ts';
import { taskView } from './view.ts';
import { readAssignment } from './words.ts';

/** A list longer than this is no help on a phone. */
const UNITS_LISTED_MAX = 120;
const UNITS_AT_ONCE_MAX = 30;
const DUE_DAYS_MAX = 1_100;

/** The office, leaders of the city, and leaders for their own unit and below. */
export const mayAssign = (person: Person): boolean => isOffice(person) || has(person, 'leader');

const NOT_ALLOWED = refuse('只有招商办和领导可以交办任务', { next: '查看自己的任务发送「任务」。' });

export async function assignForm(text: string, here: KnownScene, tools: Tools): Result {
  if (!mayAssign(here.actor)) return NOT_ALLOWED;
  const { roster, today, actor } = here;
  const words = readAssignment(maskPhonesIn(text), roster, today);
  const hints: string[] = words.dueHint === null ? [] : [words.dueHint];
  const lead = await leadMeant(words.lead, here, tools);
  if (words.lead !== null && lead === null) hints.push(`没有找到编号「${words.lead}」，或您无权查看。`);
  const open = roster.activeOn(today).filter((unit) => mayAssignTo(actor, unit.id, roster));
  const due = defaultDue(today);
  if (words.dueOn === null) hints.push(due.note);
  const personUnit = words.person === null ? null : (roster.unitsOf(words.person)[0] ?? null);
  const units =
    words.units.length > 0
      ? words.units.map((unit) => unit.id)
      : personUnit !== null
        ? [personUnit]
        : lead !== null
          ? [lead.unit]
          : [];
  if (units.length === 0) hints.push('没有看出交给谁，请选责任单位。');
  const barred = units.filter((unit) => !open.some((one) => one.id === unit));
  if (barred.length > 0)
    hints.push(`您不能向${barred.map((unit) => roster.unitName(unit)).join('、')}交办。`);
  const card = assignFormCard({
    form: tools.newId(),
    about: here.quoted ?? '',
    units: open.length > UNITS_LISTED_MAX ? null : open.map((unit) => ({ value: unit.id, label: unit.name })),
    chosen: units.filter((unit) => !barred.includes(unit)),
    chosenNames: units.map((unit) => roster.unitName(unit)).join('、'),
    person: words.person?.name ?? '',
    dueOn: words.dueOn ?? due.dueOn,
    title: words.title.slice(0, TITLE_MAX),
    lead: lead === null ? '' : currentNumber(lead),
    hints,
  });
  return answerOnly({ card });
}

async function leadMeant(number: string | null, here: KnownScene, tools: Tools): Promise<Lead | null> {
  if (number === null) return quotedLead(here, tools);
  const found = await findByNumber(number, here, tools);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** 提交 on the form; once, whoever presses it how often. */
export async function submitAssignment(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  if (!mayAssign(here.actor)) return NOT_ALLOWED;
  const form = pressed.args['form'] ?? '';
  const once = `task-form:${form}`;
  if (!/^[\w-]{1,64}$/.test(form)) return refuse('这张表单已经失效', { next: '请重新发送「任务 交办 …」。' });
  if ((await tools.store.lastValue(once)) > 0) {
    return refuse('这张表单已经提交过', { next: '发送「任务」查看；再交办请重新发送「任务 交办 …」。' });
  }
  const read = await readForm(pressed, here, tools);
  if (isRefusal(read)) return read;
  const { units, person, title, dueOn, lead } = read;
  const news = units.map((unit) => ({
    title,
    lead: lead?.number ?? null,
    about: pressed.args['about'] === '' ? null : (pressed.args['about']?.slice(0, 64) ?? null),
    unit: unit.id,
    holder: person?.id ?? null,
    dueOn,
    dueByDefault: false,
    origin: { kind: 'hand' as const, key: null, clause: null },
  }));
  const opened = await openTasks(news, here, tools);
  const { notices, told } = await tellHandlers(opened.tasks, '新任务', here, tools);
  const views = await Promise.all(opened.tasks.map((task) => taskView(task, here, tools)));
  const first = opened.tasks[0]?.number ?? '';
  const about = opened.tasks.length === 1 ? { about: first } : {};
  return {
    changes: [{ subject: 'sequence', name: once, value: 1 }, ...opened.changes],
    answer: {
      card: tasksGivenCard(views, told),
      toast: { tone: 'success', text: `已交办 ${opened.tasks.length} 项。` },
      ...about,
    },
    notices,
  };
}

interface ReadForm {
  readonly units: readonly Unit[];
  readonly person: Person | null;
  readonly title: string;
  readonly dueOn: Day;
  readonly lead: Lead | null;
}

async function readForm(pressed: Pressed, here: KnownScene, tools: Tools): Promise<ReadForm | Refusal> {
  const { today } = here;
  const title = formText(pressed, 'title');
  if (title === null) return refuse('还没有写任务内容', { next: '请填「任务内容」后再提交。' });
  const long = tooLong('任务内容', title, TITLE_MAX);
  if (long !== null) return long;
  const due = readDay(formText(pressed, 'dueOn') ?? '', today, { allowFuture: true });
  if (!due.ok) return refuse(due.reason);
  if (due.value < today) return refuse(`完成时限 ${due.value} 已经过了`, { next: '请填今天或以后的日期。' });
  if (due.value > addDays(today, DUE_DAYS_MAX)) return refuse(`完成时限 ${due.value} 太远，请核对年份`);
  const person = personNamed(formText(pressed, 'person'), here);
  if (isRefusal(person)) return person;
  const units = unitsChosen(pressed, person, here);
  if (isRefusal(units)) return units;
  const number = formText(pressed, 'lead');
  const found = number === null ? [] : await findByNumber(number, here, tools);
  if (number !== null && found.length !== 1) {
    return refuse(`关联编号「${number.slice(0, 30)}」没有找到，或不止一条`, {
      next: '请填完整编号，或清空这一栏。',
    });
  }
  return { units, person, title: maskPhonesIn(title), dueOn: due.value, lead: found[0] ?? null };
}

export function personNamed(name: string | null, { roster }: KnownScene): Person | null | Refusal {
  if (name === null) return null;
  const people = roster.people.filter((person) => person.name === name);
  const holders = roster.posts.filter((post) => post.title === name && post.person !== null);
  const byPost = holders.flatMap(
    (post) => roster.person(post.person ?? '') ?? roster.byOpenId(post.person ?? '') ?? [],
  );
  const [only, second] = people.length > 0 ? people : byPost;
  const said = name.slice(0, 20);
  if (only === undefined)
    return refuse(`名册中没有「${said}」`, { next: '请写名册里的姓名，或请管理员先加进名册。' });
  if (second !== undefined) {
    const where = [only, second].map((one) => roster.unitName(roster.unitsOf(one)[0] ?? null)).join('、');
    return refuse(`名册中有几位「${said}」（${where}）`, { next: '请改写责任单位。' });
  }
  return only;
}

function unitsChosen(pressed: Pressed, person: Person | null, here: KnownScene): readonly Unit[] | Refusal {
  const { roster, today, actor } = here;
  const active = roster.activeOn(today);
  const options = active.map((unit) => ({ value: unit.id, label: unit.name }));
  const words = formChoices(pressed, 'units').flatMap((one) =>
    options.some((option) => option.value === one) ? [one] : one.split(/[、,，;；\s]+/),
  );
  const units: Unit[] = [];
  for (const word of words.filter((one) => one !== '')) {
    const unit = roster.unit(chosen(options, word)) ?? roster.unitsNamed(word)[0];
    if (unit === undefined)
      return refuse(`名册中没有单位「${word.slice(0, 20)}」`, { next: '请写单位全称。' });
    if (!units.includes(unit)) units.push(unit);
  }
  const own = person === null ? null : roster.unit(roster.unitsOf(person)[0] ?? '');
  if (units.length === 0 && own !== null) units.push(own);
  if (units.length === 0) return refuse('还没有选责任单位', { next: '请选「责任单位」，或写「承办人」。' });
  if (units.length > UNITS_AT_ONCE_MAX)
    return refuse(`一次最多交办 ${UNITS_AT_ONCE_MAX} 个单位，现在是 ${units.length} 个`);
  if (person !== null && (units.length > 1 || !roster.unitsOf(person).includes(units[0]?.id ?? ''))) {
    return refuse(`${person.name}不在所选的单位里`, { next: '写了承办人时，请只选他所在的单位。' });
  }
  const barred = units.find((unit) => !mayAssignTo(actor, unit.id, roster));
  if (barred !== undefined) {
    return refuse(`您不能向${barred.name}交办`, { next: '单位领导只能向本单位和下属单位交办。' });
  }
  return units;
}
