// P9 scores, P12 consequences, P14 reviews, P15 registries, P16 tasks, cohorts, P4 lifecycle.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../../../src/domain/decimal.ts';
import type { Consequence, Scorecard } from '../../../src/domain/pack/schema.ts';
import { consequenceSchema, scorecardSchema } from '../../../src/domain/pack/score-schema.ts';
import { complete } from '../../../src/domain/rule/completion.ts';
import { propose, type Standing } from '../../../src/domain/rule/consequence.ts';
import { rank } from '../../../src/domain/rule/rank.ts';
import { type ItemFacts, leadPoints, score } from '../../../src/domain/rule/scorecard.ts';
import { num, printValue } from '../../../src/domain/value.ts';
import { sanming } from '../pack/sanming.ts';

const pack = sanming();
const cite = { clause: 'RC 四·25', origin: 'default', note: 'RC-I2' };

function of(actual: number | string, target?: number | string): ItemFacts {
  return {
    completion: complete(
      { cmp: '>=', value: target === undefined ? undefined : dec(target) },
      { actual: num(actual) },
    ),
  };
}
function facts(list: Record<string, ItemFacts>): Map<string, ItemFacts> {
  return new Map(Object.entries(list));
}
function card(items: object[], more: object = {}): Scorecard {
  return scorecardSchema.parse({
    id: 'S',
    label: '考核',
    subject: { kind: 'town' },
    items,
    ...more,
    ...cite,
  });
}
const item = (id: string, weight: number) => ({ id, label: id, target: id, weight, f: 'linear' });
const RC = card(
  [
    item('funds', 40),
    item('new', 30),
    item('ten', 20),
    { id: 'daily', label: '日常', weight: 10, f: { judge: { max: 10 } } },
  ],
  {
    bonus: [
      { id: 'over', label: '超额', steps: { size: 0.05, points: 1, side: 'over', cap: 10 } },
      { id: 'chain', label: '主导产业链', per: { measure: { count: 'project' }, points: 2, cap: 10 } },
    ],
    malus: [{ id: 'short', label: '未完成', steps: { size: 0.05, points: 1, side: 'short', cap: 15 } }],
  },
);

describe('P9 scorecard', () => {
  test('AE-RC-3: 91.5 + 6 − 5 = 92.50 (RC 四·25; I2–I4)', () => {
    const result = score(
      RC,
      facts({
        funds: of(6, 5),
        new: of(3, 4),
        ten: of(2, 2),
        daily: { mark: dec(9) },
        chain: { quantity: num(1) },
      }),
    );
    expect([
      printValue(result.base),
      result.bonus.toFixed(),
      result.malus.toFixed(),
      printValue(result.total),
    ]).toEqual(['91.50', '6', '5', '92.50']);
    expect(result.lines.every((line) => line.clause === 'RC 四·25' && line.isDefault)).toBe(true);
  });
  test('AE-RC-4: 16 of 20亿 and 1.6 of 2亿 both earn 32.00 (RC 四·25)', () => {
    const points = [of(16, 20), of('1.6', 2)].map((one) =>
      score(RC, facts({ funds: one })).lines[0]?.points?.toFixed(2),
    );
    expect(points).toEqual(['32.00', '32.00']);
  });
  test('P9: without a 十强 target 71.5 on 80 is 89.38', () => {
    const result = score(RC, facts({ funds: of(6, 5), new: of(3, 4), ten: of(2), daily: { mark: dec(9) } }));
    expect(printValue(result.base)).toBe('89.38');
    expect(result.lines.find((line) => line.id === 'ten')).toMatchObject({ points: null, how: '未下达' });
  });
  test('AE-SM-15: 5/5, 2.7/3, 7,300/10,000, 30/40 → 83.90 by Sanming’s sample card (SM 三(四)19; I1)', () => {
    const sample = pack.scorecards[0];
    if (sample === undefined) throw new Error('no scorecard');
    const result = score(
      sample,
      facts({ signed: of(5, 5), started: of('2.7', 3), funds: of(7300, 10_000), points: of(30, 40) }),
    );
    expect(result.lines.map((line) => line.points?.toFixed())).toEqual(['20', '27', '21.9', '15']);
    expect(printValue(result.total)).toBe('83.90');
    const empty = score(sample, facts({ signed: of(5), started: of(2), funds: of(7300), points: of(30) }));
    expect(printValue(empty.total)).toBe('未下达');
  });
  test('AE-LF-10: 27 + 20 + 18 + 8 + 10 + 10 = 93.00 (LF 四(七)3; I1)', () => {
    const lf = card([
      item('fdi', 30),
      item('new', 20),
      item('coop', 20),
      item('list', 10),
      item('acts', 10),
      item('fair', 10),
    ]);
    const half = (rate: string): ItemFacts => of(rate, 1);
    const result = score(
      lf,
      facts({
        fdi: of(4500, 5000),
        new: of(2, 2),
        coop: half('0.9'),
        list: half('0.8'),
        acts: of(10, 10),
        fair: of(1, 1),
      }),
    );
    expect(printValue(result.total)).toBe('93.00');
  });
  test('AE-X-4: base 12 less malus 15 is −3.00, not clipped', () => {
    const poor = card([item('x', 100)], { malus: [{ id: 'm', label: '扣分', judge: { max: 15 } }] });
    expect(printValue(score(poor, facts({ x: of(12, 100), m: { mark: dec(15) } })).total)).toBe('-3.00');
  });
  test('step, pass and per formulas', () => {
    const mixed = card([
      {
        id: 'a',
        label: 'a',
        target: 'a',
        weight: 10,
        f: {
          step: [
            [0, 0],
            ['0.8', '0.5'],
            [1, 1],
          ],
        },
      },
      { id: 'b', label: 'b', target: 'b', weight: 10, f: 'pass' },
      { id: 'c', label: 'c', weight: 10, f: { per: { points: 2, quantity: 1, cap: 10 } } },
    ]);
    const result = score(mixed, facts({ a: of('0.9', 1), b: of('0.99', 1), c: { quantity: num(7) } }));
    expect(result.lines.map((line) => line.points?.toFixed())).toEqual(['5', '0', '10']);
  });
  test('caps hold whatever the facts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 5, maxLength: 5 }), (raw) => {
        const [a = 0, b = 0, c = 0, chain = 0, mark = 0] = raw;
        const result = score(
          RC,
          facts({
            funds: of(a, 5),
            new: of(b, 4),
            ten: of(c, 2),
            daily: { mark: dec(mark) },
            chain: { quantity: num(chain) },
          }),
        );
        expect(result.bonus.lte(20) && result.malus.lte(15)).toBe(true);
        expect(result.base.kind === 'num' && result.base.x.gte(0) && result.base.x.lte(100)).toBe(true);
      }),
    );
  });
  test('AE-SM-9: 8 valid, 3 verified, 2 visited, 1 signed are 30 points; a repeated event adds nothing (SM 三(四)19; I4)', () => {
    const table = pack.points[0];
    if (table === undefined) throw new Error('no points');
    const times = (event: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ leadId: `L${index}`, event }));
    const events = [
      ...times('valid', 8),
      ...times('verified', 3),
      ...times('visited', 2),
      ...times('signed', 1),
    ];
    expect(leadPoints(table.awards, events).toFixed()).toBe('30');
    expect(
      leadPoints(table.awards, [...events, ...events, { leadId: 'L0', event: 'unheard_of' }]).toFixed(),
    ).toBe('30');
  });
});

