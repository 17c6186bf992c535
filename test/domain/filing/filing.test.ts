// What a unit files as a whole, and reminders by hand.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  decideFile,
  evolveFiling,
  FIGURES,
  type FilingIntent,
  filedReport,
  lastFiled,
  noFiling,
  type UnitFiling,
} from '../../../src/domain/filing/filing.ts';
import { evolveHurry, noHurry, wasHurried } from '../../../src/domain/filing/hurry.ts';

const intent = (more: Partial<FilingIntent> = {}): FilingIntent => ({
  cadence: FIGURES,
  period: '2021-10',
  figures: [],
  late: false,
  forecast: false,
  correction: false,
  narrative: null,
  reference: null,
  reason: null,
  ...more,
});
const label = () => '青创贷发放额';
const yearly = () => 'year' as const;
const decide = (filing: UnitFiling, more: Partial<FilingIntent>) =>
  decideFile(filing, intent(more), label, yearly);
const file = (filing: UnitFiling, more: Partial<FilingIntent>): UnitFiling => {
  const decided = decide(filing, more);
  expect.assert(!isRefusal(decided));
  return decided.facts.reduce((state, fact) => evolveFiling(state, fact, 1_000, 'p1'), filing);
};
const why = (decided: ReturnType<typeof decide>) =>
  isRefusal(decided) ? `${decided.because} ${decided.next}` : '';
const loan = (month: string, units: number) => [{ measure: 'loan', month, units }];

describe('figures of a unit', () => {
  const october = file(noFiling('qd'), { figures: loan('2021-10', 3_000) });

  test('stand by month, the later filing in the place of the earlier', () => {
    const again = file(october, { figures: loan('2021-10', 3_500) });
    expect(again.entries).toEqual(loan('2021-10', 3_500));
    expect(again.version).toBe(2);
    expect(filedReport(again, FIGURES, '2021-10')?.version).toBe(2);
    expect(again.reports).toHaveLength(1);
  });

  test('a fallen cumulative figure needs its reason; in a new year it starts anew', () => {
    const fallen = { period: '2021-11', figures: loan('2021-11', 2_900) };
    expect(why(decide(october, fallen))).toMatch(/低于2021年10月.*说明/);
    expect(isRefusal(decide(october, { ...fallen, narrative: '收回一笔' }))).toBe(false);
    expect(isRefusal(decide(october, { period: '2022-01', figures: loan('2022-01', 10) }))).toBe(false);
    expect(lastFiled(october, 'loan', '2022-01', 'year')).toBeNull();
    expect(lastFiled(october, 'loan', '2021-12', 'year')?.units).toBe(3_000);
  });

  test('nothing at all is no filing', () => {
    expect(why(decide(noFiling('qd'), {}))).toContain('没有填任何内容');
  });
});

describe('reports of a unit', () => {
  const quarter = { cadence: 'LF-E3', period: '2019Q3', narrative: '新签2个' };

  test('a reference alone suffices; a published period needs its reason', () => {
    expect(isRefusal(decide(noFiling('gu'), { ...quarter, narrative: null, reference: '文号' }))).toBe(false);
    const restated = { ...quarter, correction: true };
    expect(why(decide(noFiling('gu'), restated))).toContain('更正原因');
    const done = file(noFiling('gu'), { ...restated, reason: '漏报' });
    expect(filedReport(done, 'LF-E3', '2019Q3')).toMatchObject({ reason: '漏报', narrative: '新签2个' });
  });

  test('one period does not touch another', () => {
    const both = file(file(noFiling('gu'), quarter), { ...quarter, period: '2019Q4', late: true });
    expect(both.reports.map(({ period, late }) => [period, late])).toEqual([
      ['2019Q3', false],
      ['2019Q4', true],
    ]);
  });
});

test('somebody is reminded by hand once an hour', () => {
  const hour = 3_600_000;
  const sent = evolveHurry(noHurry('2026-10'), { type: 'hurry.sent', id: '2026-10', to: ['a'] }, 10 * hour);
  expect(wasHurried(sent, 'a', 11 * hour - 1)).toBe(true);
  expect(wasHurried(sent, 'a', 11 * hour)).toBe(false);
  expect(wasHurried(sent, 'b', 10 * hour)).toBe(false);
  const again = evolveHurry(sent, { type: 'hurry.sent', id: '2026-10', to: ['b'] }, 12 * hour);
  expect(again.last).toEqual({ a: 10 * hour, b: 12 * hour });
});
