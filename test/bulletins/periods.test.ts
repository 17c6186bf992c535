// Quarters and years by hand: 廊坊's third quarter of 2019, 三明's year of 2022 with a claw-back on a 3:7 project; what was
// printed and what was corrected afterwards always add up to the present; every printed figure is the sum of its lines.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftPeriod } from '../../src/bulletins/month.ts';
import { figuresOf } from '../../src/bulletins/read.ts';
import { bulletinCard, bulletinTitle } from '../../src/cards/bulletin/bulletin.ts';
import type { MonthFigures } from '../../src/domain/month-figures.ts';
import type { ObjectionFact } from '../../src/domain/objection.ts';
import { packOf, readText, sanming } from '../domain/pack/sanming.ts';
import { Bureau, tablesOf, textOf } from '../harness/bureau.ts';
import { clawBack, sharedYear } from './claw-back.ts';
import { figuresAt, fundsWan, periodAt, project, publishAt, reportWan } from './scenes.ts';

const LANGFANG = packOf(readText('schemes/langfang/pack.yaml'));
const SANMING = sanming();

/** Each unit's figure is the sum of its lines, and the city's the sum of the units'. */
function expectSums(figures: MonthFigures): void {
  const measure = figures.ranking.measure.id;
  let city = 0;
  for (const unit of figures.units) {
    const printed = unit.flows[measure]?.month ?? null;
    const lines = figures.lines?.[unit.unit];
    if (printed === null) {
      expect(lines).toBeUndefined();
      continue;
    }
    expect(lines?.reduce((sum, line) => sum + line.units, 0)).toBe(printed);
    city += printed;
  }
  expect(figures.city[measure]?.month ?? 0).toBe(city);
}

const rest = (figures: MonthFigures) =>
  Object.values(figures.lines ?? {}).flatMap((lines) => lines.filter((line) => line.what.startsWith('划入')));

