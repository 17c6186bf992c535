/** `roster import FILE`: units, people, posts, groups and chats from a JSON file or a workbook; idempotent. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { importRoster, knownUnits } from '../../db/roster.ts';
import { dayOfInstant } from '../domain/day.ts';
import { packOn, readPackVersions } from '../packs.ts';
import type { Database } from '../ports.ts';
import { type RosterFile, readRoster } from '../roster-file.ts';
import { openVault } from '../runtime.ts';
import { threadSheets } from '../sheets/thread.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, warn, withAnyDatabase } from './context.ts';
import { larkClient } from './lark.ts';
import { rosterBook } from './roster-book.ts';
import { addRosterSync } from './roster-sync.ts';

export function rosterCommand(): Command {
  const roster = group('roster', '名册：单位、人员、职务、群');
  roster
    .command('import')
    .argument('<file>', '名册文件：.json 或 .xlsx')
    .option('--json', '输出 JSON')
    .description('导入名册；同一份文件导入两次不会有变化')
    .action(async (file: string, options: { json?: boolean }) => {
      const { DATA_KEY } = env('DATA_KEY');
      const bytes = read(file);
      await withAnyDatabase(async (database) => {
        const text = await asJson(file, bytes, database);
        const result = readRoster(text, await knownUnits(database));
        if (!result.ok)
          throw new CliRefusal(
            `名册有 ${result.mistakes.length} 处问题，没有导入：\n${result.mistakes.map((line) => `  - ${line}`).join('\n')}`,
          );
        const openIds = await findOpenIds(result.roster);
        const vault = await openVault(database, DATA_KEY);
        const counts = await importRoster(database, vault, result.roster, openIds, Date.now());
        if (options.json === true) return printJson(counts);
        const { units, people, posts, chats, changed } = counts;
        print(
          `已导入：单位 ${units}、人员 ${people}、职务 ${posts}、群 ${chats}${changed ? '' : '（没有变化）'}`,
        );
      });
    });
  addRosterSync(roster);
  return roster;
}

function read(file: string): Buffer {
  if (!/\.(?:json|xlsx)$/i.test(file)) throw new CliUsage(`名册须是 .json 或 .xlsx 文件：${file}`);
  try {
    return readFileSync(file);
  } catch {
    throw new CliUsage(`读不到文件：${file}`);
  }
}

/** A workbook becomes the roster file it stands for; its words are those of the city's plan. */
async function asJson(file: string, bytes: Buffer, database: Database): Promise<string> {
  if (!file.toLowerCase().endsWith('.xlsx')) return bytes.toString('utf8');
  const pack = packOn(readPackVersions(env('PACK').PACK), dayOfInstant(Date.now()));
  const rows = await database.query('SELECT id, name FROM unit', []);
  const known = new Map(rows.map(([id, name]) => [String(id), String(name)]));
  return rosterBook(bytes, pack, known, threadSheets());
}

/** Mobile numbers to open_ids through the contact API, when the app's credentials are at hand. */
async function findOpenIds(roster: RosterFile): Promise<ReadonlyMap<string, string>> {
  const mobiles = roster.people
    .filter((person) => person.openId === null)
    .flatMap((person) => person.mobile ?? []);
  const { FEISHU_APP_ID, FEISHU_APP_SECRET } = process.env;
  if (mobiles.length === 0 || !FEISHU_APP_ID || !FEISHU_APP_SECRET) return new Map();
  const client = larkClient();
  try {
    return await client.findByMobiles(mobiles);
  } catch (error) {
    warn(
      `没能从飞书通讯录查到手机号对应的账号（${error instanceof Error ? error.message : String(error)}）；这些人员可在私聊中用「绑定 手机号」加入。`,
    );
    return new Map();
  }
}
