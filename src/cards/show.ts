/** Small ways of saying things on cards, used by many: dates, money, masked phones, buttons that run a command. */
import type { Button, Element } from '../card.ts';
import { dayOfInstant } from '../domain/day.ts';
import { type AmountRange, printRange } from '../domain/money.ts';

/** Where a value is missing: never 0, never blank. */
export const NONE = '—';

export const or = (text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? NONE : text;

export const printInvestment = (range: AmountRange | null): string =>
  range === null ? NONE : printRange(range);

/** An instant as a Shanghai day. */
export const printDay = (at: number | null): string => (at === null ? NONE : dayOfInstant(at));

/** An instant as a Shanghai day and minute. */
export function printMinute(at: number): string {
  const minutes = Math.floor((at + 8 * 3_600_000) / 60_000) % 1_440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayOfInstant(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Under numbers that something has been recorded since. */
export const workedOutLines = (at: number | null): readonly Element[] =>
  at === null ? [] : [quiet(`数据量大，定时重算：这是 ${printMinute(at)} 的数，之后的变动还没有计入。`)];

/** A button that does what typing these words after the command would do. */
export const sayButton = (
  label: string,
  command: string,
  text = '',
  look: Button['look'] = 'default',
): Button => ({
  label,
  look,
  press: { command, action: 'say', args: text === '' ? {} : { text } },
});

export const plain = (text: string): Element => ({ el: 'text', text });
export const quiet = (text: string): Element => ({
  el: 'text',
  text: { text, tone: 'quiet' },
  size: 'small',
});
export const warning = (text: string): Element => ({ el: 'text', text: { text, tone: 'warn' } });
