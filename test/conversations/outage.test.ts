// The platform misbehaves for a while, or the service is stopped and started: every answer still comes, and comes once.
// Design §2.4. The full fault matrix is elsewhere; here a person at the other end is looking.
import { expect, test } from 'vitest';
import { City } from '../harness/city.ts';

/** Each in a city of its own, so that they can wait side by side. */
async function inCity(play: (city: City) => Promise<void>): Promise<void> {
  const city = await City.open();
  try {
    await play(city);
  } finally {
    await city.close();
  }
}

const repliesTo = (city: City, messageId: string) =>
  [...city.sandbox.world.platform.messages.values()].filter((message) => message.parentId === messageId)
    .length;

/** Calls that send something; the token's and the bot's own card are left alone. */
const SENDING = '/reply';

test.concurrent.each([
  ['http500', 1],
  ['http502', 1],
  ['html200', 1],
  ['rate429', 2],
  ['chatRate', 2],
  ['dropped', 1],
  ['lostReply', 1],
  ['tokenRevoked', 1],
] as const)(
  'after %s the answer comes, once',
  (kind, times) =>
    inCity(async (city) => {
      const { sandbox } = city;
      await sandbox.ask('周岚', city.chat('周岚'), '帮助');
      sandbox.faults.next(kind, { times, on: SENDING });
      const said = await sandbox.say('周岚', city.chat('周岚'), '登记 大田县新桥石材有限公司 投资1亿元');
      expect(said.status).toBe(200);
      const answer = await sandbox.replyTo(said.message, 15_000);
      expect(answer.text).toContain('大田县新桥石材有限公司');
      const { toast } = await sandbox.press('周岚', answer.messageId, '提交');
      expect(toast?.content).toBe('已登记 XS-202611-0001');
      await sandbox.settle(1_500, 20_000);
      expect(repliesTo(city, said.message.messageId)).toBe(1);
      expect(sandbox.faults.pending()).toEqual([]);
    }),
  30_000,
);

test.concurrent(
  'stopped after acknowledging and started again, the service answers what it had taken in, once',
  () =>
    inCity(async (city) => {
      const { sandbox } = city;
      const people = ['周岚', '苏敏', '沈悦', '江帆', '叶青', '方正'];
      const said = await Promise.all(people.map((who) => sandbox.say(who, city.chat(who), '我的')));
      expect(said.map((one) => one.status)).toEqual(people.map(() => 200));
      await city.stopService();
      await city.serve();
      for (const one of said) await sandbox.replyTo(one.message, 10_000);
      await sandbox.settle(1_000, 20_000);
      expect(said.map((one) => repliesTo(city, one.message.messageId))).toEqual(people.map(() => 1));
    }),
  30_000,
);

test.concurrent(
  'somebody the bot may not write to does not hold up the others',
  () =>
    inCity(async (city) => {
      const { sandbox } = city;
      sandbox.faults.next('unavailable', { on: SENDING });
      await sandbox.say('周岚', city.chat('周岚'), '我的');
      const answer = await sandbox.ask('苏敏', city.chat('苏敏'), '我的');
      expect(answer.text).toContain('苏敏');
      expect(await city.metrics()).toMatch(/^zhaoshang_\w*parked\w* 1$/m);
    }),
  30_000,
);
