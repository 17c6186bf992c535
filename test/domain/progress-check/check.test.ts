// Verification of a month's figures: a verdict is of one version, a new version is 未审, and taking back restores exactly.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Month } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { decideReport, evolveProgress, noProgress, type Progress } from '../../../src/domain/progress.ts';
import {
  type CheckFact,
  checkStateOf,
  decideCheck,
  isReturned,
  sayCheck,
  sayChecked,
  stampOf,
  sumChecked,
  type Verdict,
} from '../../../src/domain/progress-check/check.ts';

const LEAD = 'XS-202611-0001';
const MONTH: Month = '2026-11';
const name = (id: string) => ({ p1: '周岚', p2: '许国强', p3: '叶青' })[id] ?? id;

function filed(progress: Progress, units: number, at = 1): Progress {
  const decided = decideReport(
    progress,
    {
      unit: 'u',
      month: MONTH,
      figures: [{ measure: 'funds_in_place', units }],
      narrative: '说明',
      problems: null,
      plan: null,
      late: false,
      forecast: false,
    },
    () => '到位资金',
  );
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts.reduce((state, fact) => evolveProgress(state, fact, at, 'p1'), progress);
}

const report = (progress: Progress) => {
  const found = progress.reports.find((one) => one.month === MONTH);
  if (found === undefined) throw new Error('no report');
  return found;
};

function ask(
  progress: Progress,
  verdict: Verdict,
  more: { seen?: string; by?: string; reason?: string | null } = {},
) {
  const { seen = stampOf(report(progress)), by = 'p2', reason = '请核对' } = more;
  return decideCheck(progress, { unit: 'u', month: MONTH, verdict, seen, by, reason }, name);
}

function checked(progress: Progress, verdict: Verdict, by = 'p2', at = 9): Progress {
  const decided = ask(progress, verdict, { by });
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts.reduce((state, fact) => evolveProgress(state, fact, at, by), progress);
}

describe('a verdict on a month’s figures', () => {
  test('is of the version it names: filed again, the report is 未审, and the verified version is remembered', () => {
    const first = checked(filed(noProgress(LEAD), 100), 'verified');
    expect(report(first)).toMatchObject({
      checked: 'verified',
      verifiedVersion: 1,
      checkedBy: 'p2',
      checkedAt: 9,
    });
    const again = filed(first, 200, 20);
    expect(report(again)).toMatchObject({ version: 2, checked: null, verifiedVersion: 1 });
    expect(sayCheck(report(again))).toBe('未审');
  });

  test('changes no figure', () => {
    const before = filed(noProgress(LEAD), 100);
    expect(checked(before, 'verified').entries).toEqual(before.entries);
    expect(checked(before, 'returned').entries).toEqual(before.entries);
  });

  test('a return has its reason, and makes the report owed again until it is filed again', () => {
    const before = filed(noProgress(LEAD), 100);
    expect(ask(before, 'returned', { reason: ' ' })).toMatchObject({ because: '退回需要写明理由' });
    const returned = checked(before, 'returned');
    expect(isReturned(report(returned))).toBe(true);
    expect(report(returned).checkReason).toBe('请核对');
    expect(isReturned(report(filed(returned, 101)))).toBe(false);
  });

  test('is refused to whoever filed the report', () => {
    expect(ask(filed(noProgress(LEAD), 100), 'verified', { by: 'p1' })).toMatchObject({
      because: expect.stringContaining('您自己填报的'),
    });
  });

  test('pressed twice says who has verified it already', () => {
    const done = checked(filed(noProgress(LEAD), 100), 'verified');
    expect(ask(done, 'verified', { by: 'p3' })).toMatchObject({
      because: '2026年11月月报已由许国强审核通过',
    });
  });

  test('on a card made before the report was filed again says who filed it', () => {
    const before = filed(noProgress(LEAD), 100);
    const seen = stampOf(report(before));
    const after = filed(before, 200, 50);
    for (const verdict of ['verified', 'returned'] as const) {
      expect(ask(after, verdict, { seen })).toMatchObject({
        because: '2026年11月月报在您打开卡片以后已由周岚重新报送（第2版）',
      });
    }
  });

  test('on a card made before another’s verdict says whose, and does not overrule it', () => {
    const before = filed(noProgress(LEAD), 100);
    const seen = stampOf(report(before));
    expect(ask(checked(before, 'returned'), 'verified', { seen, by: 'p3' })).toMatchObject({
      because: expect.stringContaining('已由许国强退回'),
    });
    expect(ask(checked(before, 'verified'), 'returned', { seen, by: 'p3' })).toMatchObject({
      because: expect.stringContaining('已由许国强审核通过'),
    });
  });

  test('can be the other one by whoever saw how it stands', () => {
    const verified = checked(filed(noProgress(LEAD), 100), 'verified');
    expect(report(checked(verified, 'returned', 'p3'))).toMatchObject({
      checked: 'returned',
      verifiedVersion: 1,
    });
  });

  test('of a month without a report is refused', () => {
    const intent = {
      unit: 'u',
      month: '2026-10',
      verdict: 'verified' as const,
      seen: null,
      reason: null,
      by: 'p2',
    };
    expect(decideCheck(filed(noProgress(LEAD), 1), intent, name)).toMatchObject({ refused: true });
  });

  test('taken back leaves the report exactly as it stood before, whatever had happened to it', () => {
    const steps = fc.array(fc.constantFrom('file', 'verified', 'returned'), { maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.constantFrom<Verdict>('verified', 'returned'), (story, verdict) => {
        let at = 10;
        let progress = filed(noProgress(LEAD), 1);
        for (const step of story) {
          at += 1;
          if (step === 'file') progress = filed(progress, at, at);
          else if (report(progress).checked !== step) progress = checked(progress, step as Verdict, 'p2', at);
        }
        if (report(progress).checked === verdict) return;
        const after = checked(progress, verdict, 'p3', at + 1);
        const undone: CheckFact = {
          type: 'progress.unchecked',
          lead: LEAD,
          unit: 'u',
          month: MONTH,
          version: report(progress).version,
          before: checkStateOf(report(progress)),
        };
        const back = evolveProgress(after, undone, at + 2, 'p3');
        expect(report(back)).toEqual({ ...report(progress), ...checkStateOf(report(progress)) });
        expect(back.version).toBe(progress.version + 2);
      }),
    );
  });
});

describe('how much is verified', () => {
  test.each([
    [{ reported: 0, verified: 0 }, '未审'],
    [{ reported: 7, verified: 0 }, '未审'],
    [{ reported: 7, verified: 3 }, '部分已审（已审 3/7）'],
    [{ reported: 7, verified: 7 }, '全部已审'],
  ])('%o is said as %s', (share, said) => {
    expect(sayChecked(share)).toBe(said);
  });

  test('of several units is their sum', () => {
    expect(
      sumChecked([
        { reported: 2, verified: 1 },
        { reported: 3, verified: 3 },
      ]),
    ).toEqual({ reported: 5, verified: 4 });
  });
});
