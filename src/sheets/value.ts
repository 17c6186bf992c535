/** One cell as its column wants it: folded to half width, days and months in one form, numbers plain. Nothing is guessed. */
import { makeDay, makeMonth } from '../domain/day.ts';
import { dec, decText, readDecimal } from '../domain/decimal.ts';
import type { Checked } from '../domain/money.ts';
import { foldWidth } from '../parse/text.ts';
import type { Column } from './table.ts';

const no = (reason: string): Checked<string> => ({ ok: false, reason });
const yes = (value: string): Checked<string> => ({ ok: true, value });

/** Dashes and words that stand for nothing in a cell of numbers, days or choices. */
const NOTHING = /^(?:[-—–/\\]+|无|暂无|没有|不详|未知|暂缺|n\/?a)$/i;

/** @param text trimmed. Empty stays empty, whatever the column. */
export function readCell(column: Column, text: string): Checked<string> {
  if (text === '') return yes('');
  if (column.kind === 'text') return yes(text);
  const typed = foldWidth(text).trim();
  if (column.clears === true && /^[-—－]$/u.test(typed)) return yes('—');
  if (NOTHING.test(typed) && !(column.choices ?? []).includes(typed)) return yes('');
  switch (column.kind) {
    case 'number':
      return column.loose === true ? readLoose(column, text, typed) : readNumber(column, typed);
    case 'date':
      return readDate(typed);
    case 'month':
      return readMonth(typed);
    case 'choice':
      return column.loose === true ? readLooseChoice(column, text, typed) : readChoice(column, text, typed);
  }
}

const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(\d{1,18}))?(亿|万)?(?:人民币)?(?:元|美元)?$/;

/** Digits alone are made plain; words stay words. */
function readLoose(column: Column, text: string, typed: string): Checked<string> {
  const read = /^[+-]?[\d.,，\s]+$/.test(typed) ? readNumber(column, typed) : null;
  return read?.ok === true ? read : yes(text);
}

function readNumber({ label }: Column, typed: string): Checked<string> {
  const bare = typed
    .replace(/\s/g, '')
    .replace(/，/g, ',')
    .replace(/[−﹣]/g, '-')
    .replace(/^[¥￥$]/, '');
  const found = NUMBER.exec(bare);
  if (found === null) return no(`「${shown(typed)}」不是数字，请只填数字，例如 1200 或 12.5`);
  const [, sign = '', whole = '', fraction, factor] = found;
  const value = readDecimal(
    `${sign === '-' ? '-' : ''}${whole.replaceAll(',', '')}${fraction === undefined ? '' : `.${fraction}`}`,
  );
  if (value === null) return no(`「${shown(typed)}」太长，请核对`);
  const isInWan = /万/.test(label);
  if (factor !== undefined && !isInWan) return no(`「${shown(typed)}」带了单位，请换算后只填数字`);
  // 元 alone, where the column is in 万元: off by ten thousand unless it says so.
  if (factor === undefined && isInWan && /元$/.test(bare))
    return no(`「${shown(typed)}」按元写，本列按万元填，请换算后只填数字`);
  return yes(decText(factor === '亿' ? value.times(dec(10_000)) : value));
}

const DATE =
  /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;
/** What a spreadsheet counts days by, when the cell has lost its format: from 1954 to 2119. */
const SERIAL_MIN = 20_000;
const SERIAL_MAX = 80_000;
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

function readDate(typed: string): Checked<string> {
  const found = DATE.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (found !== null) {
    const day = makeDay(Number(found[1]), Number(found[2]), Number(found[3]));
    return day === null ? no(`没有「${shown(typed)}」这一天`) : yes(day);
  }
  if (/^\d{5}$/.test(typed) && Number(typed) >= SERIAL_MIN && Number(typed) <= SERIAL_MAX) {
    return yes(new Date(SERIAL_EPOCH_MS + Number(typed) * DAY_MS).toISOString().slice(0, 10));
  }
  return no(`「${shown(typed)}」不是完整的日期，请写成 2026-11-10`);
}

function readMonth(typed: string): Checked<string> {
  const found =
    /^(\d{4})\s*(?:[-/]|年)\s*(\d{1,2})\s*月?份?$/.exec(typed) ??
    /^(\d{4})(\d{2})$/.exec(typed) ??
    /^(\d{4})\.(0\d|1[012])$/.exec(typed);
  if (found !== null) {
    const month = makeMonth(Number(found[1]), Number(found[2]));
    return month === null ? no(`没有「${shown(typed)}」这个月`) : yes(month);
  }
  // A number cell of 2026.10 reads 2026.1: nobody can tell January from October.
  if (/^\d{4}\.\d$/.test(typed)) return no(`「${shown(typed)}」分不清是 1 月还是 10 月，请写成 2026-10`);
  const day = readDate(typed);
  return day.ok ? yes(day.value.slice(0, 7)) : no(`「${shown(typed)}」不是月份，请写成 2026-10`);
}

/** A word of the list in its own spelling; others as they are. */
function readLooseChoice(column: Column, text: string, typed: string): Checked<string> {
  const read = readChoice(column, text, typed);
  return read.ok ? read : yes(text);
}

const CHOICES_SHOWN = 12;

function readChoice({ choices = [] }: Column, text: string, typed: string): Checked<string> {
  const bare = typed.replace(/\s/g, '');
  const found = choices.find((one) => one === text || foldWidth(one).replace(/\s/g, '') === bare);
  if (found !== undefined) return yes(found);
  const some = choices.slice(0, CHOICES_SHOWN).join('、');
  return no(`没有「${shown(typed)}」，只能填 ${some}${choices.length > CHOICES_SHOWN ? ' 等' : ''}`);
}

/** As much of a cell as a sentence bears. */
export const shown = (text: string): string =>
  (text.length > 24 ? `${text.slice(0, 24)}…` : text).replace(/\s+/g, ' ');
