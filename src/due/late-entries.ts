/**
 * 台账事项 past their 期限 and not closed: complaints 投诉, promises 承诺, plans of idle assets; a source of 逾期, and so of the
 * tasks that long lapses become. Titles of confidential entries are left out: a task may be read by more people.
 */
import { addDays } from '../domain/day.ts';
import type { Registry } from '../domain/pack/schema.ts';
import { hasDue, openDueOn } from '../domain/registry/due.ts';
import type { Entry } from '../domain/registry/entry.ts';
import { fieldAs } from '../domain/registry/fields.ts';
import type { JobScene } from '../scheduler.ts';
import type { LateItem, LateSource } from './late.ts';

const ENTRIES_MAX = 5_000;
/** Amber so many days before. 系统默认. */
export const ENTRY_SOON_DAYS = 3;

export interface DueEntry {
  readonly registry: Registry;
  readonly entry: Entry;
  readonly dueOn: string;
}

/** Open entries of the pack's registries due by this day, the earliest first. */
export async function entriesDue(
  { store, pack }: Pick<JobScene, 'store' | 'pack'>,
  by: string,
): Promise<readonly DueEntry[]> {
  const registries = new Map(pack.registries.filter(hasDue).map((one) => [one.id, one]));
  if (registries.size === 0) return [];
  const entries = await store.entries({ registries: [...registries.keys()], limit: ENTRIES_MAX });
  return entries
    .flatMap((entry) => {
      const registry = registries.get(entry.registry);
      const dueOn = registry === undefined ? null : openDueOn(registry, entry);
      return registry === undefined || dueOn === null || dueOn > by ? [] : [{ registry, entry, dueOn }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.entry.id < b.entry.id ? -1 : 1));
}

/** What it is called where more people may read it than the entry itself. */
export const openTitle = ({ registry, entry }: Pick<DueEntry, 'registry' | 'entry'>): string =>
  entry.confidential ? `${registry.label}（保密）` : (entry.title ?? registry.label);

export const lateEntries: LateSource = async ({ store, pack, today, only }) => {
  if (only !== undefined) return [];
  const due = await entriesDue({ store, pack }, addDays(today, ENTRY_SOON_DAYS));
  return due.map(({ registry, entry, dueOn }): LateItem => {
    const closing = fieldAs(registry, 'closed')?.label;
    return {
      kind: 'entry',
      kindLabel: '台账事项',
      key: `entry:${entry.id}:${dueOn}`,
      number: entry.id,
      lead: null,
      unit: entry.owner,
      holder: null,
      title: openTitle({ registry, entry }),
      dueOn,
      light: dueOn < today ? 'red' : 'amber',
      why: `${registry.label}应在 ${dueOn} 前办结${closing === undefined ? '' : `，还没有${closing}`}`,
      clause: registry.clause,
      next: { label: '办结', command: 'registry', text: `${entry.id} 办结` },
    };
  });
};
