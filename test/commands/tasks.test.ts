/** 督办 by the machine's hand and by the office's: the ladder, lapses that become tasks, 催办 of projects, 包联. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instruction } from '../../commands/instruction.ts';
import { nudge } from '../../commands/nudge.ts';
import { overdue } from '../../commands/overdue.ts';
import { projects } from '../../commands/projects.ts';
import { report } from '../../commands/report.ts';
import { tasks } from '../../commands/tasks.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import { missingReports } from '../../src/due/late-reports.ts';
import { lateTasks } from '../../src/due/late-tasks.ts';
import { taskJob } from '../../src/due/task-due.ts';
import type { Notice } from '../../src/outcome.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf, textOf } from '../harness/bureau.ts';
import { standingsHere } from '../standing/here.ts';

const COMMANDS = [tasks, instruction, nudge, overdue, projects, report] as const;

let bureau: Bureau;
/** Keys of occasions that were run, as the ledger keeps them. */
let done: Set<string>;

beforeEach(async () => {
  done = new Set();
  bureau = await Bureau.open({
    pack: sanming(),
    commands: COMMANDS,
    now: '2026-11-10 09:00',
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city', aliases: ['永安'] },
      { id: 'xiyang', name: '西洋镇', kind: 'town', parent: 'yongan' },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city', aliases: ['沙县'] },
      { id: 'swj', name: '市商务局', kind: 'city_dept', parent: 'city' },
    ],
    people: [
      { id: 'yr', name: '永安填报员', unit: 'yongan', roles: ['reporter'] },
      { id: 'yl', name: '永安领导', unit: 'yongan', roles: ['leader'] },
      { id: 'xr', name: '西洋填报员', unit: 'xiyang', roles: ['reporter'] },
      { id: 'sr', name: '沙县填报员', unit: 'shaxian', roles: ['reporter'] },
      { id: 'ghost', name: '未绑员', unit: 'shaxian', roles: ['reporter'], unbound: true },
      { id: 'o1', name: '办公室甲', unit: 'swj', roles: ['office'] },
      { id: 'o2', name: '办公室乙', unit: 'swj', roles: ['office'] },
      { id: 'mayor', name: '市领导', unit: 'city', roles: ['leader'] },
    ],
    chats: [{ chatId: 'oc_yongan', unit: 'yongan' }],
  });
});
afterEach(() => bureau.close());

/** Everything the machine does at this moment; each occasion once. */
async function morning(when: string): Promise<readonly Notice[]> {
  bureau.at(when);
  const pack = sanming();
  const scene = {
    now: bureau.now,
    today: dayOfInstant(bureau.now),
    pack,
    packOn: () => pack,
    store: bureau.store,
    standing: standingsHere(bureau.store, () => pack),
  };
  const notices: Notice[] = [];
  for (const occasion of await taskJob([lateTasks, missingReports]).due(scene)) {
    if (done.has(occasion.key)) continue;
    const outcome = await occasion.run(scene);
    await bureau.record(outcome.changes);
    done.add(occasion.key);
    notices.push(...outcome.notices);
  }
  return notices;
}

const receivers = (notices: readonly Notice[]): readonly string[] =>
  notices
    .map(
      ({ to, card, urgent }) =>
        `${to.kind === 'person' ? to.openId.slice(3) : to.chatId} ${card.tone}${urgent === true ? ' urgent' : ''}`,
    )
    .sort();

/** Through the form, as a person does. */
async function give(person: string, words: string): Promise<string> {
  const form = await bureau.say(person, tasks, `交办 ${words}`);
  if (form.card === null) throw new Error(form.refusal ?? 'no form');
  const fields = form.card.body.flatMap((element) => (element.el === 'form' ? element.fields : []));
  const values = Object.fromEntries(
    fields.map((field) => [
      field.name,
      'values' in field ? (field.values ?? []).join('、') : 'value' in field ? (field.value ?? '') : '',
    ]),
  );
  const given = await bureau.press(person, buttonOf(form.card, '提交'), values);
  if (given.card === null) throw new Error(given.refusal ?? 'nothing was given');
  return /RW-\d{6}-\d{4}/.exec(given.text)?.[0] ?? '';
}

