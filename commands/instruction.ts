/**
 * 批示: a leader's words on a project, a bulletin or a task, quoted or named. They are kept as written and become a task
 * of the unit that has it in hand; the office is told.
 */
import { taskCard, tasksGivenCard } from '../src/cards/task/task.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isOffice } from '../src/domain/access.ts';
import { isMonth } from '../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import type { Lead } from '../src/domain/lead/lead.ts';
import { mayAssignTo } from '../src/domain/task/standing.ts';
import type { Notice } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { nameAskedFor } from '../src/parse/question.ts';
import { tooLong } from './shared/chat.ts';
import { findByNumber, namedLead, quotedLead, splitNumber } from './shared/find.ts';
import { quotedTask, taskByWords } from './shared/task/find.ts';
import { defaultDue, openTasks, tellHandlers } from './shared/task/new.ts';
import { asSeenBy, taskNotice, taskView } from './shared/task/view.ts';
import { readAssignment } from './shared/task/words.ts';

const TEXT_MAX = 500;
const HOW = '引用项目或战报卡片回复「批示 …」，或发送「批示 XM-202611-0001 请抓紧落实用地」。';

export const instruction = forPeople({
  id: 'instruction',
  words: ['批示'],
  summary: '领导批示：引用项目或战报卡片写批示，自动转成督办任务',
  example: '批示 XM-202611-0001 请永安市12月5日前解决用地',
  who: ['leader'],
  inGroups: false,

  async say(text, here, tools) {
    const subject = await subjectOf(text, here, tools);
    if (isRefusal(subject)) return subject;
    return instruct(subject, here, tools);
  },
});

interface Subject {
  /** What was quoted or named, as kept. */
  readonly about: string | null;
  readonly lead: Lead | null;
  /** The unit of the task it is about. */
  readonly unit: string | null;
  readonly holder: string | null;
  readonly words: string;
}

/** The number that was typed, else the quoted card; a bulletin or nothing at all needs a unit in the words. */
async function subjectOf(text: string, here: KnownScene, tools: Tools): Promise<Subject | Refusal> {
  const task = /^RW[-－—]?\d/i.exec(text.trim()) === null ? null : text.trim().split(/[\s,，:：]+/)[0];
  if (task !== null && task !== undefined) {
    const found = await taskByWords(task, here, tools);
    if (isRefusal(found)) return found;
    const lead = found.lead === null ? null : await tools.store.lead(found.lead);
    const words = text
      .trim()
      .slice(task.length)
      .replace(/^[\s,，:：]+/, '');
    return { about: found.number, lead, unit: found.unit, holder: found.holder, words };
  }
  const { number, rest } = splitNumber(text);
  if (number !== null && /^X[SM]/i.test(number)) {
    const leads = await findByNumber(number, here, tools);
    const [lead] = leads;
    if (lead === undefined) return refuse(`没有找到编号「${number}」，或您无权查看`, { next: HOW });
    if (leads.length > 1) return refuse(`「${number}」不止一个项目`, { next: '请写完整编号。' });
    return onLead(lead, rest);
  }
  const lead = await quotedLead(here, tools);
  if (lead !== null) return onLead(lead, text);
  const quoted = await quotedTask(here, tools);
  if (quoted !== null) {
    const about = quoted.lead === null ? null : await tools.store.lead(quoted.lead);
    return { about: quoted.number, lead: about, unit: quoted.unit, holder: quoted.holder, words: text };
  }
  const named = await namedLead(text, here, tools);
  if (named !== null) return isRefusal(named) ? named : onLead(named.lead, named.rest);
  // 批示岩城项目 says what it is about, and nothing of it.
  const name = nameAskedFor(text);
  const isAlone = name !== text.trim() && !/[\s,，;；:：]/.test(text.trim());
  const bare = isAlone ? await namedLead(name, here, tools) : null;
  if (bare !== null) return isRefusal(bare) ? bare : onLead(bare.lead, '');
  const month =
    here.quoted?.startsWith('month:') === true && isMonth(here.quoted.slice(6)) ? here.quoted : null;
  return { about: month, lead: null, unit: null, holder: null, words: text };
}

