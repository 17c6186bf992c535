// Making typed text uniform before anything reads it: full width to half width, odd spaces, zero-width characters,
// emoji. `foldWidth` keeps every position, so that spans found in the folded text are spans of the original.
// Leaves out every meaning.

/** A stretch of text: `start` inclusive, `end` exclusive (UTF-16 positions). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longest text any reader looks at; what comes after is ignored. */
export const TEXT_LENGTH_MAX = 200_000;

const FOLDS: Readonly<Record<string, string>> = {
  '　': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '\r': '\n',
  〇: '零',
  萬: '万',
  億: '亿',
  兩: '两',
  點: '点',
  '﹑': '、',
  '﹕': ':',
  '︰': ':',
  '∶': ':',
  '﹐': ',',
  '﹒': '.',
  '【': '[',
  '】': ']',
  '〔': '(',
  '〕': ')',
  '﹙': '(',
  '﹚': ')',
  '〜': '~',
  '∼': '~',
  '–': '-',
  '—': '-',
  '－': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '―': '-',
  '＄': '$',
  '￥': '¥',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〝': '“',
  '〞': '”',
};

/** Same length, uniform characters: full-width letters, digits and marks become ASCII except ，。、；！？《》. */
export function foldWidth(text: string): string {
  return text.replace(/[^\x20-\x7e\u4e00-\u9fa5\n，。；！？]|[萬億兩點]/g, (char) => {
    const known = FOLDS[char];
    if (known !== undefined) return known;
    const code = char.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
  });
}

/**
 * Letters, digits and spaces of full width made narrow (NFKC); Chinese marks stay as written, because names, reasons and a
 * leader's 批示 are kept as they were typed. Positions are not kept.
 */
export const narrow = (text: string): string =>
  text.replace(/[^，；：！？（）]+/gu, (part) => part.normalize('NFKC'));

/** A text ready for reading: `folded` for matching, `shown` (same positions) for what is handed out as typed. */
export interface Prepared {
  readonly shown: string;
  readonly folded: string;
}

const SPELT = '零一二三四五六七八九';
const spelt = (digits: string): string =>
  digits.replace(/./g, (one) => (one === '幺' ? '1' : one === '〇' ? '0' : String(SPELT.indexOf(one))));

/** Drops zero-width characters and controls, turns each run of emoji into one space, then folds. */
export function prepare(text: string): Prepared {
  const shown = text
    .slice(0, TEXT_LENGTH_MAX)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\ufe0f|\u20e3)+/gu, ' ')
    .replace(/[\ud800-\udfff\ufffd\ue000-\ue00f]/gu, ' ')
    // 投资 4 . 2 亿, but no 1. 2亿 of a numbered list.
    .replace(/(?<=[\u4e00-\u9fa5:：] {0,2}\d{1,6}) {0,2}[.．] {0,2}(?=\d{1,4} {0,2}[亿万千百])/g, '.')
    // 一三九五九八八一二三四: a mobile spelt out.
    .replace(
      /(?<![零〇一二三四五六七八九十百千万亿幺])[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}(?![零〇一二三四五六七八九十百千万亿幺])/g,
      spelt,
    )
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');
  return { shown, folded: foldWidth(shown) };
}

/** A stretch of shown text as a field value: full-width letters and digits narrowed, brackets as typed, trimmed. */
export function tidy(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＆]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

/** The first stretch of text between `start` and `end` that none of the spans cuts: a name written around a phone number. */
export function firstBetween(text: string, span: Span, cuts: readonly Span[]): string {
  const pieces = blank(text, cuts, '\n').slice(span.start, span.end).split('\n');
  return tidy(pieces.find((piece) => tidy(piece) !== '') ?? '');
}

/** True when two spans share a character. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** True when the span shares a character with any of the others. */
export const overlapsAny = (span: Span, others: readonly Span[]): boolean =>
  others.some((other) => overlaps(span, other));

/** The text with each span replaced by as many filler characters, so that positions stay. */
export function blank(text: string, spans: readonly Span[], filler: string): string {
  if (spans.length === 0) return text;
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const span of sorted) {
    const start = Math.max(span.start, at);
    if (span.end <= start) continue;
    parts.push(text.slice(at, start), filler.repeat(span.end - start));
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
