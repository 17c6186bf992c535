// Scores of the subjects of every scorecard (P9) from the target rows. Leaves out ranks. At the close of the year an
// item nobody reported counts 0 (年终未报); an item without a target is left out and the rest renormalised.
import { type Dec, dec } from '../decimal.ts';
import type { Scorecard } from '../pack/schema.ts';
import { atYearClose, type Completion } from '../rule/completion.ts';
import { periodHolding } from '../rule/period.ts';
import { type ItemFacts, type Score, score } from '../rule/scorecard.ts';
import { isClosed } from '../rule/target.ts';
import { type Engine, measureValues } from './measure.ts';
import type { TargetResult } from './targets.ts';
import { unitScope, unitsFitting } from './unit-scope.ts';

/** One subject's score under one scorecard. */
export interface ScoreResult {
  readonly card: Scorecard;
  readonly subject: string;
  readonly score: Score;
}

/** The rows of a target by subject, the current period's; a summary of cells stands for its cells. */
export function rowOf(
  rows: readonly TargetResult[],
  target: string,
  subject: string,
): TargetResult | undefined {
  return rows.find((row) => row.target.id === target && row.subject === subject);
}

/** A completion as it stands: once its period is over, what was never reported counts as nothing (P8). */
export function closedCompletion(engine: Engine, row: TargetResult): Completion {
  const { asOf } = engine.world;
  const year = periodHolding('year', asOf);
  const isOver = row.target.period === 'standing' ? asOf >= year.endOn : isClosed(row.period, asOf);
  return isOver ? atYearClose(row.completion) : row.completion;
}

function markOf(engine: Engine, card: Scorecard, item: string, subject: string): Dec | null {
  const mark = (engine.world.facts.marks ?? []).find(
    (one) =>
      one.item === item &&
      one.subject === subject &&
      (one.scorecard === undefined || one.scorecard === card.id),
  );
  return mark?.value === undefined ? null : dec(mark.value);
}

type Index = ReadonlyMap<string, TargetResult>;

function itemFacts(engine: Engine, card: Scorecard, subject: string, index: Index): Map<string, ItemFacts> {
  const facts = new Map<string, ItemFacts>();
  for (const item of card.items) {
    const row = item.target === undefined ? undefined : index.get(`${item.target}\u0001${subject}`);
    const mark = markOf(engine, card, item.id, subject);
    facts.set(item.id, {
      ...(row === undefined ? {} : { completion: closedCompletion(engine, row) }),
      ...(mark === null ? {} : { mark }),
    });
  }
  return facts;
}

/** Rows by target and subject; the first row of each pair counts. */
export function indexRows(rows: readonly TargetResult[]): Index {
  const index = new Map<string, TargetResult>();
  for (const row of rows) {
    const key = `${row.target.id}\u0001${row.subject}`;
    if (!index.has(key)) index.set(key, row);
  }
  return index;
}

function scoresOf(engine: Engine, card: Scorecard, index: Index): ScoreResult[] {
  const { world } = engine;
  const year = periodHolding('year', world.asOf);
  const units = unitsFitting(world, card.subject, year.startOn, world.asOf);
  const scope = unitScope(world, units);
  const adjustments = [...card.bonus, ...card.malus].map((one) => ({
    one,
    values: one.per === undefined ? null : measureValues(engine, one.per.measure, year, scope),
  }));
  return units.map(({ id }): ScoreResult => {
    const facts = itemFacts(engine, card, id, index);
    for (const { one, values } of adjustments) {
      const mark = markOf(engine, card, one.id, id);
      const quantity = values?.get(id);
      facts.set(one.id, {
        ...(quantity === undefined ? {} : { quantity }),
        ...(mark === null ? {} : { mark }),
      });
    }
    return { card, subject: id, score: score(card, facts) };
  });
}

/** Only what a text demands costs points (domain.md 0.3): 力争, 原则上, 左右, 探索 are shown, not deducted. */
function withStrength(engine: Engine, card: Scorecard): Scorecard {
  const isMust = (target: string | undefined): boolean =>
    engine.world.pack.targets.find((one) => one.id === target)?.strength === 'must';
  return { ...card, items: card.items.map((item) => ({ ...item, must: item.must && isMust(item.target) })) };
}

/** Every score, card by card, unit by unit. */
export function allScores(engine: Engine, rows: readonly TargetResult[]): ScoreResult[] {
  const index = indexRows(rows);
  return engine.world.pack.scorecards.flatMap((card) => scoresOf(engine, withStrength(engine, card), index));
}
