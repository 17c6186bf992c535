/**
 * The door: what Feishu pushes over HTTP comes in here, or not at all.
 *
 * 1. Nothing is decrypted before its signature holds, except a challenge, which the platform does not sign.
 * 2. A refusal changes nothing, echoes nothing, and reads the same for every cause of one status.
 * 3. No input makes it throw; only a door without key or token does, when it is made.
 *
 *   bytes ─ signature ─ good ──→ decrypt ─→ token, app ─→ envelope ─→ event | callback | challenge
 *              ├─ none at all ─→ decrypt ─→ url_verification with our token? ─→ challenge
 *              └─ anything else, or any step failing ─→ refused (4xx)
 *
 * Replays within the window are the inbox's business: it keeps the ids.
 */
import { type BodyRequest, bodyBytesMax, readCapped, refuseHead } from './body.ts';
import { createOpener } from './cipher.ts';
import { callbackTypes, type Envelope, readEnvelope, tokenOf } from './envelope.ts';
import { isRecord, type Json, parseJson } from './json.ts';
import { checkSignature, type HeadersLike, sameSecret, sha256Hex } from './signature.ts';

export type RefusedStatus = 400 | 401 | 405 | 413 | 415;

/** Stable names for metrics; never anything of the input. */
export type DoorReason =
  | 'method'
  | 'media-type'
  | 'encoding'
  | 'too-large'
  | 'aborted'
  | 'unsigned'
  | 'headers'
  | 'timestamp'
  | 'stale'
  | 'signature'
  | 'plaintext'
  | 'token'
  | 'app'
  | 'ciphertext'
  | 'json'
  | 'envelope';

export interface Refused {
  readonly pass: 'refused';
  readonly status: RefusedStatus;
  readonly reason: DoorReason;
}

export type DoorResult =
  | { readonly pass: 'challenge'; readonly challenge: string }
  | { readonly pass: 'event'; readonly envelope: Envelope }
  | { readonly pass: 'callback'; readonly envelope: Envelope }
  | Refused;

export interface DoorOptions {
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** Compared with `header.app_id`. */
  readonly appId: string;
  /** UTC ms. */
  readonly now: () => number;
}

export interface DoorRequest {
  readonly method: string;
  readonly headers: HeadersLike;
  /** The exact bytes received. */
  readonly body: Uint8Array;
}

export interface Door {
  /** Judges a request whose bytes are at hand. */
  open(request: DoorRequest): DoorResult;
  /** Reads a fetch request within the cap and judges it; also what its method, type and encoding rule out. */
  openRequest(request: BodyRequest): Promise<DoorResult>;
}

/** Every reason, for registering metrics. */
export const doorReasons: Readonly<Record<DoorReason, RefusedStatus>> = {
  method: 405,
  'media-type': 415,
  encoding: 415,
  'too-large': 413,
  aborted: 400,
  unsigned: 401,
  headers: 401,
  timestamp: 401,
  stale: 401,
  signature: 401,
  plaintext: 401,
  token: 401,
  app: 401,
  ciphertext: 400,
  json: 400,
  envelope: 400,
};

const refusalTexts: Readonly<Record<RefusedStatus, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  405: 'method not allowed',
  413: 'content too large',
  415: 'unsupported media type',
};

/** The only body a refusal ever has, by status alone. */
export function refusalText(status: RefusedStatus): string {
  return refusalTexts[status];
}

/** A challenge is a few hundred bytes; an unsigned body beyond this is not looked at. */
const unsignedBytesMax = 4096;
const challengeBytesMax = 1024;

function refuse(reason: DoorReason): Refused {
  return { pass: 'refused', status: doorReasons[reason], reason };
}

function readChallenge(body: Json | undefined, token: Buffer): DoorResult | undefined {
  if (!isRecord(body) || body['type'] !== 'url_verification') return undefined;
  const challenge = body['challenge'];
  if (!sameSecret(body['token'], token)) return undefined;
  if (typeof challenge !== 'string' || challenge.length === 0) return undefined;
  return Buffer.byteLength(challenge, 'utf8') <= challengeBytesMax
    ? { pass: 'challenge', challenge }
    : undefined;
}

/** Makes a door. Throws a `TypeError` when a secret or the app id is missing: an open door is no door. */
export function createDoor(options: DoorOptions): Door {
  const { encryptKey, verificationToken, appId, now } = options;
  if (!encryptKey || !verificationToken || !appId)
    throw new TypeError('the door needs an encrypt key, a verification token and an app id');
  const token = Buffer.from(verificationToken, 'utf8');
  const app = Buffer.from(appId, 'utf8');
  const openSealed = createOpener(encryptKey);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  function parseBytes(bytes: Uint8Array): Json | undefined {
    try {
      return parseJson(decoder.decode(bytes));
    } catch {
      return undefined;
    }
  }

  function openUnsigned(bytes: Uint8Array): DoorResult {
    if (bytes.length > unsignedBytesMax) return refuse('unsigned');
    const outer = parseBytes(bytes);
    const sealed = isRecord(outer) ? outer['encrypt'] : undefined;
    const plain = typeof sealed === 'string' ? openSealed(sealed) : undefined;
    const challenge = plain === undefined ? undefined : readChallenge(parseJson(plain), token);
    return challenge ?? refuse('unsigned');
  }

  function openSigned(bytes: Uint8Array): DoorResult {
    const outer = parseBytes(bytes);
    if (!isRecord(outer)) return refuse('json');
    const sealed = outer['encrypt'];
    if (sealed === undefined) return refuse('plaintext');
    const plain = typeof sealed === 'string' ? openSealed(sealed) : undefined;
    const body = plain === undefined ? undefined : parseJson(plain);
    if (!isRecord(body)) return refuse('ciphertext');
    if (!sameSecret(tokenOf(body), token)) return refuse('token');
    if (body['type'] === 'url_verification') return readChallenge(body, token) ?? refuse('envelope');
    const envelope = readEnvelope(body, () => `body-${sha256Hex(bytes)}`);
    if (envelope === undefined) return refuse('envelope');
    if (envelope.appId !== null && !sameSecret(envelope.appId, app)) return refuse('app');
    return { pass: callbackTypes.has(envelope.eventType) ? 'callback' : 'event', envelope };
  }

  function open(request: DoorRequest): DoorResult {
    if (request.method !== 'POST') return refuse('method');
    if (request.body.length > bodyBytesMax) return refuse('too-large');
    const verdict = checkSignature(request.headers, request.body, encryptKey, now());
    if (verdict === 'unsigned') return openUnsigned(request.body);
    return verdict === 'good' ? openSigned(request.body) : refuse(verdict);
  }

  async function openRequest(request: BodyRequest): Promise<DoorResult> {
    const head = refuseHead(request.method, request.headers);
    if (head !== null) return refuse(head);
    const body = await readCapped(request, bodyBytesMax);
    if (typeof body === 'string') return refuse(body);
    return open({ method: request.method, headers: request.headers, body });
  }

  return { open, openRequest };
}
