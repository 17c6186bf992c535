/** 留痕 of 线索积分 and 评奖. */
import type { AwardFact } from '../award.ts';
import { type PointsFact, type PointsHolder, printPoints } from '../points/points.ts';
import { labelled, type Tell, untold } from './said.ts';
import type { HistoryWords } from './words.ts';

export const tellPoints: Tell<PointsFact> = (fact, { words, earlier }) => {
  switch (fact.type) {
    case 'points.granted':
      return {
        what: `记线索积分「${fact.label}」：${holderWord(fact.to, words)} +${printPoints(fact.units)} 分`,
        clause: fact.clause,
        inner: true,
      };
    case 'points.revoked': {
      const grant = earlier.find((one) => one.type === 'points.granted' && one.id === fact.grant);
      const what =
        grant?.type === 'points.granted'
          ? `收回${holderWord(grant.to, words)}「${grant.label}」的 ${printPoints(grant.units)} 分`
          : '收回一笔积分';
      return { what, reason: fact.reason, inner: true };
    }
    default:
      return untold(fact);
  }
};

export const tellAward: Tell<AwardFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'award.decided': {
      const whom = holderWord(fact.to, words);
      const title = `${fact.year} 年「${fact.title}」`;
      return {
        what: fact.decision === 'confirmed' ? `确认${whom}获${title}` : `决定不评${whom}的${title}`,
        details: [labelled('积分', printPoints(fact.units))],
        reason: fact.reason,
        clause: fact.clause,
      };
    }
    default:
      return untold(fact.type);
  }
};

/** A referrer's name stands in a sealed row, never here. */
function holderWord(to: PointsHolder, words: HistoryWords): string {
  switch (to.kind) {
    case 'unit':
      return words.unit(to.id);
    case 'person':
      return words.person(to.id);
    case 'consultant':
      return '推荐人（招商顾问）';
    case 'intermediary':
      return '推荐人（中介机构）';
  }
}
