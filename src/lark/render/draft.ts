/**
 * What a card under construction keeps track of: how much may be shown, names taken, what was cut.
 *
 * Building is repeated with poorer settings until the card fits, so nothing here outlives one attempt.
 */
import { cleanLine, cleanText, cutText } from '../text.ts';

/** A component of the card, or a text object inside one. */
export interface Node {
  readonly tag: string;
  readonly [key: string]: unknown;
}

/** How much of a card is shown. Each attempt lowers some of it. */
export interface Fit {
  /** Longest text, UTF-16 units. */
  readonly textLengthMax: number;
  readonly cellLengthMax: number;
  readonly rowsMax: number;
  readonly optionsMax: number;
  readonly panelsMax: number;
  /** Elements besides forms and buttons. */
  readonly elementsMax: number;
  /** Label and value in one text instead of two columns. */
  readonly compactFields: boolean;
}

export interface Draft {
  readonly fit: Fit;
  readonly names: Set<string>;
  readonly cut: Set<string>;
  /** Whether field names carry the number of their form. */
  readonly prefixed: boolean;
  tables: number;
  panels: number;
  forms: number;
}

export type TextStyle = { readonly size?: 'notation' | 'heading'; readonly color?: string };

/** A text object that is never parsed, nor empty, which the platform dislikes. Takes clean text of fit length. */
export function plain(content: string, style: TextStyle = {}): Node {
  return {
    tag: 'plain_text',
    content: content === '' ? ' ' : content,
    ...(style.size === undefined ? {} : { text_size: style.size }),
    ...(style.color === undefined ? {} : { text_color: style.color }),
  };
}

/** A paragraph of literal text. */
export function paragraph(content: string, style: TextStyle = {}): Node {
  return { tag: 'div', text: plain(content, style) };
}

/** A text far too long is shortened before it is cleaned: cleaning costs time by the character. */
export function clip(text: string, lengthMax: number): string {
  const lengthRead = lengthMax * 4 + 256;
  return text.length <= lengthRead ? text : text.slice(0, lengthRead);
}

/** Cleans a text and cuts it to the draft's length, noting that it did. */
export function fitText(draft: Draft, text: string, lengthMax = draft.fit.textLengthMax): string {
  const clean = cleanText(clip(text, lengthMax));
  if (clean.length <= lengthMax) return clean;
  draft.cut.add('text');
  return cutText(clean, lengthMax);
}

/** The same on one line, for labels, titles, options and cells. */
export function fitLine(draft: Draft, text: string, lengthMax: number): string {
  const clean = cleanLine(clip(text, lengthMax));
  if (clean.length <= lengthMax) return clean;
  draft.cut.add('text');
  return cutText(clean, lengthMax);
}

/** A name nobody else has in this card. */
export function takeName(draft: Draft, wanted: string): string {
  let name = wanted;
  for (let count = 2; draft.names.has(name); count += 1) name = `${wanted}_${count}`;
  draft.names.add(name);
  return name;
}
