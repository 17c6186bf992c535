/**
 * The SDK's HTTP layer, made of `fetch`: one time limit a request, one origin, no redirects, no body on GET, a cap on
 * what is read, and every failure raised as a `CallFault` that says how far the request got.
 *
 * It knows nothing of tokens or messages, and does not try again.
 */
import { Readable } from 'node:stream';
import type { HttpInstance, HttpRequestOptions } from '@larksuiteoapi/node-sdk';
import { fieldOf } from './answer.ts';
import { type Departures, REQUEST_ID_HEADER } from './departures.ts';
import { CallFault, type FaultFacts } from './faults.ts';
import { redact } from './redact.ts';

export interface HttpOptions {
  /** `FEISHU_BASE_URL`; a trailing slash is tolerated, a path is kept. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly departures: Departures;
  /** A fresh id for each request. */
  readonly newId: () => string;
  /** Until the whole answer is there; for a download, until its headers are. */
  readonly timeoutMs: number;
  /** Until a download is complete. */
  readonly downloadMsMax: number;
  readonly answerBytesMax: number;
  readonly secrets: readonly string[];
}

type Options = HttpRequestOptions<unknown>;

/** Errors raised before a connection stood: the request cannot have left. */
const NOT_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Builds the instance to hand to the SDK's `Client`. */
export function createHttp(options: HttpOptions): HttpInstance {
  const base = new URL(options.baseUrl);
  const perform = async (request: Options): Promise<unknown> => {
    const url = addressOf(request, base);
    const watch = startWatch(options);
    try {
      const response = await options.fetch(url, initOf(request, watch));
      refuseRedirect(response);
      if (request.responseType === 'stream' && response.ok) {
        return { data: watch.download(response), headers: headersOf(response) };
      }
      const body = readAnswer(await readCapped(response, options.answerBytesMax), response, options.secrets);
      watch.end();
      return request.$return_headers ? { data: body, headers: headersOf(response) } : body;
    } catch (error) {
      throw watch.fail(error);
    }
  };
  // The SDK types an answer as whatever its caller expects; the client checks each field it uses.
  const send = <R>(request: Options): Promise<R> => perform(request) as Promise<R>;
  const bare =
    (method: string) =>
    <T, R = T>(url: string, rest?: Options): Promise<R> =>
      send<R>({ ...rest, url, method });
  const full =
    (method: string) =>
    <T, R = T>(url: string, data?: unknown, rest?: Options): Promise<R> =>
      send<R>({ ...rest, url, method, data });
  return {
    request: <T, R = T>(request: Options): Promise<R> => send<R>(request),
    get: bare('GET'),
    delete: bare('DELETE'),
    head: bare('HEAD'),
    options: bare('OPTIONS'),
    post: full('POST'),
    put: full('PUT'),
    patch: full('PATCH'),
  };
}

// ── The request ───────────────────────────────────────────────────────────────────────────────────────────

function addressOf(request: Options, base: URL): string {
  const url = URL.parse(request.url ?? '', base);
  if (url === null || url.origin !== base.origin || url.username !== '' || url.password !== '') {
    throw new CallFault({ kind: 'origin', reached: 'no' });
  }
  for (const [name, value] of Object.entries(request.params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) url.searchParams.append(name, String(one));
    }
  }
  return url.href;
}

function initOf(request: Options, watch: Watch): RequestInit {
  const method = (request.method ?? 'GET').toUpperCase();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value !== undefined && value !== null) headers.set(name, String(value));
  }
  headers.set(REQUEST_ID_HEADER, watch.id);
  headers.set('accept', 'application/json, */*;q=0.5');
  const init: RequestInit = { method, headers, redirect: 'manual', signal: watch.signal };
  if (method === 'GET' || method === 'HEAD' || request.data === undefined) return init;
  if (headers.get('content-type')?.startsWith('multipart/form-data')) {
    // The boundary is fetch's to choose.
    headers.delete('content-type');
    return { ...init, body: formOf(request.data) };
  }
  headers.set('content-type', 'application/json; charset=utf-8');
  return { ...init, body: JSON.stringify(request.data) };
}

/** Bytes become a file part, named by the form's own `file_name`; everything else a text. */
function formOf(data: unknown): FormData {
  const form = new FormData();
  const fields = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const name = fields.find(([key]) => key === 'file_name')?.[1];
  for (const [key, value] of fields) {
    if (value instanceof Uint8Array)
      form.append(key, new Blob([new Uint8Array(value)]), typeof name === 'string' ? name : key);
    else if (value !== undefined && value !== null) form.append(key, String(value));
  }
  return form;
}

interface Watch {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Gives the rest of the answer its own, longer time limit; the limit ends with the stream. */
  download(response: Response): Readable;
  end(): void;
  fail(error: unknown): CallFault;
}

