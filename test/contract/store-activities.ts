/** What commands may ask of activities 招商活动, and that their rows are what their facts lead to. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { type ActivityFact, evolveActivity } from '../../src/domain/activity/activity.ts';
import { enterpriseKey } from '../../src/domain/activity/decide.ts';
import { readNumber } from '../../src/domain/number.ts';
import { returnVisitTask } from '../../src/domain/task/return-visit.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { guarantee } from './suite.ts';

type Recorded = Extract<ActivityFact, { type: 'activity.recorded' }>;

const recorded = (serial: number, more: Partial<Recorded> = {}): Recorded => ({
  type: 'activity.recorded',
  number: `HD-202611-${String(serial).padStart(4, '0')}`,
  held: true,
  kind: 'visit',
  on: `2026-11-${String(serial).padStart(2, '0')}`,
  endOn: null,
  region: '深圳',
  topic: '冷链',
  units: ['yongan'],
  people: ['p_anna'],
  leaders: [],
  flags: ['city_leader'],
  tags: [],
  enterprises: [{ name: '海尔集团', lead: 'XS-202611-0001' }],
  outcome: null,
  evidence: null,
  next: null,
  ...more,
});

export const ACTIVITY_STORE = [
  guarantee('an activity is read back whole, and its rows are what its facts lead to', async (database) => {
    const { store, record } = open(database);
    const fact = recorded(3, { next: { on: '2026-11-18', what: '看地' } });
    await record({ subject: 'activity', before: null, facts: [fact] });
    const state = await store.activity('HD-202611-0003');
    expect(state).toMatchObject({
      state: 'held',
      check: 'unchecked',
      enterprises: fact.enterprises,
      next: { on: '2026-11-18', what: '看地' },
    });
    await record({ subject: 'activity', before: state, facts: [{ type: 'activity.verified' }] });
    const corrected = { ...fact, type: 'activity.corrected' as const, reason: '改名' };
    const { number: _number, ...details } = corrected;
    const now = await store.activity('HD-202611-0003');
    await record({
      subject: 'activity',
      before: now,
      facts: [{ ...details, enterprises: [{ name: '美的', lead: null }] }],
    });
    expect((await store.activitiesWith([enterpriseKey('海尔集团')], 9)).length).toBe(0);
    expect((await store.activitiesWith([enterpriseKey('美的')], 9)).map((one) => one.number)).toEqual([
      'HD-202611-0003',
    ]);
    expect((await store.activity('HD-202611-0003'))?.version).toBe(3);
    const place = await memory.start();
    try {
      expect(await verifyFacts(database, await place.open())).toEqual({ facts: 3, differences: [] });
    } finally {
      await place.stop();
    }
  }),

  guarantee('lists are filtered, the latest day first, with their total', async (database) => {
    const { store, record } = open(database);
    const facts = [
      recorded(1),
      recorded(2, { kind: 'fair', units: ['xiyang', 'yongan'] }),
      recorded(3, { held: false }),
      recorded(4),
    ];
    for (const fact of facts) await record({ subject: 'activity', before: null, facts: [fact] });
    const cancelled = evolveActivity(null, recorded(4), 0, null);
    await record({
      subject: 'activity',
      before: cancelled,
      facts: [{ type: 'activity.cancelled', reason: '误' }],
    });
    const by = async (more: object) => {
      const { items, total } = await store.activities({ limit: 9, ...more });
      return [items.map((one) => one.number.slice(-1)).join(''), total];
    };
    expect(await by({})).toEqual(['321', 3]);
    expect(await by({ limit: 1, offset: 1 })).toEqual(['2', 3]);
    expect(await by({ kinds: ['fair'] })).toEqual(['2', 1]);
    expect(await by({ units: ['xiyang'] })).toEqual(['2', 1]);
    // Joined by yongan, hosted by xiyang.
    expect(await by({ hosts: ['yongan'] })).toEqual(['31', 2]);
    expect(await by({ hosts: [] })).toEqual(['', 0]);
    expect(await by({ oldestFirst: true })).toEqual(['123', 3]);
    expect(await by({ from: '2026-11-02', to: '2026-11-02' })).toEqual(['2', 1]);
    expect(await by({ states: ['cancelled'] })).toEqual(['4', 1]);
    expect(await by({ states: ['held'], check: 'unchecked' })).toEqual(['21', 2]);
    const held = await store.activitiesHeld('2026-11-30');
    expect(held.map((one) => [one.number.slice(-1), one.enterprises])).toEqual([
      ['1', ['海尔集团']],
      ['2', ['海尔集团']],
    ]);
    expect(await store.activitiesHeld('2026-11-01')).toHaveLength(1);
  }),

  guarantee('a tail finds its activity, and what is about it finds its tasks', async (database) => {
    const { store, record } = open(database);
    const fact = recorded(3, { next: { on: '2026-11-18', what: null } });
    await record({ subject: 'activity', before: null, facts: [fact] });
    const number = readNumber('3');
    expect(
      number === null ? [] : (await store.activitiesByNumber(number, 9)).map((one) => one.number),
    ).toEqual(['HD-202611-0003']);
    const state = await store.activity('HD-202611-0003');
    if (state === null) throw new Error('it was recorded');
    const given = { type: 'task.assigned' as const, ...returnVisitTask(state, null) };
    for (const number of ['RW-202611-0001', 'RW-202611-0002'])
      await record({
        subject: 'task',
        before: null,
        facts: [{ ...given, number, origin: { ...given.origin, key: `visit:${number}` } }],
      });
    const about = async (...abouts: string[]) =>
      (await store.tasksAbout(abouts)).map((task) => task.number.slice(-1)).join('');
    expect(await about('HD-202611-0003', 'HD-202611-0009')).toBe('12');
    expect(await about('HD-202611-0009')).toBe('');
    expect(await about()).toBe('');
  }),
];
