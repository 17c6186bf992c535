/** Clocks of stages (QD 二(五)2): when amber, when red, what stops them, and that red stays red. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stageClock } from '../../src/domain/clock.ts';
import { addDays, instantOfDay } from '../../src/domain/day.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decideReturn,
  decideSubmitStage,
  decideVerify,
  decideWithdrawStage,
} from '../../src/domain/lead/decide.ts';
import { evolveLead, type Lead, pendingStage } from '../../src/domain/lead/lead.ts';
import { readPack } from '../../src/packs.ts';
import { follow, fresh } from './lead/kit.ts';

const pack = readPack('qingdao-2021');
/** Noon in Shanghai. */
const noon = (day: string) => instantOfDay(day) + 43_200_000;

const submit = (lead: Lead, stage: string, on: string, reportedOn = on) =>
  follow(
    lead,
    decideSubmitStage(pack, lead, { stage, happenedOn: on, evidence: '证', note: null }, reportedOn),
    'p_anna',
    noon(reportedOn),
  );
const verify = (lead: Lead, on: string) =>
  follow(
    lead,
    decideVerify(pack, lead, pendingStage(lead)?.id ?? '', {}, 'p_vera', 'XM-1'),
    'p_vera',
    noon(on),
  );
const light = (lead: Lead, day: string) => stageClock(pack, lead, day)?.light;

const evaluated = verify(submit(fresh(), 'evaluated', '2021-06-01'), '2021-06-01');

describe('a limit of 15 days from 2021-06-01 (AE-QD-14)', () => {
  test('is due on 06-16 and over from 06-17', () => {
    expect(stageClock(pack, evaluated, '2021-06-16')).toMatchObject({
      dueOn: '2021-06-16',
      left: 0,
      light: 'amber',
    });
    expect(stageClock(pack, evaluated, '2021-06-17')).toMatchObject({ left: -1, light: 'red' });
    expect(light(evaluated, '2021-06-12')).toBe('green');
    expect(light(evaluated, '2021-06-13')).toBe('amber');
  });

  test('stands while a submission waits; the wait is given back when it is returned, not when it is withdrawn', () => {
    const waiting = submit(evaluated, 'signed', '2021-06-14');
    expect(light(waiting, '2021-06-30')).toBe('waiting');
    const id = pendingStage(waiting)?.id ?? '';
    const back = follow(waiting, decideReturn(pack, waiting, id, '缺页'), 'p_vera', noon('2021-06-24'));
    expect(stageClock(pack, back, '2021-06-24')).toMatchObject({ dueOn: '2021-06-26', light: 'amber' });
    const taken = follow(waiting, decideWithdrawStage(pack, waiting, id), 'p_anna', noon('2021-06-24'));
    expect(light(taken, '2021-06-24')).toBe('red');
  });

  test('stands while the project is paused', () => {
    const lead: Lead = evaluated;
    const paused: Lead = {
      ...lead,
      stages: [
        ...lead.stages,
        ...lead.stages
          .slice(-1)
          .map((event) => ({ ...event, id: 'p', stage: 'exit:paused', happenedOn: '2021-06-05' })),
      ],
      course: {
        ...lead.course,
        exit: { kind: 'paused', id: 'p', on: '2021-06-05', cause: null, fault: null, responsible: null },
      },
    };
    expect(stageClock(pack, paused, '2021-07-05')).toMatchObject({ light: 'paused', dueOn: '2021-07-16' });
  });

  test('a stage left late is recorded with its days; in time it is not', () => {
    const late = verify(submit(evaluated, 'signed', '2021-06-20'), '2021-06-21');
    expect(late.course.lates).toEqual([
      {
        stage: 'evaluated',
        enteredOn: '2021-06-01',
        dueOn: '2021-06-16',
        doneOn: '2021-06-20',
        days: 4,
        unit: 'day',
      },
    ]);
    expect(verify(submit(evaluated, 'signed', '2021-06-16'), '2021-06-21').course.lates).toEqual([]);
  });

  test('once people were told, no earlier date turns it green', () => {
    const told = evolveLead(
      evaluated,
      { type: 'lead.stage_overdue', stage: 'evaluated', enteredOn: '2021-06-01', dueOn: '2021-06-16' },
      noon('2021-06-17'),
      null,
    );
    expect(light(told, '2021-06-17')).toBe('red');
    const done = verify(submit(told, 'signed', '2021-06-10', '2021-06-18'), '2021-06-18');
    expect(done.course.lates).toMatchObject([{ stage: 'evaluated', doneOn: '2021-06-18', days: 2 }]);
  });

  test('a limit in working days skips weekends and holidays', () => {
    const working = {
      ...pack,
      stages: pack.stages.map((stage) => ({ ...stage, slaUnit: 'workday' as const })),
    };
    // 2021-06-14 is the Dragon Boat holiday.
    expect(stageClock(working, evaluated, '2021-06-17')).toMatchObject({
      dueOn: '2021-06-23',
      left: 4,
      unit: 'workday',
    });
  });
});

test('a stage without a limit, and a project that has left, have no clock', () => {
  expect(stageClock(pack, fresh(), '2030-01-01')).toBeNull();
});

test('red stays red: under any later moves the overdue stage is on the lead for good', () => {
  const act = fc.constantFrom('submit', 'verify', 'return', 'withdraw');
  fc.assert(
    fc.property(fc.array(fc.tuple(act, fc.nat(30)), { maxLength: 25 }), (moves) => {
      let today = '2021-06-20';
      let lead = evolveLead(
        evaluated,
        { type: 'lead.stage_overdue', stage: 'evaluated', enteredOn: '2021-06-01', dueOn: '2021-06-16' },
        noon(today),
        null,
      );
      for (const [move, days] of moves) {
        today = addDays(today, 1);
        const id = pendingStage(lead)?.id ?? 'none';
        const later = pack.stages.filter((stage) => stage.order > 40)[days % 5]?.id ?? 'signed';
        const intent = { stage: later, happenedOn: addDays(today, -days), evidence: '证', note: null };
        const decision =
          move === 'submit'
            ? decideSubmitStage(pack, lead, intent, today)
            : move === 'verify'
              ? decideVerify(pack, lead, id, {}, 'p_vera', 'XM-1')
              : move === 'return'
                ? decideReturn(pack, lead, id, '否')
                : decideWithdrawStage(pack, lead, id);
        if (!isRefusal(decision))
          lead = follow(lead, decision, move === 'verify' ? 'p_vera' : 'p_anna', noon(today));
        const entry = lead.course.lates.filter((one) => one.stage === 'evaluated');
        expect(entry.length).toBe(1);
        expect(entry[0]?.dueOn).toBe('2021-06-16');
        if (lead.stage === 'evaluated') expect(light(lead, today)).toBe('red');
        else expect(entry[0]?.days).toBeGreaterThan(0);
      }
    }),
  );
});
