/**
 * The tenant access token: fetched when first needed, shared by everybody waiting, renewed before it ends.
 *
 * Invariants:
 * 1. At most one request for a token is under way, however many calls wait for it.
 * 2. A dropped token is never handed out again, unless the platform itself issues it again.
 * 3. Credentials the platform refused are not tried again for a few seconds, so that a queue cannot hammer it.
 *
 * Nothing is stored outside this object, and neither secret nor token is ever part of an error.
 */
import { CallFault } from './faults.ts';

export interface TokenSource {
  /** A token good for at least the next call. Throws `CallFault` with `step: 'token'`. */
  get(): Promise<string>;
  /** The platform no longer takes this token: fetch another one next time. */
  drop(token: string): void;
}

export interface TokenOptions {
  /** Asks the platform; answers the parsed body of a success. */
  readonly request: () => Promise<unknown>;
  /** UTC ms. */
  readonly now: () => number;
}

/** Below thirty minutes of remaining life the platform issues a new token, so that is where renewing begins to pay. */
const RENEW_BEFORE_END_MS = 20 * 60_000;
/** A token this close to its end is not used even when renewing fails. */
const LAST_USE_BEFORE_END_MS = 30_000;
const REFUSAL_KEPT_MS = 5_000;
const TOKEN_SHAPE = /^[\x21-\x7e]{1,4096}$/u;
const LIFE_SECONDS_MAX = 86_400;

interface Held {
  readonly token: string;
  readonly renewAt: number;
  readonly endsAt: number;
}

export function createTokenSource(options: TokenOptions): TokenSource {
  let held: Held | undefined;
  let flight: Promise<Held> | undefined;
  let refusal: { readonly fault: CallFault; readonly until: number } | undefined;

  const fetchOnce = async (): Promise<Held> => {
    const startedAt = options.now();
    try {
      held = readToken(await options.request(), startedAt);
      refusal = undefined;
      return held;
    } catch (error) {
      const fault = asTokenFault(error);
      if (fault.facts.kind === 'platform') refusal = { fault, until: options.now() + REFUSAL_KEPT_MS };
      throw fault;
    } finally {
      flight = undefined;
    }
  };

  return {
    async get() {
      const at = options.now();
      if (held !== undefined && at < held.renewAt) return held.token;
      const usable = held !== undefined && at < held.endsAt - LAST_USE_BEFORE_END_MS ? held : undefined;
      if (refusal !== undefined && at < refusal.until) {
        if (usable !== undefined) return usable.token;
        throw refusal.fault;
      }
      flight ??= fetchOnce();
      try {
        return (await flight).token;
      } catch (error) {
        // Renewing failed while the old token is still good, and nobody dropped it meanwhile.
        if (usable !== undefined && held === usable) return usable.token;
        throw error;
      }
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function readToken(body: unknown, startedAt: number): Held {
  const token = typeof body === 'object' && body !== null ? Reflect.get(body, 'tenant_access_token') : null;
  const expire = typeof body === 'object' && body !== null ? Reflect.get(body, 'expire') : null;
  if (typeof token !== 'string' || !TOKEN_SHAPE.test(token) || typeof expire !== 'number' || !(expire > 0)) {
    throw new CallFault({ kind: 'malformed', reached: 'yes', status: 200 }, 'token');
  }
  const lifeMs = Math.min(expire, LIFE_SECONDS_MAX) * 1000;
  const endsAt = startedAt + lifeMs;
  return { token, endsAt, renewAt: endsAt - Math.min(RENEW_BEFORE_END_MS, lifeMs / 4) };
}

function asTokenFault(error: unknown): CallFault {
  // Whatever became of this request, the call that needed the token never left.
  if (error instanceof CallFault) return new CallFault({ ...error.facts, reached: 'no' }, 'token');
  return new CallFault({ kind: 'network', reached: 'no' }, 'token');
}
