// A task beside another measure's amounts is never read as one of them; rates are never printed as bare ratios.
import { expect, test } from 'vitest';
import { cityTargetsOf } from '../../src/bulletins/progress.ts';
import { sayAgainst, sayPlanned } from '../../src/cards/bulletin/words.ts';
import type { TargetRow } from '../../src/domain/evaluate/output-schema.ts';
import type { Summary } from '../../src/store/standing.ts';

test('a task in its own unit carries it in a table of 万元; one in 万元 stands bare', () => {
  expect(sayPlanned('10', '次', '万元')).toBe('10次');
  expect(sayPlanned('0.95', '%', '万元')).toBe('95%');
  expect(sayPlanned('100000', '万元', '万元')).toBe('100000');
  expect(sayPlanned(null, '次', '万元')).toBeNull();
});

test('done against planned is in percent where the target is a rate, and — where nothing is known', () => {
  expect(sayAgainst({ actual: '0.5', planned: '1', unit: '%' })).toBe('50%/100%');
  expect(sayAgainst({ actual: null, planned: '10', unit: '次' })).toBe('—/10次');
});

test('the same target of several quarters is told apart by its quarter, of a year it stands alone', () => {
  const row = (period: string): TargetRow => ({
    id: 'T',
    label: '听取汇报',
    subject: 'city',
    period,
    actual: '0',
    target: '1',
    value: '1',
    base: null,
    gap: null,
    coverage: { reported: 0, expected: 0 },
    parts: [],
    whole: null,
    rate: '0',
    met: false,
    na: null,
    unit: '次',
    clause: 'SM 三(五)23',
    origin: 'stated',
    strength: 'must',
    flags: [],
  });
  const summary = { asOf: '2026-09-30', targets: ['2026', '2026Q2', '2026Q3', '2026-08'].map(row) };
  const labels = cityTargetsOf(summary as unknown as Summary).map((one) => one.label);
  expect(labels).toEqual([
    '听取汇报',
    '听取汇报（2026年二季度）',
    '听取汇报（2026年三季度）',
    '听取汇报（2026年8月）',
  ]);
});
