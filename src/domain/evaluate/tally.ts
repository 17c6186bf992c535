// Adding up what a measure counts, per subject (P6): numbers with coverage and flags, exact, in any order.
import { Dec, dec, settled } from '../decimal.ts';
import { decOfScaled, exactOr } from '../rule/scaled.ts';
import { type NaReason, na, num, type Value } from '../value.ts';

/** The weight of a fact that is one subject's alone. */
export const WHOLE: Dec = dec(1);

/** The running total of one subject. */
export class Total {
  /** Whole facts. */
  #whole = 0;
  /** Amounts in ten-thousandths, as long as a machine number holds their sum. */
  #scaled = 0;
  /** Everything else. */
  #part: Dec | null = null;
  #reported = 0;
  #expected = 0;
  #isKnown = false;
  readonly #flags = new Set<string>();

  /** One fact, with its weight. */
  count(weight: Dec, sign: number): void {
    this.#isKnown = true;
    if (weight === WHOLE || weight.eq(1)) this.#whole += sign;
    else this.#put(sign === 1 ? weight : weight.negated());
  }

  /** An amount with the coverage of what it was added up from. */
  add(amount: Dec, reported: number, expected: number): void {
    this.#cover(reported, expected);
    this.#put(amount);
  }

  /** The same in ten-thousandths; never NaN. */
  addScaled(scaled: number, reported: number, expected: number): void {
    this.#cover(reported, expected);
    const sum = exactOr(this.#scaled + scaled);
    if (!Number.isNaN(sum)) {
      this.#scaled = sum;
      return;
    }
    this.#put(decOfScaled(this.#scaled));
    this.#scaled = scaled;
  }

  flag(flag: string): void {
    this.#flags.add(flag);
  }

  /** `empty` is what stands where nothing was counted. */
  value(empty: Dec | NaReason): Value {
    const flags = [...this.#flags].sort();
    if (!this.#isKnown) {
      return empty instanceof Dec ? num(empty, undefined, flags) : na(empty, undefined, flags);
    }
    const sum = decOfScaled(this.#scaled).plus(this.#whole);
    const coverage =
      this.#expected === 0 ? undefined : { reported: this.#reported, expected: this.#expected };
    return num(this.#part === null ? sum : settled(sum.plus(this.#part)), coverage, flags);
  }

  #cover(reported: number, expected: number): void {
    this.#isKnown = true;
    this.#reported += reported;
    this.#expected += expected;
  }

  #put(amount: Dec): void {
    this.#part = (this.#part ?? dec(0)).plus(amount);
  }
}

/** A running total a subject. */
export class Tally {
  readonly #totals = new Map<string, Total>();
  #lastSubject = '';
  #last: Total | null = null;

  /** The total of a subject; facts of one subject mostly follow each other. */
  of(subject: string): Total {
    if (this.#last !== null && this.#lastSubject === subject) return this.#last;
    let total = this.#totals.get(subject);
    if (total === undefined) {
      total = new Total();
      this.#totals.set(subject, total);
    }
    this.#lastSubject = subject;
    this.#last = total;
    return total;
  }

  /** One fact, with its weight. */
  count(subject: string, weight: Dec, sign = 1): void {
    this.of(subject).count(weight, sign);
  }

  /** An amount with the coverage of what it was added up from. */
  add(subject: string, amount: Dec, reported = 1, expected = 1): void {
    this.of(subject).add(amount, reported, expected);
  }

  flag(subject: string, flag: string): void {
    this.of(subject).flag(flag);
  }

  /** The value of a subject; `empty` is what stands where nothing was counted. */
  value(subject: string, empty: Dec | NaReason): Value {
    return (this.#totals.get(subject) ?? new Total()).value(empty);
  }
}
