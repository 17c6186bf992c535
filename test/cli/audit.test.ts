// Who read personal data, took something out or was refused, and when: each leaves one fact, told by `audit`.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { runCli } from '../harness/cli-child.ts';

let city: City;
beforeAll(async () => {
  city = await City.open();
}, 60_000);
afterAll(() => city.close());

interface Row {
  readonly name: string | null;
  readonly type: string;
  readonly rows: number | null;
  readonly about: readonly string[];
  readonly at: string;
}
const audit = async (...args: readonly string[]): Promise<readonly Row[]> => {
  const { code, out, err } = await runCli(['audit', '--json', ...args], city.env);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as readonly Row[];
};

test('a contact seen, an export and a refusal are on record with who, when and how many; a leader leaves none', async () => {
  const { sandbox } = city;
  const said = await sandbox.say(
    '周岚',
    city.chat('周岚'),
    '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田 联系人王敏 13812345678',
  );
  const form = await sandbox.replyTo(said.message.messageId);
  await sandbox.press('周岚', form.messageId, '提交');
  await sandbox.settle();
  const before = (await audit('--kind', 'read')).length;

  expect((await sandbox.ask('叶青', city.chat('叶青'), '线索 岩城')).text).toContain('13812345678');
  expect((await sandbox.ask('施县长', city.chat('施县长'), '线索 岩城')).text).not.toContain('13812345678');
  const seen = await audit('--kind', 'read');
  expect(seen.length - before).toBe(1);
  expect(seen[0]).toMatchObject({ name: '叶青', rows: 1, about: ['XS-202611-0001'] });
  expect(Math.abs(Date.parse(seen[0]?.at ?? '') - city.now)).toBeLessThan(60_000);

  await sandbox.ask('叶青', city.chat('叶青'), '导出 线索');
  await sandbox.settle();
  expect(await audit('--kind', 'export', '--by', '叶青')).toMatchObject([{ name: '叶青', rows: 1 }]);

  expect((await sandbox.ask('罗观', city.chat('罗观'), '线索 岩城')).text).toContain('角色');
  expect(await audit('--kind', 'denied')).toMatchObject([{ name: '罗观', about: ['leads'] }]);

  const none = await audit('--to', '2020-01-01');
  expect(none).toEqual([]);
  const { out } = await runCli(['audit'], city.env);
  expect(out).toContain('+08:00\t叶青');
  expect(out).not.toMatch(/王敏|13812345678/);
  expect(out.trim().split('\n')).toHaveLength((await audit()).length);
  expect(JSON.parse((await runCli(['verify', '--json'], city.env)).out)).toMatchObject({ differences: [] });
}, 120_000);

test('what is asked for wrongly is usage, exit 2, in Chinese', async () => {
  for (const [args, words] of [
    [['--kind', 'all'], '没有「all」这一类'],
    [['--from', '2026-13-01'], '--from 不是日期'],
    [['--limit', '0'], '--limit 须是'],
  ] as const) {
    const { code, err } = await runCli(['audit', ...args], city.env);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  }
}, 60_000);
