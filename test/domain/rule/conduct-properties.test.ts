// What holds of consequences, cadences, reviews, registries and tasks whatever happens (domain.md P12–P16).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../../../src/domain/decimal.ts';
import type { Consequence } from '../../../src/domain/pack/schema.ts';
import { dueDayOf, meetingCells, minutesLate, submissionState } from '../../../src/domain/rule/cadence.ts';
import { propose } from '../../../src/domain/rule/consequence.ts';
import { addDays, isOwed, periodHolding, periodsWithin } from '../../../src/domain/rule/period.ts';
import { rank } from '../../../src/domain/rule/rank.ts';
import { checkRegistry } from '../../../src/domain/rule/registry.ts';
import { adjustment, rollingYears } from '../../../src/domain/rule/review.ts';
import { taskState } from '../../../src/domain/rule/task.ts';
import { num } from '../../../src/domain/value.ts';
import { sanming } from '../pack/sanming.ts';

const positive = fc.integer({ min: 1, max: 10_000_000 }).map((value) => dec(value).div(100));
const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2018-01-01', offset));

describe('P12 consequence', () => {
  const totals = fc.array(fc.integer({ min: 40, max: 60 }), { minLength: 1, maxLength: 9 });
  const rule = (when: Consequence['when'], tie: 'include' | 'manual'): Consequence => ({
    id: 'r',
    label: 'r',
    when,
    propose: ['name'],
    to: ['unit'],
    by: 'b',
    tie,
    confirm: 'always',
    strength: 'must',
    clause: 'c',
    origin: 'stated',
  });
  test('the top n are those with fewer than n above them; a boundary tie of a penalty is a person’s matter', () => {
    fc.assert(
      fc.property(totals, fc.integer({ min: 1, max: 4 }), (list, n) => {
        const { placed } = rank(list.map((total, at) => ({ id: `u${at}`, class: 'k', key: num(total) })));
        const standings = placed.map((one) => ({
          id: one.id,
          placed: one,
          total: one.key,
          grade: null,
          completed: null,
          flags: [],
        }));
        const above = (id: string) => list.filter((total) => total > (list[Number(id.slice(1))] ?? 0)).length;
        const top = propose(rule({ top: n }, 'include'), standings, placed).map((one) => one.subject);
        expect(top.sort()).toEqual(placed.flatMap((one) => (above(one.id) < n ? [one.id] : [])).sort());
        for (const one of propose(rule({ bottom: n }, 'manual'), standings, placed)) {
          const mine = list[Number(one.subject.slice(1))] ?? 0;
          const [lower, tied] = [
            list.filter((total) => total < mine).length,
            list.filter((total) => total === mine).length,
          ];
          expect(lower).toBeLessThan(n);
          expect(one.decision).toBe(lower + tied > n ? 'manual' : 'propose');
        }
      }),
    );
  });
});

describe('P13 cadence', () => {
  test('every owed cell is there once, and one more meeting touches its own cell alone', () => {
    const held = fc.array(fc.record({ body: fc.constantFrom('a', 'b'), on: day }), { maxLength: 30 });
    const cadence = { every: 'month' as const, min: 1, skipBeforeIssue: true };
    const window = { fromOn: '2019-01-01', toOn: '2020-06-15' };
    fc.assert(
      fc.property(
        held,
        fc.record({ body: fc.constantFrom('a', 'b'), on: day }),
        day,
        (meetings, more, issuedOn) => {
          const before = meetingCells(cadence, ['a', 'b'], meetings, issuedOn, window);
          const after = meetingCells(cadence, ['a', 'b'], [...meetings, more], issuedOn, window);
          const owed = periodsWithin('month', window.fromOn, window.toOn).filter((one) =>
            isOwed(one, issuedOn),
          );
          expect(before).toHaveLength(2 * owed.length);
          const changed = after.filter((cell, at) => cell.held !== before[at]?.held);
          expect(changed.length).toBeLessThanOrEqual(1);
          for (const cell of changed) {
            expect([cell.body, cell.period.startOn <= more.on && more.on <= cell.period.endOn]).toEqual([
              more.body,
              true,
            ]);
          }
        },
      ),
    );
  });
  test('on time is not late by a minute, late is', () => {
    const monthly = { every: 'month' as const, dueDay: 5, dueMonthsAfter: 1 };
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 1, max: 1439 }),
        (start, later, minute) => {
          const dueOn = dueDayOf(monthly, periodHolding('month', start));
          const two = (part: number) => String(part).padStart(2, '0');
          const at = `${addDays(start, later)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
          const state = submissionState(dueOn, at, at);
          expect(state === 'late').toBe(minutesLate(dueOn, at) > 0);
        },
      ),
    );
  });
});

describe('P14 review', () => {
  const rule = sanming().rolling[0];
  test('an adjustment never adds, never takes more than was reported, and is nothing where all was verified', () => {
    if (rule === undefined) throw new Error('三明 has a rolling check');
    fc.assert(
      fc.property(positive, positive, (verified, reported) => {
        const amount = adjustment(rule, verified, reported);
        expect(amount.lte(0) && amount.gte(reported.negated())).toBe(true);
        expect(amount.isZero()).toBe(verified.gte(reported));
      }),
    );
  });
  test('the years come in order, each due a year after the other, and nothing fails before its day to cure', () => {
    if (rule === undefined) throw new Error('三明 has a rolling check');
    fc.assert(
      fc.property(day, day, fc.boolean(), (startedOn, asOn, isIn) => {
        const years = rollingYears(
          rule,
          startedOn,
          () => ({ flags: { in_statistics: isIn }, numbers: {} }),
          asOn,
        );
        expect(years.map((one) => one.year)).toEqual([1, 2, 3]);
        for (const one of years) {
          if (one.state === 'failed') expect(asOn > one.cureUntilOn && !isIn).toBe(true);
          if (one.state === 'not_yet_due') expect(asOn < one.checkOn).toBe(true);
        }
      }),
    );
  });
});

describe('P15 registry, P16 task', () => {
  test('every row counts or has a fault; those that count have different keys', () => {
    const registry = {
      fields: [{ id: 'name', label: '名称', type: 'text' as const, required: true, personal: false }],
      dedupe: ['name'],
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', ' ', '甲', '乙', '甲 ', 'A', 'a'), { maxLength: 20 }),
        (names) => {
          const rows = names.map((name, at) => ({ id: `r${at}`, values: { name } }));
          const { counted, faults } = checkRegistry(registry, rows);
          expect([...counted, ...faults].map((one) => one.id).sort()).toEqual(
            rows.map((one) => one.id).sort(),
          );
          const keys = counted.map((one) => String(one.values['name']).trim().toLowerCase());
          expect(new Set(keys).size).toBe(keys.length);
          expect(counted.length).toBe(
            new Set(names.map((name) => name.trim().toLowerCase()).filter(Boolean)).size,
          );
        },
      ),
    );
  });
  test('a dated task is late from the day after it was due until it is done; a standing one never', () => {
    fc.assert(
      fc.property(day, day, fc.option(day), (dueOn, asOn, doneOn) => {
        const facts = { doneOn, lastProgressOn: null };
        const isDone = doneOn !== null && doneOn <= asOn;
        expect(taskState({ dueOn, freshDays: 90 }, facts, asOn, '2018-01-01') === 'late').toBe(
          !isDone && asOn > dueOn,
        );
        expect(['late', 'done_late']).not.toContain(taskState({ freshDays: 90 }, facts, asOn, '2018-01-01'));
      }),
    );
  });
});
