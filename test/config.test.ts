/** Configuration (design §5): every mistake at once, defaults, and a command asks only for what it uses. */
import { describe, expect, test } from 'vitest';
import { ALL_VARIABLES, ConfigError, readConfig } from '../src/config.ts';

const KEY = Buffer.alloc(32, 5).toString('base64');
const GOOD = {
  FEISHU_APP_ID: 'cli_a',
  FEISHU_APP_SECRET: 's',
  FEISHU_ENCRYPT_KEY: 'e',
  FEISHU_VERIFICATION_TOKEN: 'v',
  DATA_KEY: KEY,
};

function mistakesOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment, ALL_VARIABLES);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

describe('the environment', () => {
  test('with the five secrets everything else has its default', () => {
    expect(readConfig(GOOD, ALL_VARIABLES)).toMatchObject({
      FEISHU_BASE_URL: 'https://open.feishu.cn',
      FEISHU_MODE: 'webhook',
      DATABASE_PATH: 'data/zhaoshang.db',
      PACK: 'sanming-2021',
      PORT: 3000,
      LOG_LEVEL: 'info',
      DATA_KEY: new Uint8Array(32).fill(5),
    });
  });

  test('every mistake is named at once, absent and wrong ones alike', () => {
    const mistakes = mistakesOf({
      FEISHU_APP_ID: '  ',
      FEISHU_BASE_URL: 'ftp://x',
      FEISHU_MODE: 'carrier pigeon',
      DATA_KEY: 'short',
      PORT: '65536',
      LOG_LEVEL: 'loud',
    });
    const named = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'];
    for (const name of [...named, 'FEISHU_BASE_URL', 'FEISHU_MODE', 'DATA_KEY', 'PORT', 'LOG_LEVEL'])
      expect(mistakes.filter((line) => line.includes(name))).toHaveLength(1);
    expect(mistakes).toHaveLength(9);
  });

  test('a command asks only for the variables it uses', () => {
    expect(readConfig({ DATABASE_PATH: 'x.db' }, ['DATABASE_PATH'])).toEqual({ DATABASE_PATH: 'x.db' });
    expect(readConfig({}, ['DATABASE_PATH', 'PACK'])).toEqual({
      DATABASE_PATH: 'data/zhaoshang.db',
      PACK: 'sanming-2021',
    });
    expect(() => readConfig({}, ['DATA_KEY'])).toThrow(ConfigError);
  });

  test.each(['0', '3000', '65535', ' 80 '])('PORT %s is taken', (PORT) => {
    expect(readConfig({ PORT }, ['PORT']).PORT).toBe(Number(PORT));
  });
  test.each(['-1', '65536', '1e3', '80.5', 'http', '000000', '0x50'])('PORT %s is refused', (PORT) => {
    expect(() => readConfig({ PORT }, ['PORT'])).toThrow(/PORT/);
  });

  test.each([
    ['https://open.larksuite.com', 'https://open.larksuite.com'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
  ])('FEISHU_BASE_URL %s is its origin', (FEISHU_BASE_URL, origin) => {
    expect(readConfig({ FEISHU_BASE_URL }, ['FEISHU_BASE_URL']).FEISHU_BASE_URL).toBe(origin);
  });
  test.each([
    'open.feishu.cn',
    'file:///etc/passwd',
    'https://user:pass@x.cn',
    'https://x.cn/?a=1',
    'javascript:1',
  ])('FEISHU_BASE_URL %s is refused', (FEISHU_BASE_URL) => {
    expect(() => readConfig({ FEISHU_BASE_URL }, ['FEISHU_BASE_URL'])).toThrow(/FEISHU_BASE_URL/);
  });

  test.each([
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    'x'.repeat(44),
    '%%%',
    `${KEY}x`,
  ])('DATA_KEY %s is refused, without being printed', (DATA_KEY) => {
    expect(() => readConfig({ DATA_KEY }, ['DATA_KEY'])).toThrow(/keygen/);
    expect(mistakesOf({ ...GOOD, DATA_KEY }).join()).not.toContain(DATA_KEY);
  });
});

describe('FEISHU_MODE=websocket', () => {
  const SOCKET = { ...GOOD, FEISHU_MODE: 'websocket', FEISHU_APP_ID: 'cli_0123456789abcdef' };

  test('needs neither the encrypt key nor the verification token', () => {
    const { FEISHU_ENCRYPT_KEY: _key, FEISHU_VERIFICATION_TOKEN: _token, ...rest } = SOCKET;
    expect(mistakesOf(rest)).toEqual([]);
    expect(readConfig(rest, ALL_VARIABLES)).toMatchObject({
      FEISHU_MODE: 'websocket',
      FEISHU_ENCRYPT_KEY: '',
      FEISHU_VERIFICATION_TOKEN: '',
    });
  });

  test('keeps both when both are given, and refuses one alone', () => {
    expect(readConfig(SOCKET, ALL_VARIABLES)).toMatchObject({ FEISHU_ENCRYPT_KEY: 'e' });
    expect(mistakesOf({ ...SOCKET, FEISHU_ENCRYPT_KEY: ' ' })).toHaveLength(2);
  });

  test('refuses an app id which the SDK would pass over in silence', () => {
    expect(mistakesOf({ ...SOCKET, FEISHU_APP_ID: 'cli_test' })).toEqual([
      expect.stringContaining('FEISHU_APP_ID'),
    ]);
  });
});
