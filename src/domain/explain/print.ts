// Words and columns of the terminal's answers: numbers with their unit, NA as its word, defaults marked 系统默认.
// Leaves out what is said (table.ts, explain.ts).
import { dec, roundHalfUp } from '../decimal.ts';
import { isMoneyUnit } from '../rule/quantity.ts';
import { NA_REASONS, naWord } from '../value.ts';

/** How wide a text is on a terminal: Chinese characters and full-width signs take two columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/u.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** Rows as aligned columns, two blanks between; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, at) =>
        at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The word of an NA reason: 暂缺, 未下达, 未配置 … */
export function reasonWord(reason: string | null): string {
  const known = NA_REASONS.find((one) => one === reason);
  return known === undefined ? '暂缺' : naWord(known);
}

/** A fraction as a percentage with one decimal: 0.9325 → 93.3%. */
export function percent(rate: string | null, na: string | null): string {
  return rate === null ? reasonWord(na) : `${roundHalfUp(dec(rate).times(100), 1).toFixed(1)}%`;
}

/** A number with at most `digits` decimals and no trailing zeros. */
export function plain(value: string, digits = 4): string {
  return roundHalfUp(dec(value), digits).toFixed();
}

/** A number with its unit: shares and changes of share as percentages, money with at most four decimals. */
export function amount(value: string | null, unit: string | null, na: string | null): string {
  if (value === null) return reasonWord(na);
  if (unit === '%') return `${plain(dec(value).times(100).toFixed(), 2)}%`;
  if (unit === '百分点') return `${plain(dec(value).times(100).toFixed(), 2)}个百分点`;
  return `${plain(value, unit !== null && isMoneyUnit(unit) ? 4 : 2)}${unit ?? ''}`;
}

/** 达标, 未达标, or the reason there is no answer. */
export function metWord(met: boolean | null, na: string | null): string {
  if (met === null) return na === 'no_target' ? '只统计' : '—';
  return met ? '达标' : '未达标';
}

/** `（系统默认）` beside what no text decrees. */
export function originWord(origin: string): string {
  if (origin === 'default') return '系统默认';
  return origin === 'inferred' ? '推断' : '原文';
}