const onLead = (lead: Lead, words: string): Subject => ({
  about: lead.number,
  lead,
  unit: lead.unit,
  holder: null,
  words,
});

async function instruct(subject: Subject, here: KnownScene, tools: Tools): Result {
  const { roster, today, actor } = here;
  const words = maskPhonesIn(subject.words.trim());
  if (words === '') return refuse('批示没有内容', { next: HOW });
  const long = tooLong('批示', words, TEXT_MAX);
  if (long !== null) return long;
  const read = readAssignment(words, roster, today);
  // On a project a unit named in passing is a place, not an addressee; on a bulletin it is whoever is meant.
  const within = subject.unit === null ? unitsWithin(words, here) : [];
  const named = read.units.length > 0 ? read.units.map((unit) => unit.id) : within;
  const personUnit = read.person === null ? null : (roster.unitsOf(read.person)[0] ?? null);
  const units =
    named.length > 0
      ? named
      : [personUnit ?? subject.unit ?? officeUnit(here)].filter((unit) => unit !== null);
  if (units.length === 0) return refuse('没有看出批示给哪个单位', { next: HOW });
  const barred = units.find((unit) => !mayAssignTo(actor, unit, roster));
  if (barred !== undefined) {
    return refuse(`您只能对本单位和下属单位批示，${roster.unitName(barred)}不在其中`, {
      next: '跨单位的请报市领导或招商办。',
    });
  }
  const due = read.dueOn === null ? defaultDue(today) : { dueOn: read.dueOn, note: '' };
  const { tasks, changes } = await openTasks(
    units.map((unit) => ({
      title: words,
      lead: subject.lead?.number ?? null,
      about: subject.about,
      unit,
      holder:
        unit === personUnit
          ? (read.person?.id ?? null)
          : unit === subject.unit && named.length === 0
            ? subject.holder
            : null,
      dueOn: due.dueOn,
      dueByDefault: read.dueOn === null,
      origin: { kind: 'instruction' as const, key: null, clause: null },
    })),
    here,
    tools,
  );
  const { notices, told } = await tellHandlers(tasks, `${actor.name}批示`, here, tools);
  const office: Notice[] = [];
  const receivers = new Set(notices.map((notice) => (notice.to.kind === 'person' ? notice.to.openId : '')));
  for (const task of tasks) {
    for (const person of roster.people) {
      if (!isOffice(person) || person.id === actor.id || receivers.has(person.openId ?? '')) continue;
      const card = taskCard(
        await taskView(task, asSeenBy(person, here), tools),
        `${actor.name}批示（抄送招商办）`,
      );
      office.push(...taskNotice(task, person, card, 'instructed'));
    }
  }
  const views = await Promise.all(
    tasks.map((task) => taskView(task, here, tools, due.note === '' ? [] : [due.note])),
  );
  const card = {
    ...tasksGivenCard(views, `${told}已抄送招商办。`),
    title: `批示已转办 ${tasks
      .map((task) => task.number)
      .slice(0, 3)
      .join('、')}`,
  };
  const about = tasks.length === 1 && tasks[0] !== undefined ? { about: tasks[0].number } : {};
  return { changes, answer: { card, ...about }, notices: [...notices, ...office] };
}

/** Units named anywhere in the words, for a bulletin's 「请永安市、沙县区说明原因」 that begins otherwise. */
function unitsWithin(words: string, { roster, today }: KnownScene): readonly string[] {
  let rest = words;
  const found: string[] = [];
  const names = roster
    .activeOn(today)
    .filter((unit) => !roster.isCity(unit.id))
    .flatMap((unit) => [unit.name, ...unit.aliases].map((name) => ({ name, id: unit.id })))
    .filter(({ name }) => name.length >= 2)
    .sort((a, b) => b.name.length - a.name.length);
  for (const { name, id } of names) {
    if (!rest.includes(name)) continue;
    rest = rest.replaceAll(name, '\n');
    if (!found.includes(id)) found.push(id);
  }
  return found.length > 10 ? [] : found;
}

/** Where the office sits: what nobody is named for is the office's to hand on. */
function officeUnit({ roster }: KnownScene): string | null {
  const office = roster.people.find((person) => isOffice(person));
  return office === undefined ? null : (roster.unitsOf(office)[0] ?? null);
}
