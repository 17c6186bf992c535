/**
 * A workbook's archive from outside, opened with suspicion (S23, S24): what its directory says is checked before anything
 * is inflated, and what really comes out is counted, for directories lie. What is left is packed anew, stored, with the
 * parts that carry cells alone; so the reader after it meets no macro, no link, no picture, and no second directory.
 * Left out: what the parts mean (`parts.ts`).
 */
import { crc32, inflateRawSync } from 'node:zlib';
import type { Refusal } from '../domain/decision.ts';
import { type SheetLimits, tooBig, unreadable } from './limits.ts';

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
}

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const COMMENT_MAX = 65_535;
const ENCRYPTED = 0x0001;
/** A ratio is looked at from here on: a tiny part may well be all zeros. */
const RATIO_FROM_BYTES = 1024 * 1024;

const BROKEN = unreadable('不是完整的 .xlsx（可能没有下载完或被改过名）');

/** The parts that carry cells: workbook, relations, types, shared texts, styles, sheets. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|(?:[^/]+\/)*(?:_rels\/workbook\.xml\.rels|workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml))$/i;

/** Opens the archive and inflates the parts that carry cells. */
export function openArchive(bytes: Buffer, limits: SheetLimits): readonly Part[] | Refusal {
  if (bytes.length > limits.fileBytesMax) return tooBig(`有 ${megabytes(bytes.length)} MB，太大`);
  const entries = directory(bytes, limits);
  if ('refused' in entries) return entries;
  const wanted = entries.filter((entry) => WANTED.test(entry.name));
  const parts: Part[] = [];
  let total = 0;
  for (const entry of wanted) {
    const part = inflate(bytes, entry, limits.inflatedBytesMax - total);
    if (part === null) return BROKEN;
    if (part === 'too-big') return tooBig('解开后太大');
    total += part.length;
    if (part.length > RATIO_FROM_BYTES && part.length > entry.packed * limits.ratioMax) {
      return tooBig('的压缩比不正常');
    }
    parts.push({ name: entry.name, bytes: part });
  }
  return parts;
}

function directory(bytes: Buffer, limits: SheetLimits): readonly Entry[] | Refusal {
  const end = findEnd(bytes);
  if (end === null) return BROKEN;
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  const isSplit = bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count;
  if (isSplit || count === 0xffff || start === 0xffffffff || start + size > end) return BROKEN;
  if (count > limits.entriesMax) return tooBig(`里有 ${count} 个部分，太多`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = start;
  let inflated = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_SIZE > end || bytes.readUInt32LE(at) !== CENTRAL) return BROKEN;
    const nameLength = bytes.readUInt16LE(at + 28);
    const next = at + CENTRAL_SIZE + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) return BROKEN;
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) return unreadable('加了密码');
    const name = bytes.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength);
    const entry = {
      name,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      local: bytes.readUInt32LE(at + 42),
    };
    // Two parts of one name: which one counts would depend on the reader.
    const folded = name.toLowerCase();
    if (names.has(folded)) return BROKEN;
    names.add(folded);
    inflated += entry.size;
    if (inflated > limits.inflatedBytesMax) return tooBig('解开后太大');
    entries.push(entry);
    at = next;
  }
  if (inflated > RATIO_FROM_BYTES && inflated > bytes.length * limits.ratioMax)
    return tooBig('的压缩比不正常');
  return entries;
}

/** The end record whose comment ends exactly where the file does. */
function findEnd(bytes: Buffer): number | null {
  const from = bytes.length - END_SIZE;
  const to = Math.max(0, from - COMMENT_MAX);
  for (let at = from; at >= to; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length)
      return at;
  }
  return null;
}

function inflate(bytes: Buffer, entry: Entry, left: number): Buffer | 'too-big' | null {
  const { local } = entry;
  if (local + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(local) !== LOCAL) return null;
  const start = local + LOCAL_SIZE + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const end = start + entry.packed;
  if (end > bytes.length) return null;
  const raw = bytes.subarray(start, end);
  if (entry.method === 0) return raw.length > left ? 'too-big' : raw;
  if (entry.method !== 8) return null;
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-big' : null;
  }
}

/** An archive of these parts, uncompressed: only for a reader in the same process. */
export function packStored(parts: readonly Part[]): Uint8Array {
  const out: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const file = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(0x0021, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(file.length, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL, 0);
    const listed = Buffer.alloc(6);
    listed.writeUInt32LE(CENTRAL, 0);
    listed.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(listed, common, tail, file);
    out.push(head, common, file, bytes);
    offset += LOCAL_SIZE + file.length + bytes.length;
  }
  const directorySize = central.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...out, ...central, end]);
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
