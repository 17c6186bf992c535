// Corrections to the rule primitives that evaluating whole files brought to light.
import { describe, expect, test } from 'vitest';
import { dec } from '../../src/domain/decimal.ts';
import { loadPack } from '../../src/domain/pack/load.ts';
import { unitFits } from '../../src/domain/pack/view.ts';
import { complete } from '../../src/domain/rule/completion.ts';
import { score } from '../../src/domain/rule/scorecard.ts';
import { na, num } from '../../src/domain/value.ts';
import { readText } from '../domain/pack/sanming.ts';
import { cityPack, project, run, target, times, unit } from './kit.ts';

test('P8: 未下达 comes before 暂缺: without a target there is nothing to be late with (AE-SM-14)', () => {
  expect(complete({ cmp: '>=' }, { actual: na('no_data') }).rate).toMatchObject({ reason: 'no_target' });
  expect(complete({ cmp: 'done' }, { actual: na('no_data') }).rate).toMatchObject({ reason: 'no_data' });
});

test('P3: a unit without a tag does not have it, so that “not a lead department” is a yes (LC 三(一))', () => {
  const pack = cityPack('liaocheng');
  const other = { not: { dimension: { lead_department: ['是'] } } };
  expect(unitFits(pack, other, { kind: 'city_dept', tags: {} })).toBe(true);
  expect(unitFits(pack, other, { kind: 'city_dept', tags: { lead_department: '是' } })).toBe(false);
});

test('P9 (domain.md 0.3): only what a text demands costs points; over-fulfilment of anything may earn them', () => {
  const card = cityPack('rongcheng').scorecards[0];
  if (card === undefined) throw new Error('no scorecard');
  const half = { completion: complete({ cmp: '>=', value: dec(10) }, { actual: num(5) }) };
  const facts = new Map(card.items.map((item) => [item.id, half]));
  const soft = { ...card, items: card.items.map((item) => ({ ...item, must: item.id === 'funds' })) };
  expect([score(card, facts).malus.toFixed(), score(soft, facts).malus.toFixed()]).toEqual(['15', '10']);
});

describe('P7: who is bound and by when', () => {
  test('a unit’s own tag class, a town under a county: the county holds what its towns do', () => {
    const outcome = run('sanming', '2021-12-31', {
      units: [unit('县', 'district_county'), unit('镇', 'town', { parent: '县' })],
      projects: [project('p', '镇', { signed: '2021-10-01' })],
      targets: [{ id: 'SM-T-signed', subject: '县', value: 1 }],
    });
    expect(target(outcome, 'SM-T-signed', '县')).toMatchObject({ actual: '1', met: true });
  });
  test('before the first part of a phasing is over nothing is due: not_yet_due, no rate', () => {
    const row = target(
      run('langfang', '2019-02-15', { units: [unit('县', 'district_county')], activities: [] }),
      'LF-B11',
    );
    expect([row.rate, row.met, row.na]).toEqual([null, null, 'not_yet_due']);
  });
  test('a stage verified after its year closed counts in the year of verification, 补报', () => {
    const facts = {
      units: [unit('县', 'district_county')],
      projects: [
        project(
          'p',
          '县',
          { registered: { on: '2018-12-20', verifiedOn: '2019-01-15' } },
          { tags: ['高端装备'] },
        ),
      ],
    };
    expect(target(run('liaocheng', '2018-12-31', facts), 'LC-B7', '县').actual).toBe('0');
    const later = target(run('liaocheng', '2019-12-31', facts), 'LC-B7', '县');
    expect([later.actual, later.flags]).toEqual(['1', ['含补报']]);
  });
  test('a withdrawn stage takes its count back on the day it was withdrawn', () => {
    const facts = {
      units: [unit('县', 'district_county')],
      projects: [
        project(
          'p',
          '县',
          { registered: { on: '2018-05-01', withdrawnOn: '2019-03-01' } },
          { tags: ['高端装备'] },
        ),
      ],
    };
    expect(target(run('liaocheng', '2018-12-31', facts), 'LC-B7', '县').actual).toBe('1');
    expect(target(run('liaocheng', '2019-12-31', facts), 'LC-B7', '县').actual).toBe('-1');
  });
  test('an unverified stage does not count', () => {
    const facts = {
      projects: [
        project('p', null, { registered: { on: '2019-05-01', verifiedOn: null } }, { tags: ['十强'] }),
      ],
    };
    expect(target(run('rongcheng', '2019-12-31', facts), 'RC-B1').actual).toBe('0');
  });
  test('each row of a registry: every chain signs and lands a key project (SM 三(二)8)', () => {
    const outcome = run('sanming', '2021-12-31', {
      registries: { 'SM-B1': [{ name: '石墨烯' }, { name: '文旅' }] },
      projects: times(1, () =>
        project(
          'p',
          null,
          { signed: '2021-09-01', registered: '2021-09-10', started: '2021-10-01' },
          {
            totalInvestment: { amount: 11, unit: '亿元' },
            fields: { industry_chain: '石墨烯' },
          },
        ),
      ),
    });
    expect(['石墨烯', '文旅'].map((chain) => target(outcome, 'SM-B9', chain).met)).toEqual([true, false]);
  });
});

test('pack check: sumOf must name a field of its registry (RC 三(九)23)', () => {
  const text = readText('schemes/rongcheng/pack.yaml').replace(
    '{size: RC-B6, sumOf: area,',
    '{size: RC-B6, sumOf: aera,',
  );
  const result = loadPack(text, 'pack.yaml');
  expect(result.ok ? [] : result.mistakes.map((mistake) => mistake.message).join()).toContain(
    '是否想写「area」',
  );
});
