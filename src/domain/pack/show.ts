// What `pack show --json` prints: the pack's rules as arrays, each with clause, origin and note.
// Leaves out vocabulary (industries, channels, words) that no rule rests on.
import type { Pack } from './schema.ts';
import type { Strength } from './terms.ts';

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

/** Every element says how strongly it obliges; what the pack leaves unsaid is plainly stated: `must`. */
function firm<T extends { readonly strength?: Strength | undefined }>(elements: readonly T[]) {
  return elements.map((element) => ({ ...element, strength: element.strength ?? ('must' as const) }));
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
    scorecards: firm(pack.scorecards),
    ranks: firm(pack.ranks),
    grades: firm(pack.grades),
    cadences: firm(pack.cadences),
    splits: firm(pack.splits),
    registries: firm(pack.registries),
    consequences: firm(pack.consequences),
    cohorts: firm(pack.cohorts),
    rolling: firm(pack.rolling),
    points: firm(pack.points),
    claims: firm(pack.claims),
    stages: firm(pack.stages),
    measures: firm(pack.measures),
    absent: pack.absent,
  };
}
