/**
 * 方案任务 as a list: of one's own units, of a unit, or of the city, by what became of each: 逾期, 未反馈, 办理中, 已办结, 长期,
 * 久无进展. A task is late from the day after its deadline; standing ones are never late, only without progress (P16).
 */
import { sayButton } from '../../../src/cards/show.ts';
import {
  type CityPackTask,
  cityPackTasksCard,
  type PackTaskView,
  packTasksCard,
} from '../../../src/cards/task/pack.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { coversUnit, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { dayOfInstant } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Unit } from '../../../src/domain/roster.ts';
import { type TaskState as PackState, taskState } from '../../../src/domain/rule/task.ts';
import { STATE_WORDS } from '../../../src/domain/task/decide.ts';
import {
  type PackDuty,
  packDuties,
  packTaskDue,
  packTaskKey,
  packTaskPrefix,
  packTaskUnits,
} from '../../../src/domain/task/pack-tasks.ts';
import type { Task, TaskState } from '../../../src/domain/task/task.ts';
import { answerOnly } from '../../../src/outcome.ts';

const TASKS_MAX = 10_000;
const COUNTED: readonly TaskState[] = ['assigned', 'accepted', 'reported', 'verified', 'closed'];

export interface OwnDuty extends PackDuty {
  readonly unit: Unit;
}

/** What units have to do under the pack. */
export const dutiesOf = (units: readonly Unit[], { pack }: Pick<KnownScene, 'pack'>): readonly OwnDuty[] =>
  units.flatMap((unit) => packDuties(pack, unit).map((duty) => ({ ...duty, unit })));

/** The asker's own units. */
export const ownDuties = (here: KnownScene): readonly OwnDuty[] =>
  dutiesOf(
    here.roster.unitsOf(here.actor).flatMap((id) => here.roster.unit(id) ?? []),
    here,
  );

/** A duty and where it stands. */
export interface StandingDuty extends OwnDuty {
  readonly opened: Task | null;
  readonly state: PackState;
}

export function standDuty(duty: OwnDuty, opened: Task | null, here: KnownScene): StandingDuty {
  const doneOn = opened?.state === 'closed' ? opened.doneOn : null;
  const last = opened?.reports.at(-1);
  const lastProgressOn = last === undefined ? null : dayOfInstant(last.at);
  const state = taskState(duty.task, { doneOn, lastProgressOn }, here.today, here.pack.issuedOn);
  return { ...duty, opened, state };
}

/** 办理中 60%（RW-…），逾期. */
export function sayStanding({ opened, state, task }: StandingDuty): string {
  const base =
    opened === null ? '未反馈' : `${STATE_WORDS[opened.state]} ${opened.percent}%（${opened.number}）`;
  if (state === 'late') return `${base}，已过时限`;
  if (state === 'done_late') return `${base}，逾期办结`;
  return state === 'stale' ? `${base}，超过 ${task.freshDays} 天没有进展` : base;
}

type Filter = (duty: StandingDuty) => boolean;

/** What people call it → which duties are meant. */
const FILTERS: readonly (readonly [RegExp, Filter])[] = [
  [/^(?:逾期|超期|红灯|已过时限)$/u, ({ state }) => state === 'late'],
  [/^(?:未反馈|没反馈|未办|未开始)$/u, ({ opened }) => opened === null],
  [/^(?:办理中|在办|进行中)$/u, ({ opened, state }) => opened !== null && !/^done/u.test(state)],
  [/^(?:已?办结|已?完成)$/u, ({ state }) => /^done/u.test(state)],
  [/^(?:长期|长期坚持)$/u, ({ task }) => task.dueOn === undefined],
  [/^(?:久无进展|无进展)$/u, ({ state }) => state === 'stale'],
  [/^牵头$/u, ({ role }) => role === 'lead'],
  [/^(?:责任|配合)$/u, ({ role }) => role === 'responsible'],
];
const EVERYBODY = /^(?:全市|全部|所有)$/u;

interface Asked {
  /** `null`: the whole city. */
  readonly units: readonly Unit[] | null;
  readonly filters: readonly Filter[];
  readonly words: readonly string[];
  /** Any other word must stand in the task. */
  readonly terms: readonly string[];
}

const seesCity = ({ actor, roster }: KnownScene): boolean => isOffice(actor) || isCityLeader(actor, roster);

