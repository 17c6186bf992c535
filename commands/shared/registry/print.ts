/** Entries printed: values by their fields, one line of facts for lists, the view of one. */
import type { EntryView } from '../../../src/cards/registry/entry.ts';
import { NONE, printDay } from '../../../src/cards/show.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayEditEntry, seesEntryContact } from '../../../src/domain/access.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { RegistryField } from '../../../src/domain/pack/work-schema.ts';
import { contactedOn, isContactDue, openDueOn } from '../../../src/domain/registry/due.ts';
import type { Entry, EntryValue } from '../../../src/domain/registry/entry.ts';
import { freshUntil, isStale, ownerField, titleField } from '../../../src/domain/registry/fields.ts';
import type { Roster } from '../../../src/domain/roster.ts';

const FACTS_MAX = 6;
const VALUE_SHOWN_MAX = 40;

export function printValue(field: RegistryField, value: EntryValue | undefined, roster: Roster): string {
  if (value === undefined || value === '') return NONE;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.type === 'unit') return roster.unitName(value);
  const unit = field.unit ?? (field.type === 'money' ? '万元' : field.type === 'area' ? '平方米' : '');
  return `${value}${unit}`;
}

/** The same as it stands in a form: units in the label, units of the roster by name. */
export function typedValue(value: EntryValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? '是' : '否') : value;
}

export const titleOf = (entry: Entry, registry: Registry): string => entry.title ?? `${registry.label}条目`;

/** 面积 6000平方米；层高 9米: what is stated besides the name and the owner. */
export function factsLine(entry: Entry, registry: Registry, roster: Roster): string {
  const skipped = new Set([titleField(registry)?.id, ownerField(registry)?.id]);
  return registry.fields
    .filter((field) => !field.personal && !skipped.has(field.id) && entry.values[field.id] !== undefined)
    .slice(0, FACTS_MAX)
    .map(
      (field) =>
        `${field.label} ${printValue(field, entry.values[field.id], roster).slice(0, VALUE_SHOWN_MAX)}`,
    )
    .join('；');
}

export async function viewOfEntry(
  entry: Entry,
  registry: Registry,
  here: KnownScene,
  tools: Tools,
  lines: readonly string[] = [],
): Promise<EntryView> {
  const { roster, actor, today } = here;
  const isPrivate = here.audience === 'private';
  const until = freshUntil(registry, entry);
  const fields = await Promise.all(
    registry.fields
      .filter((field) => entry.values[field.id] !== undefined || entry.sealed[field.id] !== undefined)
      .map(async (field) => ({
        label: `${field.label}${field.origin === 'default' ? '（系统默认栏）' : ''}`,
        value: await shown(field, entry, isPrivate && seesEntryContact(actor, entry, roster), roster, tools),
      })),
  );
  return {
    id: entry.id,
    title: titleOf(entry, registry),
    registry: registry.label,
    clause: registry.clause,
    isDefault: registry.origin === 'default',
    owner: roster.unitName(entry.owner),
    fields,
    dates: `${printDay(entry.registeredAt)} 登记，${printDay(entry.checkedAt)} 更新${until === null ? '' : `，有效至 ${until}`}`,
    stale: wantOf(entry, registry, today),
    retired: entry.state === 'retired' ? (entry.reason ?? '') : null,
    confidential: entry.confidential,
    may: { edit: isPrivate && mayEditEntry(actor, entry, roster) },
    lines,
  };
}

async function shown(
  field: RegistryField,
  entry: Entry,
  seesContact: boolean,
  roster: Roster,
  tools: Tools,
): Promise<string> {
  const sealed = entry.sealed[field.id];
  if (sealed === undefined) return printValue(field, entry.values[field.id], roster);
  if (!seesContact) return '已登记（仅责任单位和招商办可见）';
  const contact = await tools.store.contact(sealed.contact);
  return contact?.note ?? '已清除';
}

/** What it wants from those who keep it: a 期限 that has passed, a look, a word with them. */
function wantOf(entry: Entry, registry: Registry, today: string): string | null {
  const dueOn = openDueOn(registry, entry);
  if (dueOn !== null && dueOn < today) return `已过期限 ${dueOn}，还没有办结`;
  if (isStale(registry, entry, today))
    return `超过 ${registry.freshDays ?? 0} 天没有更新（系统默认），请核实`;
  return isContactDue(registry, entry, today)
    ? `最近联络 ${contactedOn(registry, entry)}，超过 ${registry.contactDays ?? 0} 天没有联络（系统默认）`
    : null;
}
