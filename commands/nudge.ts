/** 催办: hurries whoever has a task or a project in hand, once a person and day, and says to whom it went. */
import type { Button } from '../src/card.ts';
import { nudgeCard, nudgedCard } from '../src/cards/overdue.ts';
import { sayButton } from '../src/cards/show.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { coversUnit, has, isCityLeader, isOffice } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../src/domain/lead/lead.ts';
import { readNumber } from '../src/domain/number.ts';
import { decideProjectNudge } from '../src/domain/responsibility.ts';
import type { Person } from '../src/domain/roster.ts';
import { decideTask } from '../src/domain/task/decide.ts';
import { lightOf, sayLight } from '../src/domain/task/light.ts';
import { handlersOf, standingOn } from '../src/domain/task/standing.ts';
import { isOwed, type Task } from '../src/domain/task/task.ts';
import { type LateItem, lateItems } from '../src/due/late.ts';
import type { Notice, Outcome } from '../src/outcome.ts';
import { notFound } from './shared/chat.ts';
import { findByNumber, quotedLead } from './shared/find.ts';
import { showOverdue } from './shared/overdue-view.ts';
import { hurryEntry } from './shared/registry/hurry.ts';
import { quotedTask, taskByNumber, taskByWords } from './shared/task/find.ts';

export const nudge = forPeople({
  id: 'urge',
  words: ['催办'],
  summary: '催办一项任务或一个项目，每人每天一次；不写编号列出可催的',
  example: '催办 RW-202612-0001',
  who: ['office', 'leader', 'reporter', 'verifier', 'assessor', 'discipline', 'admin'],
  inGroups: false,

  async say(text, here, tools) {
    const words = text.trim().split(/[\s,，。:：]+/)[0] ?? '';
    if (words !== '') return nudgeNamed(words, here, tools);
    const task = await quotedTask(here, tools);
    if (task !== null) return nudgeTask(task, here);
    const lead = await quotedLead(here, tools);
    return lead === null ? showOverdue('', 0, here, tools) : nudgeLead(lead, here, tools);
  },

  press: {
    async nudge(pressed, here, tools) {
      const item = pressed.args['item'] ?? '';
      if (!item.startsWith('RW-')) return nudgeNamed(item, here, tools);
      const task = await taskByNumber(item, here, tools);
      return isRefusal(task) ? task : nudgeTask(task, here);
    },
  },
});

async function nudgeNamed(words: string, here: KnownScene, tools: Tools): Result {
  const number = readNumber(words);
  if (number === null)
    return refuse(`「${words.slice(0, 20)}」不是编号`, {
      next: '例如「催办 RW-202612-0001」或「催办 XM-202611-0001」。',
    });
  if (number.prefix === 'TZ') return hurryEntry(words, here, tools);
  if (number.prefix === null || number.prefix === 'RW') {
    const task = await taskByWords(words, here, tools);
    if (!isRefusal(task)) return nudgeTask(task, here);
    if (number.prefix === 'RW' || task.because.includes('可以是')) return task;
  }
  const found = await findByNumber(words, here, tools);
  const [lead] = found;
  if (lead === undefined) return notFound(`编号「${words.slice(0, 20)}」`);
  if (found.length > 1) return refuse(`「${words}」可以是 ${found.length} 条`, { next: '请写完整编号。' });
  return nudgeLead(lead, here, tools);
}

async function nudgeTask(task: Task, here: KnownScene): Result {
  const { actor, roster, today } = here;
  const people = handlersOf(task, roster).filter((person) => person.id !== actor.id);
  const reached = people.filter((person) => person.openId !== null);
  const intent = { do: 'nudge' as const, to: reached.map((person) => person.id) };
  const decided = decideTask(task, intent, standingOn(task, actor, roster), today);
  if (isRefusal(decided)) return decided;
  const buttons: Button[] = [
    sayButton('反馈', 'task', `${task.number} 反馈`, 'primary'),
    ...(task.state === 'assigned'
      ? [{ label: '签收', press: { command: 'task', action: 'accept', args: { task: task.number } } }]
      : []),
    sayButton('查看', 'task', task.number),
  ];
  const card = nudgeCard({
    number: task.number,
    title: task.title,
    by: actor.name,
    lines: [`完成时限：${task.dueOn ?? '未定'}（${sayLight(task, today)}）`],
    buttons,
    red: lightOf(task, today) === 'red',
  });
  return told(
    [{ subject: 'task', before: task, facts: decided.facts }],
    { number: task.number, title: task.title, about: task.number, card },
    people,
    here,
  );
}

