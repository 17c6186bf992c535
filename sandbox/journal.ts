// What people did and what the bot showed, in order: enough to write a session down as a transcript. Bounded; no judging.
import type { JsonObject } from './json.ts';

/** One thing that happened. `message` is a message id. */
export type Happening =
  | {
      readonly kind: 'said';
      readonly who: string;
      readonly chat: string;
      readonly message: string;
      readonly type: string;
      readonly text: string;
      readonly atBot: boolean;
      readonly replyTo: string | undefined;
    }
  | {
      readonly kind: 'pressed';
      readonly who: string;
      readonly chat: string;
      readonly message: string;
      readonly button: string;
      readonly inputs: Readonly<Record<string, string | readonly string[]>>;
      readonly toast: string;
      readonly error: string;
    }
  | { readonly kind: 'chosen'; readonly who: string; readonly message: string; readonly what: string }
  | { readonly kind: 'entered' | 'recalled'; readonly who: string; readonly chat: string }
  | { readonly kind: 'menu'; readonly who: string; readonly key: string }
  | { readonly kind: 'bot-moved'; readonly who: string; readonly chat: string; readonly into: boolean }
  | { readonly kind: 'clock'; readonly to: number }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'pushed-again'; readonly asNew: boolean }
  | { readonly kind: 'hold' }
  | { readonly kind: 'release'; readonly reversed: boolean }
  | {
      readonly kind: 'shown';
      readonly chat: string;
      readonly message: string;
      readonly replyTo: string | undefined;
      readonly title: string;
      readonly text: string;
      readonly card: JsonObject | undefined;
    };

/** A happening with its place and time (sandbox clock). */
export type Entry = { readonly seq: number; readonly at: number; readonly what: Happening };

/** The journal of a sandbox. */
export class Journal {
  readonly #now: () => number;
  readonly #max: number;
  #entries: Entry[] = [];
  #seq = 0;

  constructor(now: () => number, entriesMax = 20_000) {
    this.#now = now;
    this.#max = entriesMax;
  }

  /** Keeps a place for something whose outcome is not known yet. */
  reserve(): number {
    this.#seq += 1;
    return this.#seq;
  }

  /** Writes something down, in a place kept for it or at the end. */
  record(what: Happening, seq = this.reserve()): void {
    const later = this.#entries.findIndex((entry) => entry.seq > seq);
    const entry = { seq, at: this.#now(), what };
    if (later < 0) this.#entries.push(entry);
    else this.#entries.splice(later, 0, entry);
    if (this.#entries.length > this.#max * 1.2) this.#entries = this.#entries.slice(-this.#max);
  }

  /** Everything after `seq`, oldest first. */
  since(seq = 0): readonly Entry[] {
    return this.#entries.filter((entry) => entry.seq > seq);
  }

  /** The number of the last entry. */
  get last(): number {
    return this.#seq;
  }

  /** Puts kept entries in the place of all; numbering goes on. */
  load(kept: readonly Entry[]): void {
    this.#entries = [...kept];
    this.#seq = Math.max(this.#seq, ...kept.map((entry) => entry.seq));
  }
}
