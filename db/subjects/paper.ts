/** 文件: one row a publication. */
import { evolvePapers } from '../../src/domain/paper.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const paperBooks = keep({
  kind: 'paper',
  tables: ['paper'],
  idOf: (papers) => papers.id,
  start: () => null,
  evolve: evolvePapers,
  rows: (_before, steps) => {
    const after = steps.at(-1)?.after;
    if (after === undefined) return [];
    const { word, excel, ...rest } = after;
    return [
      upsert(t.paper, t.paper.id, {
        ...rest,
        wordHash: word.hash,
        wordName: word.name,
        wordBytes: word.bytes,
        excelHash: excel.hash,
        excelName: excel.name,
        excelBytes: excel.bytes,
      }),
    ];
  },
});
