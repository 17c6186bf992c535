// 流转 at the bureau: who sees and acts, numbers before and after, the year's settlement, and the hand-over of leads.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ranking } from '../../commands/ranking.ts';
import { report } from '../../commands/report.ts';
import { transfer } from '../../commands/transfer.ts';
import { draftMonth } from '../../src/bulletins/month.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { transferHandover } from '../../src/due/transfer-handover.ts';
import { transferSettle } from '../../src/due/transfer-settle.ts';
import type { Job } from '../../src/scheduler.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { type Answered, Bureau, buttonOf, tablesOf } from '../harness/bureau.ts';
import { standingsHere } from '../standing/here.ts';

const pack = sanming();
let bureau: Bureau;

beforeEach(async () => {
  bureau = await Bureau.open({
    pack,
    commands: [transfer, report, ranking],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city', aliases: ['永安'] },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city', aliases: ['沙县'] },
      { id: 'youxi', name: '尤溪县', kind: 'district_county', parent: 'city' },
    ],
    people: [
      { id: 'yr', name: '张三', unit: 'yongan', roles: ['reporter'] },
      { id: 'yr2', name: '李四', unit: 'yongan', roles: ['reporter'] },
      { id: 'yv', name: '赵六', unit: 'yongan', roles: ['verifier'] },
      { id: 'yl', name: '永安领导', unit: 'yongan', roles: ['leader'] },
      { id: 'sr', name: '王五', unit: 'shaxian', roles: ['reporter'] },
      { id: 'ur', name: '尤溪填报员', unit: 'youxi', roles: ['reporter'] },
      { id: 'office', name: '招商办', unit: 'city', roles: ['office'] },
      { id: 'mayor', name: '市长', unit: 'city', roles: ['leader'] },
    ],
    now: '2026-11-10 09:00',
  });
});
afterEach(() => bureau.close());

const project = (serial: number, company: string, confidential = false) =>
  bureau.lead({
    serial,
    company,
    unit: 'yongan',
    holder: 'yr',
    registered: '2026-08-01',
    signedOn: '2026-08-10',
    promoted: '2026-08-11',
    confidential,
  });

async function started(number: string, on: string): Promise<void> {
  const lead = await bureau.store.lead(number);
  const id = `${number}#started`;
  const facts: LeadFact[] = [
    {
      type: 'lead.stage_submitted',
      id,
      stage: 'started',
      happenedOn: on,
      evidence: '施工许可证',
      note: null,
    },
    { type: 'lead.stage_verified', id, reached: 'started', tags: {} },
  ];
  await bureau.record([{ subject: 'lead', before: lead, facts }], 'seed');
}

async function filed(month: string, when: string, form: Readonly<Record<string, string>>): Promise<void> {
  const opened = await bureau.at(when).say('yr', report, `0001 ${month}`);
  const done = await bureau.press('yr', buttonOf(opened.card, '提交'), form);
  if (done.refusal !== null) throw new Error(done.refusal);
}

async function proposed(words = '0001 到 沙县区 3:7'): Promise<Answered> {
  const form = await bureau.say('yr', transfer, words);
  if (form.card === null) throw new Error(form.refusal ?? 'no form');
  return bureau.press('yr', buttonOf(form.card, '提交'), fieldsIn(form));
}

/** What stands in the fields of a form, as a client sends it back. */
function fieldsIn(answered: Answered): Record<string, string> {
  const form = answered.card?.body.find((element) => element.el === 'form');
  if (form?.el !== 'form') throw new Error('there is no form');
  return Object.fromEntries(
    form.fields.flatMap((field) =>
      'value' in field && field.value !== undefined ? [[field.name, field.value]] : [],
    ),
  );
}

const noticeTo = (answered: Answered, person: string) =>
  answered.notices.find((one) => one.to.kind === 'person' && one.to.openId === `ou_${person}`) ?? null;

async function runJob(job: Job, when: string) {
  bureau.at(when);
  const scene = {
    now: bureau.now,
    today: dayOfInstant(bureau.now),
    pack,
    packOn: () => pack,
    store: bureau.store,
    standing: standingsHere(bureau.store, () => pack),
  };
  const outcomes = [];
  for (const occasion of await job.due(scene)) {
    const outcome = await occasion.run(scene);
    await bureau.record(outcome.changes);
    if (outcome.changes.length > 0) outcomes.push(outcome);
  }
  return outcomes;
}

