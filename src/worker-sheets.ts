/**
 * The thread that reads or writes one workbook and ends. Bundled by itself as `dist/sheets.js`; spoken to by
 * `sheets/thread.ts`, rows in parts, each asked for.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { isRefusal } from './domain/decision.ts';
import { readTables } from './sheets/match.ts';
import { readWorkbook } from './sheets/read.ts';
import type { TableRead, TableRow } from './sheets/table.ts';
import { PART_ROWS, type SheetsJob, type SheetsPart, type SheetsTold } from './sheets/thread.ts';
import { writeRejects, writeTable } from './sheets/write.ts';

const opened = parentPort;
if (opened === null) throw new Error('this file runs as a worker thread');
const port: MessagePort = opened;
const tell = (told: SheetsTold): void => port.postMessage(told);
const heard = (): Promise<SheetsPart> => new Promise((resolve) => port.once('message', resolve));

async function take(job: Extract<SheetsJob, { do: 'take' }>): Promise<void> {
  const book = await readWorkbook(job.bytes, job.limits);
  const reads = isRefusal(book) ? book : readTables(job.tables, book);
  if (isRefusal(reads)) return tell({ refusal: reads });
  await give({ reads: reads.map(({ rows: _rows, bad: _bad, ...rest }) => rest) });
  for (const [read, one] of reads.entries()) {
    await giveRows(read, 'rows', one);
    await giveRows(read, 'bad', one);
  }
  tell({ taken: true });
}

async function giveRows(read: number, kind: 'rows' | 'bad', from: TableRead): Promise<void> {
  for (let at = 0; at < from[kind].length; at += PART_ROWS) {
    await give({ read, kind, rows: from[kind].slice(at, at + PART_ROWS) });
  }
}

async function give(told: SheetsTold): Promise<void> {
  const next = heard();
  tell(told);
  await next;
}

async function write(job: Exclude<SheetsJob, { do: 'take' }>): Promise<void> {
  const rows: TableRow[] = [];
  for (let isLast = false; !isLast; ) {
    const part = heard();
    tell({ next: true });
    const came = await part;
    if (!('rows' in came)) throw new Error('rows were expected');
    rows.push(...came.rows);
    isLast = came.isLast;
  }
  const bytes =
    job.do === 'write'
      ? await writeTable(
          job.table,
          rows.map((one) => one.values),
          job.extra,
        )
      : await writeRejects(job.table, rows, job.rejects);
  tell({ bytes });
}

const job = workerData as SheetsJob;
(job.do === 'take' ? take(job) : write(job)).catch((error: unknown) =>
  tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
