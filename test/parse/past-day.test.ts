import { describe, expect, it } from 'vitest';
import { readPastDay } from '../../src/parse/past-day.ts';

const TODAY = '2026-11-24';

describe('the day something happened', () => {
  it.each([
    ['签约 11月3日 合同', '2026-11-03', '签约  合同'],
    ['签约 昨天', '2026-11-23', '签约'],
    ['签约 2026.11.3 合同', '2026-11-03', '签约  合同'],
    ['上个月底签约', '2026-10-31', '签约'],
  ])('%s is taken as it stands', (words, on, rest) => {
    expect(readPastDay(words, TODAY)).toEqual({ on, rest, hint: null });
  });

  it.each([
    ['签约 11-3 合同', '2026-11-03', '「11-3」'],
    ['签约 11.3 合同', '2026-11-03', '「11.3」'],
    ['签约 １１．３', '2026-11-03', '「11.3」'],
    ['11-03签的', '2026-11-03', '「11-03」'],
    ['签约 3号 合同', '2026-11-03', '「3号」'],
    ['周一签约', '2026-11-23', '「周一」'],
    ['星期五签约', '2026-11-20', '「星期五」'],
    ['签约 30号', '2026-10-30', '「30号」'],
    ['签约 3月5日', '2026-03-05', '「3月5日」'],
    ['签约 3-5 合同', '2026-03-05', '「3-5」'],
    ['签约 12-30 合同', '2025-12-30', '「12-30」'],
    ['签约 11月5日前', '2026-11-05', '「11月5日前」'],
  ])('%s is the latest that has come, and says so', (words, on, said) => {
    const read = readPastDay(words, TODAY);
    expect(read.on).toBe(on);
    expect(read.hint).toContain(`${said}按 ${on} 填写`);
    expect(read.rest).not.toContain(said.slice(1, -1));
  });

  it.each([
    ['签约 11-28 合同', '「11-28」（2026-11-28）还没有到'],
    ['签约 11月28日', '「11月28日」（2026-11-28）还没有到'],
    ['签约 明天', '「明天」（2026-11-25）还没有到'],
    ['签约 2027年3月5日', '「2027年3月5日」（2027-03-05）还没有到'],
    ['签约 11月31日', '2026年11月只有30天，没有31日'],
    ['签约 11月初 合同', '「11月初」没有写到哪一天'],
    ['今年3月签约', '「今年3月」没有写到哪一天'],
    ['上周签约', '「上周」没有写到哪一天'],
    ['去年签约', '「去年」没有写到哪一天'],
  ])('%s is not taken, and says why', (words, why) => {
    const read = readPastDay(words, TODAY);
    expect(read).toMatchObject({ on: null, rest: words });
    expect(read.hint).toContain(why);
    expect(read.hint).toContain('请改成实际日期');
  });

  it.each([
    '签约 合同',
    '签约 11-3号楼',
    '签约 0.5',
    '到位 11.3万',
    '到位 11.3 亿',
    '签约 今年新合同',
    '合同 HT-11-3',
  ])('%s names no day', (words) => {
    expect(readPastDay(words, TODAY)).toEqual({ on: null, rest: words, hint: null });
  });
});
