// What `pack show --json` prints: the pack's rules as arrays, each with clause, origin and note.
// Leaves out vocabulary (industries, channels, words) that no rule rests on.
import type { Pack } from './schema.ts';

/** A unit of a task: the body or unit group named in the text. */
export interface ShownUnit {
  readonly unit: string;
  readonly label: string;
  readonly role: 'lead' | 'responsible';
}

function unitsOf(pack: Pack, ids: readonly string[], role: ShownUnit['role']): ShownUnit[] {
  const named = [...pack.bodies, ...pack.unitGroups];
  return ids.map((id) => ({ unit: id, label: named.find((one) => one.id === id)?.label ?? id, role }));
}

/** 方案一览, as published: `{id, title, issuedOn, targets, tasks, scorecards, ranks, grades, cadences, splits, registries, …}`. */
export function showPack(pack: Pack): object {
  return {
    id: pack.id,
    title: pack.title,
    city: pack.city,
    issuer: pack.issuer,
    issuedOn: pack.issuedOn,
    periodFrom: pack.periodFrom,
    periodTo: pack.periodTo ?? null,
    targets: pack.targets,
    tasks: pack.tasks.map(({ lead, responsible, dueOn, ...task }) => ({
      ...task,
      units: [...unitsOf(pack, lead, 'lead'), ...unitsOf(pack, responsible, 'responsible')],
      due: dueOn ?? 'standing',
    })),
    scorecards: pack.scorecards,
    ranks: pack.ranks,
    grades: pack.grades,
    cadences: pack.cadences,
    splits: pack.splits,
    registries: pack.registries,
    consequences: pack.consequences,
    cohorts: pack.cohorts,
    rolling: pack.rolling,
    points: pack.points,
    claims: pack.claims,
    stages: pack.stages,
    measures: pack.measures,
    absent: pack.absent,
  };
}
