/**
 * Days an entry is owed by: 期限 of a complaint or a promise until its 办结日期 is filled in (`as: due`, `as: closed`), and
 * 定期联络 of a person or body (`as: contacted`, `contactDays`). Pure over the pack; leaves out who is told.
 */
import { addDays, type Day, dayOfInstant } from '../day.ts';
import type { Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { Entry } from './entry.ts';
import { fieldAs } from './fields.ts';

const dayAs = (registry: Registry, entry: Entry, use: FieldUse): Day | null => {
  const field = fieldAs(registry, use);
  const value = field === null ? undefined : entry.values[field.id];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** True for registries whose entries have a 期限 to be met. */
export const hasDue = (registry: Registry): boolean => fieldAs(registry, 'due') !== null;

/** The 期限 of an entry that is still open; `null`: none, closed already, or retired. */
export function openDueOn(registry: Registry, entry: Entry): Day | null {
  if (entry.state !== 'active' || dayAs(registry, entry, 'closed') !== null) return null;
  return dayAs(registry, entry, 'due');
}

/** 最近联络, else the day it was registered. */
export const contactedOn = (registry: Registry, entry: Entry): Day =>
  dayAs(registry, entry, 'contacted') ?? dayOfInstant(entry.registeredAt);

/** The day by which it should be contacted next; `null`: no rhythm, or retired. */
export function contactDueOn(registry: Registry, entry: Entry): Day | null {
  if (registry.contactDays === undefined || entry.state !== 'active') return null;
  return addDays(contactedOn(registry, entry), registry.contactDays);
}

/** Nobody has been in touch for longer than the registry asks. */
export function isContactDue(registry: Registry, entry: Entry, today: Day): boolean {
  const on = contactDueOn(registry, entry);
  return on !== null && on < today;
}
