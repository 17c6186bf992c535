/** 留痕 of an activity 招商活动. Who took part and what was said stay with the unit, those above it and the office. */
import type { ActivityFact } from '../activity/activity.ts';
import { kindClause, kindLabel } from '../activity/decide.ts';
import { labelled, type Tell, untold } from './said.ts';

export const tellActivity: Tell<ActivityFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'activity.recorded':
    case 'activity.corrected':
      return {
        what: `${fact.type === 'activity.recorded' ? '登记' : '更正'}${fact.held ? '' : '计划的'}${kindLabel(words.pack, fact.kind)}`,
        details: [
          labelled('日期', fact.on),
          labelled('地点', fact.region),
          labelled('单位', fact.units.map((unit) => words.unit(unit)).join('、')),
          fact.enterprises.length === 0 ? null : `企业 ${fact.enterprises.length} 家`,
        ],
        more: [
          labelled('企业名称', fact.enterprises.map(({ name }) => name).join('、')),
          labelled('人员', fact.people.map((person) => words.person(person)).join('、')),
          labelled('主题', fact.topic),
          labelled('成果', fact.outcome),
          labelled('佐证', fact.evidence),
          labelled('回访', fact.next?.on),
        ],
        reason: fact.type === 'activity.corrected' ? fact.reason : null,
        clause: kindClause(words.pack, fact.kind),
      };
    case 'activity.held':
      return { what: '登记为已开展', details: [fact.on], more: [labelled('成果', fact.outcome)] };
    case 'activity.outcome_added':
      return { what: '补充成果', more: [labelled('佐证', fact.evidence)], reason: fact.outcome };
    case 'activity.verified':
      return { what: '核实通过' };
    case 'activity.returned':
      return { what: '退回，不计入考核', reason: fact.reason };
    case 'activity.cancelled':
      return { what: '取消', reason: fact.reason };
    default:
      return untold(fact);
  }
};
