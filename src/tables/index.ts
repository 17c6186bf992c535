/** The kinds of tables there are, by the word `import` and `export` take; and why others are not. */
import { type Refusal, refuse } from '../domain/decision.ts';
import type { Pack, Registry } from '../domain/pack/schema.ts';
import {
  type FixedKind,
  isFixedKind,
  registryKind,
  registryOfKind,
  type WorkbookKind,
} from '../domain/workbook.ts';
import { activities } from './activities.ts';
import { figures } from './figures.ts';
import type { TableKind } from './kind.ts';
import { leads, projects } from './leads.ts';
import { people } from './people.ts';
import { progress } from './progress.ts';
import { publicList } from './public.ts';
import { registryTable } from './registry.ts';
import { targets } from './targets.ts';
import { units } from './units.ts';

/** Those of every city; each registry of the pack is one besides. */
export const TABLE_KINDS: Readonly<Record<FixedKind, TableKind>> = {
  units,
  people,
  leads,
  projects,
  progress,
  targets,
  figures,
  activities,
  public: publicList,
};

/** The table of a kind in this city; `null`: its pack has no such registry. */
export function tableOfKind(
  kind: WorkbookKind,
  kinds: Readonly<Partial<Record<FixedKind, TableKind>>>,
  { registries }: Pick<Pack, 'registries'>,
): TableKind | null {
  if (isFixedKind(kind)) return kinds[kind] ?? null;
  const registry = registries.find((one) => one.id === registryOfKind(kind));
  return registry === undefined ? null : registryTable(registry);
}

const called = (registry: Registry, word: string): boolean =>
  [registry.id, registry.label, ...registry.words].some((one) => one.toLowerCase() === word.toLowerCase());

/** What this word means: a kind of every city, or a registry by its id, label or words; or why there is none. */
export function kindNamed(word: string, pack: Pack): NamedTable | Refusal {
  if (isFixedKind(word)) return { id: word, kind: TABLE_KINDS[word] };
  const exact = pack.registries.find((one) => one.id === word);
  const named = exact === undefined ? pack.registries.filter((one) => called(one, word)) : [exact];
  const [registry] = named;
  if (registry !== undefined && named.length === 1)
    return { id: registryKind(registry.id), kind: registryTable(registry) };
  const ids = (some: readonly Registry[]): string => some.map((one) => `${one.id} ${one.label}`).join('、');
  if (registry !== undefined) return refuse(`「${word}」有几个台账`, { next: `请写编号：${ids(named)}。` });
  const known = Object.keys(TABLE_KINDS).join('、');
  return refuse(`没有「${word}」这种表`, {
    next: `可以用：${known}；台账：${ids(pack.registries) || '无'}。`,
  });
}

export interface NamedTable {
  readonly id: WorkbookKind;
  readonly kind: TableKind;
}
