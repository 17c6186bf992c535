/** A return visit 回访 as a task: closed by the visit, verified by nobody, seen by those who see the visit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Activity, evolveActivity } from '../../../src/domain/activity/activity.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { decideTask, deedsOpen, type TaskDeed, type TaskIntent } from '../../../src/domain/task/decide.ts';
import type { TaskFact } from '../../../src/domain/task/facts.ts';
import { lightOf } from '../../../src/domain/task/light.ts';
import { isPromisedAnew, isSamePromise, returnVisitTask } from '../../../src/domain/task/return-visit.ts';
import { evolveTask, lastReport, type Task } from '../../../src/domain/task/task.ts';
import { clerk, handler, issuer, noon } from './kit.ts';

const TODAY = '2026-11-10';

const visit = (more: Partial<Activity> = {}): Activity => ({
  ...evolveActivity(
    null,
    {
      type: 'activity.recorded',
      number: 'HD-202611-0001',
      held: true,
      kind: 'visit',
      on: TODAY,
      endOn: null,
      region: null,
      topic: '谈了冷链',
      units: ['datian'],
      people: [],
      leaders: [],
      flags: [],
      tags: [],
      enterprises: [{ name: '海尔集团', lead: null }],
      outcome: null,
      evidence: null,
      next: { on: '2026-11-18', what: '带方案' },
    },
    noon(TODAY),
    'zhou',
  ),
  ...more,
});

const promised = (activity = visit()): Task => {
  const given: TaskFact = {
    type: 'task.assigned',
    number: 'RW-202611-0001',
    ...returnVisitTask(activity, null),
  };
  const task = evolveTask(null, given, noon(TODAY), 'zhou');
  return evolveTask(task, { type: 'task.accepted' }, noon(TODAY), 'zhou');
};

describe('a return visit as a task', () => {
  test('is in the hands of whoever agreed on it, for its day, about its visit', () => {
    expect(promised()).toMatchObject({
      title: '回访 海尔集团：带方案',
      about: 'HD-202611-0001',
      unit: 'datian',
      holder: 'zhou',
      issuer: null,
      dueOn: '2026-11-18',
      state: 'accepted',
    });
  });

  test('names no firm of a second lead, and says how many there were', () => {
    const enterprises = [
      { name: '甲集团', lead: 'XS-202611-0001' },
      { name: '乙集团', lead: 'XS-202611-0002' },
      { name: '丙集团', lead: null },
    ];
    const task = promised(visit({ enterprises }));
    expect(task.title).toBe('回访 甲集团、丙集团 等 3 家：带方案');
    expect(task.lead).toBe('XS-202611-0001');
  });

  test.each([
    ['in time', '2026-11-18', 'green'],
    ['late', '2026-11-19', 'yellow'],
  ] as const)('made %s, its light is the day of the visit’s', (_when, on, light) => {
    const done = evolveTask(
      promised(),
      { type: 'task.followed', visit: 'HD-202611-0002', on },
      noon('2026-11-25'),
      'zhou',
    );
    expect([done.state, done.doneOn, lightOf(done, '2026-11-30')]).toEqual(['closed', on, light]);
    expect(lastReport(done)?.evidence).toBe('HD-202611-0002');
    expect(
      isRefusal(decideTask(done, { do: 'withdraw', reason: '误' }, { ...issuer, oversees: true }, TODAY)),
    ).toBe(true);
  });

  test('is not reported, verified or put off by hand: the refusal says how it is done', () => {
    const deeds: TaskIntent[] = [
      { do: 'report', percent: 100, text: '去了', evidence: null },
      { do: 'verify' },
      { do: 'close' },
      { do: 'ask', dueOn: '2026-12-01', reason: '忙' },
    ];
    for (const deed of deeds)
      for (const who of [handler, clerk]) {
        const decided = decideTask(promised(), deed, who, TODAY);
        expect(isRefusal(decided) ? decided.next : null).toContain('活动 HD-202611-0001 回访');
      }
    expect(deedsOpen(promised(), { ...handler, oversees: true, hurries: true })).toEqual<TaskDeed[]>([
      'reassign',
      'withdraw',
      'nudge',
    ]);
  });

  test('a promise is made anew only when its day, its words or its host change, and not for a day past', () => {
    expect(isPromisedAnew(null, visit(), TODAY)).toBe(true);
    expect(isPromisedAnew(null, visit(), '2026-11-18')).toBe(true);
    expect(isPromisedAnew(null, visit(), '2026-11-19')).toBe(false);
    expect(isPromisedAnew(null, visit({ next: null }), TODAY)).toBe(false);
    expect(isSamePromise(visit(), visit({ topic: '别的', outcome: '签了' }))).toBe(true);
    expect(isPromisedAnew(visit(), visit({ next: { on: '2026-11-20', what: '带方案' } }), TODAY)).toBe(true);
    expect(isPromisedAnew(visit(), visit({ state: 'cancelled' }), TODAY)).toBe(false);
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (topic, outcome) =>
        isSamePromise(visit(), visit({ topic, outcome })),
      ),
    );
  });
});
