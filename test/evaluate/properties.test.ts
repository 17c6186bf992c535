// What holds for any facts: order does not matter, ledgers sum to the city, splits to one, caps hold, places are total,
// NA never prints as 0, and the series agree with the primitive the chat uses.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, sumDec } from '../../src/domain/decimal.ts';
import { openBooks } from '../../src/domain/evaluate/books.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { valueIn } from '../../src/domain/evaluate/series.ts';
import { evaluationText } from '../../src/domain/explain/table.ts';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import { periodValue } from '../../src/domain/rule/measure.ts';
import { periodHolding, windowPeriod } from '../../src/domain/rule/period.ts';
import { NO_FX } from '../../src/domain/rule/quantity.ts';
import { readText } from '../domain/pack/sanming.ts';
import { type City, cityPack, run, runPack, times } from './kit.ts';

const CITIES: readonly (readonly [City, string])[] = [
  ['rongcheng', '2019-12-31'],
  ['liaocheng', '2018-12-31'],
  ['langfang', '2019-12-31'],
  ['qingdao', '2021-12-31'],
  ['sanming', '2021-12-31'],
];
const example = (city: City): Record<string, unknown> =>
  JSON.parse(readText(`docs/examples/${city}.facts.json`));

function shuffled<T>(rows: readonly T[], seed: number): T[] {
  const keyed = rows.map((row, i) => ({ row, key: Math.sin(seed * 999 + i * 7.13) }));
  return keyed.sort((a, b) => a.key - b.key).map((one) => one.row);
}
function shuffle(facts: Record<string, unknown>, seed: number): object {
  const deep = (value: unknown): unknown => {
    if (Array.isArray(value)) return shuffled(value, seed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(shuffled(Object.entries(value), seed).map(([key, one]) => [key, deep(one)]));
  };
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, deep(value)]));
}

describe.each(CITIES)('%s', (city, asOf) => {
  const pack = cityPack(city);
  const facts = example(city);
  test('shuffled rows give the same document', () => {
    const plain = JSON.stringify(runPack(pack, asOf, facts));
    for (const seed of [1, 2, 3]) {
      const other = runPack(pack, asOf, shuffle(facts, seed));
      expect(sortFree(other)).toEqual(sortFree(JSON.parse(plain)));
    }
  });
  test('NA is never 0: no rate, no met, and its word in the table', () => {
    const outcome = runPack(pack, asOf, facts);
    for (const row of [...outcome.targets, ...runPack(pack, asOf, {}).targets]) {
      if (row.na !== null) expect([row.id, row.rate, row.met]).toEqual([row.id, null, null]);
      else expect(row.rate).not.toBeNull();
    }
    for (const score of outcome.scores) expect(score.total === null).toBe(score.na !== null);
  });
  test('an empty file has no number but those the pack itself gives', () => {
    const empty = runPack(pack, asOf, {});
    expect(empty.targets.filter((row) => row.actual !== null)).toEqual([]);
    const read = readFacts('{}', pack);
    if (!read.ok) throw new Error('refused');
    const evaluation = evaluate(pack, read.facts, asOf);
    expect(evaluationText(evaluation.engine.world, evaluationDocument(evaluation))).not.toMatch(/ 0\.0% /u);
  });
  test('every line of a score has a clause, and the sum of the lines is the score', () => {
    for (const score of runPack(pack, asOf, facts).scores) {
      expect(score.lines.every((line) => line.clause !== '')).toBe(true);
      if (score.total === null) continue;
      const base = score.lines.filter((line) => line.part === 'base' && line.points !== null);
      const points = sumDec(base.map((line) => dec(line.points ?? 0)));
      const weights = sumDec(base.map((line) => dec(line.weight ?? 0)));
      const total = points
        .times(100)
        .div(weights)
        .plus(score.bonus ?? 0)
        .minus(score.malus ?? 0);
      expect(total.minus(score.total).abs().lt('1e-9')).toBe(true);
    }
  });
});

/** Lists that follow the file's own order (reports, submissions) are compared as sets. */
function sortFree(outcome: ReturnType<typeof run>): object {
  const findings = Object.fromEntries(
    Object.entries(outcome.findings).map(([key, rows]) => [
      key,
      rows.map((row) => JSON.stringify(row)).sort(),
    ]),
  );
  return { ...outcome, findings };
}

const money = fc.integer({ min: 0, max: 5_000_00 }).map((cents) => (cents / 100).toFixed(2));
const cityOfTowns = fc.record({
  owners: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }),
  landings: fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 12, maxLength: 12 }),
  ratio: fc.integer({ min: 0, max: 100 }),
  amounts: fc.array(money, { minLength: 36, maxLength: 36 }),
});

