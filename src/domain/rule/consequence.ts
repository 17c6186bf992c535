// P12 consequence (domain.md P12): what a place, a grade, a score or a flag lets the system propose.
// It only proposes; a named person confirms before anything is sent. Leaves out sending and recording.
import { type Dec, dec, roundHalfUp } from '../decimal.ts';
import type { Consequence } from '../pack/schema.ts';
import type { When } from '../pack/score-schema.ts';
import { isBottom, isTop, type Placed } from './rank.ts';

/** What is known of one subject when consequences are looked at. */
export interface Standing {
  readonly id: string;
  readonly placed: Placed | null;
  readonly total: Dec | null;
  readonly grade: string | null;
  /** All targets of the list S met (default: every must-target bound to the unit); null = not known. */
  readonly completed: boolean | null;
  /** Flags set by a named person: 弄虚作假, 表现突出. */
  readonly flags: readonly string[];
}

/** A proposal; `manual` = a tie lies across the boundary and a person decides who is meant. */
export interface Proposal {
  readonly rule: string;
  readonly subject: string;
  readonly actions: readonly Consequence['propose'][number][];
  readonly to: readonly string[];
  readonly by: string;
  readonly clause: string;
  readonly decision: 'propose' | 'manual';
  readonly reasons: readonly string[];
}

interface Check {
  readonly holds: boolean;
  readonly reason: string;
  readonly straddles?: boolean;
}

function topCheck(n: number, placed: Placed | null): Check {
  if (placed === null) return { holds: false, reason: '' };
  const straddles = placed.place <= n && placed.place + placed.tied - 1 > n;
  return { holds: isTop(placed, n), reason: `第${placed.place}名（前${n}位）`, straddles };
}

function bottomCheck(n: number, placed: Placed | null, ofClass: readonly Placed[]): Check {
  if (placed === null) return { holds: false, reason: '' };
  const lower = ofClass.filter((one) => one.class === placed.class && one.place > placed.place).length;
  return {
    holds: isBottom(placed, n, ofClass),
    reason: `第${placed.place}名（后${n}位）`,
    straddles: lower + placed.tied > n,
  };
}

function checksOf(when: When, standing: Standing, ofClass: readonly Placed[]): Check[] {
  const checks: Check[] = [];
  const total = standing.total;
  const shown = total === null ? '暂缺' : roundHalfUp(total, 2).toFixed(2);
  if (when.top !== undefined) checks.push(topCheck(when.top, standing.placed));
  if (when.bottom !== undefined) checks.push(bottomCheck(when.bottom, standing.placed, ofClass));
  if (when.grade !== undefined) {
    const holds = standing.grade !== null && when.grade.includes(standing.grade);
    checks.push({ holds, reason: standing.grade ?? '' });
  }
  if (when.scoreBelow !== undefined) {
    checks.push({
      holds: total?.lt(dec(when.scoreBelow)) === true,
      reason: `得分 ${shown} 低于 ${when.scoreBelow}`,
    });
  }
  if (when.scoreAtLeast !== undefined) {
    checks.push({
      holds: total?.gte(dec(when.scoreAtLeast)) === true,
      reason: `得分 ${shown} 不低于 ${when.scoreAtLeast}`,
    });
  }
  if (when.completed !== undefined) {
    const reason = when.completed ? '完成目标任务' : '未完成目标任务';
    checks.push({ holds: standing.completed === when.completed, reason });
  }
  if (when.flag !== undefined) {
    const found = when.flag.filter((flag) => standing.flags.includes(flag));
    checks.push({ holds: found.length > 0, reason: found.join('、') });
  }
  return checks;
}

/**
 * 奖惩建议 of one rule over its subjects. `ofClass` has every placed unit, of all classes.
 * A tie across the boundary of top or bottom: rewards include all, penalties go to a person (`tie`).
 */
export function propose(
  rule: Consequence,
  standings: readonly Standing[],
  ofClass: readonly Placed[],
): Proposal[] {
  return standings.flatMap((standing) => {
    const checks = checksOf(rule.when, standing, ofClass);
    if (checks.length === 0 || checks.some((check) => !check.holds)) return [];
    const isTied = checks.some((check) => check.straddles === true);
    return [
      {
        rule: rule.id,
        subject: standing.id,
        actions: rule.propose,
        to: rule.to,
        by: rule.by,
        clause: rule.clause,
        decision: isTied && rule.tie === 'manual' ? ('manual' as const) : ('propose' as const),
        reasons: checks.map((check) => check.reason),
      },
    ];
  });
}
