/** 留痕 of 月报: figures as entered, and what stood before where a report replaces another. */
import { sayMonth } from '../month.ts';
import type { ProgressFact } from '../progress.ts';
import { type CheckFact, isCheckFact, sayCheck } from '../progress-check/check.ts';
import { type Around, labelled, type Said, type Tell, untold } from './said.ts';
import { sayFigure, sayValue } from './words.ts';

export const tellProgress: Tell<ProgressFact | CheckFact> = (fact, around) =>
  isCheckFact(fact) ? tellCheck(fact, around) : tellFigures(fact, around);

/** 通过, 退回 of a month's figures, and a verdict taken back. */
function tellCheck(fact: CheckFact, { words }: Around<ProgressFact | CheckFact>): Said {
  const month = sayMonth(fact.month);
  const details = [`第${fact.version}版`, labelled('单位', words.unit(fact.unit))];
  switch (fact.type) {
    case 'progress.verified':
      return { what: `审核通过${month}月报`, details };
    case 'progress.returned':
      return { what: `退回${month}月报`, details, reason: fact.reason };
    case 'progress.unchecked':
      return { what: `撤销对${month}月报的审核，恢复为${sayCheck(fact.before)}`, details };
  }
}

function tellFigures(fact: ProgressFact, around: Around<ProgressFact | CheckFact>): Said {
  const { pack, unit } = around.words;
  const figures = fact.figures.map(({ measure, units }) => {
    const was = stoodBefore(measure, fact.month, around);
    const said = sayFigure(pack, measure, units);
    return was === undefined || was === units ? said : `${said}（原 ${sayValue(pack, measure, was)}）`;
  });
  const month = sayMonth(fact.month);
  switch (fact.type) {
    case 'progress.reported': {
      const marks = [
        fact.unchanged === true ? '无变化' : null,
        fact.forecast ? '预报' : null,
        fact.late ? '迟报' : null,
      ];
      const again = around.earlier.some((one) => !isCheckFact(one) && one.month === fact.month);
      return {
        what: `${again ? '重报' : '报送'}${month}月报`,
        details: [...marks, ...figures, labelled('单位', unit(fact.unit))],
        more: [
          labelled('进展情况', fact.narrative),
          labelled('存在问题', fact.problems),
          labelled('下步计划', fact.plan),
        ],
        reason: fact.reason ?? null,
      };
    }
    case 'progress.withdrawn':
      return { what: `撤销${month}月报，恢复到报送以前`, details: figures };
    default:
      return untold(fact);
  }
}

/** What the month's figure was: `undefined` when nothing was said of it yet. */
function stoodBefore(
  measure: string,
  month: string,
  { earlier }: Around<ProgressFact | CheckFact>,
): number | null | undefined {
  const figures = earlier.filter((one): one is ProgressFact => !isCheckFact(one));
  const last = figures.findLast(
    (one) => one.month === month && one.figures.some((figure) => figure.measure === measure),
  );
  return last?.figures.find((figure) => figure.measure === measure)?.units;
}
