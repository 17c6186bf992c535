/** The five matches of a lead worked out from the books, each only over what may be seen here. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { type GapFit, gapsFor } from '../../../src/domain/match/gap.ts';
import { accessLists, type ParkFit, parksFor } from '../../../src/domain/match/park.ts';
import { type PolicyFit, rankPolicies } from '../../../src/domain/match/policy.ts';
import type { Profile } from '../../../src/domain/match/profile.ts';
import { type SimilarFit, similarTo } from '../../../src/domain/match/similar.ts';
import { chainsOf } from '../../../src/domain/registry/chain.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { registriesOf } from '../../../src/domain/registry/fields.ts';
import { saysWhat } from '../../../src/domain/registry/lead-need.ts';
import type { Fit, Wish } from '../../../src/domain/registry/match.ts';
import { sightHere } from '../find.ts';
import { seesHere } from '../registry/find.ts';
import { fitting } from '../registry/search.ts';

const ENTRIES_MAX = 20_000;
const ALIKE_MAX = 200;
const NAMED_MAX = 40;

async function seen(ids: readonly string[], here: KnownScene, tools: Tools): Promise<readonly Entry[]> {
  if (ids.length === 0) return [];
  const entries = await tools.store.entriesAll(ids, ENTRIES_MAX);
  return entries.filter((entry) => seesHere(entry, here));
}

/** Nothing where only a place is known: every asset of a county would be a match. */
export async function assetsOf(wish: Wish, here: KnownScene, tools: Tools): Promise<readonly Fit[]> {
  const registries = registriesOf(here.pack.registries, 'asset');
  return registries.length === 0 || !saysWhat(wish) ? [] : fitting(wish, registries, here, tools);
}

export async function policiesOf(
  profile: Profile,
  here: KnownScene,
  tools: Tools,
): Promise<readonly PolicyFit[]> {
  const registries = registriesOf(here.pack.registries, 'policy');
  const entries = await seen(
    registries.map((one) => one.id),
    here,
    tools,
  );
  const { pack, roster, today } = here;
  return rankPolicies(entries, profile, {
    pack,
    roster,
    today,
    registries: new Map(registries.map((one) => [one.id, one])),
  });
}

export async function gapsOfLead(
  profile: Profile,
  here: KnownScene,
  tools: Tools,
): Promise<readonly GapFit[]> {
  const registries = registriesOf(here.pack.registries, 'chain');
  const entries = await seen(
    registries.map((one) => one.id),
    here,
    tools,
  );
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  return gapsFor(profile, chainsOf(registries, sorted), here.pack);
}

export async function parksOf(profile: Profile, here: KnownScene, tools: Tools): Promise<readonly ParkFit[]> {
  const lists = accessLists(here.pack.registries);
  const entries = await seen(
    lists.map((one) => one.id),
    here,
    tools,
  );
  return parksFor(profile, entries, here.pack, here.roster);
}

/** Of its industries and of its own words; 保密 and others' leads only where they are seen. */
export async function similarOf(
  lead: Lead,
  profile: Profile,
  here: KnownScene,
  tools: Tools,
): Promise<readonly SimilarFit[]> {
  const byWord = profile.ownWords
    .filter((word) => word.length >= 2)
    .slice(0, 2)
    .map((words) => tools.store.leadsFound({ words, limit: NAMED_MAX }));
  const found = await Promise.all([
    tools.store.leadsOfIndustries([...profile.industries].slice(0, 5), ALIKE_MAX),
    ...byWord,
  ]);
  const once = new Map(found.flat().map((one) => [one.number, one]));
  const mine = currentNumber(lead);
  const open = [...once.values()].filter(
    (one) => one.status === 'open' && currentNumber(one) !== mine && sightHere(one, here) !== 'none',
  );
  return similarTo(profile, open, here.pack);
}
