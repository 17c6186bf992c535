// What an evaluation reads is at most one row a project, measure and year; it says what all the monthly rows would say.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import type { Facts, ProgressRow } from '../../src/domain/facts-file/facts.ts';
import { plainFigure } from '../../src/domain/figure.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { type City, cityPack } from '../evaluate/kit.ts';
import { type PlanLead, SmallCity } from './kit.ts';

const UNITS = [
  { id: 'city', kind: 'city' },
  { id: 'a', kind: 'district_county', parent: 'city' },
  { id: 'b', kind: 'district_county', parent: 'city' },
  { id: 'zone', kind: 'function_zone', parent: 'city' },
  { id: 'town', kind: 'town', parent: 'a' },
  { id: 'dept', kind: 'city_dept', parent: 'city' },
] as const;
const HOLDERS = ['a', 'b', 'zone', 'town', 'dept'] as const;
const MEASURES = ['funds_in_place', 'fdi_actual'] as const;
const FIRST_YEAR = 2018;
const YEARS = 4;

const day = fc
  .record({ year: fc.nat(YEARS - 1), month: fc.nat(11), day: fc.nat(27) })
  .map(
    (at) =>
      `${FIRST_YEAR + at.year}-${String(at.month + 1).padStart(2, '0')}-${String(at.day + 1).padStart(2, '0')}`,
  );
const lead = fc.record({
  unit: fc.constantFrom(...HOLDERS),
  landing: fc.option(fc.constantFrom(...HOLDERS)),
  wan: fc.integer({ min: 1_000, max: 200_000 }),
  registered: day,
  signed: day,
  started: fc.option(day),
  foreign: fc.boolean(),
});
const filing = fc.record({
  lead: fc.nat(2),
  measure: fc.constantFrom(...MEASURES),
  year: fc.nat(YEARS - 1),
  month: fc.nat(11),
  wan: fc.option(fc.constantFrom(0, 0, 300, 9_000, 20_000), { freq: 6 }),
});
const cities = fc.record({
  leads: fc.array(lead, { minLength: 3, maxLength: 3 }),
  filings: fc.array(filing, { minLength: 40, maxLength: 160 }),
  asOf: day,
});

/** Verified on the last day the clock shows, in the year of the latest stage or after it. */
const VERIFIED_ON = '2021-12-31';

function planOf(given: typeof lead extends fc.Arbitrary<infer T> ? T : never): PlanLead {
  const started = given.started;
  return {
    unit: given.unit,
    ...(given.landing === null ? {} : { landingUnit: given.landing }),
    wan: given.wan,
    tags: { capitalType: given.foreign ? 'foreign' : 'domestic' },
    registeredOn: given.registered,
    stages: [
      ['signed', given.signed, given.signed],
      ['registered', given.signed, given.signed],
      ...(started === null ? [] : [['started', started, VERIFIED_ON] as const]),
    ],
  };
}

/** Every monthly row there is up to the day, as a facts file would list them. */
async function everyMonth(city: SmallCity, asOf: string): Promise<ProgressRow[]> {
  const rows = await city.database.query(
    'SELECT coalesce(project_number, number), measure, month, units FROM progress_entry JOIN lead ON lead = number',
    [],
  );
  return rows
    .map(([project, measure, month, units]) => ({
      project: String(project),
      measure: String(measure),
      month: String(month),
      cumulative: plainFigure(Number(units)),
    }))
    .filter((row) => row.month <= asOf.slice(0, 7));
}

function answers(pack: Pack, facts: Facts, asOf: string): object {
  const { findings: _findings, ...rest } = evaluationDocument(evaluate(pack, facts, asOf));
  return JSON.parse(JSON.stringify(rest));
}

async function filled(plan: typeof cities extends fc.Arbitrary<infer T> ? T : never): Promise<SmallCity> {
  const city = await SmallCity.open(UNITS, plan.leads.map(planOf));
  for (const one of plan.filings) {
    const month = `${FIRST_YEAR + one.year}-${String(one.month + 1).padStart(2, '0')}`;
    await city.file(one.lead, one.measure, month, one.wan, VERIFIED_ON);
  }
  return city;
}

const CITIES: readonly City[] = ['rongcheng', 'liaocheng', 'langfang', 'qingdao', 'sanming'];

describe('figures of a year in one row (P6)', () => {
  test.each(CITIES)(
    '%s: targets, scores and places are those of all the monthly rows',
    async (name) => {
      const pack = cityPack(name);
      await fc.assert(
        fc.asyncProperty(cities, async (plan) => {
          const city = await filled(plan);
          try {
            const facts = await gatherFacts(city.store, pack, plan.asOf);
            const all = { ...facts, progress: await everyMonth(city, plan.asOf) };
            expect(answers(pack, facts, plan.asOf)).toEqual(answers(pack, all, plan.asOf));
          } finally {
            await city.close();
          }
        }),
        { numRuns: 30 },
      );
    },
    60_000,
  );

  test('restatements and withdrawals leave what a replay of the facts leaves', async () => {
    await fc.assert(
      fc.asyncProperty(cities, async (plan) => {
        const city = await filled(plan);
        const empty = await SmallCity.open([], []);
        try {
          const verdict = await verifyFacts(city.database, empty.database);
          expect(verdict.differences).toEqual([]);
          const years = await city.store.yearFigures(9999);
          const entries = await city.database.query(
            'SELECT lead, measure, month, units FROM progress_entry ORDER BY 1, 2, 3',
            [],
          );
          const told = years.flatMap(({ lead: number, measure, year, figures }) =>
            figures.flatMap((units, at) =>
              units === null ? [] : [[number, measure, `${year}-${String(at + 1).padStart(2, '0')}`, units]],
            ),
          );
          expect(told).toEqual(entries.map((row) => [...row]));
        } finally {
          await Promise.all([city.close(), empty.close()]);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
