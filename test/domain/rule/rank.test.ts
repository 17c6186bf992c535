// P11: places, ties, exclusions; P10 grades over them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../../../src/domain/decimal.ts';
import { bandOf, quotaGrades, quotaSizes, staffQuota } from '../../../src/domain/rule/grade.ts';
import { type Candidate, isBottom, isTop, placeChange, rank } from '../../../src/domain/rule/rank.ts';
import { na, num } from '../../../src/domain/value.ts';

function candidates(totals: Record<string, number | string>, className = '县'): Candidate[] {
  return Object.entries(totals).map(([id, key]) => ({ id, class: className, key: num(key) }));
}
function places(list: readonly Candidate[]): string {
  return rank(list)
    .placed.map((one) => `${one.id}${one.place}`)
    .join(' ');
}

describe('P11 rank', () => {
  test('AE-X-5: 95, 90, 90, 85 → 1, 2, 2, 4', () => {
    expect(places(candidates({ 甲: 95, 乙: 90, 丙: 90, 丁: 85 }))).toBe('甲1 丙2 乙2 丁4');
  });

  test('AE-SM-7: a unit disqualified for grave fraud is not ranked; the next moves up (SM 三(四)21)', () => {
    const list = candidates({ A: 91, B: 88, C: 85 }).map((one) =>
      one.id === 'B' ? { ...one, excluded: '取消考评资格' } : one,
    );
    const result = rank(list);
    expect(places(list)).toBe('A1 C2');
    expect(result.excluded).toEqual([{ id: 'B', class: '县', reason: '取消考评资格' }]);
  });

  test('AE-RC-5: towns and streets share a class though scored on different tiers (RC 四·25)', () => {
    expect(places(candidates({ 甲: '92.5', 乙: '93.0', 丙: '90.0' }, '镇街'))).toBe('乙1 甲2 丙3');
  });

  test('AE-X-4: a negative total is ranked last, not clipped', () => {
    expect(places(candidates({ 甲: -3, 乙: 0, 丙: 12 }))).toBe('丙1 乙2 甲3');
  });

  test('tie keys decide before a place is shared; unrounded keys differ', () => {
    const tied: Candidate[] = [
      { id: '甲', class: '县', key: num(90), ties: [dec(3), dec(1)] },
      { id: '乙', class: '县', key: num(90), ties: [dec(3), dec(2)] },
      { id: '丙', class: '县', key: num('90.0001'), ties: [] },
    ];
    expect(places(tied)).toBe('丙1 乙2 甲3');
  });

  test('an NA score is 不参加排名 with its reason, and classes are ranked apart', () => {
    const list: Candidate[] = [
      { id: '甲', class: '县', key: na('no_target') },
      { id: '乙', class: '县', key: num(1) },
      { id: '丙', class: '部门', key: num(0) },
      { id: '丁', class: null, key: num(0) },
    ];
    const result = rank(list);
    expect(result.excluded.map((one) => `${one.id}${one.reason}`)).toEqual(['丁未归入排名类别', '甲未下达']);
    expect(result.placed.map((one) => one.place)).toEqual([1, 1]);
  });

  test('top and bottom overlap in small classes: of four, place 3 is in the top 3 and the bottom 2', () => {
    const { placed } = rank(candidates({ 甲: 4, 乙: 3, 丙: 2, 丁: 1 }));
    const third = placed[2];
    expect(third !== undefined && isTop(third, 3) && isBottom(third, 2, placed)).toBe(true);
    expect(placed.filter((one) => isBottom(one, 2, placed)).map((one) => one.id)).toEqual(['丙', '丁']);
  });

  test('a change of place is counted upwards; a newcomer has none', () => {
    const before = rank(candidates({ 甲: 1, 乙: 2 })).placed;
    const now = rank(candidates({ 甲: 3, 乙: 2, 丙: 1 })).placed;
    expect(now.map((one) => placeChange(one, before))).toEqual([1, -1, null]);
  });

  test('ranking is total and free of input order', () => {
    const one = fc.record({
      id: fc.uuid(),
      class: fc.constantFrom('a', 'b', null),
      key: fc.oneof(
        fc.integer({ min: 0, max: 5 }).map((x) => num(x)),
        fc.constant(na('no_data')),
      ),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: (candidate) => candidate.id }), (list) => {
        const result = rank(list);
        expect(result.placed.length + result.excluded.length).toBe(list.length);
        expect(rank([...list].reverse())).toEqual(result);
        for (const placed of result.placed) {
          const better = result.placed.filter(
            (other) => other.class === placed.class && other.key.gt(placed.key),
          ).length;
          expect(placed.place).toBe(better + 1);
        }
      }),
    );
  });
});

describe('P10 grade', () => {
  const LF = [
    ['90', '优秀'],
    ['80', '良好'],
    ['60', '一般'],
    ['-inf', '较差'],
  ] as const;
  test.each([
    ['90.00', '优秀'],
    ['89.995', '优秀'],
    ['89.994', '良好'],
    ['79.995', '良好'],
    ['60.00', '一般'],
    ['59.994', '较差'],
    ['-3', '较差'],
  ])('AE-LF-9: %s is %s (LF 四(七)3)', (total, grade) => {
    expect(bandOf(num(total), LF, 2)).toBe(grade);
  });
  test('AE-LF-9: with digits 0, 89.5 is 优秀; without a score there is no grade', () => {
    expect(bandOf(num('89.5'), LF, 0)).toBe('优秀');
    expect(bandOf(na('not_configured'), LF, 2)).toBeNull();
  });

  test.each([
    [3, [1, 1, 1]],
    [4, [1, 2, 1]],
    [10, [3, 5, 2]],
  ])('RC-I6: %i units at 30/50/20 → %j', (n, sizes) => {
    expect(quotaSizes(n, [dec('0.3'), dec('0.5'), dec('0.2')])).toEqual(sizes);
  });

  function graded(keys: number[]): string {
    const { placed } = rank(keys.map((key, index) => ({ id: String(index), class: 'c', key: num(key) })));
    const grades = quotaGrades(placed, ['0.3', '0.5', '0.2'], ['一', '二', '三'], 3);
    return ['一', '二', '三']
      .map((name) => [...grades.values()].filter((grade) => grade === name).length)
      .join('/');
  }
  test('RC-I6: a tie at places 3–4 of ten goes to the better grade; two units get none', () => {
    expect(graded([10, 9, 8, 8, 6, 5, 4, 3, 2, 1])).toBe('4/4/2');
    expect(graded([2, 1])).toBe('0/0/0');
  });
  test('RC-I6: quotas of any class add up to its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 300 }), (n) => {
        const sizes = quotaSizes(n, [dec('0.3'), dec('0.5'), dec('0.2')]);
        expect(sizes.reduce((total, size) => total + size, 0)).toBe(n);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
  test('AE-RC-5: 40 staff, 15% → 20% is 6 → 8; 15% → 10% is 6 → 4 (RC 四·25, RC-I7)', () => {
    expect(staffQuota(40, dec('0.15'), dec('0.05'))).toEqual({ before: 6, after: 8 });
    expect(staffQuota(40, dec('0.15'), dec('-0.05'))).toEqual({ before: 6, after: 4 });
  });
});
