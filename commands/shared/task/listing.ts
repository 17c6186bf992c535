/** 任务 as a list: mine and my unit's, all for the office; and the pack's own tasks of a unit. */

import { sayButton } from '../../../src/cards/show.ts';
import { reportFormCard } from '../../../src/cards/task/forms.ts';
import { TASK_PAGE, taskListCard } from '../../../src/cards/task/list.ts';
import { type PackTaskView, packTaskCard } from '../../../src/cards/task/pack.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { STATE_WORDS } from '../../../src/domain/task/decide.ts';
import { lightOf, sayLight } from '../../../src/domain/task/light.ts';
import { packTaskDue, packTaskKey, packTaskUnits } from '../../../src/domain/task/pack-tasks.ts';
import { handlesFor, standingOn } from '../../../src/domain/task/standing.ts';
import { OPEN_STATES, type Task, type TaskState } from '../../../src/domain/task/task.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { findByNumber } from '../find.ts';
import { mayAssign } from './assign.ts';
import { type OwnDuty, ownDuties, standDuty, viewOf } from './pack-list.ts';
import { isTaskVisible } from './view.ts';

const TASKS_MAX = 2_000;
const STATES = Object.keys(STATE_WORDS) as TaskState[];
const EVERYTHING = /^(?:全部|所有|全市|历史)$/;

export async function listTasks(words: string, offset: number, here: KnownScene, tools: Tools): Result {
  const text = words.trim().slice(0, 100);
  const terms = text.split(/[\s,，]+/).filter((term) => term !== '');
  const all = terms.some((term) => EVERYTHING.test(term));
  const states = statesOf(terms, all);
  const tasks = await tools.store.tasks({ states, limit: TASKS_MAX });
  const leads = await leadNumbers(terms, here, tools);
  const seesAll = all || isOffice(here.actor) || terms.some((term) => !/^(?:我的|本单位)$/.test(term));
  const shown = tasks.filter(
    (task) =>
      isTaskVisible(task, null, here) &&
      (seesAll || isMine(task, here)) &&
      terms.every((term) => fits(task, term, leads, here)),
  );
  const counts = countsOf(shown, here.today);
  const page = shown.slice(offset, offset + TASK_PAGE);
  const duties = ownDuties(here).length;
  const card = taskListCard({
    title: text === '' ? (isOffice(here.actor) ? '全部在办任务' : '我的任务') : `任务：${text.slice(0, 30)}`,
    items: page.map((task) => ({
      task,
      unit: here.roster.unitName(task.unit),
      clock: sayLight(task, here.today),
    })),
    total: shown.length,
    offset,
    words: text,
    counts,
    buttons: [
      ...(duties > 0 ? [sayButton(`方案任务 ${duties} 项`, 'task', '方案')] : []),
      ...(mayAssign(here.actor) ? [sayButton('交办', 'task', '交办')] : []),
      sayButton('逾期', 'overdue'),
    ],
  });
  return answerOnly({ card });
}

function statesOf(terms: readonly string[], all: boolean): readonly TaskState[] {
  const named = STATES.filter((state) => terms.includes(STATE_WORDS[state]));
  if (named.length > 0) return named;
  return all ? STATES : OPEN_STATES;
}

/** Open on my desk: what I do, and what I gave. */
function isMine(task: Task, { actor, roster }: KnownScene): boolean {
  const { handles } = standingOn(task, actor, roster);
  return (
    handles || task.issuer === actor.id || (has(actor, 'leader') && standingOn(task, actor, roster).hurries)
  );
}

async function leadNumbers(
  terms: readonly string[],
  here: KnownScene,
  tools: Tools,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const term of terms.filter((one) => /^X[SM]/i.test(one))) {
    found.set(term, new Set((await findByNumber(term, here, tools)).map((lead) => lead.number)));
  }
  return found;
}

function fits(
  task: Task,
  term: string,
  leads: ReadonlyMap<string, ReadonlySet<string>>,
  { actor, roster, today }: KnownScene,
): boolean {
  if (EVERYTHING.test(term) || STATES.some((state) => STATE_WORDS[state] === term)) return true;
  if (term === '我的' || term === '本单位') return standingOn(task, actor, roster).handles;
  if (term === '逾期' || term === '红灯') return lightOf(task, today) === 'red';
  if (term === '预警' || term === '黄灯') return ['amber', 'yellow'].includes(lightOf(task, today));
  const numbers = leads.get(term);
  if (numbers !== undefined) return task.lead !== null && numbers.has(task.lead);
  const units = roster.unitsNamed(term);
  if (units.length > 0)
    return task.unit !== null && units.some((unit) => roster.isWithin(task.unit ?? '', unit.id));
  const holder = task.holder === null ? '' : roster.personName(task.holder);
  return task.title.includes(term) || holder === term || task.number.endsWith(term);
}

function countsOf(tasks: readonly Task[], today: string): string {
  if (tasks.length === 0) return '没有相符的任务。';
  const lights = tasks.map((task) => lightOf(task, today));
  const count = (light: string) => lights.filter((one) => one === light).length;
  const parts = [
    ...(count('red') > 0 ? [`红灯 ${count('red')}`] : []),
    ...(count('amber') > 0 ? [`预警 ${count('amber')}`] : []),
    ...(count('yellow') > 0 ? [`逾期办结 ${count('yellow')}`] : []),
  ];
  return `共 ${tasks.length} 项${parts.length === 0 ? '' : `，其中${parts.join('、')}`}。`;
}

// ── 方案任务 ──────────────────────────────────────────────────────────────────────────────────────────────

/** A pack task by its id, and for whom the asker would report it. */
export function dutyNamed(id: string, here: KnownScene): { readonly duty: OwnDuty | null } | null {
  const wanted = id.toUpperCase();
  if (!here.pack.tasks.some((task) => task.id.toUpperCase() === wanted)) return null;
  return { duty: ownDuties(here).find((duty) => duty.task.id.toUpperCase() === wanted) ?? null };
}

export async function showPackTask(id: string, here: KnownScene, tools: Tools): Result {
  const task = here.pack.tasks.find((one) => one.id.toUpperCase() === id.toUpperCase());
  if (task === undefined) return refuse(`方案里没有任务「${id}」`);
  const duty = dutyNamed(id, here)?.duty ?? null;
  const view: PackTaskView =
    duty === null
      ? {
          id: task.id,
          no: task.no,
          label: task.label,
          text: task.text,
          clause: task.clause,
          due: packTaskDue(task),
          role: '责任',
          deliverables: task.deliverables,
          state: '—',
          isLate: false,
        }
      : viewOf(
          standDuty(duty, await tools.store.taskFrom(packTaskKey(here.pack, task.id, duty.unit.id)), here),
        );
  const mayReport = duty !== null && handlesFor(here.actor, duty.unit.id, here.roster);
  return answerOnly({ card: packTaskCard(view, packTaskUnits(here.pack, task), mayReport) });
}

/** The form to report a pack's task nobody of the unit has opened yet. */
export function packReportForm(duty: OwnDuty): Awaited<Result> {
  const { task, unit } = duty;
  const card = reportFormCard(
    {
      number: task.id,
      title: task.label,
      args: { pack: task.id, unit: unit.id },
      lines: [
        `责任单位：${unit.name}`,
        `成果：${task.deliverables.join('；') || '原文没有列'}`,
        `时限：${packTaskDue(task)}`,
      ],
    },
    { percent: '', text: '', evidence: '' },
  );
  return answerOnly({ card });
}
