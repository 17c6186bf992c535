/** Deliveries that were parked: what was received and could not be done. Part of `ledger.ts`. */
import type { ParkedDelivery } from '../src/ledger.ts';
import type { Database, Delivery, Vault } from '../src/ports.ts';
import { opened } from './opened.ts';

const PARKED =
  "SELECT event_id, received_at, attempts, why, body FROM delivery WHERE state = 'parked' ORDER BY id DESC LIMIT ?";

/** The latest first; of one that can no longer be read neither kind nor sender is known. */
export async function parkedDeliveries(
  database: Database,
  vault: Vault,
  limit: number,
): Promise<readonly ParkedDelivery[]> {
  const rows = await database.query(PARKED, [limit]);
  const values = new Map(opened<Delivery>(vault, rows, 4).read.map(({ row, value }) => [row, value]));
  return rows.map((row) => {
    const [eventId, receivedAt, attempts, why] = row;
    const delivery = values.get(row);
    return {
      eventId: String(eventId),
      receivedAt: Number(receivedAt),
      attempts: Number(attempts),
      why: why === null || why === undefined ? null : String(why),
      kind: delivery?.kind ?? null,
      from: delivery === undefined ? null : senderOf(delivery),
    };
  });
}

function senderOf(delivery: Delivery): string | null {
  if ('senderId' in delivery) return delivery.senderId;
  if ('operatorId' in delivery) return delivery.operatorId;
  return 'openId' in delivery ? delivery.openId : null;
}
