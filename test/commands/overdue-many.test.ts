// 逾期 where nearly nobody has reported: every count is whole, the list is its beginning, and one's own is all there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nudge } from '../../commands/nudge.ts';
import { overdue } from '../../commands/overdue.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import { decideReport, noProgress } from '../../src/domain/progress.ts';
import { lateItems } from '../../src/due/late.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf } from '../harness/bureau.ts';

const YONGAN = 75;
let bureau: Bureau;

beforeAll(async () => {
  bureau = await Bureau.open({
    pack: sanming(),
    commands: [overdue, nudge],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city' },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city' },
    ],
    people: [
      { id: 'o1', name: '办公室甲', unit: 'city', roles: ['office'] },
      { id: 'yr', name: '永安填报员', unit: 'yongan', roles: ['reporter'] },
      { id: 'ys', name: '永安新手', unit: 'yongan', roles: ['reporter'] },
      { id: 'sr', name: '沙县填报员', unit: 'shaxian', roles: ['reporter'] },
    ],
    now: '2021-11-08 10:00',
  });
  const add = (serial: number, unit: string, holder: string, confidential = false) =>
    bureau.lead({
      serial,
      company: `企业${serial}`,
      unit,
      holder,
      registered: '2021-10-08',
      signedOn: '2021-10-09',
      promoted: '2021-10-10',
      confidential,
    });
  for (let serial = 1; serial < YONGAN; serial += 1) await add(serial, 'yongan', 'yr', serial === 3);
  await add(YONGAN, 'yongan', 'ys');
  await add(YONGAN + 1, 'shaxian', 'sr');
  const number = 'XS-202110-0001';
  const intent = {
    unit: 'yongan',
    month: '2021-10',
    figures: [{ measure: 'funds_in_place', units: 10_000 }],
    narrative: null,
    problems: null,
    plan: null,
    late: false,
    forecast: false,
  };
  const decided = decideReport(noProgress(number), intent, (measure) => measure);
  if (isRefusal(decided)) throw new Error(decided.because);
  await bureau.record([{ subject: 'progress', before: noProgress(number), facts: decided.facts }], 'yr');
}, 60_000);
afterAll(() => bureau.close());

test('counts are whole though the list is only its beginning, and a unit asked for has more of it', async () => {
  const city = await bureau.say('o1', overdue, '');
  expect(city.text).toContain('逾期 75 件：月报 75 件');
  expect(city.text).toContain('另有 14 件没有逐条列出');
  expect(city.text).toContain('第 1/6 页');
  const last = await bureau.press('o1', {
    command: 'overdue',
    action: 'page',
    args: { words: '', page: '5' },
  });
  expect(last.text).toContain('XM-202110-0076');
  const unit = await bureau.say('o1', overdue, '永安市');
  expect(unit.text).toContain('逾期 74 件');
  expect(unit.text).not.toContain('没有逐条列出');
  expect((await bureau.say('sr', overdue, '')).text).toContain('逾期 1 件');
  expect(buttonOf(city.card, '下一页')).not.toBeNull();
});

test('somebody’s own are listed, however late in the order they come', async () => {
  const own = await bureau.say('ys', overdue, '我的');
  expect(own.text).toContain('逾期 1 件');
  expect(own.text).toContain('XM-202110-0075');
});

test('a job sees every one, and of one lead only its own', async () => {
  const { store, now } = bureau;
  const roster = await store.roster();
  const scene = { now, today: '2021-11-08', pack: sanming(), roster, store };
  expect(await lateItems(scene)).toHaveLength(75);
  const only = await store.lead('XM-202110-0040');
  if (only === null) throw new Error('no lead');
  expect((await lateItems({ ...scene, only })).map((item) => item.number)).toEqual(['XM-202110-0040']);
  const reported = await store.lead('XM-202110-0001');
  if (reported === null) throw new Error('no lead');
  expect(await lateItems({ ...scene, only: reported })).toEqual([]);
});
