/** The mirror of a running assistant: beside its own sending, in the slots that this leaves. */
import type { Pack } from '../domain/pack/schema.ts';
import { createBitable } from '../lark/bitable.ts';
import { createCall } from '../lark/call.ts';
import { type Pacer, pacedCall } from '../lark/pace.ts';
import type { Log } from '../ports.ts';
import type { Store } from '../store.ts';
import type { MirrorBooks } from './books.ts';
import { Mirror } from './mirror.ts';

export interface MirrorSetup {
  readonly platform: {
    readonly appId: string;
    readonly appSecret: string;
    readonly baseUrl: string;
    readonly bitableAppToken?: string;
  };
  readonly packAt: (day: string) => Pack;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly fetch: typeof fetch;
}

/** `null` when no Bitable is configured. */
export function makeMirror(
  setup: MirrorSetup,
  store: Store,
  limiter: Pacer,
  books: MirrorBooks,
): Mirror | null {
  const { platform, packAt, log, now, newId } = setup;
  const appToken = platform.bitableAppToken ?? '';
  if (appToken === '') return null;
  const call = pacedCall(createCall({ ...platform, fetch: setup.fetch, now, log }), {
    limiter,
    now,
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    tries: 3,
    waitMsMax: 5_000,
  });
  const bitable = createBitable(call, appToken);
  return new Mirror({ bitable, appToken, books, store, packAt, newId, now, log });
}
