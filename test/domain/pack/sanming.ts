// Loads the shipped Sanming pack for tests; the domain itself reads no files.
import { readFileSync } from 'node:fs';
import { formatMistake, loadPack } from '../../../src/domain/pack/load.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';

const ROOT = new URL('../../../', import.meta.url);

/** The text of a file of the repository. */
export function readText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** A pack that must be valid; its mistakes are the failure's message. */
export function packOf(text: string, name = 'pack.yaml'): Pack {
  const result = loadPack(text, name);
  if (result.ok) return result.pack;
  throw new Error(result.mistakes.map((mistake) => formatMistake(name, mistake)).join('\n'));
}

/** 三明. */
export function sanming(): Pack {
  return packOf(readText('schemes/sanming/pack.yaml'));
}
