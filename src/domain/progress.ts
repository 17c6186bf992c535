/**
 * Monthly progress 月报 of one lead or project: cumulative figures to the end of each month, and words.
 *
 * Invariants
 *  1. Figures are cumulative, for the project's life or for the calendar year, as the pack says of each measure
 *     (`span`); a month's increment is its figure less the last reported one before it, which in a yearly measure
 *     must be of the same year: in January it starts anew.
 *  2. A blank figure is not reported: it is neither 0 nor a repetition.
 *  3. `shifts` of a fact are exactly what its figures change in the increments of months; the monthly rollup is
 *     their sum, so rebuilding it from facts and keeping it up cannot differ.
 *
 * Left out: verification of figures (`progress-check/check.ts`), which blocks nothing; a new version is 未审 again.
 */
import type { Month } from './day.ts';
import { type Refusal, refuse } from './decision.ts';
import { sayMonth } from './month.ts';
import type { PackMeasure } from './pack/schema.ts';
import {
  type CheckFact,
  type CheckState,
  checkOfNext,
  evolveCheck,
  isCheckFact,
} from './progress-check/check.ts';
import type { Span } from './rule/measure.ts';

/** How long the figures of a measure run on. */
export type SpanOf = (measure: string) => Span;

/** 累计口径 of every measure of a pack; one the pack does not have runs on. */
export function spansOf(pack: { readonly measures: readonly Pick<PackMeasure, 'id' | 'span'>[] }): SpanOf {
  const spans = new Map(pack.measures.map((measure) => [measure.id, measure.span]));
  return (measure) => spans.get(measure) ?? 'life';
}

/** Every measure runs on for life: what holds without a pack. */
export const lifelong: SpanOf = () => 'life';
const isBase = (earlier: Month, month: Month, span: Span): boolean =>
  span === 'life' || earlier.slice(0, 4) === month.slice(0, 4);

export interface Entry {
  readonly measure: string;
  readonly month: Month;
  /** Cumulative to the end of the month, in ten-thousandths of 万. */
  readonly units: number;
}

export interface Report extends CheckState {
  readonly month: Month;
  readonly version: number;
  readonly reporter: string;
  readonly reportedAt: number;
  readonly late: boolean;
  /** Filed for a month still running (预报). */
  readonly forecast: boolean;
  readonly narrative: string | null;
  readonly problems: string | null;
  readonly plan: string | null;
  /** 更正原因 of a published month, or why nothing changed two months running. */
  readonly reason: string | null;
  /** 本月无变化: the figures are last month's. */
  readonly unchanged: boolean;
}

export interface Progress {
  readonly lead: string;
  readonly version: number;
  readonly entries: readonly Entry[];
  readonly reports: readonly Report[];
}

export interface Shift {
  readonly measure: string;
  readonly month: Month;
  /** What is added to the unit's increment of that month; may be negative. */
  readonly units: number;
}

/** What a report puts in place of what stood for its month: `null` figures remove an entry. */
interface Figures {
  readonly measure: string;
  readonly units: number | null;
}

export type ProgressFact =
  | {
      readonly type: 'progress.reported';
      readonly lead: string;
      readonly unit: string;
      readonly month: Month;
      readonly figures: readonly Figures[];
      readonly late: boolean;
      readonly forecast: boolean;
      readonly narrative: string | null;
      readonly problems: string | null;
      readonly plan: string | null;
      readonly reason?: string;
      readonly unchanged?: true;
      readonly shifts: readonly Shift[];
    }
  | {
      /** 撤销: the month stands again as it did before the report. */
      readonly type: 'progress.withdrawn';
      readonly lead: string;
      readonly unit: string;
      readonly month: Month;
      readonly figures: readonly Figures[];
      readonly report: Report | null;
      readonly shifts: readonly Shift[];
    };

export const progressStream = (lead: string): string => `progress/${lead}`;

export const noProgress = (lead: string): Progress => ({ lead, version: 0, entries: [], reports: [] });

export function evolveProgress(
  progress: Progress,
  fact: ProgressFact | CheckFact,
  at: number,
  actor: string | null,
): Progress {
  if (isCheckFact(fact)) {
    const reports = progress.reports.map((report) =>
      report.month === fact.month ? evolveCheck(report, fact, at, actor) : report,
    );
    return { ...progress, version: progress.version + 1, reports };
  }
  const entries = withFigures(progress.entries, fact.month, fact.figures);
  const others = progress.reports.filter((report) => report.month !== fact.month);
  const before = progress.reports.find((report) => report.month === fact.month);
  const report =
    fact.type === 'progress.withdrawn'
      ? fact.report
      : {
          month: fact.month,
          version: (before?.version ?? 0) + 1,
          reporter: actor ?? '',
          reportedAt: at,
          late: fact.late,
          forecast: fact.forecast,
          narrative: fact.narrative,
          problems: fact.problems,
          plan: fact.plan,
          reason: fact.reason ?? null,
          unchanged: fact.unchanged ?? false,
          ...checkOfNext(before),
        };
  const reports = report === null ? others : [...others, report];
  return { ...progress, version: progress.version + 1, entries, reports };
}

/** The last cumulative figure a month runs on from, for the form's 上月 line; none in a yearly measure's new year. */
export function lastBefore(
  progress: Pick<Progress, 'entries'>,
  measure: string,
  month: Month,
  span: Span = 'life',
): Entry | null {
  let last: Entry | null = null;
  for (const entry of progress.entries) {
    if (entry.measure !== measure || entry.month >= month || !isBase(entry.month, month, span)) continue;
    if (last === null || entry.month > last.month) last = entry;
  }
  return last;
}

