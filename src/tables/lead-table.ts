/** The columns of 线索 and 项目, and a lead as a row of them. One day and one 佐证 a stage of the pack. */
import { dayOfInstant } from '../domain/day.ts';
import { isInPool } from '../domain/lead/holding.ts';
import { type Lead, verifiedStages } from '../domain/lead/lead.ts';
import { CURRENCY_NAMES, isSingle, printRange, toWan } from '../domain/money.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { industryLabel, isProjectStage, stageLabel, stagesInOrder } from '../domain/pack/view.ts';
import type { Roster } from '../domain/roster.ts';
import type { Column, Row, Table } from '../sheets/table.ts';
import { CAPITALS, CURRENCY_WORDS, labelOfId, labelsOf } from './words.ts';

export const onKey = (stage: string): string => `on:${stage}`;
export const evidenceKey = (stage: string): string => `evidence:${stage}`;

/** Stages with a column of their own: all but the registration itself. */
export const tabledStages = (pack: Pack) => stagesInOrder(pack).filter((stage) => stage.id !== 'lead');

/** What the export prints and the import does not look at. */
const READ_ONLY = '只供查看，导入时不看。';

const industryItems = (pack: Pack) => pack.industries[0]?.items ?? [];

function stageColumns(pack: Pack): readonly Column[] {
  return tabledStages(pack).flatMap((stage): Column[] => [
    {
      key: onKey(stage.id),
      label: `${stage.label}日期`,
      kind: 'date',
      width: 13,
      note: `已经到「${stage.label}」的填发生日期；由审核人或招商办导入，导入即视为审核通过。${isProjectStage(pack, stage.id) ? '有此日期即成为项目。' : ''}`,
    },
    {
      key: evidenceKey(stage.id),
      label: `${stage.label}佐证`,
      kind: 'text',
      width: 18,
      note: `合同、证照、批文的编号或名称${stage.evidence[0] === undefined ? '' : `，如${stage.evidence[0]}`}；填了日期就要填。`,
    },
  ]);
}