describe('the ladder of reminders', () => {
  test('goes amber, red, to the superior, to the office, urgently; and late work is closed yellow for ever', async () => {
    const number = await give('o1', '西洋镇 12月4日前报送用地方案');
    expect(await morning('2026-11-30 09:00')).toEqual([]);
    expect(receivers(await morning('2026-12-01 08:00'))).toEqual([]);
    expect(receivers(await morning('2026-12-01 08:30'))).toEqual(['xr todo']);
    expect(await morning('2026-12-01 15:00')).toEqual([]);
    expect(await morning('2026-12-02 09:00')).toEqual([]);
    expect(receivers(await morning('2026-12-03 09:00'))).toEqual(['xr todo']);
    expect(receivers(await morning('2026-12-04 09:00'))).toEqual(['xr todo']);
    // Saturday and Sunday: nothing is said, though it is red.
    expect(await morning('2026-12-05 09:00')).toEqual([]);
    expect(await morning('2026-12-06 09:00')).toEqual([]);
    // Xiyang has no leader of its own: its superior is Yongan's.
    expect(receivers(await morning('2026-12-07 09:00'))).toEqual(['xr overdue', 'yl overdue']);
    const office = await morning('2026-12-09 09:00');
    expect(receivers(office)).toEqual(['o1 overdue', 'o2 overdue', 'xr overdue', 'yl overdue']);
    expect(textOf(office[0]?.card ?? { title: '', tone: 'notice', body: [] })).toContain(number);
    expect(receivers(await morning('2026-12-11 09:00'))).toEqual([
      'o1 overdue',
      'o2 overdue',
      'xr overdue urgent',
      'yl overdue',
    ]);
    expect(await morning('2026-12-14 09:00')).toEqual([]);
    await bureau.say('xr', tasks, `${number} 反馈 方案已报`);
    const closed = await bureau.say('o1', tasks, `${number} 办结`);
    expect(closed.text).toContain('逾期办结（黄灯）');
    bureau.at('2027-06-01');
    expect((await bureau.say('o1', tasks, number)).text).toContain('逾期办结（黄灯）');
  });

  test('a step missed while nobody ran is overtaken by the next, not sent after it', async () => {
    await give('o1', '西洋镇 12月4日前报送用地方案');
    expect(receivers(await morning('2026-12-08 09:00'))).toEqual(['xr overdue', 'yl overdue']);
    expect(await morning('2026-12-08 10:00')).toEqual([]);
  });

  test('several tasks of one person make one card a morning', async () => {
    for (const what of ['报方案', '报清单', '报进度']) await give('o1', `西洋镇 12月4日前${what}`);
    const notices = await morning('2026-12-04 09:00');
    expect(receivers(notices)).toEqual(['xr todo']);
    expect(notices[0]?.card.title).toContain('3 项');
  });

  test('once it is reported, nobody is reminded', async () => {
    const number = await give('o1', '西洋镇 12月4日前报送用地方案');
    await bureau.say('xr', tasks, `${number} 反馈 已报`);
    expect(await morning('2026-12-07 09:00')).toEqual([]);
  });
});

