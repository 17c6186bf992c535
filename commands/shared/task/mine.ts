/** 我的: one line on the 督办任务 that wait for this person, to be done or to be looked through. */
import type { Element } from '../../../src/card.ts';
import { plain, sayButton, warning } from '../../../src/cards/show.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { lightOf } from '../../../src/domain/task/light.ts';
import { isReturnVisit } from '../../../src/domain/task/return-visit.ts';
import { standingOn } from '../../../src/domain/task/standing.ts';
import { isOwed, OPEN_STATES, type Task } from '../../../src/domain/task/task.ts';

const TASKS_MAX = 2_000;

export async function taskLines(here: KnownScene, tools: Tools): Promise<readonly Element[]> {
  const open = await tools.store.tasks({ states: OPEN_STATES, limit: TASKS_MAX });
  const owed = open.filter((task) => isOwed(task) && handles(task, here));
  const toDo = owed.filter((task) => !isReturnVisit(task));
  const returns = owed.filter((task) => isReturnVisit(task) && task.holder === here.actor.id);
  const toCheck = open.filter((task) => !isOwed(task) && waitsFor(task, here));
  if (toDo.length + returns.length + toCheck.length === 0) return [];
  const late = toDo.filter((task) => lightOf(task, here.today) === 'red').length;
  const words = [
    ...(toDo.length === 0
      ? []
      : [`要办的督办任务：${toDo.length} 项${late === 0 ? '' : `，其中逾期 ${late} 项`}`]),
    ...(returns.length === 0 ? [] : [`约定的回访：${returns.length} 家次`]),
    ...(toCheck.length === 0 ? [] : [`等您复核办结的任务：${toCheck.length} 项`]),
  ].join('；');
  return [
    late === 0 ? plain(words) : warning(words),
    {
      el: 'buttons',
      buttons: [
        sayButton('任务', 'task', '', 'primary'),
        ...(returns.length === 0 ? [] : [sayButton('回访', 'visit', '回访')]),
      ],
    },
  ];
}

const handles = (task: Task, { actor, roster }: KnownScene): boolean =>
  standingOn(task, actor, roster).handles;

/** Whoever gave it; the office looks through what nobody gave. */
function waitsFor(task: Task, { actor }: KnownScene): boolean {
  return task.issuer === null ? isOffice(actor) : task.issuer === actor.id;
}
