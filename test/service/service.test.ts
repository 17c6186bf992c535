/** The service and the CLI as processes: what they refuse, with which code, and what they say (design §5). */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../src/build.ts';
import { cli, environmentAt, folder, start } from './process.ts';

beforeAll(() => ensureBuilt(), 60_000);

describe('starting the service', () => {
  test('every mistake of the configuration is named at once, exit 2', async () => {
    const { code, stderr, stdout } = await start(['service'], { PORT: 'x', PACK: 'atlantis-1999' }).ended;
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const secrets = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'];
    for (const part of [...secrets, 'DATA_KEY', 'PORT', 'atlantis-1999']) expect(stderr).toContain(part);
    expect(stderr).not.toContain('    at ');
  });

  test('a second service on one database is refused; a stop and a kill both free it', async () => {
    const environment = environmentAt(folder());
    const first = start(['service'], environment);
    await first.said('已启动');
    const second = await start(['service'], environment).ended;
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('另一个服务正在使用数据库');
    first.kill('SIGKILL');
    await first.ended;
    const third = start(['service'], environment);
    await third.said('已启动');
    third.kill('SIGTERM');
    expect((await third.ended).code).toBe(0);
    const fourth = start(['service'], environment);
    await fourth.said('已启动');
  }, 30_000);
});

describe('the service behind a proxy', () => {
  test('an idle connection is kept longer than proxies keep theirs', async () => {
    const running = start(['service'], environmentAt(folder()));
    const [, port] = /端口 (\d+)/.exec(await running.said('已启动')) ?? [];
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  }, 30_000);
});

describe('the CLI', () => {
  test('an unknown command, option or missing argument is usage: exit 2, in Chinese', async () => {
    for (const [args, words] of [
      [['conquer'], '没有「conquer」这个命令'],
      [['migrate', '--fast'], '没有「--fast」这个选项'],
      [['roster', 'import'], '缺少参数'],
    ] as const) {
      const { code, stderr, stdout } = await cli(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(words);
    }
  });

  test('keygen needs nothing and prints one key of 32 bytes, another each time', async () => {
    const [one, two] = await Promise.all([cli(['keygen']), cli(['keygen'])]);
    expect([one.code, one.stderr]).toEqual([0, '']);
    expect(Buffer.from(one.stdout.trim(), 'base64')).toHaveLength(32);
    expect(one.stdout).not.toBe(two.stdout);
  });

  test('migrate needs the path only, makes the folder, and may be run again', async () => {
    const path = join(folder(), 'deep', 'er', 'bot.db');
    for (let run = 0; run < 2; run += 1) {
      const { code, stdout, stderr } = await cli(['migrate'], { DATABASE_PATH: path });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('最新结构');
    }
    expect(existsSync(path)).toBe(true);
  });

  test('a roster is imported; the second time nothing changes', async () => {
    const place = folder();
    const { DATABASE_PATH = '', DATA_KEY = '' } = environmentAt(place);
    const file = join(place, 'roster.json');
    const roster = {
      units: [{ id: 'city', name: '三明市', kind: 'city' }],
      people: [{ openId: 'ou_a', name: '甲', unit: 'city', roles: ['office'] }],
    };
    writeFileSync(file, JSON.stringify(roster));
    const environment = { DATABASE_PATH, DATA_KEY };
    const first = await cli(['roster', 'import', file], environment);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('单位 1、人员 1');
    expect(first.stdout).not.toContain('没有变化');
    expect((await cli(['roster', 'import', file], environment)).stdout).toContain('没有变化');
    const json = await cli(['roster', 'import', file, '--json'], environment);
    expect(JSON.parse(json.stdout)).toMatchObject({ units: 1, people: 1, changed: false });
  });

  test('a bad roster is refused with every mistake, exit 1, and nothing of it is imported', async () => {
    const place = folder();
    const { DATABASE_PATH = '', DATA_KEY = '' } = environmentAt(place);
    const file = join(place, 'roster.json');
    const people = [
      { openId: 'nobody', name: '甲' },
      { openId: 'ou_b', name: '乙', unit: 'gone' },
      { openId: 'ou_c', name: '丙', roles: ['king'] },
    ];
    writeFileSync(file, JSON.stringify({ units: [{ id: 'city', name: '三明市', kind: 'city' }], people }));
    const { code, stdout, stderr } = await cli(['roster', 'import', file], { DATABASE_PATH, DATA_KEY });
    expect([code, stdout]).toEqual([1, '']);
    for (const part of ['有 3 处问题', '人员第 1 行', '人员第 3 行', '「gone」'])
      expect(stderr).toContain(part);
    writeFileSync(file, JSON.stringify({ people: [{ openId: 'ou_b', name: '乙', unit: 'city' }] }));
    expect((await cli(['roster', 'import', file], { DATABASE_PATH, DATA_KEY })).stderr).toContain('「city」');
  });

  test('a command asks only for what it uses: no key, no import; no secret, no jobs; exit 2', async () => {
    const place = folder();
    const { DATABASE_PATH = '' } = environmentAt(place);
    writeFileSync(join(place, 'roster.json'), '{}');
    const imported = await cli(['roster', 'import', join(place, 'roster.json')], { DATABASE_PATH });
    expect(imported.code).toBe(2);
    expect(imported.stderr).toContain('DATA_KEY');
    expect(imported.stderr).not.toContain('FEISHU_');
    const ran = await cli(['jobs', 'run'], { DATABASE_PATH });
    expect(ran.code).toBe(2);
    for (const name of ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'DATA_KEY']) expect(ran.stderr).toContain(name);
    expect((await cli(['roster', 'import', join(place, 'none.json')], environmentAt(place))).code).toBe(2);
  });
});
