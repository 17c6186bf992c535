/** 留痕 of yearly checks 滚动考评, meetings 会议 and proposals 处理建议. */
import type { MeetingFact } from '../meeting/meeting.ts';
import type { ProposalFact } from '../proposal.ts';
import type { Finding, RollingFact } from '../rolling-check/rolling-check.ts';
import { labelled, type Tell, untold } from './said.ts';

const lacking = (findings: readonly Finding[]): string =>
  findings
    .filter(({ holds }) => !holds)
    .map(({ label }) => label)
    .join('、');

export const tellRolling: Tell<RollingFact> = (fact) => {
  switch (fact.type) {
    case 'rolling.opened':
      return {
        what: `第${fact.year}年滚动考评开始`,
        details: [labelled('开工', fact.startedOn), labelled('整改期至', fact.cureUntilOn)],
        clause: fact.clause,
      };
    case 'rolling.filed': {
      const numbers = Object.entries(fact.numbers).map(([id, value]) => `${id} ${value}万元`);
      const flags = Object.entries(fact.flags).map(([id, value]) => `${id} ${value ? '是' : '否'}`);
      return {
        what: '填报滚动考评',
        more: [...flags, ...numbers, labelled('佐证', fact.evidence)],
        reason: fact.note,
      };
    }
    case 'rolling.returned':
      return { what: '退回滚动考评填报', reason: fact.reason };
    case 'rolling.passed':
      return { what: '滚动考评核实通过' };
    case 'rolling.found_lacking':
      return {
        what: '滚动考评认定未通过，进入整改',
        more: [labelled('未达标', lacking(fact.findings))],
        details: [labelled('整改至', fact.cureUntilOn)],
      };
    case 'rolling.failed': {
      const { month, amountWan } = fact.adjustment;
      return { what: `滚动考评未通过，计入 ${month}`, more: [labelled('冲减', `${amountWan}万元`)] };
    }
    case 'rolling.dropped':
      return { what: '滚动考评终止', reason: fact.reason };
    case 'rolling.reminded':
      return { what: '提醒滚动考评', inner: true };
    default:
      return untold(fact);
  }
};

export const tellMeeting: Tell<MeetingFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'meeting.drafted':
      return {
        what: `拟定${fact.label} ${fact.number}，议题 ${fact.items.length} 个`,
        details: [labelled('拟开', fact.plannedOn)],
        clause: fact.clause,
      };
    case 'meeting.item_added':
      return { what: `增加议题「${fact.item.title}」`, inner: true };
    case 'meeting.item_dropped':
      return { what: `去掉议题 ${fact.no}`, inner: true };
    case 'meeting.decided':
      return {
        what: `议定议题 ${fact.no}`,
        details: [
          labelled('责任', fact.unit === null ? null : words.unit(fact.unit)),
          labelled('时限', fact.dueOn),
          labelled('任务', fact.task),
        ],
        reason: fact.text,
        inner: true,
      };
    case 'meeting.held':
      return { what: `记录会议于 ${fact.on} 召开`, reason: fact.minutes };
    case 'meeting.cancelled':
      return { what: '取消会议', reason: fact.reason };
    default:
      return untold(fact);
  }
};

export const tellProposal: Tell<ProposalFact> = (fact) => {
  switch (fact.type) {
    case 'proposal.proposed':
      return {
        what: `提出处理建议 ${fact.number}「${fact.label}」`,
        more: [labelled('佐证', fact.evidence)],
        reason: fact.reason,
        clause: fact.clause,
        inner: true,
      };
    case 'proposal.confirmed':
      return { what: '确认处理建议', reason: fact.reason, inner: true };
    case 'proposal.dropped':
      return { what: '不采纳处理建议', reason: fact.reason, inner: true };
    default:
      return untold(fact);
  }
};
