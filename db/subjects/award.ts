/** 评奖: one row a decision. */
import { evolveAward } from '../../src/domain/award.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const awardBooks = keep({
  kind: 'award',
  tables: ['award'],
  idOf: (award) => award.id,
  start: () => null,
  evolve: evolveAward,
  rows: (_before, steps) => {
    const after = steps.at(-1)?.after;
    if (after === undefined) return [];
    const { to, ...rest } = after;
    return [upsert(t.award, t.award.id, { ...rest, holderKind: to.kind, holder: to.id })];
  },
});
