// Finding what a person presses by the words on it.
import { type Node, walkCard, wordsOf } from '../card/walk.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';

/** Finds a pressable element by its words or name; throws with what there is when there is none. */
export function findButton(card: JsonObject, wanted: string, nth = 0): Node {
  const pressable = walkCard(card).filter(
    (node) => node.tag === 'button' || node.tag === 'interactive_container',
  );
  const label = (node: Node) => wordsOf(objectAt(node.element, 'text')).trim();
  const named = pressable.filter((node) => label(node) === wanted || textAt(node.element, 'name') === wanted);
  const loose =
    named.length > 0
      ? named
      : pressable.filter((node) => label(node) !== '' && label(node).startsWith(wanted));
  const found = loose[nth];
  if (found !== undefined) return found;
  throw new Error(`no button "${wanted}"; there are: ${pressable.map(label).join('、') || 'none'}`);
}
