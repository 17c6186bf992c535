// P14 reviews and rolling checks, P15 registries, P16 tasks, cohorts, P4 moves, P3 filters, P2 money.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../../../src/domain/decimal.ts';
import type { Filter } from '../../../src/domain/pack/expression-schema.ts';
import { splitAmount } from '../../../src/domain/rule/attribution.ts';
import { cohortRate } from '../../../src/domain/rule/cohort.ts';
import { evaluateFilter, type FilterRecord } from '../../../src/domain/rule/filter.ts';
import { countDay, moveRefusals } from '../../../src/domain/rule/lifecycle.ts';
import { convert, fxTable, NO_FX, toWan, unitWithCurrency } from '../../../src/domain/rule/quantity.ts';
import { checkRegistry, registrySize, staleRows } from '../../../src/domain/rule/registry.ts';
import { adjustment, hasPassed, rollingYears, vested } from '../../../src/domain/rule/review.ts';
import { taskState } from '../../../src/domain/rule/task.ts';
import { printRate, printValue } from '../../../src/domain/value.ts';
import { sanming } from '../pack/sanming.ts';

const pack = sanming();
const rolling = pack.rolling[0];
if (rolling === undefined) throw new Error('no rolling rule');

describe('P14 review', () => {
  const answers = {
    flags: { in_statistics: true },
    numbers: { tax: '12.5', verified_investment: 8500, reported_investment: 10_000 },
  };
  test('SM 三(四)19: started 2021-10-15 is checked 2022, 2023, 2024-10-15; 85% fails, cure until 2022-12-14, then −1,500', () => {
    const years = rollingYears(rolling, '2021-10-15', () => answers, '2022-12-14');
    expect(years.map((year) => year.checkOn)).toEqual(['2022-10-15', '2023-10-15', '2024-10-15']);
    expect(years[0]).toMatchObject({ cureUntilOn: '2022-12-14', state: 'curing' });
    expect(years[0]?.results.map((result) => result.holds)).toEqual([true, true, false]);
    expect(rollingYears(rolling, '2021-10-15', () => answers, '2022-12-15')[0]?.state).toBe('failed');
    const negative = adjustment(rolling, 8500, 10_000);
    const shares = splitAmount(negative, [dec('0.3'), dec('0.7')], 2);
    expect([negative, shares.sender, shares.receiver].map((x) => x.toFixed())).toEqual([
      '-1500',
      '-450',
      '-1050',
    ]);
  });
  test('unanswered questions leave the check open; all held pass it', () => {
    const of = (flags: Record<string, boolean>, numbers: Record<string, number>) =>
      rollingYears(rolling, '2021-10-15', () => ({ flags, numbers }), '2022-10-15')[0]?.state;
    expect(of({}, {})).toBe('open');
    expect(of({ in_statistics: true }, { tax: 1, verified_investment: 9, reported_investment: 10 })).toBe(
      'passed',
    );
    expect(rollingYears(rolling, '2021-10-15', () => answers, '2022-10-14')[0]?.state).toBe('not_yet_due');
  });
  test('SM-I11: vesting 0.4, 0.3, 0.3 of 10 points gives 4, 7, 10, 10', () => {
    expect([0, 1, 2, 3].map((passed) => vested(dec(10), ['0.4', '0.3', '0.3'], passed).toFixed())).toEqual([
      '4',
      '7',
      '10',
      '10',
    ]);
  });
  test('the latest review decides, and may lapse', () => {
    const reviews = [
      { kind: 'pre', on: '2021-01-01', result: 'pass' as const },
      { kind: 'pre', on: '2021-06-01', result: 'fail' as const },
    ];
    expect([
      hasPassed(reviews, 'pre', '2021-05-31'),
      hasPassed(reviews, 'pre', '2021-06-01'),
      hasPassed(reviews, 'other', '2021-06-01'),
    ]).toEqual([true, false, false]);
    expect(hasPassed(reviews, 'pre', '2021-02-01', { validityDays: 30 })).toBe(false);
  });
});

