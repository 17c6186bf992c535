/**
 * `audit`: who read personal data, took something out, was refused or had somebody erased, and when; from the facts, which
 * nobody can change. Prints roster ids with their names and numbers of leads; no contact is opened, no `DATA_KEY` asked for.
 */
import { Command } from 'commander';
import { type AuditRow, readAudit } from '../../db/reads/audit.ts';
import { instantOfDay, isDay } from '../domain/day.ts';
import { sayKind } from '../domain/history/workbook.ts';
import { isWorkbookKind } from '../domain/workbook.ts';
import { CliUsage, print, printJson, withAnyDatabase } from './context.ts';

const DAY_MS = 86_400_000;
const KINDS = {
  read: ['audit.contacts_read'],
  file: ['audit.file_fetched'],
  export: ['workbook.asked'],
  denied: ['audit.denied'],
  outbox: ['audit.messages_retried', 'audit.messages_purged'],
  erase: ['roster.erased', 'audit.contacts_expired'],
} as const;
type Kind = keyof typeof KINDS;
const isKind = (word: string): word is Kind => Object.hasOwn(KINDS, word);

interface Options {
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly limit: string;
  readonly json?: boolean;
}

export function auditCommand(): Command {
  return new Command('audit')
    .option(
      '--kind <kind>',
      'read 看联系人、file 取文件、export 导出、denied 被拒绝、outbox 重发或作废消息、erase 删除个人信息；不写为全部',
    )
    .option('--from <YYYY-MM-DD>', '从这一天起')
    .option('--to <YYYY-MM-DD>', '到这一天止（含）')
    .option('--by <person>', '只看此人：名册编号、openId 或姓名')
    .option('--limit <n>', '最多几条，从新到旧', '200')
    .option('--json', '输出 JSON')
    .description('审计：谁在什么时候看了、取了、导出了什么，多少条')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { kind, by } = options;
  if (kind !== undefined && !isKind(kind))
    throw new CliUsage(`没有「${kind}」这一类：${Object.keys(KINDS).join(' ')}`);
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000)
    throw new CliUsage('--limit 须是 1–100000 的整数');
  const types: readonly string[] =
    kind === undefined ? Object.values(KINDS).flat() : isKind(kind) ? KINDS[kind] : [];
  const rows = await withAnyDatabase((database) =>
    readAudit(database, {
      types,
      from: instant('--from', options.from) ?? 0,
      before: (instant('--to', options.to) ?? Number.MAX_SAFE_INTEGER - DAY_MS) + DAY_MS,
      by: by ?? null,
      limit,
    }),
  );
  if (options.json === true)
    return printJson(rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })));
  if (rows.length === 0) print('没有符合条件的记录。');
  for (const row of rows) print(line(row));
}

function instant(name: string, day: string | undefined): number | null {
  if (day === undefined) return null;
  if (!isDay(day)) throw new CliUsage(`${name} 不是日期：${day}，请写成 2026-11-22`);
  return instantOfDay(day);
}

/** `2026-11-22 12:00:05+08:00  周岚（p_1）  看联系人  1 个  XS-202611-0001`; control characters cannot break the line. */
function line(row: AuditRow): string {
  const shanghai = new Date(row.at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const who = row.actor === null ? '系统' : `${row.name ?? '（不在名册）'}（${row.actor}）`;
  const cells = [`${shanghai}+08:00`, who, ...what(row), row.cause ?? ''];
  return cells.map((cell) => cell.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e]/gu, ' ')).join('\t');
}

function what({ type, rows, about, kind, state }: AuditRow): readonly string[] {
  switch (type) {
    case 'audit.contacts_read':
      return ['看联系人', `${rows ?? 0} 个`, about.join('、')];
    case 'audit.file_fetched':
      return ['取文件', '1 个', about.join('、')];
    case 'audit.messages_retried':
    case 'audit.messages_purged': {
      const act = type === 'audit.messages_retried' ? '重发消息' : '作废消息';
      return [act, `${rows ?? 0} 条`, about.join('、')];
    }
    case 'audit.denied':
      return ['被拒绝', '', about.join('.')];
    case 'workbook.asked': {
      const word = kind !== null && isWorkbookKind(kind) ? sayKind(kind) : '表格';
      const done = rows === null ? '没有导出' : `${rows} 行`;
      return [`导出${word}`, state === 'asked' ? '还没有做好' : done, about.join('、')];
    }
    default:
      return ['删除个人信息', `${rows ?? 0} 条`, about.join('、')];
  }
}
