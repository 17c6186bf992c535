/** What a person sees on a card: its elements, buttons, fields, tables and words. For assertions only. */
import type { Button, Card, Element, Press } from '../../src/card.ts';

/** Every element of a card, those in panels too. */
export function elementsOf(card: Card): readonly Element[] {
  const walk = (element: Element): readonly Element[] =>
    element.el === 'panel' ? [element, ...element.body.flatMap(walk)] : [element];
  return card.body.flatMap(walk);
}

export function buttonsOf(card: Card | null): readonly Button[] {
  if (card === null) return [];
  return elementsOf(card).flatMap((element) =>
    element.el === 'buttons' || element.el === 'form' ? element.buttons : [],
  );
}

/** The command a button carries, by the start of its label; `null` when there is none. */
export const buttonOf = (card: Card | null, label: string): Press | null =>
  buttonsOf(card).find((button) => button.label.startsWith(label))?.press ?? null;

/** The rows of the card's tables, in order. */
export const tablesOf = (card: Card | null) =>
  card === null ? [] : elementsOf(card).filter((element) => element.el === 'table');

export const fieldsOf = (card: Card | null) =>
  card === null ? [] : elementsOf(card).flatMap((element) => (element.el === 'form' ? element.fields : []));

/** All words on a card, for what must and must not be there. */
export function textOf(card: Card): string {
  return JSON.stringify(card);
}
