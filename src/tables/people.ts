/**
 * 人员 as a table. Somebody is known by open_id, mobile or 系统编号; mobiles come in and never go out, for only their keyed
 * hash is kept. A blank cell keeps what stands; 无 takes it away.
 */
import { createHash } from 'node:crypto';
import { has } from '../domain/access.ts';
import { instantOfDay } from '../domain/day.ts';
import { type Person, ROLES, type Role, type Roster } from '../domain/roster.ts';
import { chineseOf } from '../domain/vocabulary.ts';
import { readPhoneField } from '../parse/form.ts';
import { cellOf, type Row, type Table, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Decision, fateOf, rejected, type TableKind, type TableScene } from './kind.ts';
import { LIST_MARK, listed, unitIn } from './words.ts';

const OPEN_ID = /^ou_[A-Za-z0-9_-]{1,64}$/;
const ROLE_WORDS: readonly (readonly [Role, string])[] = ROLES.map((role) => [
  role,
  chineseOf('role', role) ?? role,
]);

/** In a cell: what was there is taken away. */
const NOTHING = '无';

export const peopleTable: Table = {
  id: 'people',
  label: '人员',
  columns: [
    { key: 'id', label: '系统编号', kind: 'text', width: 24, note: '由系统编；导出的表里有，新人员留空。' },
    { key: 'name', label: '姓名', kind: 'text', required: true, width: 12 },
    {
      key: 'mobile',
      label: '手机号',
      kind: 'text',
      width: 16,
      note: '新人员必填手机号或 openId；系统只存校验值，所以导出时是空的。',
    },
    { key: 'openId', label: 'openId', kind: 'text', width: 28, note: '飞书账号，ou_ 开头；不知道就留空。' },
    {
      key: 'unit',
      label: '所在单位',
      kind: 'text',
      width: 20,
      note: '单位编号或名称；市级人员可以留空。',
      aliases: ['单位'],
    },
    { key: 'units', label: '兼任单位', kind: 'text', width: 20, note: '可填多个，用「、」分开。' },
    {
      key: 'roles',
      label: '角色',
      kind: 'text',
      width: 24,
      note: `可填多个，用「、」分开：${ROLE_WORDS.map(([, word]) => word).join('、')}。`,
    },
    { key: 'leftOn', label: '离任日期', kind: 'date', width: 12, note: '填了就不再在名册里。' },
  ],
  keyColumns: ['id'],
  notes: ['每行一个人。已有的人按系统编号、openId 或手机号更新；文件里没有的人不会删除。'],
};

const rowOf = (person: Person, roster: Roster): Row => ({
  id: person.id,
  name: person.name,
  mobile: '',
  openId: person.openId ?? '',
  unit: person.unit === null ? '' : roster.unitName(person.unit),
  units: person.units.map((unit) => roster.unitName(unit)).join(LIST_MARK),
  roles: person.roles.map((role) => ROLE_WORDS.find(([id]) => id === role)?.[1] ?? role).join(LIST_MARK),
});

const entries = (text: string): readonly string[] => (text === NOTHING ? [] : listed(text));

export interface PersonCells {
  readonly name: string;
  readonly mobile: string | null;
  readonly openId: string | null;
  readonly unit: string | null;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
  readonly leftOn: string | null;
}

/** The cells as the roster file has them; or the first that is wrong. */
export function personCells(
  row: Row,
  unitId: (words: string) => string | undefined,
): PersonCells | { readonly column: string; readonly reason: string } {
  const text = (key: string): string | null => cellOf(row, key) || null;
  const openId = text('openId');
  if (openId !== null && !OPEN_ID.test(openId))
    return { column: 'openId', reason: `「${shown(openId)}」不是飞书编号，应为 ou_…` };
  const typed = text('mobile');
  const mobile = typed === null ? null : readPhoneField(typed);
  if (mobile?.ok === false) return { column: '手机号', reason: mobile.reason };
  const named = text('unit');
  const unit = named === null || named === NOTHING ? null : unitId(named);
  if (unit === undefined) return { column: '所在单位', reason: `没有「${shown(named ?? '')}」这个单位` };
  const units: string[] = [];
  for (const words of entries(cellOf(row, 'units'))) {
    const id = unitId(words);
    if (id === undefined) return { column: '兼任单位', reason: `没有「${shown(words)}」这个单位` };
    units.push(id);
  }
  const roles: Role[] = [];
  for (const words of entries(cellOf(row, 'roles'))) {
    const role = ROLE_WORDS.find(([id, word]) => id === words || word === words)?.[0];
    if (role === undefined)
      return {
        column: '角色',
        reason: `没有「${shown(words)}」这种角色，只能填 ${ROLE_WORDS.map(([, word]) => word).join('、')}`,
      };
    roles.push(role);
  }
  const name = cellOf(row, 'name');
  if (name.length > 60) return { column: '姓名', reason: '最多 60 字' };
  return { name, mobile: mobile?.value ?? null, openId, unit, units, roles, leftOn: text('leftOn') };
}

