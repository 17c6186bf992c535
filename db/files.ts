/**
 * Bytes of evidence: sealed, in pieces, keyed by their SHA-256, on Node and on D1 alike.
 *
 * Putting the same file twice, or again after a crash half way, ends in the same rows; a file counts as there only for
 * whoever knows its hash from a fact, and facts are recorded after the bytes.
 */
import { createHash } from 'node:crypto';
import type { Database, Files, Vault } from '../src/ports.ts';

/** Raw bytes a piece: sealed and in base64 about 700 KB, under D1's row limit. */
const PIECE_BYTES = 512 * 1024;
const PIECE_SQL =
  'INSERT INTO evidence_piece (hash, part, sealed) VALUES (?, ?, ?) ON CONFLICT (hash, part) DO NOTHING';

/** Raised when what is kept is not what was put: cut, altered, or not all there. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}

export function makeFiles(database: Database, vault: Vault): Files {
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      for (let part = 0; part * PIECE_BYTES < bytes.length; part += 1) {
        const piece = bytes.subarray(part * PIECE_BYTES, (part + 1) * PIECE_BYTES);
        const done = await database.commit([{ sql: PIECE_SQL, binds: [hash, part, vault.sealBytes(piece)] }]);
        if (done.result === 'conflict') throw new Error(`unexpected conflict on ${done.key}`);
      }
      return hash;
    },

    async get(hash) {
      const parts = await database.query('SELECT part FROM evidence_piece WHERE hash = ? ORDER BY part', [
        hash,
      ]);
      if (parts.length === 0) return null;
      const pieces: Uint8Array[] = [];
      for (const [part] of parts) {
        const rows = await database.query('SELECT sealed FROM evidence_piece WHERE hash = ? AND part = ?', [
          hash,
          part ?? 0,
        ]);
        pieces.push(vault.openBytes(String(rows[0]?.[0] ?? '')));
      }
      const bytes = new Uint8Array(Buffer.concat(pieces));
      if (createHash('sha256').update(bytes).digest('hex') !== hash)
        throw new FileDamaged(`file ${hash.slice(0, 12)} is not whole`);
      return bytes;
    },

    async forget(hash) {
      const done = await database.commit([
        { sql: 'DELETE FROM evidence_piece WHERE hash = ?', binds: [hash] },
      ]);
      if (done.result === 'conflict') throw new Error(`unexpected conflict on ${done.key}`);
    },
  };
}
