/**
 * The frozen figures of one bulletin 战报 — of a month, a quarter or a year: what its body says, in full, so that it
 * prints the same for ever. In a quarter's or a year's, `month` is its last month and a flow's `month` the whole period.
 *
 * Amounts are integers (see `figure.ts`); `null` is 暂缺 and never 0. Names of units are frozen too. A confidential
 * item is counted and never named.
 */
import type { Month } from './day.ts';
import type { FigureKind } from './figure.ts';
import type { AmountRange } from './money.ts';
import type { BulletinPeriod, PeriodKind } from './period.ts';
import { type Checked, sumChecked } from './progress-check/check.ts';

/** Format of the body; raised when its meaning changes, so that old bodies stay readable. */
export const FIGURES_FORMAT = 1;

/** Increment of the period (the month, the quarter …) and of the year to the period's end; `null` = no report gave it. */
export interface Flow {
  readonly month: number | null;
  readonly year: number | null;
}

export interface UnitFigures {
  readonly unit: string;
  readonly name: string;
  /** 排名类别; `null` = 不参加排名. */
  readonly rankingClass: string | null;
  readonly flows: Readonly<Record<string, Flow>>;
  /** By the month's flow of `ranking.measure`, method 1224; `null` without data. */
  readonly place: number | null;
  /** Places gained (+) or lost (−) against last month's published bulletin; `null` = nothing to compare with. */
  readonly moved: number | null;
  readonly leads: number;
  readonly signed: number;
  readonly started: number;
  /** 应报 and 已报 projects. */
  readonly owed: number;
  readonly reported: number;
  readonly late: number;
  /** 已审 of all reports whose figures count; left out in bodies older than it: 未审. */
  readonly checked?: Checked;
  /** Against its annual task; left out where none was set 未下达. */
  readonly progress?: UnitProgress;
  /** Months of the period anything was reported for, of those that were owed; left out in a month's bulletin. */
  readonly coverage?: { readonly reported: number; readonly expected: number };
}

/** One target's completion at the period's end, from the evaluation; numbers are decimal texts, `null` is 暂缺. */
export interface UnitProgress {
  readonly target: string;
  readonly label: string;
  readonly unit: string | null;
  readonly actual: string | null;
  readonly planned: string | null;
  /** 完成率, a fraction. */
  readonly rate: string | null;
  /** 时序差: the rate less the share of the target's period that has passed; a fraction. */
  readonly scheduleGap: string | null;
  readonly clause: string;
  /** Why there is no rate, in the evaluation's word. */
  readonly na: string | null;
}

/** 履约: projects signed before the period, what became of them by its end, and funds against their totals. */
export interface Performance {
  readonly unit: string;
  readonly name: string;
  readonly signed: number;
  readonly started: number;
  readonly operating: number;
  /** Ended, moved away or paused: they stay in `signed`. */
  readonly left: number;
  /** Of those with a total in 人民币: the total and the funds in place, 元. */
  readonly investment: number;
  readonly funds: number;
  /** Without a total in 人民币, and so not in the two sums. */
  readonly unknown: number;
}

/** 得分、等次 of one unit, from the evaluation; decimal texts. */
export interface ScoreLine {
  readonly subject: string;
  readonly name: string;
  readonly label: string;
  readonly class: string | null;
  readonly place: number | null;
  readonly score: string | null;
  readonly grade: string | null;
  /** Why it has no place. */
  readonly reason: string | null;
  readonly clause: string;
}

/** 首招对象 and the like: a frozen cohort's or another counted target of the whole city. */
export interface CityTarget extends UnitProgress {
  readonly subject: string;
}

/** A proposal that a named person has confirmed 已确认. */
export interface ActionLine {
  readonly number: string;
  readonly label: string;
  readonly actions: readonly string[];
  readonly unit: string | null;
  readonly clause: string;
  readonly decidedOn: string;
}

/** 冲减 after a failed yearly check (P14): what it took from each unit; in the flows already. */
export interface ClawBackLine {
  readonly month: Month;
  readonly project: string;
  readonly measure: string;
  /** Negative; under the units that bear it. */
  readonly parts: readonly { readonly unit: string; readonly units: number }[];
  readonly units: number;
  readonly year: number;
  readonly clause: string;
}

/** 积分 of a unit within the period, ten-thousandths; consultants and persons are nobody's reading in a bulletin. */
export interface PointsOf {
  readonly unit: string;
  readonly name: string;
  readonly units: number;
}

/** An accepted objection 异议 to an earlier bulletin. */
export interface ObjectionLine {
  readonly publication: string;
  readonly unit: string;
  readonly text: string;
  readonly reason: string;
  readonly decidedOn: string;
}

