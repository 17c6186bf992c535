/** What commands may ask of workbooks, what is due to be worked on, and that their rows replay. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { makeWorkbookQueue } from '../../db/workbooks.ts';
import { evolveWorkbook, NO_ROWS, type Workbook, type WorkbookFact } from '../../src/domain/workbook.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { guarantee } from './suite.ts';

const asked = (id: string): WorkbookFact => ({
  type: 'workbook.asked',
  id,
  by: 'p_anna',
  kind: 'leads',
  template: false,
  month: null,
});
const received = (id: string): WorkbookFact => ({
  type: 'workbook.received',
  id,
  by: 'p_anna',
  messageId: `om_${id}`,
  fileKey: 'file_1',
  name: '线索.xlsx',
  kind: null,
  month: null,
});
const kept = (hash: string): WorkbookFact => ({ type: 'workbook.kept', hash, kind: 'leads', rows: 3 });
const change = (before: Workbook | null, ...facts: readonly WorkbookFact[]) =>
  ({ subject: 'workbook', before, facts }) as const;

export const WORKBOOK_STORE = [
  guarantee('a workbook is found by its id, its person and state, and reads back whole', async (database) => {
    const { store, record } = open(database);
    await record(change(null, asked('w1')));
    await record(change(null, received('w2')));
    const second = await store.workbook('w2');
    expect(second).toEqual(evolveWorkbook(null, received('w2'), second?.at ?? 0));
    const counts = { ...NO_ROWS, added: 2, rejected: 1 };
    await record(change(second, kept('ab'), { type: 'workbook.advanced', upTo: 3, counts }));
    expect(await store.workbook('w2')).toMatchObject({ state: 'waiting', upTo: 3, counts, version: 3 });
    expect((await store.workbooksOf('p_anna', ['waiting', 'asked'], 0, 9)).map((one) => one.id)).toEqual([
      'w2',
      'w1',
    ]);
    expect((await store.workbooksOf('p_anna', ['asked'], 0, 9)).map((one) => one.id)).toEqual(['w1']);
    expect(await store.workbooksOf('p_bo', ['asked'], 0, 9)).toEqual([]);
    expect(await store.workbook('none')).toBeNull();
    const place = await memory.start();
    const verdict = await verifyFacts(database, await place.open());
    await place.stop();
    expect(verdict.differences).toEqual([]);
  }),

  guarantee(
    'what is asked, fetched or read is due, oldest first, and not before its next try',
    async (database) => {
      const { store, record } = open(database);
      const queue = makeWorkbookQueue(database);
      await record(change(null, asked('w1')));
      await record(change(null, received('w2')));
      await record(change(null, received('w3'), kept('ab')));
      expect((await queue.due(1, 9)).map((one) => one.id)).toEqual(['w1', 'w2']);
      await queue.postpone('w1', 5_000, 'busy');
      await queue.postpone('w1', 6_000, 'busy');
      expect(await queue.due(5_999, 9)).toEqual([{ id: 'w2', attempts: 0 }]);
      expect(await queue.due(6_000, 9)).toEqual([
        { id: 'w1', attempts: 2 },
        { id: 'w2', attempts: 0 },
      ]);
      await record(change(await store.workbook('w1'), { type: 'workbook.done', made: 'cd', rows: 1 }));
      expect(await queue.due(9_000, 9)).toEqual([{ id: 'w2', attempts: 0 }]);
    },
  ),

  guarantee('bytes to forget are those of ended workbooks that nobody else uses', async (database) => {
    const books = open(database);
    const { store, record } = books;
    await record(change(null, received('w1'), kept('ab'), { type: 'workbook.dropped' }));
    await record(change(null, received('w2'), kept('ab')));
    expect((await store.workbooksToForget(books.at, 9)).map((one) => one.id)).toEqual(['w1']);
    expect(await store.workbooksToForget(0, 9)).toEqual([]);
    expect(await store.workbooksWith('ab', 'w1')).toBe(1);
    expect(await store.workbooksWith('cd', 'w1')).toBe(0);
    await record(change(await store.workbook('w1'), { type: 'workbook.forgotten' }));
    expect(await store.workbooksToForget(books.at, 9)).toEqual([]);
  }),
];
