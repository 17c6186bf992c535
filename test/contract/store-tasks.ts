/** What commands may ask of tasks and responsibility, and that their rows are what their facts lead to. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { readNumber } from '../../src/domain/number.ts';
import { evolveResponsibility } from '../../src/domain/responsibility.ts';
import type { TaskFact } from '../../src/domain/task/facts.ts';
import { evolveTask, OPEN_STATES, type Task } from '../../src/domain/task/task.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { guarantee } from './suite.ts';

const assigned = (
  serial: number,
  more: Partial<Extract<TaskFact, { type: 'task.assigned' }>> = {},
): TaskFact => ({
  type: 'task.assigned',
  number: `RW-202611-${String(serial).padStart(4, '0')}`,
  title: `任务${serial}`,
  lead: null,
  about: null,
  unit: 'yongan',
  holder: null,
  dueOn: null,
  dueByDefault: false,
  origin: { kind: 'hand', key: null, clause: null },
  ...more,
});
const DOING: readonly TaskFact[] = [
  { type: 'task.accepted' },
  { type: 'task.reported', percent: 60, text: '已踏勘', evidence: null },
  { type: 'task.extension_asked', dueOn: '2026-12-20', reason: '未批' },
  { type: 'task.nudged', on: '2026-11-20', to: ['p_bob'] },
  { type: 'task.reminded', step: -3, dueOn: '2026-12-04' },
  { type: 'task.extension_granted' },
  { type: 'task.reassigned', unit: 'xiyang', holder: 'p_bob', reason: '分工' },
  { type: 'task.reported', percent: 100, text: '已报', evidence: '〔2026〕12号' },
  { type: 'task.returned', reason: '补图' },
  { type: 'task.reported', percent: 100, text: '已补', evidence: null },
  { type: 'task.verified' },
  { type: 'task.closed' },
];

export const TASK_STORE = [
  guarantee('a task is read back as its facts made it, fact by fact', async (database) => {
    const { store, record } = open(database);
    let state: Task | null = null;
    for (const fact of [assigned(1, { dueOn: '2026-12-04', lead: 'XS-202611-0001' }), ...DOING]) {
      await record({ subject: 'task', before: state, facts: [fact] });
      const kept: Task | null = await store.task('RW-202611-0001');
      expect(kept?.version).toBe((state?.version ?? 0) + 1);
      state = kept;
    }
    expect(state).toMatchObject({
      state: 'closed',
      dueOn: '2026-12-20',
      firstDueOn: '2026-12-04',
      unit: 'xiyang',
      percent: 100,
      extension: null,
      reminded: { step: -3, dueOn: '2026-12-04' },
    });
    expect(state?.reports.map((report) => report.returned)).toEqual([null, '补图', null]);
    expect(await store.tasksOn('XS-202611-0001')).toEqual([state]);
    expect(await store.task('RW-202611-0009')).toBeNull();
  }),

  guarantee('open tasks come by their due day, those without one last', async (database) => {
    const { store, record } = open(database);
    const facts = [assigned(1), assigned(2, { dueOn: '2026-12-09' }), assigned(3, { dueOn: '2026-12-04' })];
    for (const fact of facts) await record({ subject: 'task', before: null, facts: [fact] });
    const fourth = evolveTask(null, assigned(4), 0, null);
    await record({ subject: 'task', before: null, facts: [assigned(4)] });
    await record({ subject: 'task', before: fourth, facts: [{ type: 'task.withdrawn', reason: '重复' }] });
    const listed = await store.tasks({ states: OPEN_STATES, limit: 9 });
    expect(listed.map((task) => task.number.slice(-1))).toEqual(['3', '2', '1']);
    expect(await store.tasks({ states: OPEN_STATES, limit: 1 })).toHaveLength(1);
    expect((await store.tasks({ states: ['withdrawn'], limit: 9 })).map((task) => task.endReason)).toEqual([
      '重复',
    ]);
  }),

  guarantee('a tail finds its task, and another prefix none', async (database) => {
    const { store, record } = open(database);
    for (const serial of [3, 13]) await record({ subject: 'task', before: null, facts: [assigned(serial)] });
    const by = async (words: string) => {
      const number = readNumber(words);
      return number === null
        ? null
        : (await store.tasksByNumber(number, 9)).map((task) => task.number.slice(-2));
    };
    expect(await by('RW-202611-0003')).toEqual(['03']);
    expect(await by('3')).toEqual(['03', '13']);
    expect(await by('XS-202611-0003')).toEqual([]);
  }),

  guarantee('what has an origin key becomes a task once', async (database) => {
    const { store, record } = open(database);
    const origin = { kind: 'late' as const, key: 'report:2026-10:yongan', clause: 'SM 三(四)19' };
    await record({ subject: 'task', before: null, facts: [assigned(1, { origin })] });
    expect(await store.taskFrom('report:2026-10:yongan')).toMatchObject({ origin, wasLate: true });
    expect(await store.taskFrom('report:2026-09:yongan')).toBeNull();
    const again = await record({ subject: 'task', before: null, facts: [assigned(2, { origin })] });
    expect(again).toMatchObject({ result: 'conflict' });
  }),

  guarantee('responsibility keeps its history, and the rows are what the facts lead to', async (database) => {
    const { store, record } = open(database);
    const lead = 'XS-202611-0001';
    const nobody = { leader: null, group: null, officer: null, plan: null };
    const first = {
      type: 'responsibility.set',
      lead,
      ...nobody,
      leader: 'p_mayor',
      group: '碳纤维专班',
    } as const;
    await record({ subject: 'responsibility', before: null, facts: [first] });
    const before = await store.responsibility(lead);
    const second = { type: 'responsibility.set', lead, ...nobody, leader: 'p_bob' } as const;
    const nudged = { type: 'responsibility.nudged', lead, on: '2026-11-20', to: ['p_bob'] } as const;
    await record({ subject: 'responsibility', before, facts: [second, nudged] });
    const after = await store.responsibility(lead);
    expect(after).toMatchObject({
      leader: 'p_bob',
      group: null,
      version: 3,
      nudges: [{ by: 'p_anna', on: '2026-11-20' }],
    });
    expect(after?.history).toMatchObject([{ leader: 'p_mayor', group: '碳纤维专班', by: 'p_anna' }]);
    expect(evolveResponsibility(after, nudged, 0, 'x').version).toBe(4);
    await record({ subject: 'task', before: null, facts: [assigned(1), ...DOING] });
    const place = await memory.start();
    try {
      const verdict = await verifyFacts(database, await place.open());
      expect(verdict).toEqual({ facts: 3 + 1 + DOING.length, differences: [] });
    } finally {
      await place.stop();
    }
  }),
];
