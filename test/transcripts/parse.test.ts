// The language of transcripts: each kind of line is read as meant, and a line that is none says where it stands.
import { describe, expect, test } from 'vitest';
import { fill, parseLine, parseTranscript } from './parse.ts';

describe('a line', () => {
  test.each([
    ['时间 2026-12-03 09:00', { do: 'clock', when: '2026-12-03 09:00' }],
    ['< 已登记 XS- · [推进]', { do: 'answer', parts: ['已登记 XS-', '[推进]'] }],
    ['! 已登记', { do: 'toast', parts: ['已登记'] }],
    ['× 必填', { do: 'client', parts: ['必填'] }],
    ['无 138 · 139', { do: 'absent', parts: ['138', '139'] }],
    ['安静', { do: 'quiet' }],
    ['记 甲', { do: 'remember', name: '甲' }],
    ['$项目 = XM-', { do: 'capture', name: '项目', prefix: 'XM-' }],
    ['王敏 收到 编号：一 · 二: 三', { do: 'received', who: '王敏', parts: ['编号：一', '二: 三'] }],
    ['苏敏 从未见 138', { do: 'never-seen', who: '苏敏', parts: ['138'] }],
    ['林晓 发语音', { do: 'send', who: '林晓', thing: 'audio' }],
    ['林晓 撤回', { do: 'recall', who: '林晓' }],
    ['林晓 移出可用范围', { do: 'range', who: '林晓', within: false }],
    ['林晓 移入可用范围', { do: 'range', who: '林晓', within: true }],
    ['林晓 菜单 register', { do: 'menu', who: '林晓', key: 'register' }],
    ['秦岭 拉进 新群', { do: 'move-bot', who: '秦岭', group: '新群', into: true }],
    ['换号重推', { do: 'redeliver-as-new' }],
  ])('%s', (line, act) => {
    expect(parseLine(line)).toEqual(act);
  });

  const say = { do: 'say', who: '林晓', group: null, mention: false, replyTo: null, rich: false };
  test.each([
    ['林晓: 登记 按「提交」: 好', { ...say, text: '登记 按「提交」: 好' }],
    ['林晓：你好', { ...say, text: '你好' }],
    ['@群 林晓: 排名', { ...say, group: '群', mention: true, text: '排名' }],
    ['群 林晓: 排名', { ...say, group: '群', text: '排名' }],
    ['@群 林晓:', { ...say, group: '群', mention: true, text: '' }],
    ['林晓 回复: 推进', { ...say, replyTo: '', text: '推进' }],
    ['林晓 回复 甲: 推进', { ...say, replyTo: '甲', text: '推进' }],
    ['林晓 富文本: 登记\n一行', { ...say, rich: true, text: '登记\n一行' }],
  ])('says: %s', (line, act) => {
    expect(parseLine(line)).toEqual(act);
  });

  const press = {
    do: 'press',
    who: '林晓',
    group: null,
    whose: null,
    card: null,
    twice: false,
    button: '提交',
    inputs: {},
  };
  test.each([
    ['林晓 按「提交」', press],
    ['林晓 连按「提交」', { ...press, twice: true }],
    ['林晓 按 甲「提交」', { ...press, card: '甲' }],
    ['林晓 按 王敏 的「提交」', { ...press, whose: '王敏' }],
    ['@群 林晓 按「提交」', { ...press, group: '群' }],
    [
      '林晓 按「提交」 投资额=5.2亿 备注="a b=c\\nd" 产业=甲|乙 说明=有 空格 理由=',
      {
        ...press,
        inputs: { 投资额: '5.2亿', 备注: 'a b=c\nd', 产业: ['甲', '乙'], 说明: '有 空格', 理由: '' },
      },
    ],
  ])('presses: %s', (line, act) => {
    expect(parseLine(line)).toEqual(act);
  });
});

describe('a file', () => {
  test('skips remarks and empty lines, joins lines that begin with two blanks, and counts from one', () => {
    const text = '# 说明\n\n林晓: 登记\n  1、甲\n  2、乙\n< 好\n';
    expect(parseTranscript(text, 'a.chat').map(({ line, source }) => [line, source])).toEqual([
      [3, '林晓: 登记\n1、甲\n2、乙'],
      [6, '< 好'],
    ]);
  });

  test('names the file and the line that it does not understand', () => {
    expect(() => parseTranscript('安静\n什么也不是\n', 'a.chat')).toThrow(
      'a.chat:2 看不懂这一行：什么也不是',
    );
    expect(() => parseTranscript('林晓 按「提交」 没有等号', 'a.chat')).toThrow('a.chat:1 不是「字段=值」');
  });
});

test('values and repetitions are filled in, the longest name first', () => {
  const values = new Map([
    ['项', 'X'],
    ['项目', 'XM-1'],
  ]);
  expect(fill('推进 $项目 $项 {啊×3}', values)).toBe('推进 XM-1 X 啊啊啊');
});
