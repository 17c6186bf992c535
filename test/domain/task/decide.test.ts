/** 督办任务: every transition and every refusal of the state diagram (P16, SM 三(四)19). */
import { describe, expect, test } from 'vitest';
import { isRefusal, sayRefusal } from '../../../src/domain/decision.ts';
import { decideTask, deedsOpen, type TaskDeed, type TaskIntent } from '../../../src/domain/task/decide.ts';
import { evolveTask, type TaskState } from '../../../src/domain/task/task.ts';
import {
  clerk,
  DUE,
  did,
  fresh,
  handler,
  inState,
  issuer,
  leader,
  nobody,
  noon,
  second,
  whole,
} from './kit.ts';

const INTENTS: Readonly<Record<TaskDeed, TaskIntent>> = {
  accept: { do: 'accept' },
  report: whole,
  verify: { do: 'verify' },
  return: { do: 'return', reason: '请补规划图' },
  close: { do: 'close' },
  reassign: { do: 'reassign', unit: 'ninghua', holder: null, reason: '调整分工', within: true },
  ask: { do: 'ask', dueOn: '2026-12-20', reason: '用地未批' },
  grant: { do: 'grant' },
  refuse: { do: 'refuse', reason: '' },
  withdraw: { do: 'withdraw', reason: '重复' },
  nudge: { do: 'nudge', to: ['zhou'] },
};
const DEEDS = Object.keys(INTENTS) as TaskDeed[];
const STATES = Object.keys(inState) as TaskState[];

