// What is said of a visit or an activity, as it is read into the form; and that nothing typed breaks the reading.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Roster } from '../../src/domain/roster.ts';
import { ACTIVITY_TEXT_MAX, readActivity } from '../../src/parse/visit.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { cpuMsSince } from '../harness/cpu.ts';

const readPack = (city: string) => packOf(readText(`schemes/${city}/pack.yaml`));

const roster = new Roster({ units: [], people: [], posts: [], chats: [] });
const here = (city: string) => ({ pack: readPack(city), roster, today: '2026-11-10' });
const liaocheng = here('liaocheng');
const visit = (text: string) => readActivity(text, 'visit', liaocheng);

describe('a visit in one sentence', () => {
  test.each([
    ['海尔集团 谈了冷链项目,下周三回访', ['海尔集团'], '谈了冷链项目', '2026-11-18'],
    ['海尔集团谈了冷链项目，下周三回访', ['海尔集团'], '谈了冷链项目', '2026-11-18'],
    ['海尔集团、美的、格力 谈了空调', ['海尔集团', '美的', '格力'], '谈了空调', null],
    ['海尔,美的,格力 对接', ['海尔', '美的', '格力'], '对接', null],
    [
      '了福建闽光新材料有限公司 拟投资2亿元，12月1日再访',
      ['福建闽光新材料有限公司'],
      '拟投资2亿元',
      '2026-12-01',
    ],
    ['宁德时代和比亚迪 交流电池', ['宁德时代', '比亚迪'], '交流电池', null],
    ['永和豆浆 座谈', ['永和豆浆'], '座谈', null],
    ['联想集团 谈了服务器', ['联想集团'], '谈了服务器', null],
    ['理想汽车', ['理想汽车'], null, null],
  ])('「%s」', (text, firms, topic, nextOn) => {
    expect(visit(text)).toMatchObject({ kind: 'visit', enterprises: firms, topic, nextOn });
  });

  test('a day at the head is the day of the visit', () => {
    expect(visit('昨天 海尔集团 谈了冷链')).toMatchObject({ on: '2026-11-09', enterprises: ['海尔集团'] });
  });

  test.each([
    ['11-3 海尔集团 谈了冷链', '2026-11-03', '「11-3」按 2026-11-03 填写'],
    ['海尔集团 谈了冷链 11.3', '2026-11-03', '「11.3」按 2026-11-03 填写'],
    ['11月初 海尔集团 谈了冷链', '2026-11-01', '「11月初」按 2026-11-01 填写'],
    ['3号 海尔集团 谈了冷链', '2026-12-03', '是本月还是下月？先按 2026-12-03 填写'],
    ['今年3月 海尔集团 谈了冷链', null, '「今年3月」没有写到哪一天'],
  ])('「%s」 is not taken silently', (text, on, said) => {
    const read = visit(text);
    expect(read).toMatchObject({ on, enterprises: ['海尔集团'] });
    expect(read.doubts.join('')).toContain(said);
  });

  test('a year or a month of what was talked about is no day of the visit', () => {
    expect(visit('海尔集团 谈了冷链项目扩产，明年3月开工')).toMatchObject({ on: null, doubts: [] });
  });

  test('a day that does not exist is said', () => {
    expect(visit('海尔集团 谈了冷链，2月30日回访').doubts.join('')).toMatch(/2月|30/u);
  });
});

describe('another activity in one sentence', () => {
  test('kind, day, place and firms in any order', () => {
    const read = readActivity(
      '推介会 12月8日 深圳 新材料专场 邀请海尔、美的、格力参加',
      'activity',
      liaocheng,
    );
    expect(read).toMatchObject({
      kind: 'fair',
      on: '2026-12-08',
      region: '深圳',
      enterprises: ['海尔', '美的', '格力'],
    });
  });

  test('that a city leader led is read (LF-B30)', () => {
    const read = readActivity('赴京 11月6日 北京 市领导率队对接央企', 'activity', here('langfang'));
    expect(read).toMatchObject({ kind: 'capital_trip', region: '北京', flags: ['city_leader'] });
  });
});

describe('hostile words', () => {
  test.each([
    '',
    '   ',
    '、、、，，，',
    '😀'.repeat(500),
    'A'.repeat(ACTIVITY_TEXT_MAX + 999),
    '谈'.repeat(5_000),
    Array.from({ length: 60 }, (_, n) => `甲${n}科技`).join('、'),
    "'; DROP TABLE activity; --",
    '<at user_id="all"></at> **x** [a](javascript:1)',
    '=HYPERLINK("http://x")',
  ])('are read without a fault', (text) => {
    for (const mode of ['visit', 'activity'] as const) {
      const started = process.cpuUsage();
      expect(() => readActivity(text, mode, liaocheng)).not.toThrow();
      expect(cpuMsSince(started)).toBeLessThan(3_000);
    }
  });

  test('any text at all is read, and every name stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '海',
            '尔',
            '和',
            '、',
            '，',
            ' ',
            '谈',
            '了',
            '公',
            '司',
            '1',
            '月',
            '日',
            '回',
            '访',
            'A',
            '\n',
          ),
        }),
        (text) => {
          const read = readActivity(text, 'visit', liaocheng);
          expect(read.enterprises.every((name) => name.length >= 2 && name.length <= 60)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
