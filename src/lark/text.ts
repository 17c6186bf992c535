/**
 * Text made by people, on its way into cards and messages.
 *
 * `cleanText` takes out what cannot be seen but changes what is seen; `escapeMarkdown` makes the rest literal inside a
 * markdown component; `renderText` does it for plain text messages, which know no escape. Cutting never splits a
 * character as the reader sees it.
 */

/** Controls, and whatever Unicode says is not shown: overrides, zero-width, fillers, tags; and annotation marks. */
const invisible = /\p{Cc}|\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
/** Of those: line ends, the two ways to show an emoji, and the joiner, which is judged apart. */
const visibleAfterAll: ReadonlySet<string> = new Set(['\n', '\uFE0E', '\uFE0F', '\u200D']);
/** The joiner is kept only where it builds an emoji out of several. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier})\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const stackedMarks = /(\p{M}{4})\p{M}+/gu;
const harmless = /^[\x20-\x7E\n\u4E00-\u9FFF\u3001\u3002\uFF08\uFF09\uFF0C\uFF1A\uFF1B\u2014\u00B7]*$/;

/**
 * Well-formed text without invisible or reordering characters. Line ends of every kind become `\n`, tabs a space.
 */
export function cleanText(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, (mark) => (visibleAfterAll.has(mark) ? mark : ''))
    .replace(strayJoiner, '')
    .replace(stackedMarks, '$1');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** At most `lengthMax` UTF-16 units, never splitting a grapheme; what was cut ends in `mark`. */
export function cutText(text: string, lengthMax: number, mark = '…'): string {
  if (text.length <= lengthMax) return text;
  const room = lengthMax - mark.length;
  if (room <= 0) return mark.slice(0, Math.max(0, lengthMax));
  // The grapheme that holds the first unit too many is left out whole; far behind it nothing matters.
  const start = segmenter.segment(text.slice(0, room + 64)).containing(room)?.index ?? room;
  return text.slice(0, start) + mark;
}

/**
 * Makes text literal inside a markdown component: every ASCII punctuation mark becomes a numeric entity, `&` among
 * them, and a newline becomes `<br>`. Expects cleaned text.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/^ | (?= )|(?<=\n) /g, '&#32;')
    .replaceAll('\n', '<br>');
}

/** Longest text message, UTF-16 units: three bytes each stay below the platform's 150 KB. */
export const messageLengthMax = 40_000;

/**
 * The text of a text message, with nothing left that the platform would act on: `<at …>`, `<b>` and `[t](u)` are
 * shown with full-width brackets, since no escape is documented.
 */
export function renderText(text: string): string {
  return cutText(cleanText(text).replaceAll('<', '＜').replaceAll('](', ']（'), messageLengthMax);
}

/** The content of a text message as the platform takes it: a JSON string. */
export const textContent = (text: string): string => JSON.stringify({ text: renderText(text) });
