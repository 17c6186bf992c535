/**
 * Verification 审核 of a month's figures by the office or the unit's verifier: one verdict on one version of one report.
 *
 *     未审 ──通过──> 已审 ──退回(理由)──> 已退回 ──通过──> 已审
 *       └──退回(理由)──> 已退回
 *     any of them ──filed again──> 未审 (a new version)          any verdict ──撤销──> as it stood before it
 *
 * Invariants
 *  1. A verdict is of the version it names. A report filed again is 未审, whatever was said of the version before.
 *  2. `verifiedVersion` is the last version that was verified; it outlives later versions and returns.
 *  3. A return has its reason; whoever filed a report gives no verdict on it.
 *  4. A verdict changes no figure: unverified figures count everywhere and block nothing.
 *
 * Left out: which reports look odd (`odd.ts`), who verifies for which unit (`../access.ts`).
 */
import type { Month } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import { sayMonth } from '../month.ts';
import type { Progress, Report } from '../progress.ts';

/** What was said of a report; `null` 未审. */
export type Verdict = 'verified' | 'returned';

/** How the verification of a month's report stands; each is left out of facts older than it. */
export interface CheckState {
  /** Of the version that stands. */
  readonly checked?: Verdict | null;
  /** Of the latest verdict, on whichever version. */
  readonly checkedBy?: string | null;
  /** UTC ms. */
  readonly checkedAt?: number | null;
  /** 退回理由 of the latest verdict, when it was a return. */
  readonly checkReason?: string | null;
  /** The last version that was verified. */
  readonly verifiedVersion?: number | null;
}

interface OfReport {
  readonly lead: string;
  readonly unit: string;
  readonly month: Month;
  /** The version of the report it is about. */
  readonly version: number;
}

export type CheckFact =
  | ({ readonly type: 'progress.verified' } & OfReport)
  | ({ readonly type: 'progress.returned'; readonly reason: string } & OfReport)
  | ({
      /** 撤销 of a verdict: it stands again as it did before. */
      readonly type: 'progress.unchecked';
      readonly before: Required<CheckState>;
    } & OfReport);

const CHECK_FACTS: ReadonlySet<string> = new Set<CheckFact['type']>([
  'progress.verified',
  'progress.returned',
  'progress.unchecked',
]);
export const isCheckFact = <F extends { readonly type: string }>(fact: F | CheckFact): fact is CheckFact =>
  CHECK_FACTS.has(fact.type);

export const UNCHECKED: Required<CheckState> = {
  checked: null,
  checkedBy: null,
  checkedAt: null,
  checkReason: null,
  verifiedVersion: null,
};

/** Nothing left out. */
export const checkStateOf = (report: CheckState): Required<CheckState> => ({
  checked: report.checked ?? null,
  checkedBy: report.checkedBy ?? null,
  checkedAt: report.checkedAt ?? null,
  checkReason: report.checkReason ?? null,
  verifiedVersion: report.verifiedVersion ?? null,
});

/** What a new version keeps of what was said before: everything but the verdict. */
export const checkOfNext = (before: CheckState | undefined): Required<CheckState> => ({
  ...checkStateOf(before ?? UNCHECKED),
  checked: null,
});

/** 已退回: owed again, until it is filed again. */
export const isReturned = (report: CheckState): boolean => report.checked === 'returned';

/** 已审 / 已退回 / 未审. */
export const sayCheck = (report: CheckState): '已审' | '已退回' | '未审' =>
  report.checked === 'verified' ? '已审' : report.checked === 'returned' ? '已退回' : '未审';

/** The report's verification after one more fact. */
export function evolveCheck(report: Report, fact: CheckFact, at: number, actor: string | null): Report {
  switch (fact.type) {
    case 'progress.verified':
      return {
        ...report,
        checked: 'verified',
        checkedBy: actor,
        checkedAt: at,
        checkReason: null,
        verifiedVersion: fact.version,
      };
    case 'progress.returned':
      return {
        ...report,
        ...checkStateOf(report),
        checked: 'returned',
        checkedBy: actor,
        checkedAt: at,
        checkReason: fact.reason,
      };
    case 'progress.unchecked':
      return { ...report, ...fact.before };
  }
}

