/** docs/access.md: the tables of `access.ts` in print. */
import type { Command } from '../src/command.ts';
import type { Sight } from '../src/domain/access.ts';
import { sayKind } from '../src/domain/history/workbook.ts';
import { isFixedKind } from '../src/domain/workbook.ts';
import {
  CITY_DEEDS,
  DEEDS,
  GROUPS,
  groupCell,
  KINDS,
  LEAD_CASES,
  PLACES,
  sightCell,
  usable,
  useRows,
  WHO,
  WORKBOOK_WAYS,
} from './access.ts';
import { NOTE, table } from './table.ts';

const mark = (may: boolean): string => (may ? '●' : '—');
const SIGHT: Readonly<Record<Sight, string>> = { full: '全部', 'without-contact': '不含联系人', none: '—' };
/** One person a role: the two of the city come after them and use the same commands. */
const ROLE_PEOPLE = WHO.filter((who) => who.person.unit === 'yongan');

function useTable(commands: readonly Command[]): string {
  const rows = useRows(commands).map((use) => [
    use.action === null ? use.command.words[0] : `└ \`${use.command.id}.${use.action}\``,
    ...ROLE_PEOPLE.map((who) => mark(usable(use, who.person))),
    mark(usable(use, null)),
    use.action !== null ? '' : use.command.inGroups ? '群内回答' : '转私聊',
  ]);
  return table(['命令、按钮', ...ROLE_PEOPLE.map((who) => who.label), '未在名册、已离岗', '群里'], rows);
}

const whoHead = ['', ...WHO.map((who) => who.label)];

const deedTable = (): string =>
  table(
    whoHead,
    DEEDS.flatMap((deed) =>
      PLACES.map((place) => [
        `${deed.label}：${place.label}`,
        ...WHO.map((who) => mark(deed.may(who.person, place.unit))),
      ]),
    ),
  );

const workbookTable = (): string =>
  table(
    whoHead,
    WORKBOOK_WAYS.flatMap((way) =>
      KINDS.map((kind) => [
        `${way.label}${kindWord(kind)}`,
        ...WHO.map((who) => mark(way.may(who.person, kind))),
      ]),
    ),
  );

const kindWord = (kind: (typeof KINDS)[number]): string => (isFixedKind(kind) ? sayKind(kind) : '台账');

/** The whole page. */
export function accessPage(commands: readonly Command[]): string {
  return [
    NOTE,
    '# 谁可以做什么 · Who may do what',
    '',
    "Worked out from the commands' own declarations and `src/domain/access.ts`, the one place of permission; every cell is driven through the machine and SQLite by `test/access/`. Denied by default: what is not marked is refused.",
    '',
    '样例：甲在永安市，下辖西洋镇，另有沙县区；「市审核人」「市领导」属于市本级。离岗、停用、调出名册的人与「未在名册」同列，从登记离岗的那次提交起生效；多个角色的权限相加。',
    '',
    '## 命令和按钮',
    '',
    '按钮与命令同一道门：按下时重新查名册和角色，再按下面几张表逐件判断；别人的表单、别单位的编号、过期的卡片都不起作用。',
    '',
    useTable(commands),
    '',
    '## 线索、项目看得到多少（私聊）',
    '',
    '调到别的单位或不再填报的人，看不到原来持有的线索，名下的由招商办或单位领导分派。线索池的联系人只有招商办看；合作单位看到的不含联系人。',
    '',
    table(
      ['', ...LEAD_CASES.map((one) => one.label)],
      WHO.map((who) => [who.label, ...LEAD_CASES.map((one) => SIGHT[sightCell(who, one)])]),
    ),
    '',
    '## 群里看得到多少',
    '',
    '与谁在问无关：群不显示联系人，不显示保密事项。',
    '',
    table(
      ['', ...LEAD_CASES.map((one) => one.label)],
      GROUPS.map((group) => [group.label, ...LEAD_CASES.map((one) => SIGHT[groupCell(group, one)])]),
    ),
    '',
    '## 对一个单位的事',
    '',
    '本人上报的本人不能审核；战报的审核和签发是两个人。',
    '',
    deedTable(),
    '',
    '## 全市的事',
    '',
    table(
      ['', ...CITY_DEEDS.map((deed) => deed.label)],
      WHO.map((who) => [who.label, ...CITY_DEEDS.map((deed) => mark(deed.may(who.person)))]),
    ),
    '',
    '## 表格',
    '',
    '能导出的种类里，每一行再按上面的表判断；每次导出都留痕（`audit`）。',
    '',
    workbookTable(),
    '',
  ].join('\n');
}
