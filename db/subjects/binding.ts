/** 绑定: one row. */
import { evolveBinding } from '../../src/domain/binding.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const bindingBooks = keep({
  kind: 'binding',
  tables: ['binding'],
  idOf: (binding) => binding.id,
  start: () => null,
  evolve: evolveBinding,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.binding, t.binding.id, after)),
});
