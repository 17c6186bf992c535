/** Choices offered on forms: the pack's words and the roster's units. */
import type { Option } from '../../src/card.ts';
import { NONE_OF_THEM } from '../../src/domain/lead/stage-gates.ts';
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
/** With 都不是, so that the question can be answered for an enterprise of no class. */
export const classOptions = (pack: Pack): readonly Option[] => [
  ...labelled(pack.enterpriseClasses),
  { value: NONE_OF_THEM, label: '都不是' },
];
/** The pack's levels, and other flags its gates ask about (适合进园区 …). */
export const keyLevelOptions = (pack: Pack): readonly Option[] => {
  const known = new Set(pack.keyLevels.map((level) => level.id));
  const asked = gateFlags(pack).filter((flag) => !known.has(flag));
  return [
    ...labelled(pack.keyLevels),
    ...asked.map((flag) => ({ value: flag, label: pack.labels[flag] ?? FLAG_WORDS[flag] ?? flag })),
  ];
};

const FLAG_WORDS: Readonly<Record<string, string>> = { park_suited: '适合进园区', in_park: '已进园区' };

/** Flags that stand in the conditions of gates. */
function gateFlags(pack: Pack): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const flags = key === 'flag' ? (Array.isArray(inner) ? inner : [inner]) : [];
      for (const flag of flags) if (typeof flag === 'string') found.add(flag);
      walk(inner);
    }
  };
  for (const stage of pack.stages) for (const gate of stage.gates) walk(gate.where);
  return [...found];
}

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