describe('P12 consequence', () => {
  function standings(
    totals: Record<string, number | string>,
    completed: Record<string, boolean> = {},
  ): { list: Standing[]; placed: ReturnType<typeof rank>['placed'] } {
    const { placed } = rank(
      Object.entries(totals).map(([id, total]) => ({ id, class: '县', key: num(total) })),
    );
    const list = Object.entries(totals).map(([id, total]) => ({
      id,
      placed: placed.find((one) => one.id === id) ?? null,
      total: dec(total),
      grade: null,
      completed: completed[id] ?? null,
      flags: [],
    }));
    return { list, placed };
  }
  const rule = (more: object): Consequence =>
    consequenceSchema.parse({
      id: 'R',
      label: 'r',
      to: ['unit'],
      by: '市领导',
      tie: 'include',
      propose: ['commend'],
      strength: 'must',
      ...more,
      ...cite,
    });

  test('AE-SM-12: of the bottom two only the one under 60 is proposed for interview (SM 三(四)21; I3)', () => {
    const laggards = pack.consequences.find((one) => one.id === 'SM-D12');
    if (laggards === undefined) throw new Error('no rule');
    const { list, placed } = standings({ 甲: 90, 乙: 61, 丙: 58 });
    expect(propose(laggards, list, placed)).toMatchObject([
      { subject: '丙', actions: ['interview'], clause: 'SM 三(四)21', decision: 'propose' },
    ]);
  });
  test('LF 四(七)3: A 95 ✓, B 93 ✗, C 91.2 ✓, D 91.1 ✓ → A and C; I 62 ✓, J 58 ✗ → J', () => {
    const { list, placed } = standings(
      { A: 95, B: 93, C: '91.2', D: '91.1', I: 62, J: 58 },
      { A: true, B: false, C: true, D: true, I: true, J: false },
    );
    expect(
      propose(rule({ when: { top: 3, completed: true } }), list, placed).map((one) => one.subject),
    ).toEqual(['A', 'C']);
    expect(
      propose(rule({ when: { bottom: 2, completed: false } }), list, placed).map((one) => one.subject),
    ).toEqual(['J']);
  });
  test('AE-LF-12: every department at 90.00 or more is commended, without quota (LF 四(七)3)', () => {
    const { list, placed } = standings({ a: '95.00', b: '90.00', c: '89.99' });
    expect(propose(rule({ when: { scoreAtLeast: 90 } }), list, placed).map((one) => one.subject)).toEqual([
      'a',
      'b',
    ]);
  });
  test('a tie on the boundary goes to a person for penalties, and includes all for rewards', () => {
    const { list, placed } = standings({ a: 9, b: 5, c: 5, d: 1 });
    expect(
      propose(rule({ when: { bottom: 2 }, tie: 'manual' }), list, placed).map(
        (one) => `${one.subject}${one.decision}`,
      ),
    ).toEqual(['bmanual', 'cmanual', 'dpropose']);
    const low = standings({ a: 9, b: 8, c: 5, d: 5, e: 1 });
    expect(
      propose(rule({ when: { bottom: 3 }, tie: 'manual' }), low.list, low.placed).map(
        (one) => `${one.subject}${one.decision}`,
      ),
    ).toEqual(['cpropose', 'dpropose', 'epropose']);
    const high = standings({ a: 9, b: 8, c: 8, d: 1 });
    expect(
      propose(rule({ when: { top: 2 } }), high.list, high.placed).map(
        (one) => `${one.subject}${one.decision}`,
      ),
    ).toEqual(['apropose', 'bpropose', 'cpropose']);
    expect(
      propose(rule({ when: { top: 2 }, tie: 'manual' }), high.list, high.placed).map(
        (one) => `${one.subject}${one.decision}`,
      ),
    ).toEqual(['apropose', 'bmanual', 'cmanual']);
  });
});
