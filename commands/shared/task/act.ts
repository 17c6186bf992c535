/** One deed on one task: decided, committed, shown to whoever did it, told to whoever is next. */
import { taskCard } from '../../../src/cards/task/task.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { DEED_WORDS, decideTask, type TaskDeed, type TaskIntent } from '../../../src/domain/task/decide.ts';
import { handlersOf, overseersOf, standingOn } from '../../../src/domain/task/standing.ts';
import { evolveTask, lastReport, type Task } from '../../../src/domain/task/task.ts';
import type { Notice } from '../../../src/outcome.ts';
import { asSeenBy, taskNotice, taskView } from './view.ts';

/** What the card of the one who did it says. */
const DONE_WORDS: Readonly<Record<TaskDeed, string>> = {
  accept: '已签收',
  report: '已反馈',
  verify: '已复核',
  return: '已退回',
  close: '已办结',
  reassign: '已转办',
  ask: '已申请延期',
  grant: '已同意延期',
  refuse: '未同意延期',
  withdraw: '已撤销',
  nudge: '已催办',
};

export async function actOnTask(task: Task, intent: TaskIntent, here: KnownScene, tools: Tools): Result {
  const who = standingOn(task, here.actor, here.roster);
  const decided = decideTask(task, intent, who, here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Task>(
    (state, fact) => evolveTask(state, fact, here.now, here.actor.id),
    task,
  );
  const told = await tellOf(task, after, intent, here, tools);
  const names = [...new Set(told.people.map((person) => person.name))];
  const notes = names.length === 0 ? [] : [`已通知：${names.join('、')}。`];
  return {
    changes: [{ subject: 'task', before: task, facts: decided.facts }],
    answer: {
      card: taskCard(await taskView(after, here, tools, notes), DONE_WORDS[intent.do]),
      toast: { tone: 'success', text: `${DONE_WORDS[intent.do]} ${task.number}。` },
      about: task.number,
    },
    notices: told.notices,
  };
}

/** Whoever has to act next, or should know. */
async function tellOf(
  before: Task,
  after: Task,
  intent: TaskIntent,
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly notices: readonly Notice[]; readonly people: readonly Person[] }> {
  const { roster, actor } = here;
  const { headline, people } = audience(before, after, intent.do, here);
  const others = [...new Map(people.map((person) => [person.id, person])).values()].filter(
    (person) => person.id !== actor.id && person.openId !== null,
  );
  const notices: Notice[] = [];
  for (const person of others) {
    const said = reasonOf(intent);
    const notes = [`${actor.name}${DEED_WORDS[intent.do]}${said === '' ? '' : `：${said}`}`];
    const card = taskCard(await taskView(after, asSeenBy(person, here), tools, notes), headline);
    notices.push(...taskNotice(after, person, card, intent.do));
  }
  return { notices, people: others.filter((person) => roster.person(person.id) !== null) };
}

function audience(
  before: Task,
  after: Task,
  deed: TaskDeed,
  { roster }: KnownScene,
): { readonly headline: string; readonly people: readonly Person[] } {
  const handlers = handlersOf(after, roster);
  const overseers = overseersOf(after, roster);
  const issuer = overseers.filter((person) => person.id === after.issuer);
  const reporterId = lastReport(after)?.by ?? null;
  const reporter = reporterId === null ? null : roster.person(reporterId);
  const doers = reporter === null ? handlers : [reporter, ...handlers];
  switch (deed) {
    case 'report':
      return after.state === 'reported'
        ? { headline: '待复核', people: overseers }
        : { headline: '办理进展', people: issuer };
    case 'verify':
      return { headline: '已复核通过，待办结', people: issuer.length > 0 ? issuer : overseers };
    case 'return':
      return { headline: '反馈被退回', people: doers };
    case 'close':
      return { headline: '已办结', people: [...doers, ...issuer] };
    case 'reassign':
      return { headline: '转办给您的任务', people: [...handlers, ...issuer, ...handlersOf(before, roster)] };
    case 'ask':
      return { headline: '申请延期', people: issuer.length > 0 ? issuer : overseers };
    case 'grant':
      return { headline: '延期已同意', people: handlers };
    case 'refuse':
      return { headline: '延期未同意', people: handlers };
    case 'withdraw':
      return { headline: '任务已撤销', people: handlers };
    default:
      return { headline: '督办任务', people: [] };
  }
}

const reasonOf = (intent: TaskIntent): string => ('reason' in intent ? intent.reason : '');
