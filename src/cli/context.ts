/** What CLI commands share: output, refusals, and the database opened only when it is needed. */
import { Command } from 'commander';
import type { NodeDatabase } from '../../db/node.ts';
import { type Config, readConfig, type Variable } from '../config.ts';
import type { Database } from '../ports.ts';
import { isD1, openDatabase } from '../runtime.ts';

/** Refused: exit 1. The text is for a person and says what to do. */
export class CliRefusal extends Error {
  override readonly name = 'CliRefusal';
}

/** Wrong use: exit 2. */
export class CliUsage extends Error {
  override readonly name = 'CliUsage';
}

export const env = <K extends Variable>(...names: readonly K[]): Config<K> => readConfig(process.env, names);

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
export const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** One JSON document on stdout. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** The answer of a command: the document with `--json`, else the line. */
export function say(options: { readonly json?: boolean }, document: object, line: string): void {
  if (options.json === true) printJson(document);
  else print(line);
}

/** What people meet when a file or the database cannot be used, by the fault's code. */
const FAULTS: Readonly<Record<string, string>> = {
  EISDIR: '这是一个文件夹，请写文件的路径',
  ENOENT: '找不到文件或文件夹，请检查路径',
  ENOTDIR: '路径中间有一段不是文件夹，请检查路径',
  EACCES: '没有权限，请检查文件和文件夹的权限',
  EPERM: '没有权限，请检查文件和文件夹的权限',
  EROFS: '所在磁盘是只读的',
  ENOSPC: '磁盘已满，请先清理',
  SQLITE_CANTOPEN: '打不开数据库，请检查 DATABASE_PATH 的路径和权限（不能是文件夹）',
  SQLITE_NOTADB: '这个文件不是数据库，请检查 DATABASE_PATH',
  SQLITE_CORRUPT: '数据库文件已损坏，请用 restore 恢复最近的备份',
  SQLITE_READONLY: '数据库是只读的，请检查文件权限',
  SQLITE_BUSY: '数据库正忙，请稍后再试',
  SQLITE_FULL: '磁盘已满，请先清理',
};

/** A fault as a sentence, its own words kept behind for whoever looks into it. */
export function faultInChinese(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = FAULTS[code] ?? FAULTS[code.split('_').slice(0, 2).join('_')];
  return known === undefined ? error.message : `${known}（${error.message}）`;
}

export async function withDatabase<T>(use: (database: NodeDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(env('DATABASE_PATH').DATABASE_PATH);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** For commands that need nothing but a database: a file, or the Workers' D1 (`d1:remote`, `d1:local`). */
export async function withAnyDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const path = env('DATABASE_PATH').DATABASE_PATH;
  if (!isD1(path)) return withDatabase(use);
  const { openD1 } = await import('./d1.ts');
  const database = await openD1(path);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** A group of subcommands. */
export const group = (name: string, description: string): Command =>
  new Command(name).description(description);
