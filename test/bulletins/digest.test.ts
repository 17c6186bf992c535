// 每周一览: once a week where the city asks for it, on a working day, to the leaders of the city alone.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOfInstant } from '../../src/domain/day.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { digestDay, weeklyDigest } from '../../src/due/weekly-digest.ts';
import type { JobScene } from '../../src/scheduler.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { type Bureau, textOf } from '../harness/bureau.ts';
import { monthlyBureau, octoberFiled } from '../harness/sanming-bureau.ts';
import { standingsHere } from '../standing/here.ts';

const ASKED: Pack = {
  ...sanming(),
  digest: { weekday: 1, clause: '本市要求', origin: 'default', note: '每周一' },
};

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
  await octoberFiled(bureau);
});
afterEach(() => bureau.close());

function sceneAt(when: string, pack: Pack): JobScene {
  const { now } = bureau.at(when);
  const { store } = bureau;
  const standing = standingsHere(store, () => pack);
  return { now, today: dayOfInstant(now), pack, packOn: () => pack, store, standing };
}
const keysAt = async (when: string, pack = ASKED) =>
  (await weeklyDigest.due(sceneAt(when, pack))).map(({ key }) => key);

test('no plan of the five asks for it, so that nobody gets it', async () => {
  expect(await keysAt('2021-11-08 09:00', sanming())).toEqual([]);
});

test('comes from nine on the weekday asked for, and on no other', async () => {
  expect(await keysAt('2021-11-08 08:59')).toEqual([]);
  expect(await keysAt('2021-11-08 09:00')).toEqual(['digest:2021-11-08']);
  expect(await keysAt('2021-11-09 09:00')).toEqual([]);
});

test('moves from a holiday to the next working day of the week; a week of holidays has none', () => {
  expect(digestDay('2026-04-06', 1)).toBe('2026-04-07');
  expect(digestDay('2026-10-05', 1)).toBe('2026-10-08');
  expect(digestDay('2026-02-16', 1)).toBe(null);
});

test('shows the leaders of the city the city at a glance', async () => {
  const scene = sceneAt('2021-11-08 09:00', ASKED);
  const [occasion] = await weeklyDigest.due(scene);
  const { notices } = (await occasion?.run(scene)) ?? { notices: [] };
  expect(notices.map(({ to }) => to)).toEqual([{ kind: 'person', openId: 'ou_mayor' }]);
  const [notice] = notices;
  if (notice === undefined) throw new Error('nobody was told');
  expect(textOf(notice.card)).toMatch(/全市每周一览[\s\S]*在办线索和项目 \d+ 个/);
});
