/** What becomes of an outbox row after an attempt: settled, tried again, or left to a person. Pure; `outbox.ts` does the work. */
import type { OutboxItem, Settlement } from './ledger.ts';
import type { SendResult } from './ports.ts';

/** Inside the platform's hour of uuid memory, with room for clocks that differ. */
export const UUID_LIFE_MS = 55 * 60_000;
const FAULT_DELAY_MS = [1_000, 3_000, 10_000, 30_000, 120_000, 600_000] as const;

/** So far a clock that is right may be behind what was written down. */
export const CLOCK_DIFFERENCE_MS = 60_000;

/** May have arrived, and the platform no longer remembers its uuid. Updating a card twice shows the same card. */
export function isExpired({ firstTriedAt, how }: OutboxItem, now: number): boolean {
  if (how === 'update' || firstTriedAt === null) return false;
  // Tried in the future: the clock was set back meanwhile, and nobody knows how long ago it was.
  return now - firstTriedAt > UUID_LIFE_MS || firstTriedAt - now > CLOCK_DIFFERENCE_MS;
}

/** What one attempt came to, for the row it was made for. */
export function settlementOf(item: OutboxItem, result: SendResult, sentAt: number, now: number): Settlement {
  const { key, firstTriedAt } = item;
  switch (result.result) {
    case 'sent':
      return { key, state: 'sent', messageId: result.messageId, at: now };
    case 'refused':
      return { key, state: 'parked', code: result.code, why: result.why, at: now };
    case 'wait': {
      if (result.scope === 'quota') return { key, state: 'parked', code: null, why: result.why, at: now };
      const delayMs = Math.max(result.afterMs, result.scope === 'fault' ? faultDelayMs(item.attempts) : 0);
      // Nothing happened: this attempt does not start the uuid's hour, and the answer may still grow stale.
      return { key, state: 'waiting', nextAt: now + delayMs, why: result.why, at: now, firstTriedAt };
    }
    case 'unknown':
      return afterUnknown({ ...item, firstTriedAt: firstTriedAt ?? sentAt }, now, result.why);
  }
}

/** Back to where it was before a claim that may or may not be on disk. */
export function unclaimed({ key, nextAt, why, firstTriedAt }: OutboxItem, now: number): Settlement {
  return {
    key,
    state: 'waiting',
    nextAt,
    why: why ?? '磁盘出错，还没有发出；稍后自动重发。',
    at: now,
    firstTriedAt,
  };
}

/** Tried again with the same uuid while the platform remembers it; then a person decides. */
export function afterUnknown(item: OutboxItem, now: number, why: string): Settlement {
  const { key, firstTriedAt, how } = item;
  if (isExpired(item, now)) return { key, state: 'uncertain', code: null, why, at: now };
  const laterAt = now + faultDelayMs(item.attempts);
  // The last try falls inside the uuid's life.
  const nextAt =
    how === 'update' || firstTriedAt === null ? laterAt : Math.min(laterAt, firstTriedAt + UUID_LIFE_MS);
  return { key, state: 'waiting', nextAt, why, at: now, firstTriedAt };
}

const faultDelayMs = (attempts: number): number =>
  FAULT_DELAY_MS[Math.min(attempts, FAULT_DELAY_MS.length - 1)] ?? 0;
