/**
 * A registry 台账 of the pack as a table of a workbook: its fields as columns, known again by 编号 or its dedupe key. What a
 * row means is in `registry-row.ts`.
 */
import { seesEntry, seesEntryContact } from '../domain/access.ts';
import { dayOfInstant } from '../domain/day.ts';
import type { Registry } from '../domain/pack/schema.ts';
import type { RegistryField } from '../domain/pack/work-schema.ts';
import type { Entry, EntryValue } from '../domain/registry/entry.ts';
import type { Roster } from '../domain/roster.ts';
import { EXAMPLE_MARK } from '../sheets/match.ts';
import type { Column, ColumnKind, Row, Table } from '../sheets/table.ts';
import type { TableKind, TableScene } from './kind.ts';
import { NUMBER_KEY, SECRET_KEY, UPDATED_KEY } from './registry-columns.ts';
import { decideEntryRow } from './registry-row.ts';

const KINDS: Readonly<Partial<Record<RegistryField['type'], ColumnKind>>> = {
  number: 'number',
  money: 'number',
  area: 'number',
  date: 'date',
  choice: 'choice',
  flag: 'choice',
};
const YES_NO = ['是', '否'] as const;
/** As many names as a list to choose from bears. */
const UNITS_LISTED = 400;

const unitOf = (field: RegistryField): string =>
  field.unit ?? (field.type === 'money' ? '万元' : field.type === 'area' ? '平方米' : '');

function noteOf(field: RegistryField, isKey: boolean): string {
  const notes = [
    ...(isKey ? ['用来认定是不是同一条'] : []),
    ...(field.personal ? ['个人信息，加密保存，只有维护和审核它的人导出得到'] : []),
    ...(field.type === 'unit' ? ['名册中单位的名称、简称或编号'] : []),
    ...(field.type === 'money' ? ['可写 1.2亿、3000万，不写单位按本列单位'] : []),
    ...(field.type === 'area' ? ['可写 7.5亩、6000平，不写单位按本列单位'] : []),
    ...(field.origin === 'default' ? [`系统默认栏${field.note === undefined ? '' : `：${field.note}`}`] : []),
  ];
  return notes.length === 0 ? '' : `${notes.join('；')}。`;
}

function columnOf(field: RegistryField, isKey: boolean, units: readonly string[]): Column {
  const unit = unitOf(field);
  const kind =
    field.type === 'choice' && field.options === undefined ? 'text' : (KINDS[field.type] ?? 'text');
  const note = noteOf(field, isKey);
  return {
    key: field.id,
    label: unit === '' ? field.label : `${field.label}（${unit}）`,
    kind,
    ...(field.required ? { required: true } : { clears: true }),
    // 7.5亩, 1.2万 and 厂房 for 闲置厂房 are read by the field itself.
    ...(kind === 'number' || kind === 'choice' ? { loose: true } : {}),
    ...(kind === 'choice' ? { choices: field.options ?? YES_NO } : {}),
    ...(field.type === 'unit' && units.length > 0 ? { suggest: units } : {}),
    ...(unit === '' ? {} : { aliases: [field.label] }),
    ...(note === '' ? {} : { note }),
  };
}

const UPDATED_LABEL = '最近更新';

/** A word for a column of ours that no field of the registry has. */
const labelFor = (word: string, other: string, { fields }: Registry): string =>
  fields.some((field) => field.label === word) ? other : word;

