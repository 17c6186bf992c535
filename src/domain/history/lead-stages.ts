/** 留痕 of how a lead moves: 推进, 审核, 退回, 撤销, 超期, 更正, 补充, 认定. Part of `lead.ts`. */
import type { LeadFact } from '../lead/facts.ts';
import type { LeadTags } from '../lead/lead.ts';
import type { LeadFields, StageDetails, StageFact, StageLate } from '../lead/stage-facts.ts';
import { NONE_OF_THEM } from '../lead/stage-gates.ts';
import { flagChoices } from '../lead/stage-mend.ts';
import { isStage, stepLabel } from '../lead/stage-steps.ts';
import type { Pack } from '../pack/schema.ts';
import { industryLabel, stageLabel, stageOf } from '../pack/view.ts';
import { PLEDGE_KIND_WORDS } from '../pledge.ts';
import { type Around, labelled, type Said, untold } from './said.ts';
import { type HistoryWords, labelIn, sayInvestment } from './words.ts';

const TYPES: Readonly<Record<StageFact['type'], true>> = {
  'lead.stage_submitted': true,
  'lead.stage_verified': true,
  'lead.stage_returned': true,
  'lead.stage_withdrawn': true,
  'lead.evidence_added': true,
  'lead.stage_overdue': true,
  'lead.stage_corrected': true,
  'lead.details_set': true,
  'lead.flagged': true,
};

export const isStageFact = (fact: LeadFact): fact is StageFact => Object.hasOwn(TYPES, fact.type);

export function tellStage(fact: StageFact, around: Around<LeadFact>): Said {
  const { pack } = around.words;
  switch (fact.type) {
    case 'lead.stage_submitted':
      return submitted(fact, around.words);
    case 'lead.stage_verified':
      return verified(fact, around);
    case 'lead.stage_returned':
      return { what: `退回${stepOf(fact.id, around)}`, reason: fact.reason };
    case 'lead.stage_withdrawn':
      return { what: `撤销${stepOf(fact.id, around)}` };
    case 'lead.evidence_added':
      return { what: `为${stepOf(fact.id, around)}补交佐证 ${fact.files.length} 份`, inner: true };
    case 'lead.stage_overdue':
      return {
        what: `「${stageLabel(pack, fact.stage)}」超过时限`,
        details: [`${fact.enteredOn} 进入，应于 ${fact.dueOn} 前完成`],
        clause: stageOf(pack, fact.stage)?.clause ?? null,
      };
    case 'lead.stage_corrected':
      return {
        what: `更正${stepOf(fact.id, around)}的发生日期：${fact.was} 改为 ${fact.happenedOn}`,
        reason: fact.reason,
      };
    case 'lead.details_set':
      return { what: '补充信息', more: gapWords(fact.tags, fact.fields, around.words) };
    case 'lead.flagged': {
      const flag = flagChoices(pack).find((one) => one.id === fact.flag);
      return {
        what: `认定「${flag?.label ?? fact.flag}」`,
        details: [`发生日期 ${fact.on}`],
        more: [labelled('佐证', fact.evidence), filesWord(fact.files)],
        reason: fact.reason,
        clause: flag?.clause ?? null,
        inner: true,
      };
    }
    default:
      return untold(fact);
  }
}

/** 「签约」, as the submission this id belongs to named it. */
function stepOf(id: string, { earlier, words }: Around<LeadFact>): string {
  const from = earlier.find((one) => one.type === 'lead.stage_submitted' && one.id === id);
  return from?.type === 'lead.stage_submitted' ? `「${stepLabel(words.pack, from.stage)}」` : '一次推进';
}

const filesWord = (files: readonly string[] | undefined): string | null =>
  files === undefined || files.length === 0 ? null : `附件 ${files.length} 份`;

function submitted(fact: Extract<StageFact, { type: 'lead.stage_submitted' }>, words: HistoryWords): Said {
  const label = stepLabel(words.pack, fact.stage);
  const { details = {} } = fact;
  return {
    what: isStage(words.pack, fact.stage) ? `推进到「${label}」，送审` : `提交「${label}」，送审`,
    details: [`发生日期 ${fact.happenedOn}`],
    more: [
      labelled('佐证', fact.evidence),
      filesWord(details.files),
      labelled('说明', fact.note),
      ...detailWords(details, words),
    ],
  };
}

function detailWords(details: StageDetails, words: HistoryWords): readonly (string | null)[] {
  const { exit, override, pledges = [], tags, fields } = details;
  const fault = exit?.fault == null ? null : exit.fault === 'objective' ? '客观原因' : '非客观原因';
  return [
    fault,
    labelled('责任', exit?.responsible),
    override === undefined ? null : overrideWords(override),
    ...pledges.map((one) => `${PLEDGE_KIND_WORDS[one.kind]}「${one.what}」${one.dueOn} 前`),
    ...gapWords(tags ?? {}, fields ?? {}, words),
  ];
}

const overrideWords = (override: NonNullable<StageDetails['override']>): string => {
  const gates = override.gates.map((gate) => `「${gate.label}」（${gate.clause}）`).join('、');
  return `招商办特批免${gates}：${override.reason}`;
};

function verified(fact: Extract<StageFact, { type: 'lead.stage_verified' }>, around: Around<LeadFact>): Said {
  const { words } = around;
  return {
    what: `审核通过${stepOf(fact.id, around)}`,
    details: fact.late === undefined ? [] : [lateWords(words.pack, fact.late)],
    more: [
      ...gapWords(fact.tags, fact.fields ?? {}, words),
      fact.override === undefined ? null : overrideWords(fact.override),
    ],
    clause: fact.late === undefined ? null : (stageOf(words.pack, fact.late.stage)?.clause ?? null),
  };
}

const lateWords = (pack: Pack, late: StageLate): string =>
  `「${stageLabel(pack, late.stage)}」应于 ${late.dueOn} 前完成，${late.doneOn} 完成，超 ${late.days} 个${late.unit === 'workday' ? '工作日' : '日历日'}`;

const CAPITAL: Readonly<Record<string, string>> = { domestic: '内资', foreign: '外资' };

/** What was filled in of 待补字段. */
function gapWords(
  tags: LeadTags,
  fields: LeadFields,
  { pack, unit }: HistoryWords,
): readonly (string | null)[] {
  const list = (label: string, ids: readonly string[] | undefined, say: (id: string) => string) =>
    ids === undefined || ids.length === 0
      ? null
      : `${label} ${ids.map((id) => (id === NONE_OF_THEM ? '都不是' : say(id))).join('、')}`;
  return [
    labelled(
      '资本类型',
      tags.capitalType === undefined ? null : (CAPITAL[tags.capitalType] ?? tags.capitalType),
    ),
    list('企业类别', tags.enterpriseClasses, (id) => labelIn(pack.enterpriseClasses, id)),
    labelled('榜单年份', tags.classListYear === undefined ? null : String(tags.classListYear)),
    list('重点层级', tags.keyLevels, (id) => labelIn(pack.keyLevels, id)),
    list('产业', tags.industries, (id) => industryLabel(pack, id)),
    sayInvestment(fields.investment ?? null),
    labelled('产业', fields.industry === undefined ? null : industryLabel(pack, fields.industry)),
    labelled('拟落户', fields.landingUnit === undefined ? null : unit(fields.landingUnit)),
  ];
}
