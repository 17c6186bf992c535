// Which months of which years an evaluation is given.
import { expect, test } from 'vitest';
import { detailFrom, monthsKept } from '../../src/standing/sections/years.ts';
import { cityPack } from '../evaluate/kit.ts';

test('a looked-at year has every month; an older one its last, highest and lowest: a condition that held for a while in it is not lost', () => {
  const figures = [5, null, 900, 0, null, 700];
  expect(monthsKept(figures, true)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(monthsKept(figures, false)).toEqual([2, 3, 5]);
  expect(monthsKept([null, null], false)).toEqual([]);
  expect(monthsKept([0, 300, 0], false)).toEqual([0, 1, 2]);
});

test('last year is always looked at, and every year of a window that asks for a monthly figure (LC-B3: 2018—2020)', () => {
  expect(detailFrom(cityPack('sanming'), '2026-11-10')).toBe(2025);
  expect(detailFrom(cityPack('liaocheng'), '2020-12-31')).toBeLessThanOrEqual(2018);
});
