// P14 review (domain.md P14): gates before a stage, the rolling check of a started project, vesting.
// An adjustment is a negative entry in the current period linked to the original; published snapshots stay.
// Leaves out who reviews.
import { Dec, dec, type Numberish, sumDec } from '../decimal.ts';
import type { Rolling } from '../pack/schema.ts';
import { addDays, anniversary } from './period.ts';

export type ReviewResult = 'pass' | 'conditional' | 'fail';

/** A review of a project as recorded. */
export interface ReviewFact {
  readonly kind: string;
  readonly on: string;
  readonly result: ReviewResult;
}

/** Whether the latest review of a kind passed and is still valid on a day (前期评价 before 签约). */
export function hasPassed(
  reviews: readonly ReviewFact[],
  kind: string,
  onDay: string,
  options: { readonly passing?: readonly ReviewResult[]; readonly validityDays?: number } = {},
): boolean {
  const past = reviews.filter((review) => review.kind === kind && review.on <= onDay);
  const latest = past.reduce<ReviewFact | null>(
    (best, one) => (best === null || one.on >= best.on ? one : best),
    null,
  );
  if (latest === null || !(options.passing ?? ['pass', 'conditional']).includes(latest.result)) return false;
  return options.validityDays === undefined || onDay <= addDays(latest.on, options.validityDays);
}

/** The answers of one yearly check: flags by name, numbers in 万元; absent = not yet answered. */
export interface YearAnswers {
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  readonly numbers: Readonly<Record<string, Numberish | undefined>>;
}

/** One question with its answer; `holds` null = not answered. */
export interface CheckResult {
  readonly id: string;
  readonly label: string;
  readonly holds: boolean | null;
}

function numberCheck(check: Rolling['checks'][number], answers: YearAnswers): boolean | null {
  const given = check.number === undefined ? undefined : answers.numbers[check.number];
  if (given === undefined) return null;
  const limit = dec(check.value ?? '0');
  const isHeld = (value: Dec): boolean => (check.cmp === '>' ? value.gt(limit) : value.gte(limit));
  if (check.over === undefined) return isHeld(dec(given));
  const whole = answers.numbers[check.over];
  if (whole === undefined || dec(whole).isZero()) return null;
  return isHeld(dec(given).div(whole));
}

/** The questions of a year: 有没有入统、有没有税收、投资额对不对. */
export function checkYear(rolling: Rolling, answers: YearAnswers): CheckResult[] {
  return rolling.checks.map((check) => ({
    id: check.id,
    label: check.label,
    holds: check.flag === undefined ? numberCheck(check, answers) : (answers.flags[check.flag] ?? null),
  }));
}

/** The state of one year's check. `curing`: failed, the days to cure are running. */
export type RollingState = 'not_yet_due' | 'open' | 'passed' | 'curing' | 'failed';

export interface RollingYear {
  readonly year: number;
  readonly checkOn: string;
  readonly cureUntilOn: string;
  readonly state: RollingState;
  readonly results: readonly CheckResult[];
}

function stateOf(
  results: readonly CheckResult[],
  checkOn: string,
  cureUntilOn: string,
  asOn: string,
): RollingState {
  if (asOn < checkOn) return 'not_yet_due';
  if (results.some((result) => result.holds === false)) return asOn <= cureUntilOn ? 'curing' : 'failed';
  return results.some((result) => result.holds === null) ? 'open' : 'passed';
}

/** 滚动考评: each anniversary of the start with its state; started 2021-10-15 → 2022, 2023, 2024-10-15. */
export function rollingYears(
  rolling: Rolling,
  startedOn: string,
  answersOf: (year: number) => YearAnswers,
  asOn: string,
): RollingYear[] {
  return Array.from({ length: rolling.years }, (_, index) => {
    const year = index + 1;
    const checkOn = anniversary(startedOn, year);
    const cureUntilOn = addDays(checkOn, rolling.cureDays);
    const results = checkYear(rolling, answersOf(year));
    return { year, checkOn, cureUntilOn, results, state: stateOf(results, checkOn, cureUntilOn, asOn) };
  });
}

/** The negative entry of a failed year: verified − reported, or everything when `onFail` is revoke; never positive. */
export function adjustment(rolling: Rolling, verified: Numberish, reported: Numberish): Dec {
  const whole = dec(reported);
  if (rolling.onFail === 'revoke') return whole.negated();
  return Dec.min(dec(0), dec(verified).minus(whole));
}

/** 分年生效: points in force after the years passed; [0.4, 0.3, 0.3] of 10 → 4 at start, 7, 10. */
export function vested(points: Dec, vesting: readonly string[], passedYears: number): Dec {
  return points.times(sumDec(vesting.slice(0, passedYears + 1).map((part) => dec(part))));
}
