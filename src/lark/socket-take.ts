/**
 * One push that came over the long connection: read, judged, taken in, and answered within the platform's 3 s.
 *
 * Invariants
 *  1. What resolves has been committed; the SDK acknowledges with it. What rejects is not acknowledged (code 500), and
 *     the platform pushes again; the inbox knows what it has seen.
 *  2. After `stop` nothing more is taken in, and `stop` resolves when what was under way is answered.
 *
 * There is no signature here: the platform was reached over TLS with our secret. The app id is still compared.
 */
import { createHash } from 'node:crypto';
import type { Log } from '../ports.ts';
import { bodyBytesMax } from './body.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { isRecord, parseJson } from './json.ts';

/** Beyond it the platform has given up on this push. */
const ANSWER_MS_MAX = 2_800;

export interface PushDeps {
  readonly appId: string;
  /** Resolves after the commit, with the answer; rejects when nothing could be saved. */
  readonly take: (envelope: Envelope) => Promise<Readonly<Record<string, unknown>> | 'malformed'>;
  readonly log: Log;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** Raised so that the SDK answers 500; says nothing of the content. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
}

export interface Pushes {
  /** The SDK's handler: resolves with the answer, rejects when there must be no acknowledgement. */
  take(pushed: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

export function makePushes({ appId, take, log, count }: PushDeps): Pushes {
  const underway = new Set<Promise<unknown>>();
  let isStopping = false;

  const refuse = (result: string): never => {
    count('long_connection_pushes', { result });
    throw new NotTakenError(result);
  };

  const one = async (pushed: unknown): Promise<unknown> => {
    if (isStopping) refuse('stopping');
    const text = JSON.stringify(pushed) ?? '';
    // The SDK has parsed it without any limit; here the webhook's limits hold.
    const body = Buffer.byteLength(text) > bodyBytesMax ? undefined : parseJson(text);
    const fallbackId = () => `body-${createHash('sha256').update(text).digest('hex')}`;
    const envelope = isRecord(body) ? readEnvelope(body, fallbackId) : undefined;
    if (envelope === undefined) return refuse('envelope');
    if (envelope.appId !== null && envelope.appId !== appId) return refuse('app');
    const taken = await inTime(take(envelope));
    if (taken === 'late') return refuse('late');
    if (taken === 'malformed') return refuse('event');
    count('long_connection_pushes', { result: 'taken' });
    return taken;
  };

  return {
    take(pushed) {
      const work = one(pushed);
      const settled = work.then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof NotTakenError) log.warn('long_connection.not_taken', { why: error.message });
          else log.error('long_connection.failed', { error });
        },
      );
      underway.add(settled);
      void settled.then(() => underway.delete(settled));
      return work.catch((error: unknown) => {
        // What went wrong is logged here; the SDK would print it as it is.
        throw error instanceof NotTakenError ? error : new NotTakenError('fault');
      });
    },
    async stop() {
      isStopping = true;
      await Promise.all(underway);
      // The SDK writes the last answers in the turns after ours.
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ANSWER_MS_MAX);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
