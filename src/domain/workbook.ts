/**
 * A workbook 表格: one that somebody asked for (导出), or one that somebody sent to be taken in (导入), from the asking to
 * the end of the machine's work on it.
 *
 * Invariants
 *  1. It is asked or received in the commit of its answer; every step of the machine's work is a fact, so that a crash
 *     goes on where the last commit ended and no row counts twice.
 *  2. `upTo` never goes back: rows before it are decided for good, in the commit that moved it.
 *  3. It ends once: done, refused or dropped.
 *  4. No fact holds what stands in a cell; the bytes are kept apart, under their hash, until they are forgotten.
 *
 *     asked ───────────made──> done
 *     received ──> fetching ─kept─> waiting ─ordered─> reading ─advanced…─> done
 *                     │ ordered before it was here:      ^
 *                     └──────────────kept────────────────┘
 *     fetching, waiting, reading, asked ──> refused (its sender is told)     fetching, waiting ──> dropped
 */
import type { Month } from './day.ts';
import { refuse } from './decision.ts';
import type { Decided } from './lead/decide.ts';

/** What workbooks can be about in every city: 单位, 人员, 线索, 项目, 月报, 目标, 外部数据, 活动, 公开清单. */
export const WORKBOOK_KINDS = [
  'units',
  'people',
  'leads',
  'projects',
  'progress',
  'targets',
  'figures',
  'activities',
  'public',
] as const;
export type FixedKind = (typeof WORKBOOK_KINDS)[number];

/** A registry 台账 of the pack, by the pack's id: `registry:SM-G5`. */
export type RegistryKind = `registry:${string}`;
export type WorkbookKind = FixedKind | RegistryKind;

const REGISTRY = 'registry:';

export const registryKind = (id: string): RegistryKind => `${REGISTRY}${id}`;

/** The pack's id of the registry a kind means; `null`: it means none. */
export const registryOfKind = (kind: string): string | null =>
  kind.startsWith(REGISTRY) && kind.length > REGISTRY.length && kind.length <= 80
    ? kind.slice(REGISTRY.length)
    : null;

export const isFixedKind = (word: string): word is FixedKind =>
  (WORKBOOK_KINDS as readonly string[]).includes(word);

export const isWorkbookKind = (word: string): word is WorkbookKind =>
  isFixedKind(word) || registryOfKind(word) !== null;

/** What is asked for 导出. */
export interface Order {
  readonly kind: WorkbookKind;
  /** To be filled in: the headers, for 月报 with a row a project. */
  readonly template: boolean;
  readonly month: Month | null;
}

export const WORKBOOK_STATES = [
  'asked',
  'fetching',
  'waiting',
  'reading',
  'done',
  'refused',
  'dropped',
] as const;
export type WorkbookState = (typeof WORKBOOK_STATES)[number];

/** States in which the machine has work to do. */
export const WORKING_STATES = ['asked', 'fetching', 'reading'] as const satisfies readonly WorkbookState[];

/** 成功新增, 更新, 未变, 退回. */
export interface RowCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export const NO_ROWS: RowCounts = { added: 0, changed: 0, unchanged: 0, rejected: 0 };

export interface Workbook {
  readonly id: string;
  readonly version: number;
  readonly way: 'out' | 'in';
  /** Roster id of whoever asked for it or sent it. */
  readonly by: string;
  readonly at: number;
  /** Of a file that came in: `null` until it is recognised or said. */
  readonly kind: WorkbookKind | null;
  /** 模板: filled in by a person and sent back. */
  readonly template: boolean;
  readonly month: Month | null;
  /** Of a file that came in: where the platform has it, and its name, phones masked. */
  readonly messageId: string | null;
  readonly fileKey: string | null;
  readonly name: string | null;
  readonly state: WorkbookState;
  readonly why: string | null;
  /** SHA-256 of the file that came in; `null` before, and once forgotten. */
  readonly hash: string | null;
  /** The same of the workbook made: what was asked for, or the rows given back. */
  readonly made: string | null;
  /** Data rows in it. */
  readonly rows: number | null;
  /** How many of them are decided. */
  readonly upTo: number;
  readonly counts: RowCounts;
  readonly endedAt: number | null;
}

export type WorkbookFact =
  | {
      readonly type: 'workbook.asked';
      readonly id: string;
      readonly by: string;
      readonly kind: WorkbookKind;
      readonly template: boolean;
      readonly month: Month | null;
    }
  | {
      readonly type: 'workbook.received';
      readonly id: string;
      readonly by: string;
      readonly messageId: string;
      readonly fileKey: string;
      readonly name: string;
      /** What was said of it: taken in without asking once more. */
      readonly kind: WorkbookKind | null;
      readonly month: Month | null;
    }
  /** Its bytes are ours. `kind`: what its headers say. */
  | {
      readonly type: 'workbook.kept';
      readonly hash: string;
      readonly kind: WorkbookKind;
      readonly rows: number;
    }
  | { readonly type: 'workbook.ordered'; readonly kind: WorkbookKind; readonly month: Month | null }
  | { readonly type: 'workbook.advanced'; readonly upTo: number; readonly counts: RowCounts }
  /** `made`: the workbook made, where one was. */
  | { readonly type: 'workbook.done'; readonly made: string | null; readonly rows: number }
  | { readonly type: 'workbook.refused'; readonly why: string }
  | { readonly type: 'workbook.dropped' }
  /** Its bytes are no longer kept. */
  | { readonly type: 'workbook.forgotten' };

