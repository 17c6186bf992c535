// 异议: raised within the window, one at a time, answered once by somebody else, with reasons.
import { expect, test } from 'vitest';
import { instantOfDay } from '../../src/domain/day.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decideObjection,
  decideRaise,
  evolveObjection,
  type Objection,
  objectionWindow,
} from '../../src/domain/objection.ts';
import type { Publication } from '../../src/domain/publication.ts';

/** A bulletin signed at ten in the morning of a day. */
const published = (on: string): Publication => ({
  id: 'month:2026-08',
  version: 3,
  kind: 'month',
  period: '2026-08',
  state: 'published',
  body: '{}',
  hash: 'h',
  draftedAt: 0,
  draftedBy: null,
  checkedAt: 0,
  checkedBy: 'a',
  approvedAt: instantOfDay(on) + 36_000_000,
  approvedBy: 'b',
  returnedReason: null,
});
const by = { person: 'r', unit: 'yongan' };

function raised(text = '少计 200 万元'): Objection {
  const decided = decideRaise(published('2021-11-08'), [], by, text, '2021-11-09');
  if (isRefusal(decided)) throw new Error(decided.because);
  const after = decided.facts.reduce<Objection | null>(
    (state, fact) => evolveObjection(state, fact, 1, 'r'),
    null,
  );
  if (after === null) throw new Error('nothing was raised');
  return after;
}
const because = (decided: ReturnType<typeof decideRaise>): string =>
  isRefusal(decided) ? decided.because : '';

// Monday 2021-11-08: five working days later is Monday 2021-11-15.
test('the window is five working days after 签发, 系统默认', () => {
  expect(objectionWindow(published('2021-11-08'))).toEqual({
    untilOn: '2021-11-15',
    note: '签发后5个工作日内（系统默认）',
  });
  // Thursday 2021-09-30: 1–7 October are holidays; 8, 9 (made up), 11, 12, 13 October are the five.
  expect(objectionWindow(published('2021-09-30'))?.untilOn).toBe('2021-10-13');
  expect(objectionWindow({ ...published('2021-11-08'), state: 'checked' })).toBeNull();
});

test('where the year’s holidays are not known it is calendar days, and says so', () => {
  expect(objectionWindow(published('2035-11-08'))).toEqual({
    untilOn: '2035-11-13',
    note: expect.stringContaining('按自然日计'),
  });
});

test('it is raised on the last day and not after it', () => {
  expect(isRefusal(decideRaise(published('2021-11-08'), [], by, '少计', '2021-11-15'))).toBe(false);
  expect(because(decideRaise(published('2021-11-08'), [], by, '少计', '2021-11-16'))).toContain('异议期已过');
});

test('it needs a reason, and one waits at a time', () => {
  expect(because(decideRaise(published('2021-11-08'), [], by, '  ', '2021-11-09'))).toContain('写明理由');
  expect(because(decideRaise(published('2021-11-08'), [raised()], by, '再提', '2021-11-09'))).toContain(
    '等待答复',
  );
  expect(because(decideRaise(published('2021-11-08'), [], by, '长'.repeat(501), '2021-11-09'))).toContain(
    '500',
  );
});

test('whoever raised it does not answer it; the answer has a reason and is final', () => {
  const objection = raised();
  expect(because(decideObjection(objection, true, '属实', 'r'))).toContain('不能自己答复');
  expect(because(decideObjection(objection, false, ' ', 'o'))).toContain('写明理由');
  const decided = decideObjection(objection, true, '属实', 'o');
  if (isRefusal(decided)) throw new Error(decided.because);
  const after = decided.facts.reduce((state, fact) => evolveObjection(state, fact, 2, 'o'), objection);
  expect(after).toMatchObject({ state: 'accepted', reason: '属实', decidedBy: 'o', version: 2 });
  expect(because(decideObjection(after, false, '再想', 'o'))).toContain('已经答复：采纳');
});
