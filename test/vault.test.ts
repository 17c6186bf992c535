/** Sealed personal data: opened only whole, only with the same key; marked values are found, not read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeVault, VaultError } from '../src/vault.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const vault = makeVault(key(1));

test('what was sealed opens as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (plain) => {
      expect(vault.open(vault.seal(plain))).toBe(plain);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('the same words never seal alike, and do not show through', () => {
  const plain = '张三 13800138000';
  expect(vault.seal(plain)).not.toBe(vault.seal(plain));
  expect(Buffer.from(vault.seal(plain), 'base64').includes(plain)).toBe(false);
});

test('any altered bit, any cut and any other key is refused', () => {
  const sealed = Buffer.from(vault.seal('13800138000'), 'base64');
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => vault.open(altered.toString('base64'))).toThrow(VaultError);
    expect(() => vault.open(sealed.subarray(0, at).toString('base64'))).toThrow(VaultError);
  }
  expect(() => makeVault(key(2)).open(sealed.toString('base64'))).toThrow(VaultError);
  for (const text of ['', 'not base64 !', 'null']) expect(() => vault.open(text)).toThrow(VaultError);
});

test('a mark finds the equal value under the same key only', () => {
  expect(vault.mark('13800138000')).toBe(makeVault(key(1)).mark('13800138000'));
  expect(vault.mark('13800138000')).not.toBe(vault.mark('13800138001'));
  expect(vault.mark('13800138000')).not.toBe(makeVault(key(2)).mark('13800138000'));
});

test('a key of another length is refused', () => {
  for (const length of [0, 16, 31, 33, 64])
    expect(() => makeVault(new Uint8Array(length))).toThrow(VaultError);
});
