/**
 * Configuration from the environment: validated at start, every mistake reported at once, in Chinese.
 * A CLI command asks only for the variables it uses. No other file reads the environment.
 */
import * as z from 'zod';
import { KEY_BYTES } from './vault.ts';

const required = (name: string) => z.string(`缺少 ${name}`).trim().min(1, `${name} 不能为空`);

const origin = z
  .string()
  .trim()
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (
      url === null ||
      !['http:', 'https:'].includes(url.protocol) ||
      url.username !== '' ||
      url.search !== ''
    ) {
      context.addIssue({
        code: 'custom',
        message: 'FEISHU_BASE_URL 须是 http(s) 地址，例如 https://open.feishu.cn',
      });
      return z.NEVER;
    }
    return url.origin;
  });

const dataKey = z.string('缺少 DATA_KEY：用 npm run -s cli -- keygen 生成一个').transform((text, context) => {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (
    bytes.length !== KEY_BYTES ||
    bytes.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')
  ) {
    context.addIssue({
      code: 'custom',
      message: `DATA_KEY 须是 ${KEY_BYTES} 个随机字节的 base64：用 npm run -s cli -- keygen 生成`,
    });
    return z.NEVER;
  }
  return new Uint8Array(bytes);
});

const port = z
  .string()
  .default('3000')
  .transform((text, context) => {
    const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!(value >= 0 && value <= 65_535)) {
      context.addIssue({ code: 'custom', message: 'PORT 须是 0–65535 的整数（0 表示任意空闲端口）' });
      return z.NEVER;
    }
    return value;
  });

const VARIABLES = {
  FEISHU_APP_ID: required('FEISHU_APP_ID'),
  FEISHU_APP_SECRET: required('FEISHU_APP_SECRET'),
  FEISHU_ENCRYPT_KEY: required('FEISHU_ENCRYPT_KEY'),
  FEISHU_VERIFICATION_TOKEN: required('FEISHU_VERIFICATION_TOKEN'),
  FEISHU_BASE_URL: origin.default('https://open.feishu.cn'),
  FEISHU_BITABLE_APP_TOKEN: z
    .string()
    .trim()
    .regex(
      /^(?:[A-Za-z0-9]{6,64})?$/,
      'FEISHU_BITABLE_APP_TOKEN 须是多维表格网址里 base/ 后的那一段（字母和数字）',
    )
    .default(''),
  FEISHU_MODE: z.enum(['webhook', 'websocket'], 'FEISHU_MODE 只能是 webhook 或 websocket').default('webhook'),
  DATABASE_PATH: z.string().trim().min(1, 'DATABASE_PATH 不能为空').default('data/zhaoshang.db'),
  DATA_KEY: dataKey,
  PACK: z.string().trim().min(1, 'PACK 不能为空').default('sanming-2021'),
  PORT: port,
  HOST: z.string().trim().min(1, 'HOST 不能为空').default('0.0.0.0'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'LOG_LEVEL 只能是 trace、debug、info、warn、error、fatal、silent',
    )
    .default('info'),
};

export type Variable = keyof typeof VARIABLES;
type Values = { [K in Variable]: z.output<(typeof VARIABLES)[K]> };
export type Config<K extends Variable = Variable> = Pick<Values, K>;

/** Raised with every mistake at once; the process ends with code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(`配置有 ${mistakes.length} 处问题：\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

export const ALL_VARIABLES = Object.keys(VARIABLES) as Variable[];

/** The SDK's long connection does not even try with another one, and says nothing. */
const SOCKET_APP_ID = /^cli_[0-9a-fA-F]{16}$/;
const DOOR_KEYS = ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'] as const;
const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/**
 * What the mode changes: over the long connection nothing is encrypted or signed, so the two keys of the webhook are
 * not needed (''); with both, the webhook stays open beside it, for callbacks that are configured to come that way.
 */
function readMode(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly Variable[],
): { readonly unneeded: readonly string[]; readonly mistakes: readonly string[] } {
  if (environment['FEISHU_MODE']?.trim() !== 'websocket') return { unneeded: [], mistakes: [] };
  const given = DOOR_KEYS.filter((name) => isGiven(environment[name]));
  const mistakes: string[] = [];
  if (given.length === 1 && DOOR_KEYS.every((name) => names.includes(name))) {
    mistakes.push(
      '长连接模式下 FEISHU_ENCRYPT_KEY 与 FEISHU_VERIFICATION_TOKEN 要么都不设，要么都设（同时接收 webhook）',
    );
  }
  const appId = environment['FEISHU_APP_ID']?.trim() ?? '';
  if (appId !== '' && names.includes('FEISHU_APP_ID') && !SOCKET_APP_ID.test(appId)) {
    mistakes.push('长连接模式下 FEISHU_APP_ID 须形如 cli_ 加 16 位十六进制数');
  }
  return { unneeded: given.length === 0 ? DOOR_KEYS : [], mistakes };
}

/** Reads just these variables; an empty string counts as absent. */
export function readConfig<K extends Variable>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly K[],
): Config<K> {
  const { unneeded, mistakes: modeMistakes } = readMode(environment, names);
  const mistakes = [...modeMistakes];
  const values: Partial<Values> = {};
  for (const name of names) {
    if (unneeded.includes(name)) {
      Object.assign(values, { [name]: '' });
      continue;
    }
    const raw = environment[name];
    const parsed = VARIABLES[name].safeParse(raw === undefined || raw.trim() === '' ? undefined : raw);
    if (parsed.success) Object.assign(values, { [name]: parsed.data });
    else mistakes.push(...parsed.error.issues.map((issue) => issue.message));
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as Config<K>;
}
