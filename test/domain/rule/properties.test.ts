// What holds of quantities, filters, measures and targets whatever the numbers (domain.md P2–P8), beside the tables of the
// other files. P12–P16 are in conduct-properties.test.ts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dec, dec } from '../../../src/domain/decimal.ts';
import { growth, max, mean } from '../../../src/domain/rule/aggregate.ts';
import { cohortRate } from '../../../src/domain/rule/cohort.ts';
import { complete, completeAll, completeAny } from '../../../src/domain/rule/completion.ts';
import { evaluateFilter } from '../../../src/domain/rule/filter.ts';
import { countDay } from '../../../src/domain/rule/lifecycle.ts';
import { addDays, periodHolding } from '../../../src/domain/rule/period.ts';
import { convert, fxTable, toWan } from '../../../src/domain/rule/quantity.ts';
import { activeMonths, interimValue, phaseShare, prorate } from '../../../src/domain/rule/target.ts';
import { na, num, printValue, type Value } from '../../../src/domain/value.ts';

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => dec(value).div(100));
const positive = fc.integer({ min: 1, max: 10_000_000 }).map((value) => dec(value).div(100));
const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2018-01-01', offset));
const YEAR = periodHolding('year', '2021-06-01');

describe('P2 quantity', () => {
  const units = fc.constantFrom('元', '万元', '亿元', '美元', '万美元', '亿美元');
  test('there and back is the amount, and no rate is no amount', () => {
    const fx = fxTable('annual_fixed', [{ from: 'USD', to: 'CNY', at: '2021', rate: '6.45' }]);
    fc.assert(
      fc.property(positive, units, (amount, unit) => {
        const wan = toWan({ amount: amount.toFixed(), unit });
        if (wan === null) throw new Error('a unit of money');
        const other = wan.currency === 'CNY' ? ('USD' as const) : ('CNY' as const);
        const there = convert(wan, other, '2021-05-01', fx);
        if (there === null) throw new Error('there is a rate');
        const back = convert({ wan: there, currency: other }, wan.currency, '2021-05-01', fx);
        expect(back?.minus(wan.wan).abs().lt('1e-25')).toBe(true);
        expect(convert(wan, other, '2020-05-01', fx)).toBeNull();
      }),
    );
  });
});

describe('P3 filter', () => {
  test('comparing by machine numbers and by decimals is the same, in any two units', () => {
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 200_000 }).map((value) => (value / 10).toFixed(1)),
      fc.integer({ min: 0, max: 20 }).map((value) => `${value}.00000000001`),
      fc.bigInt({ min: 0n, max: 999_999_999_999_999n }).map(String),
    );
    const unit = fc.constantFrom('元', '万元', '亿元');
    const operator = fc.constantFrom('>=' as const, '>' as const, '=' as const, '<=' as const, '<' as const);
    fc.assert(
      fc.property(amount, unit, operator, amount, unit, (one, oneUnit, cmp, other, otherUnit) => {
        const record = { money: { m: { amount: one, unit: oneUnit } } };
        const found = evaluateFilter({ money: ['m', cmp, other, otherUnit] }, record, {
          overIsStrict: false,
          asOn: '2021-01-01',
        });
        const order = (toWan({ amount: one, unit: oneUnit })?.wan ?? dec(0)).cmp(
          toWan({ amount: other, unit: otherUnit })?.wan ?? dec(0),
        );
        const wanted = {
          '>=': order >= 0,
          '>': order > 0,
          '=': order === 0,
          '<=': order <= 0,
          '<': order < 0,
        }[cmp];
        expect(found.truth).toBe(wanted ? 'yes' : 'no');
      }),
      { numRuns: 400 },
    );
  });
});

describe('P4 lifecycle', () => {
  test('an event counts in its own year, or late in the year it was verified, never before it happened', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), (happenedOn, wait) => {
        const verifiedOn = addDays(happenedOn, wait);
        const { on, isLate } = countDay(happenedOn, verifiedOn);
        expect(on >= happenedOn && on <= verifiedOn).toBe(true);
        expect(isLate).toBe(on.slice(0, 4) !== happenedOn.slice(0, 4));
      }),
    );
  });
});

