/** Reads of a history 留痕: the facts of several streams, and the names of whoever they mention. Part of `Store`. */
import type { BookedFact } from '../domain/history/tell.ts';
import type { KnownPerson } from '../domain/history/words.ts';

export interface HistoryReads {
  /** Every fact of these streams, in the order they were recorded. */
  factsOfStreams(streams: readonly string[]): Promise<readonly BookedFact[]>;
  /** Streams of a kind whose subjects are named after another's number: `rolling/XS-202611-0001.SM-B11.1`. */
  streamsUnder(kind: string, number: string): Promise<readonly string[]>;
  /** People the roster no longer has, by id. */
  formerPeople(): Promise<ReadonlyMap<string, KnownPerson>>;
}
