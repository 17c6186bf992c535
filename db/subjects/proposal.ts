/** 处理建议: one row a proposal. */
import { evolveProposal } from '../../src/domain/proposal.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const proposalBooks = keep({
  kind: 'proposal',
  tables: ['proposal'],
  idOf: (proposal) => proposal.number,
  start: () => null,
  evolve: evolveProposal,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.proposal, t.proposal.number, after)),
});
