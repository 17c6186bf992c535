/** 异议: one row each. */
import { evolveObjection } from '../../src/domain/objection.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const objectionBooks = keep({
  kind: 'objection',
  tables: ['objection'],
  idOf: (objection) => objection.id,
  start: () => null,
  evolve: evolveObjection,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.objection, t.objection.id, after)),
});