describe('廊坊, the third quarter of 2019 (LF 四(六) 季通报)', () => {
  let bureau: Bureau;
  beforeEach(async () => {
    bureau = await Bureau.open({
      pack: LANGFANG,
      commands: [],
      units: [
        { id: 'city', name: '廊坊市', kind: 'city' },
        { id: 'sanhe', name: '三河市', kind: 'district_county', parent: 'city' },
        { id: 'xianghe', name: '香河县', kind: 'district_county', parent: 'city' },
        { id: 'dachang', name: '大厂县', kind: 'district_county', parent: 'city' },
      ],
      people: [{ id: 'r', name: '填报员', unit: 'sanhe', roles: ['reporter', 'office'] }],
      now: '2019-07-01',
    });
    const sanhe = { unit: 'sanhe', registeredOn: '2019-05-01' };
    await project(bureau, {
      ...sanhe,
      number: 'XS-201905-0001',
      company: '三河装备',
      totalWan: 50_000,
      stages: [{ stage: 'signed', on: '2019-05-10' }],
    });
    await project(bureau, {
      number: 'XS-201906-0002',
      unit: 'xianghe',
      company: '香河家居',
      totalWan: 20_000,
      registeredOn: '2019-06-01',
      stages: [
        { stage: 'signed', on: '2019-06-20' },
        { stage: 'started', on: '2019-08-15' },
      ],
    });
    const one = { lead: 'XS-201905-0001', unit: 'sanhe' };
    const two = { lead: 'XS-201906-0002', unit: 'xianghe' };
    bureau.at('2019-07-05');
    await reportWan(bureau, { ...one, month: '2019-06', wan: 1_000 });
    bureau.at('2019-08-05');
    await reportWan(bureau, { ...one, month: '2019-07', wan: 1_800 });
    await reportWan(bureau, { ...two, month: '2019-07', wan: 300 });
    await publishAt(bureau, LANGFANG, '2019-07', '2019-08-15 09:00');
    await project(bureau, {
      ...sanhe,
      number: 'XS-201908-0003',
      company: '三河医药',
      totalWan: 8_000,
      registeredOn: '2019-08-01',
      stages: [{ stage: 'signed', on: '2019-08-02' }],
    });
    bureau.at('2019-09-05');
    await reportWan(bureau, { ...two, month: '2019-08', wan: 700 });
    // July is restated after its 月统计: 1,800 → 1,500.
    await reportWan(bureau, { ...one, month: '2019-07', wan: 1_500 });
    bureau.at('2019-10-05');
    await reportWan(bureau, { ...one, month: '2019-09', wan: 2_500 });
    await reportWan(bureau, { ...two, month: '2019-09', wan: 900 });
    await reportWan(bureau, { lead: 'XS-201908-0003', unit: 'sanhe', month: '2019-09', wan: 200 });
  });
  afterEach(() => bureau.close());

  // 三河: 2,500 − 1,000 + 200 = 1,700; 香河: 900; 大厂: no report. Year: 三河 2,700, 香河 900.
  test('has the figures reckoned by hand', async () => {
    const figures = await figuresAt(bureau, LANGFANG, '2019-Q3', '2019-10-15 09:00');
    expect(bulletinTitle(figures)).toBe('2019年三季度招商引资季通报');
    expect(figures).toMatchObject({ kind: 'quarter', period: '2019-Q3', month: '2019-09', forecast: false });
    expect(figures.city['funds_in_place']).toEqual({ month: 26_000_000, year: 36_000_000 });
    const units = figures.units.map(({ unit, place, flows, owed, reported, coverage }) => ({
      unit,
      place,
      flow: flows['funds_in_place'],
      owed,
      reported,
      coverage,
    }));
    expect(units).toEqual([
      // Owed: 0001 in July, August, September; 0003 in August and September. Nothing came in August: 2 of 3 months.
      {
        unit: 'sanhe',
        place: 1,
        flow: { month: 17_000_000, year: 27_000_000 },
        owed: 5,
        reported: 3,
        coverage: { reported: 2, expected: 3 },
      },
      {
        unit: 'xianghe',
        place: 2,
        flow: { month: 9_000_000, year: 9_000_000 },
        owed: 3,
        reported: 3,
        coverage: { reported: 3, expected: 3 },
      },
      {
        unit: 'dachang',
        place: null,
        flow: { month: null, year: null },
        owed: 0,
        reported: 0,
        coverage: undefined,
      },
    ]);
    expect(figures.signed.map((one) => one.number)).toEqual(['XM-201908-0003']);
    expect(figures.missing).toEqual([
      {
        unit: '三河市',
        titles: ['XM-201905-0001 三河装备（8月）', 'XM-201908-0003 三河医药（8月）'],
        confidential: 0,
      },
    ]);
    // July printed 800 and reads 500 now; the quarter's sum holds the 500.
    expect(figures.restated).toEqual([
      { month: '2019-07', unit: 'sanhe', measure: 'funds_in_place', units: -3_000_000 },
    ]);
    expect(figures.corrections).toEqual([]);
    expectSums(figures);
    expect(rest(figures)).toEqual([]);
  });

  // Signed before July: 0001 (50,000万, 2,500 in place: 5%) and 0002 (20,000万, 900: 4.5%), of which 0002 has started.
  test('prints 履约 of what was signed before, and not of what is new (LF-E3)', async () => {
    const { performance } = await figuresAt(bureau, LANGFANG, '2019-Q3', '2019-10-15 09:00');
    expect(performance).toEqual([
      {
        unit: 'sanhe',
        name: '三河市',
        signed: 1,
        started: 0,
        operating: 0,
        left: 0,
        investment: 500_000_000,
        funds: 25_000_000,
        unknown: 0,
      },
      {
        unit: 'xianghe',
        name: '香河县',
        signed: 1,
        started: 1,
        operating: 0,
        left: 0,
        investment: 200_000_000,
        funds: 9_000_000,
        unknown: 0,
      },
    ]);
  });

  test('says three findings, 暂缺 never as 0, and prints sections of the plan', async () => {
    const at = bureau.at('2019-10-15 09:00');
    const drafted = await draftPeriod({ store: at.store, pack: LANGFANG, now: at.now }, periodAt('2019-Q3'));
    expect(drafted.figures.findings).toEqual([
      '2019年三季度全市新增到位资金2600万元，本年累计3600万元；1个单位暂缺，不计为0。',
      '县(市、区)中，三河市居第1位（1700万元），其后是香河县。',
      '新登记线索1条，新签约项目1个，开工1个；应报项目月报8个，已报6个，未报2个。',
    ]);
    const card = bulletinCard({
      id: drafted.id,
      hash: drafted.hash,
      state: 'draft',
      figures: drafted.figures,
      checked: null,
      approved: null,
      returnedReason: null,
      may: [],
      outdated: false,
      receivers: null,
      more: [],
    });
    const text = textOf(card);
    expect(text).toContain('三河市：7月调整 到位资金 −300万元');
    expect(text).toContain('合计：已签约2个，开工1个，投产0个；到位资金3400万元，为总投资的4.86%');
    expect(tablesOf(card)[0]?.rows[0]).toMatchObject({ unit: '三河市', month: '1700', coverage: '2/3' });
    expect(tablesOf(card)[0]?.rows[2]).toMatchObject({ unit: '大厂县', place: '—', month: '—' });
  });

  test('an accepted objection stands in the next bulletin of its kind, once; one not accepted nowhere', async () => {
    const frozen = await publishAt(bureau, LANGFANG, '2019-Q3', '2019-10-15 09:00');
    const raise = (place: number, unit: string): ObjectionFact => ({
      type: 'objection.raised',
      id: `quarter:2019-Q3.${unit}.${place}`,
      publication: 'quarter:2019-Q3',
      unit,
      text: '少计 200 万元',
      by: 'r',
    });
    bureau.at('2019-10-17');
    await bureau.record([
      {
        subject: 'objection',
        before: null,
        facts: [raise(1, 'sanhe'), { type: 'objection.accepted', reason: '回单属实' }],
      },
      {
        subject: 'objection',
        before: null,
        facts: [raise(1, 'xianghe'), { type: 'objection.rejected', reason: '口径不符' }],
      },
    ]);
    const publication = await bureau.store.publication('quarter:2019-Q3');
    expect(publication === null ? null : figuresOf(publication)).toEqual(frozen);
    const fourth = await publishAt(bureau, LANGFANG, '2019-Q4', '2020-01-15 09:00');
    expect(fourth.objections).toEqual([
      {
        publication: 'quarter:2019-Q3',
        unit: '三河市',
        text: '少计 200 万元',
        reason: '回单属实',
        decidedOn: '2019-10-17',
      },
    ]);
    expect((await figuresAt(bureau, LANGFANG, '2020-Q1', '2020-04-15 09:00')).objections).toBeUndefined();
  });

  test('after it is out, a restated month stands in the next quarter’s, once (AE-X-1)', async () => {
    const printed = await publishAt(bureau, LANGFANG, '2019-Q3', '2019-10-15 09:00');
    bureau.at('2019-11-05');
    await reportWan(bureau, { lead: 'XS-201905-0001', unit: 'sanhe', month: '2019-09', wan: 2_400 });
    await reportWan(bureau, { lead: 'XS-201905-0001', unit: 'sanhe', month: '2019-10', wan: 3_000 });
    const fourth = await publishAt(bureau, LANGFANG, '2019-Q4', '2020-01-15 09:00');
    expect(fourth.corrections).toEqual([
      { month: '2019-09', unit: 'sanhe', measure: 'funds_in_place', units: -1_000_000 },
    ]);
    expect(fundsWan(printed, 'sanhe')).toBe(1_700);
    expect(fundsWan(fourth, 'sanhe')).toBe(600);
    const first = await figuresAt(bureau, LANGFANG, '2020-Q1', '2020-04-15 09:00');
    expect(first.corrections).toEqual([]);
    expect(fourth.findings[0]).toContain('比上期少2000万元');
  });
});

