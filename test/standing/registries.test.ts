/** Registries reach the evaluation: sizes of lists count complete, distinct rows that stood on the day. */
import { expect, test } from 'vitest';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { EntryFact } from '../../src/domain/registry/entry.ts';
import { keyOf, titleOfValues } from '../../src/domain/registry/fields.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { packOf, readText, sanming } from '../domain/pack/sanming.ts';
import { SmallCity } from './kit.ts';

const UNITS = [
  { id: 'city', kind: 'city' },
  { id: 'anci', kind: 'district_county', parent: 'city' },
] as const;

const entry = (
  pack: Pack,
  registry: string,
  serial: number,
  owner: string | null,
  values: Readonly<Record<string, string | boolean>>,
  sealed: Readonly<Record<string, { contact: string; mark: string }>> = {},
): EntryFact => {
  const rule = pack.registries.find((one) => one.id === registry);
  if (rule === undefined) throw new Error(`${registry} is not in the pack`);
  return {
    type: 'entry.registered',
    id: `TZ-201905-${String(serial).padStart(4, '0')}`,
    registry,
    owner,
    title: titleOfValues(rule, values),
    values,
    sealed,
    key: keyOf(rule, values, sealed),
    despite: [],
  };
};

test('a registry is absent until something was put into it, and counts from that day until it is retired', async () => {
  const city = await SmallCity.open(UNITS, []);
  const pack = sanming();
  expect((await gatherFacts(city.store, pack, '2021-12-31')).registries).toBeUndefined();
  const fact = entry(pack, 'SM-B1', 1, null, { name: '碳纤维', lead_unit: 'gone' });
  await city.record('2021-10-20 09:00', [{ subject: 'entry', before: null, facts: [fact] }]);
  const before = await city.store.entry('TZ-201905-0001');
  await city.record('2021-11-20 09:00', [
    { subject: 'entry', before, facts: [{ type: 'entry.retired', reason: '并入' }] },
  ]);
  const at = async (day: string) => (await gatherFacts(city.store, pack, day)).registries;
  expect(await at('2021-10-19')).toBeUndefined();
  // A unit that the roster no longer has is left out; the evaluation does not fail over it.
  expect(await at('2021-10-20')).toEqual({
    'SM-B1': [{ id: 'TZ-201905-0001', name: '碳纤维', updatedOn: '2021-10-20' }],
  });
  expect(await at('2021-11-20')).toBeUndefined();
  await city.close();
});

test('23 target enterprises of which 4 foreign: 20 are met, 5 foreign are not (LF 三(二))', async () => {
  const pack = packOf(readText('schemes/langfang/pack.yaml'));
  const city = await SmallCity.open(UNITS, []);
  const facts = Array.from({ length: 23 }, (_, at) =>
    entry(pack, 'LF-G1', at + 1, 'anci', { enterprise: `目标企业${at}`, foreign: at < 4, owner: 'anci' }),
  );
  await city.record(
    '2019-05-20 09:00',
    facts.map((fact) => ({ subject: 'entry', before: null, facts: [fact] })),
  );
  const gathered = await gatherFacts(city.store, pack, '2019-06-30');
  const { targets } = evaluationDocument(evaluate(pack, gathered, '2019-06-30'));
  const bound = pack.targets.filter((target) => JSON.stringify(target).includes('"LF-G1"'));
  expect(bound.length).toBeGreaterThan(0);
  const rows = targets.filter(
    (row) => bound.some((target) => target.id === row.id) && row.subject === 'anci',
  );
  expect(rows).toMatchObject([{ id: 'LF-B13', met: false, rate: '0.8' }]);
  expect(rows[0]?.parts.map((part) => part.actual)).toEqual(['23', '4']);
  await city.close();
});

test('personal values count as filled in and tell rows apart, and never reach the facts (LC 三(五))', async () => {
  const pack = packOf(readText('schemes/liaocheng/pack.yaml'));
  const city = await SmallCity.open(UNITS, []);
  const values = { chamber: 'anci', enterprise: '甲公司', plan: '建厂', on: '2019-05-01' };
  const sealed = { contact: { contact: 'c1', mark: 'mark1' } };
  await city.record('2019-05-20 09:00', [
    { subject: 'entry', before: null, facts: [entry(pack, 'LC-G2', 1, 'anci', values, sealed)] },
    {
      subject: 'entry',
      before: null,
      facts: [entry(pack, 'LC-G2', 2, 'anci', { ...values, enterprise: '乙公司' })],
    },
  ]);
  const rows = (await gatherFacts(city.store, pack, '2019-06-30')).registries?.['LC-G2'];
  expect(rows?.map((row) => row['contact'])).toEqual(['mark1', undefined]);
  await city.close();
});

