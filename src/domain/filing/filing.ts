/**
 * What a unit files as a whole 本单位报送: its cumulative figures of measures that are counted by unit and not by project
 * (青创贷, QD 一(五)(6)二), and its quarterly, yearly and one-off reports (LF 四(六), LF 四(一)1, SM 三(一)2).
 *
 *     filed ──filed again (late: 迟报; after the bulletin: 更正 with its reason)──> filed
 *
 * Invariants
 *  1. One subject a unit; a report of one period stands once, the later filing in the place of the earlier.
 *  2. A blank figure is not reported: it is neither 0 nor a repetition. Figures are cumulative, as their measure says.
 *  3. A figure below the one it runs on from has its reason.
 *
 * Left out: which periods are owed (`window.ts`), and figures of projects (`../progress.ts`).
 */
import type { Month } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import { sayMonth } from '../month.ts';
import { type Entry, lastBefore, type SpanOf } from '../progress.ts';

/** One period's report as it stands. */
export interface FiledReport {
  /** Id of the pack's report; `figures` for the month's figures of the unit. */
  readonly cadence: string;
  /** `2026Q3`, `once`, `2026-10`. */
  readonly period: string;
  readonly version: number;
  readonly reporter: string;
  /** UTC ms. */
  readonly reportedAt: number;
  readonly late: boolean;
  readonly forecast: boolean;
  /** 说明. */
  readonly narrative: string | null;
  /** 附件 or 文号: where the paper is. */
  readonly reference: string | null;
  /** 更正原因, or why a figure fell. */
  readonly reason: string | null;
}

export interface UnitFiling {
  readonly unit: string;
  readonly version: number;
  readonly entries: readonly Entry[];
  readonly reports: readonly FiledReport[];
}

export interface FilingFact {
  readonly type: 'filing.filed';
  readonly unit: string;
  readonly cadence: string;
  readonly period: string;
  readonly figures: readonly { readonly measure: string; readonly month: Month; readonly units: number }[];
  readonly late: boolean;
  readonly forecast: boolean;
  readonly correction: boolean;
  readonly narrative: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
}

/** Stands for a cadence where a month's figures of the unit are meant 本单位指标. */
export const FIGURES = 'figures';

export const noFiling = (unit: string): UnitFiling => ({ unit, version: 0, entries: [], reports: [] });

/** The report of one period; `null` when nothing was filed. */
export const filedReport = (filing: UnitFiling, cadence: string, period: string): FiledReport | null =>
  filing.reports.find((one) => one.cadence === cadence && one.period === period) ?? null;

export function evolveFiling(
  filing: UnitFiling,
  fact: FilingFact,
  at: number,
  actor: string | null,
): UnitFiling {
  const { cadence, period, late, forecast, narrative, reference, reason } = fact;
  const before = filedReport(filing, cadence, period);
  const isReplaced = (entry: Entry) =>
    fact.figures.some(({ measure, month }) => entry.measure === measure && entry.month === month);
  const report: FiledReport = {
    cadence,
    period,
    version: (before?.version ?? 0) + 1,
    reporter: actor ?? '',
    reportedAt: at,
    late,
    forecast,
    narrative,
    reference,
    reason,
  };
  return {
    unit: filing.unit,
    version: filing.version + 1,
    entries: [...filing.entries.filter((entry) => !isReplaced(entry)), ...fact.figures],
    reports: [...filing.reports.filter((one) => one !== before), report],
  };
}

/** The unit's figures as something whose last figure before a month can be asked. */
export const lastFiled = (filing: UnitFiling, measure: string, month: Month, span: 'year' | 'life') =>
  lastBefore(filing, measure, month, span);

export type FilingIntent = Omit<FilingFact, 'type' | 'unit'>;

/**
 * 填报: anything at all must be filed; a fallen figure and a restated period need their reason.
 * @param label the measure's Chinese word
 */
export function decideFile(
  filing: UnitFiling,
  intent: FilingIntent,
  label: (measure: string) => string,
  spanOf: SpanOf,
): { readonly facts: readonly FilingFact[] } | Refusal {
  const { figures, narrative, reference, reason } = intent;
  if (figures.length === 0 && narrative === null && reference === null) {
    return refuse('还没有填任何内容', {
      next:
        intent.cadence === FIGURES
          ? '请至少填一项数字；没有发生填 0。'
          : '请写「说明」，或在「附件」写明文号、文件名。',
    });
  }
  if (intent.correction && reason === null) {
    return refuse('本期已经发布，再报是更正，需要写明原因', { next: '请填「更正原因」后再提交。' });
  }
  for (const { measure, month, units } of figures) {
    const last = lastFiled(filing, measure, month, spanOf(measure));
    if (last !== null && units < last.units && reason === null && narrative === null) {
      return refuse(`「${label(measure)}」是累计数，低于${sayMonth(last.month)}已报的累计`, {
        next: '如确有减少，请在「说明」写明原因后再提交。',
      });
    }
  }
  return { facts: [{ type: 'filing.filed', unit: filing.unit, ...intent }] };
}
