/**
 * 本月无变化 of a project: the last cumulative figures once more, as a report of its own. Said twice running it needs a reason.
 * Left out: what any report is decided by (`progress.ts`).
 */
import { type Month, shiftMonth } from './day.ts';
import { type Refusal, refuse } from './decision.ts';
import { sayMonth } from './month.ts';
import {
  decideReport,
  lastBefore,
  lifelong,
  type Progress,
  type ProgressFact,
  type ReportIntent,
  type SpanOf,
} from './progress.ts';

/** Was the month before reported as 本月无变化 too? Then a second one says why. */
export const wasUnchanged = (progress: Progress, month: Month): boolean =>
  progress.reports.find((report) => report.month === shiftMonth(month, -1))?.unchanged === true;

/** May 本月无变化 be said: something was reported before, and nothing yet for the month itself. */
export const mayRepeat = (progress: Progress, month: Month): boolean =>
  progress.reports.some((report) => report.month < month) &&
  !progress.reports.some((report) => report.month === month);

/**
 * 本月无变化: the last cumulative figures once more. Twice running needs a reason.
 * @param measures of the pack's form
 */
export function decideUnchanged(
  progress: Progress,
  intent: Omit<ReportIntent, 'figures' | 'unchanged'>,
  measures: readonly string[],
  label: (measure: string) => string,
  spanOf: SpanOf = lifelong,
): { facts: readonly ProgressFact[] } | Refusal {
  const { month } = intent;
  const reason = intent.reason ?? null;
  if (progress.reports.some((report) => report.month === month)) {
    return refuse(`${sayMonth(month)}月报已经报过`, { next: '要修改请打开表单改数字。' });
  }
  if (!mayRepeat(progress, month)) {
    return refuse('此前没有报过月报，不能报无变化', { next: '请打开表单填累计数，没有发生就填 0。' });
  }
  if (reason === null && wasUnchanged(progress, month)) {
    return refuse(`${sayMonth(shiftMonth(month, -1))}已经报过无变化，连续无变化需要说明原因`, {
      next: '请写明原因后再提交。',
    });
  }
  const figures = measures.flatMap((measure) => {
    const last = lastBefore(progress, measure, month, spanOf(measure));
    return last === null ? [] : [{ measure, units: last.units }];
  });
  const narrative = intent.narrative ?? (reason === null ? '本月无变化' : `本月无变化：${reason}`);
  return decideReport(progress, { ...intent, figures, narrative, unchanged: true }, label, spanOf);
}
