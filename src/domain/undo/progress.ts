/**
 * 撤销 of 月报. A month is open until its bulletin is published; a published month is only restated: a new report with its
 * reason, whose difference the next bulletin prints as a correction (domain P6).
 */
import { assert, refuse } from '../decision.ts';
import { decideWithdrawReport, evolveProgress, noProgress, type ProgressFact, spansOf } from '../progress.ts';
import { all, factOf, notAStep, replayed, type Undo } from './undoing.ts';

export const undoProgress: Undo = (place, { pack, isPublished, numberOf }) => {
  const fact = factOf<ProgressFact>(place.fact);
  if (fact.type !== 'progress.reported') return notAStep();
  const { month, lead, unit } = fact;
  // Whatever was said of the month since stands on this report.
  if (place.later.some((one) => factOf<ProgressFact>(one).month === month)) return notAStep();
  if (isPublished(month)) {
    return refuse(`${month} 的战报已经签发，月报不能撤销`, {
      next: `请发送「月报 ${numberOf(lead)} ${month}」重新填报，在「进展情况」写明更正原因；差额会列入下一期战报的更正。`,
    });
  }
  const now = replayed(all(place), noProgress(lead), evolveProgress);
  const before = replayed(place.earlier, noProgress(lead), evolveProgress);
  assert(now.version === all(place).length, 'a month is undone on the whole of its history');
  const withdrawn = decideWithdrawReport(now, before, unit, month, spansOf(pack));
  const stood = before.reports.some((report) => report.month === month);
  return {
    words: `${numberOf(lead)} ${month} 的月报`,
    notes: [stood ? '撤销以后恢复到上一次报送的内容。' : '撤销以后这个月算未报。'],
    change: { subject: 'progress', before: now, facts: [withdrawn] },
    tell: [],
  };
};
