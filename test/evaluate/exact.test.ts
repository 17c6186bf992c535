// The fast path of the sums: machine numbers wherever they are exact, decimals wherever they are not, the same answer.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, sumDec } from '../../src/domain/decimal.ts';
import { openBooks } from '../../src/domain/evaluate/books.ts';
import { incrementsIn, valueIn } from '../../src/domain/evaluate/series.ts';
import { Tally } from '../../src/domain/evaluate/tally.ts';
import { increments, periodValue } from '../../src/domain/rule/measure.ts';
import { monthText, periodHolding, windowPeriod } from '../../src/domain/rule/period.ts';
import { NO_FX } from '../../src/domain/rule/quantity.ts';
import { decOfScaled, scaledOf } from '../../src/domain/rule/scaled.ts';
import { cityPack } from './kit.ts';

/** Decimal texts of any size the file allows: small money, fifteen digits, twelve places, zeros of all kinds. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.bigInt({ min: 0n, max: 999_999_999_999_999n }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.bigInt({ min: 0n, max: 999_999_999_999n }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(12, '0')}`),
  fc.constantFrom('0', '0.0', '0.0000', '900719925474.0991', '900719925474.0992'),
);

describe('amounts in ten-thousandths', () => {
  test('a machine number is the very decimal, or none', () => {
    fc.assert(
      fc.property(amount, fc.boolean(), (text, isNegative) => {
        const signed = isNegative ? `-${text}` : text;
        const scaled = scaledOf(signed);
        if (!Number.isNaN(scaled)) expect(decOfScaled(scaled).eq(signed)).toBe(true);
        else
          expect(
            /\.\d{5,}$/u.test(signed) || dec(signed).abs().times(10_000).gt(Number.MAX_SAFE_INTEGER),
          ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  test.each(['', '1e5', 'NaN', 'Infinity', '0x10', ' 1', '1.', '.5', '1,0', '١'])(
    '%j is no number',
    (text) => {
      expect(scaledOf(text)).toBeNaN();
    },
  );
  test('a negative zero is zero', () => {
    expect([scaledOf('-0'), scaledOf('-0.00')]).toEqual([0, 0]);
  });
});

test('a tally of anything in any order is the exact sum, past what a machine number holds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 30 }), (rows) => {
      const texts = rows.map(([text, isNegative]) => (isNegative ? `-${text}` : text));
      const tally = new Tally();
      for (const text of texts) {
        const scaled = scaledOf(text);
        if (Number.isNaN(scaled)) tally.add('s', dec(text));
        else tally.of('s').addScaled(scaled, 1, 1);
      }
      const value = tally.value('s', 'no_data');
      if (rows.length === 0) expect(value.kind).toBe('na');
      else if (value.kind === 'num') {
        expect(value.x.eq(sumDec(texts.map((text) => dec(text))))).toBe(true);
        expect(value.coverage).toEqual({ reported: rows.length, expected: rows.length });
      } else throw new Error('a sum of something is a number');
    }),
    { numRuns: 300 },
  );
});

describe.each([
  ['sanming', 'funds_in_place', 'life'],
  ['langfang', 'fdi_actual', 'year'],
] as const)('%s %s: the books against the primitive (rule/measure.ts)', (city, measure, span) => {
  const pack = cityPack(city);
  const row = fc.record({
    holder: fc.integer({ min: 0, max: 3 }),
    month: fc.integer({ min: 2019 * 12, max: 2021 * 12 + 11 }),
    version: fc.integer({ min: 1, max: 3 }),
    cumulative: amount,
  });
  const rowsOf = (
    list: readonly { holder: number; month: number; version: number; cumulative: string }[],
  ) => {
    const seen = new Set<string>();
    return list.filter(({ holder, month, version }) => {
      const key = `${holder} ${month} ${version}`;
      return !seen.has(key) && seen.add(key);
    });
  };
  test('any rows in any order, restated or not: the same value, the same increments, the same restatements', () => {
    const holders = ['p0', 'p1', 'p2', 'p3'];
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }).map(rowsOf), (list) => {
        const progress = list.map(({ holder, month, version, cumulative }) => ({
          project: `p${holder}`,
          measure,
          month: monthText(month),
          cumulative,
          reportedAt: `2022-01-0${version}`,
        }));
        const books = openBooks(pack, progress, holders, '2022-12-31', NO_FX);
        const book = books.ofProjects.get(measure);
        for (const [place] of holders.entries()) {
          const mine = list.filter((one) => one.holder === place);
          const entries = mine.map(({ month, version, cumulative }) => ({
            month: monthText(month),
            version,
            cumulative,
          }));
          const series = book?.seriesOf(place) ?? null;
          expect(series === null).toBe(entries.length === 0);
          if (series === null) continue;
          for (const period of [
            periodHolding('year', '2020-06-01'),
            windowPeriod('2019-04-01', '2021-09-30'),
          ]) {
            const [own, other] = [
              valueIn(series, period, '2022-12-31'),
              periodValue(entries, period, { span }),
            ];
            expect(own.kind).toBe(other.kind);
            if (own.kind === 'num' && other.kind === 'num') expect(own.x.eq(other.x)).toBe(true);
          }
          const parts = incrementsIn(series, windowPeriod('2019-01-01', '2021-12-31'), '2022-12-31');
          const wanted = increments(
            entries,
            parts.map((part) => part.month),
            span,
          );
          expect(parts.map((part) => part.amount.toFixed())).toEqual(
            wanted.map((value) => (value.kind === 'num' ? value.x.toFixed() : 'NA')),
          );
        }
        const changed = new Set(books.restated.map((one) => `${one.holder} ${one.month}`));
        for (const { holder, month } of list) {
          const versions = list
            .filter((one) => one.holder === holder && one.month === month)
            .sort((a, b) => a.version - b.version);
          const [first, last] = [versions[0], versions.at(-1)];
          const isChanged =
            first !== undefined && last !== undefined && !dec(first.cumulative).eq(last.cumulative);
          expect(changed.has(`p${holder} ${monthText(month)}`)).toBe(isChanged);
        }
      }),
      { numRuns: 150 },
    );
  });
});
