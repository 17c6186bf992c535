/**
 * 撤销 of 月报. A month is open until its bulletin is published; a published month is only restated: a new report with its
 * reason, whose difference the next bulletin prints as a correction (domain P6).
 */
import { assert, refuse } from '../decision.ts';
import { sayMonth } from '../month.ts';
import { decideWithdrawReport, evolveProgress, noProgress, type ProgressFact, spansOf } from '../progress.ts';
import { type CheckFact, checkStateOf, isCheckFact, sayCheck } from '../progress-check/check.ts';
import { all, factOf, notAStep, type Place, replayed, type Undo, type UndoScene } from './undoing.ts';

export const undoProgress: Undo = (place, scene) => {
  const { pack, isPublished, numberOf, personName } = scene;
  const fact = factOf<ProgressFact | CheckFact>(place.fact);
  if (isCheckFact(fact)) return undoCheck(fact, place, scene);
  if (fact.type !== 'progress.reported') return notAStep();
  const { month, lead, unit } = fact;
  // Whatever was said of the month since stands on this report.
  const since = place.later.map((one) => ({ ...one, fact: factOf<ProgressFact | CheckFact>(one) }));
  const said = since.filter((one) => one.fact.month === month);
  const last = said.at(-1);
  if (last !== undefined) {
    if (!said.every((one) => isCheckFact(one.fact))) return notAStep();
    const now = replayed(all(place), noProgress(lead), evolveProgress).reports.find(
      (one) => one.month === month,
    );
    // A verdict that was itself taken back leaves the report as it was.
    if (now !== undefined && (now.checked ?? null) !== null) {
      return refuse(
        `${numberOf(lead)} ${sayMonth(month)}月报已由${personName(now.checkedBy ?? '')}${now.checked === 'verified' ? '审核通过' : '退回'}，不能撤销`,
        { next: `请发送「月报 ${numberOf(lead)} ${month}」重新填报。` },
      );
    }
  }
  if (isPublished(month)) {
    return refuse(`${month} 的战报已经签发，月报不能撤销`, {
      next: `请发送「月报 ${numberOf(lead)} ${month}」重新填报，写明「更正原因」；差额会列入下一期战报的更正。`,
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

/** 撤销 of a verdict, while it is the last thing said of that month and no bulletin has printed it. */
function undoCheck(fact: CheckFact, place: Place, { isPublished, numberOf }: UndoScene): ReturnType<Undo> {
  const { month, lead, unit, version } = fact;
  if (fact.type === 'progress.unchecked') return notAStep();
  if (place.later.some((one) => factOf<CheckFact>(one).month === month)) return notAStep();
  const word = fact.type === 'progress.verified' ? '审核通过' : '退回';
  if (isPublished(month)) {
    return refuse(`${sayMonth(month)}战报已经签发，月报的${word}不能撤销`, {
      next: `要改数请填报单位发送「月报 ${numberOf(lead)} ${month}」更正。`,
    });
  }
  const now = replayed(all(place), noProgress(lead), evolveProgress);
  const earlier = replayed(place.earlier, noProgress(lead), evolveProgress);
  const report = earlier.reports.find((one) => one.month === month);
  if (report === undefined) return notAStep();
  const before = checkStateOf(report);
  return {
    words: `${numberOf(lead)} ${sayMonth(month)}月报的${word}`,
    notes: [`撤销以后这份月报恢复为${sayCheck(before)}。`],
    change: {
      subject: 'progress',
      before: now,
      facts: [{ type: 'progress.unchecked', lead, unit, month, version, before }],
    },
    tell: fact.type === 'progress.returned' && report.reporter !== '' ? [report.reporter] : [],
  };
}
