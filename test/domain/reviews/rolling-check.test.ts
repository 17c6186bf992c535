// 三年滚动考评 (SM 三(四)19, domain.md P14): the state table with its clauses, and what can never happen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOfInstant } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  decideDrop,
  decideFail,
  decideFile,
  decideOpen,
  decideVerdict,
  inForce,
  questionsOf,
  ROLLING_DEFAULTS,
  reminderDue,
} from '../../../src/domain/rolling-check/decide.ts';
import {
  evolveRolling,
  isFiled,
  isLiveCheck,
  lastFiling,
  type RollingCheck,
} from '../../../src/domain/rolling-check/rolling-check.ts';
import { rollingRows } from '../../../src/domain/rolling-check/rows.ts';
import { run, target } from '../../evaluate/kit.ts';
import { answers, at, file, follow, LEAD, opened, pack, rule, sendBack, verify } from './kit.ts';

const because = (decided: unknown): string => (isRefusal(decided) ? decided.because : '');
const failing = () => verify(file(opened(), answers('8500'), '2022-10-20'), '2022-10-21');
const fail = (check: RollingCheck, day: string, passed = 0) =>
  follow(check, { facts: decideFail(pack, check, passed, day) }, day, null);

describe('a yearly check opens on each anniversary of the verified start (SM-I9)', () => {
  test.each([
    ['2022-10-14', []],
    ['2022-10-15', [1]],
    ['2023-10-14', [1]],
    ['2023-10-15', [2]],
    ['2024-10-15', [3]],
    ['2025-10-15', []],
    ['2030-01-01', []],
  ])('on %s the years %j are opened, one missed for a year is not made up for', (today, years) => {
    const facts = decideOpen(rule, { lead: LEAD, startedOn: '2021-10-15' }, new Set(), today);
    expect(facts.map((fact) => fact.year)).toEqual(years);
  });

  test('one that is open is not opened again, and 29 February has its day', () => {
    expect(
      decideOpen(rule, { lead: LEAD, startedOn: '2021-10-15' }, new Set([`${LEAD}.SM-B11.1`]), '2022-10-15'),
    ).toEqual([]);
    expect(opened('2020-02-29', '2021-02-28')).toMatchObject({ year: 1, checkOn: '2021-02-28' });
  });

  test('whoever is told late has as many days to cure as everybody', () => {
    expect(opened().cureUntilOn).toBe('2022-12-14');
    expect(opened('2021-10-15', '2022-11-01').cureUntilOn).toBe(addDays('2022-11-01', 60));
  });
});

describe('filing and verdict (SM 三(四)19 「有没有入统、有没有税收、投资额对不对」)', () => {
  test('asks the three questions of the text, the last by two sums', () => {
    expect(questionsOf(pack, rule).map(({ id }) => id)).toEqual([
      'in_statistics',
      'tax',
      'verified_investment',
      'reported_investment',
    ]);
  });

  test.each([
    [
      'an answer is missing',
      { ...answers('8500'), numbers: { ...answers('8500').numbers, tax: null } },
      '「税收」',
    ],
    ['there is no evidence', { ...answers('8500'), evidence: null }, '要有佐证'],
    ['what was reported is nothing', answers('0', { reported: '0' }), '应大于 0'],
  ])('is refused when %s', (_why, intent, words) => {
    expect(because(decideFile(pack, opened(), intent, '2022-10-20'))).toContain(words);
  });

  test.each([
    ['9000', true, '12.5', 'passed'],
    ['8999.99', true, '12.5', 'curing'],
    ['9500', true, '0', 'curing'],
    ['9500', false, '12.5', 'curing'],
  ])('verified %s of 10000, in statistics %s, tax %s → %s', (verified, isIn, tax, state) => {
    const filed = file(opened(), answers(verified, { in_statistics: isIn, tax }), '2022-10-20');
    expect(filed.state).toBe('filed');
    expect(verify(filed, '2022-10-21').state).toBe(state);
  });

  test('who filed does not judge, a return says why, a second filing waits for the first verdict', () => {
    const filed = file(opened(), answers('8500'), '2022-10-20');
    expect(because(decideVerdict(pack, filed, { do: 'verify' }, 'p_reporter', '2022-10-21'))).toContain(
      '不能核实自己',
    );
    expect(
      because(decideVerdict(pack, filed, { do: 'return', reason: null }, 'p_office', '2022-10-21')),
    ).toContain('理由');
    expect(because(decideFile(pack, filed, answers('9900'), '2022-10-21'))).toContain('已经填报');
    expect(sendBack(filed, '2022-10-21')).toMatchObject({
      state: 'open',
      filings: [{ returned: '附件不清' }],
    });
  });

  test('a verdict that is not what the answers come to is refused', () => {
    const filed = file(opened(), answers('8500'), '2022-10-20');
    expect(
      because(decideVerdict(pack, filed, { do: 'verify', meant: 'passes' }, 'p_office', '2022-10-21')),
    ).toContain('不能通过');
    const good = file(opened(), answers('9900'), '2022-10-20');
    expect(
      because(decideVerdict(pack, good, { do: 'verify', meant: 'fails' }, 'p_office', '2022-10-21')),
    ).toContain('都达标');
  });
});

