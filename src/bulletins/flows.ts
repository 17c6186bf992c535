/**
 * Increments of units by month and measure, from the monthly rollup; and the units that stand in a ranking.
 *
 * A unit that is in no ranking class of its own counts for the nearest unit above it that is (a town for its county).
 * No row means 暂缺; a row of 0 is a reported 0. Left out: reading the store (`read.ts`) and places (`figures.ts`).
 */
import type { Month } from '../domain/day.ts';
import type { Flow } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { rankingClassOf } from '../domain/pack/view.ts';
import type { Roster, Unit } from '../domain/roster.ts';
import type { RollupRow } from '../store.ts';

export const NO_FLOW: Flow = { month: null, year: null };

/** Which unit another's figures stand under, and in which class. */
export interface Standing {
  readonly unit: string;
  readonly rankingClass: string | null;
}

/** Finds, once per unit, the unit its figures stand under. */
export function standingsOf(roster: Roster, pack: Pack): (unit: string) => Standing {
  const known = new Map<string, Standing>();
  const find = (id: string): Standing => {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const unit: Unit | null = roster.unit(at);
      const rankingClass = unit === null ? null : rankingClassOf(pack, unit);
      if (rankingClass !== null) return { unit: at, rankingClass };
      at = unit?.parent ?? null;
    }
    return { unit: id, rankingClass: null };
  };
  return (id) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const found = find(id);
    known.set(id, found);
    return found;
  };
}

/** Sums of increments: by measure, unit and month. */
export class Flows {
  readonly #sums = new Map<string, number>();

  /** @param reporting units with a report for `month`: a row left over by a withdrawn report is no data. */
  constructor(
    rows: readonly RollupRow[],
    standing: (unit: string) => Standing,
    month: Month,
    reporting: ReadonlySet<string>,
  ) {
    for (const row of rows) {
      const { unit } = standing(row.unit);
      if (row.month === month && row.units === 0 && !reporting.has(unit)) continue;
      const key = `${row.measure}\n${unit}\n${row.month}`;
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + row.units);
    }
  }

  /** The increment of one month; `null` when nobody reported it. */
  increment(measure: string, unit: string, month: Month): number | null {
    return this.#sums.get(`${measure}\n${unit}\n${month}`) ?? null;
  }

  /** The increment of some months together; `null` when nobody reported any of them. */
  over(measure: string, unit: string, months: readonly Month[]): number | null {
    const there = months.map((month) => this.increment(measure, unit, month)).filter((one) => one !== null);
    return there.length === 0 ? null : there.reduce((total, one) => total + one, 0);
  }

  /** The period's increment, by default the month's, and the calendar year's up to the month's end. */
  flow(measure: string, unit: string, month: Month, months: readonly Month[] = [month]): Flow {
    let year: number | null = null;
    for (let at = 1; at <= Number(month.slice(5)); at += 1) {
      const units = this.increment(measure, unit, `${month.slice(0, 5)}${String(at).padStart(2, '0')}`);
      if (units !== null) year = (year ?? 0) + units;
    }
    return { month: this.over(measure, unit, months), year };
  }
}

/** Adds what is there; `null` only when nothing is. */
export function addFlows(flows: readonly Flow[]): Flow {
  const sum = (values: readonly (number | null)[]): number | null => {
    const there = values.filter((value) => value !== null);
    return there.length === 0 ? null : there.reduce((total, value) => total + value, 0);
  };
  return { month: sum(flows.map((flow) => flow.month)), year: sum(flows.map((flow) => flow.year)) };
}
