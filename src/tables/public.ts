/** 公开清单 as a workbook: a sheet a registry of which anything may be shown. It goes out only. */
import { isOffice } from '../domain/access.ts';
import type { Entry } from '../domain/registry/entry.ts';
import { publicList as listOf, type PublicList, publicRegistries } from '../domain/registry/public.ts';
import type { Column, Row, Table } from '../sheets/table.ts';
import { type Part, rejected, type TableKind, type TableScene } from './kind.ts';
import { NUMBER_KEY, UPDATED_KEY } from './registry-columns.ts';

/** Entries at a time. */
const PAGE = 500;
const KINDS: Readonly<Record<string, Column['kind']>> = {
  number: 'number',
  money: 'number',
  area: 'number',
  date: 'date',
};

/** The list as it is given to a program. */
export async function readPublicList({ store, pack, roster, today }: TableScene): Promise<PublicList> {
  const found = new Map<string, readonly Entry[]>();
  for (const { id } of publicRegistries(pack)) {
    const entries = new Map<string, Entry>();
    for (let offset = 0; ; offset += PAGE) {
      const page = await store.entries({ registries: [id], limit: PAGE, offset });
      for (const entry of page) entries.set(entry.id, entry);
      if (page.length < PAGE) break;
    }
    found.set(id, [...entries.values()]);
  }
  return listOf({ pack, roster, today }, (registry) => found.get(registry) ?? []);
}

const EMPTY: Table = {
  id: 'public',
  label: '公开清单',
  columns: [{ key: NUMBER_KEY, label: '编号', kind: 'text' }],
  keyColumns: [],
  notes: ['方案里没有可以公开的台账，或还没有登记。'],
};

function partOf(registry: PublicList['registries'][number]): Part {
  const table: Table = {
    id: `public:${registry.id}`,
    label: registry.label,
    columns: [
      { key: NUMBER_KEY, label: '编号', kind: 'text', width: 17 },
      ...registry.fields.map(
        ({ id, label, type, unit }): Column => ({
          key: id,
          label: unit === undefined ? label : `${label}（${unit}）`,
          kind: KINDS[type] ?? 'text',
        }),
      ),
      { key: UPDATED_KEY, label: '最近更新', kind: 'date', width: 12 },
    ],
    keyColumns: [],
    notes: [`${registry.label}，依据 ${registry.clause}。只含可以公开的条目和栏目。`],
  };
  const rows = registry.entries.map(
    ({ id, updatedOn, values }): Row => ({
      ...Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : value ? '是' : '否',
        ]),
      ),
      [NUMBER_KEY]: id,
      [UPDATED_KEY]: updatedOn,
    }),
  );
  return { table, rows };
}

export const publicList: TableKind = {
  table: () => EMPTY,
  rows: async () => ({ rows: [], isCut: false }),
  async parts(scene) {
    if (scene.actor !== null && !isOffice(scene.actor)) return [];
    const { registries } = await readPublicList(scene);
    return registries.filter((one) => one.entries.length > 0).map(partOf);
  },
  decide: async (row) => ({
    about: null,
    fate: rejected(row, null, '公开清单由台账生成，请导入对应的台账'),
  }),
};