describe('cure and claw-back (SM-I10, SM-I11)', () => {
  test('8,500 of 10,000 is 85%, cured until 2022-12-14, then −1,500 in 2022-12', () => {
    const curing = failing();
    expect(curing).toMatchObject({ state: 'curing', cureUntilOn: '2022-12-14' });
    expect(decideFail(pack, curing, 0, '2022-12-14')).toEqual([]);
    expect(fail(curing, '2022-12-15')).toMatchObject({
      state: 'failed',
      settledOn: '2022-12-15',
      adjustment: {
        month: '2022-12',
        measure: 'funds_in_place',
        amountWan: '-1500',
        how: 'adjust',
        inForce: '1',
      },
    });
  });

  test('the entry is dated in the month it is made, however late that is', () => {
    expect(fail(failing(), '2023-03-02').adjustment).toMatchObject({ month: '2023-03', amountWan: '-1500' });
  });

  test('what was filed in time is not taken back while it waits; refused after the last day it is', () => {
    const waiting = file(failing(), answers('9500'), '2022-12-14');
    expect(waiting.state).toBe('cure_filed');
    expect(decideFail(pack, waiting, 0, '2022-12-20')).toEqual([]);
    expect(verify(waiting, '2022-12-20')).toMatchObject({ state: 'cured', settledOn: '2022-12-14' });
    expect(fail(sendBack(waiting, '2022-12-20'), '2022-12-21').state).toBe('failed');
    expect(because(decideFile(pack, failing(), answers('9500'), '2022-12-15'))).toContain('整改期限');
  });

  test('a verdict after the days to cure were over starts them', () => {
    const filed = file(opened(), answers('8500'), '2022-12-01');
    expect(verify(filed, '2023-01-05').cureUntilOn).toBe(addDays('2023-01-05', 60));
  });

  test('revoke takes all that was reported; vesting says what stays in force', () => {
    const strict = {
      ...pack,
      rolling: [{ ...rule, onFail: 'revoke' as const, vesting: ['0.4', '0.3', '0.3'] }],
    };
    const facts = decideFail(strict, failing(), 1, '2022-12-15');
    expect(facts).toMatchObject([{ adjustment: { amountWan: '-10000', how: 'revoke', inForce: '0.7' } }]);
    expect([0, 1, 2, 3].map((passed) => inForce({ vesting: ['0.4', '0.3', '0.3'] }, passed))).toEqual([
      '0.4',
      '0.7',
      '1',
      '1',
    ]);
  });

  test('a project that left is dropped only while nothing was found', () => {
    expect(decideDrop(opened(), '项目已迁出')).toHaveLength(1);
    expect(decideDrop(failing(), '项目已迁出')).toEqual([]);
  });

  test('each reminder is due once, none after the last day', () => {
    const open = opened();
    const later = (days: number) => addDays(open.openedOn, days);
    expect([0, 14, 15, 24, 25].map((days) => reminderDue(open, later(days)))).toEqual([
      null,
      null,
      'open:15',
      'open:15',
      'open:25',
    ]);
    expect(reminderDue({ ...open, reminded: 'open:15' }, later(15))).toBeNull();
    expect(
      ['2022-11-14', '2022-12-07', '2022-12-13', '2022-12-15'].map((day) => reminderDue(failing(), day)),
    ).toEqual(['cure:30', 'cure:7', 'cure:1', null]);
    expect(ROLLING_DEFAULTS.filingDays).toBe(30);
  });
});

