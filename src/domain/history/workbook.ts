/** 留痕 of a workbook 表格: who took what out and who brought what in. It belongs to no item. */
import type { WorkbookFact, WorkbookKind } from '../workbook.ts';
import { labelled, type Tell, untold } from './said.ts';

const KIND: Readonly<Record<WorkbookKind, string>> = {
  units: '单位',
  people: '人员',
  leads: '线索',
  projects: '项目',
  progress: '月报',
  targets: '目标',
};

/** The Chinese word of a kind. */
export const sayKind = (kind: WorkbookKind): string => KIND[kind];

export const tellWorkbook: Tell<WorkbookFact> = (fact) => {
  switch (fact.type) {
    case 'workbook.asked':
      return {
        what: `导出${sayKind(fact.kind)}${fact.template ? '模板' : ''}`,
        details: [labelled('月份', fact.month)],
        inner: true,
      };
    case 'workbook.received':
      return { what: `发来表格「${fact.name}」`, inner: true };
    case 'workbook.kept':
      return {
        what: `表格已收存，是${sayKind(fact.kind)}表`,
        details: [`${fact.rows} 行`, `校验码 ${fact.hash.slice(0, 12)}`],
        inner: true,
      };
    case 'workbook.ordered':
      return { what: `导入${sayKind(fact.kind)}`, details: [labelled('月份', fact.month)], inner: true };
    case 'workbook.advanced':
      return { what: `导入到第 ${fact.upTo} 行`, details: [sayCounts(fact.counts)], inner: true };
    case 'workbook.done':
      return { what: '表格处理完毕', details: [`${fact.rows} 行`], inner: true };
    case 'workbook.refused':
      return { what: '表格没有收下', reason: fact.why, inner: true };
    case 'workbook.dropped':
      return { what: '不再导入这张表格', inner: true };
    case 'workbook.forgotten':
      return { what: '表格的内容已删除，只留记录', inner: true };
    default:
      return untold(fact);
  }
};

/** 新增 3 · 更新 2 · 未变 10 · 退回 1. */
export const sayCounts = (counts: {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}): string =>
  `新增 ${counts.added} · 更新 ${counts.changed} · 未变 ${counts.unchanged} · 退回 ${counts.rejected}`;
