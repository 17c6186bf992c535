/** 留痕 of a workbook 表格: who took what out and who brought what in. It belongs to no item. */
import {
  type FixedKind,
  isFixedKind,
  registryOfKind,
  type WorkbookFact,
  type WorkbookKind,
} from '../workbook.ts';
import { labelled, type Tell, untold } from './said.ts';

const KIND: Readonly<Record<FixedKind, string>> = {
  units: '单位',
  people: '人员',
  leads: '线索',
  projects: '项目',
  progress: '月报',
  targets: '目标',
  activities: '活动',
  figures: '外部数据',
  public: '公开清单',
};

/** The Chinese word of a kind; of a registry its label, where the pack's registries are given. */
export function sayKind(
  kind: WorkbookKind,
  registries: readonly { readonly id: string; readonly label: string }[] = [],
): string {
  if (isFixedKind(kind)) return KIND[kind];
  const id = registryOfKind(kind) ?? kind;
  return registries.find((one) => one.id === id)?.label ?? `台账「${id}」`;
}

/** A kind with its word, as cards have it. */
export interface Named {
  readonly kind: WorkbookKind;
  readonly word: string;
}

export const named = (
  kind: WorkbookKind,
  { registries }: { readonly registries: readonly { readonly id: string; readonly label: string }[] },
): Named => ({ kind, word: sayKind(kind, registries) });

export const tellWorkbook: Tell<WorkbookFact> = (fact, { words }) => {
  const word = (kind: WorkbookKind): string => sayKind(kind, words.pack.registries);
  switch (fact.type) {
    case 'workbook.asked':
      return {
        what: `导出${word(fact.kind)}${fact.template ? '模板' : ''}`,
        details: [labelled('月份', fact.month)],
        inner: true,
      };
    case 'workbook.received':
      return { what: `发来表格「${fact.name}」`, inner: true };
    case 'workbook.kept':
      return {
        what: `表格已收存，是${word(fact.kind)}表`,
        details: [`${fact.rows} 行`, `校验码 ${fact.hash.slice(0, 12)}`],
        inner: true,
      };
    case 'workbook.ordered':
      return { what: `导入${word(fact.kind)}`, details: [labelled('月份', fact.month)], inner: true };
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
