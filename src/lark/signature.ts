/**
 * The signature on a push: three headers, and a SHA-256 over timestamp, nonce, key and the exact bytes received.
 *
 * The signed text has no separators, so digits could move between timestamp and nonce with the signature still
 * valid; the timestamp is therefore exactly ten digits. Freshness is a two-sided window.
 */
import * as crypto from 'node:crypto';

/** Fetch `Headers`, or a plain object in any letter case as Node gives it. */
export type HeadersLike = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Feishu redelivers for up to 7.1 h and does not say whether it signs afresh. */
export const ageMsMax = 8 * 3_600_000;
/** How far the sender's clock may be ahead of ours. */
export const aheadMsMax = 5 * 60_000;

export type SignatureVerdict = 'good' | 'unsigned' | 'headers' | 'timestamp' | 'stale' | 'signature';

const names = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'] as const;
const nameLengths: ReadonlySet<number> = new Set(names.map((name) => name.length));

interface Found {
  readonly [name: string]: string | null | undefined;
}

/** By what it can do, not by class: servers bring their own. */
function isFetchHeaders(headers: HeadersLike): headers is Headers {
  return 'get' in headers && typeof headers.get === 'function';
}

/** A header given twice, in two letter cases or as a list, counts as `null`: present, but not usable. */
function find(headers: HeadersLike): Found {
  const found: Record<string, string | null | undefined> = {};
  if (isFetchHeaders(headers)) {
    for (const name of names) found[name] = headers.get(name) ?? undefined;
    return found;
  }
  for (const key of Object.keys(headers)) {
    if (!nameLengths.has(key.length)) continue;
    const name = key.toLowerCase();
    if (!names.some((known) => known === name)) continue;
    const value = headers[key];
    if (value === undefined) continue;
    const single = typeof value === 'string' ? value : value.length === 1 ? value[0] : null;
    found[name] = name in found ? null : (single ?? null);
  }
  return found;
}

/** One shot where the runtime has it: the stream object costs more than the hashing. */
function sha256(bytes: Uint8Array): Buffer {
  if (typeof crypto.hash === 'function') return crypto.hash('sha256', bytes, 'buffer');
  return crypto.createHash('sha256').update(bytes).digest();
}

/** SHA-256 as lower-case hex; used for an id where the platform gave none. */
export function sha256Hex(bytes: Uint8Array): string {
  return sha256(bytes).toString('hex');
}

/** The hex signature of a push, as the platform makes it. For tests and the sandbox's counterpart checks. */
export function signatureOf(timestamp: string, nonce: string, key: string, body: Uint8Array): string {
  return sha256Hex(Buffer.concat([Buffer.from(timestamp + nonce + key, 'utf8'), body]));
}

/**
 * Judges the three headers against the raw bytes. `unsigned` means that none of them is there at all, which only a
 * challenge may be; anything between is a refusal. Never throws.
 */
export function checkSignature(
  headers: HeadersLike,
  body: Uint8Array,
  encryptKey: string,
  nowMs: number,
): SignatureVerdict {
  const found = find(headers);
  const [timestamp, nonce, signature] = names.map((name) => found[name]);
  if (timestamp === undefined && nonce === undefined && signature === undefined) return 'unsigned';
  if (!timestamp || !nonce || !signature) return 'headers';
  // A header sent twice arrives joined by a comma, so no comma may stand in any of them.
  if (!/^[\x21-\x2b\x2d-\x7e]{1,128}$/.test(nonce)) return 'headers';
  if (!/^[0-9]{10}$/.test(timestamp)) return 'timestamp';
  const ageMs = nowMs - Number(timestamp) * 1000;
  if (!(ageMs <= ageMsMax && ageMs >= -aheadMsMax)) return 'stale';
  if (!/^[0-9a-f]{64}$/.test(signature)) return 'signature';
  const expected = sha256(Buffer.concat([Buffer.from(timestamp + nonce + encryptKey, 'utf8'), body]));
  return crypto.timingSafeEqual(Buffer.from(signature, 'hex'), expected) ? 'good' : 'signature';
}

/** Equality of two short secrets without telling where they differ. */
export function sameSecret(given: unknown, expected: Buffer): boolean {
  if (typeof given !== 'string' || given.length > 1024) return false;
  const bytes = Buffer.from(given, 'utf8');
  return bytes.length === expected.length && crypto.timingSafeEqual(bytes, expected);
}