/** The largest workbook taken in, bytes. 系统默认. */
export const WORKBOOK_BYTES_MAX = 5 * 1024 * 1024;
/** The most rows taken in or given out at once. 系统默认. */
export const WORKBOOK_ROWS_MAX = 20_000;
/** How long the bytes of a workbook are kept after its end, days: they may hold contacts. 系统默认. */
export const WORKBOOK_KEPT_DAYS = 15;

/** A file that came in with this message. */
export const receivedId = (messageId: string): string => `in-${messageId}`;

/** A name that says: a table. */
export const isWorkbookName = (name: string): boolean => /\.(?:xlsx|xlsm|xls|csv|et)$/iu.test(name.trim());

/** 导入: what was sent is to be taken in as this kind. */
export function decideOrder(
  workbook: Workbook,
  kind: WorkbookKind | null,
  month: Month | null,
  by: string,
): Decided<WorkbookFact> {
  const name = `「${workbook.name ?? '表格'}」`;
  if (workbook.by !== by) return refuse(`${name}是别人发的，只有发送人能导入`, { next: '请自己发送文件。' });
  const again = { next: '需要的话请重新发送文件。' };
  switch (workbook.state) {
    case 'fetching': {
      const wanted = kind ?? workbook.kind;
      if (wanted === null)
        return refuse(`${name}还在接收`, { next: '收下后会告诉您是什么表，再按「导入」。' });
      return { facts: [{ type: 'workbook.ordered', kind: wanted, month }] };
    }
    case 'waiting': {
      const wanted = kind ?? workbook.kind;
      if (wanted === null) return refuse(`${name}看不出是哪种表`, again);
      return { facts: [{ type: 'workbook.ordered', kind: wanted, month }] };
    }
    case 'reading':
      return refuse(`${name}正在导入（${workbook.upTo}/${workbook.rows ?? '?'} 行）`, {
        next: '完成后会发结果给您。',
      });
    case 'done':
      return refuse(`${name}已经导入过`, { next: '改了内容请把文件重新发一次；同样的行不会重复登记。' });
    case 'refused':
      return refuse(`${name}没有收下：${workbook.why ?? ''}`, again);
    default:
      return refuse(`${name}已经不再导入`, again);
  }
}

/** 不导入: it stays evidence, or nothing. */
export function decideDropWorkbook(workbook: Workbook, by: string): Decided<WorkbookFact> {
  if (workbook.by !== by) return refuse('这个文件是别人发的，只有发送人能决定');
  if (workbook.state !== 'fetching' && workbook.state !== 'waiting') {
    const isOver = workbook.state !== 'reading';
    return refuse(isOver ? '这个文件已经处理过了' : '正在导入，不能再停下');
  }
  return { facts: [{ type: 'workbook.dropped' }] };
}

export function evolveWorkbook(workbook: Workbook | null, fact: WorkbookFact, at: number): Workbook {
  if (workbook === null) return begun(fact, at);
  const next = { ...workbook, version: workbook.version + 1 };
  switch (fact.type) {
    case 'workbook.asked':
    case 'workbook.received':
      throw new Error(`${workbook.id} has begun already`);
    case 'workbook.kept': {
      const state = workbook.kind === null ? 'waiting' : 'reading';
      return { ...next, hash: fact.hash, kind: workbook.kind ?? fact.kind, rows: fact.rows, state };
    }
    case 'workbook.ordered':
      return {
        ...next,
        kind: fact.kind,
        month: fact.month ?? workbook.month,
        state: workbook.state === 'waiting' ? 'reading' : workbook.state,
      };
    case 'workbook.advanced':
      return { ...next, upTo: fact.upTo, counts: fact.counts };
    case 'workbook.done':
      return { ...next, state: 'done', made: fact.made, rows: fact.rows, endedAt: at };
    case 'workbook.refused':
      return { ...next, state: 'refused', why: fact.why, endedAt: at };
    case 'workbook.dropped':
      return { ...next, state: 'dropped', endedAt: at };
    case 'workbook.forgotten':
      return { ...next, hash: null, made: null };
  }
}

function begun(fact: WorkbookFact, at: number): Workbook {
  const empty = {
    version: 1,
    at,
    why: null,
    hash: null,
    made: null,
    rows: null,
    upTo: 0,
    counts: NO_ROWS,
    endedAt: null,
  };
  if (fact.type === 'workbook.asked') {
    const { type: _type, ...asked } = fact;
    return { ...empty, ...asked, way: 'out', messageId: null, fileKey: null, name: null, state: 'asked' };
  }
  if (fact.type === 'workbook.received') {
    const { type: _type, ...received } = fact;
    return { ...empty, ...received, way: 'in', template: false, state: 'fetching' };
  }
  throw new Error(`a workbook starts with its asking or its arrival, not ${fact.type}`);
}
