// The world with its look-ups: built once an evaluation, thrown away after it. No state outlives it.
import { baseValues } from './bases.ts';
import type { Engine } from './measure.ts';
import { rollingOf } from './rolling.ts';
import { transferLookup } from './splits.ts';
import { stageLookup } from './stages.ts';
import type { World } from './world.ts';

/** Makes an engine of a world. */
export function makeEngine(world: World): Engine {
  const engine: Engine = {
    world,
    reached: stageLookup(world),
    transfer: transferLookup(world),
    base: (measure, scope, period, unit) =>
      baseValues(engine, measure, scope, period, { target: baseTarget(world, measure), part: 0, unit }),
    gaps: new Map(),
    cache: new Map(),
    rolling: rollingOf(world),
  };
  return engine;
}

/** The target that asks for this measure inside a count of units: its id names the baselines a unit at a time. */
function baseTarget(world: World, measure: object): string {
  return world.pack.targets.find((target) => target.measure?.countUnits?.measure === measure)?.id ?? '';
}