function startWatch(options: HttpOptions): Watch {
  const id = options.newId();
  const controller = new AbortController();
  const expire = (): void => controller.abort(new CallFault({ kind: 'timeout', reached: 'maybe' }));
  let timer = setTimeout(expire, options.timeoutMs);
  options.departures.watch(id);
  const end = (): void => {
    clearTimeout(timer);
    options.departures.forget(id);
  };
  return {
    id,
    signal: controller.signal,
    end,
    download(response) {
      clearTimeout(timer);
      timer = setTimeout(expire, options.downloadMsMax);
      return Readable.from(chunksOf(response.body), { objectMode: false }).once('close', end);
    },
    fail(error) {
      const stayed = options.departures.stayed(id);
      const late = controller.signal.aborted;
      end();
      // An answer that is of no use is not read to its end, so that it cannot hold the connection.
      if (!late) controller.abort();
      if (error instanceof CallFault && error.facts.kind !== 'timeout') return error;
      if (late) return new CallFault({ kind: 'timeout', reached: stayed ? 'no' : 'maybe' });
      const cause = causeOf(error);
      const left = !stayed && !NOT_LEFT.has(cause ?? '');
      return new CallFault({ kind: 'network', reached: left ? 'maybe' : 'no', cause });
    },
  };
}

/** The system's code for a failed fetch, found along the chain of causes. */
function causeOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/u.test(code)) return code;
    current = current.cause;
  }
  return undefined;
}

// ── The answer ────────────────────────────────────────────────────────────────────────────────────────────

function refuseRedirect(response: Response): void {
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (redirected) throw new CallFault({ kind: 'redirect', reached: 'yes', status: response.status });
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers);
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
  } finally {
    // Lets go of the connection when the reader stops half way; what it says no longer matters.
    reader.cancel().catch(() => undefined);
  }
}

async function readCapped(response: Response, bytesMax: number): Promise<string> {
  if (response.body === null) return '';
  const tooLong = new CallFault({ kind: 'oversize', reached: 'maybe', status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > bytesMax) throw tooLong;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > bytesMax) throw tooLong;
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

/** The parsed body of a success; anything else is raised. */
function readAnswer(text: string, response: Response, secrets: readonly string[]): unknown {
  const body = parse(text);
  const code = fieldOf(body, 'code');
  const { status } = response;
  if (response.ok && code === 0) return body;
  const facts: FaultFacts = {
    kind: 'malformed',
    reached: response.ok ? 'maybe' : 'yes',
    status,
    resetSeconds: secondsIn(response.headers),
    logId: logIdOf(response, body),
  };
  if (typeof code !== 'number' || !Number.isSafeInteger(code) || code === 0) throw new CallFault(facts);
  const msg = fieldOf(body, 'msg');
  const words = typeof msg === 'string' ? msg : '';
  throw new CallFault({
    ...facts,
    kind: 'platform',
    reached: 'yes',
    code,
    msg: redact(words, secrets),
    scopes: scopesOf(body, words),
    detail: cardDetail(words),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function secondsIn(headers: Headers): number | undefined {
  const text = headers.get('x-ogw-ratelimit-reset') ?? headers.get('retry-after') ?? '';
  return /^\d{1,9}(\.\d+)?$/u.test(text) ? Number(text) : undefined;
}

function logIdOf(response: Response, body: unknown): string | undefined {
  const inBody = fieldOf(fieldOf(body, 'error'), 'log_id');
  const found = response.headers.get('x-tt-logid') ?? inBody;
  return typeof found === 'string' && /^[A-Za-z0-9_-]{1,64}$/u.test(found) ? found : undefined;
}

const SCOPE = /^[a-z][a-z0-9_.-]*(?::[a-z0-9_.-]+)+$/u;

/** The missing permissions: from the structured list, else from the words, which name them in brackets. */
function scopesOf(body: unknown, words: string): readonly string[] {
  const violations = fieldOf(fieldOf(body, 'error'), 'permission_violations');
  const listed = (Array.isArray(violations) ? violations : []).map((one) => {
    const scope = fieldOf(one, 'scope');
    return scope ?? fieldOf(one, 'subject');
  });
  const named = /\[([^[\]]{1,400})\]/u.exec(words)?.[1]?.split(/[,\s]+/u) ?? [];
  const scopes = [...listed, ...(listed.length > 0 ? [] : named)];
  return scopes
    .filter((one): one is string => typeof one === 'string' && one.length <= 80 && SCOPE.test(one))
    .slice(0, 5);
}

/** Sub code and element of a rejected card; the rejected value itself is left out. */
function cardDetail(words: string): string | undefined {
  const code = /ErrCode:\s*(\d{1,9})/u.exec(words)?.[1];
  if (code === undefined) return undefined;
  const path = /ErrPath:\s*([^;]{1,120});/u.exec(words)?.[1];
  return path === undefined
    ? `子码 ${code}`
    : `子码 ${code}，位置 ${path.replace(/[^\w\s\->[\](): ]/gu, '')}`;
}
