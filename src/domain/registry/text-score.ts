/**
 * How well words fit an entry, 0…100, with what they were found by: the name itself, its start, a part, its initials,
 * a firm by another form of its name, one wrong character, the same sound, an abbreviation; then the other fields.
 * Numbers only order the list; what a person reads is the reason.
 */
import { nameParts, similarity } from '../company.ts';
import { searchable } from './grams.ts';
import { initialsOf, syllables } from './pinyin.ts';

/** How a name is spoken: a syllable a character, and their initials. */
interface Sound {
  readonly sounds: readonly string[];
  readonly initials: string;
}

/** An entry's texts, made ready once a search. */
export interface Searched {
  readonly name: string;
  readonly isFirm: boolean;
  /** Worked out when first asked: most entries are found, or not, without. */
  readonly sound: () => Sound;
  readonly texts: readonly { readonly label: string; readonly text: string }[];
}

export interface TermFit {
  readonly score: number;
  /** 名称, 拼音, 字段名; `null` when it does not fit. */
  readonly by: string | null;
}

const squeeze = (text: string): string => searchable(text).replace(/[^\p{Script=Han}a-z0-9]+/gu, '');

export function prepare(
  title: string | null,
  isFirm: boolean,
  texts: readonly { readonly label: string; readonly text: string }[],
): Searched {
  const name = squeeze(title ?? '');
  let heard: Sound | null = null;
  const sound = (): Sound => {
    if (heard === null) {
      const sounds = syllables(name);
      heard = { sounds, initials: initialsOf(sounds) };
    }
    return heard;
  };
  return {
    name,
    isFirm,
    sound,
    texts: texts.map(({ label, text }) => ({ label, text: squeeze(text) })),
  };
}

const NONE: TermFit = { score: 0, by: null };

/** The best way a term fits. */
export function fitTerm(term: string, entry: Searched): TermFit {
  const wanted = squeeze(term);
  if (wanted === '') return NONE;
  const { name } = entry;
  if (name === wanted) return { score: 100, by: '名称' };
  if (name.includes(wanted) && entry.isFirm) {
    const fit = brandFit(wanted, name);
    if (fit !== null) return fit;
  }
  if (name.startsWith(wanted)) return { score: 92 + share(wanted, name), by: '名称' };
  if (name.includes(wanted)) {
    // 石墨和石墨烯 · 石墨烯粉体 is more about 石墨烯 than its neighbours.
    const more = Math.min(3, 2 * (name.split(wanted).length - 2));
    return { score: Math.min(91, 84 + more + share(wanted, name)), by: '名称' };
  }
  const ways = [
    initialsFit(wanted, entry),
    firmFit(term, entry),
    nearFit(wanted, entry),
    shortFit(wanted, entry),
    fieldFit(wanted, entry),
    partFit(wanted, entry),
  ];
  return ways.reduce((best, way) => (way.score > best.score ? way : best), NONE);
}

/**
 * 京东 is what 北京京东世纪贸易 is known by, and not what 京东方科技 is: one more character makes another name, two begin a word of
 * their own. `null`: the firm is known by something else.
 */
function brandFit(wanted: string, name: string): TermFit | null {
  const { brand } = nameParts(name);
  if (!brand.startsWith(wanted)) return null;
  if (brand === wanted) return { score: 97 + (2 * wanted.length) / name.length, by: '名称' };
  const isOther = [...wanted].length === 2 && [...brand].length === 3;
  return { score: (isOther ? 84 : 90) + share(wanted, name), by: '名称' };
}

/** Up to 7 more, the more of the name it is. */
const share = (part: string, whole: string): number => (7 * part.length) / Math.max(1, whole.length);

/** ndsd → 宁德时代; also whole syllables typed through: ningde. */
function initialsFit(wanted: string, { sound }: Searched): TermFit {
  if (!/^[a-z][a-z0-9]+$/u.test(wanted)) return NONE;
  const { initials, sounds } = sound();
  const by = '拼音';
  if (initials === wanted) return { score: 90, by };
  if (initials.startsWith(wanted)) return { score: 80 + share(wanted, initials), by };
  const spelled = sounds.join('');
  if (wanted.length >= 4 && spelled.startsWith(wanted)) return { score: 82, by };
  if (initials.includes(wanted)) return { score: 66 + share(wanted, initials), by };
  if (wanted.length >= 4 && spelled.includes(wanted)) return { score: 64, by };
  return NONE;
}

