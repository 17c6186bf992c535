// Misbehaving on purpose: a queue of faults for the bot's next API calls. What a fault does to a call is in api/call.ts.

/** What may go wrong with an API call.
 * rate429 · quota429 · http500 · http502 (an HTML page) · html200 (an HTML page with 200) · timeout (never answered, not done) ·
 * slow (done, answered after delayMs) · dropped (connection cut, not done) · lostReply (done, connection cut before the answer) ·
 * chatRate (230020) · tokenRevoked (99991663, all tokens dead) · unavailable (230013) · botNotInChat (230002) */
export type FaultKind =
  | 'rate429'
  | 'quota429'
  | 'http500'
  | 'http502'
  | 'html200'
  | 'timeout'
  | 'slow'
  | 'dropped'
  | 'lostReply'
  | 'chatRate'
  | 'tokenRevoked'
  | 'unavailable'
  | 'botNotInChat';

/** All kinds, for the control API and the page. */
export const faultKinds: readonly FaultKind[] = [
  'rate429',
  'quota429',
  'http500',
  'http502',
  'html200',
  'timeout',
  'slow',
  'dropped',
  'lostReply',
  'chatRate',
  'tokenRevoked',
  'unavailable',
  'botNotInChat',
];

/** How a fault is applied. */
export type FaultOptions = {
  /** How many calls it hits (default 1). */
  times?: number;
  /** How many matching calls pass untouched first (default 0). */
  skip?: number;
  /** Only calls whose 'METHOD /path-pattern' contains this, e.g. 'POST /im/v1/messages'. Default: every call but the token's. */
  on?: string;
  /** For slow: how late the answer is (ms, default 1000). For rate429: the reset announced, rounded up to seconds. */
  delayMs?: number;
};

/** A fault in the queue. */
export type PendingFault = {
  readonly kind: FaultKind;
  left: number;
  skip: number;
  readonly on: string | undefined;
  readonly delayMs: number;
};

/** Misbehaving at random, the same way for the same seed. */
export type Chaos = {
  readonly seed: number;
  /** Which share of calls goes wrong, 0–1. */
  readonly share: number;
  readonly kinds: readonly FaultKind[];
};

/** A small generator of numbers in [0, 1), always the same for one seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The queue of faults. */
export class Faults {
  #queue: PendingFault[] = [];
  #chaos: (Chaos & { readonly next: () => number }) | undefined;

  /** From now on a share of all calls goes wrong, by seed; undefined ends it. */
  misbehave(chaos: Chaos | undefined): void {
    this.#chaos = chaos === undefined ? undefined : { ...chaos, next: numbersFrom(chaos.seed) };
  }

  /** The random misbehaviour now on. */
  get chaos(): Chaos | undefined {
    if (this.#chaos === undefined) return undefined;
    const { seed, share, kinds } = this.#chaos;
    return { seed, share, kinds };
  }

  /** The next matching calls go wrong in this way. */
  next(kind: FaultKind, options: FaultOptions = {}): void {
    this.#queue.push({
      kind,
      left: options.times ?? 1,
      skip: options.skip ?? 0,
      on: options.on,
      delayMs: options.delayMs ?? 1000,
    });
  }

  /** Takes the fault due for this call, if any. */
  take(apiName: string): PendingFault | undefined {
    for (const fault of this.#queue) {
      const matches = fault.on === undefined ? !apiName.includes('/auth/') : apiName.includes(fault.on);
      if (!matches) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.left -= 1;
      if (fault.left <= 0) this.#queue = this.#queue.filter((other) => other !== fault);
      return fault;
    }
    return this.#byChance(apiName);
  }

  #byChance(apiName: string): PendingFault | undefined {
    const chaos = this.#chaos;
    if (chaos === undefined || apiName.includes('/auth/') || chaos.next() >= chaos.share) return undefined;
    const kind = chaos.kinds[Math.floor(chaos.next() * chaos.kinds.length)];
    return kind === undefined ? undefined : { kind, left: 1, skip: 0, on: undefined, delayMs: 1000 };
  }

  /** What is still to come. */
  pending(): readonly PendingFault[] {
    return this.#queue;
  }

  /** Behave again. */
  clear(): void {
    this.#queue = [];
    this.#chaos = undefined;
  }
}
