/**
 * 增资、减资 and a condition: the days on which a project whose total has changed came to count, and ceased to. It counts
 * from the day it has both reached the stage and passed the condition; a fall below is taken back on the day it falls, so
 * in the current period (domain.md P3, P4, P14). Leaves out who holds it.
 */
import { type Dec, dec } from '../decimal.ts';
import type { Measure } from '../pack/expression-schema.ts';
import type { Period } from '../rule/period.ts';
import { type Engine, isChosen, isIn } from './measure.ts';
import { investmentWan, type ProjectFacts, type Reached } from './world.ts';

/** Where the standing of a project changes. */
interface Turn {
  readonly day: string;
  readonly isHeld: boolean;
  readonly wasHeld: boolean;
}

function turns(
  engine: Engine,
  measure: Measure,
  period: Period,
  project: ProjectFacts,
  reached: Reached,
): readonly Turn[] {
  const { on, withdrawnOn } = reached;
  const changes = project.amounts.map((step) => step.on).filter((day) => day > on);
  const days = [...new Set([on, ...changes, ...(withdrawnOn === null ? [] : [withdrawnOn])])].sort();
  const result: Turn[] = [];
  let wasHeld = false;
  for (const day of days) {
    if (day > period.endOn) break;
    const isLost = withdrawnOn !== null && day >= withdrawnOn;
    const isHeld = !isLost && isChosen(engine, measure, period, project, day);
    result.push({ day, isHeld, wasHeld });
    wasHeld = isHeld;
  }
  return result;
}

/** The days of a period on which it came to count (+1) or ceased to (−1). */
export function crossings(
  engine: Engine,
  measure: Measure,
  period: Period,
  project: ProjectFacts,
  reached: Reached,
): readonly { readonly day: string; readonly sign: 1 | -1 }[] {
  return turns(engine, measure, period, project, reached).flatMap(({ day, isHeld, wasHeld }) =>
    isHeld === wasHeld || !isIn(period, day) ? [] : [{ day, sign: isHeld ? 1 : -1 }],
  );
}

/** What a period adds to the sum of totals, in 万元: the whole on the day it came to count, differences afterwards. */
export function investmentAdded(
  engine: Engine,
  measure: Measure,
  period: Period,
  project: ProjectFacts,
  reached: Reached,
): { readonly wan: Dec; readonly isKnown: boolean; readonly isTouched: boolean } {
  let [wan, before] = [dec(0), dec(0)];
  let [isKnown, isTouched] = [true, false];
  for (const { day, isHeld, wasHeld } of turns(engine, measure, period, project, reached)) {
    const total = isHeld ? investmentWan(engine.world, project, '万元', day) : dec(0);
    const now = total ?? dec(0);
    if (isIn(period, day)) {
      wan = wan.plus(now.minus(before));
      isKnown &&= total !== null;
      isTouched ||= isHeld || wasHeld;
    }
    before = now;
  }
  return { wan, isKnown, isTouched };
}
