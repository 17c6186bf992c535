/** The pack's own tasks 方案任务: whose they are, by the bodies and unit groups the text names. */
import type { Pack, Task as PackTask } from '../pack/schema.ts';
import { type UnitFacts, unitFits } from '../pack/view.ts';

export interface PackDuty {
  readonly task: PackTask;
  readonly role: 'lead' | 'responsible';
}

/** What a unit has to do under the pack, in its order; leading comes before being responsible. */
export function packDuties(pack: Pack, unit: UnitFacts): readonly PackDuty[] {
  return pack.tasks.flatMap((task): PackDuty[] => {
    if (task.lead.some((id) => isNamed(pack, id, unit))) return [{ task, role: 'lead' }];
    if (task.responsible.some((id) => isNamed(pack, id, unit))) return [{ task, role: 'responsible' }];
    return [];
  });
}

/** A body by its name, a group by what its units have in common. */
function isNamed(pack: Pack, id: string, unit: UnitFacts): boolean {
  const names = [unit.id, unit.name, ...(unit.aliases ?? [])].filter((name) => name !== undefined);
  const body = pack.bodies.find((one) => one.id === id);
  if (body !== undefined) return [body.id, body.label, ...body.aliases].some((name) => names.includes(name));
  const group = pack.unitGroups.find((one) => one.id === id);
  return group !== undefined && unitFits(pack, group.where, unit);
}

/** What the keys of a pack's own tasks begin with; the task's id and the unit follow. */
export const packTaskPrefix = (pack: Pack): string => `pack:${pack.id}:`;

/** Unique for a pack, its task and the unit: such a task is opened once. */
export const packTaskKey = (pack: Pack, task: string, unit: string): string =>
  `${packTaskPrefix(pack)}${task}:${unit}`;

/** The pack's words for who leads and who is responsible. */
export function packTaskUnits(pack: Pack, task: PackTask): string {
  const label = (id: string) =>
    pack.bodies.find((one) => one.id === id)?.label ??
    pack.unitGroups.find((one) => one.id === id)?.label ??
    id;
  const parts = [
    ...(task.lead.length > 0 ? [`牵头：${task.lead.map(label).join('、')}`] : []),
    ...(task.responsible.length > 0 ? [`责任：${task.responsible.map(label).join('、')}`] : []),
  ];
  return parts.length === 0 ? '原文没有列' : parts.join('；');
}

/** 时限 in words. */
export const packTaskDue = (task: PackTask): string =>
  task.dueOn === undefined
    ? '长期坚持'
    : `${task.dueOn}${task.dueNote === undefined ? '' : `（${task.dueNote}）`}`;
