/** From typed words to a command: the longest word wins; mentions go; suggestions are only what may be used. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../src/command.ts';
import type { Person } from '../src/domain/roster.ts';
import { answerOnly } from '../src/outcome.ts';
import type { Mention } from '../src/ports.ts';
import { mentionsSelf, route, suggest, withoutMentions } from '../src/route.ts';

const command = (
  id: string,
  words: readonly [string, ...string[]],
  who: Command['who'] = 'people',
): Command => ({
  id,
  words,
  who,
  summary: '',
  example: '',
  inGroups: true,
  say: async () => answerOnly({}),
});
const COMMANDS = [
  command('report', ['登记', '报线索', '登记线索', '报备']),
  command('leads', ['线索']),
  command('pending', ['待审'], ['verifier']),
  command('help', ['帮助'], 'everybody'),
];
const person: Person = { id: 'p', openId: 'ou_p', name: '', unit: 'u', units: [], roles: ['reporter'] };
const mention = (key: string, more: Partial<Mention> = {}): Mention => ({
  key,
  openId: `ou_${key}`,
  name: `名${key}`,
  isBot: false,
  isEveryone: false,
  ...more,
});

describe('routing', () => {
  test.each([
    ['登记 某公司', 'report', '某公司'],
    ['登记线索 某公司', 'report', '某公司'],
    ['登记某公司', 'report', '某公司'],
    ['/登记：某公司\n第二行', 'report', '某公司\n第二行'],
    ['／帮助', 'help', ''],
    ['  帮助  ', 'help', ''],
    ['你好，帮助', 'help', ''],
    ['我想知道登记怎么用', 'help', '登记'],
    ['请问线索 碳纤维', 'leads', '碳纤维'],
    ['帮我报备 某公司', 'report', '某公司'],
    ['XS-202611-0001 线索', 'leads', 'XS-202611-0001'],
    ['XM-202611-0001：登记 补一条', 'report', 'XM-202611-0001 补一条'],
    ['登记 福建（三明）公司，投资３亿；ＡＢ：“好！”', 'report', '福建（三明）公司，投资3亿；AB：“好！”'],
  ])('%s', (text, id, rest) => {
    const routed = route(text, COMMANDS);
    expect([routed?.command.id, routed?.rest]).toEqual([id, rest]);
  });

  test.each(['', ' ', '/', '今天天气', '@@@'])('“%s” is no command', (text) => {
    expect(route(text, COMMANDS)).toBeNull();
  });
});

describe('mentions', () => {
  test('our own goes, @所有人 goes, other people’s become their names', () => {
    const self = mention('@_user_1', { openId: 'ou_bot' });
    const all = mention('@_all', { openId: null, isEveryone: true });
    const other = mention('@_user_2', { name: '张三' });
    expect(withoutMentions('@_user_1 登记 @_user_2 @_all', [self, other, all], 'ou_bot')).toBe('登记 张三');
  });

  test('more than nine mentions are told apart, and names are never read as anything else', () => {
    const many = Array.from({ length: 12 }, (_, at) => mention(`@_user_${at + 1}`, { name: `人${at + 1}` }));
    expect(withoutMentions('@_user_1,@_user_10,@_user_12', many, 'ou_bot')).toBe('人1 ,人10 ,人12');
    const odd = [mention('@_user_1', { name: '$& @_user_2 $1' }), mention('@_user_2', { name: '李四' })];
    expect(withoutMentions('问 @_user_1', odd, null)).toBe('问 $& @_user_2 $1');
    expect(withoutMentions('@_user_3 没有这个人', odd, null)).toBe('@_user_3 没有这个人');
  });

  test('called is who is mentioned by open_id; while our id is unknown, by the platform’s mark', () => {
    const bot = mention('@_user_1', { openId: 'ou_bot', isBot: true });
    const rival = mention('@_user_1', { openId: 'ou_other', isBot: true });
    expect([
      mentionsSelf([bot], 'ou_bot'),
      mentionsSelf([rival], 'ou_bot'),
      mentionsSelf([], 'ou_bot'),
    ]).toEqual([true, false, false]);
    expect(mentionsSelf([rival], null)).toBe(true);
    expect(mentionsSelf([mention('@_all', { openId: null, isEveryone: true })], null)).toBe(false);
  });
});

describe('suggestions', () => {
  test('at most three, only what the person may use', () => {
    expect(suggest('我要登记一条线索', COMMANDS, person).map((one) => one.id)).toEqual(['report', 'leads']);
    expect(suggest('待审', COMMANDS, person).map((one) => one.id)).not.toContain('pending');
    expect(suggest('待审', COMMANDS, null).every((one) => one.who === 'everybody')).toBe(true);
    const many = Array.from({ length: 9 }, (_, at) => command(`c${at}`, ['线索'], 'everybody'));
    expect(suggest('线索', many, null)).toHaveLength(3);
  });
  test('nothing in common, nothing suggested; huge text is no burden', () => {
    expect(suggest('xyz', COMMANDS, person)).toEqual([]);
    expect(suggest('线索'.repeat(100_000), COMMANDS, person).length).toBeGreaterThan(0);
  });
});
