/**
 * `history NUMBER [--json]`: the whole history of a lead, project, task, transfer or hand-over from a terminal. The
 * operator sees everything facts hold; contacts are sealed and stay so: no `DATA_KEY` is asked for.
 */
import { Command } from 'commander';
import { historyOf, type Item } from '../../commands/shared/history/read.ts';
import { makeStore } from '../../db/store.ts';
import { dayOfInstant } from '../domain/day.ts';
import { sentence } from '../domain/history/tell.ts';
import { currentNumber } from '../domain/lead/lead.ts';
import { numberMatches, readNumber } from '../domain/number.ts';
import { packOn, readPackVersions } from '../packs.ts';
import type { Vault } from '../ports.ts';
import type { Store } from '../store.ts';
import { CliRefusal, CliUsage, env, print, printJson, withDatabase } from './context.ts';

const CANDIDATES_MAX = 20;

/** Nothing sealed is read here. */
function closed(): never {
  throw new Error('a history opens nothing that is sealed');
}
const NO_VAULT: Vault = { seal: closed, open: closed, sealBytes: closed, openBytes: closed, mark: closed };

export function historyCommand(): Command {
  return new Command('history')
    .argument('<number>', '编号：XS-…、XM-…、RW-…、LZ-…、JJ-…')
    .option('--json', '输出 JSON')
    .description('一条线索、项目、任务、流转或交接的全部留痕，从旧到新')
    .action(async (number: string, options: { json?: boolean }) => {
      const { PACK } = env('PACK', 'DATABASE_PATH');
      const pack = packOn(readPackVersions(PACK), dayOfInstant(Date.now()));
      const history = await withDatabase(async (database) => {
        const store = makeStore(database, NO_VAULT);
        const item = await itemOf(number, store);
        return historyOf(item, { viewer: null, roster: await store.roster(), pack }, { store });
      });
      if (options.json !== true) {
        for (const entry of history.entries) print(sentence(entry));
        return;
      }
      const { entries, ...head } = history;
      const lines = entries.map((entry) => ({
        ...entry,
        at: new Date(entry.at).toISOString(),
        text: sentence(entry),
      }));
      printJson({ ...head, entries: lines });
    });
}

async function itemOf(words: string, store: Store): Promise<Item> {
  const text = words.normalize('NFKC').trim().toUpperCase();
  if (text.startsWith('JJ')) {
    const handover = await store.handover(text);
    return handover === null ? missing(words) : { kind: 'handover', handover };
  }
  const number = readNumber(text);
  if (number === null) throw new CliUsage(`「${words.slice(0, 40)}」不是编号，例如 history XS-202611-0001`);
  if (number.prefix === 'RW') {
    const task = one(
      (await store.tasksByNumber(number, CANDIDATES_MAX)).map((it) => [it.number, it]),
      number,
      words,
    );
    return { kind: 'task', task };
  }
  if (number.prefix === 'LZ') {
    const found = await store.transfersByNumber(number, CANDIDATES_MAX);
    return {
      kind: 'transfer',
      transfer: one(
        found.map((it) => [it.number, it]),
        number,
        words,
      ),
    };
  }
  const found = await store.leadsByNumber(number, CANDIDATES_MAX);
  const byNumber = found.flatMap((lead) =>
    [lead.number, lead.projectNumber, ...lead.holding.absorbed].flatMap((known) =>
      known === null ? [] : [[known, lead] as const],
    ),
  );
  return { kind: 'lead', lead: one(byNumber, number, words, currentNumber) };
}

/** The very number, else the only one with this ending. */
function one<T>(
  found: readonly (readonly [number: string, item: T])[],
  wanted: NonNullable<ReturnType<typeof readNumber>>,
  words: string,
  say?: (item: T) => string,
): T {
  const exact = found.filter(([number]) => numberMatches(number, wanted));
  const items = [...new Set((exact.length > 0 ? exact : found).map(([, item]) => item))];
  const [first] = items;
  if (first === undefined) return missing(words);
  if (items.length === 1) return first;
  const listed =
    say === undefined ? (exact.length > 0 ? exact : found).map(([number]) => number) : items.map(say);
  throw new CliRefusal(
    `「${words}」可以是 ${items.length} 条：${listed.slice(0, 5).join('、')}，请写全编号。`,
  );
}

function missing(words: string): never {
  throw new CliRefusal(`没有找到编号「${words.slice(0, 40)}」`);
}
