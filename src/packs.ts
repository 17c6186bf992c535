/**
 * Finds and reads packs on disk: by id (`sanming-2021`) among the shipped ones, or by path (`./city/pack.yaml`).
 * Reading only; what a pack may say is `src/domain/pack/`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatMistake, loadPack, PACK_CHARS_MAX } from './domain/pack/load.ts';
import type { Pack } from './domain/pack/schema.ts';

/** Raised with every mistake of the pack; the text is for the person who wrote it. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** The folder that holds `schemes/` and `db/migrations/`: above this file in the source tree and in the bundle alike. */
export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'schemes')) && existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) throw new Error('cannot find the folder that holds schemes/');
  }
}

/** Files of the shipped packs. */
export function shippedPacks(): readonly string[] {
  const folder = join(ROOT, 'schemes');
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, 'pack.yaml'))
    .filter((file) => existsSync(file));
}

/** Where the build keeps shipped packs it has checked, each under the hash of its text: an edited one is read anew. */
export const checkedPackFile = (text: string): string =>
  join(ROOT, 'dist', 'packs', `${createHash('sha256').update(text).digest('hex')}.json`);

function checkedBefore(text: string): { ok: true; pack: Pack } | null {
  const file = checkedPackFile(text);
  return existsSync(file) ? { ok: true, pack: JSON.parse(readFileSync(file, 'utf8')) as Pack } : null;
}

const looksLikePath = (name: string): boolean => /[\\/]|\.ya?ml$/.test(name);

/** The file an id or path names. */
export function packFile(name: string): string {
  if (looksLikePath(name)) return resolve(name);
  const city = name.replace(/-\d{4}$/, '');
  const file = join(ROOT, 'schemes', city, 'pack.yaml');
  const isPlain = /^[a-z0-9-]+$/.test(name);
  if (isPlain && existsSync(file)) return file;
  const ids = shippedPacks().map((path) => readPack(path).id);
  throw new PackError([
    `没有叫「${name}」的方案。自带的有：${ids.join('、')}；也可以写文件路径，例如 ./city/pack.yaml`,
  ]);
}

/** Reads and checks a pack; throws `PackError` with all its mistakes. */
export function readPack(name: string): Pack {
  const file = packFile(name);
  if (!existsSync(file)) throw new PackError([`找不到方案文件：${file}`]);
  if (statSync(file).size > PACK_CHARS_MAX * 4) throw new PackError([`${file}:1:1 文件太大，不像一份方案`]);
  const text = readFileSync(file, 'utf8');
  const result = checkedBefore(text) ?? loadPack(text, file);
  if (!result.ok) throw new PackError(result.mistakes.map((mistake) => formatMistake(file, mistake)));
  if (!looksLikePath(name) && name !== result.pack.id && /-\d{4}$/.test(name)) {
    throw new PackError([`没有叫「${name}」的方案，同城的是「${result.pack.id}」`]);
  }
  return result.pack;
}
