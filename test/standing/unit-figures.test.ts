/** What units file as a whole reaches the targets that are counted by unit (青创贷, QD 一(五)(6)二). */
import { expect, test } from 'vitest';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { type FilingFact, noFiling } from '../../src/domain/filing/filing.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { SmallCity } from './kit.ts';

const WAN = 10_000;
const filed = (unit: string, month: string, wan: number): FilingFact => ({
  type: 'filing.filed',
  unit,
  cadence: 'figures',
  period: month,
  figures: [{ measure: 'loan', month, units: wan * WAN }],
  late: false,
  forecast: false,
  correction: false,
  narrative: null,
  reference: null,
  reason: null,
});

test('the year’s figures of all units add up to the city’s target; months to come do not count', async () => {
  const pack = packOf(readText('schemes/qingdao/pack.yaml'), 'qingdao');
  const city = await SmallCity.open(
    [
      { id: 'city', kind: 'city' },
      { id: 'shinan', kind: 'district_county', parent: 'city' },
      { id: 'laoshan', kind: 'district_county', parent: 'city' },
    ],
    [],
  );
  await city.record('2021-11-02 09:00', [
    { subject: 'filing', before: noFiling('shinan'), facts: [filed('shinan', '2021-09', 2_000)] },
    { subject: 'filing', before: noFiling('laoshan'), facts: [filed('laoshan', '2021-10', 2_500)] },
  ]);
  await city.record('2021-11-03 09:00', [
    {
      subject: 'filing',
      before: await city.store.filing('shinan'),
      facts: [filed('shinan', '2021-10', 3_000), filed('shinan', '2021-12', 9_000)],
    },
  ]);
  const facts = await gatherFacts(city.store, pack, '2021-11-30');
  expect(
    [...(facts.progress ?? [])].map(({ subject, month, cumulative }) => [subject, month, cumulative]),
  ).toEqual([
    ['shinan', '2021-09', '2000'],
    ['laoshan', '2021-10', '2500'],
    ['shinan', '2021-10', '3000'],
  ]);
  const { targets } = evaluationDocument(evaluate(pack, facts, '2021-11-30'));
  expect(targets.find(({ id }) => id === 'QD-B21')).toMatchObject({ actual: '5500', met: true });
});
