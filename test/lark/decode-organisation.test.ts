// Events of the organisation, as feishu.md §2.5–2.6 gives them, and as they come when field scopes are missing.
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/lark/decode.ts';
import type { Envelope } from '../../src/lark/envelope.ts';

const envelope = (eventType: string, event: unknown): Envelope => ({
  ...BASE,
  eventType,
  event: event as Envelope['event'],
});
const BASE = { schema: '2.0', eventId: 'e1', createdAt: 1_700_000_000_000 } as Envelope;
const STATUS = {
  is_frozen: false,
  is_resigned: false,
  is_activated: true,
  is_exited: false,
  is_unjoin: false,
};
const user = (more: object = {}) => ({
  object: {
    open_id: 'ou_a',
    union_id: 'on_a',
    name: '张三',
    mobile: '+8613800000000',
    status: STATUS,
    ...more,
  },
  old_object: { department_ids: ['od-1'], open_id: 'ou_a' },
});

describe('accounts', () => {
  test('an account that came carries its name and number', () => {
    expect(decode(envelope('contact.user.created_v3', user()))).toEqual({
      kind: 'account',
      eventId: 'e1',
      createdAt: 1_700_000_000_000,
      change: 'created',
      openId: 'ou_a',
      name: '张三',
      mobile: '+8613800000000',
      gone: null,
    });
  });

  test.each([
    ['contact.user.deleted_v3', {}, 'left'],
    ['contact.user.updated_v3', { status: { ...STATUS, is_resigned: true } }, 'left'],
    ['contact.user.updated_v3', { status: { ...STATUS, is_exited: true } }, 'left'],
    ['contact.user.updated_v3', { status: { ...STATUS, is_frozen: true } }, 'frozen'],
    ['contact.user.updated_v3', {}, null],
    ['contact.user.updated_v3', { status: undefined }, null],
    ['contact.user.updated_v3', { status: 'odd' }, null],
  ])('%s with %j tells that the account is %s', (type, more, gone) => {
    expect(decode(envelope(type, user(more)))).toMatchObject({ kind: 'account', gone });
  });

  test('what a missing field scope leaves out is not known, and the event still counts', () => {
    const bare = { object: { open_id: 'ou_a' } };
    expect(decode(envelope('contact.user.deleted_v3', bare))).toMatchObject({
      openId: 'ou_a',
      name: '',
      mobile: null,
      gone: 'left',
    });
  });

  test.each([[{}], [{ object: null }], [{ object: { open_id: "ou_a' OR 1" } }], [[]], [null]])(
    '%j is malformed, never a guess',
    (event) => {
      expect(decode(envelope('contact.user.deleted_v3', event))).toMatchObject({ kind: 'malformed' });
    },
  );
});

describe('departments and groups', () => {
  test.each([
    ['contact.department.created_v3', 'department'],
    ['contact.department.updated_v3', 'department'],
    ['contact.department.deleted_v3', 'department'],
    ['contact.scope.updated_v3', 'scope'],
  ])('%s only tells that something changed', (type, what) => {
    expect(decode(envelope(type, { object: {} }))).toMatchObject({ kind: 'organisation', what });
  });

  test('people who come into a group are read by their ids; odd ones are left out', () => {
    const users = [
      { name: '李四', tenant_key: 't', user_id: { open_id: 'ou_b', union_id: 'on_b' } },
      { name: '外人', user_id: { open_id: 'nobody' } },
      'odd',
    ];
    const event = { chat_id: 'oc_1', operator_id: { open_id: 'ou_a' }, users, name: '工作群' };
    expect(decode(envelope('im.chat.member.user.added_v1', event))).toMatchObject({
      kind: 'members',
      change: 'added',
      chatId: 'oc_1',
      people: [{ openId: 'ou_b', name: '李四' }],
    });
    expect(decode(envelope('im.chat.member.user.deleted_v1', event))).toMatchObject({ change: 'removed' });
    expect(decode(envelope('im.chat.member.user.withdrawn_v1', event))).toMatchObject({ change: 'removed' });
  });

  test('a group that is disbanded is one the assistant was removed from', () => {
    const event = { chat_id: 'oc_1', operator_id: { open_id: 'ou_a' }, name: '工作群' };
    expect(decode(envelope('im.chat.disbanded_v1', event))).toMatchObject({
      kind: 'removed',
      chatId: 'oc_1',
    });
  });
});
