// 奖惩建议 from places, grades, scores, completion and flags (P12). It only proposes: `decision` says whether a person
// is to confirm (`propose`) or first to decide a tie (`manual`). Leaves out sending.
import { dec, decText } from '../decimal.ts';
import type { Consequence } from '../pack/schema.ts';
import { unitFits } from '../pack/view.ts';
import { type Proposal, propose, type Standing } from '../rule/consequence.ts';
import { staffQuota } from '../rule/grade.ts';
import type { Placed } from '../rule/rank.ts';
import type { Engine } from './measure.ts';
import { type RankResult, rankByTarget } from './ranks.ts';
import { closedCompletion, type ScoreResult } from './scores.ts';
import type { TargetResult } from './targets.ts';

/** A proposal as printed: one row an action. */
export interface ProposalRow {
  readonly rule: string;
  readonly subject: string;
  readonly action: string;
  readonly clause: string;
  readonly decision: 'propose' | 'manual';
  readonly label: string;
  readonly to: readonly string[];
  readonly by: string;
  readonly reasons: readonly string[];
  /** The target named, in rankings by item. */
  readonly item?: string;
  /** 优秀比例: shares and, where the staff is known, persons before and after. */
  readonly quota?: {
    readonly before: string;
    readonly after: string;
    readonly staffBefore?: number;
    readonly staffAfter?: number;
  };
}

/** Whether the list S is met for a subject: false once one is missed, null while one is open. */
export function completedOf(
  rule: Consequence,
  subject: string,
  rows: readonly TargetResult[],
): boolean | null {
  const mine = rows.filter(
    (row) =>
      row.subject === subject &&
      row.cells === null &&
      (rule.completedBy === undefined
        ? row.target.strength === 'must'
        : rule.completedBy.includes(row.target.id)),
  );
  if (mine.some((row) => row.completion.met === false)) return false;
  const asked = rule.completedBy === undefined ? mine.filter((row) => !isExcused(row)) : mine;
  if (asked.length === 0 || asked.some((row) => row.completion.met === null)) return null;
  return true;
}

function isExcused(row: TargetResult): boolean {
  const rate = row.completion.rate;
  return (
    rate.kind === 'na' && ['no_target', 'not_applicable', 'no_base', 'not_yet_due'].includes(rate.reason)
  );
}

function quotaOf(
  engine: Engine,
  rule: Consequence,
  action: string,
  subject: string,
): Pick<ProposalRow, 'quota'> {
  if (rule.quota === undefined || !action.startsWith('quota_')) return {};
  const [base, change] = [dec(rule.quota.base), dec(rule.quota.change)];
  const staff = engine.world.unitById.get(subject)?.staff;
  const counts = staff === undefined ? null : staffQuota(staff, base, change);
  return {
    quota: {
      before: decText(base),
      after: decText(base.plus(change)),
      ...(counts === null ? {} : { staffBefore: counts.before, staffAfter: counts.after }),
    },
  };
}

function rowsOf(
  engine: Engine,
  rule: Consequence,
  proposals: readonly Proposal[],
  item?: string,
): ProposalRow[] {
  return proposals.flatMap((proposal) =>
    proposal.actions.map((action) => ({
      rule: rule.id,
      subject: proposal.subject,
      action,
      clause: rule.clause,
      decision: proposal.decision,
      label: rule.label,
      to: proposal.to,
      by: proposal.by,
      reasons: proposal.reasons.filter((reason) => reason !== ''),
      ...(item === undefined ? {} : { item }),
      ...quotaOf(engine, rule, action, proposal.subject),
    })),
  );
}

function isSubject(engine: Engine, rule: Consequence, id: string): boolean {
  if (rule.subject === undefined) return true;
  const unit = engine.world.unitById.get(id);
  return (
    unit !== undefined && unitFits(engine.world.pack, rule.subject, { ...unit, name: unit.name ?? unit.id })
  );
}

function standing(
  engine: Engine,
  id: string,
  placed: Placed | null,
  result: RankResult | null,
  completed: boolean | null,
): Standing {
  const key = result?.keys.get(id);
  return {
    id,
    placed,
    total: key?.kind === 'num' ? key.x : null,
    grade: result?.grades.get(id) ?? null,
    completed,
    flags: engine.world.flagsOf(id),
  };
}

function ranked(
  engine: Engine,
  rule: Consequence,
  result: RankResult,
  rows: readonly TargetResult[],
): ProposalRow[] {
  const { placed } = result.ranking;
  const standings = placed
    .filter((one) => isSubject(engine, rule, one.id))
    .map((one) => standing(engine, one.id, one, result, completedOf(rule, one.id, rows)));
  return rowsOf(engine, rule, propose(rule, standings, placed));
}

function perItem(
  engine: Engine,
  rule: Consequence,
  scorecard: string,
  rows: readonly TargetResult[],
): ProposalRow[] {
  const card = engine.world.pack.scorecards.find((one) => one.id === scorecard);
  const targets = [...new Set((card?.items ?? []).flatMap((item) => item.target ?? []))];
  return targets.flatMap((target) => {
    const { placed } = rankByTarget(engine, target, rows);
    const standings = placed
      .filter((one) => isSubject(engine, rule, one.id))
      .map((one) => {
        const row = rows.find((two) => two.target.id === target && two.subject === one.id);
        const met = row === undefined ? null : closedCompletion(engine, row).met;
        return standing(engine, one.id, one, null, met);
      });
    return rowsOf(engine, rule, propose(rule, standings, placed), target);
  });
}

function flagged(engine: Engine, rule: Consequence): ProposalRow[] {
  const ids = [...engine.world.units.map((unit) => unit.id), ...engine.world.posts.map((post) => post.id)];
  const subjects = ids.filter((id) => engine.world.flagsOf(id).length > 0 && isSubject(engine, rule, id));
  const standings = subjects.map((id) => standing(engine, id, null, null, null));
  return rowsOf(engine, rule, propose(rule, standings, []));
}

function scored(
  engine: Engine,
  rule: Consequence,
  scores: readonly ScoreResult[],
  rows: readonly TargetResult[],
): ProposalRow[] {
  const standings = scores
    .filter((one) => isSubject(engine, rule, one.subject))
    .map((one) => ({
      ...standing(engine, one.subject, null, null, completedOf(rule, one.subject, rows)),
      total: one.score.total.kind === 'num' ? one.score.total.x : null,
    }));
  return rowsOf(engine, rule, propose(rule, standings, []));
}

/** Every proposal, rule by rule. */
export function allProposals(
  engine: Engine,
  ranks: readonly RankResult[],
  scores: readonly ScoreResult[],
  rows: readonly TargetResult[],
): ProposalRow[] {
  return engine.world.pack.consequences.flatMap((rule) => {
    if (rule.when.flag !== undefined) return flagged(engine, rule);
    const result = ranks.find((one) => one.rule.id === rule.rank);
    if (result === undefined) return scored(engine, rule, scores, rows);
    if (rule.when.perItem === true && 'scorecard' in result.rule.key) {
      return perItem(engine, rule, result.rule.key.scorecard, rows);
    }
    return ranked(engine, rule, result, rows);
  });
}
