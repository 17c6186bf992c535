// The kinds of cards a bot has shown, for the gallery: told apart by colour, components and fields, whatever stands in them.

import { fieldTags } from '../card/components.ts';
import { fieldLabel } from '../card/fields.ts';
import { cardTitle } from '../card/text.ts';
import { walkCard } from '../card/walk.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';
import type { World } from '../world.ts';

/** A card and its title. */
export type ShownCard = { readonly name: string; readonly card: JsonObject };

/** What cards of one kind have in common: the header's colour, the components used, the fields to fill. */
export function cardKind(card: JsonObject): string {
  const nodes = walkCard(card);
  const tags = new Set(nodes.map((node) => node.tag));
  const fields = new Set(nodes.filter((node) => fieldTags.has(node.tag)).map(fieldLabel));
  return [textAt(objectAt(card, 'header'), 'template'), ...[...tags].sort(), ...[...fields].sort()].join('|');
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
