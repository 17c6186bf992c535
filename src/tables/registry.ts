/** A registry of the pack as a table of a workbook: its fields as columns, known again by its dedupe key or 编号. */
import type { Pack, Registry } from '../domain/pack/schema.ts';
import type { RegistryField } from '../domain/pack/work-schema.ts';
import type { Column, ColumnKind, Table } from '../sheets/table.ts';

const KINDS: Readonly<Partial<Record<RegistryField['type'], ColumnKind>>> = {
  number: 'number',
  money: 'number',
  area: 'number',
  date: 'date',
  choice: 'choice',
  flag: 'choice',
};

const unitOf = (field: RegistryField): string =>
  field.unit ?? (field.type === 'money' ? '万元' : field.type === 'area' ? '平方米' : '');

function columnOf(field: RegistryField): Column {
  const unit = unitOf(field);
  const kind =
    field.type === 'choice' && field.options === undefined ? 'text' : (KINDS[field.type] ?? 'text');
  const notes = [
    ...(field.personal ? ['个人信息，加密保存'] : []),
    ...(field.type === 'unit' ? ['写名册中的单位名称'] : []),
    ...(field.origin === 'default' ? [`系统默认栏：${field.note ?? ''}`] : []),
  ];
  return {
    key: field.id,
    label: unit === '' ? field.label : `${field.label}（${unit}）`,
    kind,
    ...(field.required ? { required: true } : {}),
    // 7.5亩 and 1.2万 are read by the field itself.
    ...(kind === 'number' ? { loose: true } : {}),
    ...(kind === 'choice' ? { choices: field.options ?? ['是', '否'] } : {}),
    ...(unit === '' ? {} : { aliases: [field.label] }),
    ...(notes.length === 0 ? {} : { note: `${notes.join('；')}。` }),
  };
}

/** 编号 first: left blank for new ones. A label that stands twice is told apart by its id. */
export function tableOfRegistry(registry: Registry): Table {
  const columns = registry.fields.map(columnOf);
  const seen = new Set<string>(['编号']);
  const named = columns.map((column) => {
    const label = seen.has(column.label) ? `${column.label}（${column.key}）` : column.label;
    seen.add(label);
    return { ...column, label };
  });
  return {
    id: registry.id,
    label: registry.label.slice(0, 31),
    columns: [{ key: 'TZ', label: '编号', kind: 'text', note: '系统编号（TZ-…），新登记的留空。' }, ...named],
    keyColumns: registry.dedupe,
    notes: [`依据 ${registry.clause}${registry.origin === 'default' ? '（系统默认）' : ''}。`],
  };
}

/** The table of a registry by its id; `null` when the pack has none. */
export function registryTable(pack: Pack, id: string): Table | null {
  const registry = pack.registries.find((one) => one.id === id);
  return registry === undefined ? null : tableOfRegistry(registry);
}