describe('P4 lifecycle', () => {
  const key: FilterRecord = {
    tags: [],
    flags: [],
    money: { total_investment: { amount: '10', unit: '亿元' } },
  };
  test('AE-SM-16: a key project is refused 签约 without 前期评价 and admitted with it (SM 三(四)19)', () => {
    const none = moveRefusals(pack, { record: key, from: 'talks', reviews: [] }, 'signed', '2021-10-01');
    expect(none).toMatchObject([{ why: 'gate', gate: { reviewLabel: '前期评价' } }]);
    const passed = [{ kind: 'pre_evaluation', on: '2021-09-30', result: 'pass' as const }];
    expect(
      moveRefusals(pack, { record: key, from: 'talks', reviews: passed }, 'signed', '2021-10-01'),
    ).toEqual([]);
    expect(moveRefusals(pack, { record: key, from: null, reviews: [] }, 'nowhere', '2021-10-01')).toEqual([
      { why: 'unknown_stage', stageId: 'nowhere' },
    ]);
    expect(
      moveRefusals(pack, { record: key, from: 'operating', reviews: [] }, 'started', '2021-10-01'),
    ).toMatchObject([{ why: 'backwards' }]);
  });
  test('an event verified after its year closed counts in the year of verification, marked 补报 (P4)', () => {
    expect(countDay('2021-12-30', '2021-12-31')).toEqual({ on: '2021-12-30', isLate: false });
    expect(countDay('2021-12-30', '2022-01-04')).toEqual({ on: '2022-01-04', isLate: true });
    expect(countDay('2021-12-30', '2022-01-04', '2022-01-05')).toEqual({ on: '2021-12-30', isLate: false });
  });
});

describe('P15 registry, P16 task, cohorts', () => {
  const field = (id: string, required: boolean) => ({
    id,
    label: id,
    type: 'text' as const,
    required,
    personal: false,
  });
  const chamber = {
    fields: [field('enterprise', true), field('contact', true)],
    dedupe: ['enterprise'],
    freshDays: 90,
  };
  const rows = Array.from({ length: 130 }, (_, index) => ({
    id: String(index),
    values: { enterprise: `企业${index < 10 ? index + 10 : index}`, contact: index >= 105 ? ' ' : '138' },
    updatedOn: '2021-01-01',
  }));
  test('AE-LC-10: 130 rows, 25 without contact, 10 repeated → 95 (LC 三(五); B17)', () => {
    expect(printValue(registrySize(chamber, rows), 0)).toBe('95');
    const { faults } = checkRegistry(chamber, rows);
    expect(faults.filter((fault) => fault.missing.length > 0)).toHaveLength(25);
    expect(faults.filter((fault) => fault.duplicateOf !== null)).toHaveLength(10);
    expect(staleRows(chamber, rows, '2021-04-01')).toHaveLength(0);
    expect(staleRows(chamber, rows, '2021-04-02')).toHaveLength(130);
  });
  test('AE-RC-12: late from the day after the deadline, standing tasks never late, only stale (RC 1–26)', () => {
    const state = (dueOn: string | undefined, asOn: string) =>
      taskState({ dueOn, freshDays: 90 }, { doneOn: null, lastProgressOn: null }, asOn, '2019-01-21');
    expect([state('2019-04-30', '2019-04-30'), state('2019-04-30', '2019-05-01')]).toEqual(['open', 'late']);
    expect([state(undefined, '2019-04-21'), state(undefined, '2019-04-22')]).toEqual(['standing', 'stale']);
    const done = (doneOn: string) =>
      taskState(
        { dueOn: '2019-04-30', freshDays: 90 },
        { doneOn, lastProgressOn: null },
        '2019-06-01',
        '2019-01-21',
      );
    expect([done('2019-04-30'), done('2019-05-02'), done('2019-07-01')]).toEqual([
      'done',
      'done_late',
      'late',
    ]);
  });
  test('AE-QD-3: 18 of 30 registered is 60.0%; a member that left stays in the denominator (QD 一(二)(3)二)', () => {
    const members = Array.from({ length: 30 }, (_, index) => ({
      id: String(index),
      stages: index < 18 ? { registered: '2021-05-01' } : {},
      ...(index === 29 ? { exit: '注销' } : {}),
    }));
    expect(printRate(cohortRate(members, ['registered'], '2021-12-31'))).toBe('60.0%');
    expect(cohortRate(members, ['registered'], '2021-12-31').flags).toEqual(['1个已退出仍计入']);
    expect(printRate(cohortRate(members, ['registered'], '2021-04-30'))).toBe('0.0%');
    expect(printRate(cohortRate([], ['registered'], '2021-12-31'))).toBe('—');
  });
});

