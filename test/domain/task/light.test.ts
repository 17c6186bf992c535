/** 亮灯: amber before, red after, and red that is done late never turns green; and the ladder of reminders (P13, P16). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOfDay } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { decideTask, type TaskIntent } from '../../../src/domain/task/decide.ts';
import { ladderOf, mayRemind, stepDay, stepDue } from '../../../src/domain/task/ladder.ts';
import { lightOf, sayLight } from '../../../src/domain/task/light.ts';
import { evolveTask, isOpen, isOwed, lastReport, type Task } from '../../../src/domain/task/task.ts';
import { sanming } from '../pack/sanming.ts';
import { clerk, DUE, did, fresh, handler, issuer, noon, second, whole } from './kit.ts';

describe('the light', () => {
  // 2026-12-04 is a Friday: three working days before it is Tuesday the 1st.
  test.each([
    ['2026-11-30', 'blue', '还有 4 天'],
    ['2026-12-01', 'amber', '黄灯预警：还有 3 天'],
    ['2026-12-04', 'amber', '今天到期'],
    ['2026-12-05', 'red', '红灯：逾期 1 天'],
    ['2026-12-20', 'red', '红灯：逾期 16 天'],
  ] as const)('on %s an open task is %s', (day, light, words) => {
    expect(lightOf(fresh(), day)).toBe(light);
    expect(sayLight(fresh(), day)).toContain(words);
  });

  test('amber begins earlier over a holiday: three working days before 2026-10-08 is the 28th', () => {
    const task = fresh({ dueOn: '2026-10-08' });
    expect(lightOf(task, '2026-09-27')).toBe('blue');
    expect(lightOf(task, '2026-09-28')).toBe('amber');
  });

  test('what is reported in time waits in peace however long it is judged, and ends green', () => {
    const reported = did(fresh(), whole, handler, DUE);
    expect(lightOf(reported, '2027-02-01')).toBe('blue');
    const closed = did(
      did(reported, { do: 'verify' }, clerk, '2026-12-09'),
      { do: 'close' },
      issuer,
      '2026-12-10',
    );
    expect(lightOf(closed, '2027-02-01')).toBe('green');
  });

  test('what is reported a day late ends yellow', () => {
    const reported = did(fresh(), whole, handler, '2026-12-05');
    expect(lightOf(reported, '2026-12-05')).toBe('yellow');
    expect(sayLight(did(reported, { do: 'close' }, issuer, '2026-12-05'), '2026-12-06')).toBe(
      '逾期办结（黄灯）',
    );
  });

  test('more time granted after the due day takes the red away and leaves the yellow', () => {
    const asked = did(fresh(), { do: 'ask', dueOn: '2026-12-20', reason: 'x' }, handler, DUE);
    expect(lightOf(asked, '2026-12-07')).toBe('red');
    const granted = did(asked, { do: 'grant' }, issuer, '2026-12-07');
    expect(lightOf(granted, '2026-12-07')).toBe('blue');
    const closed = did(did(granted, whole, handler, '2026-12-08'), { do: 'close' }, issuer, '2026-12-09');
    expect(lightOf(closed, '2026-12-31')).toBe('yellow');
  });

  test('a withdrawn task is grey', () => {
    expect(lightOf(did(fresh(), { do: 'withdraw', reason: 'x' }, issuer), '2027-01-01')).toBe('grey');
  });
});

const people = fc.constantFrom(handler, second, issuer, clerk);
const intents: fc.Arbitrary<TaskIntent> = fc.oneof(
  fc.constant<TaskIntent>({ do: 'accept' }),
  fc
    .integer({ min: 0, max: 100 })
    .map((percent): TaskIntent => ({ do: 'report', percent, text: 'x', evidence: null })),
  fc.constant<TaskIntent>(whole),
  fc.constant<TaskIntent>({ do: 'verify' }),
  fc.constant<TaskIntent>({ do: 'return', reason: 'x' }),
  fc.constant<TaskIntent>({ do: 'close' }),
  fc
    .constantFrom('a', 'b')
    .map((unit): TaskIntent => ({ do: 'reassign', unit, holder: null, reason: 'x', within: true })),
  fc
    .integer({ min: 1, max: 60 })
    .map((days): TaskIntent => ({ do: 'ask', dueOn: addDays(DUE, days), reason: 'x' })),
  fc.constant<TaskIntent>({ do: 'grant' }),
  fc.constant<TaskIntent>({ do: 'refuse', reason: '' }),
  fc.constant<TaskIntent>({ do: 'nudge', to: ['x'] }),
);
const story = fc.array(fc.tuple(intents, people, fc.integer({ min: 0, max: 6 })), { maxLength: 40 });

/** Plays a story from a week before the due day on; `seen` gets the task as it stands at the end of each day. */
function play(
  steps: readonly (readonly [TaskIntent, typeof handler, number])[],
  seen: (task: Task, day: string) => void,
): Task {
  let task = fresh();
  let day = addDays(DUE, -7);
  for (const [intent, who, wait] of steps) {
    for (let passed = 0; passed < wait; passed += 1) {
      seen(task, day);
      day = addDays(day, 1);
    }
    const decided = decideTask(task, intent, who, day);
    if (isRefusal(decided)) continue;
    for (const fact of decided.facts) task = evolveTask(task, fact, noon(day), who.person);
  }
  seen(task, day);
  return task;
}

