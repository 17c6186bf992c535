// Workbooks asked for and sent: what each step leads to, and what is refused in which words.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import type { Person, Role } from '../../src/domain/roster.ts';
import {
  decideDropWorkbook,
  decideOrder,
  evolveWorkbook,
  isWorkbookName,
  NO_ROWS,
  WORKBOOK_KINDS,
  type Workbook,
  type WorkbookFact,
} from '../../src/domain/workbook.ts';
import { kindsToExport, kindsToImport } from '../../src/domain/workbook-rights.ts';

const RECEIVED: WorkbookFact = {
  type: 'workbook.received',
  id: 'in-om_1',
  by: 'p_anna',
  messageId: 'om_1',
  fileKey: 'file_1',
  name: '线索.xlsx',
  kind: null,
  month: null,
};
const KEPT: WorkbookFact = { type: 'workbook.kept', hash: 'ab', kind: 'leads', rows: 3 };
const ORDERED: WorkbookFact = { type: 'workbook.ordered', kind: 'leads', month: null };
const DONE: WorkbookFact = { type: 'workbook.done', made: null, rows: 3 };

function stateAfter(...facts: readonly WorkbookFact[]): Workbook {
  const end = facts.reduce<Workbook | null>((state, fact) => evolveWorkbook(state, fact, 7), null);
  if (end === null) throw new Error('no facts');
  return end;
}

describe('a file that came in', () => {
  test('waits for a word once recognised, and is read at once where it was said before', () => {
    expect(stateAfter(RECEIVED, KEPT)).toMatchObject({ state: 'waiting', kind: 'leads', rows: 3 });
    expect(stateAfter(RECEIVED, KEPT, ORDERED).state).toBe('reading');
    expect(stateAfter(RECEIVED, ORDERED).state).toBe('fetching');
    expect(stateAfter(RECEIVED, ORDERED, KEPT).state).toBe('reading');
    expect(stateAfter({ ...RECEIVED, kind: 'progress', month: '2026-10' }, KEPT)).toMatchObject({
      state: 'reading',
      kind: 'progress',
      month: '2026-10',
    });
  });

  test('is ordered by its sender alone, and once', () => {
    const waiting = stateAfter(RECEIVED, KEPT);
    expect(decideOrder(waiting, null, null, 'p_anna')).toEqual({ facts: [ORDERED] });
    expect(decideOrder(waiting, 'progress', null, 'p_anna')).toEqual({
      facts: [{ ...ORDERED, kind: 'progress' }],
    });
    for (const [state, by, words] of [
      [waiting, 'p_bo', '只有发送人'],
      [stateAfter(RECEIVED), 'p_anna', '还在接收'],
      [stateAfter(RECEIVED, KEPT, ORDERED), 'p_anna', '正在导入'],
      [stateAfter(RECEIVED, KEPT, ORDERED, DONE), 'p_anna', '已经导入过'],
      [stateAfter(RECEIVED, { type: 'workbook.refused', why: '太大' }), 'p_anna', '太大'],
      [stateAfter(RECEIVED, { type: 'workbook.dropped' }), 'p_anna', '不再导入'],
    ] as const) {
      const decided = decideOrder(state, null, null, by);
      expect(isRefusal(decided) ? decided.because : '').toContain(words);
    }
  });

  test('is dropped while nothing has begun', () => {
    expect(decideDropWorkbook(stateAfter(RECEIVED, KEPT), 'p_anna')).toEqual({
      facts: [{ type: 'workbook.dropped' }],
    });
    expect(isRefusal(decideDropWorkbook(stateAfter(RECEIVED, KEPT), 'p_bo'))).toBe(true);
    expect(isRefusal(decideDropWorkbook(stateAfter(RECEIVED, KEPT, ORDERED), 'p_anna'))).toBe(true);
    expect(isRefusal(decideDropWorkbook(stateAfter(RECEIVED, KEPT, ORDERED, DONE), 'p_anna'))).toBe(true);
  });

  test('keeps its counts and the record when its bytes are forgotten', () => {
    const counts = { ...NO_ROWS, added: 3 };
    const end = stateAfter(RECEIVED, KEPT, ORDERED, { type: 'workbook.advanced', upTo: 3, counts }, DONE, {
      type: 'workbook.forgotten',
    });
    expect(end).toMatchObject({ state: 'done', upTo: 3, counts, hash: null, made: null, endedAt: 7 });
  });

  test('starts with its asking or its arrival', () => {
    expect(() => evolveWorkbook(null, KEPT, 0)).toThrow();
    expect(() => stateAfter(RECEIVED, RECEIVED)).toThrow();
  });
});

test('a table is known by its ending, whatever comes before it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.constantFrom('xlsx', 'XLSX', 'csv', 'xls'), (name, ending) =>
      isWorkbookName(`${name}.${ending}`),
    ),
  );
  for (const name of ['合同.pdf', 'xlsx', '表格.xlsx.exe', '照片.jpg', ''])
    expect(isWorkbookName(name)).toBe(false);
});

describe('who may take what out and bring what in', () => {
  const person = (...roles: readonly Role[]): Person => ({
    id: 'p',
    openId: 'ou_p',
    name: '某',
    unit: 'u',
    units: [],
    roles,
  });

  test('nobody without a role, and no observer, has any', () => {
    for (const one of [person(), person('observer')]) {
      expect([...kindsToExport(one), ...kindsToImport(one)]).toEqual([]);
    }
  });

  test('the roster is the administrator’s to bring in; figures are the reporters’ and the office’s', () => {
    expect(kindsToImport(person('admin'))).toEqual(['units', 'people']);
    expect(kindsToImport(person('reporter'))).toEqual(['leads', 'progress', 'activities']);
    expect(kindsToImport(person('office'))).not.toContain('people');
    for (const role of ['verifier', 'leader', 'assessor', 'discipline'] as const) {
      expect(kindsToImport(person(role))).toEqual([]);
    }
    expect(kindsToExport(person('reporter'))).not.toContain('people');
    expect(kindsToExport(person('office')).length).toBeGreaterThan(4);
    expect(WORKBOOK_KINDS).toHaveLength(new Set(WORKBOOK_KINDS).size);
  });
});
