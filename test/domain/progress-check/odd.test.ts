// Doubts about a month's figures: each standard at its edge, the numbers in its sentence, and no alarm over small change.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Month } from '../../../src/domain/day.ts';
import { shiftMonth } from '../../../src/domain/day.ts';
import type { AmountRange, Currency } from '../../../src/domain/money.ts';
import {
  judgeFigures,
  ODD_KINDS,
  type OddInput,
  type OddMeasure,
} from '../../../src/domain/progress-check/odd.ts';
import { THRESHOLDS } from '../../../src/domain/progress-check/thresholds.ts';

const WAN = 10_000;
const FUNDS: OddMeasure = { id: 'funds_in_place', label: '到位资金', unit: '万元', span: 'life' };
const YEARLY: OddMeasure = { ...FUNDS, span: 'year' };
const FDI: OddMeasure = { id: 'fdi_actual', label: '实际使用外资', unit: '万美元', span: 'life' };

const total = (wan: number, currency: Currency = 'CNY', approx = false): AmountRange => ({
  low: { units: wan * WAN, currency },
  high: { units: wan * WAN, currency },
  approx,
});

/** Cumulative figures in 万, the last of them of 2026-11; `null` leaves a month out. */
function input(series: readonly (number | null)[], more: Partial<OddInput> = {}): OddInput {
  const [measure = FUNDS] = more.measures ?? [FUNDS];
  const entries = series.flatMap((wan, at) => {
    const month: Month = shiftMonth('2026-11', at + 1 - series.length);
    return wan === null ? [] : [{ measure: measure.id, month, units: Math.round(wan * WAN) }];
  });
  return {
    month: '2026-11',
    measures: [measure],
    entries,
    total: null,
    convert: (amount, to) => (amount.currency === to ? amount : null),
    signedOn: '2020-01-01',
    exit: null,
    reason: null,
    ...more,
  };
}

const kinds = (what: OddInput) => judgeFigures(what).odd.map((one) => one.kind);
const first = (what: OddInput) => judgeFigures(what).odd[0]?.text ?? '';

