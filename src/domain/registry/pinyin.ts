/**
 * 拼音: initials (宁德时代 → ndsd) and syllables without tones, for searching by what people type on a phone and for
 * typing mistakes that sound alike. Letters and digits stand for themselves; anything else is left out.
 */
import { dictionary } from '#pinyin';

/** Looked at; a name is shorter. */
const LENGTH_MAX = 200;
const HAN = /\p{Script=Han}/u;
const KEPT = /[a-z0-9]/u;

/** One syllable a character; letters and digits as they are. */
export function syllables(text: string): readonly string[] {
  const chars = [...text.slice(0, LENGTH_MAX).toLowerCase()].filter(
    (char) => HAN.test(char) || KEPT.test(char),
  );
  return dictionary()(chars.join(''), { toneType: 'none', type: 'array', v: true }).map((one) =>
    one.toLowerCase(),
  );
}

/** 宁德时代 → ndsd. */
export const initialsOf = (parts: readonly string[]): string => parts.map((part) => part.charAt(0)).join('');

const SYLLABLE =
  /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])/gu;

/** weichai → wei, chai; nothing where the letters are no syllables, as initials are not. */
export function spelledSyllables(letters: string): readonly string[] {
  if (!/^[a-z]{4,40}$/u.test(letters)) return [];
  const parts = letters.match(SYLLABLE) ?? [];
  return parts.join('') === letters ? parts : [];
}
