/** 流转 and 交接: one row each. */
import { evolveHandover, type Handover } from '../../src/domain/transfer/handover.ts';
import { evolveTransfer, type Transfer } from '../../src/domain/transfer/transfer.ts';
import * as t from '../schema/transfers.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const transferBooks = keep({
  kind: 'transfer',
  tables: ['transfer'],
  idOf: (transfer: Transfer) => transfer.number,
  start: () => null,
  evolve: evolveTransfer,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.transfer, t.transfer.number, after)),
});

export const handoverBooks = keep({
  kind: 'handover',
  tables: ['handover'],
  idOf: (handover: Handover) => handover.id,
  start: () => null,
  evolve: evolveHandover,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.handover, t.handover.id, after)),
});
