/**
 * Texts that a spreadsheet might run as a formula (S22): those that begin, after spaces, with = + - @ or their full-width
 * forms, or with a tab, a line end or another control character. They are written as text cells, and the text itself begins
 * with an apostrophe, so that a copy saved as .csv is as harmless. Reading takes the apostrophe off again.
 */

const DANGEROUS = /^(?:'*[\s\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫|]|\p{Cc})/u;
const MARKED = /^'+[\s\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫|]/u;

/** The text as a cell may hold it. */
export const neutral = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** What `neutral` was given. */
export const original = (text: string): string => (MARKED.test(text) ? text.slice(1) : text);
