/** Whether the service can do its work: its database answers and its inbox is not behind. */
import type { Ledger } from './ledger.ts';

const READY_DELIVERY_LAG_MS = 120_000;

/** `null` when ready, or why not, in words for the operator. */
export async function whyNotReady(ledger: Ledger, now: () => number): Promise<string | null> {
  try {
    const stuck = (await ledger.waiting(now() - READY_DELIVERY_LAG_MS, 1))[0];
    if (stuck !== undefined)
      return `inbox is behind: ${stuck.id} waits since ${new Date(stuck.receivedAt).toISOString()}`;
    return null;
  } catch (error) {
    return `database does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}
