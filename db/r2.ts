/**
 * Evidence and papers in R2 instead of D1's rows, sealed just the same, in the same pieces. What was kept in D1 before
 * the bucket was bound stays there and is found there.
 */
import { createHash } from 'node:crypto';
import type { Files, Vault } from '../src/ports.ts';
import { FileDamaged } from './files.ts';

const PIECE_BYTES = 512 * 1024;

/** What is used of an R2 bucket; structural, so that no package of types is needed. */
export interface R2Binding {
  put(key: string, value: string): Promise<unknown>;
  get(key: string): Promise<{ text(): Promise<string> } | null>;
  list(options: { prefix: string }): Promise<{ objects: readonly { readonly key: string }[] }>;
  delete(keys: string[]): Promise<void>;
}

/** @param before where files were kept so far. */
export function makeBucketFiles(bucket: R2Binding, vault: Vault, before: Files): Files {
  const nameOf = (hash: string, part: number): string => `files/${hash}/${String(part).padStart(4, '0')}`;
  const piecesOf = async (hash: string): Promise<readonly string[]> =>
    (await bucket.list({ prefix: `files/${hash}/` })).objects.map(({ key }) => key).sort();

  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      for (let part = 0; part * PIECE_BYTES < bytes.length; part += 1) {
        const piece = bytes.subarray(part * PIECE_BYTES, (part + 1) * PIECE_BYTES);
        await bucket.put(nameOf(hash, part), vault.sealBytes(piece));
      }
      return hash;
    },

    async get(hash) {
      const names = await piecesOf(hash);
      if (names.length === 0) return before.get(hash);
      const pieces: Uint8Array[] = [];
      for (const name of names) {
        const kept = await bucket.get(name);
        if (kept === null) throw new FileDamaged(`file ${hash.slice(0, 12)} is not whole`);
        pieces.push(vault.openBytes(await kept.text()));
      }
      const bytes = new Uint8Array(Buffer.concat(pieces));
      if (createHash('sha256').update(bytes).digest('hex') !== hash)
        throw new FileDamaged(`file ${hash.slice(0, 12)} is not whole`);
      return bytes;
    },

    async forget(hash) {
      const names = await piecesOf(hash);
      if (names.length > 0) await bucket.delete([...names]);
      await before.forget(hash);
    },
  };
}
