/**
 * Project ↔ park access list 园区准入清单 (RC 三(一)3): encouraged, restricted, or not listed, park by park, with its basis; and
 * the way out where it is restricted or the land lies outside a park (RC 三(九)22). Restricted wins over encouraged. Not
 * listed is unknown, never allowed.
 */
import type { Pack, Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { Entry } from '../registry/entry.ts';
import { fieldAs } from '../registry/fields.ts';
import type { Roster } from '../roster.ts';
import { type IndustryFit, industryFit } from './industry.ts';
import type { Profile } from './profile.ts';

export type Access = 'allowed' | 'restricted' | 'unknown';

export interface ParkFit {
  readonly park: string;
  readonly access: Access;
  readonly reason: string;
  readonly clause: string;
  /** Its name is the landing unit's, or the other way round. */
  readonly isLanding: boolean;
  /** The entry that decided; `null`: nothing listed. */
  readonly entry: string | null;
}

const RESTRICTED = /限制|禁止|负面|淘汰|不得/u;
const ORDER: Readonly<Record<Access, number>> = { restricted: 0, allowed: 1, unknown: 2 };

/** The registries that are access lists. */
export const accessLists = (registries: readonly Registry[]): readonly Registry[] =>
  registries.filter((one) => fieldAs(one, 'access') !== null && fieldAs(one, 'industry') !== null);

export function parksFor(
  profile: Profile,
  entries: readonly Entry[],
  pack: Pack,
  roster: Roster,
): readonly ParkFit[] {
  const lists = new Map(accessLists(pack.registries).map((one) => [one.id, one]));
  const parks = new Map<string, { readonly registry: Registry; readonly entries: Entry[] }>();
  for (const entry of entries) {
    const registry = lists.get(entry.registry);
    const park = registry === undefined ? '' : say(registry, entry, 'place');
    if (registry === undefined || park === '') continue;
    const held = parks.get(park);
    if (held === undefined) parks.set(park, { registry, entries: [entry] });
    else held.entries.push(entry);
  }
  const fits = [...parks].map(([park, listed]) =>
    fitPark(park, listed.registry, listed.entries, profile, pack, roster),
  );
  return fits.sort(
    (a, b) =>
      Number(b.isLanding) - Number(a.isLanding) ||
      ORDER[a.access] - ORDER[b.access] ||
      (a.park < b.park ? -1 : 1),
  );
}

function fitPark(
  park: string,
  registry: Registry,
  entries: readonly Entry[],
  profile: Profile,
  pack: Pack,
  roster: Roster,
): ParkFit {
  const judged = entries.map((entry) => ({
    entry,
    industry: say(registry, entry, 'industry'),
    kind: say(registry, entry, 'access'),
    basis: say(registry, entry, 'basis'),
    fit: industryFit(say(registry, entry, 'industry'), profile, pack),
  }));
  const met = judged.filter(({ fit }) => fit.verdict === 'fits' && fit.how !== 'open');
  const decided = met.find(({ kind }) => RESTRICTED.test(kind)) ?? met[0];
  const about = { park, clause: registry.clause, isLanding: isAt(park, profile.landing, roster) };
  if (decided !== undefined) {
    const { entry, industry, kind, basis, fit } = decided;
    const why = `清单把「${industry}」列为${kind}，${fit.reason}${basis === '' ? '' : `；依据：${basis.slice(0, 60)}`}`;
    return {
      ...about,
      access: RESTRICTED.test(kind) ? 'restricted' : 'allowed',
      reason: why,
      entry: entry.id,
    };
  }
  const near = judged.find(({ fit }) => fit.how === 'kindred');
  return { ...about, access: 'unknown', reason: unknownReason(near), entry: near?.entry.id ?? null };
}

function unknownReason(
  near: { readonly industry: string; readonly kind: string; readonly fit: IndustryFit } | undefined,
): string {
  return near === undefined
    ? '清单没有列这个产业，请向园区核实'
    : `清单把「${near.industry}」列为${near.kind}；${near.fit.reason}`;
}

function isAt(park: string, landing: string | null, roster: Roster): boolean {
  const unit = landing === null ? null : roster.unit(landing);
  if (unit === null) return false;
  return [unit.name, ...unit.aliases].some(
    (name) => name.length >= 2 && (park.includes(name) || name.includes(park)),
  );
}

function say(registry: Registry, entry: Entry, use: FieldUse): string {
  const field = fieldAs(registry, use);
  const value = field === null ? undefined : entry.values[field.id];
  return typeof value === 'string' ? value : '';
}

/** The way for what a list restricts or what would stand outside a park; `null`: the pack has none. */
export function exceptionPath(pack: Pack): { readonly words: string; readonly clause: string } | null {
  const review = pack.reviews.find((one) =>
    [one.label, ...one.words].some((word) => /园区|落户审批|准入/u.test(word)),
  );
  if (review === undefined) return null;
  const gate = pack.stages.flatMap((stage) => stage.gates).find((one) => one.review === review.id);
  const exempt = (gate?.where?.and ?? [])
    .flatMap((one) => one.not?.flag ?? [])
    .flatMap((id) => pack.keyLevels.find((level) => level.id === id)?.label ?? []);
  const free = exempt.length === 0 ? '' : `；${exempt.join('、')}的不需要`;
  const by = review.body === undefined ? '' : `，由${review.body}办理`;
  return {
    words: `限制类请另选园区；适合园区而不进园区的，须办「${review.label}」${by}${free}`,
    clause: review.clause,
  };
}