describe('P6 mean, max, growth, cohorts', () => {
  const values = fc.array(
    fc.oneof(
      cents.map((x): Value => num(x)),
      fc.constant<Value>(na('no_data')),
    ),
    { maxLength: 8 },
  );
  test('the mean lies between the least and the largest; NA is passed over, never a 0', () => {
    fc.assert(
      fc.property(values, (list) => {
        const known = list.flatMap((value) => (value.kind === 'num' ? [value.x] : []));
        const [average, most] = [mean(list), max(list)];
        if (known.length === 0) return void expect([average.kind, most.kind]).toEqual(['na', 'na']);
        if (average.kind === 'na' || most.kind === 'na') throw new Error('something was reported');
        expect(most.x.eq(Dec.max(...known))).toBe(true);
        expect(average.x.gte(Dec.min(...known).minus('1e-20')) && average.x.lte(most.x.plus('1e-20'))).toBe(
          true,
        );
        expect(average.coverage).toEqual({ reported: known.length, expected: list.length });
      }),
    );
  });
  test('growth turns the base into the current value again', () => {
    fc.assert(
      fc.property(cents, cents, (current, base) => {
        const value = growth(num(current), num(base));
        if (base.isZero()) return void expect(value.kind).toBe('na');
        if (value.kind === 'na') throw new Error('a base that is not 0');
        expect(value.x.times(base.abs()).plus(base).minus(current).abs().lt('1e-20')).toBe(true);
      }),
    );
  });
  test('a cohort’s rate is between 0 and 1, and leaving the list does not change it', () => {
    const member = fc.record({ reached: fc.boolean(), left: fc.boolean() });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 90 }), (list) => {
        const make = (isLeaving: boolean) =>
          list.map(({ reached, left }, at) => ({
            id: `m${at}`,
            stages: reached ? { registered: '2021-03-01' } : {},
            ...(isLeaving && left ? { exit: '注销' } : {}),
          }));
        const [stay, leave] = [make(false), make(true)].map((one) =>
          cohortRate(one, ['registered'], '2021-12-31'),
        );
        if (stay?.kind !== 'num' || leave?.kind !== 'num') throw new Error('a rate');
        expect(stay.x.eq(leave.x)).toBe(true);
        expect(stay.x.gte(0) && stay.x.lte(1)).toBe(true);
      }),
    );
  });
});

describe('P7 target', () => {
  test('what is due never falls, begins at 0 and ends at the whole', () => {
    const phasing = fc.constantFrom('linear' as const, ['0.25', '0.5', '0.75', '1']);
    fc.assert(
      fc.property(
        phasing,
        positive,
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 0, max: 364 }),
        (how, value, a, b) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)].map((offset) =>
            addDays('2021-01-01', offset),
          );
          const due = (on = '') => interimValue(value, how, YEAR, on);
          expect(due(first).lte(due(second))).toBe(true);
          expect(phaseShare(how, YEAR, '2021-01-01').isZero()).toBe(true);
          expect(due('2021-12-31').eq(value)).toBe(true);
        },
      ),
    );
  });
  test('a part year owes no more than the whole, counts are whole, and the money of two halves is the whole', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 11 }), (value, month) => {
        const cut = `2021-${String(month).padStart(2, '0')}`;
        const early = { from: null, to: `${cut}-01` };
        const late = { from: `2021-${String(month + 1).padStart(2, '0')}-01`, to: null };
        expect(activeMonths(YEAR, null, early.to) + activeMonths(YEAR, late.from, null)).toBe(12);
        const money = prorate(value, 'money', YEAR, early).plus(prorate(value, 'money', YEAR, late));
        expect(money.minus(value).abs().lt('1e-20')).toBe(true);
        const count = prorate(value.ceil(), 'count', YEAR, late);
        expect(count.isInteger() && count.gt(0) && count.lte(value.ceil())).toBe(true);
        expect(prorate(value, 'none', YEAR, late).eq(value)).toBe(true);
      }),
    );
  });
});

describe('P8 completion', () => {
  test('all_of is no better and any_of no worse than any part', () => {
    const part = fc
      .tuple(cents, positive)
      .map(([actual, value]) => complete({ cmp: '>=', value }, { actual: num(actual) }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const [all, any] = [completeAll(parts), completeAny(parts)];
        for (const { rate } of parts) {
          if (rate.kind === 'na' || all.rate.kind === 'na' || any.rate.kind === 'na')
            throw new Error('all known');
          expect(all.rate.x.lte(rate.x) && any.rate.x.gte(rate.x)).toBe(true);
        }
        expect([all.met, any.met]).toEqual([parts.every((one) => one.met), parts.some((one) => one.met)]);
      }),
    );
  });
  test('more is never worse: the rate of a level never falls as the actual rises, and an NA prints no digit', () => {
    const cmp = fc.constantFrom(
      '>=' as const,
      '>' as const,
      'approx' as const,
      'growth' as const,
      'trend_up' as const,
    );
    fc.assert(
      fc.property(cmp, cents, positive, positive, positive, (test_, actual, more, value, base) => {
        const at = (x: Dec) => complete({ cmp: test_, value }, { actual: num(x), base: num(base) }).rate;
        const [low, high] = [at(actual), at(actual.plus(more))];
        if (low.kind === 'na' || high.kind === 'na') throw new Error('both known');
        expect(low.x.lte(high.x)).toBe(true);
        const open = complete({ cmp: test_, value }, { actual: na('no_data'), base: num(base) });
        expect(open.met).toBeNull();
        expect(printValue(open.rate)).not.toMatch(/\d/u);
      }),
    );
  });
});
