// 月报 figures: increments, restated and missing months, decreases, and the rollup that is the sum of shifts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decideReport,
  decideWithdrawReport,
  entryOf,
  evolveProgress,
  incrementsOf,
  lastBefore,
  noProgress,
  type Progress,
  type ProgressFact,
  type ReportIntent,
  spansOf,
} from '../../src/domain/progress.ts';

const LEAD = 'XS-202101-0001';
const FUNDS = 'funds_in_place';
const label = () => '到位资金';

const intent = (month: string, units: number | null, more: Partial<ReportIntent> = {}): ReportIntent => ({
  unit: 'yongan',
  month,
  figures: units === null ? [] : [{ measure: FUNDS, units }],
  narrative: null,
  problems: null,
  plan: null,
  late: false,
  forecast: false,
  ...more,
});

/** Files a report that must be accepted. */
function filed(
  progress: Progress,
  what: ReportIntent,
): { progress: Progress; facts: readonly ProgressFact[] } {
  const decision = decideReport(progress, what, label);
  if (isRefusal(decision)) throw new Error(decision.because);
  const after = decision.facts.reduce((state, fact) => evolveProgress(state, fact, 1, 'p1'), progress);
  return { progress: after, facts: decision.facts };
}

const series = (...figures: readonly (readonly [string, number])[]): Progress =>
  figures.reduce((state, [month, units]) => filed(state, intent(month, units)).progress, noProgress(LEAD));

describe('increments (P6)', () => {
  test('cumulative 1000, 1800, 2500 are increments 1000, 800, 700', () => {
    const progress = series(['2021-01', 1000], ['2021-02', 1800], ['2021-03', 2500]);
    expect([...incrementsOf(progress.entries, FUNDS).values()]).toEqual([1000, 800, 700]);
  });

  test('a restated month moves its own increment and the next, and not the sum (AE-X-1)', () => {
    const before = series(['2021-01', 1000], ['2021-02', 1800], ['2021-03', 2500]);
    const { progress, facts } = filed(before, intent('2021-02', 1500));
    expect([...incrementsOf(progress.entries, FUNDS)].sort()).toEqual([
      ['2021-01', 1000],
      ['2021-02', 500],
      ['2021-03', 1000],
    ]);
    expect(facts[0]?.shifts).toEqual([
      { measure: FUNDS, month: '2021-02', units: -300 },
      { measure: FUNDS, month: '2021-03', units: 300 },
    ]);
  });

  test('a missing month has no increment; the next one holds both (AE-X-2)', () => {
    const progress = series(['2021-01', 1000], ['2021-03', 2500]);
    const increments = incrementsOf(progress.entries, FUNDS);
    expect(increments.get('2021-02')).toBeUndefined();
    expect(increments.get('2021-03')).toBe(1500);
    expect(lastBefore(progress, FUNDS, '2021-03')?.month).toBe('2021-01');
  });

  test('a reported increment of 0 leaves a shift, so that it is data and not 暂缺', () => {
    const before = series(['2021-01', 1000]);
    expect(filed(before, intent('2021-02', 1000)).facts[0]?.shifts).toEqual([
      { measure: FUNDS, month: '2021-02', units: 0 },
    ]);
    expect(filed(noProgress(LEAD), intent('2021-01', 0)).facts[0]?.shifts).toEqual([
      { measure: FUNDS, month: '2021-01', units: 0 },
    ]);
  });

  test('a blank figure is no entry and no shift', () => {
    const { progress, facts } = filed(noProgress(LEAD), intent('2021-01', null, { narrative: '本月无变化' }));
    expect(progress.entries).toEqual([]);
    expect(facts[0]?.shifts).toEqual([]);
  });
});

describe('what a report needs', () => {
  test('an empty form is refused', () => {
    expect(decideReport(noProgress(LEAD), intent('2021-01', null), label)).toMatchObject({ refused: true });
  });

  test('a decrease is refused without its reason, and accepted with it: 500 → 450 is −50 (AE-X-7)', () => {
    const before = series(['2021-01', 500]);
    const refusal = decideReport(before, intent('2021-02', 450), label);
    expect(isRefusal(refusal) && refusal.because).toContain('到位资金');
    expect(isRefusal(refusal) && refusal.next).toContain('进展情况');
    const { progress, facts } = filed(before, intent('2021-02', 450, { narrative: '外方减资' }));
    expect(incrementsOf(progress.entries, FUNDS).get('2021-02')).toBe(-50);
    expect(facts[0]?.shifts).toEqual([{ measure: FUNDS, month: '2021-02', units: -50 }]);
  });

  test('refiling a month raises the version of its report and keeps one report', () => {
    const once = filed(noProgress(LEAD), intent('2021-01', 500)).progress;
    const twice = filed(once, intent('2021-01', 600, { late: true })).progress;
    expect(twice.reports).toHaveLength(1);
    expect(twice.reports[0]).toMatchObject({ version: 2, late: true });
    expect(entryOf(twice, FUNDS, '2021-01')?.units).toBe(600);
  });

  test('a withdrawn report leaves the month as it was before', () => {
    const before = series(['2021-01', 1000], ['2021-02', 1800], ['2021-03', 2500]);
    const { progress } = filed(before, intent('2021-02', 1500));
    const fact = decideWithdrawReport(progress, before, 'yongan', '2021-02');
    const after = evolveProgress(progress, fact, 2, 'p1');
    const sort = (state: Progress) => [...state.entries].sort((a, b) => (a.month < b.month ? -1 : 1));
    expect(sort(after)).toEqual(sort(before));
    expect(after.reports.find((one) => one.month === '2021-02')?.version).toBe(1);
  });
});

