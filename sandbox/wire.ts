// The wire view (接线记录): every push to the bot and every call from it, decrypted and timed. Secrets never enter it.
import type { Json } from './json.ts';
import type { PostResult } from './post.ts';

/** One exchange on the wire. `request` and `response` are decrypted and parsed where they are JSON. */
export type WireEntry = {
  readonly seq: number;
  readonly at: number;
  readonly direction: 'toBot' | 'fromBot';
  readonly kind: 'event' | 'callback' | 'challenge' | 'api';
  /** Event type, or method and path of the API. */
  readonly name: string;
  readonly status: number | undefined;
  /** Feishu's code: of the API's answer, or what the client shows after a failed callback. */
  readonly code: number | undefined;
  readonly durationMs: number;
  readonly request: Json;
  readonly response: Json;
  readonly eventId: string | undefined;
  /** 1 for the first push, 2… for retries and redeliveries. */
  readonly attempt: number;
  readonly note: string;
  /** What went to the bot, byte for byte (pushes over HTTP only): for curl, and to show the signature's parts. */
  readonly sent: PostResult['sent'];
};

/** What a recorder must tell. */
export type WireInput = Pick<WireEntry, 'at' | 'direction' | 'kind' | 'name' | 'durationMs'> &
  Partial<Omit<WireEntry, 'seq'>>;

const secretKeys = new Set(['app_secret', 'tenant_access_token', 'AppSecret']);

function redact(value: Json): Json {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, secretKeys.has(key) ? '***' : redact(item)]),
  );
}

/** A bounded log with watchers; the oldest entries fall out first. */
export class WireLog {
  readonly #max: number;
  #entries: WireEntry[] = [];
  #seq = 0;
  readonly #watchers = new Set<(entry: WireEntry) => void>();

  constructor(entriesMax = 5000) {
    this.#max = entriesMax;
  }

  /** Adds one exchange. */
  record(input: WireInput): WireEntry {
    this.#seq += 1;
    const entry: WireEntry = {
      seq: this.#seq,
      at: input.at,
      direction: input.direction,
      kind: input.kind,
      name: input.name,
      status: input.status,
      code: input.code,
      durationMs: Math.round(input.durationMs),
      request: redact(input.request ?? null),
      response: redact(input.response ?? null),
      eventId: input.eventId,
      attempt: input.attempt ?? 1,
      note: input.note ?? '',
      sent: input.sent,
    };
    this.#entries.push(entry);
    if (this.#entries.length > this.#max * 1.2) this.#entries = this.#entries.slice(-this.#max);
    for (const watcher of [...this.#watchers]) watcher(entry);
    return entry;
  }

  /** Entries after `seq`, oldest first. */
  since(seq = 0): readonly WireEntry[] {
    return this.#entries.filter((entry) => entry.seq > seq);
  }

  /** The entry of a number, while it is kept. */
  find(seq: number): WireEntry | undefined {
    return this.#entries.find((entry) => entry.seq === seq);
  }

  /** API calls whose name contains `part`, e.g. 'POST /im/v1/messages'. */
  calls(part = ''): readonly WireEntry[] {
    return this.#entries.filter((entry) => entry.kind === 'api' && entry.name.includes(part));
  }

  /** Pushes to the bot (events, callbacks, challenges), all or of one name. */
  pushes(name?: string): readonly WireEntry[] {
    return this.#entries.filter((e) => e.direction === 'toBot' && (name === undefined || e.name === name));
  }

  /** Calls `watcher` for every new entry; the returned function stops it. */
  watch(watcher: (entry: WireEntry) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Forgets everything so far; numbering goes on. */
  clear(): void {
    this.#entries = [];
  }
}
