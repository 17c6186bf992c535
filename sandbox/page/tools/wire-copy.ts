// An exchange on the wire as something to paste elsewhere: a curl command, a test fixture, plain JSON. Pure.
import type { WireEntry } from '../model.ts';
import { at, isObject, obj, str } from '../read.ts';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A command that makes the same request: pushes byte for byte, signature included; calls with the token left out. */
export function asCurl(entry: WireEntry, baseUrl: string): string {
  const { sent } = entry;
  if (sent !== undefined) {
    const headers = Object.entries(sent.headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
    return ['curl -i -X POST', quote(sent.url), ...headers, '--data-binary', quote(sent.body)].join(' ');
  }
  const method = entry.name.split(' ')[0] ?? 'GET';
  const query = new URLSearchParams(
    Object.entries(obj(entry.request, 'query') ?? {}).map(([key, value]) => [key, String(value)]),
  ).toString();
  const url = `${baseUrl}${str(entry.request, 'path')}${query === '' ? '' : `?${query}`}`;
  const body = obj(entry.request, 'body');
  const data =
    body === undefined || method === 'GET'
      ? []
      : [
          '-H',
          quote('content-type: application/json; charset=utf-8'),
          '--data-binary',
          quote(JSON.stringify(body)),
        ];
  return [
    `curl -i -X ${method}`,
    quote(url),
    '-H',
    '"authorization: Bearer $TENANT_ACCESS_TOKEN"',
    ...data,
  ].join(' ');
}

/** The plain push as a fixture of the test suite keeps it (test/fixtures/lark/*.json); of a call, both sides. */
export function asFixture(entry: WireEntry): string {
  const plain =
    entry.direction === 'toBot'
      ? entry.request
      : { call: entry.name, request: entry.request, response: entry.response };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

/** The parts the signature was made of, as lines; [] without one. */
export function signatureLines(entry: WireEntry): [string, string][] {
  const headers = entry.sent?.headers;
  const get = (name: string) =>
    Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  if (headers === undefined || get('x-lark-signature') === '') return [];
  return [
    ['X-Lark-Request-Timestamp', get('x-lark-request-timestamp')],
    ['X-Lark-Request-Nonce', get('x-lark-request-nonce')],
    ['X-Lark-Signature', get('x-lark-signature')],
    ['算法', 'hex(SHA-256(timestamp + nonce + Encrypt Key + 原文))'],
    ['原文', `${entry.sent?.body.length ?? 0} 字符，已加密：${entry.sent?.body.slice(0, 48) ?? ''}…`],
  ];
}

/** True when an exchange ended well. */
export function isGood(entry: WireEntry): boolean {
  return entry.status === 200 && (entry.code === undefined || entry.code === 0);
}

/** What may be looked for: name, note, code, ids, and the words of both sides. */
export function haystack(entry: WireEntry): string {
  const body = isObject(entry.request) ? str(at(entry.request, 'body'), 'content') : '';
  return `${entry.name} ${entry.note} ${entry.code ?? ''} ${entry.eventId ?? ''} ${entry.kind} ${JSON.stringify(entry.request)} ${body} ${JSON.stringify(entry.response)}`;
}
