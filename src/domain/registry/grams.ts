/**
 * The pieces entries are found by. SQLite's own tokenizers miss Chinese words (unicode61 takes a whole sentence for one
 * word, trigram misses every two-character name), so pieces are made here and kept in a plain indexed table, the same
 * on both runtimes and rebuilt from facts like any other row:
 *
 *  - two neighbouring characters (宁德, 德时, 时代), letters and digits likewise, whole words of letters;
 *  - single characters of the name, for abbreviations (三钢);
 *  - pairs of pinyin initials of the name, behind `~` (~nd), for `ndsd` and for mistakes that sound alike.
 *
 * Left out: which of the entries found fits best (`text-score.ts`).
 */
import { coreName } from '../company.ts';
import { initialsOf, spelledSyllables, syllables } from './pinyin.ts';

/** One entry's pieces: what is above says nothing new. */
const GRAMS_MAX = 160;
const VALUE_CHARS_MAX = 120;
const QUERY_GRAMS_MAX = 60;
/** What every firm's name ends in says nothing about which. */
const LEGAL =
  /(?:股份|集团|控股|责任)?有限(?:责任)?公司|股份公司|有限合伙|总公司|分公司|公司$|集团$|(?<=.{2})股份$|[（(](?:集团|有限合伙)[）)]/gu;
const RUN = /\p{Script=Han}+|[a-z0-9]+/gu;
const PLAIN = /^(?:\d{1,15}(?:\.\d{1,8})?|\d{4}-\d{2}-\d{2})$/u;

/** Half width, lower case, legal forms gone; what is left between stays as runs of characters or of letters. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase().replace(LEGAL, ' ');

function pairs(text: string): string[] {
  const chars = [...text];
  return chars.length < 2 ? chars : chars.slice(1).map((char, at) => (chars[at] ?? '') + char);
}

const runsOf = (text: string): readonly string[] => searchable(text).match(RUN) ?? [];

function textGrams(text: string): string[] {
  return runsOf(text.slice(0, VALUE_CHARS_MAX)).flatMap((run) =>
    /^[a-z0-9]/u.test(run) && run.length > 2 ? [run.slice(0, 24), ...pairs(run)] : pairs(run),
  );
}

/** `~nd`, `~ds` … of a name, its runs joined. */
function soundGrams(text: string): string[] {
  const initials = initialsOf(syllables(runsOf(text).join('')));
  return initials.length < 2 ? [] : pairs(initials).map((pair) => `~${pair}`);
}

/** weichai, typed through: the pairs of its syllables' initials. */
function spelledGrams(text: string): string[] {
  const parts = spelledSyllables(text);
  return parts.length < 2 ? [] : pairs(initialsOf(parts)).map((pair) => `~${pair}`);
}

/** What an entry is found by: its name first, then its other texts. */
export function gramsOf(title: string | null, values: Readonly<Record<string, string | boolean>>): string[] {
  const name = title ?? '';
  const found = new Set<string>(textGrams(name));
  for (const char of runsOf(name).join('')) found.add(char);
  for (const gram of soundGrams(name)) found.add(gram);
  for (const value of Object.values(values)) {
    if (typeof value !== 'string' || PLAIN.test(value)) continue;
    for (const gram of textGrams(value)) found.add(gram);
  }
  return [...found].slice(0, GRAMS_MAX).sort();
}

/** What words are looked for by: likewise; letters alone may be initials. */
export function queryGrams(terms: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const term of terms) {
    const runs = runsOf(term);
    for (const gram of textGrams(term)) found.add(gram);
    const text = runs.join('');
    for (const gram of soundGrams(text)) found.add(gram);
    for (const gram of spelledGrams(text)) found.add(gram);
    // CATL, 中国石化: firms go by other names too.
    for (const gram of textGrams(coreName(term))) found.add(gram);
    if ([...text].length <= 4) for (const char of text) found.add(char);
  }
  return [...found].slice(0, QUERY_GRAMS_MAX);
}
