// Adding up what a measure counts, per subject (P6): numbers with coverage and flags, exact, in any order.
import { Dec, dec } from '../decimal.ts';
import { type NaReason, na, num, type Value } from '../value.ts';

interface Entry {
  /** Whole facts are counted by machine numbers, shares exactly. */
  whole: number;
  part: Dec | null;
  reported: number;
  expected: number;
  isKnown: boolean;
  readonly flags: Set<string>;
}

/** A running total a subject. */
export class Tally {
  readonly #entries = new Map<string, Entry>();

  #entry(subject: string): Entry {
    let entry = this.#entries.get(subject);
    if (entry === undefined) {
      entry = { whole: 0, part: null, reported: 0, expected: 0, isKnown: false, flags: new Set() };
      this.#entries.set(subject, entry);
    }
    return entry;
  }

  /** One fact, with its weight. */
  count(subject: string, weight: Dec, sign = 1): void {
    const entry = this.#entry(subject);
    entry.isKnown = true;
    if (weight.eq(1)) entry.whole += sign;
    else entry.part = (entry.part ?? dec(0)).plus(sign === 1 ? weight : weight.negated());
  }

  /** An amount with the coverage of what it was added up from. */
  add(subject: string, amount: Dec, reported = 1, expected = 1): void {
    const entry = this.#entry(subject);
    entry.isKnown = true;
    entry.part = (entry.part ?? dec(0)).plus(amount);
    entry.reported += reported;
    entry.expected += expected;
  }

  flag(subject: string, flag: string): void {
    this.#entry(subject).flags.add(flag);
  }

  /** The value of a subject; `empty` is what stands where nothing was counted. */
  value(subject: string, empty: Dec | NaReason): Value {
    const entry = this.#entries.get(subject);
    const flags = entry === undefined ? [] : [...entry.flags].sort();
    if (entry === undefined || !entry.isKnown) {
      return empty instanceof Dec ? num(empty, undefined, flags) : na(empty, undefined, flags);
    }
    const x = entry.part === null ? dec(entry.whole) : entry.part.plus(entry.whole);
    const coverage =
      entry.expected === 0 ? undefined : { reported: entry.reported, expected: entry.expected };
    return num(x, coverage, flags);
  }
}
