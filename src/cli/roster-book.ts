/**
 * The roster as a workbook (`roster import FILE.xlsx`): sheets 单位, 人员, 职务, 工作组, 群, each with headers in any order.
 * Turned into the roster file of design §5, so that it is checked as a whole by the same rules as JSON. Templates of the
 * first two: `export units|people FILE --template`.
 */
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { POST_RANKS } from '../domain/pack/terms.ts';
import type { Sheets } from '../sheets/engine.ts';
import { cellOf, type Table, type TableRead, type TableRow } from '../sheets/table.ts';
import { peopleTable, personCells } from '../tables/people.ts';
import { unitOf, unitTable } from '../tables/units.ts';
import { CliRefusal } from './context.ts';

const text = (key: string, label: string, required: boolean, aliases: readonly string[] = []) => ({
  key,
  label,
  kind: 'text' as const,
  ...(required ? { required } : {}),
  aliases,
});

const postTable: Table = {
  id: 'posts',
  label: '职务',
  columns: [
    text('post', '职务编号', true),
    text('unit', '所在单位', true, ['单位']),
    text('title', '职务名称', true, ['职务']),
    text('rank', '职级', true),
    text('person', '担任人openId', false, ['openId']),
  ],
  keyColumns: ['post'],
  notes: [`职级：${POST_RANKS.join('、')}。`],
};
const groupTable: Table = {
  id: 'memberships',
  label: '工作组',
  columns: [text('group', '工作组', true), text('member', '成员单位', true), text('part', '分工', false)],
  keyColumns: [],
};
const chatTable: Table = {
  id: 'chats',
  label: '群',
  columns: [text('chatId', '群编号', true, ['chatId']), text('unit', '所在单位', false, ['单位'])],
  keyColumns: ['chatId'],
};

/** The roster file's JSON text. @param known units already in the database: id and names */
export async function rosterBook(
  bytes: Uint8Array,
  pack: Pack,
  known: ReadonlyMap<string, string>,
  sheets: Sheets,
): Promise<string> {
  const tables = [unitTable(pack), peopleTable, postTable, groupTable, chatTable];
  const reads = await sheets.take(bytes, tables);
  if (isRefusal(reads)) throw new CliRefusal(sayRefusal(reads));
  const byTable = new Map<string, TableRead>();
  const sheetsUsed = new Set<string>();
  for (const read of reads) {
    // One sheet is one table: the best fitting has it.
    if (sheetsUsed.has(read.sheet)) continue;
    sheetsUsed.add(read.sheet);
    byTable.set(read.table, read);
  }
  const mistakes: string[] = [];
  for (const read of byTable.values()) {
    mistakes.push(...read.rejects.map(({ row, reason }) => `${read.sheet}第 ${row} 行：${reason}`));
  }
  const rows = (id: string): readonly TableRow[] => byTable.get(id)?.rows ?? [];
  const inFile = new Map(rows('units').map(({ values }) => [cellOf(values, 'id'), cellOf(values, 'name')]));
  const unitId = (words: string): string | undefined => {
    const all = [...inFile, ...known];
    return (all.find(([id]) => id === words) ?? all.find(([, name]) => name === words))?.[0];
  };
  const told = <T extends object>(
    id: string,
    make: (row: TableRow) => T | { column: string; reason: string },
  ): T[] =>
    rows(id).flatMap((row) => {
      const made = make(row);
      if (!('reason' in made && 'column' in made)) return [made as T];
      mistakes.push(`${byTable.get(id)?.sheet ?? id}第 ${row.row} 行「${made.column}」：${made.reason}`);
      return [];
    });
  // What is no unit is left as written: the check that follows names it.
  const orWords = (words: string): string => unitId(words) ?? words;
  const roster = {
    units: told('units', ({ values }) => unitOf(values, null, pack, unitId)),
    people: told('people', ({ values }) => personCells(values, unitId)),
    posts: rows('posts').map(({ values }) => ({
      id: cellOf(values, 'post'),
      unit: orWords(cellOf(values, 'unit')),
      title: cellOf(values, 'title'),
      rank: cellOf(values, 'rank'),
      person: cellOf(values, 'person') || null,
    })),
    memberships: rows('memberships').map(({ values }) => ({
      group: orWords(cellOf(values, 'group')),
      unit: orWords(cellOf(values, 'member')),
      role: cellOf(values, 'part') || 'member',
    })),
    chats: rows('chats').map(({ values }) => ({
      chatId: cellOf(values, 'chatId'),
      unit: cellOf(values, 'unit') === '' ? null : orWords(cellOf(values, 'unit')),
    })),
  };
  if (mistakes.length > 0) {
    throw new CliRefusal(
      `名册有 ${mistakes.length} 处问题，没有导入：\n${mistakes.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return JSON.stringify(roster);
}
