/** Which 推荐人 a name means: an entry of a registry that `refers`, a unit such as a chamber, or a name of no registry. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { seesEntryContact } from '../../../src/domain/access.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { RegistryField } from '../../../src/domain/pack/work-schema.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { folded } from '../../../src/domain/registry/fields.ts';
import {
  channelOfEntry,
  fitName,
  REFERRER_KINDS,
  referrerRegistries,
} from '../../../src/domain/registry/referrer.ts';

const ENTRIES_MAX = 3_000;
const NUMBER = /^TZ-\d{6}-\d{4,}$/iu;

/** One who introduces leads. */
export interface Referrer {
  /** TZ-…, a unit's id, or `ref-…` for a name of no registry. */
  readonly id: string;
  readonly name: string;
  /** 招商代表, 聊城商会 …; `null`: stands in no list. */
  readonly kind: string | null;
  /** 线索来源. */
  readonly channel: string | null;
}

/** The id of a free name's ledger: the same name is the same ledger. */
export const referrerId = (name: string, tools: Pick<Tools, 'vault'>): string =>
  `ref-${tools.vault.mark(`referrer:${name}`)}`.slice(0, 60);

type Place = Pick<KnownScene, 'pack' | 'roster'>;

/** Those in the lists whose name fits; exact ones only, where there are any. */
export async function referrersNamed(
  typed: string,
  here: Place & Pick<KnownScene, 'actor'>,
  tools: Pick<Tools, 'store' | 'vault'>,
): Promise<readonly Referrer[]> {
  const words = typed.trim();
  if (words.length < 2) return [];
  const registries = new Map(referrerRegistries(here.pack).map((one) => [one.id, one]));
  const number = /TZ-\d{6}-\d{4,}/iu.exec(words)?.[0];
  if (number !== undefined) {
    const entry = await tools.store.entry(number.toUpperCase());
    const registry = entry === null ? undefined : registries.get(entry.registry);
    if (entry === null || registry === undefined) return [];
    // A number alone does not open a sealed name to whoever types it.
    const isOpen = personField(registry) === undefined || seesEntryContact(here.actor, entry, here.roster);
    const name = isOpen ? await entryName(entry, registry, tools) : `${registry.label} ${entry.id}`;
    return [ofEntry(entry, registry, name)];
  }
  const units = here.roster.units.filter(({ kind }) => REFERRER_KINDS.has(kind));
  const found: { readonly one: Referrer; readonly exact: boolean }[] = [];
  for (const unit of units) {
    const fits = [unit.name, ...unit.aliases].map((name) => fitName(words, name));
    if (!fits.some((fit) => fit !== null)) continue;
    const channel = here.pack.channels.some((one) => one.id === unit.kind) ? unit.kind : null;
    found.push({
      one: { id: unit.id, name: unit.name, kind: kindLabel(unit.kind, here), channel },
      exact: fits.includes('same'),
    });
  }
  const entries =
    registries.size === 0
      ? []
      : await tools.store.entries({ registries: [...registries.keys()], limit: ENTRIES_MAX });
  for (const entry of entries) {
    const registry = registries.get(entry.registry);
    if (registry === undefined) continue;
    const fit =
      personField(registry) === undefined
        ? fitName(words, entry.title ?? '')
        : sealedFit(words, entry, registry, tools);
    if (fit === null) continue;
    const name = personField(registry) === undefined ? (entry.title ?? words) : words;
    found.push({ one: ofEntry(entry, registry, name), exact: fit === 'same' });
  }
  const exact = found.filter((one) => one.exact);
  return (exact.length > 0 ? exact : found).map(({ one }) => one);
}

const kindLabel = (kind: string, { pack }: Place): string =>
  pack.unitKinds.find((one) => one.id === kind)?.label ?? '推荐单位';

/** Where a referrer is a person, the name is sealed; what the entry is called then is a place or a trade. */
const personField = (registry: Registry): RegistryField | undefined =>
  registry.fields.find((field) => field.type === 'person' && field.personal && field.required);

/** A sealed name is known again by its mark only. */
function sealedFit(words: string, entry: Entry, registry: Registry, tools: Pick<Tools, 'vault'>) {
  const field = personField(registry);
  const mark = field === undefined ? undefined : entry.sealed[field.id]?.mark;
  const isHere = mark === tools.vault.mark(`${registry.id}/${field?.id ?? ''}/${folded(words)}`);
  return isHere ? ('same' as const) : null;
}

const ofEntry = (entry: Entry, registry: Registry, name: string): Referrer => ({
  id: entry.id,
  name,
  kind: registry.label,
  channel: channelOfEntry(registry, entry),
});

async function entryName(entry: Entry, registry: Registry, tools: Pick<Tools, 'store'>): Promise<string> {
  const field = personField(registry);
  if (field === undefined) return entry.title ?? entry.id;
  const sealed = field === undefined ? undefined : entry.sealed[field.id];
  const contact = sealed === undefined ? null : await tools.store.contact(sealed.contact);
  return contact?.note ?? `${registry.label} ${entry.id}`;
}

/** What a referrer is called, by the id a lead or a ledger keeps. */
export async function referrerName(id: string, here: Place, tools: Pick<Tools, 'store'>): Promise<string> {
  if (NUMBER.test(id)) {
    const entry = await tools.store.entry(id);
    const registry = here.pack.registries.find((one) => one.id === entry?.registry);
    return entry === null || registry === undefined ? id : entryName(entry, registry, tools);
  }
  if (here.roster.unit(id) !== null) return here.roster.unitName(id);
  return (await tools.store.contact(id))?.name ?? '（已删除的推荐人）';
}
