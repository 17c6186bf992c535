/**
 * What a registry's fields are for: its topic, the field something stands in, the name of an entry, its owner, the key
 * that tells it from others, and whether it is stale. Pure over the pack; leaves out values people type.
 */
import { coreName } from '../company.ts';
import { addDays, type Day, dayOfInstant } from '../day.ts';
import type { Registry } from '../pack/schema.ts';
import type { EntryTopic, FieldUse } from '../pack/terms.ts';
import type { RegistryField } from '../pack/work-schema.ts';
import type { Entry } from './entry.ts';

/** The words of the four topics, which a registry may also answer to by its `words`. */
export const TOPIC_WORDS: Readonly<Record<EntryTopic, string>> = {
  asset: '资产',
  enterprise: '企业',
  policy: '政策',
  chain: '图谱',
};

const TOPICS: readonly EntryTopic[] = ['asset', 'enterprise', 'policy', 'chain'];
const TITLE_TYPES: ReadonlySet<RegistryField['type']> = new Set(['text', 'enterprise', 'project']);
const TITLE_MAX = 120;

/** As the pack says; else by the words people type for it; `null`: asked by 台账 only. */
export function topicOf(registry: Registry): EntryTopic | null {
  if (registry.topic !== undefined) return registry.topic;
  return TOPICS.find((topic) => registry.words.includes(TOPIC_WORDS[topic])) ?? null;
}

/** The registries of the pack that answer to a topic, in its order. */
export const registriesOf = (
  registries: readonly Registry[],
  topic: EntryTopic | null,
): readonly Registry[] =>
  topic === null ? registries : registries.filter((registry) => topicOf(registry) === topic);

export const fieldAs = (registry: Registry, use: FieldUse): RegistryField | null =>
  registry.fields.find((field) => field.as === use) ?? null;

/** The field an entry is called by; `null` where every name is personal. */
export function titleField(registry: Registry): RegistryField | null {
  const open = registry.fields.filter((field) => !field.personal);
  return (
    open.find((field) => field.as === 'name') ??
    open.find((field) => field.required && TITLE_TYPES.has(field.type)) ??
    open.find((field) => TITLE_TYPES.has(field.type)) ??
    open.find((field) => field.type === 'choice') ??
    null
  );
}

/** What an entry is called: its name, for a chain's node with the chain before it. */
export function titleOfValues(registry: Registry, values: Entry['values']): string | null {
  const chain = fieldAs(registry, 'chain');
  const node = fieldAs(registry, 'node');
  const field = titleField(registry);
  const parts =
    chain !== null && node !== null
      ? [values[chain.id], values[node.id]]
      : [field === null ? undefined : values[field.id]];
  const text = parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
  return text === '' ? null : text.slice(0, TITLE_MAX);
}

/** The field that says whose it is. */
export const ownerField = (registry: Registry): RegistryField | null =>
  registry.fields.find((field) => field.type === 'unit' && field.as === 'owner') ??
  registry.fields.find((field) => field.type === 'unit') ??
  null;

/** Folded for comparison: half width, lower case, no blanks. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** What tells an entry from others: the pack's `dedupe` fields folded, firms by their core names, personal ones by mark. */
export function keyOf(registry: Registry, values: Entry['values'], sealed: Entry['sealed']): string {
  const parts = registry.dedupe.map((id) => {
    const mark = sealed[id]?.mark;
    if (mark !== undefined) return mark;
    const value = values[id];
    if (typeof value !== 'string') return String(value ?? '');
    const field = registry.fields.find((one) => one.id === id);
    return folded(field?.type === 'enterprise' ? coreName(value) : value);
  });
  return parts.every((part) => part === '') ? '' : JSON.stringify(parts);
}

/** The last day an entry is fresh; `null`: this registry does not age, or the entry is closed 办结 or retired. */
export function freshUntil(registry: Registry, entry: Entry): Day | null {
  if (registry.freshDays === undefined || entry.state !== 'active') return null;
  const closed = fieldAs(registry, 'closed');
  if (closed !== null && typeof entry.values[closed.id] === 'string') return null;
  return addDays(dayOfInstant(entry.checkedAt), registry.freshDays);
}

export function isStale(registry: Registry, entry: Entry, today: Day): boolean {
  const until = freshUntil(registry, entry);
  return until !== null && until < today;
}
