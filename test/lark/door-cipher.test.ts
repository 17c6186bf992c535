import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOpener } from '../../src/lark/cipher.ts';
import { encrypt, encryptKey } from './door-kit.ts';

const opener = createOpener(encryptKey);

/** Whole blocks as they are, without padding of our own. */
function encryptBlocks(blocks: Uint8Array): string {
  const iv = Buffer.alloc(16, 1);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  cipher.setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(blocks), cipher.final()]).toString('base64');
}

test('any text comes back as it was sealed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const whole = text.toWellFormed();
      expect(opener(encrypt(whole))).toBe(whole);
    }),
  );
});

test('characters that are not base64 are not skipped', () => {
  const sealed = encrypt('{}');
  expect(opener(sealed)).toBe('{}');
  for (const bad of [
    `!!!!${sealed}`,
    `${sealed.slice(0, 8)}\n\n\n\n${sealed.slice(8)}`,
    `${sealed}====`,
    ` ${sealed}`,
  ])
    expect(opener(bad)).toBeUndefined();
});

test('padding counts only when every byte of it is right; wrong padding stays and fails as JSON later', () => {
  const text = Buffer.from('{"a":1}');
  const wrong = Buffer.concat([text, Buffer.from('xxxxxxxx'), Buffer.from([9])]);
  const right = Buffer.concat([text, Buffer.alloc(9, 9)]);
  const zero = Buffer.concat([text, Buffer.alloc(9, 0)]);
  const large = Buffer.concat([text, Buffer.alloc(9, 17)]);
  expect(opener(encryptBlocks(right))).toBe('{"a":1}');
  for (const blocks of [wrong, zero, large]) expect(opener(encryptBlocks(blocks))).toBe(blocks.toString());
});
