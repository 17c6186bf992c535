/**
 * The machine's work on tasks, once a working morning: reminders up the ladder, tasks made of what has been late for long,
 * and the end of those whose cause is gone. Whom it tells, and on which step, is in src/domain/task/ladder.ts.
 *
 * Invariants
 *  1. A step of a task is taken once for a due day: it is a fact of the task.
 *  2. A lapse becomes one task, by its key; it is closed by the machine when the lapse is gone.
 *  3. Nobody gets more than one card a morning for each rung of the ladder.
 */
import { returnVisitsCard } from '../cards/activity/list.ts';
import { type LadderItem, ladderCard } from '../cards/task/list.ts';
import { isOffice } from '../domain/access.ts';
import { CALENDAR_DAYS_NOTE, dueAfterWorkdays } from '../domain/calendar.ts';
import { dayOfInstant, monthOf } from '../domain/day.ts';
import { formatNumber, sequenceName } from '../domain/number.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { TaskFact } from '../domain/task/facts.ts';
import { ladderOf, mayRemind, type Step, type StepTo, stepDay, stepDue } from '../domain/task/ladder.ts';
import { sayLight } from '../domain/task/light.ts';
import { isReturnVisit, RETURN_LADDER } from '../domain/task/return-visit.ts';
import { handlersOf, superiorsOf } from '../domain/task/standing.ts';
import { OWED_STATES, type Task } from '../domain/task/task.ts';
import type { Change, Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { type LateItem, type LateSource, lateItems, lateSources } from './late.ts';

const TASKS_MAX = 5_000;
/** A first morning after a long neglect must not bury everybody. */
const NEW_A_DAY_MAX = 100;
/** Working days a task made of a lapse is given. 系统默认. */
const LAPSE_WORKDAYS = 5;
const RETURNS_SHOWN_MAX = 8;

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

/** The morning's two jobs; tests pass their own sources of lapses. */
export const taskJob = (sources: readonly LateSource[] = lateSources): Job => ({
  id: 'tasks',
  async due({ now, today }) {
    if (!mayRemind(now)) return [];
    return [
      { key: `tasks-late:${today}`, run: (scene) => lapses(scene, sources) },
      { key: `tasks-ladder:${today}`, run: ladder },
    ];
  },
});

export const taskDue: Job = taskJob();

// ── The ladder ────────────────────────────────────────────────────────────────────────────────────────────

interface Told {
  readonly person: Person;
  readonly to: StepTo;
  readonly items: (LadderItem & { readonly red: boolean })[];
  byCalendar: boolean;
}

async function ladder({ store, pack, today }: JobScene): Promise<Outcome> {
  const [tasks, roster] = await Promise.all([
    store.tasks({ states: OWED_STATES, limit: TASKS_MAX }),
    store.roster(),
  ]);
  const steps = ladderOf(pack);
  const changes: Change[] = [];
  const told = new Map<string, Told>();
  const returns = new Map<Person, readonly Task[]>();
  for (const task of tasks) {
    if (task.dueOn === null) continue;
    const { dueOn, reminded } = task;
    const ladder = isReturnVisit(task) ? RETURN_LADDER : steps;
    const due = stepDue({ dueOn, assignedOn: dayOfInstant(task.assignedAt), reminded }, ladder, today);
    if (due === null) continue;
    const fact: TaskFact = { type: 'task.reminded', step: due.step.offset, dueOn };
    changes.push({ subject: 'task', before: task, facts: [fact] });
    for (const { person, to } of receiversOf(task, due.step, roster)) {
      if (to === 'handler' && isReturnVisit(task)) {
        returns.set(person, [...(returns.get(person) ?? []), task]);
        continue;
      }
      const key = `${to}:${person.id}`;
      const entry = told.get(key) ?? { person, to, items: [], byCalendar: false };
      entry.items.push({
        number: task.number,
        title: task.title,
        unit: roster.unitName(task.unit),
        clock: sayLight(task, today),
        red: today > dueOn,
      });
      entry.byCalendar ||= due.byCalendar;
      told.set(key, entry);
    }
  }
  const notices = [
    ...[...told.values()].flatMap((one) => noticesTo(one, today)),
    ...[...returns].flatMap(([person, own]) => returnNotice(person, own, today)),
  ];
  return { changes, answer: {}, notices };
}

/** Return visits 回访 are told apart to whoever makes them: they are done with a form of their own. */
function returnNotice(person: Person, tasks: readonly Task[], today: string): readonly Notice[] {
  if (person.openId === null) return [];
  const shown = tasks.slice(0, RETURNS_SHOWN_MAX);
  const [only] = tasks;
  return [
    {
      key: `return-visits:${today}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: returnVisitsCard(today, shown, tasks.length - shown.length),
      rank: 'notice',
      ...(tasks.length === 1 && only !== undefined ? { about: only.number } : {}),
    },
  ];
}

/** Everybody up to the rung: what the office hears the superior hears too. */
function receiversOf(task: Task, { to }: Step, roster: Roster): readonly { person: Person; to: StepTo }[] {
  const handlers = handlersOf(task, roster).map((person) => ({
    person,
    to: to === 'urgent' ? to : ('handler' as const),
  }));
  const superiors = superiorsOf(task.unit, roster).map((person) => ({ person, to: 'superior' as const }));
  const office = roster.people.filter(isOffice).map((person) => ({ person, to: 'office' as const }));
  const rungs = {
    handler: handlers,
    superior: [...handlers, ...superiors],
    office: [...handlers, ...superiors, ...office],
    urgent: [...handlers, ...superiors, ...office],
  }[to];
  const first = new Map<string, { person: Person; to: StepTo }>();
  for (const one of rungs) if (!first.has(one.person.id)) first.set(one.person.id, one);
  return [...first.values()];
}

/** Red and not yet red are different cards: the colour of a card is one thing. */
function noticesTo({ person, to, items, byCalendar }: Told, today: string): readonly Notice[] {
  const { openId } = person;
  if (openId === null) return [];
  return [true, false].flatMap((red): readonly Notice[] => {
    const own = items.filter((item) => item.red === red);
    if (own.length === 0) return [];
    const notes = byCalendar ? [`${CALENDAR_DAYS_NOTE}。`] : [];
    const [only] = own;
    return [
      {
        key: `task-ladder:${today}:${to}:${red ? 'red' : 'soon'}:${person.id}`,
        to: { kind: 'person', openId },
        card: ladderCard({ to, items: own, red, notes }),
        rank: 'notice',
        ...(to === 'urgent' ? { urgent: true as const } : {}),
        ...(own.length === 1 && only !== undefined ? { about: only.number } : {}),
      },
    ];
  });
}

// ── Lapses that become tasks ──────────────────────────────────────────────────────────────────────────────

const isOpenLapse = (task: Task): boolean => task.origin.kind === 'late' && task.origin.key !== null;

async function lapses(scene: JobScene, sources: readonly LateSource[]): Promise<Outcome> {
  const { store, pack, today, now } = scene;
  const roster = await store.roster();
  const late = await lateItems({ now, today, pack, roster, store }, sources);
  const red = late.filter((item) => item.kind !== 'task' && item.light === 'red' && item.unit !== null);
  const groups = Map.groupBy(red, (item) => item.group?.key ?? item.key);
  const ended = await endOf(scene, new Set(groups.keys()));
  const news = await newTasks(scene, [...groups], roster);
  if (ended.length + news.changes.length === 0) return NOTHING;
  return { changes: [...ended, ...news.changes], answer: {}, notices: news.notices };
}

/** What was late and is no more: reported, verified and closed by the machine, late as it was. */
async function endOf({ store }: JobScene, still: ReadonlySet<string>): Promise<readonly Change[]> {
  const open = await store.tasks({ states: OWED_STATES, limit: TASKS_MAX });
  const text = '系统核对：所督办的事项已经补办，或不再适用。';
  return open
    .filter((task) => isOpenLapse(task) && !still.has(task.origin.key ?? ''))
    .map((task): Change => {
      const accepted: TaskFact[] = task.state === 'assigned' ? [{ type: 'task.accepted' }] : [];
      const facts: TaskFact[] = [
        ...accepted,
        { type: 'task.reported', percent: 100, text, evidence: null },
        { type: 'task.verified' },
        { type: 'task.closed' },
      ];
      return { subject: 'task', before: task, facts };
    });
}

async function newTasks(
  { store, pack, today }: JobScene,
  groups: readonly (readonly [string, readonly LateItem[]])[],
  roster: Roster,
): Promise<{ readonly changes: readonly Change[]; readonly notices: readonly Notice[] }> {
  const officeStep = ladderOf(pack).find((step) => step.to === 'office');
  const month = monthOf(today);
  const name = sequenceName('task', month);
  let value = await store.lastValue(name);
  const changes: Change[] = [];
  const byPerson = new Map<string, { person: Person; items: LadderItem[] }>();
  for (const [key, items] of groups) {
    const [first] = items;
    if (first === undefined || officeStep === undefined || stepDay(first.dueOn, officeStep).day > today)
      continue;
    if (changes.length / 2 >= NEW_A_DAY_MAX || (await store.taskFrom(key)) !== null) continue;
    value += 1;
    const number = formatNumber('task', month, value);
    const title =
      first.group === undefined ? `${first.title}：${first.why}` : `${first.group.title}：${items.length} 个`;
    const dueOn = dueAfterWorkdays(today, LAPSE_WORKDAYS).day;
    const fact: TaskFact = {
      type: 'task.assigned',
      number,
      title: title.slice(0, 500),
      lead: items.length === 1 ? (first.lead?.number ?? null) : null,
      about: null,
      unit: first.unit,
      holder: items.every((item) => item.holder === first.holder) ? first.holder : null,
      dueOn,
      dueByDefault: true,
      origin: { kind: 'late', key, clause: first.clause },
    };
    changes.push({ subject: 'sequence', name, value }, { subject: 'task', before: null, facts: [fact] });
    for (const person of handlersOf(fact, roster)) {
      const entry = byPerson.get(person.id) ?? { person, items: [] };
      entry.items.push({ number, title, unit: roster.unitName(first.unit), clock: `时限 ${dueOn}` });
      byPerson.set(person.id, entry);
    }
  }
  return { changes, notices: [...byPerson.values()].flatMap((one) => newNotice(one, today)) };
}

function newNotice(
  { person, items }: { readonly person: Person; readonly items: readonly LadderItem[] },
  today: string,
): readonly Notice[] {
  if (person.openId === null) return [];
  const card = ladderCard({ to: 'handler', items, red: true, notes: [] });
  const [only] = items;
  return [
    {
      key: `task-lapse:${today}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: {
        ...card,
        title: items.length === 1 ? `转为督办任务 ${only?.number ?? ''}` : `转为督办任务 ${items.length} 项`,
      },
      rank: 'notice',
      ...(items.length === 1 && only !== undefined ? { about: only.number } : {}),
    },
  ];
}
