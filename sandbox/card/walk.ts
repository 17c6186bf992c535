// A card read in document order: every element with its path, its form and the words standing before it. No judging.
import { isObject, type Json, type JsonObject, member, objectAt, textAt } from '../json.ts';
import { fieldTags } from './components.ts';

/** An element where it stands. */
export type Node = {
  readonly tag: string;
  readonly element: JsonObject;
  /** e.g. "body.elements.2.columns.0.elements.1"; identifies the element in this state of the card. */
  readonly path: string;
  readonly form: JsonObject | undefined;
  readonly formPath: string | undefined;
  /** The closest text before it since the previous field. */
  readonly textBefore: string;
};

type Cursor = { textBefore: string };

/** Plain words of a text object, a string, or ''. */
export function wordsOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return textAt(value, 'content');
}

/** The five entities a card's markdown may hold as numbers or names, back to characters; tags and emphasis dropped. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<(at|person)\b[^>]*id\s*=\s*['"]?([\w-]+)['"]?[^>]*>/gi, '@$2')
    .replace(/<\/?[a-zA-Z_]+[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|~~|__|`/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000),
    )
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits) % 0x110000))
    .replace(/&(sim|zwj|nbsp|lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? '');
}

const named: Readonly<Record<string, string>> = {
  sim: '~',
  zwj: '',
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
};

function* walkList(
  list: Json | undefined,
  path: string,
  form: JsonObject | undefined,
  formPath: string | undefined,
  cursor: Cursor,
): Generator<Node> {
  if (!Array.isArray(list)) return;
  for (const [index, element] of list.entries()) {
    if (!isObject(element)) continue;
    const tag = textAt(element, 'tag');
    const here = `${path}.${index}`;
    yield { tag, element, path: here, form, formPath, textBefore: cursor.textBefore };
    if (fieldTags.has(tag)) cursor.textBefore = '';
    if (tag === 'markdown') cursor.textBefore = plainWords(textAt(element, 'content'));
    if (tag === 'div') cursor.textBefore = plainWords(wordsOf(objectAt(element, 'text')));
    const innerForm = tag === 'form' ? element : form;
    const innerPath = tag === 'form' ? here : formPath;
    for (const key of ['elements', 'columns'])
      yield* walkList(member(element, key), `${here}.${key}`, innerForm, innerPath, cursor);
    const buttons = member(objectAt(element, 'button_area'), 'buttons');
    yield* walkList(buttons, `${here}.button_area.buttons`, innerForm, innerPath, cursor);
  }
}

/** Every element of a card, in document order. */
export function walkCard(card: JsonObject): Node[] {
  const cursor: Cursor = { textBefore: '' };
  return [
    ...walkList(member(objectAt(card, 'body'), 'elements'), 'body.elements', undefined, undefined, cursor),
  ];
}

/** The element at a path of {@link walkCard}. */
export function nodeAt(card: JsonObject, path: string): Node | undefined {
  return walkCard(card).find((node) => node.path === path);
}
