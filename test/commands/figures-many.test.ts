// 待审 月报 of a full-sized city: cards fit whole, 全部通过 goes in bounded steps, and what was filed later stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pending } from '../../commands/pending.ts';
import { PASS_MAX } from '../../commands/shared/figures/read.ts';
import type { Card } from '../../src/card.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import { decideReport } from '../../src/domain/progress.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf } from '../harness/bureau.ts';
import { MONTHLY } from '../harness/sanming-bureau.ts';

const PROJECTS = 330;
const HOSTILE = ['<at id=all></at>', '[点我](http://x.cn)', '**粗体**', '名称很长'.repeat(12), '平常企业'];
let bureau: Bureau;
const number = (serial: number) => `XS-202110-${String(serial).padStart(4, '0')}`;

async function filed(serial: number, wan: number, narrative: string | null): Promise<void> {
  const progress = await bureau.store.progress(number(serial));
  const decision = decideReport(
    progress,
    {
      unit: `u${serial % 10}`,
      month: '2021-10',
      figures: [{ measure: 'funds_in_place', units: wan * 10_000 }],
      narrative,
      problems: narrative,
      plan: null,
      late: true,
      forecast: false,
    },
    (measure) => measure,
  );
  if (isRefusal(decision)) throw new Error(decision.because);
  await bureau.record([{ subject: 'progress', before: progress, facts: decision.facts }], 'r');
}

beforeAll(async () => {
  bureau = await Bureau.open({
    pack: sanming(),
    commands: [...MONTHLY.filter((one) => one.id !== pending.id), pending],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      ...Array.from({ length: 10 }, (_, at) => ({
        id: `u${at}`,
        name: `第${at}县`,
        kind: 'district_county',
        parent: 'city',
      })),
    ],
    people: [
      { id: 'o1', name: '甲', unit: 'city', roles: ['office'] },
      { id: 'r', name: '丙', unit: 'u1', roles: ['reporter'] },
    ],
    now: '2021-11-03',
  });
  for (let serial = 1; serial <= PROJECTS; serial += 1) {
    await bureau.lead({
      serial,
      company: `${HOSTILE[serial % HOSTILE.length]}${serial}`,
      unit: `u${serial % 10}`,
      holder: 'r',
      registered: '2021-10-08',
      signedOn: '2021-10-09',
      promoted: '2021-10-10',
    });
    // Every hundredth is a round figure, which is a doubt.
    await filed(serial, serial % 100 === 0 ? 2_000 : serial, '说明'.repeat(400));
  }
}, 120_000);
afterAll(() => bureau.close());

function expectWhole(card: Card | null): Card {
  if (card === null) throw new Error('no card');
  const { cut, bytes } = renderCard(card);
  expect(cut).toEqual([]);
  expect(bytes).toBeLessThan(28_000);
  return card;
}

test('the list, its pages and one report fit whole; the doubtful come first', async () => {
  const list = await bureau.say('o1', pending, '月报 10月');
  expectWhole(list.card);
  expect(list.text).toContain(`${PROJECTS} 份待审，其中 3 份有疑点`);
  expect(list.text.indexOf('是整数')).toBeGreaterThan(0);
  expectWhole((await bureau.press('o1', buttonOf(list.card, '下一页'))).card);
  const item = await bureau.say('o1', pending, '月报 0004 10月');
  expectWhole(item.card);
});

test('passing all goes in steps of a bounded number, without what is doubtful or was filed again meanwhile', async () => {
  const list = await bureau.say('o1', pending, '月报 10月');
  bureau.at('2021-11-04 10:00');
  await filed(7, 71, '改报');
  const stale = buttonOf(list.card, `无疑点的全部通过（${PASS_MAX} 份）`);
  const first = await bureau.press('o1', stale);
  expect(first.text).toContain(`已通过 ${PASS_MAX} 份`);
  const second = await bureau.press('o1', stale);
  expect(second.text).toContain('4 份待审，其中 3 份有疑点');
  expect((await bureau.press('o1', stale)).text).toContain('没有可以通过的');
  const of = async () => (await bureau.store.progress(number(7))).reports[0];
  expect(await of()).toMatchObject({ version: 2, checked: null });
  const last = await bureau.press('o1', buttonOf(second.card, '无疑点的全部通过（1 份）'));
  expect(last.text).toContain('3 份待审，其中 3 份有疑点');
  expect(await of()).toMatchObject({ version: 2, checked: 'verified', verifiedVersion: 2 });
}, 60_000);