describe('what has been late for long becomes a task', () => {
  beforeEach(async () => {
    for (const [serial, company] of [
      [1, '闽光新材料'],
      [2, '永安碳纤维'],
    ] as const) {
      await bureau.lead({
        serial,
        company,
        unit: 'yongan',
        holder: 'yr',
        registered: '2026-08-20',
        signedOn: '2026-08-25',
        promoted: '2026-08-26',
      });
    }
  });

  test('the missing reports of a unit and month make one, once, three working days on; filed, it ends yellow', async () => {
    // October's reports are due on 2026-11-05, a Thursday; the office's step is the Tuesday after.
    await morning('2026-11-09 09:00');
    expect(await bureau.store.taskFrom('report:2026-10:yongan')).toBeNull();
    expect(await bureau.store.taskFrom('report:2026-09:yongan')).not.toBeNull();
    const notices = await morning('2026-11-10 09:00');
    const open = await bureau.store.tasks({ states: ['assigned'], limit: 9 });
    const october = open.filter((task) => task.origin.key === 'report:2026-10:yongan');
    expect(october).toHaveLength(1);
    expect(october[0]).toMatchObject({ unit: 'yongan', holder: 'yr', issuer: null, dueOn: '2026-11-17' });
    expect(october[0]?.title).toContain('补报2026年10月月报');
    expect(receivers(notices)).toContain('yr overdue');
    await morning('2026-11-11 09:00');
    const again = await bureau.store.tasks({ states: ['assigned', 'accepted', 'closed'], limit: 99 });
    expect(again.filter((task) => task.origin.key === 'report:2026-10:yongan')).toHaveLength(1);
    for (const number of ['0001', '0002']) {
      const form = await bureau.say('yr', report, `${number} 10月`);
      if (form.card === null) throw new Error(form.refusal ?? '');
      await bureau.press('yr', buttonOf(form.card, '提交'), { funds_in_place: '100' });
    }
    await morning('2026-11-12 09:00');
    const ended = await bureau.store.task(october[0]?.number ?? '');
    expect(ended).toMatchObject({ state: 'closed', doneOn: '2026-11-12', percent: 100 });
    expect((await bureau.say('o1', tasks, ended?.number ?? '')).text).toContain('逾期办结（黄灯）');
  });

  test('逾期 says which reports are missing and why, to whom they concern', async () => {
    bureau.at('2026-11-10 09:00');
    const office = await bureau.say('o1', overdue, '月报');
    expect(office.text).toContain('2026年10月月报没有报，2026-11-05 24:00 截止');
    expect(office.text).toContain('催办');
    const own = await bureau.say('yr', overdue, '');
    expect(own.text).toContain('闽光新材料');
    expect(own.text).not.toContain('催办');
    expect((await bureau.say('sr', overdue, '')).text).toContain('没有逾期');
    expect((await bureau.say('sr', overdue, '永安')).refusal).toContain('只能查看沙县区');
    expect((await bureau.say('o1', overdue, '火星')).refusal).toContain('没有单位或事项');
    expect((await bureau.say('yr', overdue, '', 'oc_yongan')).text).toContain('闽光新材料');
  });

  test('催办 of a project goes to its holder once a person and day, and says so', async () => {
    bureau.at('2026-11-10 09:00');
    const [project] = await bureau.store.leadsFound({ only: 'projects', limit: 1 });
    const number = project?.projectNumber ?? '';
    const hurried = await bureau.say('mayor', nudge, number);
    expect(hurried.text).toContain('已通知：永安填报员');
    expect(receivers(hurried.notices)).toEqual(['yr overdue']);
    expect((await bureau.say('mayor', nudge, number)).refusal).toContain('今天已经催办过');
    expect((await bureau.say('o1', nudge, number)).refusal).toBeNull();
    expect((await bureau.say('sr', nudge, number)).refusal).toContain('只能由');
    expect((await bureau.say('yl', nudge, '闽光')).refusal).toContain('不是编号');
    bureau.at('2026-11-11 09:00');
    expect((await bureau.say('mayor', nudge, number)).refusal).toBeNull();
  });

  test('LF 四(五)1: one project, one leader, one group, one plan — set by the office, with its history, on the card', async () => {
    const [project] = await bureau.store.leadsFound({ only: 'projects', limit: 1 });
    const number = project?.projectNumber ?? '';
    expect((await bureau.say('yr', tasks, `包联 ${number} 领导 市领导`)).refusal).toContain('由招商办设定');
    expect((await bureau.say('o1', tasks, `包联 ${number} 领导 谁也不是`)).refusal).toContain('名册中没有');
    const set = await bureau.say('o1', tasks, `包联 ${number} 领导 市领导 专班 碳纤维专班 专员 永安填报员`);
    expect(set.text).toContain('碳纤维专班');
    expect(receivers(set.notices)).toEqual(['mayor notice', 'yr notice']);
    const again = await bureau.say('o1', tasks, `包联 ${number} 领导 永安领导`);
    expect(again.text).toContain('此前');
    expect(again.text).toContain('市领导');
    expect((await bureau.say('o1', tasks, `包联 ${number} 领导 永安领导`)).refusal).toContain('没有改动');
    const card = (await bureau.say('yr', projects, number)).text;
    expect(card).toContain('包联领导');
    expect(card).toContain('永安领导');
    expect(card).toContain('碳纤维专班');
  });
});

