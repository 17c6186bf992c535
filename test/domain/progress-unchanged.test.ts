// 本月无变化: the last cumulative figures once more; a second time running needs its reason.
import { expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import { decideReport, evolveProgress, noProgress, type Progress } from '../../src/domain/progress.ts';
import { decideUnchanged, mayRepeat, wasUnchanged } from '../../src/domain/progress-unchanged.ts';

const LEAD = 'XS-202610-0001';
const FIGURES = ['funds_in_place', 'fdi_actual'];
const spanOf = (measure: string) => (measure === 'fdi_actual' ? ('year' as const) : ('life' as const));
const base = { unit: 'u1', problems: null, plan: null, late: false, forecast: false };

function reported(
  month: string,
  figures: Readonly<Record<string, number>>,
  before = noProgress(LEAD),
): Progress {
  const list = Object.entries(figures).map(([measure, units]) => ({ measure, units }));
  const decided = decideReport(
    before,
    { ...base, month, figures: list, narrative: null },
    (id) => id,
    spanOf,
  );
  expect.assert(!isRefusal(decided));
  return decided.facts.reduce((state, fact) => evolveProgress(state, fact, 1, 'p1'), before);
}
const still = (before: Progress, month: string, more: { reason?: string; correction?: boolean } = {}) =>
  decideUnchanged(before, { ...base, month, narrative: null, ...more }, FIGURES, (id) => id, spanOf);
function after(before: Progress, decided: ReturnType<typeof still>): Progress {
  expect.assert(!isRefusal(decided));
  return decided.facts.reduce((state, fact) => evolveProgress(state, fact, 2, 'p1'), before);
}
const why = (decided: ReturnType<typeof still>) => (isRefusal(decided) ? decided.because : '');

const october = reported('2026-10', { funds_in_place: 100, fdi_actual: 7 });

test('repeats what runs on, adds nothing to the month, and says so', () => {
  const november = after(october, still(october, '2026-11'));
  expect(november.entries.filter(({ month }) => month === '2026-11')).toEqual([
    { measure: 'funds_in_place', month: '2026-11', units: 100 },
    { measure: 'fdi_actual', month: '2026-11', units: 7 },
  ]);
  expect(november.reports.at(-1)).toMatchObject({ unchanged: true, narrative: '本月无变化', reason: null });
});

test('a measure of the year is not carried into the next one: blank, neither 0 nor last year’s', () => {
  const december = reported('2026-12', { funds_in_place: 120, fdi_actual: 9 }, october);
  const january = after(december, still(december, '2027-01'));
  expect(january.entries.filter(({ month }) => month === '2027-01')).toEqual([
    { measure: 'funds_in_place', month: '2027-01', units: 120 },
  ]);
});

test('twice running needs a reason, which is kept; a month with figures between makes it a first time again', () => {
  const november = after(october, still(october, '2026-11'));
  expect(wasUnchanged(november, '2026-12')).toBe(true);
  expect(why(still(november, '2026-12'))).toContain('连续无变化需要说明原因');
  const december = after(november, still(november, '2026-12', { reason: '等批复' }));
  expect(december.reports.at(-1)).toMatchObject({ unchanged: true, reason: '等批复' });
  const moved = reported('2026-12', { funds_in_place: 130 }, november);
  expect(wasUnchanged(moved, '2027-01')).toBe(false);
  expect(isRefusal(still(moved, '2027-01'))).toBe(false);
});

test('nothing reported before, or the month reported already: no repetition', () => {
  expect(mayRepeat(noProgress(LEAD), '2026-11')).toBe(false);
  expect(why(still(noProgress(LEAD), '2026-11'))).toContain('此前没有报过');
  expect(why(still(october, '2026-10'))).toContain('已经报过');
  expect(why(still(october, '2026-09'))).toContain('此前没有报过');
});

test('a published month needs its 更正原因 here too (P13)', () => {
  expect(why(still(october, '2026-11', { correction: true }))).toContain('更正');
  expect(isRefusal(still(october, '2026-11', { correction: true, reason: '漏报' }))).toBe(false);
});
