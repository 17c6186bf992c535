/** 留痕 of a lead 线索 and the project 项目 it becomes: registration, secrecy, withdrawal; the rest beside this file. */
import type { LeadFact } from '../lead/facts.ts';
import { industryLabel } from '../pack/view.ts';
import { isHoldingFact, tellHolding } from './lead-holding.ts';
import { isStageFact, tellStage } from './lead-stages.ts';
import { type Around, labelled, type Said, type Tell, untold } from './said.ts';
import { labelIn, sayInvestment } from './words.ts';

export const tellLead: Tell<LeadFact> = (fact, around) => {
  if (isStageFact(fact)) return tellStage(fact, around);
  if (isHoldingFact(fact)) return tellHolding(fact, around);
  switch (fact.type) {
    case 'lead.registered':
      return registered(fact, around);
    case 'lead.promoted':
      return { what: `由此成为项目 ${fact.projectNumber}` };
    case 'lead.need_set':
      return { what: fact.need === null ? '清除场地需求' : `场地需求写为「${fact.need}」` };
    case 'lead.renamed':
      return {
        what: `更名为「${fact.company}」${fact.project === null ? '' : `，项目「${fact.project}」`}`,
        details: [labelled('理由', fact.reason)],
      };
    case 'lead.contact_set':
      return { what: '更换联系人' };
    case 'lead.confidentiality_set':
      return { what: fact.confidential ? '设为保密' : '取消保密' };
    case 'lead.withdrawn':
      return { what: '撤销登记，不再计入' };
    default:
      return untold(fact);
  }
};

function registered(
  fact: Extract<LeadFact, { type: 'lead.registered' }>,
  { words, actor }: Around<LeadFact>,
): Said {
  const { pack } = words;
  const onBehalf = fact.holder !== actor ? `登记人 ${words.person(fact.holder)}` : null;
  return {
    what: `${fact.imported === undefined ? '登记' : '导入'}线索 ${fact.number}，企业「${fact.company}」`,
    details: [
      labelled('原登记日期', fact.imported?.registeredOn ?? null),
      labelled('项目', fact.project),
      sayInvestment(fact.investment),
      labelled('产业', fact.industry === null ? null : industryLabel(pack, fact.industry)),
      labelled('拟落户', fact.landingUnit === null ? null : words.unit(fact.landingUnit)),
      labelled('来源', fact.channel === null ? null : labelIn(pack.channels, fact.channel)),
      labelled('登记单位', words.unit(fact.unit)),
    ],
    more: [
      onBehalf,
      labelled('备注', fact.note),
      fact.despite.length === 0 ? null : `与 ${fact.despite.join('、')} 相近，仍要登记`,
    ],
  };
}
