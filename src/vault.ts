/**
 * Seals personal data at rest with AES-256-GCM under `DATA_KEY`, and marks values with a keyed hash.
 * Left out: key rotation; a changed key cannot open what was sealed before.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { Vault } from './ports.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** Thrown when sealed data was altered, cut, or sealed with another key. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}

/** Random bytes drawn many at a time: a call for twelve costs as much as one for thousands. */
function pooled(bytesPerDraw: number): (bytes: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array();
  return (bytes) => {
    if (pool.length < bytes) pool = randomBytes(Math.max(bytes, bytesPerDraw));
    const drawn = pool.subarray(0, bytes);
    pool = pool.subarray(bytes);
    return drawn;
  };
}

/** @param key 32 random bytes. */
export function makeVault(
  key: Uint8Array,
  random: (bytes: number) => Uint8Array = pooled(IV_BYTES * 256),
): Vault {
  if (key.length !== KEY_BYTES)
    throw new VaultError(`DATA_KEY must be ${KEY_BYTES} bytes, not ${key.length}`);
  const sealing = createSecretKey(derive(key, 'seal'));
  const marking = createSecretKey(derive(key, 'mark'));
  const close = (plain: Uint8Array): string => {
    const iv = random(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealing, iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  };
  const open = (sealed: string): Buffer => {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new VaultError('sealed data is cut');
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new VaultError('sealed data cannot be opened with this DATA_KEY', { cause });
    }
  };
  return {
    seal: (plain) => close(Buffer.from(plain, 'utf8')),
    open: (sealed) => open(sealed).toString('utf8'),
    sealBytes: close,
    openBytes: (sealed) => new Uint8Array(open(sealed)),
    mark: (plain) => createHmac('sha256', marking).update(plain).digest('hex'),
  };
}

function derive(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `zhaoshang ${purpose}`, KEY_BYTES));
}