describe('三明, the year 2022 with a claw-back on a 3:7 project (SM 三(二)11, 三(四)19; P14)', () => {
  // Shared 10,000 at 3:7: 3,000 and 7,000; −1,500 takes 450 and 1,050; 永安 has 400 of its own.
  // 永安 3,000 − 450 + 400 = 2,950; 经开区 7,000 − 1,050 = 5,950; the city 10,400 − 1,500 = 8,900.
  test('prints −450 and −1,050, and the sums stay true', async () => {
    const bureau = await sharedYear();
    try {
      bureau.at('2022-12-15');
      await clawBack(bureau);
      const figures = await figuresAt(bureau, SANMING, '2022', '2023-01-31 09:00');
      expect(bulletinTitle(figures)).toBe('2022年招商引资年终考核结果通报');
      expect(figures.city['funds_in_place']).toEqual({ month: 89_000_000, year: 89_000_000 });
      expect(fundsWan(figures, 'yongan')).toBe(2_950);
      expect(fundsWan(figures, 'zone')).toBe(5_950);
      expect(figures.clawBacks).toEqual([
        {
          month: '2022-12',
          project: 'XM-202110-0001',
          measure: 'funds_in_place',
          parts: [
            { unit: 'yongan', units: -4_500_000 },
            { unit: 'zone', units: -10_500_000 },
          ],
          units: -15_000_000,
          year: 1,
          clause: 'SM 三(四)19',
        },
      ]);
      expectSums(figures);
      expect(rest(figures)).toEqual([]);
    } finally {
      await bureau.close();
    }
  });

  test('made after December’s bulletin, it is that month’s correction in the next', async () => {
    const bureau = await sharedYear();
    try {
      const december = await publishAt(bureau, SANMING, '2022-12', '2023-01-08 09:00');
      expect(fundsWan(december, 'yongan')).toBeNull();
      await clawBack(bureau);
      const january = await figuresAt(bureau, SANMING, '2023-01', '2023-02-08 09:00');
      expect(january.corrections).toEqual([
        { month: '2022-12', unit: 'yongan', measure: 'funds_in_place', units: -4_500_000 },
        { month: '2022-12', unit: 'zone', measure: 'funds_in_place', units: -10_500_000 },
      ]);
      expect(january.clawBacks).toHaveLength(1);
    } finally {
      await bureau.close();
    }
  });
});

