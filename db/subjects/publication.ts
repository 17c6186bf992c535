/** 战报: one row. */
import { evolvePublication } from '../../src/domain/publication.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const publicationBooks = keep({
  kind: 'publication',
  tables: ['publication'],
  idOf: (publication) => publication.id,
  start: () => null,
  evolve: evolvePublication,
  rows: (_before, steps) =>
    steps.slice(-1).map(({ after }) => upsert(t.publication, t.publication.id, after)),
});
