/**
 * Every card the assistant shows, kept while its conversations are played: with CARDS_DIR set, each conversation leaves its
 * cards there, and the gallery draws one of each kind. Left out: drawing (test/browser/gallery.test.ts).
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardKind, kindsOf, shownCards, shownTitles } from '../../sandbox/control/cards.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import type { Card } from '../../src/card.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import type { City } from '../harness/city.ts';
import { specimens } from './specimens.ts';

/** A card with its title, and the conversation it was shown in. */
export interface KeptCard {
  readonly name: string;
  readonly from: string;
  readonly card: JsonObject;
}

export interface KeptCards {
  readonly cards: readonly KeptCard[];
  /** Whoever the cards may name: open_id → name. */
  readonly people: ReadonlyMap<string, string>;
  /** Titles of all cards shown, also of those of which another of its kind is kept. */
  readonly titles: ReadonlySet<string>;
}

interface Kept {
  readonly from: string;
  readonly people: readonly (readonly [openId: string, name: string])[];
  readonly cards: readonly { readonly name: string; readonly card: JsonObject }[];
  readonly titles: readonly string[];
}

/** Leaves a conversation's kinds of cards in CARDS_DIR; does nothing without it. */
export function keepCards(city: City, from: string): void {
  const folder = process.env['CARDS_DIR'];
  if (folder === undefined || folder === '') return;
  const { world } = city.sandbox;
  const kept: Kept = {
    from,
    people: [...world.platform.people.values()].map(({ openId, name }) => [openId, name]),
    cards: shownCards(world),
    titles: shownTitles(world),
  };
  leave(folder, kept);
}

/** The same of cards that commands answered without a sandbox. */
export function keepNeutral(shown: readonly Card[], people: Kept['people']): void {
  const folder = process.env['CARDS_DIR'];
  if (folder === undefined || folder === '' || shown.length === 0) return;
  const cards = shown.map((card) => ({
    name: card.title,
    card: renderCard(card).json as unknown as JsonObject,
  }));
  leave(folder, { from: 'commands', people, cards: kindsOf(cards), titles: cards.map(({ name }) => name) });
}

function leave(folder: string, kept: Kept): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${randomBytes(8).toString('hex')}.json`), JSON.stringify(kept));
}

/** The fullest card of each kind of all that was left in a folder, by colour and title. */
export function readCards(folder: string): KeptCards {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const all = files
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kept)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const made = specimens.map((card) => ({
    name: card.title,
    from: 'specimens',
    card: renderCard(card).json as unknown as JsonObject,
  }));
  const played = all.flatMap(({ from, cards: theirs }) =>
    theirs.map(({ name, card }) => ({ name, from, card })),
  );
  // Of a command alone, whose names are often meant to hurt, only what no conversation has shown.
  const talked = kindsOf(played.filter(({ from }) => from !== 'commands'));
  const known = new Set(talked.map(({ card }) => cardKind(card)));
  const others = kindsOf(played).filter(({ card }) => !known.has(cardKind(card)));
  const cards = [...talked, ...others, ...made];
  return {
    cards,
    people: new Map(all.flatMap(({ people }) => people)),
    titles: new Set(all.flatMap(({ titles }) => titles)),
  };
}

/** A sandbox whose gallery shows these cards; everybody they may name is in its tenant. */
export async function openGallery({ cards, people }: KeptCards, port = 0): Promise<Sandbox> {
  const sandbox = await startSandbox({ port });
  const named = JSON.stringify(cards);
  for (const [openId, name] of people) if (named.includes(openId)) sandbox.addPerson(name, { openId });
  sandbox.world.lab.cards = cards.map(({ name, from, card }) => ({ name: `${name} · ${from}`, card }));
  return sandbox;
}
