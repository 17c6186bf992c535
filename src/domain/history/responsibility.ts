/** 留痕 of 包联 and of whoever hurried a project. */
import type { ResponsibilityFact } from '../responsibility.ts';
import { labelled, type Tell, untold } from './said.ts';

export const tellResponsibility: Tell<ResponsibilityFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'responsibility.set':
      return {
        what: '确定包联安排',
        details: [
          labelled('包联领导', fact.leader === null ? null : words.person(fact.leader)),
          labelled('专班', fact.group),
          labelled('服务专员', fact.officer === null ? null : words.person(fact.officer)),
          labelled('方案', fact.plan),
        ],
        inner: true,
      };
    case 'responsibility.nudged':
      return { what: `催办，通知 ${fact.to.map((id) => words.person(id)).join('、')}`, inner: true };
    default:
      return untold(fact);
  }
};
