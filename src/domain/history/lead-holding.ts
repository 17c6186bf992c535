/** 留痕 of who holds a lead: 分派, 认领, 签收, 退回, 失效, 保护, 合并, 合作, 核实, 推荐人. Part of `lead.ts`. */
import { citeClaim, claimRule } from '../lead/claim-rule.ts';
import type { LeadFact } from '../lead/facts.ts';
import type { HoldingFact, ProtectedBy } from '../lead/holding-facts.ts';
import { JUDGED_WORDS } from '../lead/judge.ts';
import { type Around, labelled, type Said, untold } from './said.ts';

const TYPES: Readonly<Record<HoldingFact['type'], true>> = {
  'lead.held': true,
  'lead.receipted': true,
  'lead.released': true,
  'lead.protected': true,
  'lead.merged': true,
  'lead.absorbed': true,
  'lead.cooperation_asked': true,
  'lead.cooperation_answered': true,
  'lead.judged': true,
  'lead.referred': true,
};

export const isHoldingFact = (fact: LeadFact): fact is HoldingFact => Object.hasOwn(TYPES, fact.type);

const PROTECTED_BY: Readonly<Record<ProtectedBy, string>> = {
  registration: '登记要素齐全',
  progress: '月报有进展',
  visit: '走访',
  stage: '阶段审核通过',
  office: '招商办裁定',
};

export function tellHolding(fact: HoldingFact, { words }: Around<LeadFact>): Said {
  const rule = claimRule(words.pack);
  switch (fact.type) {
    case 'lead.held':
      return held(fact, words);
    case 'lead.receipted':
      return { what: '签收' };
    case 'lead.released':
      return released(fact, citeClaim(rule));
    case 'lead.protected':
      return {
        what: `计「${rule.label}」，保护至 ${fact.untilOn}`,
        details: [PROTECTED_BY[fact.by]],
        clause: citeClaim(rule),
      };
    case 'lead.merged':
      return { what: `并入 ${fact.into}` };
    case 'lead.absorbed':
      return { what: `${fact.number} 并入本条` };
    case 'lead.cooperation_asked':
      return { what: `${words.unit(fact.unit)}申请合作`, reason: fact.note };
    case 'lead.cooperation_answered':
      return {
        what: `${fact.agreed ? '同意' : '不同意'}与${words.unit(fact.unit)}合作`,
        reason: fact.reason,
      };
    case 'lead.judged':
      return { what: `认定登记「${JUDGED_WORDS[fact.verdict]}」`, reason: fact.reason };
    case 'lead.referred':
      // The name stands in a sealed row, never here.
      return { what: '登记推荐人', inner: true };
    default:
      return untold(fact);
  }
}

function held(fact: Extract<HoldingFact, { type: 'lead.held' }>, words: Around<LeadFact>['words']): Said {
  const unit = words.unit(fact.unit);
  const whom = words.person(fact.holder);
  const until = labelled('保护至', fact.protectedUntilOn);
  const clause = fact.protectedUntilOn === null ? null : citeClaim(claimRule(words.pack));
  switch (fact.why) {
    case 'assigned':
      return { what: `分派给${unit}`, details: [until], more: [`负责人 ${whom}`] };
    case 'claimed':
      return { what: `${unit}从公共线索池认领`, details: [until], more: [`负责人 ${whom}`], clause };
    case 'handed_over':
      return { what: '交接', more: [`接收人 ${whom}`] };
    case 'arbitrated':
      return { what: `按裁定归${unit}`, details: [until], more: [`负责人 ${whom}`] };
    case 'merged':
      return { what: `随合并归${unit}`, details: [until], more: [`负责人 ${whom}`] };
    default:
      return { what: `改由${unit}持有`, details: [until], more: [`负责人 ${whom}`] };
  }
}

function released(fact: Extract<HoldingFact, { type: 'lead.released' }>, clause: string): Said {
  switch (fact.why) {
    case 'lapsed':
      return { what: '保护期满没有进展，转入公共线索池', reason: fact.reason, clause };
    case 'returned':
      return { what: '退回公共线索池', reason: fact.reason };
    case 'recalled':
      return { what: '收回到公共线索池', reason: fact.reason };
    case 'left':
      return { what: '负责人离开，转入公共线索池', reason: fact.reason };
    default:
      return { what: '转入公共线索池', reason: fact.reason };
  }
}
