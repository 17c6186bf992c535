/** 表格: one row a workbook. Its bytes are written before the fact that says they are there (`db/files.ts`). */
import { evolveWorkbook } from '../../src/domain/workbook.ts';
import { workbookRow } from '../reads/workbooks.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const workbookBooks = keep({
  kind: 'workbook',
  tables: ['workbook'],
  idOf: (workbook) => workbook.id,
  start: () => null,
  evolve: evolveWorkbook,
  rows: (_before, steps) =>
    steps.slice(-1).map(({ after }) => upsert(t.workbook, t.workbook.id, workbookRow(after))),
});
