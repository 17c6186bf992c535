// What the city set in the product reaches the evaluation as if it had stood in a facts file; and proposals at year end.
import { expect, test } from 'vitest';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { checkFacts } from '../../src/domain/facts-file/check.ts';
import type { Facts } from '../../src/domain/facts-file/facts.ts';
import { type SettingKey, type SettingWish, wishFact } from '../../src/domain/setting/setting.ts';
import { periodProposals } from '../../src/due/period-proposals.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { shanghai } from '../harness/bureau.ts';
import { standingsHere } from './here.ts';
import { SmallCity } from './kit.ts';

const UNITS = [
  { id: 'city', kind: 'city' },
  { id: 'sanhe', kind: 'district_county', parent: 'city' },
  { id: 'zone', kind: 'function_zone', parent: 'city' },
  { id: 'zone2', kind: 'function_zone', parent: 'city' },
  { id: 'zone3', kind: 'function_zone', parent: 'city' },
] as const;
const langfang = () => packOf(readText('schemes/langfang/pack.yaml'));
const rongcheng = () => packOf(readText('schemes/rongcheng/pack.yaml'));

const wish = (
  key: Partial<SettingKey> & Pick<SettingKey, 'kind' | 'item'>,
  amount: string,
  unit: string | null,
  from: string,
): SettingWish => ({
  subject: null,
  part: null,
  scope: null,
  ...key,
  amounts: [amount],
  unit,
  members: [],
  from,
  note: null,
});
const set = (city: SmallCity, ...wishes: readonly SettingWish[]) =>
  city.record(
    '2019-02-01 09:00',
    wishes.map((one) => ({ subject: 'setting' as const, before: null, facts: [wishFact(one)] })),
  );
const document = (pack: ReturnType<typeof langfang>, facts: Facts, asOf: string) =>
  evaluationDocument(evaluate(pack, facts, asOf));

test('what was set in the product is evaluated as the same rows of a facts file (P7, P2)', async () => {
  const pack = langfang();
  const city = await SmallCity.open(UNITS, []);
  const bare = await gatherFacts(city.store, pack, '2019-12-31');
  await set(
    city,
    wish({ kind: 'target', item: 'LF-FDI', subject: 'sanhe' }, '6.9', '亿元', '2019-01-01'),
    wish({ kind: 'fx', item: 'USD', scope: '2019' }, '6.9', null, '2019-01-01'),
    wish(
      { kind: 'baseline', item: 'LF-B6', subject: 'city', scope: '2018' },
      '62000',
      '万美元',
      '2019-01-01',
    ),
  );
  const gathered = await gatherFacts(city.store, pack, '2019-12-31');
  const rows: Facts = {
    ...bare,
    targets: [{ id: 'LF-FDI', subject: 'sanhe', value: '6.9', unit: '亿元', from: '2019-01-01' }],
    fx: [{ from: 'USD', to: 'CNY', at: '2019', rate: '6.9' }],
    baselines: [{ id: 'LF-B6', subject: 'city', period: '2018', value: '62000', unit: '万美元' }],
  };
  expect(checkFacts(pack, { ...gathered, progress: [] })).toEqual([]);
  expect(document(pack, gathered, '2019-12-31')).toEqual(document(pack, rows, '2019-12-31'));
  // A target given in yuan counts in the currency of its measure, by the year's rate: 6.9亿元 ÷ 6.9 = 1亿美元.
  const row = document(pack, gathered, '2019-12-31').targets.find(
    (one) => one.id === 'LF-FDI' && one.subject === 'sanhe',
  );
  expect(row?.target).toBe('10000');
});

test('a version begins on its day, and a year stays with its year', async () => {
  const pack = langfang();
  const city = await SmallCity.open(UNITS, []);
  const key = { kind: 'target' as const, item: 'LF-FDI', subject: 'sanhe' };
  await set(city, wish(key, '4000', '万美元', '2019-01-01'));
  const [before = null] = await city.store.settings(['target']);
  await city.record('2019-06-20 09:00', [
    { subject: 'setting', before, facts: [wishFact(wish(key, '5000', '万美元', '2019-07-01'))] },
  ]);
  const valueOn = async (asOf: string) => {
    const { targets } = document(pack, await gatherFacts(city.store, pack, asOf), asOf);
    const row = targets.find((one) => one.id === 'LF-FDI' && one.subject === 'sanhe');
    return row?.whole ?? row?.target ?? null;
  };
  expect(await valueOn('2019-06-30')).toBe('4000');
  expect(await valueOn('2019-07-31')).toBe('5000');
  expect(await valueOn('2020-06-30')).toBeNull();
});

test('at the end of an assessed year what the evaluation proposes is listed, by nobody, to be decided (P12)', async () => {
  const pack = rongcheng();
  const city = await SmallCity.open(UNITS, [
    { unit: 'zone', wan: 500, registeredOn: '2020-03-01', stages: [['signed', '2020-03-01', '2020-03-02']] },
  ]);
  const mark = (subject: string, amount: string) =>
    wish({ kind: 'mark', item: 'daily', subject, scope: 'RC-unit' }, amount, null, '2020-12-01');
  await set(city, mark('zone', '9'), mark('zone2', '5'), mark('zone3', '2'));
  const at = (now: string) => ({
    now: shanghai(now),
    today: now.slice(0, 10),
    pack,
    packOn: () => pack,
    store: city.store,
    standing: standingsHere(city.store, () => pack),
  });
  const facts = await gatherFacts(city.store, pack, '2020-12-31');
  expect(facts.marks).toHaveLength(3);
  const early = await periodProposals.due(at('2021-01-02 10:00'));
  expect(early.filter(({ key }) => key.includes('year'))).toEqual([]);
  const due = await periodProposals.due(at('2021-02-02 10:00'));
  const year = due.find(({ key }) => key === 'period-proposals:year:2020');
  const outcome = await year?.run(at('2021-02-02 10:00'));
  const wanted = evaluate(pack, facts, '2020-12-31').proposals;
  const listed = (outcome?.changes ?? []).flatMap((one) => (one.subject === 'proposal' ? one.facts : []));
  expect(outcome?.notices).toEqual([]);
  expect(outcome).toBeDefined();
  expect(listed.map((one) => (one.type === 'proposal.proposed' ? one.rule : ''))).toEqual([
    ...new Set(wanted.map(({ rule }) => rule)),
  ]);
  expect(listed.length).toBeGreaterThan(0);
});