describe('who', () => {
  test('a confidential project is shown to the two units, the office and leaders of the city only (design §5)', async () => {
    await project(1, '秘密医药', true);
    const sent = await proposed();
    expect(noticeTo(sent, 'sr')?.card.subtitle).toContain('秘密医药');
    expect(noticeTo(sent, 'ur')).toBeNull();
    for (const person of ['yr', 'yv', 'sr', 'office', 'mayor'])
      expect((await bureau.say(person, transfer, 'LZ-202611-0001')).text).toContain('秘密医药');
    for (const words of ['LZ-202611-0001', 'LZ-202611-0001 接受', ''])
      expect((await bureau.say('ur', transfer, words)).text).not.toContain('秘密医药');
    const accept = buttonOf(noticeTo(sent, 'sr')?.card ?? null, '接受');
    expect((await bureau.press('ur', accept)).refusal).toContain('没有找到流转');
    expect((await bureau.press('mayor', accept)).refusal).toContain('您不能代办');
  });

  test('a reporter, a verifier and a leader each bind their unit (系统默认)', async () => {
    for (const [serial, person] of [
      [1, 'yr2'],
      [2, 'yv'],
      [3, 'yl'],
    ] as const) {
      await project(serial, `企业${serial}`);
      const form = await bureau.say(person, transfer, `000${serial} 到 沙县 3:7`);
      const sent = await bureau.press(person, buttonOf(form.card, '提交'), fieldsIn(form));
      expect(sent.toast).toContain(`LZ-202611-000${serial}`);
      expect((await bureau.say('sr', transfer, `LZ-202611-000${serial} 同意`)).text).toContain('已商定');
    }
  });

  test('the office proposes and arbitrates, and confirms for neither side', async () => {
    await project(1, '闽光新材料');
    const form = await bureau.say('office', transfer, '0001 到 沙县 5:5');
    await bureau.press('office', buttonOf(form.card, '提交'), fieldsIn(form));
    expect((await bureau.say('office', transfer, 'LZ-202611-0001 接受')).refusal).toContain('不能代替');
    await bureau.say('yr', transfer, 'LZ-202611-0001 接受');
    expect((await bureau.say('yr', transfer, 'LZ-202611-0001')).text).toContain('沙县区 待确认');
    expect((await bureau.say('sr', transfer, 'LZ-202611-0001 接受')).text).toContain('已商定');
  });

  test('the office stops talks that lead nowhere, with its reason', async () => {
    await project(1, '闽光新材料');
    await proposed();
    expect((await bureau.say('office', transfer, 'LZ-202611-0001 撤回')).refusal).toContain('理由');
    expect((await bureau.say('office', transfer, 'LZ-202611-0001 撤回 久拖不决')).text).toContain('已撤回');
  });
});

describe('typing does what the buttons do', () => {
  test('a tail, an act, and words that are none', async () => {
    await project(1, '闽光新材料');
    await proposed();
    expect((await bureau.say('sr', transfer, '0001')).card?.title).toContain('LZ-202611-0001');
    expect((await bureau.say('sr', transfer, 'LZ-202611-0001 随便')).refusal).toContain('看不懂');
    expect((await bureau.say('sr', transfer, 'LZ-202611-0001 终止')).refusal).toContain('不用终止');
    const form = await bureau.say('sr', transfer, 'LZ-202611-0001 4:6');
    expect(fieldsIn(form)['ratio']).toBe('4:6');
    const sent = await bureau.press('sr', buttonOf(form.card, '提交'), fieldsIn(form));
    expect(noticeTo(sent, 'yr')?.card.title).toContain('沙县区 还价');
    expect((await bureau.press('sr', buttonOf(form.card, '提交'), fieldsIn(form))).refusal).toContain(
      '已有新的变化',
    );
    expect((await bureau.say('yr', transfer, '0001 到 沙县 5:5')).card?.title).toContain(
      '还价 LZ-202611-0001',
    );
    expect((await bureau.say('yr', transfer, 'LZ-202699-0001')).refusal).toContain('没有找到');
  });

  test('an end and the phone in a note: the one is agreed by both, the other is masked', async () => {
    await project(1, '闽光新材料');
    const form = await bureau.say('yr', transfer, '0001 到 沙县 3:7 备注：找老王13850912345');
    await bureau.press('yr', buttonOf(form.card, '提交'), fieldsIn(form));
    const seen = await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    expect(seen.text).toContain('138****2345');
    await bureau.say('sr', transfer, 'LZ-202611-0001 终止 2027-12-31');
    const agreed = await bureau.say('yr', transfer, 'LZ-202611-0001 接受');
    expect(agreed.toast).toContain('终止');
    expect(agreed.text).toContain('2027-12-31');
  });
});

