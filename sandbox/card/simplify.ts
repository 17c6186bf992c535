// The simplified form in which GET and events give a card back (not the JSON that was sent).
import { arrayAt, type JsonObject, objectAt, textAt } from '../json.ts';
import { cardTitle } from './text.ts';
import { plainWords, walkCard, wordsOf } from './walk.ts';

/** `{title, elements: [[…]]}` of a card. */
export function simplifyCard(card: JsonObject): JsonObject {
  const rows: JsonObject[][] = [];
  for (const { tag, element } of walkCard(card)) {
    if (tag === 'markdown') rows.push([{ tag: 'text', text: plainWords(textAt(element, 'content')) }]);
    if (tag === 'div') rows.push([{ tag: 'text', text: plainWords(wordsOf(objectAt(element, 'text'))) }]);
    if (tag === 'button')
      rows.push([
        {
          tag: 'button',
          text: wordsOf(objectAt(element, 'text')),
          type: textAt(element, 'type') || 'default',
        },
      ]);
    if (tag === 'select_static')
      rows.push([
        {
          tag: 'select_static',
          options: arrayAt(element, 'options').map((option) => wordsOf(objectAt(option, 'text'))),
          placeholder: wordsOf(objectAt(element, 'placeholder')),
        },
      ]);
  }
  return { title: cardTitle(card), elements: rows };
}
