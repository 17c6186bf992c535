// Rankings and grades of the scores (P10, P11), and the lists by funds that assess nothing (系统默认·非考核).
// Invariant: every subject of a ranking comes out once, placed or excluded with a reason, whatever the order of the input.
import { type Dec, dec } from '../decimal.ts';
import type { UnitRow } from '../facts-file/facts.ts';
import type { Grade, Rank } from '../pack/schema.ts';
import { rankingClassOf } from '../pack/view.ts';
import { bandOf, quotaGrades } from '../rule/grade.ts';
import { periodHolding, windowPeriod } from '../rule/period.ts';
import { type Candidate, type Placed, type Ranking, rank } from '../rule/rank.ts';
import { activeMonths } from '../rule/target.ts';
import { na, num, type Value } from '../value.ts';
import { type Engine, measureValues } from './measure.ts';
import { closedCompletion, type ScoreResult } from './scores.ts';
import type { TargetResult } from './targets.ts';
import { unitScope } from './unit-scope.ts';

/** A ranking with the grades of its subjects. */
export interface RankResult {
  readonly rule: Rank;
  readonly ranking: Ranking;
  readonly keys: ReadonlyMap<string, Value>;
  readonly grades: ReadonlyMap<string, string>;
}

const MONTHS_MIN = 6;

/** Flags that take a subject out of assessment: the city's own word, and those whose consequence is disqualification. */
function disqualifying(engine: Engine): ReadonlySet<string> {
  const rules = engine.world.pack.consequences.filter((rule) => rule.propose.includes('disqualify'));
  return new Set(['disqualified', '取消考评资格', ...rules.flatMap((rule) => rule.when.flag ?? [])]);
}

function exclusion(engine: Engine, rule: Rank, unit: UnitRow): string | null {
  const { world } = engine;
  const bad = disqualifying(engine);
  if (rule.exclude.includes('disqualified') && world.flagsOf(unit.id).some((flag) => bad.has(flag)))
    return '取消考评资格';
  const year = periodHolding('year', world.asOf);
  const isYoung = activeMonths(year, unit.activeFrom ?? null, null) < MONTHS_MIN;
  return rule.exclude.includes('active_under_6_months') && isYoung ? '成立不足6个月' : null;
}

function classOf(engine: Engine, unit: UnitRow): string | null {
  return rankingClassOf(engine.world.pack, { ...unit, name: unit.name ?? unit.id });
}

/** Must-targets met, bonus points, funds in place: what breaks a tie, in the order the pack says. */
function tieKeys(
  rule: Rank,
  unit: string,
  score: ScoreResult | undefined,
  rows: readonly TargetResult[],
  funds: ReadonlyMap<string, Value>,
): Dec[] {
  return rule.ties.map((tie): Dec => {
    if (tie === 'incentive') return score?.score.bonus ?? dec(0);
    if (tie === 'funds_in_place') {
      const value = funds.get(unit);
      return value?.kind === 'num' ? value.x : dec(0);
    }
    const must = rows.filter(
      (row) => row.subject === unit && row.target.strength === 'must' && row.cells === null,
    );
    return dec(must.filter((row) => row.completion.met === true).length);
  });
}

function measureKeys(
  engine: Engine,
  measure: string,
  span: 'month' | 'year' | 'life',
): ReadonlyMap<string, Value> {
  const { world } = engine;
  const period =
    span === 'life' ? windowPeriod(world.pack.periodFrom, world.asOf) : periodHolding(span, world.asOf);
  const units = world.units.filter((unit) => classOf(engine, unit) !== null);
  return measureValues(engine, { sum: measure }, period, unitScope(world, units));
}

function gradeRules(engine: Engine, scorecard: string): Grade[] {
  return engine.world.pack.grades.filter(
    (grade) => grade.scorecard === undefined || grade.scorecard === scorecard,
  );
}