async function decide(row: TableRow, scene: TableScene): Promise<Decision> {
  const about = `row ${row.row}`;
  const no = (column: string | null, reason: string): Decision => ({
    about,
    fate: rejected(row, column, reason),
  });
  if (scene.actor !== null && !has(scene.actor, 'admin')) return no(null, '名册由管理员导入');
  const roster = await scene.store.roster();
  const cells = personCells(row.values, (words) => unitIn(roster, words));
  if ('reason' in cells) return no(cells.column, cells.reason);
  const ofAccount = cells.openId === null ? null : roster.byOpenId(cells.openId);
  const mobileId = cells.mobile === null ? null : await scene.store.personByMobile(cells.mobile);
  const ofId = roster.person(cellOf(row.values, 'id'));
  const ids = new Set([ofAccount?.id, mobileId ?? undefined, ofId?.id].filter((id) => id !== undefined));
  if (ids.size > 1) return no(null, '系统编号、openId 和手机号在名册中分属不同的人，请核对');
  const [knownId] = ids;
  const known = knownId === undefined ? null : roster.person(knownId);
  if (known === null && cells.leftOn !== null) return { about, fate: { fate: 'unchanged' } };
  const mobileMark = cells.mobile === null ? null : scene.vault.mark(cells.mobile);
  const seed = cells.openId ?? mobileMark;
  if (known === null && seed === null) return no('手机号', '新人员要填手机号或 openId');
  const id =
    known?.id ??
    `p_${createHash('sha256')
      .update(seed ?? '')
      .digest('hex')
      .slice(0, 20)}`;
  const { name } = cells;
  const { unit, units, roles } = known === null ? cells : keptWhereBlank(row.values, cells, known);
  const person: Person = { id, openId: cells.openId ?? known?.openId ?? null, name, unit, units, roles };
  const isSame =
    known !== null &&
    cells.leftOn === null &&
    (cells.mobile === null || mobileId === known.id) &&
    canonical(known) === canonical(person);
  const leftAt = cells.leftOn === null ? null : instantOfDay(cells.leftOn);
  // The last administrator cannot be imported away.
  const admins = roster.withRole('admin').filter((one) => one.id !== id);
  const stays = leftAt === null && roles.includes('admin');
  if (known?.roles.includes('admin') === true && !stays && admins.length === 0) {
    return no('角色', '这是名册里唯一的管理员，不能去掉');
  }
  return {
    about,
    fate: fateOf(known === null, isSame ? [] : [{ subject: 'person', person, mobileMark, leftAt }]),
  };
}

function keptWhereBlank(
  row: Row,
  cells: PersonCells,
  known: Person,
): Pick<Person, 'unit' | 'units' | 'roles'> {
  const isBlank = (key: string): boolean => cellOf(row, key) === '';
  return {
    unit: isBlank('unit') ? known.unit : cells.unit,
    units: isBlank('units') ? known.units : cells.units,
    roles: isBlank('roles') ? known.roles : cells.roles,
  };
}

const canonical = ({ id, openId, name, unit, units, roles }: Person): string =>
  JSON.stringify([id, openId, name, unit, [...units].sort(), [...roles].sort()]);

export const people: TableKind = {
  table: () => peopleTable,
  async rows({ roster }, { limit }) {
    const all = roster.people;
    return { rows: all.slice(0, limit).map((person) => rowOf(person, roster)), isCut: all.length > limit };
  },
  decide,
};
