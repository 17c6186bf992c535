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
