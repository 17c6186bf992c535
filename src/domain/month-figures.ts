/**
 * The frozen figures of one month's bulletin 战报: what its body says, in full, so that it prints the same for ever.
 *
 * Amounts are integers (see `figure.ts`); `null` is 暂缺 and never 0. Names of units are frozen too. A confidential
 * item is counted and never named.
 */
import type { Month } from './day.ts';
import type { FigureKind } from './figure.ts';
import type { AmountRange } from './money.ts';

/** Format of the body; raised when its meaning changes, so that old bodies stay readable. */
export const FIGURES_FORMAT = 1;

/** Increment of the month and of the year to the month's end; `null` = no report gave it. */
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
  readonly findings: readonly string[];
  /** Every 系统默认 these figures rest on. */
  readonly defaults: readonly string[];
}

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
