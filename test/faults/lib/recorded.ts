/**
 * A recording of `native/powercut.c`, and the disk as it may look when the power fails at any record of it: what was
 * flushed is there; of what was not, nothing, the first half, or any sectors of 512 bytes.
 */
import { readFileSync } from 'node:fs';
import type { Random } from './random.ts';

const HEAD = 16;
const SECTOR = 512;

interface Write {
  readonly do: 'write';
  readonly offset: number;
  readonly bytes: Buffer;
}
type Change = Write | { readonly do: 'truncate'; readonly size: number };

export type Entry =
  | { readonly kind: 'change'; readonly file: 0 | 1; readonly change: Change }
  | { readonly kind: 'flush'; readonly file: 0 | 1 }
  | { readonly kind: 'ack'; readonly text: string };

export function readRecording(path: string): readonly Entry[] {
  const bytes = readFileSync(path);
  const entries: Entry[] = [];
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const kind = bytes.readUInt8(at);
    const file = bytes.readUInt8(at + 1) === 1 ? 1 : 0;
    const length = bytes.readUInt32LE(at + 4);
    const offset = Number(bytes.readBigUInt64LE(at + 8));
    const body = bytes.subarray(at + HEAD, at + HEAD + length);
    at += HEAD + length;
    // Killed in the middle of a record: the write itself had been done, and was not flushed.
    if (body.length < length) break;
    if (kind === 1) entries.push({ kind: 'change', file, change: { do: 'write', offset, bytes: body } });
    else if (kind === 2) entries.push({ kind: 'change', file, change: { do: 'truncate', size: offset } });
    else if (kind === 3) entries.push({ kind: 'flush', file });
    else if (kind === 4) entries.push({ kind: 'ack', text: body.toString('utf8') });
    else entries.push({ kind: 'change', file, change: { do: 'truncate', size: 0 } });
  }
  return entries;
}

export type Loss = 'dropped' | 'half' | 'torn';
export const LOSSES: readonly Loss[] = ['dropped', 'half', 'torn'];

/** A disk that is played forward record by record. */
export class Disk {
  readonly #durable: [Buffer, Buffer];
  readonly #pending: [Change[], Change[]] = [[], []];
  readonly acknowledged: string[] = [];

  constructor(database: Buffer) {
    this.#durable = [Buffer.from(database), Buffer.alloc(0)];
  }

  play(entry: Entry): void {
    if (entry.kind === 'ack') {
      this.acknowledged.push(...entry.text.split('\n').filter((line) => line !== ''));
      return;
    }
    if (entry.kind === 'change') {
      this.#pending[entry.file].push(entry.change);
      return;
    }
    this.#durable[entry.file] = allApplied(this.#durable[entry.file], this.#pending[entry.file]);
    this.#pending[entry.file] = [];
  }

  /** Changes that a cut at this moment puts at risk. */
  get atRisk(): number {
    return this.#pending[0].length + this.#pending[1].length;
  }

  /** The two files after a cut now. */
  cut(loss: Loss, random: Random): readonly [Buffer, Buffer] {
    const survivor = (file: 0 | 1): Buffer => {
      const pending = this.#pending[file];
      const kept = loss === 'dropped' ? 0 : loss === 'half' ? Math.ceil(pending.length / 2) : pending.length;
      const changes = pending.slice(0, kept).flatMap((change): readonly Change[] => {
        if (loss !== 'torn' || change.do === 'truncate') return [change];
        return [...sectorsOf(change)].filter(() => random.chance(0.5));
      });
      return allApplied(this.#durable[file], changes);
    };
    return [survivor(0), survivor(1)];
  }
}

function* sectorsOf({ offset, bytes }: Write): Generator<Write> {
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(SECTOR - ((offset + at) % SECTOR), bytes.length - at);
    yield { do: 'write', offset: offset + at, bytes: bytes.subarray(at, at + length) };
    at += length;
  }
}

function allApplied(image: Buffer, changes: readonly Change[]): Buffer {
  const sizes = changes.map((change) =>
    change.do === 'write' ? change.offset + change.bytes.length : change.size,
  );
  const whole = Buffer.alloc(Math.max(image.length, ...sizes));
  image.copy(whole);
  let size = image.length;
  for (const change of changes) {
    if (change.do === 'truncate') {
      if (change.size < size) whole.fill(0, change.size, size);
      size = change.size;
    } else {
      change.bytes.copy(whole, change.offset);
      size = Math.max(size, change.offset + change.bytes.length);
    }
  }
  return whole.subarray(0, size);
}
