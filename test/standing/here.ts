/** Standings in this thread, over any store. */
import type { Pack } from '../../src/domain/pack/schema.ts';
import { inlineEvaluator } from '../../src/standing/evaluator.ts';
import { makeStandings } from '../../src/standing/standings.ts';
import type { Standings } from '../../src/store/standing.ts';
import type { Store } from '../../src/store.ts';

export const standingsHere = (store: Store, packOn: (day: string) => Pack): Standings =>
  makeStandings({
    store,
    packOn,
    here: inlineEvaluator(store),
    now: () => Date.now(),
    later: () => undefined,
  });
