import { describe, expect, test } from 'vitest';
import { decode } from '../../src/lark/decode.ts';
import { instant } from '../../src/lark/envelope.ts';
import { decodePress, encodePress, plainFieldName } from '../../src/lark/press.ts';
import type { Delivery } from '../../src/ports.ts';
import { altered, chat, decoded, envelopeOf, eventId, messageId, person } from './decode-kit.ts';
import { fixture } from './door-kit.ts';

describe('card presses', () => {
  const press = { command: 'review', action: 'approve', args: { id: 'XS-202611-0001' } };

  test('a button brings back its command', () => {
    expect(decoded('card-button')).toEqual({
      kind: 'press',
      eventId,
      createdAt: 1_762_740_000_000,
      messageId,
      chatId: chat,
      operatorId: person,
      press,
      form: {},
    } satisfies Delivery);
  });

  test('a form brings its fields, dates without the offset', () => {
    expect(decoded('card-form')).toMatchObject({
      press: { command: 'report', action: 'submit', args: {} },
      form: {
        company: '某某公司',
        note: '第一行\n第二行',
        phone: '',
        industry: 'carbon',
        tags: ['a', 'b'],
        signedOn: '2026-11-10',
        metAt: '2026-11-10 19:19',
        agree: true,
      },
    });
  });

  test.each([
    [{ option: 'yongan' }, 'yongan'],
    [{ option: '2026-11-10 +0800' }, '2026-11-10'],
    [{ option: '05:05 +0800' }, '05:05'],
    [{ option: undefined, options: ['a', 1, 'b'] }, ['a', 'b']],
    [{ option: undefined, input_value: 'x\ny' }, 'x\ny'],
    [{ option: undefined, checked: false }, false],
  ])('outside a form %j stands under the name', (action, value) => {
    expect(decode(altered('card-select', 'action', action))).toMatchObject({
      press: null,
      form: { unit: value },
    });
  });

  test.each([
    undefined,
    null,
    'report',
    '{"v":1,"c":"a","a":"b","p":{}}',
    [],
    {},
    { v: 2, c: 'a', a: 'b', p: {} },
    { v: 1, c: '', a: 'b', p: {} },
    { v: 1, c: 'x'.repeat(65), a: 'b', p: {} },
    { v: 1, c: 'a', a: 'b', p: { id: 1 } },
    { v: 1, c: 'a', a: 'b', p: { id: 'x'.repeat(201) } },
    { v: 1, c: 'a', a: 'b', p: { 'a b': 'x' } },
    { v: 1, c: 'a', a: 'b', p: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, ''])) },
    { v: 1, c: 'a', a: 'b', p: {}, extra: 1 },
    { v: 1, c: 'a', a: 'b', p: ['x'] },
  ])('a foreign, old or oversized value is no press: %j', (value) => {
    expect(decodePress(value)).toBeNull();
    expect(decode(altered('card-button', 'action', { value }))).toMatchObject({ kind: 'press', press: null });
  });

  test('encoding and decoding are inverse', () => {
    expect(decodePress(JSON.parse(JSON.stringify(encodePress(press))))).toEqual(press);
  });

  test('the prefix of a form is taken off its fields, and only that', () => {
    expect(plainFieldName('f2__amount')).toBe('amount');
    expect(plainFieldName('amount')).toBe('amount');
    expect(plainFieldName('factory__x')).toBe('factory__x');
  });

  test('prototype keys and odd values in a form vanish (S15)', () => {
    const value = fixture('card-form');
    const event = value['event'] as Record<string, Record<string, unknown>>;
    const form = JSON.parse(
      '{"__proto__":["x"],"f1____proto__":["x"],"constructor":"x","a":null,"b":{"c":1},"d":5,"e":["x",{}]}',
    ) as unknown;
    Object.assign(event['action'] ?? {}, { form_value: form });
    const delivery = decode(envelopeOf(value));
    if (delivery.kind !== 'press') expect.fail('not a press');
    expect(Object.getPrototypeOf(delivery.form)).toBe(Object.prototype);
    expect(Object.entries(delivery.form)).toEqual([
      ['d', '5'],
      ['e', ['x']],
    ]);
  });

  test.each([
    ['operator', { open_id: 'me' }, 'operator.open_id'],
    ['context', { open_message_id: '' }, 'context.open_message_id'],
    ['context', { open_chat_id: undefined }, 'context.open_chat_id'],
    ['action', { form_value: 'x' }, 'action.form_value'],
    [
      'action',
      { form_value: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [at, ''])) },
      'action.form_value',
    ],
  ])('%s %j is malformed', (part, fields, field) => {
    expect(decode(altered('card-form', part, fields))).toEqual({
      kind: 'malformed',
      reason: `card.action.trigger: ${field}`,
    });
  });
});

describe('other events', () => {
  const base = { eventId, createdAt: 1_762_740_000_000 };

  test.each<[string, Delivery]>([
    ['menu', { ...base, kind: 'menu', operatorId: person, menuKey: 'menu_report_today' }],
    ['entered', { ...base, kind: 'entered', operatorId: person, chatId: chat }],
    ['bot-added', { ...base, kind: 'joined', chatId: chat, operatorId: person, chatName: '碳纤维专班' }],
    ['bot-deleted', { ...base, kind: 'removed', chatId: chat, operatorId: person, chatName: '碳纤维专班' }],
    ['recalled', { ...base, kind: 'recalled', messageId, chatId: chat }],
    [
      'user-updated',
      { ...base, kind: 'account', change: 'updated', openId: person, gone: null, mobile: null, name: '某某' },
    ],
  ])('%s', (name, delivery) => {
    expect(decoded(name)).toEqual(delivery);
  });

  test('an event of the old schema is unknown, whatever its type says', () => {
    const old = fixture('old-p2p-chat-create');
    expect(decode(envelopeOf(old))).toMatchObject({
      kind: 'unknown',
      type: 'p2p_chat_create',
      createdAt: 1_502_199_207_000,
    });
    Object.assign(old['event'] as object, { type: 'im.message.receive_v1' });
    expect(decode(envelopeOf(old))).toMatchObject({ kind: 'unknown' });
  });

  test('what its type requires and is missing is malformed', () => {
    expect(decode(altered('menu', '', { event_key: '' }))).toMatchObject({
      reason: 'application.bot.menu_v6: event_key',
    });
    expect(decode(altered('menu', '', { operator: {} }))).toMatchObject({ kind: 'malformed' });
    expect(decode(altered('entered', '', { chat_id: 1 }))).toMatchObject({ kind: 'malformed' });
    expect(decode(altered('recalled', '', { message_id: null }))).toMatchObject({ kind: 'malformed' });
    expect(decode(altered('bot-added', '', { chat_id: '' }))).toMatchObject({ kind: 'malformed' });
    expect(decode(altered('bot-added', '', { operator_id: null, name: 5 }))).toMatchObject({
      operatorId: null,
      chatName: '',
    });
  });
});

describe('instants', () => {
  test.each([
    ['1608725989000', 1_608_725_989_000],
    ['1603977298000000', 1_603_977_298_000],
    ['1669364458', 1_669_364_458_000],
    [1669364458, 1_669_364_458_000],
    [1608725989000, 1_608_725_989_000],
    ['160397729800', null],
    ['1e12', null],
    ['', null],
    [null, null],
    [Number.NaN, null],
    [-1608725989000, null],
  ])('%j is %j', (value, expected) => {
    expect(instant(value)).toBe(expected);
  });
});
