/** The kind of place as one more hard limit of a need: 厂房 asked for, 土地 stated. Part of `match.ts`. */
import { KIND_LABELS, kindFit, kindsIn, type PlaceKind } from '../match/kind.ts';
import type { Registry } from '../pack/schema.ts';
import type { Entry } from './entry.ts';
import { fieldAs, topicOf } from './fields.ts';
import type { Check, Wish } from './match.ts';

/** 厂房, 土地 … asked for and stated; `null`: none asked, or no asset. 50亩 asks for land. */
export function checkKind(wish: Wish, registry: Registry, entry: Entry): Check | null {
  if (topicOf(registry) !== 'asset') return null;
  const named = kindsIn(wish.terms.join('、'));
  const wanted: readonly PlaceKind[] =
    named.length > 0 || !wish.bounds.some(({ said }) => said.includes('亩')) ? named : ['land'];
  if (wanted.length === 0) return null;
  const has = kindsOf(registry, entry);
  const asked = wanted.map((kind) => KIND_LABELS[kind]).join('、');
  const is = has.map((kind) => KIND_LABELS[kind]).join('、');
  switch (kindFit(wanted, has)) {
    case 'same':
      return { verdict: 'fits', hard: true, reason: `是${is}` };
    case 'maybe':
      return { verdict: 'unknown', hard: true, reason: `是${is}，能否作${asked}用请核实` };
    case 'other':
      return { verdict: 'fails', hard: true, reason: `是${is}，不是${asked}` };
    case 'unknown':
      return { verdict: 'unknown', hard: true, reason: `没写是不是${asked}，请核实` };
  }
}

/** By its kind, then its name, then what its register is of. */
function kindsOf(registry: Registry, entry: Entry): readonly PlaceKind[] {
  const field = fieldAs(registry, 'kind') ?? registry.fields.find((one) => one.id === 'kind') ?? null;
  const value = field === null ? undefined : entry.values[field.id];
  for (const text of [typeof value === 'string' ? value : '', entry.title ?? '', registry.label]) {
    const kinds = kindsIn(text);
    if (kinds.length > 0) return kinds;
  }
  return [];
}
