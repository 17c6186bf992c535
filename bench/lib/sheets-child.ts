/** One job of `sheets.ts` in a program of its own; prints what it cost. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deflateRawSync } from 'node:zlib';
import { isRefusal } from '../../src/domain/decision.ts';
import type { Row, Table, TableRead } from '../../src/sheets/table.ts';
import { threadSheets } from '../../src/sheets/thread.ts';

const COLUMNS = 12;
const TEXTS = 6;
const table: Table = {
  id: 'bench',
  label: '项目',
  keyColumns: ['c0'],
  columns: Array.from({ length: COLUMNS }, (_, at) => ({
    key: `c${at}`,
    label: `列${at}`,
    kind: at < TEXTS ? ('text' as const) : ('number' as const),
  })),
};
const rowsOf = (count: number, badEvery: number): Row[] =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      table.columns.map(({ key }, at) => {
        if (at >= TEXTS)
          return [key, badEvery > 0 && at === TEXTS && row % badEvery === 0 ? '很多' : `${row * at}.5`];
        return [key, at === 0 ? `XM-202611-${row}` : `某某新材料有限公司${row}第${at}期`];
      }),
    ),
  );

/** The same cells as bare XML, deflated: what any writer must do. */
function floor(rows: readonly Row[]): number {
  const parts: string[] = [];
  for (const row of rows) {
    const cells = table.columns.map(({ key }, at) =>
      at < TEXTS ? `<c t="inlineStr"><is><t>${row[key]}</t></is></c>` : `<c><v>${row[key]}</v></c>`,
    );
    parts.push(`<row>${cells.join('')}</row>`);
  }
  return deflateRawSync(Buffer.from(parts.join(''))).length;
}

const mb = (): number => process.memoryUsage.rss() / 1024 / 1024;

async function prepared(job: string | undefined): Promise<() => Promise<number>> {
  const sheets = threadSheets();
  if (job === 'floor' || job === 'write') {
    const rows = rowsOf(10_000, 0);
    return async () => (job === 'floor' ? floor(rows) : (await sheets.write(table, rows)).length);
  }
  const bytes = await sheets.write(table, rowsOf(20_000, 40));
  const read = async (): Promise<TableRead> => {
    const reads = await sheets.take(bytes, [table]);
    const [one] = isRefusal(reads) ? [] : reads;
    if (one === undefined) throw new Error('nothing was read');
    return one;
  };
  if (job === 'read') return async () => (await read()).bad.length;
  const { bad, rejects } = await read();
  return async () => (await sheets.writeRejects(table, bad, rejects)).length;
}

const work = await prepared(process.argv[2]);
const before = mb();
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, mb());
}, 5);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const start = performance.now();
const count = await work();
const ms = performance.now() - start;
await new Promise((resolve) => setTimeout(resolve, 5));
delay.disable();
clearInterval(watch);
process.stdout.write(
  JSON.stringify({ ms, blockMs: delay.max / 1e6, rssMb: Math.max(most, mb()) - before, count }),
);
