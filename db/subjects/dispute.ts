/** 争议: one row a dispute. */
import { type Dispute, evolveDispute } from '../../src/domain/dispute.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const disputeBooks = keep({
  kind: 'dispute',
  tables: ['dispute'],
  idOf: (dispute) => dispute.id,
  start: () => null,
  evolve: evolveDispute,
  rows: (_before, steps) => {
    const after = steps.at(-1)?.after;
    return after === undefined ? [] : [upsert(t.dispute, t.dispute.id, disputeRow(after))];
  },
});

function disputeRow({ challenger, respondent, ...rest }: Dispute) {
  return {
    ...rest,
    challengerUnit: challenger.unit,
    challenger: challenger.person,
    respondentUnit: respondent.unit,
    respondent: respondent.person,
  };
}
