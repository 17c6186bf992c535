/** 留痕 of a dispute 争议: told to the two sides, the office and those above the lead's unit only. */
import { DISPUTE_WORDS, type DisputeFact } from '../dispute.ts';
import { type Tell, untold } from './said.ts';

export const tellDispute: Tell<DisputeFact> = (fact, { words, earlier }) => {
  switch (fact.type) {
    case 'dispute.opened':
      return {
        what: `${words.unit(fact.challenger.unit)}对${words.unit(fact.respondent.unit)}的首招提出争议`,
        reason: fact.text,
        inner: true,
      };
    case 'dispute.stated':
      return { what: `代表${words.unit(fact.unit)}补充争议陈述`, reason: fact.text, inner: true };
    case 'dispute.decided': {
      const opened = earlier.find((one) => one.type === 'dispute.opened');
      const winner =
        opened?.type !== 'dispute.opened' || fact.result === 'both'
          ? null
          : words.unit(fact.result === 'challenger' ? opened.challenger.unit : opened.respondent.unit);
      return {
        what: `裁定争议：${DISPUTE_WORDS[fact.result]}`,
        details: [winner],
        reason: fact.reason,
        clause: fact.clause,
        inner: true,
      };
    }
    case 'dispute.withdrawn':
      return { what: '撤回争议', inner: true };
    default:
      return untold(fact);
  }
};
