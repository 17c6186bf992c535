// SIGKILL right after acknowledgements: whatever was acknowledged is answered once, whatever was not comes again and is
// answered once, through the platform's own retries. Design §2.2–2.4.
import { afterEach, expect, test } from 'vitest';
import type { Said } from '../../sandbox/index.ts';
import { City } from '../harness/city.ts';
import { CityChild } from '../harness/city-child.ts';
import { smallCity } from '../harness/city-plan.ts';

const ROUNDS = 4;
const PEOPLE = ['周岚', '苏敏', '沈悦', '江帆', '叶青', '方正', '许国强', '曾毅'];
/** In place of 15 s, 5 min, 1 h, 6 h. */
const RETRIES_MS = [1_500, 1_500, 3_000, 3_000];

let city: City | undefined;
let child: CityChild | undefined;
afterEach(async () => {
  await child?.kill();
  await city?.close();
});

/** The child lives in the machine's time. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

test(`killed ${ROUNDS} times after acknowledging, the service answers every message exactly once`, async () => {
  city = await City.open({ ...smallCity, now: today() }, { serve: false, retryDelaysMs: RETRIES_MS });
  const { sandbox } = city;
  child = await CityChild.start(city);
  const said: Said[] = [];
  const acknowledgedOf = (): number => said.filter((one) => one.status === 200).length;
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const enough = new Promise<void>((resolve) => {
      let taken = 0;
      const stop = sandbox.wire.watch((entry) => {
        if (entry.kind !== 'event' || entry.status !== 200) return;
        taken += 1;
        // A different moment every round: from the first acknowledgement to the last.
        if (taken !== 1 + round * 2) return;
        stop();
        resolve();
      });
    });
    const words = round % 2 === 0 ? '我的' : `登记 ${'甲乙丙丁'[round]}方新材料有限公司 投资1亿元`;
    const pushes = PEOPLE.map((who) => sandbox.say(who, sandbox.privateChat(who), words));
    await enough;
    await child.kill();
    said.push(...(await Promise.all(pushes)));
    acknowledged = acknowledgedOf();
    child = await CityChild.start(city);
  }
  expect(acknowledged).toBeGreaterThan(ROUNDS);
  const answered = (one: Said): number =>
    sandbox.botMessages(one.message.chatId).filter((seen) => seen.parentId === one.message.messageId).length;
  const deadline = Date.now() + 20_000;
  while (said.some((one) => answered(one) === 0) && Date.now() < deadline) await sandbox.settle(300, 20_000);
  await sandbox.settle(1_500, 20_000);
  expect(
    said.map((one) => ({ text: one.message.content, first: one.status, answers: answered(one) })),
  ).toEqual(said.map((one) => ({ text: one.message.content, first: one.status, answers: 1 })));
  expect(sandbox.wire.calls().filter((call) => [230020, 99991400].includes(call.code ?? 0))).toEqual([]);
}, 90_000);

test('killed right after presses were answered, each answered press has registered one lead, and no press two', async () => {
  city = await City.open({ ...smallCity, now: today() }, { serve: false, retryDelaysMs: RETRIES_MS });
  const { sandbox } = city;
  child = await CityChild.start(city);
  const officers = ['周岚', '苏敏', '沈悦', '江帆', '叶青', '方正'];
  const companies = ['甲木机械', '乙火食品', '丙土纺织', '丁金软件', '戊水茶业', '己山物流'];
  const forms = await Promise.all(
    officers.map((who, index) =>
      sandbox.ask(who, sandbox.privateChat(who), `登记 福建${companies[index]}有限公司 投资1亿元`),
    ),
  );
  const enough = new Promise<void>((resolve) => {
    let taken = 0;
    const stop = sandbox.wire.watch((entry) => {
      if (entry.kind !== 'callback' || entry.status !== 200) return;
      taken += 1;
      if (taken !== 3) return;
      stop();
      resolve();
    });
  });
  const presses = officers.map((who, index) => sandbox.press(who, forms[index]?.messageId ?? '', '提交'));
  await enough;
  await child.kill();
  const results = await Promise.all(presses);
  child = await CityChild.start(city);
  for (const [index, who] of officers.entries()) {
    const result = results[index];
    const registered = async () => {
      const { text } = await sandbox.ask(who, sandbox.privateChat(who), `线索 ${companies[index]}`);
      return new Set(text.match(/XS-\d{6}-\d{4}/g)).size;
    };
    if (result?.status === 200) {
      expect(result.toast?.content).toContain('已登记');
      expect(await registered()).toBe(1);
      continue;
    }
    // The client showed an error: pressing again is what a person does, and it must not double.
    await sandbox.press(who, forms[index]?.messageId ?? '', '提交');
    expect(await registered()).toBe(1);
  }
}, 90_000);