describe('rows of the facts document give 得分 the same numbers', () => {
  const facts = (checks: readonly RollingCheck[], asOf: string) => ({
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'ninghua', name: '宁化县', kind: 'district_county', parent: 'city' },
      { id: 'datian', name: '大田县', kind: 'district_county', parent: 'city' },
    ],
    projects: [{ id: 'XM-1', unit: 'ninghua', stages: { signed: '2021-09-01', started: '2021-10-15' } }],
    progress: [{ project: 'XM-1', measure: 'funds_in_place', month: '2022-10', cumulative: '10000' }],
    reviews: rollingRows(pack, checks, () => 'XM-1', asOf),
  });

  test('a failed check takes 1,500 back, a cured and a waiting one nothing', () => {
    const failed = fail(failing(), '2022-12-15');
    const cured = verify(file(failing(), answers('9500'), '2022-12-14'), '2022-12-20');
    const waiting = file(failing(), answers('9500'), '2022-12-14');
    const flagsOf = (checks: readonly RollingCheck[]) =>
      run('sanming', '2022-12-31', facts(checks, '2022-12-31')).targets.flatMap((row) => row.flags);
    expect(flagsOf([failed]).join()).toContain('-1500');
    expect(flagsOf([cured]).join()).not.toContain('冲减');
    expect(flagsOf([]).join()).not.toContain('冲减');
    expect(rollingRows(pack, [waiting], () => 'XM-1', '2022-12-31')).toMatchObject([{ result: 'fail' }]);
  });

  test('the yearly rate of checks done is counted from them (SM-B11)', () => {
    const failed = fail(failing(), '2022-12-15');
    expect(target(run('sanming', '2022-12-31', facts([failed], '2022-12-31')), 'SM-B11').actual).toBe('1');
    expect(target(run('sanming', '2022-12-31', facts([], '2022-12-31')), 'SM-B11').met).toBe(false);
  });

  test('nothing is known before it was found', () => {
    expect(rollingRows(pack, [failing()], () => 'XM-1', '2022-10-20')).toEqual([]);
    expect(rollingRows(pack, [failing()], () => null, '2022-12-31')).toEqual([]);
  });
});

test('whatever is tried in whatever order, the state machine and its invariants hold', () => {
  const acts = fc.array(
    fc.record({
      act: fc.constantFrom('file', 'verify', 'return', 'fail', 'drop'),
      by: fc.constantFrom('p_reporter', 'p_office', 'p_other'),
      verified: fc.constantFrom('0', '8500', '9000', '20000'),
      days: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(acts, (steps) => {
      let check = opened();
      let today = '2022-10-15';
      for (const { act, by, verified, days } of steps) {
        today = addDays(today, days);
        const before = check;
        const decided =
          act === 'file'
            ? decideFile(pack, check, answers(verified), today)
            : act === 'verify'
              ? decideVerdict(pack, check, { do: 'verify' }, by, today)
              : act === 'return'
                ? decideVerdict(pack, check, { do: 'return', reason: '不符' }, by, today)
                : {
                    facts:
                      act === 'fail' ? decideFail(pack, check, 0, today) : decideDrop(check, '项目已退出'),
                  };
        if (isRefusal(decided) || decided.facts.length === 0) continue;
        check = decided.facts.reduce((state, fact) => evolveRolling(state, fact, at(today), by), check);
        expect(isLiveCheck(before)).toBe(true);
        expect(check.version).toBe(before.version + decided.facts.length);
        if (act === 'verify') expect(lastFiling(before)?.by).not.toBe(by);
        if (check.state === 'failed') {
          expect(before.state).toBe('curing');
          expect(today > before.cureUntilOn).toBe(true);
          expect(Number(check.adjustment?.amountWan)).toBeLessThanOrEqual(0);
          expect(check.adjustment?.month).toBe(today.slice(0, 7));
        }
        if (check.state === 'passed' || check.state === 'cured') {
          expect(check.verdict?.findings.every((finding) => finding.holds)).toBe(true);
          expect(isFiled(before)).toBe(true);
        }
        if (check.verdict !== null) expect(dayOfInstant(check.verdict.at) <= today).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