/** What a unit's printed figure is the sum of. */
export interface FigureLine {
  readonly what: string;
  /** The project it can be looked up by; `null` for sums, shares and what is confidential. */
  readonly number: string | null;
  readonly units: number;
}

export interface RankingRule {
  readonly measure: FigureKind;
  /** False: headed 系统默认·非考核. */
  readonly assessed: boolean;
  readonly clause: string;
  readonly note: string | null;
}

export interface SignedProject {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly investment: AmountRange | null;
  readonly signedOn: string;
  /** 补登: it happened before this month and was verified after that month's bulletin. */
  readonly belated: boolean;
}

/** What an already published month would read today, less what was printed of it so far. */
export interface Correction {
  readonly month: Month;
  readonly unit: string;
  readonly measure: string;
  readonly units: number;
}

export interface Missing {
  readonly unit: string;
  readonly titles: readonly string[];
  /** Named nowhere because there are too many; left out when there are none. */
  readonly more?: number;
  readonly confidential: number;
}

export interface MonthFigures {
  readonly format: typeof FIGURES_FORMAT;
  readonly month: Month;
  /** Left out in bodies of months. */
  readonly kind?: PeriodKind;
  /** `2026-Q3`, `2026`; left out in bodies of months. */
  readonly period?: string;
  /** What follows the period in the title: 招商引资战报, 招商引资季通报. */
  readonly heading?: string;
  /** 栏目 the plan lists; left out: all that were composed. */
  readonly sections?: readonly string[];
  /** UTC ms of the reading. */
  readonly asOfAt: number;
  /** The month was still running, or its window had not opened. */
  readonly forecast: boolean;
  readonly pack: { readonly id: string; readonly issuedOn: string; readonly title: string };
  readonly label: string;
  readonly issuer: string;
  readonly ranking: RankingRule;
  readonly measures: readonly FigureKind[];
  readonly city: Readonly<Record<string, Flow>>;
  readonly units: readonly UnitFigures[];
  readonly stages: readonly { readonly stage: string; readonly label: string; readonly count: number }[];
  readonly signed: readonly SignedProject[];
  readonly signedConfidential: number;
  readonly missing: readonly Missing[];
  readonly corrections: readonly Correction[];
  /** Three sentences. */
  readonly findings: readonly string[];
  /** Further sentences: shares, corrected days. */
  readonly notes?: readonly string[];
  /** Months within the period whose own bulletin printed something else. */
  readonly restated?: readonly Correction[];
  readonly performance?: readonly Performance[];
  readonly scores?: readonly ScoreLine[];
  /** Targets of the whole city, cohorts among them. */
  readonly cityTargets?: readonly CityTarget[];
  /** The most first. */
  readonly points?: readonly PointsOf[];
  readonly actions?: readonly ActionLine[];
  readonly clawBacks?: readonly ClawBackLine[];
  readonly objections?: readonly ObjectionLine[];
  /** By unit: the lines its figure of `ranking.measure` is the sum of. */
  readonly lines?: Readonly<Record<string, readonly FigureLine[]>>;
  /** Every 系统默认 these figures rest on. */
  readonly defaults: readonly string[];
}

/** Which period these figures are of. */
export const periodOfFigures = ({
  kind = 'month',
  period,
  month,
}: Pick<MonthFigures, 'kind' | 'period' | 'month'>): BulletinPeriod => ({
  kind,
  key: period ?? month,
});

/** Is this 栏目 to be printed? Bodies without a list print what they have. */
export const hasSection = ({ sections }: Pick<MonthFigures, 'sections'>, section: string): boolean =>
  sections === undefined || sections.includes(section);

/** How much of what these units reported has been verified 已审: what `sayChecked` says. */
export const checkedOf = (units: readonly Pick<UnitFigures, 'checked' | 'reported'>[]): Checked =>
  sumChecked(units.map(({ checked, reported }) => checked ?? { reported, verified: 0 }));

/** The classes in the pack's order of first appearance, each with its units by place. */
export function classesOf(
  units: readonly UnitFigures[],
): readonly { readonly name: string; readonly units: readonly UnitFigures[] }[] {
  const byClass = new Map<string, UnitFigures[]>();
  for (const one of units) {
    if (one.rankingClass === null) continue;
    byClass.set(one.rankingClass, [...(byClass.get(one.rankingClass) ?? []), one]);
  }
  return [...byClass].map(([name, members]) => ({
    name,
    units: [...members].sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0),
  }));
}