/** What the targets that read a registry say on a day. */
async function measured(
  city: string,
  registry: string,
  day: string,
  rows: readonly Parameters<typeof entry>[4][],
) {
  const pack = packOf(readText(`schemes/${city}/pack.yaml`));
  const small = await SmallCity.open(UNITS, []);
  const facts = rows.map((values, at) => {
    const { sealedName, ...open } = values;
    const sealed =
      typeof sealedName === 'string' ? { name: { contact: `c${at}`, mark: `mark-${sealedName}` } } : {};
    return entry(pack, registry, at + 1, null, open, sealed);
  });
  await small.record(
    `${day} 09:00`,
    facts.map((fact) => ({ subject: 'entry', before: null, facts: [fact] })),
  );
  const gathered = await gatherFacts(small.store, pack, day);
  const { targets } = evaluationDocument(evaluate(pack, gathered, day));
  await small.close();
  const bound = pack.targets.filter((target) => JSON.stringify(target).includes(`"${registry}"`));
  return targets.filter((row) => bound.some(({ id }) => id === row.id) && row.subject === 'city');
}

test('16 chains, 21 maps and 220 projects count in 目标 as they are put into their registries (SM 三(一)1)', async () => {
  const many = (count: number, field: string) =>
    Array.from({ length: count }, (_, at) => ({ [field]: `第${at + 1}` }));
  expect(await measured('sanming', 'SM-B1', '2021-12-31', many(15, 'name'))).toMatchObject([
    { id: 'SM-B1', actual: '15', target: '16', met: false },
  ]);
  expect(await measured('sanming', 'SM-B1', '2021-12-31', many(16, 'name'))).toMatchObject([
    { id: 'SM-B1', actual: '16', met: true, rate: '1' },
  ]);
  expect(await measured('sanming', 'SM-B2', '2021-12-31', many(21, 'name'))).toMatchObject([{ met: true }]);
  expect(await measured('sanming', 'SM-B3', '2021-12-31', many(219, 'project'))).toMatchObject([
    { actual: '219', met: false },
  ]);
});

test('30 to 40 招商代表: 29 are too few, 41 too many, two of one name and trade one (RC 三(六)16)', async () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      sealedName: `人${at}`,
      industry: '碳纤维',
      place: '江浙',
      filed_on: '2019-05-01',
    }));
  const met = async (count: number) =>
    (await measured('rongcheng', 'RC-G7', '2019-12-31', people(count))).map((row) => row.met);
  expect([await met(29), await met(30), await met(40), await met(41)]).toEqual([
    [false],
    [true],
    [true],
    [false],
  ]);
  const twins = [
    ...people(30),
    { sealedName: '人0', industry: '碳纤维', place: '北京', filed_on: '2019-05-01' },
  ];
  expect(await measured('rongcheng', 'RC-G7', '2019-12-31', twins)).toMatchObject([{ actual: '30' }]);
});

test('13 chains need their scheme and both maps; the three maps of 两库三图 are told apart (QD 二(一)1, 二(四)1)', async () => {
  const chains = Array.from({ length: 13 }, (_, at) => ({
    name: `链${at}`,
    scheme: true,
    panorama: true,
    current: at < 12,
  }));
  const rows = await measured('qingdao', 'QD-B16', '2021-12-31', chains);
  expect(rows).toMatchObject([{ id: 'QD-B16-maps', met: false }]);
  expect(rows[0]?.parts.map((part) => part.actual)).toEqual(['13', '13', '12']);
  const maps = ['闲置厂房地理位置图', '办公楼宇地理位置图', '批而未供和闲置土地招商地图'].map((map) => ({
    map,
    published_on: '2021-06-01',
  }));
  const [both] = await measured('qingdao', 'QD-G7-maps', '2021-12-31', maps);
  expect(both?.parts.at(-1)).toMatchObject({ actual: '3', met: true });
});

test('45 000 of 600 000 m² of idle plant are 7.5% (RC 三(九)23)', async () => {
  const plants = [
    { name: '甲厂', area: '45000', place: 'anci', status: '已盘活' },
    { name: '乙厂', area: '90000', place: 'anci', status: '待盘活' },
  ];
  const rows = await measured('rongcheng', 'RC-B6', '2019-12-31', plants);
  expect(rows.find(({ id }) => id === 'RC-B6')?.actual).toBe('0.075');
});
