/** 滚动考评: one row a yearly check. */
import { evolveRolling } from '../../src/domain/rolling-check/rolling-check.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const rollingBooks = keep({
  kind: 'rolling',
  tables: ['rolling_check'],
  idOf: (check) => check.id,
  start: () => null,
  evolve: evolveRolling,
  rows: (_before, steps) =>
    steps.slice(-1).map(({ after }) => upsert(t.rollingCheck, t.rollingCheck.id, after)),
});
