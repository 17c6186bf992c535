/**
 * Configuration from the environment: validated at start, every mistake reported at once, in Chinese.
 * A CLI command asks only for the variables it uses. No other file reads the environment.
 */
import { z } from 'zod';
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

/** Reads just these variables; an empty string counts as absent. */
export function readConfig<K extends Variable>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly K[],
): Config<K> {
  const mistakes: string[] = [];
  const values: Partial<Values> = {};
  for (const name of names) {
    const raw = environment[name];
    const parsed = VARIABLES[name].safeParse(raw === undefined || raw.trim() === '' ? undefined : raw);
    if (parsed.success) Object.assign(values, { [name]: parsed.data });
    else mistakes.push(...parsed.error.issues.map((issue) => issue.message));
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as Config<K>;
}
