/** Everything a card shows of one task, gathered for one viewer; and which tasks somebody may see. */
import type { TaskView } from '../../../src/cards/task/task.ts';
import type { Scene, Tools } from '../../../src/command.ts';
import { CALENDAR_DAYS_NOTE, workdayKnown } from '../../../src/domain/calendar.ts';
import { isMonth } from '../../../src/domain/day.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import { currentNumber, titleOf } from '../../../src/domain/lead/lead.ts';
import { sayMonth } from '../../../src/domain/month.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { deedsOpen } from '../../../src/domain/task/decide.ts';
import { lightOf, sayLight } from '../../../src/domain/task/light.ts';
import { isReturnVisit } from '../../../src/domain/task/return-visit.ts';
import { seesTask, standingOn } from '../../../src/domain/task/standing.ts';
import { isOwed, type Task } from '../../../src/domain/task/task.ts';
import type { Notice } from '../../../src/outcome.ts';
import { sightHere } from '../find.ts';

type Viewer = Pick<Scene, 'actor' | 'audience' | 'chatUnit' | 'roster' | 'today' | 'pack'>;

/** The same scene seen by somebody else, in their private chat. */
export function asSeenBy(person: Person, scene: Scene): Scene {
  return {
    ...scene,
    actor: person,
    openId: person.openId ?? '',
    audience: 'private',
    chatId: null,
    chatUnit: undefined,
  };
}

export async function taskView(
  task: Task,
  scene: Scene,
  tools: Tools,
  notes: readonly string[] = [],
): Promise<TaskView> {
  const { roster, actor } = scene;
  const lead = task.lead === null ? null : await tools.store.lead(task.lead);
  const standing = actor === null || scene.audience === 'group' ? null : standingOn(task, actor, roster);
  return taskViewWith(task, lead !== null && sightHere(lead, scene) !== 'none' ? lead : null, {
    ...scene,
    deeds: standing === null ? [] : deedsOpen(task, standing),
    handles: standing?.handles ?? false,
    notes: [...notes, ...calendarNotes(task)],
  });
}

function calendarNotes(task: Task): readonly string[] {
  const unknown = task.dueOn !== null && isOwed(task) && !workdayKnown(task.dueOn);
  return unknown ? [`${CALENDAR_DAYS_NOTE}预警和提醒。`] : [];
}

function taskViewWith(
  task: Task,
  lead: Lead | null,
  more: Viewer & Pick<TaskView, 'deeds' | 'handles' | 'notes'>,
): TaskView {
  const { roster, today, deeds, handles, notes } = more;
  return {
    task,
    light: lightOf(task, today),
    clock: sayLight(task, today),
    unit: task.unit === null ? '—' : roster.unitName(task.unit),
    holder: task.holder === null ? null : roster.personName(task.holder),
    issuer: roster.personName(task.issuer),
    lead: lead === null ? null : { number: currentNumber(lead), title: titleOf(lead) },
    about: aboutWords(task),
    deeds,
    handles,
    notes,
    nameOf: (person) => roster.personName(person),
    unitName: (unit) => (unit === null ? '—' : roster.unitName(unit)),
  };
}

/** What a 批示 was written on, unless it is the lead that is shown anyway. */
function aboutWords({ about, lead }: Task): string | null {
  if (about === null || about === lead) return null;
  const month = about.startsWith('month:') ? about.slice('month:'.length) : '';
  if (isMonth(month)) return `${sayMonth(month)}战报`;
  return /^RW-/.test(about) ? `任务 ${about}` : /^HD-/.test(about) ? `活动 ${about}` : null;
}

/** May this task be shown here? In a group only that group's unit's, and nothing about a confidential lead. */
export function isTaskVisible(task: Task, lead: Lead | null, scene: Scene): boolean {
  const { actor, roster, audience, chatUnit } = scene;
  if (audience === 'group') {
    if (chatUnit === undefined || (task.lead !== null && lead === null)) return false;
    // A group sees outlines of visits only.
    if (isReturnVisit(task)) return false;
    if (lead !== null && sightHere(lead, scene) === 'none') return false;
    return chatUnit === null || (task.unit !== null && roster.isWithin(task.unit, chatUnit));
  }
  return actor !== null && seesTask(task, actor, roster);
}

/** One notice a receiver and version of the task: a repetition promises nothing new. */
export function taskNotice(
  task: Task,
  person: Person,
  card: Notice['card'],
  what: string,
): readonly Notice[] {
  if (person.openId === null) return [];
  return [
    {
      key: `task:${task.number}:${task.version}:${what}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card,
      rank: 'notice',
      about: task.number,
    },
  ];
}