describe('the numbers', () => {
  beforeEach(async () => {
    await project(1, '闽光新材料');
    await filed('9月', '2026-10-03', { funds_in_place: '1000' });
    await filed('10月', '2026-11-03', { funds_in_place: '3000.33', fixed_asset: '100' });
    await started('XS-202608-0001', '2026-10-15');
    bureau.at('2026-11-10 10:00');
  });

  const placed = async (month: string) =>
    tablesOf((await bureau.say('office', ranking, month)).card)[0]?.rows.map((row) => [
      row['unit'],
      row['month'],
      row['year'],
    ]);

  test('排名 before and after: from 动建 on 3:7, before it 落户方 (SM 三(二)11, SM-I7)', async () => {
    const before = await placed('10月');
    expect(before?.[0]).toEqual(['永安市', '2000.33', '3000.33']);
    await proposed();
    expect(await placed('10月')).toEqual(before);
    await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    expect((await placed('10月'))?.slice(0, 2)).toEqual([
      ['沙县区', '1400.23', '2400.23'],
      ['永安市', '600.1', '600.1'],
    ]);
    expect(await placed('9月')).toContainEqual(['沙县区', '1000', '1000']);
  });

  test('战报 counts the city once, and the two units sum to it; a count is 0.3 and 0.7 (AE-SM-4)', async () => {
    await proposed();
    await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    const { figures } = await draftMonth(bureau.store, pack, '2026-10', bureau.now);
    expect(figures.city['funds_in_place']).toEqual({ month: 20_003_300, year: 30_003_300 });
    const sum = figures.units.reduce((total, one) => total + (one.flows['funds_in_place']?.month ?? 0), 0);
    expect(sum).toBe(20_003_300);
    expect(figures.units.map((one) => [one.unit, one.started]).filter(([, count]) => count !== 0)).toEqual([
      ['yongan', 0.3],
      ['shaxian', 0.7],
    ]);
    expect(figures.notes?.at(-1)).toContain('流转项目1个');
  });

  test('what was published before shows up as corrections of both units, which cancel out (domain P6)', async () => {
    const drafted = await draftMonth(bureau.store, pack, '2026-10', bureau.now);
    const facts = [
      ...drafted.facts,
      { type: 'publication.checked' as const, hash: drafted.hash },
      { type: 'publication.published' as const, hash: drafted.hash },
    ];
    await bureau.record([{ subject: 'publication', before: null, facts }], 'office');
    await proposed();
    await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    const { figures } = await draftMonth(bureau.store, pack, '2026-11', bureau.now);
    const funds = figures.corrections.filter(
      (one) => one.measure === 'funds_in_place' && one.month === '2026-10',
    );
    expect(funds.map((one) => [one.unit, one.units])).toEqual([
      ['yongan', 6_001_000 - 20_003_300],
      ['shaxian', 14_002_300],
    ]);
  });

  test('得分 shares what 排名 shares: the same transfers, through the facts of the evaluation', async () => {
    await proposed();
    const splitsOf = async () =>
      evaluationDocument(evaluate(pack, await gatherFacts(bureau.store, pack, '2026-11-10'), '2026-11-10'))
        .splits;
    expect(await splitsOf()).toEqual([]);
    await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    expect(await splitsOf()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          measure: 'funds_in_place',
          senderAmount: '600.1',
          receiverAmount: '2400.23',
        }),
      ]),
    );
  });

  test('年终结算: drawn up on 31 December, again only when the figures changed, confirmed by both (SM 三(二)11)', async () => {
    await proposed();
    await bureau.say('sr', transfer, 'LZ-202611-0001 接受');
    expect(await runJob(transferSettle, '2026-12-30 10:00')).toEqual([]);
    const [first] = await runJob(transferSettle, '2026-12-31 10:00');
    expect(first?.notices.map((one) => one.to.kind === 'person' && one.to.openId)).toEqual(
      expect.arrayContaining(['ou_yr', 'ou_yl', 'ou_sr', 'ou_office']),
    );
    expect(await runJob(transferSettle, '2026-12-31 11:00')).toEqual([]);
    const shown = await bureau.say('sr', transfer, 'LZ-202611-0001');
    expect(tablesOf(shown.card)[0]?.rows).toContainEqual({
      measure: '到位资金',
      total: '3000.33万元',
      sender: '600.1万元',
      receiver: '2400.23万元',
    });
    expect((await bureau.press('sr', buttonOf(shown.card, '确认结算'))).toast).toContain('已确认');
    expect((await bureau.press('office', buttonOf(shown.card, '确认结算'))).refusal).toContain('各自确认');
    await filed('12月', '2027-01-02', { funds_in_place: '4000.33' });
    const [late] = await runJob(transferSettle, '2027-01-12 10:00');
    expect(late?.changes).toHaveLength(1);
    expect((await bureau.store.transfer('LZ-202611-0001'))?.settlements[0]).toMatchObject({
      year: '2026',
      confirmed: {},
    });
    expect((await bureau.say('yr', transfer, 'LZ-202611-0001 确认结算 2026')).toast).toContain(
      '已确认2026年结算',
    );
  });
});

