/**
 * Opening `{"encrypt": …}`: base64 of a 16-byte IV and AES-256-CBC under SHA-256 of the Encrypt Key.
 *
 * The key object is made once (a raw key costs three times as much per event). Padding is taken off by hand, so that
 * wrong padding and wrong JSON fail at the same place and take the same time: there is no padding oracle.
 */
import { createDecipheriv, createHash, createSecretKey } from 'node:crypto';

/** Opens a ciphertext; `undefined` when it is not base64 of whole blocks or not UTF-8 inside. Never throws. */
export type Opener = (encrypted: string) => string | undefined;

const blockBytes = 16;

/** Strict by length: the decoder skips what is not base64, so a skipped character shows as a missing byte. */
function decodeBase64(text: string): Buffer | undefined {
  if (text.length === 0 || text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}

/** Without early exit; wrong padding leaves the text as it is, and the JSON parser refuses it. */
function unpad(plain: Buffer): Buffer {
  const size = plain[plain.length - 1] ?? 0;
  let wrong = size < 1 || size > blockBytes ? 1 : 0;
  for (let back = 1; back <= blockBytes; back += 1) {
    const byte = plain[plain.length - back] ?? 0;
    wrong |= back <= size ? byte ^ size : 0;
  }
  return wrong === 0 ? plain.subarray(0, plain.length - size) : plain;
}

/** Makes the opener for one Encrypt Key. */
export function createOpener(encryptKey: string): Opener {
  const key = createSecretKey(createHash('sha256').update(encryptKey, 'utf8').digest());
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (encrypted) => {
    const bytes = decodeBase64(encrypted);
    if (bytes === undefined || bytes.length < 2 * blockBytes || bytes.length % blockBytes !== 0)
      return undefined;
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, blockBytes));
      decipher.setAutoPadding(false);
      const plain = decipher.update(bytes.subarray(blockBytes));
      decipher.final();
      return decoder.decode(unpad(plain));
    } catch {
      return undefined;
    }
  };
}
