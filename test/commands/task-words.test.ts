/** What is said of a task: verbs, numbers and the rest in either order; hostile words do no harm. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LOOSE_WORDS,
  readAssignment,
  readEvidence,
  readPercent,
  readTaskWords,
} from '../../commands/shared/task/words.ts';
import { Roster } from '../../src/domain/roster.ts';
import { cpuMsSince } from '../harness/cpu.ts';

const TODAY = '2026-11-10';
const unit = (id: string, name: string, aliases: readonly string[] = [], kind = 'district_county') => ({
  id,
  name,
  aliases,
  kind,
  parent: 'city',
  tags: {},
  activeFrom: null,
  activeTo: null,
});
const roster = new Roster({
  units: [
    unit('city', '三明市', ['三明'], 'city'),
    unit('gaoxin', '三明高新区', ['高新区']),
    unit('yongan', '永安市', ['永安']),
    unit('shaxian', '沙县区', ['沙县']),
  ],
  people: [{ id: 'p1', openId: 'ou_1', name: '周岚', unit: 'yongan', units: [], roles: ['reporter'] }],
  posts: [],
  chats: [],
});

describe('words about a task', () => {
  test.each([
    ['RW-202612-0003 签收', 'accept', 'RW-202612-0003', ''],
    ['签收 RW-202612-0003', 'accept', 'RW-202612-0003', ''],
    ['3 办结', 'close', '3', ''],
    ['RW-202612-0003 反馈 60% 已踏勘', 'report', 'RW-202612-0003', '60% 已踏勘'],
    ['反馈 60% 已踏勘', 'report', null, '60% 已踏勘'],
    ['反馈 RW-202612-0003 12月5日已报', 'report', 'RW-202612-0003', '12月5日已报'],
    ['反馈 3家企业已走访', 'report', null, '3家企业已走访'],
    ['1 申请延期 12月20日 用地未批', 'ask', '1', '12月20日 用地未批'],
    ['1 不同意延期 来不及', 'refuse', '1', '来不及'],
    ['1 同意延期', 'grant', '1', ''],
    ['1 转办 张三 出差', 'reassign', '1', '张三 出差'],
    ['交办 永安市 3天内报方案', 'assign', null, '永安市 3天内报方案'],
    ['逾期', null, null, '逾期'],
    ['', null, null, ''],
  ])('「%s」', (text, verb, number, rest) => {
    expect(readTaskWords(text)).toEqual({ verb, number, rest });
  });

  test.each(['签收', '反馈 已报', 'RW-202612-0003', '申请延期 12月20日', '交办 永安市 报方案'])(
    '「%s」 needs no 任务 before it',
    (text) => expect(LOOSE_WORDS.test(text)).toBe(true),
  );

  test.each(['反馈意见很好', '办结了吗', '交办单位', '任务'])('「%s」 is left to others', (text) =>
    expect(LOOSE_WORDS.test(text)).toBe(false),
  );

  test('the percentage and the evidence are taken out of the sentence', () => {
    expect(readPercent('60% 已踏勘')).toEqual({ percent: 60, rest: '已踏勘' });
    expect(readPercent('已完成80％，还差规划图')).toMatchObject({ percent: 80 });
    expect(readPercent('已踏勘')).toEqual({ percent: null, rest: '已踏勘' });
    expect(readEvidence('已报 佐证：〔2026〕12号')).toEqual({ text: '已报', evidence: '〔2026〕12号' });
    expect(readEvidence('已报')).toEqual({ text: '已报', evidence: null });
  });
});

describe('an assignment', () => {
  test('names its units in any number, the longest name first, never the city in a name', () => {
    const read = readAssignment('三明高新区、永安，沙县 12月5日前报清单', roster, TODAY);
    expect(read.units.map((one) => one.id)).toEqual(['gaoxin', 'yongan', 'shaxian']);
    expect(read).toMatchObject({ dueOn: '2026-12-05', title: '报清单' });
    expect(readAssignment('三明市要加快进度', roster, TODAY).units).toEqual([]);
  });

  test('a number links a project, a person stands for their unit', () => {
    expect(readAssignment('请周岚月底前核实 XM-202611-0001 用地', roster, TODAY)).toMatchObject({
      units: [],
      person: { id: 'p1' },
      lead: 'XM-202611-0001',
      dueOn: '2026-11-30',
      title: '核实 用地',
    });
  });

  test('a day that does not exist or cannot be reckoned is said, not guessed', () => {
    expect(readAssignment('永安市 2月30日前报清单', roster, TODAY)).toMatchObject({ dueOn: null });
    expect(readAssignment('永安市 2月30日前报清单', roster, TODAY).dueHint).toContain('没有30日');
    expect(readAssignment('永安市 5个工作日内报清单', roster, TODAY).dueHint).toContain('请写明日期');
  });

  test('whatever is typed, nothing throws and nothing takes long', () => {
    const pieces = fc.constantFrom(
      '永安',
      '、',
      '前',
      '12月5日',
      'RW-',
      'XM-202611-0001',
      '反馈',
      '%',
      '周岚',
      ' ',
      '请',
      '9'.repeat(40),
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (words) => {
        const started = process.cpuUsage();
        const { dueOn } = readAssignment(words, roster, TODAY);
        readTaskWords(words);
        readPercent(words);
        readEvidence(words);
        expect(dueOn === null || dueOn >= TODAY).toBe(true);
        expect(cpuMsSince(started)).toBeLessThan(1_000);
      }),
    );
  });
});
