// The monthly numbers of a facts file as books, one a measure: in the measure's unit, as known on the day, of projects
// and of units apart. Leaves out reading them (series.ts) and attribution. Rows are looked at once, in any order.
import type { Dec } from '../decimal.ts';
import type { ProgressRow } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import type { Span } from '../rule/measure.ts';
import { endOfMonth, monthNumber, monthOf, monthText } from '../rule/period.ts';
import { type Fx, unitWithCurrency } from '../rule/quantity.ts';
import { inUnit } from './convert.ts';
import { type Book, type Change, Intake } from './intake.ts';
import type { Series } from './series.ts';

/** A month whose number was changed after it was first reported (2月调整 −300). */
export interface Restated {
  readonly holder: string;
  readonly measure: string;
  readonly month: string;
  readonly was: Dec;
  readonly now: Dec;
  readonly reportedAt: string;
}

/** All monthly numbers. */
export interface Books {
  /** Measure → book of the projects; a holder is the project's place in the sorted list. */
  readonly ofProjects: ReadonlyMap<string, Book>;
  /** Measure → unit → its own series. */
  readonly ofUnits: ReadonlyMap<string, ReadonlyMap<string, Series>>;
  readonly restated: readonly Restated[];
  /** Holders with a row that has no exchange rate (汇率待定). */
  readonly withoutRate: readonly string[];
  /** Months in which anything was reported. */
  readonly months: ReadonlySet<number>;
  /** How many rows are of months after the day: not counted. */
  readonly later: number;
}

/** Texts seen again and again, turned into numbers once. */
class Months {
  readonly known = new Map<string, number>();

  numberOf(month: string): number {
    let number = this.known.get(month);
    if (number === undefined) {
      number = monthNumber(month);
      this.known.set(month, number);
    }
    return number;
  }
}

/** Names in the order they came. */
class Holders {
  readonly ids: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(id: string): number {
    let place = this.#places.get(id);
    if (place === undefined) {
      place = this.ids.length;
      this.ids.push(id);
      this.#places.set(id, place);
    }
    return place;
  }
}

/** The entered number in the measure's unit where that differs from the text; null without a rate. */
function converted(row: ProgressRow, wanted: string, fx: Fx): Dec | null | 'as_entered' {
  if (row.unit === undefined || row.unit === wanted) return 'as_entered';
  const written = unitWithCurrency(row.unit, row.currency) ?? row.unit;
  if (written === wanted) return 'as_entered';
  return inUnit(row.cumulative, written, wanted, endOfMonth(row.month), fx);
}

class Desk {
  readonly #spans: ReadonlyMap<string, Span>;
  readonly #intakes = new Map<string, Intake>();
  #lastMeasure = '';
  #last: Intake | null = null;

  constructor(pack: Pack) {
    this.#spans = new Map(pack.measures.map((measure) => [measure.id, measure.span]));
  }

  /** The intake of a measure; rows of one measure mostly follow each other. */
  of(measure: string): Intake {
    if (this.#last !== null && this.#lastMeasure === measure) return this.#last;
    const held = this.#intakes.get(measure) ?? new Intake(this.#spans.get(measure) ?? 'life');
    this.#intakes.set(measure, held);
    this.#lastMeasure = measure;
    this.#last = held;
    return held;
  }

  finish(holders: number, note: (measure: string, change: Change) => void): Map<string, Book> {
    const books = new Map<string, Book>();
    for (const [measure, intake] of this.#intakes) {
      books.set(
        measure,
        intake.finish(holders, (change) => note(measure, change)),
      );
    }
    return books;
  }
}

function unitSeries(
  books: ReadonlyMap<string, Book>,
  ids: readonly string[],
): Map<string, Map<string, Series>> {
  return new Map(
    [...books].map(([measure, book]) => {
      const series = ids.flatMap((id, place) => {
        const own = book.seriesOf(place);
        return own === null ? [] : [[id, own] as const];
      });
      return [measure, new Map(series)];
    }),
  );
}

/**
 * Reads the progress rows as known on the day. `placeOf` says which project a row is of: its place in the sorted list
 * of `projectIds`; a row of anything else is a unit's own, or the city's.
 */
export function openBooks(
  pack: Pack,
  rows: Iterable<ProgressRow>,
  projectIds: readonly string[],
  asOf: string,
  fx: Fx,
): Books {
  const places = new Map(projectIds.map((id, place) => [id, place]));
  const units = new Map(pack.measures.map((measure) => [measure.id, measure.unit]));
  const [projects, others] = [new Desk(pack), new Desk(pack)];
  const [months, holders, withoutRate] = [new Months(), new Holders(), new Set<string>()];
  const thisMonth = monthOf(asOf);
  let later = 0;
  for (const row of rows) {
    if (row.month > thisMonth) {
      later += 1;
      continue;
    }
    if (row.reportedAt !== undefined && row.reportedAt.slice(0, 10) > asOf) continue;
    const value = converted(row, units.get(row.measure) ?? row.unit ?? '', fx);
    if (value === null) {
      withoutRate.add(row.project ?? row.subject ?? 'city');
      continue;
    }
    const own = row.project ? places.get(row.project) : undefined;
    const place = own ?? holders.placeOf(row.project ?? row.subject ?? 'city');
    const intake = (own === undefined ? others : projects).of(row.measure);
    const month = months.numberOf(row.month);
    intake.add(place, month, row.cumulative, value === 'as_entered' ? null : value, row.reportedAt);
    if (row.reason !== undefined) intake.explain(place, month);
  }
  const restated: Restated[] = [];
  const noting =
    (ids: readonly string[]) =>
    (measure: string, { holder, month, was, now, reportedAt }: Change): void => {
      restated.push({ holder: ids[holder] ?? '', measure, month: monthText(month), was, now, reportedAt });
    };
  return {
    ofProjects: projects.finish(projectIds.length, noting(projectIds)),
    ofUnits: unitSeries(others.finish(holders.ids.length, noting(holders.ids)), holders.ids),
    restated,
    withoutRate: [...withoutRate].sort(),
    months: new Set(months.known.values()),
    later,
  };
}
