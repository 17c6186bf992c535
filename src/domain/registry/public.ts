/**
 * 公开清单: what of the registries the city's own platform may show: resources and policies that are in force and not
 * 保密, with the fields the pack opens (`publish`), never a personal one. Where a pack says nothing: assets by what they are
 * (系统默认), policies by their text. Pure; who may take it out is `workbook-rights.ts`.
 */
import * as z from 'zod';
import { type Day, dayOfInstant } from '../day.ts';
import type { Pack, Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { RegistryField } from '../pack/work-schema.ts';
import type { Roster } from '../roster.ts';
import type { Entry } from './entry.ts';
import { fieldAs, titleField, topicOf } from './fields.ts';

const ASSET_USES: ReadonlySet<FieldUse> = new Set([
  'name',
  'owner',
  'place',
  'kind',
  'state',
  'area',
  'height',
  'load',
  'power',
  'price',
]);
const POLICY_TYPES: ReadonlySet<RegistryField['type']> = new Set(['text', 'date', 'unit', 'money', 'area']);

/** The fields of a registry that may be shown, in its order; none where it is not public at all. */
export function publicFields(registry: Registry): readonly RegistryField[] {
  const open = registry.fields.filter((field) => !field.personal && field.type !== 'person');
  const { publish } = registry;
  if (publish !== undefined) return open.filter((field) => publish.includes(field.id));
  switch (topicOf(registry)) {
    case 'asset': {
      const title = titleField(registry)?.id;
      return open.filter(
        (field) => field.id === title || (field.as !== undefined && ASSET_USES.has(field.as)),
      );
    }
    case 'policy':
      return open.filter((field) => POLICY_TYPES.has(field.type));
    default:
      return [];
  }
}

/** The registries of which anything may be shown, in the pack's order. */
export const publicRegistries = ({ registries }: Pick<Pack, 'registries'>): readonly Registry[] =>
  registries.filter((registry) => publicFields(registry).length > 0);

/** 已盘活, 已出租: no longer to be had. */
const GONE = /^已/u;

/** In force, still to be had and not 保密. */
export function isPublic(registry: Registry, entry: Entry, today: Day): boolean {
  if (entry.state !== 'active' || entry.confidential) return false;
  const state = fieldAs(registry, 'state');
  const said = state === null ? undefined : entry.values[state.id];
  if (topicOf(registry) === 'asset' && typeof said === 'string' && GONE.test(said)) return false;
  const expires = fieldAs(registry, 'expires');
  const until = expires === null ? undefined : entry.values[expires.id];
  return typeof until !== 'string' || until >= today;
}

export const publicListSchema = z.strictObject({
  city: z.string(),
  /** The plan's id. */
  pack: z.string(),
  /** Shanghai day it was made on. */
  asOf: z.string(),
  registries: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      clause: z.string(),
      fields: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          type: z.string(),
          /** 平方米, 万元 …; absent where there is none. */
          unit: z.string().optional(),
        }),
      ),
      entries: z.array(
        z.strictObject({
          /** TZ-202611-0001; stays the same for good. */
          id: z.string(),
          updatedOn: z.string(),
          /** By field id: text, a plain decimal, a day, a unit's name; true or false of a flag. */
          values: z.record(z.string(), z.union([z.string(), z.boolean()])),
        }),
      ),
    }),
  ),
});
export type PublicList = z.output<typeof publicListSchema>;

/** As published in docs/schemas. */
export const publicListJsonSchema = (): object => z.toJSONSchema(publicListSchema);

const unitOf = (field: RegistryField): string | undefined =>
  field.unit ?? (field.type === 'money' ? '万元' : field.type === 'area' ? '平方米' : undefined);

/** @param entriesOf active entries of a registry, in any order */
export function publicList(
  { pack, roster, today }: { readonly pack: Pack; readonly roster: Roster; readonly today: Day },
  entriesOf: (registry: string) => readonly Entry[],
): PublicList {
  return {
    city: pack.city,
    pack: pack.id,
    asOf: today,
    registries: publicRegistries(pack).map((registry) => {
      const fields = publicFields(registry);
      const entries = entriesOf(registry.id).filter((entry) => isPublic(registry, entry, today));
      return {
        id: registry.id,
        label: registry.label,
        clause: registry.clause,
        fields: fields.map((field) => {
          const unit = unitOf(field);
          const { id, label, type } = field;
          return { id, label, type, ...(unit === undefined ? {} : { unit }) };
        }),
        entries: [...entries]
          .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
          .map((entry) => ({
            id: entry.id,
            updatedOn: dayOfInstant(entry.checkedAt),
            values: valuesOf(fields, entry, roster),
          })),
      };
    }),
  };
}

function valuesOf(fields: readonly RegistryField[], entry: Entry, roster: Roster) {
  const values: Record<string, string | boolean> = {};
  for (const field of fields) {
    const value = entry.values[field.id];
    if (value === undefined) continue;
    values[field.id] = field.type === 'unit' && typeof value === 'string' ? roster.unitName(value) : value;
  }
  return values;
}