export const entryOf = (progress: Pick<Progress, 'entries'>, measure: string, month: Month): Entry | null =>
  progress.entries.find((entry) => entry.measure === measure && entry.month === month) ?? null;

/** Increments by month of one measure, from cumulative entries in any order. */
export function incrementsOf(
  entries: readonly Entry[],
  measure: string,
  span: Span = 'life',
): Map<Month, number> {
  const mine = entries.filter((entry) => entry.measure === measure);
  mine.sort((a, b) => (a.month < b.month ? -1 : 1));
  const increments = new Map<Month, number>();
  let before: Entry | null = null;
  for (const entry of mine) {
    const base: number = before !== null && isBase(before.month, entry.month, span) ? before.units : 0;
    increments.set(entry.month, entry.units - base);
    before = entry;
  }
  return increments;
}

export interface ReportIntent {
  readonly unit: string;
  readonly month: Month;
  /** Measures left blank are absent. */
  readonly figures: readonly { readonly measure: string; readonly units: number }[];
  readonly narrative: string | null;
  readonly problems: string | null;
  readonly plan: string | null;
  readonly late: boolean;
  readonly forecast: boolean;
  /** The month's bulletin is out: a restatement, which needs its reason. */
  readonly correction?: boolean;
  readonly reason?: string | null;
  readonly unchanged?: boolean;
}

/**
 * A figure below the one it runs on from needs its reason in 进展情况 (domain P6), a published month its 更正原因 (P13).
 * @param label the measure's Chinese word.
 */
export function decideReport(
  progress: Progress,
  intent: ReportIntent,
  label: (measure: string) => string,
  spanOf: SpanOf = lifelong,
): { facts: readonly ProgressFact[] } | Refusal {
  const words = [intent.narrative, intent.problems, intent.plan];
  if (intent.figures.length === 0 && words.every((text) => text === null)) {
    return refuse('月报还没有填任何内容', {
      next: '请至少填一项数字；本月没有变化就在「进展情况」写“本月无变化”。',
    });
  }
  const reason = intent.reason ?? null;
  if (intent.correction === true && reason === null) {
    return refuse(`${sayMonth(intent.month)}战报已经签发，再报是更正，需要写明原因`, {
      next: '请在「更正原因」写明后再提交；原数不改，差额列入下一期战报的更正。',
    });
  }
  if (intent.narrative === null && reason === null) {
    for (const { measure, units } of intent.figures) {
      const last = lastBefore(progress, measure, intent.month, spanOf(measure));
      if (last !== null && units < last.units) {
        return refuse(`${label(measure)}是累计数，低于${sayMonth(last.month)}已报的累计`, {
          next: '如确有减少（减资、退出、更正），请在「进展情况」写明原因后再提交。',
        });
      }
    }
  }
  const figures = intent.figures.map(({ measure, units }) => ({ measure, units }));
  const shifts = shiftsOf(progress.entries, intent.month, figures, spanOf);
  const { unit, month, narrative, problems, plan, late, forecast } = intent;
  const said = { unit, month, figures, late, forecast, narrative, problems, plan };
  const why = reason === null ? {} : { reason };
  const same = intent.unchanged === true ? { unchanged: true as const } : {};
  return { facts: [{ type: 'progress.reported', lead: progress.lead, ...said, ...why, ...same, shifts }] };
}

/** Puts a month back to what it was in `before`. */
export function decideWithdrawReport(
  progress: Progress,
  before: Progress,
  unit: string,
  month: Month,
  spanOf: SpanOf = lifelong,
): ProgressFact {
  const measures = new Set([...progress.entries, ...before.entries].map((entry) => entry.measure));
  const figures = [...measures].map((measure) => ({
    measure,
    units: entryOf(before, measure, month)?.units ?? null,
  }));
  return {
    type: 'progress.withdrawn',
    lead: progress.lead,
    unit,
    month,
    figures,
    report: before.reports.find((report) => report.month === month) ?? null,
    shifts: shiftsOf(progress.entries, month, figures, spanOf),
  };
}

function withFigures(entries: readonly Entry[], month: Month, figures: readonly Figures[]): readonly Entry[] {
  const touched = new Set(figures.map((figure) => figure.measure));
  const kept = entries.filter((entry) => entry.month !== month || !touched.has(entry.measure));
  const fresh = figures.flatMap(({ measure, units }) => (units === null ? [] : [{ measure, month, units }]));
  return [...kept, ...fresh];
}

function shiftsOf(
  entries: readonly Entry[],
  month: Month,
  figures: readonly Figures[],
  spanOf: SpanOf,
): readonly Shift[] {
  const after = withFigures(entries, month, figures);
  const shifts: Shift[] = [];
  for (const { measure } of figures) {
    const span = spanOf(measure);
    const old = incrementsOf(entries, measure, span);
    const fresh = incrementsOf(after, measure, span);
    for (const touched of [...new Set([...old.keys(), ...fresh.keys()])].sort()) {
      const units = (fresh.get(touched) ?? 0) - (old.get(touched) ?? 0);
      // A reported increment of 0 is data too: its shift tells the rollup that the month is not empty.
      const isNew = touched === month && fresh.has(month) && !old.has(month);
      if (units !== 0 || isNew) shifts.push({ measure, month: touched, units });
    }
  }
  return shifts;
}
