/**
 * The pack's words of industries and classes of enterprise, folded and put into one pattern: made once a match, asked
 * thousands of times.
 */
import type { Pack } from '../pack/schema.ts';
import { industryWords } from '../pack/view.ts';
import { plainText } from './plain.ts';

export interface Hit {
  /** Folded. */
  readonly word: string;
  readonly id: string;
  readonly label: string;
}

export interface Lexicon {
  readonly industries: (plain: string) => readonly Hit[];
  readonly classes: (plain: string) => readonly Hit[];
}

const WORD_MIN = 2;
const NOTHING: readonly Hit[] = [];

export function lexiconOf(pack: Pack): Lexicon {
  const classes = pack.enterpriseClasses.flatMap(({ id, label, words }) =>
    [label, ...words].map((word) => ({ word, id, label })),
  );
  return { industries: finder(industryWords(pack)), classes: finder(classes) };
}

/** Words that stand in a folded text, the longest wherever several begin; each once, all that share it. */
function finder(entries: readonly Hit[]): (plain: string) => readonly Hit[] {
  const byWord = new Map<string, Hit[]>();
  for (const { word, id, label } of entries) {
    const plain = plainText(word);
    if (plain.length < WORD_MIN) continue;
    const held = byWord.get(plain);
    if (held === undefined) byWord.set(plain, [{ word: plain, id, label }]);
    else held.push({ word: plain, id, label });
  }
  if (byWord.size === 0) return () => NOTHING;
  const pattern = [...byWord.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/gu, '\\$&'))
    .join('|');
  const words = new RegExp(pattern, 'gu');
  return (plain) => {
    const found = plain.match(words);
    return found === null ? NOTHING : [...new Set(found)].flatMap((word) => byWord.get(word) ?? []);
  };
}
