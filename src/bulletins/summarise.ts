/** How a bulletin gets to know where everybody stands: from the kept standings, or worked out on the spot. */
import { dayOfInstant, monthEnd } from '../domain/day.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { inlineEvaluator } from '../standing/evaluator.ts';
import type { Standings } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { Summarise } from './read.ts';

/** From the standings commands use; `null` where they could not be worked out in time. */
export const summariseFrom =
  (standing: Standings): Summarise =>
  async (month, now) => {
    const reading = await standing.read(month, dayOfInstant(now));
    return 'failed' in reading ? null : reading.summary;
  };

/** On the spot, for the command line, where nobody else waits. */
export const summariseHere =
  (store: Store, packOn: (day: string) => Pack): Summarise =>
  async (month, now) => {
    const today = dayOfInstant(now);
    const asOf = monthEnd(month) < today ? monthEnd(month) : today;
    const evaluated = await inlineEvaluator(store).evaluate(packOn(asOf), asOf);
    return 'failed' in evaluated ? null : evaluated.summary;
  };
