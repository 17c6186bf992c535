// Terms by the pack: sums to one, fixed ratios, silent documents; and ratios as people write them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRatioField, readRatios, readYearsField } from '../../../commands/shared/transfer/ratio.ts';
import { makeTerms, sayRatio, sayRatios, sayStart } from '../../../src/domain/transfer/terms.ts';
import { cityPack } from '../../evaluate/kit.ts';
import { sanming } from '../pack/sanming.ts';
import { intent, TODAY, termsOf } from './kit.ts';

describe('terms', () => {
  test('cover every split of the pack, or the chosen ones, as the pack states them (SM 三(二)11)', () => {
    expect(termsOf().rules.map(({ id, start, preStart }) => [id, start, preStart])).toEqual([
      ['SM-tax', 'first_local_tax', 'receiver'],
      ['SM-ind', 'started', 'receiver'],
    ]);
    expect(termsOf({ splits: ['SM-tax'] }).rules.map((rule) => rule.id)).toEqual(['SM-tax']);
    expect(termsOf().rules.map((rule) => sayStart(sanming(), rule.start))).toEqual([
      '自产生地方级税收起',
      '自开工起',
    ]);
  });

  test.each([
    [{ ratio: ['0.3', '0.6'] as const }, '合计不是 100%'],
    [{ ratio: ['-0.3', '1.3'] as const }, '合计不是 100%'],
    [{ ratio: null }, '还没有填分成比例'],
    [{ splits: ['nothing'] }, '没有选分成事项'],
    [{ endOn: '2026-11-09' }, '已经过去'],
    [{ ratio: ['0.33333', '0.66667'] as const }, '万分之一'],
    [{ ratioByYear: { '2026': ['0.5', '0.4'] as const } }, '合计不是 100%'],
  ])('are refused: %j', (given, because) => {
    expect(makeTerms(sanming(), intent(given), TODAY)).toMatchObject({
      because: expect.stringContaining(because),
    });
  });

  test("a fixed ratio stays the document's (adjustable: false)", () => {
    const pack = { ...sanming(), splits: sanming().splits.map((one) => ({ ...one, adjustable: false })) };
    expect(makeTerms(pack, intent({ ratio: ['0.4', '0.6'] }), TODAY)).toMatchObject({
      refused: true,
      clause: 'SM 三(二)11',
      next: expect.stringContaining('3:7'),
    });
    expect(makeTerms(pack, intent(), TODAY)).toHaveProperty('rules');
  });

  test.each([
    ['liaocheng', 'LC 三(一)'],
    ['langfang', 'LF 四(一)2'],
  ] as const)('%s decrees no splits, so that nothing can be agreed (%s)', (city, clause) => {
    expect(makeTerms(cityPack(city), intent(), TODAY)).toMatchObject({ refused: true, clause });
  });

  test('a scheme by the year stands for the ratio (RC 三(九)22)', () => {
    const terms = termsOf(
      { ratioByYear: { '2020': ['0.4', '0.6'], '2019': ['0.5', '0.5'] } },
      cityPack('rongcheng'),
    );
    expect(terms.ratio).toBeNull();
    expect(sayRatios(terms)).toBe('2019年 5:5、2020年 4:6');
  });
});

describe('ratios as people write them', () => {
  test.each([
    ['3:7', '3:7'],
    ['3：7', '3:7'],
    ['3∶7', '3:7'],
    ['4比6', '4:6'],
    ['三七开', '3:7'],
    ['三七', '3:7'],
    ['四六分', '4:6'],
    ['30%', '3:7'],
    ['３０％', '3:7'],
    ['30%:70%', '3:7'],
    ['33.5%', '33.5%:66.5%'],
    ['招商方30% 落户方70%', '3:7'],
    ['落户方60%', '4:6'],
    ['0.3:0.7', '3:7'],
    ['30:70', '3:7'],
    ['1:1', '5:5'],
    ['对半分', '5:5'],
    ['招商方四成', '4:6'],
    ['0:10', '0:10'],
  ])('%s', (typed, said) => {
    const read = readRatioField(typed);
    expect('ratio' in read ? sayRatio(read.ratio) : read.wrong).toBe(said);
  });

  test.each(['3:8', '30%:60%', '-3:13', '130%', '0.3:0.6', '随便', '3', '3:7:2', '三八开', '2026', '1e3:7'])(
    '%s is refused with an example',
    (typed) => {
      const read = readRatioField(typed);
      expect('wrong' in read ? read.wrong : read.ratio).toContain('3:7');
    },
  );

  test('years take their own ratios, in any layout', () => {
    expect(readYearsField('2026年 5:5\n2027年度：4:6')).toEqual({
      byYear: { '2026': ['0.5', '0.5'], '2027': ['0.4', '0.6'] },
    });
    expect(readYearsField('')).toEqual({ byYear: {} });
    expect(readYearsField('5:5')).toHaveProperty('wrong');
    expect(readRatios('2026年 5:5、2027年 4:6').ratio).toBeNull();
  });

  test('reading never throws and what it gives sums to one', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789.:%比三七开年-招商方落户 \n'.split('')),
          maxLength: 40,
        }),
        (text) => {
          const { ratio, byYear } = readRatios(text);
          for (const one of [...(ratio === null ? [] : [ratio]), ...Object.values(byYear)])
            expect(Math.abs(Number(one[0]) + Number(one[1]) - 1)).toBeLessThan(1e-9);
        },
      ),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
