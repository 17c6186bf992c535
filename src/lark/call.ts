/**
 * One authorised call through the official SDK.
 *
 * The SDK is loaded on first use, because importing it costs a fifth of a second and 25 MB. What it gets wrong for us
 * is kept away from it: tokens, time limits, errors and logs are ours. A stale token is replaced and the call made
 * once more; nothing else is tried again here.
 */
import type { Client } from '@larksuiteoapi/node-sdk';
import type { Log } from '../ports.ts';
import { watchDepartures } from './departures.ts';
import { CallFault, isTokenFault } from './faults.ts';
import { createHttp } from './http.ts';
import { faultFields, sdkLogger } from './redact.ts';
import { createTokenSource } from './token.ts';

export interface CallOptions {
  readonly appId: string;
  readonly appSecret: string;
  /** `FEISHU_BASE_URL`: the only origin that is ever called. A trailing slash is tolerated. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** UTC ms. */
  readonly now: () => number;
  readonly log: Log;
  /** A fresh id for each request; defaults to random UUIDs. */
  readonly newId?: () => string;
  /** Until a call is answered in full; 8 s unless given. */
  readonly timeoutMs?: number;
  /** Until a download is complete; 60 s unless given. */
  readonly downloadMsMax?: number;
  readonly count?: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

/** The SDK's per-call options, here only ever a token. */
export type WithToken = NonNullable<Parameters<Client['im']['v1']['message']['create']>[1]>;

/** Makes one call with a good token, and once more if the platform says the token is not. Throws `CallFault`. */
export type Call = <T>(use: (client: Client, withToken: WithToken) => Promise<T>) => Promise<T>;

interface Sdk {
  readonly client: Client;
  readonly withToken: (token: string) => WithToken;
}

const TIMEOUT_MS = 8_000;
const DOWNLOAD_MS_MAX = 60_000;
const ANSWER_BYTES_MAX = 1024 * 1024;
const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';

export function createCall(options: CallOptions): Call {
  const { appId, appSecret, log } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/u, '');
  const secrets = [appSecret];
  const http = createHttp({
    baseUrl,
    fetch: options.fetch,
    departures: watchDepartures(),
    newId: options.newId ?? (() => crypto.randomUUID()),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    downloadMsMax: options.downloadMsMax ?? DOWNLOAD_MS_MAX,
    answerBytesMax: ANSWER_BYTES_MAX,
    secrets,
  });
  const tokens = createTokenSource({
    now: options.now,
    request: () => http.post(`${baseUrl}${TOKEN_PATH}`, { app_id: appId, app_secret: appSecret }),
  });

  const load = async (): Promise<Sdk> => {
    const lark = await importSdk();
    const client = new lark.Client({
      appId,
      appSecret,
      domain: baseUrl,
      httpInstance: http,
      // Without this the SDK's own token takes the place of ours.
      disableTokenCache: true,
      // Not lower: level 0 is falsy to the SDK, and would become `info`.
      loggerLevel: lark.LoggerLevel.error,
      logger: sdkLogger(log, secrets),
    });
    return { client, withToken: (token) => lark.withTenantToken(token) };
  };
  let loading: Promise<Sdk> | undefined;
  const loaded = async (): Promise<Sdk> => {
    loading ??= load();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      log.error('lark.sdk.missing', faultFields(error, secrets));
      throw new CallFault({ kind: 'program', reached: 'no' });
    }
  };

  /** By the platform's code, else by how it failed; codes are few, and strange ones are capped by the counter. */
  const counted = (error: unknown): unknown => {
    if (error instanceof CallFault)
      options.count?.('platform_errors', { code: String(error.facts.code ?? error.facts.kind) });
    return error;
  };
  return async (use) => {
    try {
      return await withGoodToken(use);
    } catch (error) {
      throw counted(error);
    }
  };

  async function withGoodToken<T>(use: (client: Client, withToken: WithToken) => Promise<T>): Promise<T> {
    const sdk = await loaded();
    const token = await tokens.get();
    try {
      return await use(sdk.client, sdk.withToken(token));
    } catch (error) {
      if (!isTokenFault(error)) throw error;
      counted(error);
      tokens.drop(token);
    }
    const fresh = await tokens.get();
    try {
      return await use(sdk.client, sdk.withToken(fresh));
    } catch (error) {
      if (isTokenFault(error)) tokens.drop(fresh);
      throw error;
    }
  }
}

type SdkModule = typeof import('@larksuiteoapi/node-sdk');

/** The SDK is CommonJS: a bundle split into chunks offers all of it as `default`, everything else by name. */
export async function importSdk(): Promise<SdkModule> {
  const found: Partial<SdkModule> & { readonly default?: SdkModule } = await import(
    '@larksuiteoapi/node-sdk'
  );
  const { Client: named, default: whole } = found;
  return named === undefined && whole !== undefined ? whole : (found as SdkModule);
}