/** The office, leaders above it, and the leader in charge of it. */
function mayHurry(lead: Lead, inCharge: string | null, { actor, roster }: KnownScene): boolean {
  if (isOffice(actor) || isCityLeader(actor, roster) || inCharge === actor.id) return true;
  return has(actor, 'leader') && coversUnit(actor, lead.unit, roster);
}

async function nudgeLead(lead: Lead, here: KnownScene, tools: Tools): Result {
  const { roster, actor, today } = here;
  const number = currentNumber(lead);
  const state = await tools.store.responsibility(lead.number);
  if (!mayHurry(lead, state?.leader ?? null, here)) {
    return refuse(`${number} 只能由招商办、上级领导和包联领导催办`, {
      next: `发送「项目 ${number}」查看进展。`,
    });
  }
  const ids = [...new Set([lead.holder, ...(state?.officer == null ? [] : [state.officer])])];
  const known = ids.map((id) => roster.person(id)).filter((person) => person !== null);
  const fallback = handlersOf({ unit: lead.unit, holder: null }, roster);
  const people = (known.length > 0 ? known : fallback).filter((person) => person.id !== actor.id);
  const reached = people.filter((person) => person.openId !== null).map((person) => person.id);
  const nudged = { lead: lead.number, by: actor.id, on: today, to: reached };
  const decided = decideProjectNudge(state, number, nudged);
  if (isRefusal(decided)) return decided;
  const late = await lateItems({ ...here, store: tools.store, only: lead });
  const tasks = (await tools.store.tasksOn(lead.number)).filter(isOwed);
  const card = nudgeCard({
    number,
    title: titleOf(lead),
    by: actor.name,
    lines: late.map((item) => item.why),
    buttons: leadButtons(number, late, tasks),
    red: late.some((item) => item.light === 'red'),
  });
  return told(
    [{ subject: 'responsibility', before: state, facts: decided.facts }],
    { number, title: titleOf(lead), about: lead.number, card },
    people,
    here,
  );
}

function leadButtons(number: string, late: readonly LateItem[], tasks: readonly Task[]): readonly Button[] {
  const own = late.flatMap((item) =>
    item.next === null || item.kind === 'task'
      ? []
      : [sayButton(item.next.label, item.next.command, item.next.text, 'primary')],
  );
  const open = tasks
    .slice(0, 3)
    .map((task) => sayButton(`反馈 ${task.number}`, 'task', `${task.number} 反馈`, 'primary'));
  return [...own.slice(0, 3), ...open, sayButton('推进（反馈进展）', 'advance', number)];
}

function told(
  changes: Outcome['changes'],
  about: {
    readonly number: string;
    readonly title: string;
    readonly about: string;
    readonly card: Notice['card'];
  },
  people: readonly Person[],
  here: KnownScene,
): Outcome {
  const notices = people.flatMap((person): readonly Notice[] =>
    person.openId === null
      ? []
      : [
          {
            key: `nudge:${about.about}:${here.actor.id}:${here.today}:${person.id}`,
            to: { kind: 'person', openId: person.openId },
            card: about.card,
            rank: 'notice',
            about: about.about,
          },
        ],
  );
  const names = people.filter((person) => person.openId !== null).map((person) => person.name);
  const silent = people.filter((person) => person.openId === null).map((person) => person.name);
  return {
    changes,
    answer: {
      card: nudgedCard(about.number, about.title, names, silent),
      toast: { tone: 'success', text: `已催办 ${names.join('、')}。` },
      about: about.about,
    },
    notices,
  };
}
