// What a verifier must answer about a project so that the pack's targets, key-project classes and gates can be
// decided (待补字段): the tags, flags, classes and fields their filters look at. Leaves out asking.
import { asObject, walk } from './raw.ts';
import type { Pack } from './schema.ts';

/** The answers a pack's rules about projects rest on; each list sorted, each word once. */
export interface NeededFields {
  readonly tags: readonly string[];
  readonly flags: readonly string[];
  readonly classes: readonly string[];
  /** Other fields with the values looked for: capital_type → [内资, 外资]. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Money fields compared with thresholds: total_investment. */
  readonly money: readonly string[];
}

/** Project measures: counted projects, sums over projects' entries or fields. */
function isAboutProjects(measure: Readonly<Record<string, unknown>>): boolean {
  return measure['count'] === 'project' || 'sum' in measure || 'sumField' in measure;
}

function projectFilters(pack: Pack): unknown[] {
  const filters: unknown[] = [];
  walk([pack.targets, pack.scorecards], (value) => {
    const object = asObject(value);
    if (object !== null && 'where' in object && isAboutProjects(object)) filters.push(object['where']);
  });
  const classes = pack.keyProject?.classes ?? [];
  const gates = pack.stages.flatMap((stage) => stage.gates);
  return [
    ...filters,
    ...classes.map((one) => one.where),
    ...gates.map((gate) => gate.where),
    ...pack.filters.map((one) => one.where),
  ];
}

function add(into: Map<string, Set<string>>, name: string, values: readonly unknown[]): void {
  const held = into.get(name) ?? new Set<string>();
  for (const value of values) if (typeof value === 'string') held.add(value);
  into.set(name, held);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Everything the pack's rules ask about a project. */
export function neededFields(pack: Pack): NeededFields {
  const named = new Map<string, Set<string>>();
  const fields = new Map<string, Set<string>>();
  add(named, 'tags', pack.keyProject?.excluded ?? []);
  walk(projectFilters(pack), (value) => {
    const filter = asObject(value);
    if (filter === null) return;
    add(named, 'tags', [...listOf(filter['tag']), ...listOf(filter['excluded'])]);
    add(named, 'flags', listOf(filter['flag']));
    add(named, 'classes', listOf(filter['class']));
    add(named, 'money', listOf(filter['money']).slice(0, 1));
    for (const [field, values] of Object.entries(asObject(filter['field']) ?? {}))
      add(fields, field, listOf(values));
  });
  const sorted = (set: Set<string> | undefined): string[] => [...(set ?? [])].sort();
  return {
    tags: sorted(named.get('tags')),
    flags: sorted(named.get('flags')),
    classes: sorted(named.get('classes')),
    fields: Object.fromEntries([...fields].map(([field, values]) => [field, sorted(values)])),
    money: sorted(named.get('money')),
  };
}