describe('the rollup', () => {
  const month = fc.integer({ min: 1, max: 8 }).map((n) => `2021-0${n}`);
  const step = fc.record({
    month,
    units: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    withdraw: fc.boolean(),
  });

  test('the sum of shifts equals the increments from scratch, whatever is filed, refiled or withdrawn', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let progress = noProgress(LEAD);
        const rollup = new Map<string, number>();
        for (const one of steps) {
          const before = progress;
          const decision = decideReport(progress, intent(one.month, one.units, { narrative: '说明' }), label);
          if (isRefusal(decision)) throw new Error(decision.because);
          const facts: ProgressFact[] = [...decision.facts];
          let state = facts.reduce((at, fact) => evolveProgress(at, fact, 1, 'p1'), progress);
          if (one.withdraw) {
            const undo = decideWithdrawReport(state, before, 'yongan', one.month);
            facts.push(undo);
            state = evolveProgress(state, undo, 2, 'p1');
          }
          for (const shift of facts.flatMap((fact) => fact.shifts)) {
            rollup.set(shift.month, (rollup.get(shift.month) ?? 0) + shift.units);
          }
          progress = state;
        }
        const scratch = incrementsOf(progress.entries, FUNDS);
        for (const at of new Set([...rollup.keys(), ...scratch.keys()])) {
          expect(rollup.get(at) ?? 0).toBe(scratch.get(at) ?? 0);
        }
        // Every month with an entry has a row: a 0 in it is a reported 0.
        for (const at of scratch.keys()) expect(rollup.has(at)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('the increments of all months sum to the last cumulative figure', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(month, fc.integer({ min: 0, max: 1e12 }))), (figures) => {
        const progress = figures.reduce(
          (state, [at, units]) => filed(state, intent(at, units, { narrative: '说明' })).progress,
          noProgress(LEAD),
        );
        const last = lastBefore(progress, FUNDS, '2022-01');
        const sum = [...incrementsOf(progress.entries, FUNDS).values()].reduce((a, b) => a + b, 0);
        expect(sum).toBe(last?.units ?? 0);
      }),
    );
  });
});

describe('span: year, measures that start anew each January (LF 一(二) 年实际利用外资)', () => {
  const FDI = 'fdi_actual';
  const spanOf = spansOf({ measures: [{ id: FDI, span: 'year' }] });
  const file = (state: Progress, month: string, units: number): Progress => {
    const what = { ...intent(month, null), figures: [{ measure: FDI, units }] };
    const decision = decideReport(state, what, label, spanOf);
    if (isRefusal(decision)) throw new Error(decision.because);
    return decision.facts.reduce((before, fact) => evolveProgress(before, fact, 1, 'p1'), state);
  };
  const yearEnd = file(file(noProgress(LEAD), '2019-11', 400), '2019-12', 500);

  test('a January figure below December is no fall: it is accepted without a reason and is all increment', () => {
    const january = file(yearEnd, '2020-01', 30);
    expect([...incrementsOf(january.entries, FDI, 'year')]).toEqual([
      ['2019-11', 400],
      ['2019-12', 100],
      ['2020-01', 30],
    ]);
    expect(lastBefore(january, FDI, '2020-01', 'year')).toBeNull();
    expect(lastBefore(january, FDI, '2020-02', 'year')?.units).toBe(30);
  });

  test('within the year a fall still needs its reason (AE-X-7)', () => {
    const january = file(yearEnd, '2020-01', 30);
    const fall = { ...intent('2020-02', null), figures: [{ measure: FDI, units: 20 }] };
    expect(decideReport(january, fall, label, spanOf)).toMatchObject({ refused: true });
    expect(decideReport(january, { ...fall, narrative: '减资' }, label, spanOf)).toMatchObject({
      facts: [{ shifts: [{ measure: FDI, month: '2020-02', units: -10 }] }],
    });
  });

  test('a restated December moves December alone, and so does taking the restatement back', () => {
    const january = file(yearEnd, '2020-01', 30);
    const what = { ...intent('2019-12', null), figures: [{ measure: FDI, units: 450 }] };
    const decision = decideReport(january, what, label, spanOf);
    expect(decision).toMatchObject({ facts: [{ shifts: [{ month: '2019-12', units: -50 }] }] });
    const restated = file(january, '2019-12', 450);
    const undo = decideWithdrawReport(restated, january, 'yongan', '2019-12', spanOf);
    expect(undo.shifts).toEqual([{ measure: FDI, month: '2019-12', units: 50 }]);
  });

  test('a January nobody filed: February carries the year so far, not the difference to last year', () => {
    const february = file(yearEnd, '2020-02', 80);
    expect(incrementsOf(february.entries, FDI, 'year').get('2020-02')).toBe(80);
    expect(incrementsOf(february.entries, FDI).get('2020-02')).toBe(-420);
  });
});