describe('交办', () => {
  test.each([
    ['永安市 12月5日前报送碳纤维项目用地方案', 'yongan', '2026-12-05', '报送碳纤维项目用地方案'],
    ['请永安本周五之前反馈用地情况', 'yongan', '2026-11-13', '反馈用地情况'],
    ['沙县填报员 月底前交清单', 'shaxian', '2026-11-30', '交清单'],
    ['由市商务局三天内汇总各地上报情况', 'swj', '2026-11-13', '汇总各地上报情况'],
  ])('understands 「%s」', async (words, unit, dueOn, title) => {
    const number = await give('o1', words);
    expect(await bureau.store.task(number)).toMatchObject({ unit, dueOn, title, firstDueOn: dueOn });
  });

  test('several units make several tasks of one number each', async () => {
    await give('o1', '永安市、沙县区 12月5日前报送清单');
    const open = await bureau.store.tasks({ states: ['assigned'], limit: 9 });
    expect(open.map((task) => [task.number, task.unit]).sort()).toEqual([
      ['RW-202611-0001', 'yongan'],
      ['RW-202611-0002', 'shaxian'],
    ]);
  });

  test('a leader gives to own unit and below only', async () => {
    await expect(give('yl', '沙县区 12月5日前报送清单')).rejects.toThrow('还没有选责任单位');
    expect(await give('yl', '西洋镇 12月5日前报送清单')).toBe('RW-202611-0001');
  });

  test('a day that is past or does not exist is refused at submission', async () => {
    const form = await bureau.say('o1', tasks, '交办 永安市 报送清单');
    const submit = buttonOf(form.card ?? { title: '', tone: 'notice', body: [] }, '提交');
    const values = { units: 'yongan', title: '报送清单', person: '', lead: '' };
    expect((await bureau.press('o1', submit, { ...values, dueOn: '2026-11-09' })).refusal).toContain(
      '已经过了',
    );
    expect((await bureau.press('o1', submit, { ...values, dueOn: '2026-02-30' })).refusal).toContain(
      '没有30日',
    );
    expect(
      (await bureau.press('o1', submit, { ...values, dueOn: '2026-12-01', units: '火星' })).refusal,
    ).toContain('没有单位');
    expect((await bureau.press('o1', submit, { ...values, dueOn: '2026-12-01' })).refusal).toBeNull();
    expect((await bureau.press('o1', submit, { ...values, dueOn: '2026-12-01' })).refusal).toContain(
      '已经提交过',
    );
  });

  test('where the holidays are not published the default due day goes by calendar days and says so', async () => {
    bureau.at('2026-12-28 09:00');
    expect((await bureau.say('o1', tasks, '交办 永安市 报送清单')).text).toContain(
      '节假日安排未公布，按自然日计',
    );
  });
});

describe('notices to somebody who cannot be reached', () => {
  test('are said to whoever gave the task', async () => {
    await bureau.say('o1', tasks, '交办');
    const number = await give('o1', '未绑员 12月5日前报送清单');
    expect((await bureau.say('o1', nudge, number)).refusal).toContain('没有人绑定飞书');
  });
});
