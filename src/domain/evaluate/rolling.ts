// 滚动考评 of the file's projects (P14): which yearly checks are due, how they stand, and the negative entry a failed and
// uncured one leaves in the current period. Published snapshots are not touched. Leaves out who reviews.
import { type Dec, decText } from '../decimal.ts';
import type { ReviewRow } from '../facts-file/facts.ts';
import type { Rolling } from '../pack/schema.ts';
import { addDays, monthOf } from '../rule/period.ts';
import { adjustment, checkYear, type RollingState, rollingYears } from '../rule/review.ts';
import type { ProjectFacts, World } from './world.ts';

/** One yearly check of one project. */
export interface RollingCheck {
  readonly rule: string;
  readonly project: string;
  readonly year: number;
  readonly checkOn: string;
  readonly cureUntilOn: string;
  readonly state: RollingState;
  /** What is taken back, and in which month; null while nothing is. */
  readonly adjustment: { readonly amount: Dec; readonly month: string } | null;
}

/** The measure whose total a failed check corrects: verified against reported investment. */
export const ADJUSTED_MEASURE = 'funds_in_place';

function reviewOf(rows: readonly ReviewRow[], year: number, checkOn: string): ReviewRow | undefined {
  return (
    rows.find((row) => row.year === year) ??
    rows.find((row) => row.year === undefined && row.date.slice(0, 4) === checkOn.slice(0, 4))
  );
}

function checksOf(
  world: World,
  rule: Rolling,
  project: ProjectFacts,
  rows: readonly ReviewRow[],
): RollingCheck[] {
  const started = project.stages[rule.start];
  if (started === undefined || started.withdrawnOn !== null) return [];
  const bare = rollingYears(rule, started.on, () => ({ flags: {}, numbers: {} }), world.asOf);
  return bare.map((one) => {
    const row = reviewOf(rows, one.year, one.checkOn);
    const answers =
      row === undefined ? { flags: {}, numbers: {} } : { flags: row.flags, numbers: row.numbers };
    const year =
      row === undefined
        ? one
        : (rollingYears(rule, started.on, () => answers, world.asOf)[one.year - 1] ?? one);
    const isPassed =
      row?.result === 'pass' && checkYear(rule, answers).every((check) => check.holds !== false);
    const isCured = row?.curedOn !== undefined && row.curedOn <= one.cureUntilOn && row.curedOn <= world.asOf;
    const state: RollingState =
      world.asOf < one.checkOn ? 'not_yet_due' : isCured || isPassed ? 'passed' : year.state;
    const [verified, reported] = [row?.numbers['verified_investment'], row?.numbers['reported_investment']];
    const amount =
      state === 'failed' && verified !== undefined && reported !== undefined
        ? adjustment(rule, verified, reported)
        : null;
    return {
      rule: rule.id,
      project: project.row.id,
      year: one.year,
      checkOn: one.checkOn,
      cureUntilOn: one.cureUntilOn,
      state,
      adjustment:
        amount === null || amount.isZero() ? null : { amount, month: monthOf(addDays(one.cureUntilOn, 1)) },
    };
  });
}

/** Every yearly check of every started project, in order. */
export function rollingOf(world: World): readonly RollingCheck[] {
  const rows = new Map<string, ReviewRow[]>();
  for (const row of world.facts.reviews ?? []) {
    if (row.date > world.asOf) continue;
    rows.set(row.project, [...(rows.get(row.project) ?? []), row]);
  }
  // The latest finding counts, whatever the order of the file.
  for (const mine of rows.values()) mine.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  return world.pack.rolling.flatMap((rule) =>
    world.projects.flatMap((project) =>
      checksOf(
        world,
        rule,
        project,
        (rows.get(project.row.id) ?? []).filter((row) => row.kind === 'rolling' || row.kind === rule.id),
      ),
    ),
  );
}

/** `冲减 -1500（第1年考评）`. */
export function adjustmentFlag(check: RollingCheck): string {
  return check.adjustment === null
    ? ''
    : `冲减 ${decText(check.adjustment.amount)}（${check.project} 第${check.year}年考评）`;
}
