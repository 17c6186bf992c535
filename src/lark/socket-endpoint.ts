/**
 * Where the long connection goes: the SDK asks the platform for an address and its pace, and here the answer is
 * checked before the SDK sees it. The SDK reads `data` before `code` and multiplies whatever numbers it finds, so that
 * an answer without them would make it try again a thousand times a second.
 *
 * The address carries a ticket: it is never logged and never kept. Left out: the connection itself (socket.ts).
 */
import type { HttpInstance, HttpRequestOptions } from '@larksuiteoapi/node-sdk';
import { fieldOf } from './answer.ts';
import { CallFault } from './faults.ts';
import { createHttp } from './http.ts';
import { redact } from './redact.ts';

const ANSWER_BYTES_MAX = 64 * 1024;
const TIMEOUT_MS = 10_000;

/** Why there is no connection, for the operator: the platform's code, when it gave one, and words. */
export interface EndpointTrouble {
  readonly code: number | null;
  readonly words: string;
}

export interface EndpointOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly newId: () => string;
  readonly secrets: readonly string[];
  /** Told of every answer: `null` when it was an address. */
  readonly onAnswer: (trouble: EndpointTrouble | null) => void;
  /** Told of the ping interval in ms that holds from now on. */
  readonly onPace: (pingIntervalMs: number) => void;
}

/** What the codes mean to whoever set the app up (feishu.md §7.2). */
const MEANING: Readonly<Record<number, string>> = {
  1: '平台繁忙',
  403: '没有长连接的权限（只支持企业自建应用）',
  514: '应用凭证不对（核对 FEISHU_APP_ID、FEISHU_APP_SECRET）',
  1000040343: '平台内部错误',
  1000040350: '连接数已满（每个应用最多 50 个，停掉别处的服务）',
  1000040351: '域名不对（核对 FEISHU_BASE_URL 是飞书还是 Lark）',
};

const numberIn = (value: unknown, least: number, most: number, usual: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, least), most) : usual;

const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host);

/**
 * Whether the address is one the configured platform may send us to: encrypted when the platform's own address is, on
 * the same host or under the same parent domain (open.feishu.cn → msg-frontier.feishu.cn).
 */
export function mayConnect(address: string, baseUrl: string): boolean {
  const url = URL.parse(address);
  const base = new URL(baseUrl);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.protocol !== (base.protocol === 'https:' ? 'wss:' : 'ws:')) return false;
  if (url.hostname === base.hostname || (isLoopback(url.hostname) && isLoopback(base.hostname))) return true;
  const parent = base.hostname.split('.').slice(1).join('.');
  const isName = /[a-z]/iu.test(parent.split('.').at(-1) ?? '');
  return isName && parent.includes('.') && url.hostname.endsWith(`.${parent}`);
}

/** The SDK's HTTP layer for this one call. It resolves with a code where the platform gave one; other faults reject. */
export function endpointHttp(options: EndpointOptions): HttpInstance {
  const http = createHttp({
    ...options,
    departures: { watch: () => undefined, stayed: () => false, forget: () => undefined },
    timeoutMs: TIMEOUT_MS,
    downloadMsMax: TIMEOUT_MS,
    answerBytesMax: ANSWER_BYTES_MAX,
  });
  const ask = async (request: HttpRequestOptions<unknown>): Promise<unknown> => {
    try {
      return checked(await http.request<unknown>(request), options);
    } catch (error) {
      const trouble = troubleOf(error, options.secrets);
      options.onAnswer(trouble);
      if (trouble.code === null) throw error;
      return refusalOf(trouble.code, trouble.words);
    }
  };
  return { ...http, request: <T, R = T>(request: HttpRequestOptions<unknown>) => ask(request) as Promise<R> };
}

const refusalOf = (code: number, msg: string) => ({ code, msg, data: {} });

/** The answer with every number in it sane; an address we must not follow becomes a refusal. */
function checked(answer: unknown, { baseUrl, onAnswer, onPace }: EndpointOptions): unknown {
  const data = fieldOf(answer, 'data');
  const address = fieldOf(data, 'URL');
  if (typeof address !== 'string' || !mayConnect(address, baseUrl)) {
    const words = `平台给的长连接地址不在 ${new URL(baseUrl).hostname} 的域名之下，或没有加密`;
    onAnswer({ code: null, words });
    return refusalOf(-1, words);
  }
  const config = fieldOf(data, 'ClientConfig');
  const pingSeconds = numberIn(fieldOf(config, 'PingInterval'), 1, 600, 120);
  onAnswer(null);
  onPace(pingSeconds * 1000);
  return {
    code: 0,
    msg: '',
    data: {
      URL: address,
      ClientConfig: {
        ReconnectCount: numberIn(fieldOf(config, 'ReconnectCount'), -1, 1_000_000, -1),
        ReconnectInterval: numberIn(fieldOf(config, 'ReconnectInterval'), 1, 600, 120),
        ReconnectNonce: numberIn(fieldOf(config, 'ReconnectNonce'), 0, 300, 30),
        PingInterval: pingSeconds,
      },
    },
  };
}

function troubleOf(error: unknown, secrets: readonly string[]): EndpointTrouble {
  if (!(error instanceof CallFault)) return { code: null, words: '网络错误' };
  const { code, kind, msg, status, cause } = error.facts;
  if (code !== undefined) return { code, words: MEANING[code] ?? redact(msg ?? '平台拒绝', secrets) };
  if (kind === 'timeout') return { code: null, words: '平台没有在时限内应答' };
  return { code: null, words: `连不上平台（${[kind, status, cause].filter(Boolean).join(' ')}）` };
}