function readAsked(words: string, here: KnownScene): Asked | Refusal {
  const { roster, actor } = here;
  const own = roster.unitsOf(actor).flatMap((id) => roster.unit(id) ?? []);
  const filters: Filter[] = [];
  const said: string[] = [];
  const terms: string[] = [];
  let units: readonly Unit[] | null | undefined;
  for (const word of words.split(/[\s,，、]+/u).filter((one) => one !== '')) {
    const filter = FILTERS.find(([pattern]) => pattern.test(word));
    const [unit, another] = filter === undefined ? roster.unitsNamed(word) : [];
    if (filter !== undefined) filters.push(filter[1]);
    else if (EVERYBODY.test(word)) {
      if (!seesCity(here))
        return refuse('全市的方案任务由招商办和市领导查看', { next: '发送「任务 方案」看本单位的。' });
      units = null;
    } else if (another !== undefined)
      return refuse(`「${word.slice(0, 20)}」有几个单位`, { next: '请写单位全称。' });
    else if (unit !== undefined) {
      const may =
        seesCity(here) || own.some((one) => one.id === unit.id) || coversUnit(actor, unit.id, roster);
      if (!may) return refuse(`您不能查看${unit.name}的方案任务`, { next: '发送「任务 方案」看本单位的。' });
      units = [unit];
    } else terms.push(word);
    if (filter !== undefined) said.push(word);
  }
  if (units === undefined) units = dutiesOf(own, here).length === 0 && seesCity(here) ? null : own;
  return { units, filters, words: said, terms };
}

/** Every task of the pack that somebody has opened, by its key. */
async function openedTasks({ pack }: KnownScene, tools: Tools): Promise<ReadonlyMap<string, Task>> {
  const prefix = packTaskPrefix(pack);
  const tasks = await tools.store.tasks({ states: COUNTED, limit: TASKS_MAX });
  return new Map(
    tasks.flatMap((task) => (task.origin.key?.startsWith(prefix) === true ? [[task.origin.key, task]] : [])),
  );
}

/** `任务 方案 [单位|全市] [逾期|未反馈|办理中|已办结|长期|牵头] [词]`. */
export async function listPackTasks(words: string, here: KnownScene, tools: Tools): Result {
  const asked = readAsked(words, here);
  if (isRefusal(asked)) return asked;
  const { units, filters, terms } = asked;
  const opened = await openedTasks(here, tools);
  const all = dutiesOf(units ?? here.roster.activeOn(here.today), here).map((duty) =>
    standDuty(duty, opened.get(packTaskKey(here.pack, duty.task.id, duty.unit.id)) ?? null, here),
  );
  if (units !== null && all.length === 0)
    return refuse(
      `方案没有点名由${units.length === 1 ? (units[0]?.name ?? '') : '您的单位'}承担的任务（${here.pack.title}）`,
      {
        next: '发送「任务」查看督办任务。',
      },
    );
  const hasTerm = ({ task }: StandingDuty): boolean =>
    terms.every((term) => task.label.includes(term) || task.text.includes(term) || task.no === term);
  const meant = all.filter((duty) => filters.every((filter) => filter(duty)) && hasTerm(duty));
  const filterWords = [...asked.words, ...terms].join('、');
  if (units === null) return answerOnly({ card: cityPackTasksCard(cityRows(meant, here), filterWords) });
  const names = units.map((unit) => unit.name).join('、');
  const card = packTasksCard(
    names,
    meant.map((duty) => viewOf(duty)),
    filterWords,
    [
      ...(filters.length === 0 ? [sayButton('只看逾期', 'task', `方案 ${units[0]?.name ?? ''} 逾期`)] : []),
      ...(seesCity(here) ? [sayButton('全市方案任务', 'task', '方案 全市')] : []),
    ],
  );
  return answerOnly({ card });
}

export function viewOf(duty: StandingDuty): PackTaskView {
  const { task, role } = duty;
  return {
    id: task.id,
    no: task.no,
    label: task.label,
    text: task.text,
    clause: task.clause,
    due: packTaskDue(task),
    role: role === 'lead' ? '牵头' : '责任',
    deliverables: task.deliverables,
    state: sayStanding(duty),
    isLate: duty.state === 'late',
  };
}

/** A row a task: how many units have it, and where they stand. */
function cityRows(duties: readonly StandingDuty[], { pack }: KnownScene): readonly CityPackTask[] {
  const byTask = Map.groupBy(duties, ({ task }) => task.id);
  return pack.tasks.flatMap((task): CityPackTask[] => {
    const own = byTask.get(task.id);
    if (own === undefined) return [];
    const count = (is: (duty: StandingDuty) => boolean) => own.filter(is).length;
    return [
      {
        id: task.id,
        label: task.label,
        units: packTaskUnits(pack, task),
        due: packTaskDue(task),
        total: own.length,
        done: count(({ state }) => /^done/u.test(state)),
        open: count(({ opened, state }) => opened !== null && !/^done/u.test(state)),
        late: count(({ state }) => state === 'late'),
        clause: task.clause,
      },
    ];
  });
}
