// Period words of 战报, 排名 and 异议: quarters, years and months, in the ways people write them.
import { describe, expect, test } from 'vitest';
import { readPeriodWords } from '../../commands/shared/period-words.ts';
import type { Scene } from '../../src/command.ts';
import { Roster } from '../../src/domain/roster.ts';
import { sanming } from '../domain/pack/sanming.ts';

const scene = (today: string, quoted: string | null = null): Scene => ({
  now: 0,
  today,
  actor: null,
  openId: 'ou_x',
  audience: 'private',
  chatId: null,
  chatUnit: undefined,
  quoted,
  cause: 'test',
  roster: new Roster({ units: [], people: [], posts: [], chats: [] }),
  pack: sanming(),
});
const read = (text: string, today = '2026-11-20', quoted: string | null = null) =>
  readPeriodWords(text, scene(today, quoted));

describe('a period', () => {
  test.each([
    ['三季度', 'quarter', '2026-Q3'],
    ['第三季度', 'quarter', '2026-Q3'],
    ['3季度', 'quarter', '2026-Q3'],
    ['2026-Q3', 'quarter', '2026-Q3'],
    ['2026Q3', 'quarter', '2026-Q3'],
    ['q3', 'quarter', '2026-Q3'],
    ['2025年四季度', 'quarter', '2025-Q4'],
    ['去年四季度', 'quarter', '2025-Q4'],
    ['今年第一季度', 'quarter', '2026-Q1'],
    ['上季度', 'quarter', '2026-Q3'],
    ['上个季度', 'quarter', '2026-Q3'],
    ['本季度', 'quarter', '2026-Q4'],
    ['四季度', 'quarter', '2026-Q4'],
    ['季通报', 'quarter', '2026-Q3'],
    ['2026年', 'year', '2026'],
    ['2026', 'year', '2026'],
    ['2026年度', 'year', '2026'],
    ['去年', 'year', '2025'],
    ['今年', 'year', '2026'],
    ['年终考核通报', 'year', '2025'],
    ['10月', 'month', '2026-10'],
    ['2026年10月', 'month', '2026-10'],
    ['2026-10', 'month', '2026-10'],
    ['202610', 'month', '2026-10'],
    ['去年12月', 'month', '2025-12'],
    ['上月', 'month', '2026-10'],
    ['十月', 'month', '2026-10'],
  ])('「%s」', (text, kind, key) => {
    expect(read(text)).toEqual({ period: { kind, key }, rest: [] });
  });

  test('a quarter without a year is the latest that has begun', () => {
    expect(read('四季度', '2026-03-05')).toMatchObject({ period: { key: '2025-Q4' } });
  });

  test('other words stay beside it', () => {
    expect(read('三季度 县区')).toEqual({ period: { kind: 'quarter', key: '2026-Q3' }, rest: ['县区'] });
    expect(read('县区 2025年')).toEqual({ period: { kind: 'year', key: '2025' }, rest: ['县区'] });
    expect(read('县区')).toEqual({ period: null, rest: ['县区'] });
  });

  test.each(['2027年', '2027-Q1', '下季度', '明年', '2026-12'])('「%s」 has not begun', (text) => {
    expect(read(text)).toHaveProperty('because', expect.stringContaining('还没有开始'));
  });

  test('a reply to a bulletin means its period', () => {
    expect(read('', '2026-11-20', 'quarter:2026-Q3')).toEqual({
      period: { kind: 'quarter', key: '2026-Q3' },
      rest: [],
    });
    expect(read('', '2026-11-20', 'month:2026-09')).toMatchObject({ period: { key: '2026-09' } });
    expect(read('', '2026-11-20', 'XM-202609-0001')).toEqual({ period: null, rest: [] });
  });

  test.each(['13月', '五季度', '2026年13月'])('「%s」 is none', (text) => {
    const words = read(text);
    expect('because' in words || words.rest.length > 0).toBe(true);
  });
});
