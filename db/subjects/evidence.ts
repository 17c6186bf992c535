/** 佐证: one row a file. Its bytes are written before the fact that says they are there (`db/files.ts`). */
import { evolveEvidence } from '../../src/domain/evidence.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const evidenceBooks = keep({
  kind: 'evidence',
  tables: ['evidence'],
  idOf: (evidence) => evidence.id,
  start: () => null,
  evolve: evolveEvidence,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.evidence, t.evidence.id, after)),
});
