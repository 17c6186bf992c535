// A facts file against a pack on a day: targets, scores, ranks, proposals and what else there is to see. The one entry;
// `evaluation` keeps the values exact, output.ts prints them. Pure: no clock, no file, no order of the input.
import type { Facts } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import { type CadenceResult, cadenceResults } from './cadences.ts';
import { makeEngine } from './engine.ts';
import type { Engine } from './measure.ts';
import { allProposals, type ProposalRow } from './proposals.ts';
import { allRanks, type RankResult } from './ranks.ts';
import { allScores, type ScoreResult } from './scores.ts';
import { type TargetResult, targetRows } from './targets.ts';
import { buildWorld } from './world.ts';

/** Everything worked out, exact. */
export interface Evaluation {
  readonly engine: Engine;
  readonly rows: readonly TargetResult[];
  readonly cadences: readonly CadenceResult[];
  readonly scores: readonly ScoreResult[];
  readonly ranks: readonly RankResult[];
  readonly proposals: readonly ProposalRow[];
}

/** Evaluates. `asOf` is `YYYY-MM-DD`, a day in Asia/Shanghai: its 24:00. */
export function evaluate(pack: Pack, facts: Facts, asOf: string): Evaluation {
  const engine = makeEngine(buildWorld(pack, facts, asOf));
  const rows = pack.targets.flatMap((target) => targetRows(engine, target));
  const scores = allScores(engine, rows);
  const ranks = allRanks(engine, scores, rows);
  const proposals = allProposals(
    engine,
    ranks.filter((one) => one.rule.assessed),
    scores,
    rows,
  );
  return { engine, rows, cadences: cadenceResults(engine), scores, ranks, proposals };
}
