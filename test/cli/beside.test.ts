// The CLI as an operator runs it: one JSON document with --json, faults in Chinese, and `jobs run` beside a running
// service commits, leaves the sending to it, and ends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';
import { runCli } from '../harness/cli-child.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const cli = runCli;

describe('without a service', () => {
  const path = join(FOLDER, 'a.db');
  const key = Buffer.alloc(32, 7).toString('base64');
  const environment = { DATABASE_PATH: path, DATA_KEY: key };

  test.each([
    [['migrate', '--json'], { migrated: true }],
    [['keygen', '--json'], { key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) }],
    [['pack', 'check', 'qingdao-2021', '--json'], { ok: true, id: 'qingdao-2021' }],
    [['outbox', 'purge', '--all', '--json'], { count: 0 }],
    [['backup', join(FOLDER, 'b.db'), '--json'], { checked: true }],
    [
      ['restore', join(FOLDER, 'b.db'), '--json'],
      { held: 0, kept: expect.stringContaining('before-restore') },
    ],
    [['verify', '--json'], { facts: 0, differences: [] }],
  ])('%j prints one JSON document', async (args, document) => {
    const { code, out, err } = await cli(args, environment);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject(document);
  });

  test('a path that cannot be the database is said in Chinese, exit 1', async () => {
    const junk = join(FOLDER, 'junk.db');
    writeFileSync(junk, 'this is no database at all, however long it is '.repeat(40));
    for (const [place, words] of [
      [FOLDER, '打不开数据库'],
      [junk, '不是数据库'],
    ] as const) {
      const { code, out, err } = await cli(['migrate', '--json'], { DATABASE_PATH: place });
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(words);
    }
    const folder = await cli(['pack', 'check', FOLDER]);
    expect(folder.code).toBe(1);
    expect(folder.err).toContain('文件夹');
  });

  test('a roster whose account and number are two people is refused by name; who left is no longer bound', async () => {
    const file = join(FOLDER, 'roster.json');
    const load = (people: readonly object[]) => {
      writeFileSync(
        file,
        JSON.stringify({ units: [{ id: 'a', name: '甲县', kind: 'district_county' }], people }),
      );
      return cli(['roster', 'import', file, '--json'], environment);
    };
    const zhang = { openId: 'ou_1', name: '张一', unit: 'a', roles: ['office'] };
    expect((await load([zhang, { mobile: '13811112222', name: '李二', unit: 'a' }])).code).toBe(0);
    const clash = await load([{ ...zhang, mobile: '13811112222' }]);
    expect([clash.code, clash.out]).toEqual([1, '']);
    expect(clash.err).toContain('「张一」的 openId 和手机号在名册中分属两个人');
    expect((await load([{ ...zhang, leftOn: '2026-01-31' }])).code).toBe(0);
    expect((await cli(['doctor', '--offline'], environment)).out).toContain('没有人担任：office');
    expect((await load([zhang])).code).toBe(0);
    expect((await cli(['doctor', '--offline'], environment)).out).not.toContain('没有人担任：office');
    const wrong = await load([{ ...zhang, roles: 'office' }]);
    expect(wrong.err).toContain('roles：应为列表');
  }, 40_000);

  test('a month that has not begun is not drafted', async () => {
    const { code, err } = await cli(
      ['bulletin', 'draft', '--kind', 'month', '--period', '2999-01'],
      environment,
    );
    expect(code).toBe(1);
    expect(err).toContain('还没有开始');
  });
});

test('jobs run beside a running service ends, sends nothing itself, and runs nothing twice', async () => {
  const city = await City.open();
  try {
    const say = async (who: string, text: string) => {
      const said = await city.sandbox.say(who, city.chat(who), text);
      return city.sandbox.replyTo(said.message.messageId);
    };
    const form = await say('周岚', '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田');
    await city.sandbox.press('周岚', form.messageId, '提交');
    const move = await say('周岚', '推进 0001 签约 11月1日 合同');
    await city.sandbox.press('周岚', move.messageId, '提交');
    await city.sandbox.settle();
    const asked = city.sandbox.botMessages(city.chat('许国强')).at(-1);
    await city.sandbox.press('许国强', asked?.messageId ?? '', '通过');
    // With nowhere to send to, only a process that tries would fail and wait.
    const environment = { ...city.env, FEISHU_BASE_URL: 'http://127.0.0.1:9' };
    const run = () => cli(['jobs', 'run', '--at', '2026-12-02T09:00:00+08:00', '--json'], environment);
    const first = await run();
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).done).toContain('remind:2026-11:-3');
    expect(JSON.parse((await run()).out).done).toEqual([]);
    // The CLI lives in the machine's time, the city in its own.
    await city.moveTo('2026-12-02 09:00');
    const reminded = await city.sandbox.waitForMessages(
      city.chat('周岚'),
      (messages) => messages.some((message) => message.fromBot && message.text.includes('月报')),
      8_000,
    );
    expect(reminded.length).toBeGreaterThan(0);
    // Everybody else's reminder leaves at the limiter's pace: the list is asked until it is through.
    const unsent = async () => {
      const { out } = await cli(['outbox', 'list', '--json'], environment);
      return JSON.parse(out).filter((item: { state: string }) => item.state !== 'sent');
    };
    await expect.poll(unsent, { timeout: 20_000, interval: 200 }).toEqual([]);
  } finally {
    await city.close();
  }
}, 60_000);

test('a job that cannot be done is named and ends jobs run with 1; the others are done', async () => {
  const city = await City.open(smallCity, { serve: false });
  try {
    const path = city.env['DATABASE_PATH'] ?? '';
    const sqlite = new Sqlite(path);
    sqlite.exec('ALTER TABLE pledge RENAME TO pledge_lost');
    sqlite.close();
    const ran = await cli(['jobs', 'run', '--at', '2026-12-02T09:30:00+08:00', '--json'], city.env);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('这些事项没有办成：');
    const { done, failed } = JSON.parse(ran.out) as Record<string, readonly string[]>;
    expect(failed).toContain('pledges-due');
    expect(done).toContain('remind:2026-11:-3');
  } finally {
    await city.close();
  }
}, 60_000);