/** Where each deed leads; what is not here is refused. An extension is asked beforehand for grant and refuse. */
const LEADS_TO: Readonly<Record<TaskState, Partial<Record<TaskDeed, TaskState>>>> = {
  assigned: {
    accept: 'accepted',
    report: 'reported',
    reassign: 'assigned',
    ask: 'assigned',
    grant: 'assigned',
    refuse: 'assigned',
    withdraw: 'withdrawn',
    nudge: 'assigned',
  },
  accepted: {
    report: 'reported',
    reassign: 'assigned',
    ask: 'accepted',
    grant: 'accepted',
    refuse: 'accepted',
    withdraw: 'withdrawn',
    nudge: 'accepted',
  },
  reported: { verify: 'verified', return: 'accepted', close: 'closed', withdraw: 'withdrawn' },
  verified: { return: 'accepted', close: 'closed', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
};
const doer = (deed: TaskDeed) => (['accept', 'report', 'ask'].includes(deed) ? handler : issuer);
const ready = (state: TaskState, deed: TaskDeed) => {
  const task = inState[state]();
  const isAnswer = deed === 'grant' || deed === 'refuse';
  return isAnswer && ['assigned', 'accepted'].includes(state) ? did(task, INTENTS.ask, handler) : task;
};

describe('the state table', () => {
  const cells = STATES.flatMap((state) =>
    DEEDS.map((deed) => [state, deed, LEADS_TO[state][deed] ?? null] as const),
  );

  test.each(cells.filter(([, , to]) => to !== null))('%s ──%s──> %s', (state, deed, to) => {
    expect(did(ready(state, deed), INTENTS[deed], doer(deed)).state).toBe(to);
  });

  test.each(cells.filter(([, , to]) => to === null))(
    'in the state %s, %s is refused with the next step',
    (state, deed) => {
      const decided = decideTask(ready(state, deed), INTENTS[deed], doer(deed), '2026-11-20');
      if (!isRefusal(decided)) throw new Error('not refused');
      expect(sayRefusal(decided)).toMatch(/RW-202611-0001.*不能|没有等待答复/);
      expect(decided.next).toMatch(/。$/);
    },
  );

  test.each(cells)('in the state %s the button of %s is offered just when it works', (state, deed, to) => {
    const task = ready(state, deed);
    const offered = deedsOpen(task, doer(deed)).includes(deed);
    // An extension is not asked for twice, and a verified one is not verified again.
    expect(offered).toBe(to !== null);
  });
});

describe('who may do what', () => {
  test.each(DEEDS)('a stranger to the task may not %s', (deed) => {
    for (const state of STATES) {
      const decided = decideTask(ready(state, deed), INTENTS[deed], nobody, '2026-11-20');
      if (!isRefusal(decided)) throw new Error('not refused');
      expect(decided.because).toContain('只能由');
    }
  });

  test.each(['verify', 'return', 'close', 'grant', 'refuse', 'withdraw'] as const)(
    'the responsible unit may not %s',
    (deed) => {
      const decided = decideTask(ready('reported', deed), INTENTS[deed], second, '2026-11-20');
      expect(isRefusal(decided) && decided.because).toContain('交办人或招商办');
    },
  );

  test.each(['accept', 'report', 'ask'] as const)('the issuer may not %s for the unit', (deed) => {
    const decided = decideTask(ready('assigned', deed), INTENTS[deed], issuer, '2026-11-20');
    expect(isRefusal(decided) && decided.because).toContain('责任单位');
  });

  test('who reported it can neither verify nor close it, be they of the office', () => {
    const both = { ...handler, oversees: true };
    for (const deed of ['verify', 'close'] as const) {
      const decided = decideTask(inState.reported(), INTENTS[deed], both, '2026-11-20');
      expect(isRefusal(decided) && decided.because).toContain('自己的反馈');
      expect(deedsOpen(inState.reported(), both)).not.toContain(deed);
    }
  });

  test('who asked for more time cannot grant it', () => {
    const both = { ...handler, oversees: true };
    const asked = did(fresh(), INTENTS.ask, both);
    const decided = decideTask(asked, INTENTS.grant, both, '2026-11-20');
    expect(isRefusal(decided) && decided.because).toContain('自己的延期');
    expect(did(asked, INTENTS.grant, clerk).dueOn).toBe('2026-12-20');
  });

  test('a unit hands over within itself only; the issuer to anybody', () => {
    const outside: TaskIntent = {
      do: 'reassign',
      unit: 'ninghua',
      holder: null,
      reason: '不归我管',
      within: false,
    };
    expect(isRefusal(decideTask(fresh(), outside, handler, '2026-11-20'))).toBe(true);
    expect(did(fresh(), outside, issuer)).toMatchObject({ unit: 'ninghua', state: 'assigned' });
  });

  test('a leader above the unit hurries but does not judge', () => {
    expect(deedsOpen(inState.accepted(), leader)).toEqual(['nudge']);
    expect(deedsOpen(inState.reported(), leader)).toEqual([]);
  });
});

describe('what has to be said', () => {
  test.each([
    ['a return without a reason', 'reported', { do: 'return', reason: '' }, issuer, '退回要写明理由'],
    [
      'a withdrawal without a reason',
      'assigned',
      { do: 'withdraw', reason: '' },
      issuer,
      '撤销任务要写明理由',
    ],
    [
      'a report without words',
      'accepted',
      { do: 'report', percent: 100, text: '', evidence: null },
      handler,
      '办理情况',
    ],
    ['101%', 'accepted', { do: 'report', percent: 101, text: 'x', evidence: null }, handler, '0 到 100'],
    [
      'half a percent',
      'accepted',
      { do: 'report', percent: 0.5, text: 'x', evidence: null },
      handler,
      '0 到 100',
    ],
    [
      'handing over without a reason',
      'accepted',
      { ...INTENTS.reassign, reason: '' },
      handler,
      '转办要写明理由',
    ],
    ['handing over to nobody', 'accepted', { ...INTENTS.reassign, unit: null }, handler, '没有看出转办给谁'],
    [
      'an extension without a reason',
      'accepted',
      { do: 'ask', dueOn: '2026-12-20', reason: '' },
      handler,
      '理由',
    ],
    ['an extension to an earlier day', 'accepted', { do: 'ask', dueOn: DUE, reason: 'x' }, handler, '要晚于'],
    ['an extension of years', 'accepted', { do: 'ask', dueOn: '2030-01-01', reason: 'x' }, handler, '太远'],
  ] as const)('%s is refused', (_what, state, intent, who, words) => {
    const decided = decideTask(inState[state](), intent as TaskIntent, who, '2026-11-20');
    expect(isRefusal(decided) && decided.because).toContain(words);
  });

  test('an extension is not asked for after the due day, nor twice', () => {
    const late = decideTask(inState.accepted(), INTENTS.ask, handler, '2026-12-05');
    expect(isRefusal(late) && late.because).toContain('已经逾期');
    const twice = decideTask(did(fresh(), INTENTS.ask, handler), INTENTS.ask, handler, '2026-11-20');
    expect(isRefusal(twice) && twice.because).toContain('已经申请延期');
    const none = decideTask(fresh({ dueOn: null }), INTENTS.ask, handler, '2026-11-20');
    expect(isRefusal(none) && none.because).toContain('没有定时限');
  });
});

describe('what stays', () => {
  test('the first due day stays visible beside a granted extension', () => {
    const granted = did(did(fresh(), INTENTS.ask, handler), INTENTS.grant, issuer);
    expect(granted).toMatchObject({ dueOn: '2026-12-20', firstDueOn: DUE, extension: null, wasLate: false });
    const refused = did(did(fresh(), INTENTS.ask, handler), INTENTS.refuse, issuer);
    expect(refused).toMatchObject({ dueOn: DUE, extension: null });
  });

  test('part of the way is progress and keeps it in hand; whoever accepts first holds it', () => {
    const part = did(fresh(), { do: 'report', percent: 60, text: '已踏勘', evidence: null }, handler);
    expect(part).toMatchObject({ state: 'accepted', percent: 60, doneOn: null, holder: 'zhou' });
  });

  test('a returned report carries its reason and is not done any more', () => {
    const back = did(inState.reported(), INTENTS.return, clerk);
    expect(back).toMatchObject({ state: 'accepted', doneOn: null });
    expect(back.reports.at(-1)?.returned).toBe('请补规划图');
  });

  test('closing what is only reported verifies it in the same step', () => {
    const decided = decideTask(inState.reported(), { do: 'close' }, issuer, '2026-11-20');
    expect(isRefusal(decided) ? [] : decided.facts.map((fact) => fact.type)).toEqual([
      'task.verified',
      'task.closed',
    ]);
  });

  test('催办 goes once a person and day (another day or another person may)', () => {
    const nudged = did(fresh(), INTENTS.nudge, issuer);
    const again = decideTask(nudged, INTENTS.nudge, issuer, '2026-11-20');
    expect(isRefusal(again) && again.because).toContain('今天已经催办过');
    expect(did(nudged, INTENTS.nudge, leader).nudges).toHaveLength(2);
    expect(did(nudged, INTENTS.nudge, issuer, '2026-11-21').nudges).toHaveLength(2);
    const deaf = decideTask(fresh(), { do: 'nudge', to: [] }, issuer, '2026-11-20');
    expect(isRefusal(deaf) && deaf.because).toContain('没有人绑定飞书');
  });

  test('a clock and the pack issue nothing: whoever opens such a task does not oversee it', () => {
    for (const kind of ['late', 'pack'] as const) {
      expect(fresh({ origin: { kind, key: 'k', clause: null } }).issuer).toBeNull();
    }
    expect(fresh({ origin: { kind: 'instruction', key: null, clause: null } }).issuer).toBe('gao');
  });

  test('a stream that does not begin with an assignment, or begins twice, is a bug', () => {
    expect(() => evolveTask(null, { type: 'task.accepted' }, noon(DUE), 'x')).toThrow(
      /starts with its assignment/,
    );
    expect(() => evolveTask(fresh(), { ...fresh(), type: 'task.assigned' } as never, noon(DUE), 'x')).toThrow(
      /already/,
    );
  });
});