describe('whatever is done in whatever order', () => {
  test('red never turns green', () => {
    fc.assert(
      fc.property(story, (steps) => {
        let wasRed = false;
        play(steps, (task, day) => {
          const light = lightOf(task, day);
          if (light === 'red') wasRed = true;
          expect(wasRed && light === 'green').toBe(false);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('the first due day never changes, and every other was asked for and granted by two people', () => {
    fc.assert(
      fc.property(story, (steps) => {
        play(steps, (task) => {
          expect(task.firstDueOn).toBe(DUE);
          expect((task.dueOn ?? '') >= DUE).toBe(true);
        });
      }),
    );
  });

  test('closed means reported whole, and by somebody else than who closed it', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const task = play(steps, () => undefined);
        if (task.state !== 'closed') return;
        expect(lastReport(task)).toMatchObject({ percent: 100, returned: null });
        expect(task.doneOn).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('a person hurries it once a day, and only while something is owed', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { nudges } = play(steps, () => undefined);
        expect(new Set(nudges.map((nudge) => `${nudge.by} ${nudge.on}`)).size).toBe(nudges.length);
      }),
    );
  });

  test('the version counts the facts, and owed is open', () => {
    fc.assert(
      fc.property(story, (steps) => {
        let facts = 1;
        let task = fresh();
        for (const [intent, who] of steps) {
          const decided = decideTask(task, intent, who, '2026-11-20');
          if (isRefusal(decided)) continue;
          facts += decided.facts.length;
          task = decided.facts.reduce(
            (state, fact) => evolveTask(state, fact, noon('2026-11-20'), who.person),
            task,
          );
        }
        expect(task.version).toBe(facts);
        expect(!isOwed(task) || isOpen(task)).toBe(true);
      }),
    );
  });
});

describe('the ladder', () => {
  const ladder = ladderOf(sanming());
  const task = { dueOn: DUE, assignedOn: '2026-11-10', reminded: null };

  test('is −3, −1, due, +1 to the superior, +3 to the office, +5 urgent (系统默认)', () => {
    expect(ladder.map((step) => [step.offset, step.to])).toEqual([
      [-3, 'handler'],
      [-1, 'handler'],
      [0, 'handler'],
      [1, 'superior'],
      [3, 'office'],
      [5, 'urgent'],
    ]);
    expect(ladder.map((step) => stepDay(DUE, step).day)).toEqual([
      '2026-12-01',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
      '2026-12-09',
      '2026-12-11',
    ]);
  });

  test('a due day off work is reminded of on the working day before', () => {
    const [, , due] = ladder;
    expect.assert(due !== undefined);
    expect(stepDay('2026-12-06', due).day).toBe('2026-12-04');
    expect(stepDay('2026-10-03', due).day).toBe('2026-09-30');
  });

  test('each step is taken once for a due day, and overtakes the ones that were missed', () => {
    expect(stepDue(task, ladder, '2026-11-30')).toBeNull();
    expect(stepDue(task, ladder, '2026-12-01')?.step.offset).toBe(-3);
    expect(stepDue({ ...task, reminded: { step: -3, dueOn: DUE } }, ladder, '2026-12-02')).toBeNull();
    expect(stepDue({ ...task, reminded: { step: -3, dueOn: DUE } }, ladder, '2026-12-08')?.step.offset).toBe(
      1,
    );
    expect(stepDue({ ...task, reminded: { step: 5, dueOn: DUE } }, ladder, '2026-12-31')).toBeNull();
    const extended = { ...task, dueOn: '2026-12-18', reminded: { step: 0, dueOn: DUE } };
    expect(stepDue(extended, ladder, '2026-12-15')?.step.offset).toBe(-3);
  });

  test('what was given today is not reminded of today, and what nobody took for weeks is left', () => {
    expect(stepDue({ ...task, assignedOn: '2026-12-03' }, ladder, '2026-12-03')).toBeNull();
    expect(stepDue({ ...task, assignedOn: '2026-12-03' }, ladder, '2026-12-04')?.step.offset).toBe(0);
    expect(stepDue(task, ladder, '2027-03-01')).toBeNull();
  });

  test('where the holidays are not published it goes by calendar days and says so', () => {
    const due = stepDue({ ...task, dueOn: '2027-03-05' }, ladder, '2027-03-02');
    expect(due).toMatchObject({ step: { offset: -3 }, byCalendar: true });
  });

  test.each([
    ['2026-12-01', 8, 29, false],
    ['2026-12-01', 8, 30, true],
    ['2026-12-01', 20, 59, true],
    ['2026-12-01', 21, 0, false],
    ['2026-12-05', 10, 0, false],
    ['2026-10-01', 10, 0, false],
    ['2026-10-10', 10, 0, true],
    ['2027-05-01', 10, 0, true],
  ])('the machine speaks on %s at %i:%i: %s', (day, hour, minute, may) => {
    expect(mayRemind(instantOfDay(day) + (hour * 60 + minute) * 60_000)).toBe(may);
  });
});