export function leadTable(pack: Pack, isProjects: boolean): Table {
  const choice = (items: readonly { label: string }[]) => items.map(({ label }) => label);
  const columns: Column[] = [
    ...(isProjects
      ? [
          {
            key: 'project#',
            label: '项目编号',
            kind: 'text' as const,
            width: 18,
            note: '形如 XM-202611-0001；新项目留空，由系统编号；原系统的编号也可以填，记入备注。',
          },
        ]
      : []),
    {
      key: 'number',
      label: '线索编号',
      kind: 'text',
      width: 18,
      note: '形如 XS-202611-0001；新线索留空，由系统编号；原系统的编号也可以填，记入备注。',
    },
    {
      key: 'company',
      label: '企业名称',
      kind: 'text',
      required: true,
      width: 28,
      aliases: ['企业', '投资方', '投资企业'],
    },
    { key: 'project', label: '项目名称', kind: 'text', width: 28, aliases: ['项目'] },
    {
      key: 'amount',
      label: '投资额（万元）',
      kind: 'number',
      loose: true,
      width: 16,
      aliases: ['总投资（万元）', '计划总投资（万元）'],
      note: '只填数字，单位万；外币按「币种」的万；范围写成 5000～8000。',
    },
    {
      key: 'currency',
      label: '币种',
      kind: 'choice',
      choices: CURRENCY_WORDS,
      width: 10,
      note: '不填为人民币。',
    },
    { key: 'industry', label: '产业', kind: 'choice', choices: choice(industryItems(pack)), width: 16 },
    {
      key: 'landing',
      label: '拟落户',
      kind: 'text',
      width: 16,
      note: '单位名称或编号，须在名册中。',
      aliases: ['拟落户地', '落户地'],
    },
    { key: 'channel', label: '线索来源', kind: 'choice', choices: choice(pack.channels), width: 14 },
    {
      key: 'unit',
      label: '登记单位',
      kind: 'text',
      width: 16,
      note: '不填为导入人的单位；填别的单位须由招商办导入。',
      aliases: ['责任单位', '首报单位'],
    },
    {
      key: 'holder',
      label: '持有人',
      kind: 'text',
      width: 10,
      note: '单位里的填报员姓名；不填为导入人或该单位的第一位填报员。',
    },
    {
      key: 'registeredOn',
      label: '登记日期',
      kind: 'date',
      width: 12,
      note: '历史线索填原来的日期；不填为导入当天。',
    },
    { key: 'contactName', label: '联系人', kind: 'text', width: 10 },
    { key: 'contactPhone', label: '联系电话', kind: 'text', width: 16 },
    { key: 'note', label: '备注', kind: 'text', width: 28 },
    { key: 'confidential', label: '保密', kind: 'choice', choices: ['是', '否'], width: 8 },
    { key: 'capital', label: '资金类型', kind: 'choice', choices: choice(CAPITALS), width: 10 },
    {
      key: 'classes',
      label: '企业类别',
      kind: 'text',
      width: 20,
      note: `可填多个，用「、」分开：${choice(pack.enterpriseClasses).slice(0, 12).join('、') || '本方案没有'}。`,
    },
    {
      key: 'levels',
      label: '重点级别',
      kind: 'text',
      width: 20,
      note: `可填多个，用「、」分开：${choice(pack.keyLevels).slice(0, 12).join('、') || '本方案没有'}。`,
    },
    ...stageColumns(pack),
    {
      key: 'evidence',
      label: '佐证',
      kind: 'text',
      width: 20,
      note: '各阶段共用的佐证；某一阶段另有的填在该阶段的佐证列。',
    },
    { key: 'stage', label: '当前阶段', kind: 'text', width: 12, note: READ_ONLY },
    {
      key: 'force',
      label: '仍要登记',
      kind: 'choice',
      choices: ['是', '否'],
      width: 10,
      note: '与已有线索相近而被退回、确属不同项目的，填“是”。',
    },
  ];
  return {
    id: isProjects ? 'projects' : 'leads',
    label: isProjects ? '项目' : '线索',
    columns,
    keyColumns: [isProjects ? 'project#' : 'number'],
    notes: [
      `每行一${isProjects ? '个项目' : '条线索'}。同一份表可以重复导入，没有改动的行不会变。`,
      '空格不改动原有内容；企业名称、项目名称、来源、联系人和备注登记以后不能由导入改动。',
    ],
  };
}

/** @param contact as far as they may see it */
export function leadRow(
  lead: Lead,
  pack: Pack,
  roster: Roster,
  contact: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly note: string | null;
  } | null,
): Row {
  const { investment, tags } = lead;
  const stages: Record<string, string> = {};
  for (const event of verifiedStages(lead)) {
    stages[onKey(event.stage)] = event.happenedOn;
    stages[evidenceKey(event.stage)] = event.evidence ?? event.note ?? '';
  }
  return {
    ...stages,
    'project#': lead.projectNumber ?? '',
    number: lead.number,
    company: lead.company,
    project: lead.project ?? '',
    amount: amountText(lead),
    currency: investment === null ? '' : CURRENCY_NAMES[investment.low.currency],
    industry: lead.industry === null ? '' : industryLabel(pack, lead.industry),
    landing: lead.landingUnit === null ? '' : roster.unitName(lead.landingUnit),
    channel: labelOfId(pack.channels, lead.channel),
    unit: isInPool(lead) ? '' : roster.unitName(lead.unit),
    holder: lead.holder === '' ? '' : roster.personName(lead.holder),
    registeredOn: dayOfInstant(lead.registeredAt),
    contactName: contact?.name ?? '',
    contactPhone: contact?.phone ?? '',
    note: lead.note ?? '',
    confidential: lead.confidential ? '是' : '否',
    capital: labelOfId(CAPITALS, tags.capitalType),
    classes: labelsOf(pack.enterpriseClasses, tags.enterpriseClasses),
    levels: labelsOf(pack.keyLevels, tags.keyLevels),
    stage: stageLabel(pack, lead.stage),
  };
}

/** A single sum as a number; anything else in words that read back the same. */
export function amountText({ investment }: Pick<Lead, 'investment'>): string {
  if (investment === null) return '';
  if (isSingle(investment) && !investment.approx) return toWan(investment.low);
  return printRange(investment).replace(/（.*）$/, '');
}
