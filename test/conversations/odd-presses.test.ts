// Presses no client of ours would send, truly signed: old clients, changed cards, other types, endless texts. Each is
// answered with a toast that says what to do, within a second, and changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { push } from '../harness/raw-push.ts';

interface Callback {
  header: { event_id: string };
  event: {
    action: { value: unknown; form_value?: unknown };
    context: unknown;
    operator: { open_id: string };
  };
}

let city: City;
let true_: Callback;
beforeAll(async () => {
  city = await City.open();
  const { sandbox } = city;
  const form = await sandbox.ask('周岚', city.chat('周岚'), '登记 大田县新桥石材有限公司 投资1亿元');
  // Refused by us, so the form stays open; what went over the wire is the pattern of a true press.
  await sandbox.press('周岚', form.messageId, '提交', { 投资额: '很多' });
  true_ = sandbox.wire.pushes('card.action.trigger').at(-1)?.request as unknown as Callback;
});
afterAll(() => city.close());

let serial = 0;
function pressWith(action: Record<string, unknown>, operator = true_.event.operator.open_id) {
  serial += 1;
  const { header, event } = true_;
  return push(
    city,
    {
      schema: '2.0',
      header: { ...header, event_id: `odd-press-${serial}` },
      event: {
        ...event,
        operator: { ...event.operator, open_id: operator },
        action: { ...event.action, ...action },
      },
    },
    { path: '/webhook/card' },
  );
}
const form = (fields: unknown) => ({
  form_value: { ...(true_.event.action.form_value as object), 投资额: '1亿', ...(fields as object) },
});
const value = (change: unknown) => ({
  value: { ...(true_.event.action.value as object), ...(change as object) },
});

const odd: readonly (readonly [string, () => Record<string, unknown>])[] = [
  ['no value', () => ({ value: undefined })],
  ['a value that is a text', () => ({ value: 'register' })],
  ['a value that is a list', () => ({ value: [1, 2, 3] })],
  ['an empty value', () => ({ value: {} })],
  ['no form', () => ({ form_value: undefined })],
  ['an empty form', () => ({ form_value: {} })],
  ['a company that is a number', () => form({ company: 5 })],
  ['a company that is a list', () => form({ company: ['甲', '乙'] })],
  ['a company that is an object', () => form({ company: { a: 1 } })],
  ['a company of blanks', () => form({ company: ' \u3000\u200b ' })],
  ['an amount that is no amount', () => form({ amount: '__proto__' })],
  ['a place nobody knows', () => form({ landing: 'atlantis', amount: '1亿' })],
  ['an endless amount', () => form({ amount: '9'.repeat(100_000) })],
  ['an endless company', () => form({ company: `${'很'.repeat(100_000)}公司`, amount: '1亿' })],
  ['an endless note', () => form({ note: '长'.repeat(100_000), amount: '1亿' })],
  ['an unknown draft', () => value(swap(true_.event.action.value, 'nobody'))],
];

/** Every text in the value replaced, whatever the card calls it. */
function swap(given: unknown, by: string): unknown {
  if (typeof given === 'string') return by;
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([key, one]) => [key, swap(one, by)]));
}

/** What the platform waits for. */
const PRESS_MS_MAX = 3_000;

test.each(odd)('%s: a toast, at once, and nothing registered', async (_, action) => {
  const at = performance.now();
  const answer = await pressWith(action());
  expect(performance.now() - at).toBeLessThan(PRESS_MS_MAX);
  expect(answer.status === 200 || (answer.status >= 400 && answer.status < 500), answer.text).toBe(true);
  if (answer.status === 200) {
    const { toast, card } = JSON.parse(answer.text) as { toast?: { content: string }; card?: unknown };
    expect(toast?.content ?? '').not.toBe('');
    expect(toast?.content).not.toMatch(/系统错误|没有保存成功|undefined|Error/);
    expect(card).toBeUndefined();
  }
  const found = await city.sandbox.ask('周岚', city.chat('周岚'), '我的');
  expect(found.text).toContain('还没有登记');
});

test('a stranger’s press on somebody’s form is refused', async () => {
  const answer = await pressWith({}, city.person('路过').openId);
  expect(answer.text).toContain('名册');
});

test('after all of them nothing has failed inside', async () => {
  const metrics = await city.metrics();
  expect(metrics).toMatch(/^zhaoshang_presses_total\{result="done"\} [1-9]/m);
  expect(metrics).not.toMatch(
    /^zhaoshang_(?:requests_failed_total|presses_total\{result="failed"\}).* [1-9]/m,
  );
});
