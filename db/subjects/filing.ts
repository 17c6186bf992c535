/** 单位报送: one row a unit. 催报: one row a month asked for. */
import { evolveFiling, type FilingFact, noFiling } from '../../src/domain/filing/filing.ts';
import { evolveHurry, type HurryFact, noHurry } from '../../src/domain/filing/hurry.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const filingBooks = keep({
  kind: 'filing',
  tables: ['unit_filing'],
  idOf: (filing) => filing.unit,
  start: noFiling,
  evolve: (state, fact: FilingFact, at, actor) => evolveFiling(state ?? noFiling(fact.unit), fact, at, actor),
  rows: (_before, steps) =>
    steps.slice(-1).map(({ after }) => upsert(t.unitFiling, t.unitFiling.unit, after)),
});

export const hurryBooks = keep({
  kind: 'hurry',
  tables: ['hurry'],
  idOf: (hurry) => hurry.id,
  start: noHurry,
  evolve: (state, fact: HurryFact, at) => evolveHurry(state ?? noHurry(fact.id), fact, at),
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.hurry, t.hurry.id, after)),
});
