// 催报: more than a handful are asked about first; once an hour each, whoever presses and however often.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missing } from '../../commands/missing.ts';
import { remind } from '../../commands/remind.ts';
import { report } from '../../commands/report.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf, buttonsOf } from '../harness/bureau.ts';

const COUNTIES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
let bureau: Bureau;
beforeEach(async () => {
  bureau = await Bureau.open({
    pack: sanming(),
    commands: [report, missing, remind],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      ...COUNTIES.map((id) => ({ id, name: `${id}县`, kind: 'district_county', parent: 'city' })),
    ],
    people: [
      { id: 'o1', name: '办公室甲', unit: 'city', roles: ['office'] },
      { id: 'o2', name: '办公室乙', unit: 'city', roles: ['office'] },
      { id: 'la', name: '甲县领导', unit: 'a', roles: ['leader'] },
      ...COUNTIES.map((id) => ({
        id: `r${id}`,
        name: `填报员${id}`,
        unit: id,
        roles: ['reporter' as const],
        unbound: id === 'g',
      })),
    ],
    now: '2022-01-04 09:00',
  });
  for (const [at, unit] of COUNTIES.entries()) {
    await bureau.lead({
      serial: at + 1,
      company: `企业${unit}`,
      unit,
      holder: `r${unit}`,
      registered: '2021-11-20',
      signedOn: '2021-11-25',
      promoted: '2021-11-26',
    });
  }
});
afterEach(() => bureau.close());

test('more than a handful are asked about, then reminded each once; the unbound are named', async () => {
  const asked = await bureau.say('o1', remind, '');
  expect(asked.card?.title).toBe('催报 6 人？');
  expect(asked.notices).toEqual([]);
  expect(asked.text).toContain('填报员g（g县）');
  const sent = await bureau.press('o1', buttonOf(asked.card, '确认催报'));
  expect(sent.notices).toHaveLength(6);
  expect(new Set(sent.notices.map(({ key }) => key)).size).toBe(6);
  expect(sent.text).toContain('提醒不到 1 人');
  const twice = await bureau.press('o2', buttonOf(asked.card, '确认催报'));
  expect(twice.notices).toEqual([]);
  expect(twice.text).toContain('1 小时内已催过 6 人');
  const later = await bureau.at('2022-01-04 10:00').say('o1', remind, '全部 12月');
  expect(later.card?.title).toBe('催报 6 人？');
});

test('a leader reminds the own unit at once, and nobody else’s', async () => {
  const sent = await bureau.say('la', remind, '');
  expect(sent.notices.map(({ key }) => key)).toEqual(['hurry:2021-12:1:ra']);
  expect((await bureau.say('la', remind, 'b县')).refusal).toContain('只能催报本单位');
  const asked = await bureau.say('o1', remind, '');
  const forged = { command: 'remind', action: 'send', args: { month: '2021-12', unit: 'b', all: '' } };
  expect((await bureau.press('la', forged)).refusal).toContain('只能催报本单位');
  expect(buttonsOf(asked.card).length).toBeLessThanOrEqual(2);
  expect((await bureau.press('o1', { ...forged, args: { month: 'x' } })).refusal).toContain('失效');
});
