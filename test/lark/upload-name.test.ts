// What a file is called when it goes out: a name it may be saved under, whatever its first sender called it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareName } from '../../src/lark/upload.ts';

test.each([
  ['投资合同.pdf', '投资合同.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..\\x.pdf', '_x.pdf'],
  ['合同\u202Efdp.exe', '合同fdp.exe'],
  ['a\r\nb.pdf', 'a b.pdf'],
  ['<at id=all></at>.docx', '_at id=all___at_.docx'],
  ['....pdf', 'pdf'],
  ['', '文件'],
  ['\u0000', '文件'],
])('%j goes out as %j', (name, bare) => {
  expect(bareName(name)).toBe(bare);
});

test('any name is one line, no path, no more than 120 characters, with its ending; a good one is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const bare = bareName(`${name}.xlsx`);
      expect(bare).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\\/:*?"<>|]|^\./u);
      expect(bare.length).toBeGreaterThan(0);
      expect(bare.length).toBeLessThanOrEqual(120);
      expect(bareName(bare)).toBe(bare);
    }),
  );
  expect(bareName(`${'长'.repeat(300)}.xlsx`)).toMatch(/^长+…?\.xlsx$/u);
});
