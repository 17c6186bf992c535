/** What the door's tests push with: sealing and signing as the platform does it, written from its documents. */
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDoor, type Door, type DoorResult } from '../../src/lark/door.ts';

export const encryptKey = 'kudryavka';
export const verificationToken = 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV';
export const appId = 'cli_9f5343c580712544';
/** 2026-11-10 in Shanghai. */
export const nowMs = 1_794_270_000_000;

export function fixture(name: string): Record<string, unknown> {
  const file = new URL(`../fixtures/lark/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

export function newDoor(at = nowMs): Door {
  return createDoor({ encryptKey, verificationToken, appId, now: () => at });
}

/** Ciphertext of any bytes, in the platform's base64. */
export function encrypt(plain: string | Uint8Array, key = encryptKey): string {
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64');
}

export function seal(value: unknown, key = encryptKey): Buffer {
  return Buffer.from(JSON.stringify({ encrypt: encrypt(JSON.stringify(value), key) }));
}

export interface Sign {
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly key?: string;
}

export function signed(body: Uint8Array, sign: Sign = {}): Record<string, string> {
  const { timestamp = String(nowMs / 1000), nonce = '1628735673', key = encryptKey } = sign;
  const digest = createHash('sha256')
    .update(timestamp + nonce + key)
    .update(body)
    .digest('hex');
  return {
    'content-type': 'application/json; charset=utf-8',
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': digest,
  };
}

/** Seals, signs and pushes. */
export function push(value: unknown, sign: Sign = {}, door = newDoor()): DoorResult {
  const body = seal(value);
  return door.open({ method: 'POST', headers: signed(body, sign), body });
}

/** Pushes bytes as they are, correctly signed. */
export function pushBytes(body: Uint8Array | string, door = newDoor()): DoorResult {
  const bytes = Buffer.from(body);
  return door.open({ method: 'POST', headers: signed(bytes), body: bytes });
}
