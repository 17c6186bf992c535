/** Bytes of a file by its name: the ending says the kind, the name makes them differ. `大.pdf` is over the limit. */

const HEADS: Readonly<Record<string, string>> = {
  pdf: '%PDF-1.7\n',
  jpg: '\xff\xd8\xff\xe0',
  png: '\x89PNG\r\n\x1a\n',
  exe: 'MZ\x90\0',
  doc: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
};
const ZIPPED: Readonly<Record<string, readonly string[]>> = {
  docx: ['[Content_Types].xml', 'word/document.xml'],
  xlsx: ['[Content_Types].xml', 'xl/workbook.xml'],
  docm: ['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'],
  zip: ['a.txt'],
};
const OVER_LIMIT_BYTES = 21 * 1024 * 1024;

export function bytesOf(name: string): Uint8Array {
  const ending = /\.(\w+)$/.exec(name)?.[1] ?? '';
  const names = ZIPPED[ending];
  if (names !== undefined) return zipOf(names, name);
  const head = Buffer.from(`${HEADS[ending] ?? ''}`, 'latin1');
  if (name.startsWith('大')) return Buffer.concat([head, Buffer.alloc(OVER_LIMIT_BYTES)]);
  return Buffer.concat([head, Buffer.from(name.replace(/^.*\//, ''), 'utf8')]);
}

/** A zip of stored, empty entries; `comment` makes it differ. */
export function zipOf(names: readonly string[], comment: string): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const bytes = Buffer.from(name, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, bytes);
    central.push(entry, bytes);
    at += local.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const words = Buffer.from(comment, 'utf8');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(words.length, 20);
  return Buffer.concat([...locals, directory, end, words]);
}
