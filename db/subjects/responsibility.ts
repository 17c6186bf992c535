/** 包联: one row a project. */
import { evolveResponsibility } from '../../src/domain/responsibility.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const responsibilityBooks = keep({
  kind: 'responsibility',
  tables: ['responsibility'],
  idOf: (one) => one.lead,
  start: () => null,
  evolve: evolveResponsibility,
  rows: (_before, steps) =>
    steps.slice(-1).map(({ after }) => upsert(t.responsibility, t.responsibility.lead, after)),
});
