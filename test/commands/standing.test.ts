// 得分 and 目标: whose they are, who may see them, and what is never named to whom.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ranking } from '../../commands/ranking.ts';
import { score } from '../../commands/score.ts';
import { targets } from '../../commands/targets.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf, buttonsOf, tablesOf } from '../harness/bureau.ts';

const NOW = '2021-11-20 09:00';
let bureau: Bureau;
beforeEach(async () => {
  bureau = await Bureau.open({
    pack: sanming(),
    commands: [score, targets, ranking],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city', aliases: ['永安'] },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city', aliases: ['沙县'] },
      { id: 'commerce', name: '市商务局', kind: 'city_dept', parent: 'city' },
    ],
    people: [
      { id: 'yr', name: '永安填报员', unit: 'yongan', roles: ['reporter'] },
      { id: 'sr', name: '沙县填报员', unit: 'shaxian', roles: ['reporter'] },
      { id: 'sl', name: '沙县领导', unit: 'shaxian', roles: ['leader'] },
      { id: 'off', name: '办公室', unit: 'commerce', roles: ['office'] },
      { id: 'obs', name: '观察员', unit: 'city', roles: ['observer'] },
      { id: 'nobody', name: '无单位', unit: null, roles: ['assessor'] },
    ],
    chats: [
      { chatId: 'oc_city', unit: null },
      { chatId: 'oc_sha', unit: 'shaxian' },
    ],
    now: NOW,
  });
  const lead = (serial: number, company: string, unit: string, confidential: boolean) =>
    bureau.lead({
      serial,
      company,
      unit,
      holder: 'yr',
      registered: '2021-08-20',
      signedOn: '2021-09-02',
      promoted: '2021-09-05',
      confidential,
    });
  await lead(1, '闽光新材料', 'yongan', false);
  await lead(2, '秘密医药', 'yongan', true);
});
afterEach(() => bureau.close());

const details = async (person: string): Promise<string> => {
  const first = await bureau.say(person, targets, '永安');
  const shown = await bureau.press(person, buttonOf(first.card, '下一页'));
  const wanted = buttonsOf(shown.card).find((button) => button.label.includes('签约项目年度任务'));
  if (wanted === undefined) throw new Error(shown.text);
  return (await bureau.press(person, wanted.press)).text;
};

describe('who sees what', () => {
  test('totals count confidential projects; their names are only for those who may see them', async () => {
    const own = await details('yr');
    expect(own).toContain('计入项目 2 个');
    expect(own).toContain('秘密医药');
    const other = await details('sr');
    expect(other).toContain('计入项目 2 个');
    expect(other).toContain('闽光新材料');
    expect(other).not.toContain('秘密医药');
    expect(other).toContain('不便显示的项目');
    const leader = await details('sl');
    expect(leader).not.toMatch(/闽光新材料|秘密医药|XM-/);
    expect(await details('off')).toContain('秘密医药');
  });

  test.each([score, targets])('an observer sees published things only', async (command) => {
    expect((await bureau.say('obs', command, '')).refusal).toContain('观察员');
    const press = { command: command.id, action: 'page', args: { month: '2021-11', subject: 'yongan' } };
    expect((await bureau.press('obs', press)).refusal).toContain('观察员');
  });
});

describe('whose', () => {
  test('one’s own unit; the city for the office, leaders and whoever has no unit; in a group its own', async () => {
    expect((await bureau.say('yr', score, '')).card?.title).toBe('永安市得分');
    for (const person of ['off', 'sl', 'nobody'])
      expect((await bureau.say(person, score, '')).card?.title).toBe('2021年11月各单位得分');
    expect((await bureau.say('yr', score, '', 'oc_sha')).card?.title).toBe('沙县区得分');
    expect((await bureau.say('yr', targets, '', 'oc_city')).card?.title).toBe('全市目标完成情况');
  });

  test('a unit by its name or alias, the city by its name, in any order with a month', async () => {
    expect((await bureau.say('yr', targets, '10月 沙县')).card?.title).toBe('沙县区目标完成情况');
    expect((await bureau.say('yr', targets, '沙县区10月')).card?.subtitle).toContain('2021-10-31');
    expect((await bureau.say('yr', targets, '三明市')).card?.title).toBe('全市目标完成情况');
    expect((await bureau.say('yr', targets, '全市')).card?.title).toBe('全市目标完成情况');
  });

  test.each(['火星', '9999', '<at id=all></at>', '县区啊'])(
    '「%s」 is refused with what to type',
    async (words) => {
      const { refusal } = await bureau.say('yr', score, words);
      expect(refusal).toMatch(/没有单位或职务.*(请写单位|全市)/);
    },
  );
});

describe('buttons', () => {
  test.each([
    [{ month: '1999-99' }, '失效'],
    [{ month: '2031-01' }, '失效'],
    [{}, '失效'],
  ])('one with %j is refused', async (args, because) => {
    for (const command of ['score', 'target'])
      expect((await bureau.press('yr', { command, action: 'page', args })).refusal).toContain(because);
  });

  test('a page beyond the last is the last, a subject that is gone has nothing, a target that is gone is refused', async () => {
    const page = (args: Readonly<Record<string, string>>) =>
      bureau.press('yr', { command: 'target', action: 'page', args: { month: '2021-11', ...args } });
    expect((await page({ subject: 'yongan', page: '99999' })).text).toContain('线索积分年度任务');
    expect((await page({ subject: 'yongan', page: '-1e9' })).text).toContain('全市');
    expect((await page({ subject: 'nowhere' })).text).not.toContain('nowhere0');
    const press = {
      command: 'target',
      action: 'detail',
      args: { month: '2021-11', subject: 'yongan', target: 'x' },
    };
    expect((await bureau.press('yr', press)).refusal).toContain('不在方案里');
  });
});

test('排名 has its table by funds in any case, and says that nothing could be scored (SM-I1)', async () => {
  const { card, text } = await bureau.say('yr', ranking, '10月');
  expect(card?.subtitle).toBe('系统默认·非考核');
  expect(tablesOf(card).length).toBeGreaterThan(0);
  expect(text).toContain('年终考核排名：暂无得分');
});