describe('P5: ledgers', () => {
  test('what the counties have adds up to the city, to the cent, however projects are shared (SM 三(二)11)', () => {
    const pack = cityPack('sanming');
    fc.assert(
      fc.property(cityOfTowns, ({ owners, landings, ratio, amounts }) => {
        const projects = owners.map((owner, i) => {
          const landing = landings[i];
          return {
            id: `p${i}`,
            unit: `u${owner}`,
            stages: { signed: '2021-09-01', started: '2021-10-01' },
            ...(landing === null || landing === undefined ? {} : { landingUnit: `u${landing}` }),
          };
        });
        const splits = projects.flatMap((one) =>
          'landingUnit' in one && one.landingUnit !== one.unit
            ? [
                {
                  project: one.id,
                  sender: one.unit,
                  receiver: one.landingUnit,
                  ratio: [(ratio / 100).toFixed(2), ((100 - ratio) / 100).toFixed(2)],
                  confirmedBySender: true,
                  confirmedByReceiver: true,
                },
              ]
            : [],
        );
        const progress = owners.flatMap((_, i) =>
          times(3, (n) => ({
            project: `p${i}`,
            measure: 'funds_in_place',
            month: `2021-${String(n + 9).padStart(2, '0')}`,
            cumulative: amounts[i * 3 + n] ?? '0',
          })),
        );
        const outcome = runPack(pack, '2021-12-31', {
          units: times(5, (i) => ({ id: `u${i}`, kind: 'district_county' })),
          projects,
          splits,
          progress,
        });
        const sum = (id: string) =>
          sumDec(outcome.targets.filter((row) => row.id === id).map((row) => dec(row.actual ?? 0)));
        const whole = sumDec(owners.map((_, i) => dec(amounts[i * 3 + 2] ?? 0)));
        expect(sum('SM-T-funds').toFixed(2)).toBe(whole.toFixed(2));
        expect(sum('SM-T-signed').toFixed()).toBe(String(owners.length));
      }),
      { numRuns: 30 },
    );
  });

  test('every shared amount is sender + receiver + held', () => {
    const outcome = run('sanming', '2021-12-31', example('sanming'));
    expect(outcome.splits.length).toBeGreaterThan(0);
    for (const row of outcome.splits) {
      const parts = [row['senderAmount'], row['receiverAmount'], row['held']].map((text) =>
        dec(String(text)),
      );
      expect(sumDec(parts).toFixed()).toBe(row['total']);
    }
  });
});

describe('P9, P11: scores and places', () => {
  const cityFacts = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 12 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  test('caps hold, no base above 100, and every unit has one place or a reason (RC-I3, I4)', () => {
    const pack = cityPack('rongcheng');
    fc.assert(
      fc.property(cityFacts, (rows) => {
        const outcome = runPack(pack, '2019-12-31', {
          units: rows.map((_, i) => ({ id: `t${i}`, kind: 'town' })),
          projects: rows
            .flatMap(([, , count], i) =>
              times(count, (n) => ({
                id: `t${i}-${n}`,
                unit: `t${i}`,
                tags: ['十强'],
                flags: ['leading_chain'],
                stages: { registered: '2019-05-01' },
              })),
            )
            .concat(
              rows.map((_, i) => ({
                id: `m${i}`,
                unit: `t${i}`,
                tags: [],
                flags: [],
                stages: { registered: '2018-05-01' },
              })),
            ),
          progress: rows.map(([amount], i) => ({
            project: `m${i}`,
            measure: 'funds_in_place',
            month: '2019-12',
            cumulative: amount,
          })),
          targets: [
            { id: 'RC-B13-funds', value: 100 },
            { id: 'RC-B13-new', value: 4 },
            { id: 'RC-B13-ten', value: 2 },
          ],
          marks: rows.map(([, mark], i) => ({ subject: `t${i}`, item: 'daily', value: mark })),
        });
        for (const score of outcome.scores) {
          expect(Number(score.base)).toBeLessThanOrEqual(100);
          expect(Number(score.bonus)).toBeLessThanOrEqual(20);
          expect(Number(score.malus)).toBeLessThanOrEqual(15);
        }
        const placed = outcome.ranks.map((row) => [row.subject, row.place] as const);
        expect(placed.map(([id]) => id).sort()).toEqual(rows.map((_, i) => `t${i}`).sort());
        const byScore = [...outcome.scores].sort((a, b) => Number(b.total) - Number(a.total));
        expect(placed.find(([id]) => id === byScore[0]?.subject)?.[1]).toBeLessThanOrEqual(rows.length);
        expect(placed.map(([, place]) => place).every((place) => place !== null && place >= 1)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('P6: the prepared series are the primitive', () => {
  test.each([
    ['sanming', 'funds_in_place', 'life'],
    ['langfang', 'fdi_actual', 'year'],
  ] as const)(
    '%s %s: the same value and the same NA as rule/measure.ts, any months, any period',
    (city, measure, span) => {
      const pack = cityPack(city);
      const months = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
      fc.assert(
        fc.property(months, fc.array(money, { minLength: 12, maxLength: 12 }), (list, amounts) => {
          const key = (n: number) => `${2019 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
          const entries = list.map((n, i) => ({ month: key(n), cumulative: amounts[i] ?? '0' }));
          const rows = entries.map((entry) => ({ project: 'p', measure, ...entry }));
          const series = openBooks(pack, rows, ['p'], '2022-12-31', NO_FX)
            .ofProjects.get(measure)
            ?.seriesOf(0);
          for (const period of [
            periodHolding('year', '2020-06-01'),
            periodHolding('quarter', '2021-02-01'),
            windowPeriod('2019-01-01', '2022-12-31'),
          ]) {
            const [mine, theirs] = [
              series === undefined || series === null ? null : valueIn(series, period, '2022-12-31'),
              periodValue(entries, period, { span }),
            ];
            expect(mine?.kind).toBe(theirs.kind);
            if (mine?.kind === 'num' && theirs.kind === 'num')
              expect(mine.x.toFixed()).toBe(theirs.x.toFixed());
          }
        }),
        { numRuns: 100 },
      );
    },
  );
});
