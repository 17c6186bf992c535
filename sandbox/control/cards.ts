// The kinds of cards a bot has shown, for the gallery: told apart by what they are called, colour, components and fields,
// whatever stands in them.
import { fieldTags } from '../card/components.ts';
import { fieldLabel } from '../card/fields.ts';
import { cardTitle } from '../card/text.ts';
import { walkCard } from '../card/walk.ts';
import { arrayAt, type JsonObject, objectAt, textAt } from '../json.ts';
import type { World } from '../world.ts';

/** A card and its title. */
export type ShownCard = { readonly name: string; readonly card: JsonObject };

/** 「待审：XM-202611-0001 签约」 and 「待审：…」 are called the same: by the title's first two characters. */
const calledBy = (title: string): string =>
  [...title.replace(/[\p{N}\p{P}\p{Z}a-z-]+/giu, '')].slice(0, 2).join('');

/** What cards of one kind have in common: how they are called, the header's colour, the components used, the fields. */
export function cardKind(card: JsonObject): string {
  const nodes = walkCard(card);
  const tags = new Set(nodes.map((node) => node.tag));
  const fields = new Set(nodes.filter((node) => fieldTags.has(node.tag)).map(fieldLabel));
  const columns = nodes.flatMap(({ tag, element }) =>
    tag === 'table' ? arrayAt(element, 'columns').map((column) => textAt(column, 'display_name')) : [],
  );
  return [
    calledBy(cardTitle(card)),
    textAt(objectAt(card, 'header'), 'template'),
    ...[...tags].sort(),
    ...[...fields].sort(),
    ...columns,
  ].join('|');
}

/** The fullest card of every kind; those shown first come first. */
export function kindsOf<Card extends { readonly card: JsonObject }>(cards: Iterable<Card>): Card[] {
  const kinds = new Map<string, { readonly shown: Card; readonly chars: number }>();
  for (const shown of cards) {
    const kind = cardKind(shown.card);
    const chars = JSON.stringify(shown.card).length;
    if ((kinds.get(kind)?.chars ?? 0) < chars) kinds.set(kind, { shown, chars });
  }
  return [...kinds.values()].map(({ shown }) => shown);
}

/** Titles of all cards the bot has shown. */
export function shownTitles(world: World): string[] {
  const titles = world.journal
    .since()
    .flatMap(({ what }) => (what.kind === 'shown' && what.card !== undefined ? [cardTitle(what.card)] : []));
  return [...new Set(titles)];
}

/** One card of every kind the bot has shown, and those that were given with the sandbox. */
export function shownCards(world: World): ShownCard[] {
  const shown = world.journal
    .since()
    .flatMap(({ what }) =>
      what.kind === 'shown' && what.card !== undefined
        ? [{ name: cardTitle(what.card), card: what.card }]
        : [],
    );
  return [...kindsOf(shown), ...(world.lab.cards ?? [])];
}
