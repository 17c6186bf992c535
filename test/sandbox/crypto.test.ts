// The vectors of the platform's encryption and signature.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decryptText, encryptText, signatureOf } from '../../sandbox/crypto.ts';

test('the documented ciphertext decrypts to hello world', () => {
  expect(decryptText('test key', 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world');
});

test('the signature is SHA-256 over timestamp, nonce, key and raw body', () => {
  expect(signatureOf('1700000000', 'nonce1', 'test key', '{"encrypt":"abc"}')).toBe(
    'de80858e3de7957990e2543052d09b5d55a8ab2281446b83fafc1df26f93f707',
  );
});

test('whatever is encrypted decrypts to itself, and not under another key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (text, key) => {
      const sealed = encryptText(key, text);
      expect(decryptText(key, sealed)).toBe(text);
      let other: string | undefined;
      try {
        other = decryptText(`${key}x`, sealed);
      } catch {
        other = undefined;
      }
      expect(text === '' || other !== text).toBe(true);
    }),
    { numRuns: 50 },
  );
});
