/** `inbox list`: what was received and could not be done, for whoever looks for the reason. Its text is never printed. */
import type { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { openVault } from '../runtime.ts';
import { CliUsage, env, group, print, printJson, withAnyDatabase } from './context.ts';

export function inboxCommand(): Command {
  const inbox = group('inbox', '收件箱：收到而没有办成的消息和按钮');
  inbox
    .command('list')
    .option('--limit <n>', '最多几条', '50')
    .option('--json', '输出 JSON')
    .description('列出五次都没有办成、已停放的：时间、发件人、原因；发件人已被告知稍后再发')
    .action(async (options: { limit: string; json?: boolean }) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1) throw new CliUsage('--limit 须是正整数');
      const { DATA_KEY } = env('DATA_KEY');
      const { items, roster } = await withAnyDatabase(async (database) => {
        const vault = await openVault(database, DATA_KEY);
        return {
          items: await makeLedger(database, vault).parked(limit),
          roster: await makeStore(database, vault).roster(),
        };
      });
      if (options.json === true) return printJson(items);
      if (items.length === 0) print('没有停放的来件。');
      for (const { eventId, receivedAt, kind, from, why } of items) {
        const name = from === null ? null : roster.byOpenId(from)?.name;
        print(
          [new Date(receivedAt).toISOString(), kind ?? '—', name ?? from ?? '—', eventId, why ?? ''].join(
            '\t',
          ),
        );
      }
    });
  return inbox;
}