describe('a figure is doubted', () => {
  test('above the total investment, in its own currency, with both numbers', () => {
    expect(first(input([52_001], { total: total(52_000) }))).toBe(
      '到位资金累计 52001万元（5.2001亿元），超过总投资 52000万元（5.2亿元）',
    );
    expect(kinds(input([52_000.5], { total: total(52_000) }))).toEqual(['above_total']);
    expect(kinds(input([52_000], { total: total(52_000) }))).toEqual([]);
  });

  test('above a total given as 约 only beyond its tolerance', () => {
    expect(kinds(input([1_099], { total: total(1_000, 'CNY', true) }))).toEqual([]);
    expect(kinds(input([1_101], { total: total(1_000, 'CNY', true) }))).toEqual(['above_total']);
  });

  test('not against a total in another currency without a rate; and that is said', () => {
    const judged = judgeFigures(input([99_999], { total: total(100, 'HKD') }));
    expect(judged.odd).toEqual([]);
    expect(judged.unjudged).toEqual([
      '总投资 100万港元 以港币计，没有当年汇率，没有核对到位资金是否超过总投资',
    ]);
  });

  test('against a total in another currency at the rate there is', () => {
    const convert: OddInput['convert'] = ({ units }, currency) => ({ units: units * 7, currency });
    expect(kinds(input([701], { total: total(100, 'USD'), convert }))).toEqual(['above_total']);
    expect(kinds(input([699], { total: total(100, 'USD'), convert }))).toEqual([]);
  });

  test('of a measure counted anew each January with the years before it added up', () => {
    const series = [900, 100, ...Array.from({ length: 10 }, () => 150)];
    const yearly = { measures: [YEARLY], total: total(1_000) };
    // December 2025 closed with 900; 2026 stands at 150.
    expect(kinds(input(series, yearly))).toContain('above_total');
    expect(first(input(series, yearly))).toContain('历年累计 1050万元');
  });

  test('when the cumulative figure falls, by how much', () => {
    expect(first(input([500, 450]))).toBe('到位资金累计 450万元，比10月的 500万元 少 50万元');
    expect(kinds(input([500, 499.5]))).toEqual([]);
  });

  test('when a yearly measure starts anew in January, it has not fallen', () => {
    const entries = [
      { measure: FUNDS.id, month: '2025-12', units: 5_000 * WAN },
      { measure: FUNDS.id, month: '2026-01', units: 12 * WAN },
    ];
    expect(kinds(input([], { month: '2026-01', measures: [YEARLY], entries }))).toEqual([]);
  });

  test('when one month brings far more than those before, with the mean', () => {
    const what = input([100, 310, 480, 720, 2_345]);
    expect(first(what)).toBe('到位资金本月新增 1625万元，前 3 期平均每月 206.6667万元，是平均的 7.9 倍');
  });

  test('not for a jump of less than the least sum, nor with too short a history', () => {
    expect(kinds(input([1, 2, 3, 4, 1_003]))).toEqual([]);
    expect(kinds(input([100, 310, 2_345]))).toEqual([]);
  });

  test('not for a jump that several unreported months made', () => {
    expect(kinds(input([0, 300, 600, 900, null, null, null, null, 2_345]))).toEqual([]);
  });

  test('when one month takes more than half of the total investment', () => {
    expect(kinds(input([100, 5_101], { total: total(10_000) }))).toEqual(['above_plan']);
    expect(first(input([100, 5_101], { total: total(10_000) }))).toContain(
      '占总投资 10000万元（1亿元） 的 50%',
    );
    expect(kinds(input([100, 5_099], { total: total(10_000) }))).toEqual([]);
  });

  test('when it is one digit and zeros from 1000万 on', () => {
    expect(kinds(input([100, 2_000]))).toEqual(['round']);
    expect(kinds(input([100, 1_000]))).toEqual(['round']);
    expect(kinds(input([100, 900]))).toEqual([]);
    expect(kinds(input([100, 2_100]))).toEqual([]);
  });

  test('not for a round figure that is the whole investment', () => {
    expect(kinds(input([1_500, 2_000], { total: total(2_000) }))).toEqual([]);
  });

  test('when a month brings less than a tenth of the mean', () => {
    expect(kinds(input([0, 3_111, 6_222, 9_333, 9_444]))).toEqual(['drop']);
    expect(kinds(input([0, 311, 622, 933, 944]))).toEqual([]);
  });

  test('the same three months running, with what was said of it', () => {
    expect(first(input([321, 321, 321], { reason: '等用地' }))).toBe(
      '到位资金连续 3 个月都是 321万元（填报说明：等用地）',
    );
    expect(kinds(input([321, 321]))).toEqual([]);
    expect(kinds(input([321, null, 321, 321]))).toEqual([]);
    expect(kinds(input([0, 0, 0]))).toEqual([]);
    expect(kinds(input([400, 400, 400], { total: total(400) }))).toEqual([]);
  });

  test('before the signing, and after the exit', () => {
    expect(first(input([12], { signedOn: '2026-12-02' }))).toBe(
      '到位资金2026年11月已报 12万元，而项目 2026-12-02 才签约',
    );
    expect(kinds(input([12], { signedOn: '2026-11-30' }))).toEqual([]);
    const exit = { on: '2026-09-15', label: '终止' };
    expect(first(input([12, 34], { exit }))).toBe('项目 2026-09-15 已终止，到位资金本月又变动 22万元');
    expect(kinds(input([34, 34], { exit }))).toEqual([]);
    expect(kinds(input([12, 34], { exit: { ...exit, on: '2026-11-01' } }))).toEqual([]);
  });

  test('in its own currency', () => {
    expect(first(input([12, 9], { measures: [FDI] }))).toContain('少 3万美元');
  });
});

describe('judging', () => {
  const figures = fc.array(fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: null }), { maxLength: 30 });

  test('puts the gravest first, one of a kind and measure, and never prints nonsense', () => {
    fc.assert(
      fc.property(
        figures,
        fc.option(fc.integer({ min: 1, max: 900_000 }), { nil: null }),
        (series, whole) => {
          const { odd } = judgeFigures(
            input(series, {
              total: whole === null ? null : total(whole),
              exit: { on: '2026-08-01', label: '终止' },
            }),
          );
          const order = odd.map((one) => ODD_KINDS.indexOf(one.kind));
          expect(order).toEqual([...order].sort((a, b) => a - b));
          expect(new Set(order).size).toBe(order.length);
          for (const { text } of odd) expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
        },
      ),
    );
  });

  test('a measure left blank for the month is no doubt, whatever came before', () => {
    fc.assert(
      fc.property(figures, (series) => {
        expect(judgeFigures(input([...series, null], { total: total(1) })).odd).toEqual([]);
      }),
    );
  });

  test('small sums that only grow raise no alarm', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 49 }), { maxLength: 18 });
    fc.assert(
      fc.property(steps, (added) => {
        let sum = 0;
        const series = added.map((one) => {
          sum += one;
          return sum;
        });
        expect(sum * WAN).toBeLessThan(THRESHOLDS.roundUnitsMin);
        expect(kinds(input(series))).toEqual([]);
      }),
    );
  });

  test('does not depend on the order of the figures nor on months to come', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 900_000 }), (series, later) => {
        const what = input(series, { total: total(5_000) });
        const more = { measure: FUNDS.id, month: '2026-12', units: later * WAN };
        const shuffled = { ...what, entries: [more, ...what.entries].reverse() };
        expect(judgeFigures(shuffled)).toEqual(judgeFigures(what));
      }),
    );
  });
});
