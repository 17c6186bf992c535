// S5, S11: bytes captured off the wire and sent again have no second effect, after a restart neither; a request that never ends its
// headers does not hold a place for good.
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { withBooks } from '../harness/city-books.ts';
import { envelope, push, seal, send, signed, textEvent } from '../harness/raw-push.ts';

const counted = (city: City) =>
  withBooks(city, async (books) => {
    const [facts] = await books.query("SELECT count(*) FROM fact WHERE stream <> 'audit'", []);
    const [promises] = await books.query('SELECT count(*) FROM outbox', []);
    return { facts: Number(facts?.[0]), promises: Number(promises?.[0]) };
  });

test('the very bytes of a message and of a press, again and after a restart: 200, and nothing happens (S5)', async () => {
  const city = await City.open();
  try {
    const { sandbox } = city;
    const body = seal(city, envelope(city, { event: textEvent(city, '周岚', '我的') }));
    const message = { body, headers: signed(city, body) };
    expect((await send(city, message)).status).toBe(200);
    const form = await sandbox.ask('周岚', city.chat('周岚'), '登记 大田县鸣鸟新材料有限公司 投资1亿元');
    await sandbox.press('周岚', form.messageId, '提交', {});
    const pressed = sandbox.wire.pushes('card.action.trigger').at(-1);
    const sealed = seal(city, pressed?.request);
    const press = { path: '/webhook/card', body: sealed, headers: signed(city, sealed) };
    await sandbox.settle(100, 5_000);
    const before = await counted(city);
    expect(before.facts).toBeGreaterThan(0);
    for (const restarted of [false, true]) {
      if (restarted) {
        await city.stopService();
        await city.serve();
      }
      for (const captured of [message, press, message, press])
        expect((await send(city, captured)).status).toBe(200);
      await sandbox.settle(100, 5_000);
      expect(await counted(city)).toEqual(before);
    }
    // A new one is heard still.
    const other = envelope(city, { event: textEvent(city, '周岚', '我的') });
    expect((await push(city, other)).status).toBe(200);
    await expect.poll(() => counted(city)).toEqual({ ...before, promises: before.promises + 1 });
  } finally {
    await city.close();
  }
}, 30_000);

test('headers that never end are given up within seconds (S11)', async () => {
  const city = await City.open();
  try {
    const at = performance.now();
    const { port } = new URL(city.address);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /webhook/event HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      });
      socket.on('data', () => undefined);
      socket.on('close', () => resolve());
      socket.on('error', reject);
    });
    expect(performance.now() - at).toBeLessThan(15_000);
  } finally {
    await city.close();
  }
}, 60_000);
