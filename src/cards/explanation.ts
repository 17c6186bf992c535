/** Lines of an explanation: what was reckoned, and beside it where in the text that comes from. */
import type { Element } from '../card.ts';
import type { Line } from '../domain/explain/explain.ts';
import { originWord } from '../domain/explain/print.ts';

/** Lines a page. */
export const LINES_PAGE = 24;
/** Longer ones would be most of a card. */
const LINE_CHARS_MAX = 600;

/** `〔RC 四·25·系统默认〕`; empty where a line follows from those above it. */
export function sourceMark(clause: string | null, origin: string | null): string {
  const marks = [clause, origin === null ? null : originWord(origin)].filter((mark) => mark !== null);
  return marks.length === 0 ? '' : `〔${marks.join('·')}〕`;
}

export function explanationLines(lines: readonly Line[], page: number): readonly Element[] {
  return lines.slice(page * LINES_PAGE, (page + 1) * LINES_PAGE).map(({ text, clause, origin }): Element => {
    const mark = sourceMark(clause, origin);
    const said = text.length > LINE_CHARS_MAX ? `${text.slice(0, LINE_CHARS_MAX)}…` : text;
    if (mark === '') return { el: 'text', text: said };
    return { el: 'text', text: [said, { text: mark, tone: origin === 'default' ? 'warn' : 'quiet' }] };
  });
}