test('printed and corrected since always add up to what stands now, for months and quarters (AE-X-1)', async () => {
  const step = fc.record({
    month: fc.constantFrom('2021-08', '2021-09', '2021-10', '2021-11'),
    unit: fc.constantFrom('yongan', 'zone'),
    wan: fc.integer({ min: 0, max: 5_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 6 }),
      fc.array(step, { maxLength: 6 }),
      async (before, after) => {
        const bureau = await Bureau.open({
          pack: SANMING,
          commands: [],
          units: [
            { id: 'city', name: '三明市', kind: 'city' },
            { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city' },
            { id: 'zone', name: '经开区', kind: 'function_zone', parent: 'city' },
          ],
          people: [{ id: 'r', name: '填报员', unit: 'yongan', roles: ['reporter'] }],
          now: '2021-08-20',
        });
        try {
          const leads = { yongan: 'XS-202107-0001', zone: 'XS-202107-0002' } as const;
          for (const [unit, number] of Object.entries(leads)) {
            await project(bureau, {
              number,
              unit,
              company: unit,
              totalWan: 9_000,
              registeredOn: '2021-07-01',
              stages: [{ stage: 'signed', on: '2021-07-02' }],
            });
          }
          const file = async (given: { month: string; unit: string; wan: number }) =>
            reportWan(bureau, { ...given, lead: leads[given.unit as 'zone'] });
          bureau.at('2021-10-01');
          for (const given of before) await file(given);
          const printed = [
            await publishAt(bureau, SANMING, '2021-09', '2021-10-08 09:00'),
            await publishAt(bureau, SANMING, '2021-Q3', '2021-10-10 09:00'),
          ];
          for (const given of after) await file(given);
          const later = [
            await publishAt(bureau, SANMING, '2021-11', '2021-12-08 09:00'),
            await publishAt(bureau, SANMING, '2021-Q4', '2022-01-10 09:00'),
          ];
          for (const [at, was] of printed.entries()) {
            const period = was.period ?? was.month;
            const present = await figuresAt(bureau, SANMING, period, '2022-01-20 09:00');
            expectSums(present);
            for (const unit of ['yongan', 'zone']) {
              const corrected = (later[at]?.corrections ?? [])
                .filter((one) => one.unit === unit && one.measure === 'funds_in_place')
                .filter((one) => one.month === was.month)
                .reduce((sum, one) => sum + one.units, 0);
              const now = (fundsWan(present, unit) ?? 0) * 10_000;
              expect((fundsWan(was, unit) ?? 0) * 10_000 + corrected).toBe(now);
            }
          }
        } finally {
          await bureau.close();
        }
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
