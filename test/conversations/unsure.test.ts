// A message was sent and its answer got lost, and the platform has forgotten its uuid before anybody learnt of it: it is never
// sent blindly again. It is looked for in its chat; where that may not be read, the office sees it in 发件箱 and decides.
import { expect, test } from 'vitest';
import { City } from '../harness/city.ts';

const SENDING = 'POST /im/v1/messages';
const READING = 'GET /im/v1/messages';
const shownTo = (city: City, who: string, words: string) =>
  city.sandbox.botMessages(city.chat(who).chatId).filter((seen) => seen.text.includes(words)).length;

/** Sends again; whether chats may be read stays as it was. */
function behave({ sandbox }: City): void {
  const isClosed = sandbox.faults.pending().some((fault) => fault.on === READING);
  sandbox.faults.clear();
  if (isClosed) sandbox.faults.next('botNotInChat', { on: READING, times: 1_000 });
}

/** 周岚 hands in a stage; the notice to her verifier arrives, its answer does not, and no repetition gets through. */
async function cityWithUnsureNotice({ readable }: { readonly readable: boolean }): Promise<City> {
  const city = await City.open();
  const { sandbox } = city;
  await sandbox.ask('周岚', city.chat('周岚'), '登记 大田县新桥石材有限公司 投资1亿元');
  const form = sandbox.botMessages(city.chat('周岚').chatId).at(-1);
  await sandbox.press('周岚', form?.messageId ?? '', '提交');
  await sandbox.settle();
  const stage = await sandbox.ask('周岚', city.chat('周岚'), '推进 0001 签约 11月9日 合同');
  if (!readable) sandbox.faults.next('botNotInChat', { on: READING, times: 1_000 });
  sandbox.faults.next('lostReply', { on: SENDING });
  sandbox.faults.next('dropped', { on: SENDING, times: 1_000 });
  await sandbox.press('周岚', stage.messageId, '提交');
  await expect.poll(() => shownTo(city, '许国强', '待审'), { timeout: 10_000 }).toBe(1);
  await expect
    .poll(() => sandbox.faults.pending().some((fault) => fault.kind === 'lostReply'), { timeout: 10_000 })
    .toBe(false);
  return city;
}

test('past the hour of the uuid it is uncertain, not repeated; the office sees why, and 作废 leaves the one copy', async () => {
  const city = await cityWithUnsureNotice({ readable: false });
  try {
    const { sandbox } = city;
    await city.moveTo('2026-11-10 11:30');
    behave(city);
    await expect.poll(() => city.metrics(), { timeout: 15_000 }).toMatch(/^zhaoshang_outbox_uncertain 1$/m);
    expect(shownTo(city, '许国强', '待审')).toBe(1);

    const list = await sandbox.ask('叶青', city.chat('叶青'), '发件箱');
    expect(list.text).toMatch(/结果不明 1 条[\s\S]*发给 许国强（大田县）[\s\S]*不知道对方是否已经收到/);
    const ask = await sandbox.ask('叶青', city.chat('叶青'), '发件箱 重发 全部');
    expect(ask.text).toContain('可能已经送达');
    await sandbox.ask('叶青', city.chat('叶青'), '发件箱 作废 不明 确认');
    await sandbox.settle(500);
    expect(await city.metrics()).toMatch(/^zhaoshang_outbox_uncertain 0$/m);
    expect(shownTo(city, '许国强', '待审')).toBe(1);
  } finally {
    await city.close();
  }
}, 60_000);

test('sent again by the office it leaves under another uuid, once', async () => {
  const city = await cityWithUnsureNotice({ readable: false });
  try {
    const { sandbox } = city;
    await city.stopService();
    await sandbox.advance(3 * 3_600_000);
    behave(city);
    await city.serve();
    await expect.poll(() => city.metrics(), { timeout: 15_000 }).toMatch(/^zhaoshang_outbox_uncertain 1$/m);
    await sandbox.settle(500);
    expect(shownTo(city, '许国强', '待审')).toBe(1);
    const done = await sandbox.ask('叶青', city.chat('叶青'), '发件箱 重发 许国强');
    expect(done.text).toContain('已重新排队 1 条');
    await expect.poll(() => shownTo(city, '许国强', '待审'), { timeout: 10_000 }).toBe(2);
    await sandbox.settle(1_500);
    expect(shownTo(city, '许国强', '待审')).toBe(2);
  } finally {
    await city.close();
  }
}, 60_000);

test('where the chat may be read it is found there by its content: sent, not uncertain, and nobody need decide', async () => {
  const city = await cityWithUnsureNotice({ readable: true });
  try {
    const { sandbox } = city;
    // Something of ours stands in the chat already, so that the chat is known; and other messages besides.
    await city.moveTo('2026-11-10 11:30');
    behave(city);
    const waiting = await sandbox.ask('许国强', city.chat('许国强'), '待审');
    expect(waiting.text).toContain('新桥石材');
    await sandbox.advance(31 * 60_000);
    await expect
      .poll(() => city.metrics(), { timeout: 15_000 })
      .toMatch(/^zhaoshang_reconciled_total\{result="yes"\} 1$/m);
    expect(await city.metrics()).toMatch(/^zhaoshang_outbox_uncertain 0$/m);
    await sandbox.settle(500);
    expect(shownTo(city, '许国强', '签约')).toBe(2);
    expect((await sandbox.ask('叶青', city.chat('叶青'), '发件箱')).text).toContain('没有发不出的消息');
  } finally {
    await city.close();
  }
}, 60_000);

test('a reply is found by its parent; one that never arrived is told as such and not sent by itself', async () => {
  const city = await City.open();
  try {
    const { sandbox } = city;
    await sandbox.ask('苏敏', city.chat('苏敏'), '帮助');
    sandbox.faults.next('lostReply', { on: '/reply' });
    sandbox.faults.next('dropped', { on: '/reply', times: 1_000 });
    const arrived = await sandbox.say('周岚', city.chat('周岚'), '我的');
    await sandbox.replyTo(arrived.message, 10_000);
    const lost = await sandbox.say('苏敏', city.chat('苏敏'), '我的');
    await expect
      .poll(() => city.metrics(), { timeout: 10_000 })
      .toMatch(/sends_total\{result="unknown"\} [3-9]/);
    await city.moveTo('2026-11-10 11:30');
    behave(city);
    await expect
      .poll(() => city.metrics(), { timeout: 15_000 })
      .toMatch(/^zhaoshang_reconciled_total\{result="no"\} 1$/m);
    expect(await city.metrics()).toMatch(/^zhaoshang_reconciled_total\{result="yes"\} 1$/m);
    const answers = (messageId: string) =>
      [...sandbox.world.platform.messages.values()].filter((one) => one.parentId === messageId).length;
    await sandbox.settle(1_000);
    expect([answers(arrived.message.messageId), answers(lost.message.messageId)]).toEqual([1, 0]);
    const list = await sandbox.ask('叶青', city.chat('叶青'), '发件箱');
    expect(list.text).toMatch(/结果不明 1 条[\s\S]*发给 苏敏[\s\S]*没有找到这条消息/);
    await sandbox.ask('叶青', city.chat('叶青'), '发件箱 重发 苏敏');
    await expect.poll(() => answers(lost.message.messageId), { timeout: 10_000 }).toBe(1);
  } finally {
    await city.close();
  }
}, 60_000);
