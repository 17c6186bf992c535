/**
 * `mirror status|run|rebuild`: the read-only mirror of leads, projects and months in a Bitable. Beside a running service
 * they are safe: of two workers one stops.
 */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { NodeDatabase } from '../../db/node.ts';
import { makeMirrorBooks } from '../../db/reads/mirror.ts';
import { makeStore } from '../../db/store.ts';
import { createBitable } from '../lark/bitable.ts';
import { makeLog } from '../log.ts';
import { MIRROR_KINDS, type MirrorBooks } from '../mirror/books.ts';
import { Mirror } from '../mirror/mirror.ts';
import { TABLE_NAMES } from '../mirror/rows.ts';
import { packOn, readPackVersions } from '../packs.ts';
import { openVault } from '../runtime.ts';
import { CliRefusal, env, group, print, printJson, withDatabase } from './context.ts';
import { larkCall } from './lark.ts';

interface Options {
  readonly json?: boolean;
}

export function mirrorCommand(): Command {
  const mirror = group('mirror', '多维表格镜像（只读）：线索、项目、月报');
  mirror
    .command('status')
    .option('--json', '输出 JSON')
    .description('镜像到哪里了，停没停，为什么')
    .action((options: Options) => withDatabase((database) => status(makeMirrorBooks(database), options)));
  mirror
    .command('run')
    .option('--json', '输出 JSON')
    .description('现在就镜像，停放的也再试一次')
    .action((options: Options) => withDatabase((database) => run(database, options)));
  mirror
    .command('rebuild')
    .option('--json', '输出 JSON')
    .description('从头核对并补齐：缺的表、列、行都补上，已有的行按编号对上，不会重复')
    .action((options: Options) =>
      withDatabase(async (database) => {
        const books = makeMirrorBooks(database);
        const started = await books.commit(await books.state(), {
          watermark: 0,
          pending: null,
          parked: null,
          attempts: 0,
          nextAt: 0,
        });
        if (started === null) throw new CliRefusal('镜像正在进行，请稍后再试。');
        await run(database, options);
      }),
    );
  return mirror;
}

async function run(database: NodeDatabase, options: Options): Promise<void> {
  const config = env('FEISHU_BITABLE_APP_TOKEN', 'DATA_KEY', 'PACK');
  const appToken = config.FEISHU_BITABLE_APP_TOKEN;
  if (appToken === '')
    throw new CliRefusal('没有设置 FEISHU_BITABLE_APP_TOKEN，不镜像：请填多维表格网址里 base/ 后的那一段。');
  const vault = await openVault(database, config.DATA_KEY);
  const packs = readPackVersions(config.PACK);
  const books = makeMirrorBooks(database);
  const mirror = new Mirror({
    bitable: createBitable(larkCall(), appToken),
    appToken,
    books,
    store: makeStore(database, vault),
    packAt: (day) => packOn(packs, day),
    newId: randomUUID,
    now: Date.now,
    log: makeLog('silent'),
  });
  await mirror.runNow();
  await status(books, options);
  const { parked, attempts } = await books.state();
  if (parked !== null) throw new CliRefusal(`镜像停放：${parked}`);
  if (attempts > 0) throw new CliRefusal('这次没有镜像完，稍后会接着来；也可以再运行一次 mirror run。');
}

async function status(books: MirrorBooks, options: Options): Promise<void> {
  const state = await books.state();
  const counts = await books.counts();
  const behind = await books.behind(state.watermark);
  const { parked, pending, doneAt } = state;
  if (options.json === true) {
    return printJson({
      configured: env('FEISHU_BITABLE_APP_TOKEN').FEISHU_BITABLE_APP_TOKEN !== '',
      watermark: state.watermark,
      behind,
      rows: counts,
      pending: pending?.rows.length ?? 0,
      parked,
      doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
    });
  }
  for (const kind of MIRROR_KINDS) print(`${TABLE_NAMES[kind]}：${counts[kind]} 行`);
  print(behind === 0 ? '已是最新。' : `还有 ${behind} 条记录没有镜像。`);
  if (pending !== null) print(`${pending.rows.length} 行正在写入，结果未知，下次先核对。`);
  if (parked !== null) print(`已停放：${parked}`);
}
