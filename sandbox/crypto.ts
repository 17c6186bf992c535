// Feishu's encryption and signature, as the platform makes them (Encrypt Key; AES-256-CBC; plain SHA-256, not an HMAC).
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

function keyOf(encryptKey: string): Buffer {
  return createHash('sha256').update(encryptKey, 'utf8').digest();
}

/** base64(iv || AES-256-CBC(text)), the value of `{"encrypt":…}`. */
export function encryptText(encryptKey: string, text: string, iv: Buffer = randomBytes(16)): string {
  const cipher = createCipheriv('aes-256-cbc', keyOf(encryptKey), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

/** The reverse of {@link encryptText}; throws when the key or the text is wrong. */
export function decryptText(encryptKey: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', keyOf(encryptKey), bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
}

/** Lower-case hex of SHA-256(timestamp + nonce + encryptKey + body), the header X-Lark-Signature. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + body, 'utf8')
    .digest('hex');
}

/** The three signature headers of a push. */
export function signedHeaders(
  encryptKey: string,
  body: string,
  timestamp: string,
  nonce: string,
): Record<string, string> {
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': signatureOf(timestamp, nonce, encryptKey, body),
  };
}
