// What the specimens of the gallery are made of.
import type { Json, JsonObject } from '../read.ts';

/** A specimen and what it is called. */
export type Sample = { readonly name: string; readonly card: JsonObject };

/** A plain_text element. */
export const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
/** A callback. */
export const calls = (key: string): JsonObject[] => [{ type: 'callback', value: { key } }];
/** Options with values v0, v1… */
export const options = (...words: string[]): JsonObject[] =>
  words.map((word, index) => ({ text: plain(word), value: `v${index}` }));
/** A button that calls back. */
export const button = (words: string, more: JsonObject = {}): JsonObject => ({
  tag: 'button',
  text: plain(words),
  behaviors: calls(words),
  ...more,
});
/** A weighted column. */
export const column = (elements: Json[], more: JsonObject = {}): JsonObject => ({
  tag: 'column',
  width: 'weighted',
  weight: 1,
  elements,
  ...more,
});

/** A card with these elements alone. */
export function sample(name: string, elements: JsonObject[], header?: JsonObject): Sample {
  const head = header === undefined ? {} : { header };
  return { name, card: { schema: '2.0', config: { update_multi: true }, ...head, body: { elements } } };
}
