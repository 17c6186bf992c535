/** What `evaluate` and `explain` share: the options, and a facts file read with its size checked before it is opened. */
import { readFileSync, statSync } from 'node:fs';
import { type Evaluation, evaluate } from '../domain/evaluate/evaluate.ts';
import { FACTS_BYTES_MAX, MISTAKES_MAX, readFacts } from '../domain/facts-file/read.ts';
import { isDay } from '../domain/rule/period.ts';
import { readPack } from '../packs.ts';
import { CliRefusal, CliUsage } from './context.ts';

export interface FactsOptions {
  readonly pack: string;
  readonly asOf: string;
  readonly data: string;
  readonly json?: boolean;
}

/** The bytes as text; null when they are not UTF-8 (GBK, UTF-16, a packed file). */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (fault) {
    if (fault instanceof TypeError) return null;
    throw fault;
  }
}

function readText(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new CliUsage(`找不到数据文件：${file}`);
  if (!stat.isFile()) throw new CliUsage(`不是文件：${file}`);
  if (stat.size > FACTS_BYTES_MAX) {
    const megabytes = Math.ceil(stat.size / 1024 / 1024);
    throw new CliRefusal(
      `${file}：文件过大（${megabytes} MB），上限 ${FACTS_BYTES_MAX / 1024 / 1024} MB；可按年度或单位分开`,
    );
  }
  const text = decoded(readFileSync(file));
  if (text === null || text.includes('\u0000'))
    throw new CliRefusal(`${file}：不是文本文件，应为 UTF-8 的 JSON`);
  return text;
}

/** Reads pack and facts, and evaluates; every mistake of the file at once. */
export function evaluateFile(options: FactsOptions): Evaluation {
  if (!isDay(options.asOf) || options.asOf < '1990-01-01' || options.asOf > '2100-12-31') {
    throw new CliUsage(`--as-of 应为实有的日期，如 2019-12-31：${options.asOf}`);
  }
  const pack = readPack(options.pack);
  const result = readFacts(readText(options.data), pack);
  if (!result.ok) {
    const lines = result.mistakes.map((mistake) => `${options.data}: ${mistake.path} ${mistake.message}`);
    const count = `${result.mistakes.length} 处${result.mistakes.length < MISTAKES_MAX ? '' : '以上'}`;
    throw new CliRefusal(`数据文件有 ${count}问题，没有计算：\n${lines.join('\n')}`);
  }
  return evaluate(pack, result.facts, options.asOf);
}
