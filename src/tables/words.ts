/** Words in cells and the ids they stand for: units, choices of the pack, lists within one cell. */
import { NONE_OF_THEM } from '../domain/lead/stage-gates.ts';
import { CURRENCIES, CURRENCY_NAMES, type Currency } from '../domain/money.ts';
import type { Person, Roster } from '../domain/roster.ts';

interface Labelled {
  readonly id: string;
  readonly label: string;
}

/** 、 ， ； and line ends part the entries of one cell. */
export const listed = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[、，,；;\n|]+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];

export const LIST_MARK = '、';

/** The unit of an id, name or alias; `undefined` when there is none or it fits several. */
export function unitIn(roster: Roster, words: string): string | undefined {
  if (roster.unit(words) !== null) return words;
  const named = roster.unitsNamed(words);
  return named.length === 1 ? named[0]?.id : undefined;
}

export const idOfLabel = (items: readonly Labelled[], label: string): string | undefined =>
  items.find((one) => one.label === label || one.id === label)?.id;
export const labelOfId = (items: readonly Labelled[], id: string | null | undefined): string =>
  items.find((one) => one.id === id)?.label ?? '';

export const NONE_WORD = '都不是';

/** Ids of a list of labels; the first label nobody knows, where there is one. */
export function idsIn(
  items: readonly Labelled[],
  text: string,
): { readonly ids: readonly string[] } | { readonly unknown: string } {
  const all = [...items, { id: NONE_OF_THEM, label: NONE_WORD }];
  const ids: string[] = [];
  for (const word of listed(text)) {
    const id = idOfLabel(all, word);
    if (id === undefined) return { unknown: word };
    ids.push(id);
  }
  return { ids };
}

export const labelsOf = (items: readonly Labelled[], ids: readonly string[] | undefined): string =>
  (ids ?? [])
    .map((id) => (id === NONE_OF_THEM ? NONE_WORD : labelOfId(items, id)))
    .filter((label) => label !== '')
    .join(LIST_MARK);

export const CURRENCY_WORDS: readonly string[] = CURRENCIES.map((code) => CURRENCY_NAMES[code]);
export const currencyIn = (words: string): Currency =>
  CURRENCIES.find((code) => CURRENCY_NAMES[code] === words) ?? 'CNY';

/** Somebody of the roster by id, open_id or name; `undefined` where there is none or several. */
export function personIn(roster: Roster, words: string, unit: string | null): Person | undefined {
  const known = roster.person(words) ?? roster.byOpenId(words);
  if (known !== null) return known;
  const named = roster.people.filter((one) => one.name === words);
  const own = unit === null ? named : named.filter((one) => roster.unitsOf(one).includes(unit));
  const found = own.length > 0 ? own : named;
  return found.length === 1 ? found[0] : undefined;
}

export const CAPITALS: readonly Labelled[] = [
  { id: 'domestic', label: '内资' },
  { id: 'foreign', label: '外资' },
];
