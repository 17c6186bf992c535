// Tenant access tokens: the same one until less than 30 minutes remain, then a new one while the old lives on.
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { ApiRefusal } from './refusal.ts';

const lifeMs = 7_200_000;
const renewBelowMs = 1_800_000;

/** The tokens of one app. */
export class Tokens {
  readonly #clock: Clock;
  readonly #ids: Ids;
  #live: { token: string; expiresAt: number }[] = [];

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** The current token with its remaining life in whole seconds. */
  issue(): { token: string; expire: number } {
    const now = this.#clock.now();
    this.#live = this.#live.filter((entry) => entry.expiresAt > now);
    let current = this.#live.at(-1);
    if (current === undefined || current.expiresAt - now < renewBelowMs) {
      current = { token: `t-${this.#ids.hex(40)}`, expiresAt: now + lifeMs };
      this.#live.push(current);
    }
    return { token: current.token, expire: Math.floor((current.expiresAt - now) / 1000) };
  }

  /** Kills every token before its time. */
  revokeAll(): void {
    this.#live = [];
  }

  /** Refuses a call whose Authorization header is not a living tenant token. */
  check(authorization: string | undefined): void {
    const token = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1]?.trim();
    if (token === undefined || token === '')
      throw new ApiRefusal(
        99991661,
        'Missing access token for authorization. Please make a request with token attached.',
      );
    if (!/^[tu]-/.test(token))
      throw new ApiRefusal(
        99991671,
        'Invalid access token for authorization. The token should start with "t-" or "u-".',
      );
    const now = this.#clock.now();
    if (!this.#live.some((entry) => entry.token === token && entry.expiresAt > now))
      throw new ApiRefusal(
        99991663,
        'Invalid access token for authorization. Please make a request with token attached.',
      );
  }
}
