/** What the product has recorded beside figures reaches the evaluation: meetings, the pack's own tasks, failed reviews. */
import { expect, test } from 'vitest';
import { exactly } from '../../src/domain/money.ts';
import { gatherFacts } from '../../src/standing/gather.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { SmallCity } from './kit.ts';

const UNITS = [
  { id: 'city', kind: 'city' },
  { id: 'yongan', kind: 'district_county', parent: 'city' },
] as const;

test('meetings are absent until one was ever recorded, and then count from the day they were held', async () => {
  const city = await SmallCity.open(UNITS, []);
  const pack = sanming();
  expect((await gatherFacts(city.store, pack, '2021-12-31')).meetings).toBeUndefined();
  await city.record('2021-10-20 09:00', [
    {
      subject: 'meeting',
      before: null,
      facts: [
        {
          type: 'meeting.drafted',
          number: 'HY-202110-0001',
          kind: 'joint_meeting',
          label: '联席会议',
          clause: null,
          body: '招商办',
          units: [],
          plannedOn: '2021-10-22',
          sinceOn: null,
          items: [],
        },
        { type: 'meeting.held', on: '2021-10-22', minutes: null },
      ],
    },
  ]);
  expect((await gatherFacts(city.store, pack, '2021-10-21')).meetings).toBeUndefined();
  expect((await gatherFacts(city.store, pack, '2021-12-31')).meetings).toMatchObject([
    { kind: 'joint_meeting', date: '2021-10-22' },
  ]);
  await city.close();
});

test('a pack’s own task is done on the day of the report that was accepted; other tasks are no target', async () => {
  const city = await SmallCity.open(UNITS, []);
  const pack = sanming();
  const [duty] = pack.tasks;
  const assigned = (number: string, key: string | null) => ({
    type: 'task.assigned' as const,
    number,
    title: '完善产业链招商图谱',
    lead: null,
    about: null,
    unit: 'yongan',
    holder: null,
    dueOn: null,
    dueByDefault: false,
    origin: { kind: key === null ? ('hand' as const) : ('pack' as const), key, clause: null },
  });
  await city.record('2021-10-20 09:00', [
    {
      subject: 'task',
      before: null,
      facts: [assigned('RW-202110-0001', `pack:${pack.id}:${duty?.id}:yongan`)],
    },
    { subject: 'task', before: null, facts: [assigned('RW-202110-0002', null)] },
  ]);
  for (const number of ['RW-202110-0001', 'RW-202110-0002']) {
    await city.record('2021-11-02 09:00', [
      {
        subject: 'task',
        before: await city.store.task(number),
        facts: [
          { type: 'task.accepted' },
          { type: 'task.reported', percent: 100, text: '已完成', evidence: null },
          { type: 'task.verified' },
          { type: 'task.closed' },
        ],
      },
    ]);
  }
  expect((await gatherFacts(city.store, pack, '2021-12-31')).tasks).toEqual([
    { id: duty?.id, unit: 'yongan', doneOn: '2021-11-02', progressOn: '2021-11-02' },
  ]);
  await city.close();
});

test('a review that failed reaches the evaluation as failed', async () => {
  const city = await SmallCity.open(UNITS, [{ unit: 'yongan', registeredOn: '2021-08-20' }]);
  const [number = ''] = city.numbers;
  const before = await city.store.lead(number);
  const id = `${number}#9`;
  const details = { review: { result: 'fail' as const, conditions: null } };
  await city.record('2021-09-01 09:00', [
    {
      subject: 'lead',
      before,
      facts: [
        {
          type: 'lead.stage_submitted',
          id,
          stage: 'review:pre_evaluation',
          happenedOn: '2021-09-01',
          evidence: '评价报告',
          note: null,
          details,
        },
        { type: 'lead.stage_verified', id, reached: 'lead', tags: {} },
      ],
    },
  ]);
  const facts = await gatherFacts(city.store, sanming(), '2021-12-31');
  expect(facts.reviews).toMatchObject([{ kind: 'pre_evaluation', result: 'fail', date: '2021-09-01' }]);
  await city.close();
});

test('增资、减资 reach the evaluation with their days; a past day has the total of that day, and a mended last one is mended', async () => {
  const lead = {
    unit: 'yongan',
    wan: 8_000,
    registeredOn: '2021-09-01',
    stages: [['signed', '2021-09-10', '2021-09-12']],
  } as const;
  const city = await SmallCity.open(UNITS, [lead]);
  const [number = ''] = city.numbers;
  const change = async (on: string, verifiedOn: string, wan: number) => {
    const before = await city.store.lead(number);
    const id = `${number}#${before?.version ?? 0}`;
    const investment = exactly({ units: wan * 10_000, currency: 'CNY' });
    await city.record(verifiedOn, [
      {
        subject: 'lead',
        before,
        facts: [
          {
            type: 'lead.stage_submitted',
            id,
            stage: 'total',
            happenedOn: on,
            evidence: '增资协议',
            note: null,
            details: { fields: { investment } },
          },
          { type: 'lead.stage_verified', id, reached: before?.stage ?? '', tags: {}, fields: { investment } },
        ],
      },
    ]);
  };
  await change('2021-10-10', '2021-10-20', 12_000);
  await change('2021-11-10', '2021-11-12', 9_000);
  const totals = async (asOf: string) => {
    const [project] = (await gatherFacts(city.store, sanming(), asOf)).projects ?? [];
    return [
      project?.totalInvestment?.amount,
      ...(project?.investmentChanges ?? []).map(({ on, amount }) => `${on} ${amount}`),
    ];
  };
  expect(await totals('2021-09-30')).toEqual(['8000']);
  expect(await totals('2021-10-31')).toEqual(['8000', '2021-10-10 12000']);
  expect(await totals('2021-12-31')).toEqual(['8000', '2021-10-10 12000', '2021-11-10 9000']);
  const before = await city.store.lead(number);
  const investment = exactly({ units: 95_000_000, currency: 'CNY' });
  await city.record('2021-11-20', [
    { subject: 'lead', before, facts: [{ type: 'lead.details_set', tags: {}, fields: { investment } }] },
  ]);
  expect(await totals('2021-12-31')).toEqual(['8000', '2021-10-10 12000', '2021-11-10 9500']);
  await city.close();
});
