/** What commands, jobs and evaluations may ask of registries 台账. Part of `Store`. */
import type { NumberWords } from '../domain/number.ts';
import type { Entry } from '../domain/registry/entry.ts';

export interface EntryFilter {
  /** The pack's ids; what belongs to none of them is not asked for. */
  readonly registries: readonly string[];
  readonly states?: readonly Entry['state'][];
  readonly owners?: readonly string[];
  /** Last looked at before this instant, UTC ms. */
  readonly checkedBefore?: number;
  readonly limit: number;
  readonly offset?: number;
}

/** How many entries of a registry there are. */
export interface RegistryCount {
  readonly registry: string;
  readonly active: number;
}

export interface RegistryReads {
  entry(id: string): Promise<Entry | null>;
  /** Entries these words may number, at most `limit`. */
  entriesByNumber(words: NumberWords, limit: number): Promise<readonly Entry[]>;
  /** The one looked at longest ago last. */
  entries(filter: EntryFilter): Promise<readonly Entry[]>;
  /** Every active entry of these registries, in no order: whoever ranks them all needs none. */
  entriesAll(registries: readonly string[], limit: number): Promise<readonly Entry[]>;
  /** Active entries of a registry with this key. */
  entriesByKey(registry: string, key: string): Promise<readonly Entry[]>;
  /** Active entries that share most of these pieces, most first. */
  entriesByGrams(
    registries: readonly string[],
    grams: readonly string[],
    limit: number,
  ): Promise<readonly Entry[]>;
  registryCounts(registries: readonly string[]): Promise<readonly RegistryCount[]>;
  /** Entries that stood at the end of this instant, for an evaluation; with their present values. */
  entriesStanding(registries: readonly string[], at: number): Promise<readonly Entry[]>;
}
