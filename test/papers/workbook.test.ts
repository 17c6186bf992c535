// The workbook read back: numbers are numbers, sums are formulas with the right values, text is text, heads are frozen.
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { workbookOf } from '../../src/papers/workbook.ts';
import { readZip } from '../../src/papers/zip.ts';
import { figuresOf, sourceOf } from './figures.ts';

const figures = figuresOf(12);
let bytes: Uint8Array;
let book: Awaited<ReturnType<typeof readXlsx>>;

const sheet = (name: string) => {
  const found = book.sheets.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no sheet ${name}: ${book.sheets.map((one) => one.name).join()}`);
  return found;
};

beforeAll(async () => {
  bytes = await workbookOf(sourceOf(figures), figures);
  book = await readXlsx(bytes);
});

describe('the workbook', () => {
  test('has a sheet a class, 明细, 更正 and 未报, each with its head frozen', () => {
    const names = book.sheets.map((one) => one.name);
    for (const name of ['县(市、区)', '开发区', '明细', '更正', '未报', '说明'])
      expect(names).toContain(name);
    const xml = readZip(bytes).filter(({ name }) => /worksheets\/sheet\d+\.xml$/.test(name));
    const frozen = xml.filter((one) => Buffer.from(one.bytes).toString('utf8').includes('state="frozen"'));
    expect(frozen).toHaveLength(names.length - 1);
  });

  test('numbers are numbers, and what is missing is — and no number', () => {
    const rows = sheet('县(市、区)').rows;
    expect(rows[3]?.slice(0, 4)).toEqual([1, '永安市', 14814.8136, 44444.4409]);
    const last = rows[8] ?? [];
    expect([last[0], last[2], last[3]]).toEqual(['—', '—', '—']);
  });

  test('sums are formulas whose values equal what is added up', async () => {
    const whole = await readXlsx(bytes, { readStyles: true });
    const found = whole.sheets.find((one) => one.name === '县(市、区)');
    const cell = found?.cells?.get('9,2');
    expect(cell?.formula).toBe('SUM(C4:C9)');
    const expected = figures.units
      .filter((one) => one.rankingClass === '县(市、区)')
      .reduce((sum, one) => sum + (one.flows['funds_in_place']?.month ?? 0), 0);
    expect(found?.rows[9]?.[2]).toBe(expected / 10_000);
  });

  test('a name that looks like a formula stays text', () => {
    const title = sheet('新签约项目').rows[3]?.[1];
    expect(title).toMatch(/^'=cmd/);
    const formulas = readZip(bytes)
      .map((one) => Buffer.from(one.bytes).toString('utf8'))
      .flatMap((xml) => [...xml.matchAll(/<f>([^<]*)<\/f>/g)].map((found) => found[1] ?? ''));
    expect(formulas.length).toBeGreaterThan(5);
    for (const formula of formulas) expect(formula).toMatch(/^SUM\([A-Z]+\d+:[A-Z]+\d+\)$/);
  });

  test('classes with forbidden, long and equal names get sheets of their own', async () => {
    const long = `县/市*区?[甲]:${'很'.repeat(40)}`;
    const units = figures.units.map((one, at) => ({
      ...one,
      rankingClass: at % 2 === 0 ? long : `${long}二`,
    }));
    const again = await readXlsx(await workbookOf(sourceOf(figures), { ...figures, units }));
    const names = again.sheets.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^\\/?*[\]:]{1,31}$/);
  });

  test('an empty month still has its sheets', async () => {
    const none = figuresOf(0, {
      corrections: [],
      missing: [],
      signed: [],
      signedConfidential: 0,
      stages: [],
    });
    const again = await readXlsx(await workbookOf(sourceOf(none), none));
    expect(again.sheets.map((one) => one.name)).toEqual(['全市指标', '明细', '更正', '未报', '说明']);
    expect(again.sheets.find((one) => one.name === '更正')?.rows[3]?.[0]).toBe('无');
  });
});
