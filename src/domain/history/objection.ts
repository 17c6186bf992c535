/** 留痕 of an objection 异议 to a bulletin. */
import type { ObjectionFact } from '../objection.ts';
import { type Tell, untold } from './said.ts';

export const tellObjection: Tell<ObjectionFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'objection.raised':
      return { what: `${words.unit(fact.unit)}对 ${fact.publication} 提出异议`, reason: fact.text };
    case 'objection.accepted':
      return { what: '采纳异议', reason: fact.reason };
    case 'objection.rejected':
      return { what: '不采纳异议', reason: fact.reason };
    default:
      return untold(fact);
  }
};
