/** 留痕 of a 战报 and of a 绑定: both short roads with two people behind them. */
import type { BindingFact } from '../binding.ts';
import type { PublicationFact } from '../publication.ts';
import { labelled, type Tell, untold } from './said.ts';

const KINDS = { month: '月战报', quarter: '季度通报', year: '年度通报' } as const;
const mark = (hash: string): string => `校验码 ${hash.slice(0, 12)}`;

export const tellPublication: Tell<PublicationFact> = (fact) => {
  switch (fact.type) {
    case 'publication.drafted':
      return { what: `拟稿 ${fact.period} ${KINDS[fact.kind]}`, details: [mark(fact.hash)] };
    case 'publication.checked':
      return { what: '审核通过', details: [mark(fact.hash)] };
    case 'publication.returned':
      return { what: '退回', reason: fact.reason };
    case 'publication.published':
      return { what: '签发，内容不再改动', details: [mark(fact.hash)] };
    default:
      return untold(fact);
  }
};

export const tellBinding: Tell<BindingFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'binding.asked':
      return fact.kind === 'person'
        ? { what: '申请绑定账号', details: [labelled('名册', words.person(fact.target))] }
        : { what: '申请绑定群', details: [labelled('单位', words.unit(fact.target))] };
    case 'binding.confirmed':
      return { what: '同意绑定' };
    case 'binding.declined':
      return { what: '拒绝绑定' };
    default:
      return untold(fact);
  }
};