/** The band of a score; null where the pack bands nothing. */
export function bandGrade(engine: Engine, scorecard: string, total: Value): string | null {
  for (const grade of gradeRules(engine, scorecard)) {
    const name = grade.bands === undefined ? null : bandOf(total, grade.bands, grade.digits);
    if (name !== null) return name;
  }
  return null;
}

function gradesOf(
  engine: Engine,
  scorecard: string,
  placed: readonly Placed[],
  keys: ReadonlyMap<string, Value>,
): Map<string, string> {
  const grades = new Map<string, string>();
  for (const [id, total] of keys) {
    const band = bandGrade(engine, scorecard, total);
    if (band !== null) grades.set(id, band);
  }
  for (const { quota, names, minClass } of gradeRules(engine, scorecard)) {
    if (quota === undefined || names === undefined) continue;
    for (const name of new Set(placed.map((one) => one.class))) {
      const ofClass = placed.filter((one) => one.class === name);
      for (const [id, grade] of quotaGrades(ofClass, quota, names, minClass)) grades.set(id, grade);
    }
  }
  return grades;
}

function rankOne(
  engine: Engine,
  rule: Rank,
  scores: readonly ScoreResult[],
  rows: readonly TargetResult[],
  funds: ReadonlyMap<string, Value>,
): RankResult {
  const { world } = engine;
  const card = 'scorecard' in rule.key ? rule.key.scorecard : null;
  const ofCard = new Map(scores.filter((one) => one.card.id === card).map((one) => [one.subject, one]));
  const measured = 'measure' in rule.key ? measureKeys(engine, rule.key.measure, rule.key.span) : null;
  const labels = rule.classes?.map(
    (id) => world.pack.rankingClasses.find((one) => one.id === id)?.label ?? id,
  );
  const units = world.units.filter((unit) => {
    const name = classOf(engine, unit);
    const isThere = card === null ? name !== null : ofCard.has(unit.id);
    return isThere && (labels === undefined || (name !== null && labels.includes(name)));
  });
  const keys = new Map(
    units.map((unit): [string, Value] => [
      unit.id,
      measured?.get(unit.id) ?? ofCard.get(unit.id)?.score.total ?? na('no_data'),
    ]),
  );
  const candidates = units.map((unit): Candidate => {
    const excluded = exclusion(engine, rule, unit);
    return {
      id: unit.id,
      class: classOf(engine, unit),
      key: keys.get(unit.id) ?? na('no_data'),
      ties: tieKeys(rule, unit.id, ofCard.get(unit.id), rows, funds),
      ...(excluded === null ? {} : { excluded }),
    };
  });
  const ranking = rank(candidates);
  const grades = card === null ? new Map<string, string>() : gradesOf(engine, card, ranking.placed, keys);
  for (const one of ranking.excluded) if (one.reason === '取消考评资格') grades.delete(one.id);
  return { rule, ranking, keys, grades };
}

/** Every ranking of the pack: the assessed ones first. */
export function allRanks(
  engine: Engine,
  scores: readonly ScoreResult[],
  rows: readonly TargetResult[],
): RankResult[] {
  const hasFunds = engine.world.pack.measures.some((measure) => measure.id === 'funds_in_place');
  const funds = hasFunds ? measureKeys(engine, 'funds_in_place', 'year') : new Map<string, Value>();
  const rules = [...engine.world.pack.ranks].sort((a, b) => Number(b.assessed) - Number(a.assessed));
  return rules.map((rule) => rankOne(engine, rule, scores, rows, funds));
}

/** Places by the rate of one target: the per-item ranking of LF 四(七)1. */
export function rankByTarget(engine: Engine, target: string, rows: readonly TargetResult[]): Ranking {
  const ofTarget = rows.filter((row) => row.target.id === target && row.cells === null);
  return rank(
    ofTarget.map((row): Candidate => {
      const unit = engine.world.unitById.get(row.subject);
      const { rate } = closedCompletion(engine, row);
      return {
        id: row.subject,
        class: unit === undefined ? null : classOf(engine, unit),
        key: rate.kind === 'num' ? num(rate.x) : rate,
      };
    }),
  );
}
