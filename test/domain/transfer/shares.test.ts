// Shares of monthly figures: from the start event's month on, exact to the cent, and the same as `evaluate` says.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phaseOf } from '../../../src/domain/transfer/phase.ts';
import { lastSettleDay, settlementRows } from '../../../src/domain/transfer/settle.ts';
import { countPartsOf, movesOf, splitRowsOf } from '../../../src/domain/transfer/shares.ts';
import { cityPack, paid, project, runPack, unit } from '../../evaluate/kit.ts';
import { sanming } from '../pack/sanming.ts';
import { agreed, proposed, ratio, sharedProject, TODAY, termsOf } from './kit.ts';

const FUNDS = { '2021-09': 1_000, '2021-10': 2_000, '2021-11': 3_000, '2021-12': 4_000 };
const wan = (moves: ReturnType<typeof movesOf>, unitId: string, month: string) =>
  moves.filter((one) => one.unit === unitId && one.month === month).reduce((sum, one) => sum + one.units, 0) /
  10_000;
const total = (moves: ReturnType<typeof movesOf>, unitId: string) =>
  moves.filter((one) => one.unit === unitId).reduce((sum, one) => sum + one.units, 0) / 10_000;

describe('moves between units', () => {
  test('from 动建 on 3:7, before it all to 落户方: 2,700 and 7,300 of 10,000 (SM-I7, domain P5)', () => {
    const moves = movesOf([sharedProject(agreed(), { started: '2021-10-15' }, FUNDS)]);
    expect(wan(moves, 'yongan', '2021-09')).toBe(-1_000);
    expect(wan(moves, 'yongan', '2021-10')).toBe(600 - 2_000);
    expect(total(moves, 'shaxian')).toBe(7_300);
    expect(10_000 + total(moves, 'yongan')).toBe(2_700);
  });

  test('4:6 once both agreed: 3,600 and 6,400 (AE-SM-3)', () => {
    const moves = movesOf([
      sharedProject(agreed(termsOf(ratio('0.4', '0.6'))), { started: '2021-10-15' }, FUNDS),
    ]);
    expect(10_000 + total(moves, 'yongan')).toBe(3_600);
  });

  test('860.55万元 of local tax: 258.17 and 602.38 (AE-SM-1)', () => {
    const moves = movesOf([sharedProject(agreed(), {}, { '2021-12': 860.55 }, 'local_tax')]);
    expect([860.55 + total(moves, 'yongan'), total(moves, 'shaxian')].map((one) => one.toFixed(2))).toEqual([
      '258.17',
      '602.38',
    ]);
  });

  test('nothing moves while nothing is agreed', () => {
    expect(movesOf([sharedProject(proposed(), { started: '2021-10-15' }, FUNDS)])).toEqual([]);
  });

  test('a measure outside the terms stays where it is', () => {
    expect(
      movesOf([sharedProject(agreed(), { started: '2021-10-15' }, { '2021-10': 5 }, 'fdi_actual')]),
    ).toEqual([]);
  });

  test("after the end everything is 落户方's; years without a scheme too (RC 三(九)22, AE-RC-7)", () => {
    const terms = termsOf(
      { ratio: null, ratioByYear: { '2019': ['0.5', '0.5'], '2020': ['0.4', '0.6'] } },
      cityPack('rongcheng'),
    );
    const moves = movesOf([
      sharedProject(agreed(terms), {}, { '2019-06': 30_000, '2020-06': 20_000, '2021-06': 10_000 }),
    ]);
    expect(60_000 + total(moves, 'yongan')).toBe(23_000);
    expect(total(moves, 'shaxian')).toBe(37_000);
  });
});

