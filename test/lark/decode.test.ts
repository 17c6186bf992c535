import { describe, expect, test } from 'vitest';
import { dropLinks } from '../../src/lark/decode/text.ts';
import { decode } from '../../src/lark/decode.ts';
import type { Delivery } from '../../src/ports.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { altered, chat, decoded, envelopeOf, eventId, messageId, person } from './decode-kit.ts';
import { fixture } from './door-kit.ts';

const bodyOf = (type: string, content: unknown): unknown => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const delivery = decode(altered('message-text', 'message', { message_type: type, content: text }));
  return delivery.kind === 'message' ? delivery.body : delivery;
};

describe('messages', () => {
  test('a private text keeps its line breaks and loses only link syntax', () => {
    expect(decoded('message-text')).toEqual({
      kind: 'message',
      eventId,
      createdAt: 1_762_739_999_123,
      messageId,
      chatId: chat,
      chatKind: 'private',
      senderId: person,
      senderIsPerson: true,
      body: { type: 'text', text: '登记 三明市某碳纤维项目\n投资 3 亿元 联系 a@b.cn，见 说明' },
      mentions: [],
      parentId: null,
    } satisfies Delivery);
  });

  test('a mention in a group stays a placeholder and is listed', () => {
    expect(decoded('message-group')).toMatchObject({
      chatKind: 'group',
      body: { type: 'text', text: '@_user_1 项目 碳纤维' },
      parentId: 'om_parent1',
      mentions: [
        {
          key: '@_user_1',
          openId: 'ou_7d8a6e6df7621556ce0d21922b676706',
          name: '招商助手',
          isBot: true,
          isEveryone: false,
        },
      ],
    });
  });

  test('@_all is everyone, listed or not', () => {
    const everyone = { key: '@_all', openId: null, isBot: false, isEveryone: true };
    expect(decoded('message-everyone')).toMatchObject({ mentions: [everyone] });
    const listed = altered('message-everyone', 'message', { mentions: [{ key: '@_all', name: '所有人' }] });
    expect(decode(listed)).toMatchObject({ mentions: [{ ...everyone, name: '所有人' }] });
  });

  test('mentions without an id, with a bare id or of a wrong shape do no harm', () => {
    const mentions = [
      { key: '@_user_1', name: '张三' },
      { key: '@_user_2', name: 3, id: 'ou_abc' },
      { key: '@_user_3', name: '李四', id: { open_id: 'ou_<at>' } },
      null,
      'x',
      { name: 'no key' },
    ];
    expect(decode(altered('message-group', 'message', { mentions }))).toMatchObject({
      mentions: [
        { key: '@_user_1', openId: null, name: '张三' },
        { key: '@_user_2', openId: 'ou_abc', name: '' },
        { key: '@_user_3', openId: null, name: '李四' },
      ],
    });
    expect(decode(altered('message-group', 'message', { mentions: 'x' }))).toMatchObject({ mentions: [] });
  });

  test('a post becomes lines: title, mentions, link texts', () => {
    expect(decoded('message-post')).toMatchObject({
      body: { type: 'text', text: '走访记录\n@_user_1 到 永安园区\n\n谈了两小时[SMILE]\n\na=1' },
      mentions: [{ key: '@_user_1' }],
    });
  });

  test('a post of nothing but a picture is that picture; a post as sent is read too', () => {
    const content = [[{ tag: 'img', image_key: 'img_v2_9' }]];
    expect(bodyOf('post', { title: '', content })).toEqual({ type: 'image', fileKey: 'img_v2_9' });
    const sent = {
      zh_cn: {
        title: '',
        content: [
          [
            { tag: 'at', user_id: 'all' },
            { tag: 'text', text: ' 好' },
          ],
        ],
      },
    };
    expect(bodyOf('post', sent)).toEqual({ type: 'text', text: '@_all 好' });
  });

  test('files and images keep their key, and a file its name', () => {
    expect(decoded('message-image')).toMatchObject({ body: { type: 'image', fileKey: 'img_v3_02ab_d1e' } });
    expect(decoded('message-file')).toMatchObject({
      body: { type: 'file', fileKey: 'file_v3_0075_ab', fileName: '营业执照.pdf' },
    });
    expect(bodyOf('file', { file_key: 'f1' })).toMatchObject({ fileName: '未命名文件' });
  });

  test.each([
    ['audio', '语音'],
    ['media', '视频'],
    ['sticker', '表情'],
    ['merge_forward', '合并转发的消息'],
    ['share_user', '名片'],
    ['share_chat', '群名片'],
    ['location', '位置'],
    ['calendar', '日程'],
    ['share_calendar_event', '日程'],
    ['general_calendar', '日程'],
    ['interactive', '卡片'],
    ['folder', '文件夹'],
    ['system', '系统消息'],
    ['video_chat', '视频会议'],
    ['todo', '任务'],
    ['vote', '投票'],
    ['hongbao', '红包'],
    ['something_new', '这种消息'],
    ['toString', '这种消息'],
  ])('%s is named %s', (type, name) => {
    expect(bodyOf(type, {})).toEqual({ type: 'other', name });
  });

  test.each([
    ['text', 'no json'],
    ['text', '"x"'],
    ['text', { text: 1 }],
    ['post', { title: 'x' }],
    ['image', { image_key: '../../etc' }],
    ['file', { file_key: '' }],
    ['file', '[]'],
  ])('%s with content %j is malformed', (type, content) => {
    expect(bodyOf(type, content)).toEqual({
      kind: 'malformed',
      reason: 'im.message.receive_v1: message.content',
    });
  });

  test.each([
    ['message', { message_id: 'om_' }, 'message.message_id'],
    ['message', { message_id: 'om_a/b' }, 'message.message_id'],
    ['message', { message_id: 'om_a\n' }, 'message.message_id'],
    ['message', { message_id: `om_${'a'.repeat(65)}` }, 'message.message_id'],
    ['message', { chat_id: 'ou_a' }, 'message.chat_id'],
    ['message', { chat_id: undefined }, 'message.chat_id'],
    ['message', { content: {} }, 'message.content'],
    ['sender', { sender_id: null }, 'sender.sender_id'],
    ['sender', { sender_id: { open_id: 'xx' } }, 'sender.sender_id'],
  ])('%s %j is malformed', (part, fields, field) => {
    expect(decode(altered('message-text', part, fields))).toEqual({
      kind: 'malformed',
      reason: `im.message.receive_v1: ${field}`,
    });
  });

  test('another bot is no person; one without an id is unknown', () => {
    expect(decode(altered('message-text', 'sender', { sender_type: 'bot' }))).toMatchObject({
      senderIsPerson: false,
    });
    expect(decode(altered('message-text', 'sender', { sender_type: 'app', sender_id: null }))).toMatchObject({
      kind: 'unknown',
    });
  });

  test("without a time of its own a message has the push's, without either none", () => {
    const value = fixture('message-text');
    const message = (value['event'] as Record<string, Record<string, unknown>>)['message'];
    if (message !== undefined) delete message['create_time'];
    expect(decode(envelopeOf(value))).toMatchObject({ createdAt: 1_762_740_000_000 });
    delete (value['header'] as Record<string, unknown>)['create_time'];
    expect(decode(envelopeOf(value))).toMatchObject({ createdAt: null });
  });

  test('prototype keys in the content reach nothing (S15)', () => {
    const content = '{"text":"登记","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    expect(bodyOf('text', content)).toEqual({ type: 'text', text: '登记' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('links in text', () => {
  test.each([
    ['[a](https://b.cn/c?d=1#e) f', 'a f'],
    ['[x](mailto:x@y.z)[y](tel:1)', 'xy'],
    ['f(x)[1](2)', 'f(x)[1](2)'],
    ['[](https://b.cn)', '[](https://b.cn)'],
    ['[a](javascript:1)', '[a](javascript:1)'],
    ['[待定] (面议)', '[待定] (面议)'],
  ])('%s → %s', (text, expected) => {
    expect(dropLinks(text)).toBe(expected);
  });

  test('a hostile text of 100 KB is read at once', () => {
    for (const unit of ['[', '[a](', '[a](http://', '](', '[a](http://b', '[['.repeat(9)]) {
      const text = `${unit.repeat(Math.ceil(100_000 / unit.length))}](`;
      const start = process.cpuUsage();
      dropLinks(text);
      expect(cpuMsSince(start)).toBeLessThan(300);
    }
  });
});
