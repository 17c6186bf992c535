/** `registry-import.ts` in a program of its own: 20,000 rows with 500 bad ones into 目标企业, twice; prints what it cost. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { registryKind } from '../../src/domain/workbook.ts';
import { ROOT, readPack } from '../../src/packs.ts';
import { threadSheets } from '../../src/sheets/thread.ts';
import { enterpriseRows, openTown } from './registry-town.ts';

const [folder = '.', count = '20000', bad = '500'] = process.argv.slice(2);
const mb = (): number => process.memoryUsage.rss() / 1024 / 1024;

async function measured<T>(work: () => Promise<T>) {
  const before = mb();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, mb());
  }, 10);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  clearInterval(watch);
  const [blockMs, blockP99Ms] = [delay.max / 1e6, delay.percentile(99) / 1e6];
  return {
    ms,
    blockMs,
    blockP99Ms,
    rssMb: Math.max(most, mb()) - before,
    peakMb: Math.max(most, mb()),
    result,
  };
}

const path = join(folder, `registry-${process.pid}.db`);
const database = new NodeDatabase({ path });
await migrate(database, readMigrations(join(ROOT, 'db', 'migrations')));
const pack = readPack('sanming-2021');
const town = await openTown(database, pack, threadSheets());
const kind = registryKind('SM-G3');
const bytes = await town.sheet(kind, enterpriseRows(Number(count), Number(count) / Number(bad)));
writeFileSync(join(folder, 'enterprises.xlsx'), bytes);
const runs = [];

/** Rows of the workbook that went back. */
async function backOf(made: string | null): Promise<number> {
  const back = made === null ? null : await town.files.get(made);
  if (back === null) return 0;
  const { readXlsx } = await import('hucre/xlsx');
  return ((await readXlsx(back)).sheets[0]?.rows.length ?? 1) - 1;
}

for (const run of ['first', 'second']) {
  const { result, ...cost } = await measured(() => town.take(kind, bytes));
  runs.push({ run, ...cost, rejects: await backOf(result.made), counts: result.counts });
  if (run === 'first' && result.made !== null) {
    const back = await town.files.get(result.made);
    if (back !== null) writeFileSync(join(folder, 'rejects.xlsx'), back);
  }
}
const given = await measured(() => town.give(kind));
const { result: _workbook, ...cost } = given;
runs.push({ run: 'export', ...cost, rejects: 0, counts: null });
const said = (await town.said()).map((key) => key.replace(/in-[0-9a-f-]+/, 'in'));
process.stdout.write(JSON.stringify({ runs, bytes: bytes.length, said }));
await database.close();