const amount = fc.integer({ min: -50_000_000, max: 900_000_000 });
const months = fc.uniqueArray(fc.integer({ min: 0, max: 35 }), { minLength: 1, maxLength: 20 });
const monthAt = (index: number) =>
  `${2019 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

describe('exactly', () => {
  const pack = sanming();

  test('units sum to the city in every month, whatever the figures, ratio, start and end', () => {
    fc.assert(
      fc.property(
        months,
        fc.array(amount, { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.option(fc.integer({ min: 0, max: 35 })),
        fc.option(fc.integer({ min: 0, max: 35 })),
        (at, amounts, sender, start, end) => {
          const terms = {
            ...termsOf({ ratio: [String(sender / 10_000), String((10_000 - sender) / 10_000)] }),
            endOn: end === null ? null : `${monthAt(end)}-20`,
          };
          const raw = Object.fromEntries(at.map((index, k) => [monthAt(index), (amounts[k] ?? 0) / 10_000]));
          const shared = sharedProject(
            agreed(terms),
            start === null ? {} : { started: `${monthAt(start)}-15` },
            raw,
          );
          const sums = new Map<string, number>();
          for (const one of movesOf([shared])) {
            expect(Number.isInteger(one.units)).toBe(true);
            sums.set(one.month, (sums.get(one.month) ?? 0) + one.units);
          }
          for (const sum of sums.values()) expect(sum).toBe(0);
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });

  test('and are what `evaluate` says of the same facts, by the year (splitRowsOf)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 12 }),
        (cents, sender, startMonth) => {
          const transfer = agreed(termsOf({ ratio: [String(sender / 100), String((100 - sender) / 100)] }));
          const started = `2022-${String(startMonth).padStart(2, '0')}-10`;
          const monthly = cents.map(
            (units, at) => [`2022-${String(at + 1).padStart(2, '0')}`, units / 100] as const,
          );
          const shared = sharedProject(transfer, { started }, Object.fromEntries(monthly));
          let sum = 0;
          const progress = monthly.map(([month, value]) => {
            sum += Math.round(value * 100);
            return paid('p', month, (sum / 100).toFixed(2));
          });
          const outcome = runPack(pack, '2022-12-31', {
            units: [unit('yongan', 'district_county'), unit('shaxian', 'district_county')],
            projects: [project('p', 'yongan', { signed: '2021-12-01', started })],
            progress,
            splits: splitRowsOf([transfer], () => 'p'),
          });
          const [row] = outcome.splits.filter((one) => one['measure'] === 'funds_in_place');
          const moves = movesOf([shared]);
          expect([row?.['senderAmount'], row?.['receiverAmount']].map(Number)).toEqual([
            Math.round(sum * 100 + total(moves, 'yongan') * 10_000) / 10_000,
            total(moves, 'shaxian'),
          ]);
        },
      ),
      { seed: 3, numRuns: 25 },
    );
  });
});

test('a project counts 0.3 and 0.7 as soon as terms are agreed (SM-I7, AE-SM-4)', () => {
  expect(countPartsOf(agreed(), '2026-11-01')).toEqual([
    { unit: 'yongan', parts: 3_000 },
    { unit: 'shaxian', parts: 7_000 },
  ]);
  expect(countPartsOf(proposed(), '2026-11-01')).toBeNull();
  expect(countPartsOf(agreed(termsOf({ splits: ['SM-tax'] })), '2026-11-01')).toBeNull();
});

test('rows of the facts file are of agreed transfers only, one a split', () => {
  expect(splitRowsOf([proposed()])).toEqual([]);
  expect(splitRowsOf([agreed()], () => null)).toEqual([]);
  expect(splitRowsOf([agreed()], () => 'XM-1')).toMatchObject([
    {
      project: 'XM-1',
      split: 'SM-tax',
      sender: 'yongan',
      receiver: 'shaxian',
      ratio: ['0.3', '0.7'],
      confirmedBySender: true,
      confirmedByReceiver: true,
    },
    {
      project: 'XM-1',
      split: 'SM-ind',
      metrics: ['project_count', 'fixed_asset', 'funds_in_place', 'output', 'profit_tax'],
    },
  ]);
});

test('the settlement of a year lists every shared measure reported in it, and the project itself', () => {
  const shared = sharedProject(agreed(), { started: '2021-10-15' }, FUNDS);
  expect(settlementRows(shared, '2021')).toEqual([
    { measure: 'project_count', total: 10_000, sender: 3_000, receiver: 7_000 },
    { measure: 'funds_in_place', total: 100_000_000, sender: 27_000_000, receiver: 73_000_000 },
  ]);
  expect(settlementRows(shared, '2022')).toEqual([]);
  expect(lastSettleDay(sanming(), '2026') > '2027-01-01').toBe(true);
});

test('a transfer is in force from its start event, and ended after its last day', () => {
  const of = (stages: Record<string, string>) => sharedProject(agreed(), stages, {});
  expect(phaseOf(agreed(), of({}), TODAY)).toBe('awaiting_start');
  expect(phaseOf(agreed(), of({ started: '2026-11-01' }), TODAY)).toBe('in_force');
  const ended = agreed({ ...termsOf(), endOn: '2026-11-09' });
  expect(phaseOf(ended, of({ started: '2026-11-01' }), TODAY)).toBe('ended');
  expect(phaseOf(proposed(), of({}), TODAY)).toBe('negotiating');
});