function firmFit(term: string, { name, isFirm }: Searched): TermFit {
  if (!isFirm || [...term].length < 2) return NONE;
  const alike = similarity(term, name);
  return alike >= 0.6 ? { score: 88 * alike, by: '名称相近' } : NONE;
}

/** One character wrong, missing or too much, or all of it by sound; two-character names by sound only. */
function nearFit(wanted: string, { name, sound }: Searched): TermFit {
  const chars = [...wanted];
  const whole = [...name];
  if (chars.length < 2 || !/\p{Script=Han}/u.test(wanted)) return NONE;
  const heard = syllables(wanted);
  const { sounds } = sound();
  for (let at = 0; at + chars.length <= whole.length; at += 1) {
    const isHeard = chars.every((_, index) => heard[index] === sounds[at + index]);
    if (isHeard) return { score: 76 - Math.min(at, 6) + share(wanted, name), by: '同音' };
  }
  if (chars.length < 3) return NONE;
  for (let at = 0; at + chars.length <= whole.length; at += 1) {
    const wrong = chars.filter((char, index) => char !== whole[at + index]);
    if (wrong.length === 1) return { score: 70 - Math.min(at, 6) + share(wanted, name), by: '一字之差' };
  }
  const without = chars.map((_, index) => chars.filter((__, other) => other !== index).join(''));
  if (chars.length >= 4 && without.some((one) => name.includes(one))) return { score: 62, by: '一字之差' };
  return gap(chars, whole) ? { score: 62, by: '一字之差' } : NONE;
}

/** One character of the name left out: 宁德代 in 宁德时代. */
function gap(chars: readonly string[], whole: readonly string[]): boolean {
  for (let cut = 1; cut < chars.length; cut += 1) {
    const [head, tail] = [chars.slice(0, cut).join(''), chars.slice(cut).join('')];
    const text = whole.join('');
    const at = text.indexOf(head);
    if (at >= 0 && text.startsWith(tail, at + head.length + 1)) return true;
  }
  return false;
}

/** 三钢 in 三明钢铁: the characters in order, the first one first. */
function shortFit(wanted: string, { name }: Searched): TermFit {
  const chars = [...wanted];
  if (chars.length < 2 || chars.length > 4 || !chars.every((char) => /\p{Script=Han}/u.test(char)))
    return NONE;
  const [head, tail] = [wanted.slice(0, 2), wanted.slice(2)];
  // 徐工机械 of 徐工集团工程机械 is surer than one wrong character in the midst of 三明重工机械.
  if (chars.length === 4 && name.startsWith(head) && name.includes(tail, 2))
    return { score: 74 + share(wanted, name), by: '简称' };
  let at = name.indexOf(chars[0] ?? '');
  if (at < 0 || at > 4) return NONE;
  const first = at;
  for (const char of chars.slice(1)) {
    at = name.indexOf(char, at + 1);
    if (at < 0) return NONE;
  }
  return { score: 56 - first + share(wanted, name) - Math.min(8, at - first - chars.length + 1), by: '简称' };
}

function fieldFit(wanted: string, { texts }: Searched): TermFit {
  const found = texts.find(({ text }) => text.includes(wanted));
  return found === undefined ? NONE : { score: 50, by: found.label };
}

/** Something in common, of the name or of a field; a single pair in a long name is nothing. */
function partFit(wanted: string, { name, texts }: Searched): TermFit {
  const mine = pairsOf(wanted);
  if (mine.size < 2) return NONE;
  const sharedOf = (text: string) => [...mine].filter((pair) => text.includes(pair)).length / mine.size;
  const named = sharedOf(name);
  const best = texts.reduce(
    (held, one) => {
      const part = sharedOf(one.text);
      return part > held.part ? { part, label: one.label } : held;
    },
    { part: 0, label: '' },
  );
  if (named >= 0.3 && named >= best.part) return { score: 45 * named, by: '名称相近' };
  return best.part >= 0.5 ? { score: 36 * best.part, by: best.label } : NONE;
}

function pairsOf(text: string): ReadonlySet<string> {
  const chars = [...text];
  return new Set(chars.slice(1).map((char, at) => (chars[at] ?? '') + char));
}
