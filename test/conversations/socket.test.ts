// The long connection (FEISHU_MODE=websocket): the same conversations through the SDK's own client, no public address,
// no keys; what breaks is mended by itself, what was acknowledged is never lost, what comes twice is done once.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Said, SandboxOptions } from '../../sandbox/index.ts';
import { City } from '../harness/city.ts';
import { CityChild } from '../harness/city-child.ts';
import { smallCity } from '../harness/city-plan.ts';
import { verdictOf } from '../harness/city-verdict.ts';
import { playFile } from '../transcripts/run.ts';

const LONG: SandboxOptions = { mode: 'websocket', retryDelaysMs: [500, 1_000, 3_000, 6_000] };
const ROAD = fileURLToPath(new URL('../transcripts/road.chat', import.meta.url));
/** So that a test need not wait two minutes for what Feishu does after two. */
const QUICK = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 1 };

let city: City | undefined;
let child: CityChild | undefined;
afterEach(async () => {
  await child?.kill();
  await city?.close();
  city = undefined;
  child = undefined;
});

const answersTo = (of: City, said: Said): number =>
  of.sandbox.botMessages(said.message.chatId).filter((seen) => seen.parentId === said.message.messageId)
    .length;

async function open(
  options: SandboxOptions & { serve?: boolean } = {},
  client: Partial<typeof QUICK> = {},
): Promise<City> {
  const plan = {
    ...smallCity,
    now: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '),
  };
  city = await City.open(plan, { ...LONG, ...options, clientConfig: { ...QUICK, ...client } });
  return city;
}

const ready = async (of: City): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${of.address}/readyz`);
  return { status: response.status, text: await response.text() };
};

async function until(what: () => Promise<boolean> | boolean, msMax = 10_000): Promise<void> {
  const end = Date.now() + msMax;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come to pass in time');
    await pause(50);
  }
}

describe('over the long connection', () => {
  test('the road from a sentence to a published bulletin goes as over HTTP, buttons included', async () => {
    await playFile(ROAD, { platform: LONG });
    expect(readFileSync(ROAD, 'utf8')).toContain('按「提交」');
  }, 60_000);

  test('nothing is taken in over HTTP when no keys are given', async () => {
    const here = await open();
    const answer = await fetch(`${here.address}/webhook/event`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    expect(await ready(here)).toEqual({ status: 200, text: 'ready' });
    expect(await here.metrics()).toMatch(/zhaoshang_long_connection_up 1/);
  });

  test('a push in many fragments is one push', async () => {
    const here = await open();
    here.sandbox.socket.fragmentBytesMax = 40;
    const chat = here.sandbox.privateChat('周岚');
    expect((await here.sandbox.ask('周岚', chat, '帮助')).text).toContain('帮助');
    expect(await verdictOf(here)).toEqual([]);
  });

  test('the same push again, byte for byte or under another event id, is answered once', async () => {
    const here = await open();
    const { sandbox } = here;
    const chat = sandbox.privateChat('周岚');
    const said = await sandbox.say('周岚', chat, '我的');
    await sandbox.replyTo(said.message);
    await sandbox.redeliver(said.eventId ?? '');
    await sandbox.redeliver(said.eventId ?? '', { asNew: true });
    await sandbox.settle();
    expect(sandbox.botMessages(chat).filter((seen) => seen.parentId === said.message.messageId)).toHaveLength(
      1,
    );
  });

  test('an acknowledgement that gets lost brings the push again, and still one answer', async () => {
    const here = await open({ deadlineMs: 400 });
    const { sandbox } = here;
    sandbox.socket.trouble.lostAcks = 1;
    const said = await sandbox.say('周岚', sandbox.privateChat('周岚'), '我的');
    expect(said.status).toBeUndefined();
    await until(() => sandbox.deliverer.find(said.eventId ?? '')?.state === 'acknowledged');
    await sandbox.settle();
    expect(sandbox.deliverer.find(said.eventId ?? '')?.attempts).toBe(2);
    expect(answersTo(here, said)).toBe(1);
  });

  test('an unknown event is acknowledged, one of another app is not', async () => {
    const { sandbox } = await open({ retryDelaysMs: [] });
    expect((await sandbox.pushEvent('some.new.event_v9', { a: 1 })).status).toBe(200);
    expect((await sandbox.pushEvent('im.message.receive_v1', { message: 7 })).status).toBe(500);
    const other = {
      schema: '2.0',
      header: { event_id: 'x', event_type: 'a.b', app_id: 'cli_other' },
      event: {},
    };
    expect((await sandbox.socket.push(other, 3_000)).status).toBe(500);
  });
});

describe('a long connection that breaks', () => {
  test('is made again after a cut, and what was said meanwhile is answered once', async () => {
    const here = await open({}, { ReconnectNonce: 2 });
    const { sandbox } = here;
    const chat = sandbox.privateChat('周岚');
    await sandbox.ask('周岚', chat, '帮助');
    sandbox.socket.refuseEndpoint(1000040343, 'internal error');
    sandbox.socket.kill();
    await until(() => sandbox.socket.connections === 0);
    const said = await sandbox.say('周岚', chat, '我的');
    expect(said.status).toBeUndefined();
    expect((await ready(here)).text).toMatch(/^long connection: reconnecting since /);
    await sandbox.socket.connected(1, 15_000);
    await sandbox.replyTo(said.message, 15_000);
    await sandbox.settle();
    expect(answersTo(here, said)).toBe(1);
    await until(async () => (await ready(here)).status === 200);
    expect(await here.metrics()).toMatch(/zhaoshang_long_connection_turns_total\{to="reconnecting"\} 1/);
  }, 40_000);
});

test('killed right after acknowledging, the service answers every message exactly once', async () => {
  const here = await open({ serve: false, retryDelaysMs: [1_500, 1_500, 3_000, 3_000] });
  const { sandbox } = here;
  child = await CityChild.start(here);
  await sandbox.socket.connected();
  const people = ['周岚', '苏敏', '沈悦', '江帆', '叶青', '方正'];
  const said: Said[] = [];
  for (let round = 0; round < 2; round += 1) {
    const before = sandbox.socket.seen.acks;
    const pushes = people.map((who) => sandbox.say(who, sandbox.privateChat(who), '我的'));
    // A different moment each round: after the first acknowledgement, and after several.
    await until(() => sandbox.socket.seen.acks > before + round * 3);
    await child.kill();
    said.push(...(await Promise.all(pushes)));
    child = await CityChild.start(here);
    await sandbox.socket.connected();
  }
  expect(said.some((one) => one.status === 200)).toBe(true);
  await until(() => said.every((one) => answersTo(here, one) > 0), 20_000);
  await sandbox.settle(1_500, 20_000);
  expect(said.map((one) => answersTo(here, one))).toEqual(said.map(() => 1));
}, 60_000);

test('with keys, callbacks may come over HTTP while events come over the long connection', async () => {
  const here = await open({ serve: false });
  Object.assign(here.env, here.sandbox.env());
  await here.serve();
  here.sandbox.deliverer.settings.callbackCarrier = undefined;
  const chat = here.sandbox.privateChat('周岚');
  const form = await here.sandbox.ask('周岚', chat, '登记 福建长连接材料有限公司 投资1亿元 大田');
  const pressed = await here.sandbox.press('周岚', form.messageId, '提交');
  expect(pressed.error).toBeUndefined();
  expect(pressed.toast?.content).toContain('已登记');
  expect(await verdictOf(here)).toEqual([]);
}, 40_000);
