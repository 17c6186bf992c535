/**
 * Which department is which unit: by the administrator's mapping file, by what was settled before, by name or alias; in
 * that order, and never by guessing. A department without a unit of its own belongs to the nearest one above it.
 */
import * as z from 'zod';
import type { Roster, Unit } from '../domain/roster.ts';
import type { Department } from '../lark/contacts.ts';

const newUnit = z.strictObject({
  id: z.string().trim().min(1).max(64),
  name: z.string().trim().min(1).max(60).optional(),
  kind: z.string().trim().min(1),
  parent: z.string().trim().min(1).nullish(),
});
const mappingSchema = z.record(z.string(), z.union([z.string().trim().min(1), z.null(), newUnit]));

/** Department (open_department_id or full name) → unit id, a unit to be added, or `null`: pass it over. */
export type Mapping = z.output<typeof mappingSchema>;
export type NewUnit = z.output<typeof newUnit>;

/** A department and unit settled earlier. */
export interface Link {
  readonly unit: string | null;
  readonly name: string;
}

export type MappingRead =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** @param units ids of the roster; a mapping to anything else is a mistake. */
export function readMapping(text: string, units: ReadonlySet<string>): MappingRead {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, mistakes: ['不是有效的 JSON'] };
  }
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(
      (issue) =>
        `「${issue.path.map(String).join('.')}」应写单位编号、null（不同步），或 {"id","name","kind","parent"}（新单位）`,
    );
    return { ok: false, mistakes: [...new Set(mistakes)] };
  }
  const added = Object.values(parsed.data).flatMap((value) =>
    typeof value === 'object' && value !== null ? [value.id] : [],
  );
  const all = new Set([...units, ...added]);
  const mistakes: string[] = [];
  for (const [department, value] of Object.entries(parsed.data)) {
    const id = typeof value === 'string' ? value : (value?.parent ?? null);
    if (id !== null && !all.has(id)) mistakes.push(`「${department}」：名册里没有编号为「${id}」的单位`);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, mapping: parsed.data };
}

export interface Placed {
  readonly department: Department;
  /** Its own unit; `null`: none. */
  readonly own: string | null;
  /** The unit of its people: its own or the nearest above; `null`: not of the roster. */
  readonly unit: string | null;
  readonly how: 'mapping' | 'kept' | 'name' | 'above' | 'passed-over' | 'none';
  /** Units of the same name, where the name decides nothing. */
  readonly alike: readonly string[];
}

/** Every department with its unit. */
export function placeDepartments(
  departments: readonly Department[],
  roster: Roster,
  mapping: Mapping,
  links: ReadonlyMap<string, Link>,
): ReadonlyMap<string, Placed> {
  const byId = new Map(departments.map((one) => [one.id, one]));
  const own = new Map(departments.map((one) => [one.id, ownUnit(one, roster, mapping, links)]));
  return new Map(
    departments.map((department): [string, Placed] => {
      const mine = own.get(department.id) ?? NONE;
      if (mine.how !== 'none') return [department.id, { department, ...mine, unit: mine.own }];
      const seen = new Set<string>([department.id]);
      for (let at = department.parent; byId.has(at) && !seen.has(at); at = byId.get(at)?.parent ?? '0') {
        seen.add(at);
        const above = own.get(at) ?? NONE;
        if (above.how === 'none') continue;
        const how = above.own === null ? 'passed-over' : 'above';
        return [department.id, { department, own: null, unit: above.own, how, alike: mine.alike }];
      }
      return [department.id, { department, ...mine, unit: null }];
    }),
  );
}

const NONE = { own: null, how: 'none', alike: [] } as const satisfies Pick<Placed, 'own' | 'how' | 'alike'>;

function ownUnit(
  department: Department,
  roster: Roster,
  mapping: Mapping,
  links: ReadonlyMap<string, Link>,
): Pick<Placed, 'own' | 'how' | 'alike'> {
  for (const key of [department.id, department.name]) {
    const told = Object.hasOwn(mapping, key) ? mapping[key] : undefined;
    if (told === undefined) continue;
    if (told === null) return { own: null, how: 'passed-over', alike: [] };
    return { own: typeof told === 'string' ? told : told.id, how: 'mapping', alike: [] };
  }
  const link = links.get(department.id);
  if (link !== undefined && link.unit === null) return { own: null, how: 'passed-over', alike: [] };
  if (link?.unit != null && roster.unit(link.unit) !== null) {
    return { own: link.unit, how: 'kept', alike: [] };
  }
  const named = department.name === '' ? [] : roster.unitsNamed(department.name);
  const [only] = named;
  if (only !== undefined && named.length === 1) return { own: only.id, how: 'name', alike: [] };
  return { ...NONE, alike: named.map((unit) => unit.name) };
}

/** Units the mapping adds, as the roster keeps them. */
export function addedUnits(
  placed: ReadonlyMap<string, Placed>,
  mapping: Mapping,
  roster: Roster,
): readonly Unit[] {
  const units = new Map<string, Unit>();
  for (const { department } of placed.values()) {
    const told = mapping[department.id] ?? mapping[department.name];
    if (typeof told !== 'object' || told === null || roster.unit(told.id) !== null) continue;
    units.set(told.id, {
      id: told.id,
      name: told.name ?? department.name,
      aliases: told.name === undefined || told.name === department.name ? [] : [department.name],
      kind: told.kind,
      parent: told.parent ?? null,
      tags: {},
      activeFrom: null,
      activeTo: null,
    });
  }
  return [...units.values()];
}
