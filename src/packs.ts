/**
 * Finds and reads packs on disk: by id (`sanming-2021`) among the shipped ones, or by path (`./city/pack.yaml`).
 * Reading only; what a pack may say is `src/domain/pack/`.
 *
 * A plan that changes is a file beside the first, with the day it takes effect in its name: `pack-2027.yaml` from
 * 2027-01-01, `pack-2027-07.yaml` from 2027-07-01, `pack-2027-07-15.yaml`. What happened before is judged by the file
 * then in force.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Day, isDay } from './domain/day.ts';
import { formatMistake, loadPack, PACK_CHARS_MAX } from './domain/pack/load.ts';
import type { Pack } from './domain/pack/schema.ts';
import type { PackVersion } from './packs-on.ts';

export { type PackVersion, packOn } from './packs-on.ts';

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

const DATED = /^(.+)-(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\.ya?ml$/;
/** Begins like a dated file of this plan, and must then be one: a slip in the date would lose a version unseen. */
const LIKE_DATED = /^-\d{4}.*\.ya?ml$/;

/** All versions of the plan that an id or path names, in order. Throws `PackError` with every mistake of all of them. */
export function readPackVersions(name: string): readonly PackVersion[] {
  const file = packFile(name);
  const mistakes: string[] = [];
  const read = (path: string): Pack | null => {
    try {
      return readPack(path);
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const first = read(looksLikePath(name) ? file : name);
  const later = first === null ? [] : laterFiles(file, mistakes);
  const versions = later.flatMap(({ path, fromOn }): PackVersion[] => {
    const pack = read(path);
    if (pack === null || first === null) return [];
    if (pack.city === first.city) return [{ fromOn, pack }];
    mistakes.push(`${path}:1:1 与 ${file} 不是同一个城市的方案（${pack.city}、${first.city}）`);
    return [];
  });
  if (first === null || mistakes.length > 0) throw new PackError(mistakes);
  return [{ fromOn: null, pack: first }, ...versions];
}

/** Files beside this one that carry its name and a day, by that day. */
function laterFiles(
  file: string,
  mistakes: string[],
): readonly { readonly path: string; readonly fromOn: Day }[] {
  const stem = basename(file).replace(/\.ya?ml$/, '');
  const found: { path: string; fromOn: Day }[] = [];
  for (const name of readdirSync(dirname(file)).sort()) {
    if (!name.startsWith(stem) || !LIKE_DATED.test(name.slice(stem.length))) continue;
    const [, own, year, month = '01', day = '01'] = DATED.exec(name) ?? [];
    const fromOn = `${year}-${month}-${day}`;
    const path = join(dirname(file), name);
    if (own !== stem || !isDay(fromOn)) {
      mistakes.push(
        `${path}:1:1 文件名里的生效日看不懂，应为 ${stem}-2027.yaml、${stem}-2027-07-01.yaml 之类`,
      );
    } else if (found.some((one) => one.fromOn === fromOn)) {
      mistakes.push(`${path}:1:1 与另一个文件同一天生效（${fromOn}）`);
    } else found.push({ path, fromOn });
  }
  return found.sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
}
