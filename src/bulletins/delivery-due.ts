/**
 * When the last copy of a bulletin has left: the office hears, once, who could not be reached, by name and reason.
 * Nothing is said when everybody was.
 */
import { undeliveredCard } from '../cards/bulletin/undelivered.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { atHour } from './hours.ts';
import { figuresOf } from './read.ts';
import { receiptsOf } from './receipts.ts';
import { officeExcept } from './receivers.ts';

/** A bulletin's copies are looked after for so long. */
const WATCHED_MS = 3 * 24 * 3_600_000;

export const bulletinDelivery: Job = {
  id: 'bulletin-delivery',
  async due({ now, store }) {
    if (!atHour(now)) return [];
    const ids = await store.bulletinsLeftSince(now - WATCHED_MS);
    const over = await Promise.all(
      ids.map(async (id) => {
        const copies = await store.delivered(id);
        const isOver = copies.every((one) => one.state !== 'waiting' && one.state !== 'sending');
        const isWhole = copies.every((one) => one.state === 'sent');
        return isOver && !isWhole ? [id] : [];
      }),
    );
    return over.flat().map((id) => ({
      key: `undelivered:${id}`,
      run: (scene: JobScene) => tell(id, scene),
    }));
  },
};

async function tell(id: string, { store }: JobScene): Promise<Outcome> {
  const [roster, publication, copies] = await Promise.all([
    store.roster(),
    store.publication(id),
    store.delivered(id),
  ]);
  const nothing: Outcome = { changes: [], answer: {}, notices: [] };
  if (publication === null) return nothing;
  const receipts = receiptsOf(roster, copies);
  if (receipts.failed.length === 0) return nothing;
  const card = undeliveredCard(figuresOf(publication), receipts);
  const notices = officeExcept(roster, '').map(
    (person): Notice => ({
      key: `undelivered:${id}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card,
      rank: 'notice',
      about: id,
    }),
  );
  return { ...nothing, notices };
}
