/** Tables for a terminal; Chinese characters take two columns. */
import type { BenchResult, Table } from './result.ts';

export const whole = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : '–';

export const decimals = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';

export const times = (value: number): string => (Number.isFinite(value) ? `×${value.toFixed(2)}` : '–');

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

function pad(text: string, to: number, left: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return left ? text + space : space + text;
}

function printTable({ title, columns, rows, notes }: Table): string {
  const widths = columns.map((column, at) =>
    Math.max(width(column), ...rows.map((row) => width(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((to, at) => pad(cells[at] ?? '', to, at === 0)).join(' | ')} |`;
  const rule = `|${widths.map((to, at) => (at === 0 ? `${'-'.repeat(to + 2)}` : `${'-'.repeat(to + 1)}:`)).join('|')}|`;
  return [title, '', line(columns), rule, ...rows.map(line), '', ...notes.map((note) => `  ${note}`)].join(
    '\n',
  );
}

/** Everything one bench found, as Markdown that is readable as it is. */
export function printResult(result: BenchResult): string {
  const goals = result.goals.map(
    (goal) => `  ${goal.met ? 'pass' : 'MISS'}  ${goal.id}  ${goal.text} — ${goal.measured}`,
  );
  const failures = result.failures.map((failure) => `  FAILED ROUND  ${failure}`);
  return [...result.tables.map(printTable), ...goals, ...failures].join('\n');
}
