/**
 * Workbooks read and written without holding up the loop: in a thread of its own for each job, with limits of memory and
 * time, for what comes from outside may cost anything. Rows cross in small parts, one for each turn of the loop.
 *
 * Invariants
 *  1. One job at a time; one that takes too long or too much memory ends with its thread and harms nothing else.
 *  2. What is read is a refusal or whole: a part of a workbook is never given out.
 *
 * Left out: what the thread does (`src/worker-sheets.ts`).
 */
import { Worker } from 'node:worker_threads';
import type { Refusal } from '../domain/decision.ts';
import type { Sheets } from './engine.ts';
import { SHEET_LIMITS, type SheetLimits, tooBig } from './limits.ts';
import type { Reject, Table, TableRead, TableRow } from './table.ts';
import { type WriteExtra, writeRejects, writeTable } from './write.ts';

/** What the thread is started for. Rows come after it, by `SheetsPart`. */
export type SheetsJob =
  | {
      readonly do: 'take';
      readonly bytes: Uint8Array;
      readonly tables: readonly Table[];
      readonly limits: SheetLimits;
    }
  | { readonly do: 'write'; readonly table: Table; readonly extra: WriteExtra }
  | { readonly do: 'reject'; readonly table: Table; readonly rejects: readonly Reject[] };

/** To the thread. */
export type SheetsPart =
  | { readonly rows: readonly TableRow[]; readonly isLast: boolean }
  /** The last part has been looked at: the next may come. */
  | { readonly next: true };

/** From the thread. */
export type SheetsTold =
  | { readonly next: true }
  | { readonly refusal: Refusal }
  | { readonly reads: readonly Omit<TableRead, 'rows' | 'bad'>[] }
  | { readonly read: number; readonly kind: 'rows' | 'bad'; readonly rows: readonly TableRow[] }
  | { readonly taken: true }
  | { readonly bytes: Uint8Array }
  | { readonly error: string };

export interface ThreadSheetsOptions {
  readonly limits?: SheetLimits;
  /** S23. */
  readonly readMsMax?: number;
  readonly writeMsMax?: number;
  readonly memoryMbMax?: number;
}

const READ_MS_MAX = 10_000;
const WRITE_MS_MAX = 60_000;
const MEMORY_MB_MAX = 512;
/** Rows that cross at once: some milliseconds of copying. */
export const PART_ROWS = 250;
/** A table of ours this small is written where we stand: a thread costs more. */
const INLINE_ROWS_MAX = 200;

const entry = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../worker-sheets.ts', import.meta.url)
    : new URL('./sheets.js', import.meta.url);

/** Everything from outside in a thread; our own small tables inline. */
export function threadSheets(options: ThreadSheetsOptions = {}): Sheets {
  const limits = options.limits ?? SHEET_LIMITS;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const write = (job: SheetsJob, rows: readonly TableRow[]): Promise<Uint8Array> =>
    inTurn(async () => {
      const told = await new Job(job, rows, options).done;
      if ('bytes' in told) return told.bytes;
      throw new Error('refused' in told ? told.because : 'the thread answered something else');
    });
  return {
    take: (bytes, tables) =>
      inTurn(async () => {
        if (bytes.length > limits.fileBytesMax) return tooBig('文件太大');
        const told = await new Job({ do: 'take', bytes, tables, limits }, [], options).done;
        if ('bytes' in told) throw new Error('the thread answered something else');
        return 'reads' in told ? told.reads : told;
      }),
    write(table, rows, extra = {}) {
      const size = rows.length + (extra.more ?? []).reduce((sum, one) => sum + one.rows.length, 0);
      if (size <= INLINE_ROWS_MAX) return writeTable(table, rows, extra);
      return write(
        { do: 'write', table, extra },
        rows.map((values, row) => ({ row, values })),
      );
    },
    writeRejects(table, rows, rejects) {
      if (rows.length <= INLINE_ROWS_MAX) return writeRejects(table, rows, rejects);
      return write({ do: 'reject', table, rejects }, rows);
    },
  };
}

type Ended = { readonly bytes: Uint8Array } | { readonly reads: readonly TableRead[] } | Refusal;

class Job {
  readonly done: Promise<Ended>;
  readonly #worker: Worker;
  readonly #rows: readonly TableRow[];
  #sent = 0;
  #reads: (Omit<TableRead, 'rows' | 'bad'> & { rows: TableRow[]; bad: TableRow[] })[] = [];

  constructor(job: SheetsJob, rows: readonly TableRow[], options: ThreadSheetsOptions) {
    this.#rows = rows;
    this.#worker = new Worker(entry(), {
      workerData: job,
      // What this process was started with (`-e`, `--input-type`) is not for a file.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMbMax ?? MEMORY_MB_MAX },
    });
    const isReading = job.do === 'take';
    const timeMsMax = isReading ? (options.readMsMax ?? READ_MS_MAX) : (options.writeMsMax ?? WRITE_MS_MAX);
    this.done = this.#run(timeMsMax);
  }

  async #run(timeMsMax: number): Promise<Ended> {
    const worker = this.#worker;
    try {
      return await new Promise<Ended>((resolve, reject) => {
        const timer = setTimeout(
          () => resolve(tooBig(`太复杂，${Math.round(timeMsMax / 1000)} 秒内没有处理完`)),
          timeMsMax,
        );
        worker.on('message', (told: SheetsTold) => this.#hear(told, resolve, reject));
        worker.on('error', (error) => {
          const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
          if (isMemory) resolve(tooBig('太大，内存装不下'));
          else reject(error);
        });
        worker.on('exit', () => reject(new Error('the thread ended early')));
        // Settled or not, nothing waits on.
        worker.once('exit', () => clearTimeout(timer));
      });
    } finally {
      worker.removeAllListeners('message').removeAllListeners('error');
      worker.on('error', () => undefined);
      await worker.terminate();
    }
  }

  #hear(told: SheetsTold, resolve: (ended: Ended) => void, reject: (error: Error) => void): void {
    if ('next' in told) this.#sendPart();
    else if ('refusal' in told) resolve(told.refusal);
    else if ('error' in told) reject(new Error(told.error));
    else if ('bytes' in told) resolve({ bytes: told.bytes });
    else if ('taken' in told) resolve({ reads: this.#reads });
    else this.#keep(told);
  }

  #keep(told: Extract<SheetsTold, { reads: unknown } | { read: number }>): void {
    if ('reads' in told) this.#reads = told.reads.map((read) => ({ ...read, rows: [], bad: [] }));
    else this.#reads[told.read]?.[told.kind].push(...told.rows);
    // After the loop has had its turn: the port would else hand over everything that waits in one go.
    setImmediate(() => this.#worker.postMessage({ next: true } satisfies SheetsPart));
  }

  #sendPart(): void {
    const rows = this.#rows.slice(this.#sent, this.#sent + PART_ROWS);
    this.#sent += rows.length;
    const isLast = this.#sent >= this.#rows.length;
    setImmediate(() => this.#worker.postMessage({ rows, isLast } satisfies SheetsPart));
  }
}