describe('the hand-over of leads (交接)', () => {
  beforeEach(async () => {
    await project(1, '闽光新材料');
    await project(2, '永安碳纤维');
  });
  const holders = async () =>
    Promise.all([1, 2].map(async (one) => (await bureau.store.lead(`XS-202608-000${one}`))?.holder));

  test('shows the list, moves it on the button, and is signed for by the receiver', async () => {
    const asked = await bureau.say('yl', transfer, '交接 张三 → 李四 调离');
    expect(asked.text).toContain('闽光新材料');
    expect(await holders()).toEqual(['yr', 'yr']);
    const done = await bureau.press('yl', buttonOf(asked.card, '确认交接'));
    expect(done.toast).toContain('JJ-202611-0001');
    expect(await holders()).toEqual(['yr2', 'yr2']);
    const receipt = buttonOf(noticeTo(done, 'yr2')?.card ?? null, '签收');
    expect((await bureau.press('yr', receipt)).refusal).toContain('只有接收人');
    expect((await bureau.press('yr2', receipt)).toast).toContain('已签收');
    expect((await bureau.store.lead('XS-202608-0001'))?.holding.receiptedAt).not.toBeNull();
    expect((await bureau.press('yr2', receipt)).refusal).toContain('已经签收');
    expect((await bureau.press('yl', buttonOf(asked.card, '确认交接'))).refusal).not.toBeNull();
  });

  test('an absence moves them on its first day and brings back what the deputy still holds', async () => {
    const asked = await bureau.say('office', transfer, '交接 张三 → 李四 11月20日至12月5日');
    expect(asked.text).toContain('2026-11-20 至 2026-12-05');
    await bureau.press('office', buttonOf(asked.card, '确认交接'));
    await runJob(transferHandover, '2026-11-19 10:00');
    expect(await holders()).toEqual(['yr', 'yr']);
    await runJob(transferHandover, '2026-11-20 08:00');
    expect(await holders()).toEqual(['yr2', 'yr2']);
    await runJob(transferHandover, '2026-12-05 10:00');
    expect(await holders()).toEqual(['yr2', 'yr2']);
    await runJob(transferHandover, '2026-12-06 08:00');
    expect(await holders()).toEqual(['yr', 'yr']);
    expect(await runJob(transferHandover, '2026-12-07 08:00')).toEqual([]);
  });

  test.each([
    ['yr', '交接 张三 → 李四', '由招商办或本单位领导'],
    ['yl', '交接 张三 → 王五', '只在本单位内'],
    ['yl', '交接 王五 → 李四', '没有叫「王五」'],
    ['yl', '交接 张三 → 张三', '同一个人'],
    ['yl', '交接 李四 → 张三', '没有'],
    ['yl', '交接 张三 → 赵六', '不是填报员'],
    ['office', '交接 张三', '交出人和接收人'],
    ['office', '交接 张三 → 李四 2026-11-01', '已经过去'],
  ])('%s: %s is refused', async (person, words, because) => {
    expect((await bureau.say(person, transfer, words)).refusal).toContain(because);
  });
});
