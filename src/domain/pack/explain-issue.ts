// Zod's issues as Chinese sentences that name the offending words and what was expected.
// Leaves out positions (position.ts).
import { nearest } from './nearest.ts';

/** The parts of a zod issue this file reads. */
export interface RawIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly path?: readonly PropertyKey[] | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（数字、日期要加引号）',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表（每项前写“- ”）',
  object: '一组“键: 值”',
  record: '一组“键: 值”',
  tuple: '列表',
};

/** A value as short quotable text. */
export function quote(value: unknown): string {
  if (value === undefined) return '（空）';
  if (value === null) return '「（空）」';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = (typeof value === 'number' ? text.replace('e+', 'e') : text).replace(/\s+/gu, ' ');
  return `「${line.length > 40 ? `${line.slice(0, 40)}…` : line}」`;
}

function size(issue: RawIssue, word: string, bound: unknown): string {
  if (issue.origin === 'string') {
    if (issue.input === '' || (typeof issue.input === 'string' && issue.input.trim() === ''))
      return '不能为空';
    return `${quote(issue.input)}长度应${word} ${String(bound)} 个字`;
  }
  if (issue.origin === 'array') return `项数应${word} ${String(bound)}`;
  return `${quote(issue.input)}应${word} ${String(bound)}`;
}

/** A zod issue as a Chinese sentence. */
export function explainIssue(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = TYPES[String(issue.expected)] ?? String(issue.expected);
      if (issue.input === undefined) {
        const key = issue.path?.at(-1);
        return key === undefined ? `缺少内容，应为${expected}` : `缺少「${String(key)}」，应为${expected}`;
      }
      return `${quote(issue.input)}应为${expected}`;
    }
    case 'invalid_value': {
      const values = (issue.values ?? []).map(String);
      const choices = values.length > 24 ? `${values.slice(0, 24).join('、')}…` : values.join('、');
      if (issue.input === undefined)
        return `缺少「${String(issue.path?.at(-1) ?? '')}」，应为其一：${choices}`;
      const close = typeof issue.input === 'string' ? nearest(issue.input, values) : null;
      return `${quote(issue.input)}应为其一：${choices}${close === null ? '' : `；是否想写「${close}」`}`;
    }
    case 'too_small':
      return size(issue, '不少于', issue.minimum);
    case 'too_big':
      return size(issue, '不超过', issue.maximum);
    case 'invalid_format':
      return `${quote(issue.input)}格式不对`;
    case 'unrecognized_keys':
      return `不认识的键：${(issue.keys ?? []).map((key) => `「${key}」`).join('、')}`;
    case 'invalid_key':
      return `${quote(issue.input)}中有不合规的键`;
    default:
      return `${quote(issue.input)}不合要求`;
  }
}
