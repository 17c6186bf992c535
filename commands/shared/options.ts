/** Choices offered on forms: the pack's words and the roster's units. */
import type { Option } from '../../src/card.ts';
import { CURRENCIES, CURRENCY_NAMES } from '../../src/domain/money.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { Roster } from '../../src/domain/roster.ts';
import type { LeadWords } from '../../src/parse/lead-model.ts';

export const currencyOptions: readonly Option[] = CURRENCIES.map((code) => ({
  value: code,
  label: CURRENCY_NAMES[code],
}));

const labelled = (items: readonly { id: string; label: string }[]): readonly Option[] =>
  items.map(({ id, label }) => ({ value: id, label }));

/** The city's own industries: its first taxonomy, the one a lead is registered under. */
export const industryOptions = (pack: Pack): readonly Option[] => labelled(pack.industries[0]?.items ?? []);
/** Every taxonomy, for the tags that targets count by. */
export const industryTagOptions = (pack: Pack): readonly Option[] =>
  labelled(pack.industries.flatMap((taxonomy) => taxonomy.items));
export const channelOptions = (pack: Pack): readonly Option[] => labelled(pack.channels);
export const classOptions = (pack: Pack): readonly Option[] => labelled(pack.enterpriseClasses);
export const keyLevelOptions = (pack: Pack): readonly Option[] => labelled(pack.keyLevels);

export const capitalOptions: readonly Option[] = [
  { value: 'domestic', label: '内资' },
  { value: 'foreign', label: '外资' },
];

/** The value somebody chose; older clients and people with keyboards send the label instead. */
export const chosen = (options: readonly Option[], text: string): string =>
  options.find((one) => one.value === text)?.value ??
  options.find((one) => one.label === text)?.value ??
  text;

/** Unit kinds a project can land in; the rest promote, lead or support. */
const PLACES: ReadonlySet<string> = new Set([
  'district_county',
  'function_zone',
  'town',
  'subdistrict',
  'park',
]);

export const landingOptions = (roster: Roster, today: string): readonly Option[] =>
  roster
    .activeOn(today)
    .filter((unit) => PLACES.has(unit.kind))
    .map((unit) => ({ value: unit.id, label: unit.name }));

/** The words a sentence is read with. */
export function leadWords(pack: Pack, roster: Roster, today: string): LeadWords {
  return {
    industries: pack.industries[0]?.items ?? [],
    channels: pack.channels,
    units: roster.activeOn(today),
    cityNames: [pack.city, pack.city.replace(/市$/, '')],
  };
}
