/**
 * A lead as rows of the mirror. What is confidential is not shown: such a row keeps its number and loses everything else.
 * No contacts, no free words of people (备注, 说明): only what the ledgers of the bureau show.
 */
import { createHash } from 'node:crypto';
import { dayOfInstant } from '../domain/day.ts';
import { isInPool } from '../domain/lead/holding.ts';
import { type Lead, verifiedStages } from '../domain/lead/lead.ts';
import { hasLeft, isPaused } from '../domain/lead/stage-course.ts';
import { CURRENCY_LABELS, UNITS_PER_WAN } from '../domain/money.ts';
import type { Pack, PackMeasure } from '../domain/pack/schema.ts';
import { industryLabel, projectMeasures, stageLabel } from '../domain/pack/view.ts';
import type { Progress } from '../domain/progress.ts';
import type { Roster } from '../domain/roster.ts';
import type { BitableColumn, Cells } from '../lark/bitable.ts';
import type { MirrorKind } from './books.ts';

export interface MirrorRow {
  readonly kind: MirrorKind;
  readonly key: string;
  readonly cells: Cells;
  readonly hash: string;
}

/** Tables by name: whoever opens the Bitable sees that writing there leads nowhere. */
export const TABLE_NAMES: Readonly<Record<MirrorKind, string>> = {
  leads: '线索（只读镜像）',
  projects: '项目（只读镜像）',
  months: '月报（只读镜像）',
};

/** The first column of every table: what a row is found by. */
export const KEY_COLUMN = '编号';
const STATUS = '状态';
const HIDDEN = '不公开';

const text = (name: string): BitableColumn => ({ name, type: 1 });
const number = (name: string): BitableColumn => ({ name, type: 2 });

const COMMON = [
  text('企业'),
  text('项目'),
  text('单位'),
  text('产业'),
  text('拟落户'),
  text('阶段'),
] as const;
const MONEY = [number('投资额（万）'), text('币种')] as const;

/** Columns of a table in a city's plan. */
export function columnsOf(kind: MirrorKind, pack: Pack): readonly BitableColumn[] {
  const key = text(KEY_COLUMN);
  switch (kind) {
    case 'leads':
      return [key, ...COMMON, ...MONEY, text('登记日期'), text('项目编号'), text(STATUS)];
    case 'projects':
      return [key, text('线索编号'), ...COMMON, ...MONEY, text('签约日期'), text(STATUS)];
    case 'months':
      return [
        key,
        text('项目编号'),
        text('企业'),
        text('单位'),
        text('月份'),
        ...measureColumns(pack).map(({ name }) => number(name)),
        text('审核'),
        text(STATUS),
      ];
  }
}

/** A column for every figure of the monthly report; two of the same name are told apart by their id. */
function measureColumns(pack: Pack): readonly { readonly measure: PackMeasure; readonly name: string }[] {
  const measures = projectMeasures(pack);
  return measures.map((measure) => {
    const isTwice = measures.filter((one) => one.label === measure.label).length > 1;
    return { measure, name: `${measure.label}${isTwice ? ` ${measure.id}` : ''}（万，累计）` };
  });
}

/** @param monthsShown keys of this lead's months in the mirror so far. */
export function rowsOf(
  lead: Lead,
  progress: Progress,
  monthsShown: readonly string[],
  roster: Roster,
  pack: Pack,
): readonly MirrorRow[] {
  if (lead.confidential) return hiddenRows(lead, monthsShown, pack);
  const rows = [rowOf('leads', leadCells(lead, roster, pack), pack)];
  if (lead.projectNumber !== null) rows.push(rowOf('projects', projectCells(lead, roster, pack), pack));
  const months = new Set([
    ...progress.entries.map((entry) => entry.month),
    ...progress.reports.map((report) => report.month),
  ]);
  for (const month of [...months].sort())
    rows.push(rowOf('months', monthCells(lead, month, progress, roster, pack), pack));
  const keys = new Set(rows.map((row) => row.key));
  for (const key of monthsShown)
    if (!keys.has(key)) rows.push(rowOf('months', { [KEY_COLUMN]: key, [STATUS]: '已撤销' }, pack));
  return rows;
}