/** 编号 first: left blank for new ones. A label that stands twice is told apart by its id. */
export function tableOfRegistry(registry: Registry, roster: Roster | null = null, today = ''): Table {
  const units = roster === null ? [] : roster.units.slice(0, UNITS_LISTED).map((unit) => unit.name);
  const number = labelFor('编号', '台账编号', registry);
  const secret = labelFor('保密', '是否保密', registry);
  const seen = new Set<string>([number, secret, UPDATED_LABEL]);
  const named = registry.fields
    .map((field) => columnOf(field, registry.dedupe.includes(field.id), units))
    .map((column) => {
      const label = seen.has(column.label) ? `${column.label}-${column.key}` : column.label;
      seen.add(label);
      return { ...column, label };
    });
  const keys = registry.dedupe.map((id) => registry.fields.find((one) => one.id === id)?.label ?? id);
  return {
    id: `registry:${registry.id}`,
    label: registry.label,
    columns: [
      {
        key: NUMBER_KEY,
        label: number,
        kind: 'text',
        width: 17,
        note: '系统编号（TZ-…）；新登记的留空，导出的不要改。',
      },
      ...named,
      {
        key: SECRET_KEY,
        label: secret,
        kind: 'choice',
        choices: YES_NO,
        width: 8,
        note: '保密的只有责任单位、上级和招商办看得到，也不公开。',
      },
      { key: UPDATED_KEY, label: UPDATED_LABEL, kind: 'date', width: 13, note: '只供查看，导入时不看。' },
    ],
    keyColumns: [],
    example: exampleOf(registry, units[0] ?? '', today),
    notes: [
      `${registry.label}，依据 ${registry.clause}${registry.origin === 'default' ? '（系统默认）' : ''}。每行一条。`,
      `有编号的按编号更新；没有编号的按${keys.length === 0 ? '全部内容' : keys.join('、')}认定，已有的更新，没有的新登记；文件里没有的不会删除。`,
      '空着的格不改动；不是必填的，写「—」清除原来的内容。',
    ],
  };
}

const EXAMPLES: Readonly<Record<RegistryField['type'], string>> = {
  text: '某某',
  number: '9',
  money: '5000',
  area: '6000',
  date: '',
  flag: '是',
  choice: '',
  unit: '',
  enterprise: '某某科技有限公司',
  project: '某某项目',
  person: '张三',
  file: '某某文件',
};

function exampleOf(registry: Registry, unit: string, today: string): Row {
  const values = registry.fields.map((field) => {
    const value =
      field.type === 'choice'
        ? (field.options?.[0] ?? '某某')
        : field.type === 'unit'
          ? unit
          : field.type === 'date'
            ? today
            : field.type === 'text'
              ? `某某${field.label}`
              : EXAMPLES[field.type];
    return [field.id, value] as const;
  });
  return { ...Object.fromEntries(values), [NUMBER_KEY]: `${EXAMPLE_MARK}不导入`, [SECRET_KEY]: '否' };
}

/** Entries at a time. */
const PAGE = 500;

async function rowsOf(registry: Registry, scene: TableScene, limit: number) {
  const { store, actor, roster } = scene;
  const seen = new Map<string, Entry>();
  for (let offset = 0; ; offset += PAGE) {
    const page = await store.entries({ registries: [registry.id], limit: PAGE, offset });
    for (const entry of page)
      if (actor === null || seesEntry(actor, entry, roster)) seen.set(entry.id, entry);
    if (page.length < PAGE) break;
  }
  const entries = [...seen.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const rows: Row[] = [];
  for (const entry of entries.slice(0, limit)) rows.push(await rowOf(registry, entry, scene));
  return { rows, isCut: entries.length > limit };
}

async function rowOf(registry: Registry, entry: Entry, scene: TableScene): Promise<Row> {
  const { actor, roster, store } = scene;
  const isOpen = actor === null || seesEntryContact(actor, entry, roster);
  const row: Record<string, string> = {
    [NUMBER_KEY]: entry.id,
    [SECRET_KEY]: entry.confidential ? '是' : '否',
    [UPDATED_KEY]: dayOfInstant(entry.checkedAt),
  };
  for (const field of registry.fields) {
    const sealed = entry.sealed[field.id];
    if (sealed === undefined) row[field.id] = cellText(field, entry.values[field.id], roster);
    else row[field.id] = isOpen ? ((await store.contact(sealed.contact))?.note ?? '') : '';
  }
  return row;
}

/** A value as its cell has it. */
export function cellText(field: RegistryField, value: EntryValue | undefined, roster: Roster): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return field.type === 'unit' ? roster.unitName(value) : value;
}

export function registryTable(registry: Registry): TableKind {
  const labels = new Map(tableOfRegistry(registry).columns.map((column) => [column.key, column.label]));
  return {
    table: (_pack, roster, today) => tableOfRegistry(registry, roster, today),
    rows: (scene, { limit }) => rowsOf(registry, scene, limit),
    decide: (row, scene, batch) => decideEntryRow({ registry, labels }, row, scene, batch),
  };
}
