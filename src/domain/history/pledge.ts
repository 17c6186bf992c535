/** 留痕 of pledges: 容缺材料 and 政府承诺. */
import { PLEDGE_KIND_WORDS, type PledgeFact } from '../pledge.ts';
import { type Tell, untold } from './said.ts';

export const tellPledge: Tell<PledgeFact> = (fact, { earlier }) => {
  switch (fact.type) {
    case 'pledge.made':
      return {
        what: '记入承诺',
        details: fact.items.map((one) => `${PLEDGE_KIND_WORDS[one.kind]}「${one.what}」${one.dueOn} 前`),
        inner: true,
      };
    case 'pledge.closed': {
      const made = earlier.flatMap((one) => (one.type === 'pledge.made' ? one.items : []));
      const item = made.find((one) => one.id === fact.id);
      const what = item === undefined ? fact.id : `${PLEDGE_KIND_WORDS[item.kind]}「${item.what}」`;
      return {
        what: `办结${what}`,
        details: [
          `办结日期 ${fact.on}`,
          item !== undefined && fact.on > item.dueOn ? `逾期，应于 ${item.dueOn} 前` : null,
        ],
        inner: true,
      };
    }
    default:
      return untold(fact);
  }
};
