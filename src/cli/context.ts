/** What CLI commands share: output, refusals, and the database opened only when it is needed. */
import { Command } from 'commander';
import type { NodeDatabase } from '../../db/node.ts';
import { type Config, readConfig, type Variable } from '../config.ts';
import { openDatabase } from '../runtime.ts';

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

export async function withDatabase<T>(use: (database: NodeDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(env('DATABASE_PATH').DATABASE_PATH);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** A group of subcommands. */
export const group = (name: string, description: string): Command =>
  new Command(name).description(description);