/** What the card showed when its button was pressed: version, instant of filing, verdict. */
export const stampOf = (report: Pick<Report, 'version' | 'reportedAt'> & CheckState): string =>
  `${report.version}.${report.reportedAt.toString(36)}.${report.checked ?? 'open'}`;

export interface CheckIntent {
  readonly unit: string;
  readonly month: Month;
  readonly verdict: Verdict;
  /** `stampOf` as the card showed it; `null`: as it stands now (typed words). */
  readonly seen: string | null;
  readonly reason: string | null;
  /** Roster id. */
  readonly by: string;
}

/**
 * 通过 or 退回 of one month's report.
 * @param nameOf a person's name
 */
export function decideCheck(
  progress: Progress,
  { unit, month, verdict, seen, reason, by }: CheckIntent,
  nameOf: (person: string) => string,
): { readonly facts: readonly CheckFact[] } | Refusal {
  const report = progress.reports.find((one) => one.month === month);
  if (report === undefined) {
    return refuse(`${sayMonth(month)}月报现在没有报送（可能已由填报人撤销）`, {
      next: '发送「待审 月报」看现在等您审核的。',
    });
  }
  const seenVersion = seen === null ? null : (seen.split('.', 2).join('.') ?? null);
  if (seenVersion !== null && seenVersion !== stampOf(report).split('.', 2).join('.')) {
    return refuse(
      `${sayMonth(month)}月报在您打开卡片以后已由${nameOf(report.reporter)}重新报送（第${report.version}版）`,
      { next: '请看新的数字再决定。' },
    );
  }
  if (report.checked === verdict) {
    const who = nameOf(report.checkedBy ?? '');
    return verdict === 'verified'
      ? refuse(`${sayMonth(month)}月报已由${who}审核通过`, { next: '不用再审；发送「待审 月报」看其余的。' })
      : refuse(`${sayMonth(month)}月报已由${who}退回，等填报单位重新报送`, {
          next: '重新报送后会再出现在「待审 月报」。',
        });
  }
  if (seen !== null && seen !== stampOf(report)) {
    return refuse(
      `${sayMonth(month)}月报已由${nameOf(report.checkedBy ?? '')}${report.checked === 'returned' ? '退回' : '审核通过'}，现在是${sayCheck(report)}`,
      { next: '请看现在的情况再决定。' },
    );
  }
  if (report.reporter === by) {
    return refuse('这份月报是您自己填报的，不能由您审核', { next: '请由本单位其他审核人或招商办审核。' });
  }
  const of = { lead: progress.lead, unit, month, version: report.version };
  if (verdict === 'verified') return { facts: [{ type: 'progress.verified', ...of }] };
  if (reason === null || reason.trim() === '') {
    return refuse('退回需要写明理由', {
      next:
        seen === null
          ? '请在「退回」后面写明哪个数要改、为什么，例如「待审 月报 0001 退回 到位资金请核对单位」。'
          : '请在「理由」写明哪个数要改、为什么，再按「退回」。',
    });
  }
  return { facts: [{ type: 'progress.returned', ...of, reason: reason.trim() }] };
}

/** How much of what was reported has been verified. */
export interface Checked {
  readonly reported: number;
  readonly verified: number;
}

/** `未审`, `部分已审（已审 3/7）`, `全部已审`; nothing reported is 未审. */
export function sayChecked({ reported, verified }: Checked): string {
  if (verified <= 0 || reported <= 0) return '未审';
  return verified >= reported ? '全部已审' : `部分已审（已审 ${verified}/${reported}）`;
}

/** Of all units together. */
export const sumChecked = (parts: readonly Checked[]): Checked => ({
  reported: parts.reduce((sum, one) => sum + one.reported, 0),
  verified: parts.reduce((sum, one) => sum + one.verified, 0),
});
