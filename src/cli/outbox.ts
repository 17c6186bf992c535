/** `outbox list | retry | purge`: messages promised and not yet seen, and what to do about them. */
import type { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import type { Ledger, OutboxState } from '../ledger.ts';
import { openVault } from '../runtime.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, say, withAnyDatabase } from './context.ts';

const STATES: readonly OutboxState[] = ['waiting', 'sending', 'sent', 'parked', 'uncertain', 'purged'];
const WORDS: Readonly<Record<OutboxState, string>> = {
  waiting: '待发',
  sending: '发送中',
  sent: '已发',
  parked: '停放',
  uncertain: '结果不明',
  purged: '已清除',
};

const withLedger = <T>(use: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const { DATA_KEY } = env('DATA_KEY');
  return withAnyDatabase(async (database) => use(makeLedger(database, await openVault(database, DATA_KEY))));
};

export function outboxCommand(): Command {
  const outbox = group('outbox', '发件箱：已承诺的消息');
  outbox
    .command('list')
    .option('--state <state>', `只看一种状态：${STATES.join(' ')}`)
    .option('--limit <n>', '最多几条', '50')
    .option('--json', '输出 JSON')
    .description('列出消息及其状态、原因')
    .action(async (options: { state?: string; limit: string; json?: boolean }) => {
      const state = STATES.find((one) => one === options.state) ?? null;
      if (options.state !== undefined && state === null)
        throw new CliUsage(`没有「${options.state}」这种状态：${STATES.join(' ')}`);
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1) throw new CliUsage('--limit 须是正整数');
      const items = await withLedger((ledger) => ledger.list(state, limit));
      if (options.json === true) return printJson(items);
      if (items.length === 0) print('没有消息。');
      for (const item of items)
        print(`${WORDS[item.state]}\t${item.key}\t${item.receiver}\t${item.why ?? ''}`);
    });
  const act = (name: 'retry' | 'purge', words: string, done: string) =>
    outbox
      .command(name)
      .argument('[keys...]', '消息编号；不写须加 --all')
      .option('--all', '全部停放和结果不明的')
      .option('--json', '输出 JSON')
      .description(words)
      .action(async (keys: string[], options: { all?: boolean; json?: boolean }) => {
        if (keys.length === 0 && options.all !== true) throw new CliUsage('请写消息编号，或加 --all');
        const count = await withLedger(async (ledger) => {
          const chosen = options.all === true ? await stuck(ledger) : keys;
          return ledger[name](chosen, Date.now());
        });
        if (count === 0 && options.all !== true)
          throw new CliRefusal('没有符合条件的消息（只有停放和结果不明的可以处理）');
        say(options, { count }, `${done} ${count} 条`);
      });
  act('retry', '重新发送停放或结果不明的消息（由人决定，可能重复）', '已重新排队');
  act('purge', '清除消息，不再发送', '已清除');
  return outbox;
}

async function stuck(ledger: Ledger): Promise<string[]> {
  const items = [...(await ledger.list('parked', 10_000)), ...(await ledger.list('uncertain', 10_000))];
  return items.map((item) => item.key);
}
