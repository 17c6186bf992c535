/** The kinds of tables there are, by the word `import` and `export` take; and why others are not. */
import { type Refusal, refuse } from '../domain/decision.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { WorkbookKind } from '../domain/workbook.ts';
import type { TableKind } from './kind.ts';
import { leads, projects } from './leads.ts';
import { people } from './people.ts';
import { progress } from './progress.ts';
import { targets } from './targets.ts';
import { units } from './units.ts';

export const TABLE_KINDS: Readonly<Record<WorkbookKind, TableKind>> = {
  units,
  people,
  leads,
  projects,
  progress,
  targets,
};

/** The kind of this word, or why there is none. */
export function kindNamed(word: string, pack: Pack): TableKind | Refusal {
  const found = Object.entries(TABLE_KINDS).find(([id]) => id === word)?.[1];
  if (found !== undefined) return found;
  const known = Object.keys(TABLE_KINDS).join('、');
  if (word === 'activities') {
    return refuse('招商活动还没有台账，不能导入导出', {
      next: '考核所需的活动数据请用 evaluate 的数据文件。',
    });
  }
  const registry = pack.registries.find((one) => one.id === word);
  if (registry !== undefined) {
    return refuse(`名录「${registry.label}」还没有台账，不能导入导出`, {
      next: '考核所需的名录请用 evaluate 的数据文件。',
    });
  }
  return refuse(`没有「${word}」这种表`, { next: `可以用：${known}。` });
}