describe('P2 quantity', () => {
  const fx = fxTable('annual_fixed', [{ from: 'USD', to: 'CNY', at: '2019', rate: '6.90' }]);
  test('AE-LF-7: at 6.90, 2,000万元 is 289.86万美元 and 2,100 is 304.35 (LF 三(三); B17)', () => {
    const usd = (amount: string) => {
      const wan = toWan({ amount, unit: '万元' });
      return wan === null ? null : convert(wan, 'USD', '2019-05-01', fx)?.toFixed(2);
    };
    expect([usd('2000'), usd('2100')]).toEqual(['289.86', '304.35']);
  });
  test('no rate for the year is no amount, never 1:1', () => {
    const wan = toWan({ amount: '1', unit: '亿元' });
    expect(wan?.wan.toFixed()).toBe('10000');
    expect(wan === null ? 0 : convert(wan, 'USD', '2020-05-01', fx)).toBeNull();
    expect(wan === null ? 0 : convert(wan, 'USD', '2019-05-01', NO_FX)).toBeNull();
    expect([toWan({ amount: '1e3', unit: '万元' }), toWan({ amount: '1', unit: '斤' })]).toEqual([
      null,
      null,
    ]);
    expect([
      unitWithCurrency('万元', 'USD'),
      unitWithCurrency('万美元', 'CNY'),
      unitWithCurrency('亿元', 'CNY'),
    ]).toEqual(['万美元', null, '亿元']);
  });
});

describe('P3 filter', () => {
  const context = { overIsStrict: false, asOn: '2021-12-31' };
  const money = (op: '>=' | 'over', value: string): Filter => ({
    money: ['total_investment', op, value, '亿元'],
  });
  test('AE-LC-3: 9,000万元 of a 世界500强 does not count, exactly 1亿元 does (LC 二; B5)', () => {
    const filter: Filter = { and: [{ class: ['世界500强', '央企'] }, money('>=', '1')] };
    const of = (amount: string, classes?: string[]) =>
      evaluateFilter(filter, { classes, money: { total_investment: { amount, unit: '万元' } } }, context)
        .truth;
    expect([of('9000', ['世界500强']), of('10000', ['央企']), of('9000'), of('10000')]).toEqual([
      'no',
      'yes',
      'no',
      'unknown',
    ]);
  });
  test('过亿元 includes 1.00亿 unless the pack is strict (domain.md 0.4)', () => {
    const record = { money: { total_investment: { amount: '1', unit: '亿元' } } };
    expect(evaluateFilter(money('over', '1'), record, context).truth).toBe('yes');
    expect(evaluateFilter(money('over', '1'), record, { ...context, overIsStrict: true }).truth).toBe('no');
    expect(evaluateFilter(money('>=', '1'), record, { ...context, overIsStrict: true }).truth).toBe('yes');
  });
  test('a dollar project without a rate is open, with the reason', () => {
    const record = { money: { total_investment: { amount: '2000', unit: '万美元' } } };
    expect(evaluateFilter(money('>=', '1'), record, context)).toEqual({
      truth: 'unknown',
      missing: ['total_investment:汇率待定'],
    });
  });
  test('three-valued logic: not not is the same, and and/or obey De Morgan', () => {
    const atom: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
      { tag: ['a'] },
      { flag: ['f'] },
      { class: ['c'] },
      { kind: ['k'] },
    );
    const record: fc.Arbitrary<FilterRecord> = fc.record({
      tags: fc.option(fc.constantFrom(['a'], []), { nil: undefined }),
      flags: fc.option(fc.constantFrom(['f'], []), { nil: undefined }),
      classes: fc.option(fc.constantFrom(['c'], []), { nil: undefined }),
      kind: fc.option(fc.constantFrom('k', 'z'), { nil: undefined }),
    });
    fc.assert(
      fc.property(atom, atom, record, (left, right, one) => {
        const truth = (filter: Filter) => evaluateFilter(filter, one, context).truth;
        expect(truth({ not: { not: left } })).toBe(truth(left));
        expect(truth({ not: { and: [left, right] } })).toBe(truth({ or: [{ not: left }, { not: right }] }));
        expect(truth({ and: [left, right] })).toBe(truth({ and: [right, left] }));
      }),
    );
  });
});
