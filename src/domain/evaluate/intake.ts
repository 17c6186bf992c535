// Rows of one measure taken in as they come, then laid out as columns: by holder, month ascending, the last version of a
// month in force. Leaves out units of money and who holds what (books.ts). Invariant: the result does not hang on the
// order of the rows, but for two rows of one month without a time, of which the later in the file counts.
import { type Dec, dec } from '../decimal.ts';
import type { Span } from '../rule/measure.ts';
import { decOfScaled, scaledOf } from '../rule/scaled.ts';
import type { Columns, Series } from './series.ts';

/** More than any month number. */
const MONTHS_MAX = 1 << 16;

/** A month whose number is no longer the one first reported. */
export interface Change {
  readonly holder: number;
  readonly month: number;
  readonly was: Dec;
  readonly now: Dec;
  readonly reportedAt: string;
}

/** One measure of all holders, found by the holder's number. */
export class Book {
  readonly columns: Columns;
  readonly #starts: Int32Array;
  readonly #explained: ReadonlySet<number>;

  constructor(columns: Columns, starts: Int32Array, explained: ReadonlySet<number>) {
    this.columns = columns;
    this.#starts = starts;
    this.#explained = explained;
  }

  /** Where a holder's numbers begin; they end where the next one's begin. */
  startOf(holder: number): number {
    return this.#starts[holder] ?? 0;
  }

  seriesOf(holder: number): Series | null {
    const [from, to] = [this.startOf(holder), this.startOf(holder + 1)];
    return from < to ? { columns: this.columns, from, to } : null;
  }

  /** Whether a reason was filed with a holder's number of a month. */
  isExplained(holder: number, month: number): boolean {
    return this.#explained.has(holder * MONTHS_MAX + month);
  }
}

/** Collects the rows of one measure. */
export class Intake {
  readonly #span: Span;
  readonly #holders: number[] = [];
  readonly #months: number[] = [];
  readonly #totals: number[] = [];
  readonly #wide = new Map<number, Dec>();
  readonly #explained = new Set<number>();
  /** Times of reporting; only where a row has one. */
  readonly #times = new Map<number, string>();
  #lastKey = -1;
  #isSorted = true;

  constructor(span: Span) {
    this.#span = span;
  }

  /** Takes a row; `exact` says the number where a machine number cannot. */
  add(holder: number, month: number, text: string, exact: Dec | null, reportedAt: string | undefined): void {
    const row = this.#holders.length;
    const scaled = exact === null ? scaledOf(text) : scaledOf(exact.toFixed());
    this.#holders.push(holder);
    this.#months.push(month);
    this.#totals.push(scaled);
    if (Number.isNaN(scaled)) this.#wide.set(row, exact ?? dec(text));
    if (reportedAt !== undefined) this.#times.set(row, reportedAt);
    const key = holder * MONTHS_MAX + month;
    if (key <= this.#lastKey) this.#isSorted = false;
    this.#lastKey = key;
  }

  /** Notes that the number of a month came with a reason. */
  explain(holder: number, month: number): void {
    this.#explained.add(holder * MONTHS_MAX + month);
  }

  #isBefore(left: number, right: number): boolean {
    const [one, other] = [this.#months[left] ?? 0, this.#months[right] ?? 0];
    if (one !== other) return one < other;
    return (this.#times.get(left) ?? '') < (this.#times.get(right) ?? '');
  }

  /** Row numbers by holder, then month, then time; equal ones as they came. */
  #ordered(starts: Int32Array): Int32Array {
    const order = new Int32Array(this.#holders.length);
    const next = starts.slice();
    for (const [row, holder] of this.#holders.entries()) {
      const begin = starts[holder] ?? 0;
      let at = next[holder] ?? 0;
      next[holder] = at + 1;
      // A holder's rows are few: each is put into its place among those before it.
      while (at > begin && this.#isBefore(row, order[at - 1] ?? 0)) {
        order[at] = order[at - 1] ?? 0;
        at -= 1;
      }
      order[at] = row;
    }
    return order;
  }

  #exactAt(row: number): Dec {
    return this.#wide.get(row) ?? decOfScaled(this.#totals[row] ?? 0);
  }

  #starts(holders: number): Int32Array {
    const starts = new Int32Array(holders + 1);
    for (const holder of this.#holders) starts[holder + 1] = (starts[holder + 1] ?? 0) + 1;
    for (let at = 1; at <= holders; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    return starts;
  }

  /** The columns of `holders` holders; `note` hears of every month that was changed. */
  finish(holders: number, note: (change: Change) => void): Book {
    const starts = this.#starts(holders);
    if (this.#isSorted) {
      const columns = {
        span: this.#span,
        months: Int32Array.from(this.#months),
        totals: Float64Array.from(this.#totals),
        wide: this.#wide,
      };
      return new Book(columns, starts, this.#explained);
    }
    return this.#merged(starts, this.#ordered(starts), note);
  }

  #merged(starts: Int32Array, order: Int32Array, note: (change: Change) => void): Book {
    const months = new Int32Array(order.length);
    const totals = new Float64Array(order.length);
    const wide = new Map<number, Dec>();
    const merged = new Int32Array(starts.length);
    let to = 0;
    for (let holder = 0; holder + 1 < starts.length; holder += 1) {
      const end = starts[holder + 1] ?? 0;
      for (let at = starts[holder] ?? 0; at < end; ) {
        const first = order[at] ?? 0;
        const month = this.#months[first] ?? 0;
        while (at + 1 < end && this.#months[order[at + 1] ?? 0] === month) at += 1;
        const last = order[at] ?? 0;
        if (last !== first) this.#noteChange(holder, first, last, note);
        months[to] = month;
        totals[to] = this.#totals[last] ?? Number.NaN;
        const exact = this.#wide.get(last);
        if (exact !== undefined) wide.set(to, exact);
        to += 1;
        at += 1;
      }
      merged[holder + 1] = to;
    }
    const columns = { span: this.#span, months: months.slice(0, to), totals: totals.slice(0, to), wide };
    return new Book(columns, merged, this.#explained);
  }

  #noteChange(holder: number, first: number, last: number, note: (change: Change) => void): void {
    const [was, now] = [this.#exactAt(first), this.#exactAt(last)];
    if (was.eq(now)) return;
    note({ holder, month: this.#months[last] ?? 0, was, now, reportedAt: this.#times.get(last) ?? '' });
  }
}
