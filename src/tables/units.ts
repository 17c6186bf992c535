/** 单位 as a table: units of the roster, by id. A parent may stand further down in the same file. */
import { has } from '../domain/access.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Unit } from '../domain/roster.ts';
import { cellOf, type Row, type Table, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Batch, type Decision, fateOf, rejected, type TableKind, type TableScene } from './kind.ts';
import { LIST_MARK, listed, unitIn } from './words.ts';

const OTHER_TAGS = 'tags';
const tagKey = (id: string): string => `tag:${id}`;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const NAME_MAX = 60;

export function unitTable(pack: Pack): Table {
  const kinds = pack.unitKinds.map((kind) => kind.label);
  return {
    id: 'units',
    label: '单位',
    columns: [
      {
        key: 'id',
        label: '单位编号',
        kind: 'text',
        required: true,
        width: 18,
        note: '拼音或英文，如 yongan；以后不再改。',
      },
      { key: 'name', label: '单位名称', kind: 'text', required: true, width: 24 },
      { key: 'aliases', label: '别名', kind: 'text', width: 20, note: '简称，可填多个，用「、」分开。' },
      { key: 'kind', label: '单位类别', kind: 'choice', required: true, choices: kinds, width: 18 },
      { key: 'parent', label: '上级单位', kind: 'text', width: 18, note: '编号或名称；没有上级留空。' },
      ...pack.tagDimensions.map((one) => ({
        key: tagKey(one.id),
        label: one.label,
        kind: one.values === undefined ? ('text' as const) : ('choice' as const),
        ...(one.values === undefined ? {} : { choices: one.values }),
        width: 16,
      })),
      {
        key: OTHER_TAGS,
        label: '其他标签',
        kind: 'text',
        width: 20,
        note: '写成 名称=值，可填多个，用「、」分开。',
      },
      { key: 'activeFrom', label: '启用日期', kind: 'date', width: 12 },
      { key: 'activeTo', label: '停用日期', kind: 'date', width: 12 },
    ],
    keyColumns: ['id'],
    notes: ['每行一个单位。已有的单位按编号更新；文件里没有的单位不会删除。'],
  };
}

function rowOf(unit: Unit, { pack, roster }: TableScene): Row {
  const dimensions = new Set(pack.tagDimensions.map((one) => one.id));
  const others = Object.entries(unit.tags).filter(([id]) => !dimensions.has(id));
  return {
    ...Object.fromEntries([...dimensions].map((id) => [tagKey(id), unit.tags[id] ?? ''])),
    id: unit.id,
    name: unit.name,
    aliases: unit.aliases.join(LIST_MARK),
    kind: pack.unitKinds.find((one) => one.id === unit.kind)?.label ?? unit.kind,
    parent: unit.parent === null ? '' : roster.unitName(unit.parent),
    [OTHER_TAGS]: others.map(([id, value]) => `${id}=${value}`).join(LIST_MARK),
    activeFrom: unit.activeFrom ?? '',
    activeTo: unit.activeTo ?? '',
  };
}

/** The unit a row describes, blanks taken from what stands; or what is wrong with it. */
export function unitOf(
  row: Row,
  standing: Unit | null,
  pack: Pack,
  parentIn: (words: string) => string | undefined,
): Unit | { readonly column: string; readonly reason: string } {
  const text = (key: string): string | null => cellOf(row, key) || null;
  const id = cellOf(row, 'id');
  if (!ID.test(id)) return { column: '单位编号', reason: `「${shown(id)}」只能用字母、数字、下划线和连字符` };
  const name = cellOf(row, 'name');
  if (name.length > NAME_MAX) return { column: '单位名称', reason: `最多 ${NAME_MAX} 字` };
  const parentWords = text('parent');
  const parent = parentWords === null ? (standing?.parent ?? null) : parentIn(parentWords);
  if (parent === undefined)
    return { column: '上级单位', reason: `没有「${shown(parentWords ?? '')}」这个单位` };
  const tags: Record<string, string> = { ...standing?.tags };
  for (const { id: dimension } of pack.tagDimensions) {
    const value = text(tagKey(dimension));
    if (value !== null) tags[dimension] = value;
  }
  for (const pair of listed(cellOf(row, OTHER_TAGS))) {
    const [key = '', value = '', ...more] = pair.split(/[=＝]/).map((one) => one.trim());
    if (key === '' || value === '' || more.length > 0 || key === '__proto__') {
      return { column: '其他标签', reason: `「${shown(pair)}」要写成 名称=值` };
    }
    tags[key] = value;
  }
  const kindWords = cellOf(row, 'kind');
  return {
    id,
    name,
    aliases: text('aliases') === null ? (standing?.aliases ?? []) : listed(cellOf(row, 'aliases')),
    kind: pack.unitKinds.find((one) => one.label === kindWords)?.id ?? kindWords,
    parent,
    tags,
    activeFrom: text('activeFrom') ?? standing?.activeFrom ?? null,
    activeTo: text('activeTo') ?? standing?.activeTo ?? null,
  };
}

async function decide(row: TableRow, scene: TableScene, batch: Batch): Promise<Decision> {
  const about = `unit ${cellOf(row.values, 'id')}`;
  const no = (column: string | null, reason: string): Decision => ({
    about,
    fate: rejected(row, column, reason),
  });
  if (scene.actor !== null && !has(scene.actor, 'admin')) return no(null, '名册由管理员导入');
  const roster = await scene.store.roster();
  const inFile = (words: string): string | undefined => {
    const found = batch.file.find(({ values }) => values['id'] === words || values['name'] === words);
    return found === undefined ? undefined : cellOf(found.values, 'id');
  };
  const standing = roster.unit(cellOf(row.values, 'id'));
  const unit = unitOf(row.values, standing, scene.pack, (words) => unitIn(roster, words) ?? inFile(words));
  if ('reason' in unit) return no(unit.column, unit.reason);
  const namesake = roster.unitsNamed(unit.name).find((one) => one.id !== unit.id);
  if (namesake !== undefined) return no('单位名称', `「${unit.name}」已是 ${namesake.id} 的名称或别名`);
  const parents = (id: string): string | null =>
    id === unit.id ? unit.parent : (roster.unit(id)?.parent ?? parentInFile(id, batch, inFile));
  if (loops(unit.id, parents)) return no('上级单位', '上级成环');
  const isSame = standing !== null && canonical(standing) === canonical(unit);
  return { about, fate: fateOf(standing === null, isSame ? [] : [{ subject: 'unit', unit }]) };
}

function parentInFile(
  id: string,
  batch: Batch,
  inFile: (words: string) => string | undefined,
): string | null {
  const words = batch.file.find(({ values }) => values['id'] === id)?.values['parent'] ?? '';
  return words === '' ? null : (inFile(words) ?? null);
}

function loops(id: string, parentOf: (id: string) => string | null): boolean {
  const seen = new Set([id]);
  for (let at = parentOf(id); at !== null; at = parentOf(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

const canonical = (unit: Unit): string =>
  JSON.stringify([
    unit.id,
    unit.name,
    unit.aliases,
    unit.kind,
    unit.parent,
    Object.entries(unit.tags).sort(),
    unit.activeFrom,
    unit.activeTo,
  ]);

export const units: TableKind = {
  table: (pack) => unitTable(pack),
  async rows(scene, { limit }) {
    const all = scene.roster.units;
    return { rows: all.slice(0, limit).map((unit) => rowOf(unit, scene)), isCut: all.length > limit };
  },
  decide,
};
