/**
 * 台账条目: one row of a registry the pack declares (domain.md P15), TZ-…: an idle plant, a target enterprise, a policy,
 * a node of a chain. Fields are the pack's; what is kept is plain values by field id.
 *
 *     registered ──edited, confirmed (仍有效), secrecy──> active ──retired (reason)──> retired ──restored──> active
 *
 * Invariants
 *  1. No personal data in facts: a `personal` field keeps a sealed contact's id and a keyed mark to tell equals by.
 *  2. Values are canonical: plain decimals in the field's own unit, days `YYYY-MM-DD`, unit ids, words of a choice.
 *  3. Nothing is deleted: what no longer holds is retired with its reason.
 *
 * Left out: reading what people type (`src/parse/entry-field.ts`), who may do it (`access.ts`).
 */

/** Text, a plain decimal, a day, a unit's id, a word of a choice; a flag is true or false. */
export type EntryValue = string | boolean;

/** What stands for a personal value: the contact it is sealed in, and a keyed mark of it. */
export interface Sealed {
  readonly contact: string;
  readonly mark: string;
}

export interface Entry {
  /** TZ-202611-0001. */
  readonly id: string;
  readonly version: number;
  /** The pack's id of the registry. */
  readonly registry: string;
  /** 责任单位; `null`: the city's own. */
  readonly owner: string | null;
  /** What it is called; `null` where its name is personal. */
  readonly title: string | null;
  readonly values: Readonly<Record<string, EntryValue>>;
  readonly sealed: Readonly<Record<string, Sealed>>;
  /** What tells it from others of its registry; equal keys are one thing. */
  readonly key: string;
  /** 保密. */
  readonly confidential: boolean;
  readonly state: 'active' | 'retired';
  readonly reason: string | null;
  readonly registeredBy: string | null;
  readonly registeredAt: number;
  /** UTC ms of the last change or 仍有效. */
  readonly checkedAt: number;
  /** UTC ms of its retirement. */
  readonly endedAt: number | null;
}

export type EntryFact =
  | {
      readonly type: 'entry.registered';
      readonly id: string;
      readonly registry: string;
      readonly owner: string | null;
      readonly title: string | null;
      readonly values: Entry['values'];
      readonly sealed: Entry['sealed'];
      readonly key: string;
      /** Similar ones it was registered beside, all the same. */
      readonly despite: readonly string[];
    }
  | {
      readonly type: 'entry.edited';
      readonly owner: string | null;
      readonly title: string | null;
      /** Only what changed; `null` takes a value out. */
      readonly values: Readonly<Record<string, EntryValue | null>>;
      readonly sealed: Readonly<Record<string, Sealed | null>>;
      readonly key: string;
    }
  | { readonly type: 'entry.confirmed' }
  | { readonly type: 'entry.retired'; readonly reason: string }
  | { readonly type: 'entry.restored' }
  | { readonly type: 'entry.secrecy'; readonly confidential: boolean };

/** The entry after one more fact; `null` before its first. */
export function evolveEntry(entry: Entry | null, fact: EntryFact, at: number, actor: string | null): Entry {
  if (fact.type === 'entry.registered') {
    if (entry !== null) throw new Error(`${fact.id} is registered already`);
    const { id, registry, owner, title, values, sealed, key } = fact;
    return {
      ...{ id, registry, owner, title, values, sealed, key },
      version: 1,
      confidential: false,
      state: 'active',
      reason: null,
      registeredBy: actor,
      registeredAt: at,
      checkedAt: at,
      endedAt: null,
    };
  }
  if (entry === null) throw new Error(`an entry starts by being registered, not ${fact.type}`);
  const next = { ...entry, version: entry.version + 1 };
  switch (fact.type) {
    case 'entry.edited':
      return {
        ...next,
        owner: fact.owner,
        title: fact.title,
        key: fact.key,
        values: patched(entry.values, fact.values),
        sealed: patched(entry.sealed, fact.sealed),
        checkedAt: at,
      };
    case 'entry.confirmed':
      return { ...next, checkedAt: at };
    case 'entry.retired':
      return { ...next, state: 'retired', reason: fact.reason, endedAt: at };
    case 'entry.restored':
      return { ...next, state: 'active', reason: null, endedAt: null, checkedAt: at };
    case 'entry.secrecy':
      return { ...next, confidential: fact.confidential };
  }
}

/** `null` takes out; everything else replaces. Keys stay sorted, so that replay gives the same row. */
export function patched<V>(
  before: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V | null>>,
): Readonly<Record<string, V>> {
  const merged = { ...before, ...changes };
  const kept = Object.entries(merged).filter((pair): pair is [string, V] => pair[1] !== null);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
