// A full-sized city: 30 counties, 300 projects. Every monthly card fits the platform whole, whatever names hold.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulletin } from '../../commands/bulletin.ts';
import { missing } from '../../commands/missing.ts';
import { ranking } from '../../commands/ranking.ts';
import { report } from '../../commands/report.ts';
import type { Card } from '../../src/card.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import { decideReport, noProgress } from '../../src/domain/progress.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import type { Change } from '../../src/outcome.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf, tablesOf } from '../harness/bureau.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { file, MONTHLY } from '../harness/sanming-bureau.ts';

const UNITS = 30;
const PROJECTS = 300;
const HOSTILE = [
  '<at id=all></at>',
  '[点我](http://x.cn)',
  '**粗体**',
  '名称很长'.repeat(12),
  '&lt;',
  '平常企业',
];

let bureau: Bureau;

beforeAll(async () => {
  const unit = (at: number) => ({ id: `u${at}`, name: `第${at}县`, kind: 'district_county', parent: 'city' });
  bureau = await Bureau.open({
    pack: sanming(),
    commands: MONTHLY,
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      ...Array.from({ length: UNITS }, (_, at) => unit(at)),
      ...Array.from({ length: 20 }, (_, at) => ({
        id: `d${at}`,
        name: `部门${at}`,
        kind: 'city_dept',
        parent: 'city',
      })),
    ],
    people: [
      { id: 'o1', name: '甲', unit: 'city', roles: ['office', 'reporter'] },
      { id: 'o2', name: '乙', unit: 'city', roles: ['office'] },
      { id: 'r', name: '丙', unit: 'u1', roles: ['reporter'] },
    ],
    now: '2021-11-03',
  });
  for (let serial = 1; serial <= PROJECTS; serial += 1) {
    const unitId = `u${serial % UNITS}`;
    await bureau.lead({
      serial,
      company: `${HOSTILE[serial % HOSTILE.length]}${serial}`,
      unit: unitId,
      holder: 'r',
      registered: '2021-10-08',
      signedOn: '2021-10-09',
      promoted: '2021-10-10',
    });
    if (serial % 7 < 3) continue;
    const number = `XS-202110-${String(serial).padStart(4, '0')}`;
    const decision = decideReport(
      noProgress(number),
      {
        unit: unitId,
        month: '2021-10',
        figures: [{ measure: 'funds_in_place', units: serial * 12_345_678 }],
        narrative: null,
        problems: null,
        plan: null,
        late: false,
        forecast: false,
      },
      (measure) => measure,
    );
    if (isRefusal(decision)) throw new Error(decision.because);
    const change: Change = { subject: 'progress', before: noProgress(number), facts: decision.facts };
    await bureau.record([change], 'r');
  }
}, 60_000);
afterAll(() => bureau.close());

/** Rendered whole: nothing had to be left out for size. */
function expectWhole(card: Card | null): void {
  if (card === null) throw new Error('no card');
  const { cut, bytes } = renderCard(card);
  expect(cut).toEqual([]);
  expect(bytes).toBeLessThan(28_000);
}

test('ranking, missing, list, form and result fit whole', async () => {
  expectWhole((await bureau.say('r', ranking, '')).card);
  const absent = await bureau.say('o1', missing, '');
  expectWhole(absent.card);
  expectWhole((await bureau.press('o1', buttonOf(absent.card, '下一页'))).card);
  const list = await bureau.say('o1', report, '');
  expectWhole(list.card);
  expectWhole((await bureau.press('o1', buttonOf(list.card, '下一页'))).card);
  expectWhole((await bureau.say('r', report, '0031')).card);
  const words = { narrative: '进展'.repeat(500), problems: '问题'.repeat(500), plan: '计划'.repeat(500) };
  expectWhole((await file(bureau, 'r', '0031', { funds_in_place: '99999999', ...words })).card);
});

test('the bulletin fits whole as draft, on the approver’s card and as published', async () => {
  const draft = await bureau.say('o1', bulletin, '');
  expectWhole(draft.card);
  expect(tablesOf(draft.card)).toHaveLength(2);
  const checked = await bureau.press('o1', buttonOf(draft.card, '审核'));
  const mine = checked.notices[0]?.card ?? null;
  expectWhole(mine);
  expectWhole((await bureau.press('o2', buttonOf(mine, '签发'))).card);
});

test('a ranking of this size is answered well within the second a press has', async () => {
  const started = process.cpuUsage();
  await bureau.say('r', ranking, '');
  expect(cpuMsSince(started)).toBeLessThan(1_500);
});
