// 外部数据: what the tax office or the statistics bureau publishes, with source and day; a correction is a new version, the
// old one and its source stay; the cards say where a figure comes from.
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTown } from '../../bench/lib/registry-town.ts';
import {
  figureLines,
  indicatorNamed,
  readFigureValue,
  readPeriod,
  sayPeriod,
} from '../../src/domain/setting/figure.ts';
import { inlineSheets } from '../../src/sheets/engine.ts';
import { memory } from '../contract/factories.ts';
import { sanming } from '../domain/pack/sanming.ts';

const pack = sanming();
const row = {
  subject: '永安',
  item: '税收',
  period: '2026年三季度',
  value: '125.5',
  source: '市税务局',
  on: '2026-11-05',
};

async function town() {
  const place = await memory.start();
  onTestFinished(() => place.stop());
  return openTown(await place.open(), pack, inlineSheets());
}

describe('figures of others', () => {
  test('come in once, a correction stands over the old one, and both keep their source', async () => {
    const here = await town();
    const bytes = await here.sheet('figures', [row]);
    expect((await here.take('figures', bytes)).counts).toMatchObject({ added: 1 });
    expect((await here.take('figures', bytes)).counts).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const corrected = await here.sheet('figures', [{ ...row, value: '130', on: '2026-11-08' }]);
    expect((await here.take('figures', corrected)).counts).toMatchObject({ changed: 1 });
    const told = await here.store.toldFigures('yongan');
    expect(told[0]?.versions.map(({ amounts, note, from }) => [amounts[0], note, from])).toEqual([
      ['125.5', '市税务局', '2026-11-05'],
      ['130', '市税务局', '2026-11-08'],
    ]);
    expect(figureLines(pack, told, null, '2026-11-10')).toEqual([
      expect.stringContaining('2026年三季度：130万元（来源：市税务局 2026-11-08；更正前 125.5万元）'),
    ]);
    expect(figureLines(pack, told, null, '2026-11-06')[0]).toContain(
      '125.5万元（来源：市税务局 2026-11-05）',
    );
    expect((await here.take('figures', (await here.give('figures')) as Uint8Array)).counts).toMatchObject({
      unchanged: 1,
      rejected: 0,
    });
  });

  test('without source or from a day to come, of nobody known or in another unit, they are given back', async () => {
    const here = await town();
    const bad = [
      { ...row, subject: '火星' },
      { ...row, item: '幸福' },
      { ...row, period: '去年' },
      { ...row, value: '很多' },
      { ...row, unit: '万美元' },
      { ...row, period: '2026', on: '2026-12-01' },
      { ...row, period: '2025', source: '' },
    ];
    const taken = await here.take('figures', await here.sheet('figures', bad));
    expect([taken.counts.added, taken.rows]).toEqual([0, bad.length]);
    const back = await here.take('figures', await here.sheet('figures', [row]), 'ou_yongan');
    expect(back).toMatchObject({ state: 'refused' });
  });
});

test('periods are read as people write them, and nothing is guessed', () => {
  const read = [
    '2026',
    '2026年',
    '2026年度',
    '2026-10',
    '2026年3月',
    '2026年三季度',
    '2026Q3',
    '2026-Q3',
    '2026年上半年',
    '2026H2',
  ];
  expect(read.map(readPeriod)).toEqual([
    '2026',
    '2026',
    '2026',
    '2026-10',
    '2026-03',
    '2026-Q3',
    '2026-Q3',
    '2026-Q3',
    '2026-H1',
    '2026-H2',
  ]);
  expect(['', '去年', '26年', '2026-13', '2026年五季度'].map(readPeriod)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(['2026', '2026-10', '2026-Q3', '2026-H1'].map(sayPeriod)).toEqual([
    '2026年',
    '2026年10月',
    '2026年三季度',
    '2026年上半年',
  ]);
});

test('values are exact and in the unit of their indicator; yes and no are told from numbers', () => {
  const tax = indicatorNamed(pack, '税收');
  const listed = indicatorNamed(pack, 'in_statistics');
  if (tax === null || listed === null) throw new Error('no indicator');
  expect(readFigureValue(tax, '1,250.5', '')).toEqual({ amount: '1250.5', unit: '万元' });
  expect(readFigureValue(tax, '-3.2亿元', '')).toEqual({ amount: '-3.2', unit: '亿元' });
  expect(readFigureValue(listed, '是', '')).toEqual({ amount: '1', unit: '是否' });
  expect(readFigureValue(tax, '12', '万美元')).toMatchObject({ because: expect.stringContaining('万元') });
  expect(readFigureValue(tax, '3万元', '亿元')).toMatchObject({ because: expect.stringContaining('不一致') });
});