/** Only what was shown before is there to be hidden; the worker leaves out rows that never were. */
function hiddenRows(lead: Lead, monthsShown: readonly string[], pack: Pack): readonly MirrorRow[] {
  const hidden = (kind: MirrorKind, key: string) =>
    rowOf(kind, { [KEY_COLUMN]: key, [STATUS]: HIDDEN }, pack);
  return [
    hidden('leads', lead.number),
    ...(lead.projectNumber === null ? [] : [hidden('projects', lead.projectNumber)]),
    ...monthsShown.map((key) => hidden('months', key)),
  ];
}

export const isHidden = (row: MirrorRow): boolean => row.cells[STATUS] === HIDDEN;

function rowOf(kind: MirrorKind, given: Cells, pack: Pack): MirrorRow {
  // Whole rows: what a row no longer has is emptied.
  const cells = Object.fromEntries(columnsOf(kind, pack).map(({ name }) => [name, given[name] ?? null]));
  const hash = createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 32);
  return { kind, key: String(given[KEY_COLUMN]), cells, hash };
}

function commonCells(lead: Lead, roster: Roster, pack: Pack): Cells {
  const { investment } = lead;
  return {
    企业: lead.company,
    项目: lead.project,
    单位: isInPool(lead) ? '公共线索库' : roster.unitName(lead.unit),
    产业: lead.industry === null ? null : industryLabel(pack, lead.industry),
    拟落户: lead.landingUnit === null ? null : roster.unitName(lead.landingUnit),
    阶段: lead.stage === 'lead' ? '线索' : stageLabel(pack, lead.stage),
    '投资额（万）': investment === null ? null : investment.high.units / UNITS_PER_WAN,
    币种: investment === null ? null : CURRENCY_LABELS[investment.high.currency],
    [STATUS]: statusOf(lead),
  };
}

const leadCells = (lead: Lead, roster: Roster, pack: Pack): Cells => ({
  ...commonCells(lead, roster, pack),
  [KEY_COLUMN]: lead.number,
  登记日期: dayOfInstant(lead.registeredAt),
  项目编号: lead.projectNumber,
});

const projectCells = (lead: Lead, roster: Roster, pack: Pack): Cells => ({
  ...commonCells(lead, roster, pack),
  [KEY_COLUMN]: lead.projectNumber,
  线索编号: lead.number,
  签约日期: verifiedStages(lead).find((event) => event.stage === 'signed')?.happenedOn ?? null,
});

function statusOf(lead: Lead): string {
  if (lead.holding.state === 'merged') return `已并入 ${lead.holding.mergedInto ?? '其他线索'}`;
  if (lead.status === 'withdrawn') return '已撤销';
  if (hasLeft(lead)) return '已退出';
  return isPaused(lead) ? '已暂停' : '在办';
}

const CHECKED = { verified: '已审', returned: '已退回' } as const;

function monthCells(lead: Lead, month: string, progress: Progress, roster: Roster, pack: Pack): Cells {
  const report = progress.reports.find((one) => one.month === month);
  const figures = measureColumns(pack).map(({ measure, name }) => {
    const entry = progress.entries.find((one) => one.month === month && one.measure === measure.id);
    return [name, entry === undefined ? null : entry.units / UNITS_PER_WAN] as const;
  });
  return {
    ...Object.fromEntries(figures),
    [KEY_COLUMN]: `${lead.number} ${month}`,
    项目编号: lead.projectNumber ?? lead.number,
    企业: lead.company,
    单位: roster.unitName(lead.unit),
    月份: month,
    审核: report?.checked == null ? '未审' : CHECKED[report.checked],
    [STATUS]: statusOf(lead),
  };
}
