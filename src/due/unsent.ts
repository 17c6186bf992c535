/**
 * 没有发出: each morning the office hears how many messages were given up the day before. Left out: what is still on its way, and
 * bulletins' own copies, of which `bulletin-delivery` tells at once.
 */
import { atHour } from '../bulletins/hours.ts';
import { unsentCard } from '../cards/outbox.ts';
import { instantOfDay } from '../domain/day.ts';
import type { Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';

const DAY_MS = 86_400_000;
/** More than a city parks in a day; 发件箱 has them all. */
const LOOKED_AT = 2_000;

export const unsent: Job = {
  id: 'unsent',
  async due(scene) {
    if (!atHour(scene.now)) return [];
    return (await givenUp(scene)).length === 0 ? [] : [{ key: `unsent:${scene.today}`, run: tell }];
  },
};

/** Of the day before: today's are told tomorrow, all in one line. */
async function givenUp({ store, today }: JobScene) {
  const before = instantOfDay(today);
  const { messages } = await store.heldMessages(LOOKED_AT);
  return messages.filter(({ endedAt }) => endedAt >= before - DAY_MS && endedAt < before);
}

async function tell(scene: JobScene): Promise<Outcome> {
  const held = await givenUp(scene);
  const parked = held.filter(({ state }) => state === 'parked').length;
  const card = unsentCard({ parked, uncertain: held.length - parked });
  const roster = await scene.store.roster();
  const office = roster.withRole('office').flatMap((one) => one.openId ?? []);
  return {
    changes: [],
    answer: {},
    notices: office.map((openId) => ({
      key: `unsent:${scene.today}:${openId}`,
      to: { kind: 'person', openId },
      card,
      rank: 'notice',
    })),
  };
}
