/**
 * The structure of the tree as rules: which part may import which, and how long a file may grow.
 * Says the file and line that crosses. The rules are data; adding a folder means adding a line.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const LINES_MAX = 300;
const ROOTS = ['src', 'commands', 'db', 'sandbox', 'schemes', 'bench', 'docs', 'test'];

/** A part of the tree: the first pattern that fits a file names it. */
const PARTS: readonly [name: string, pattern: RegExp][] = [
  ['domain', /^src\/domain\//],
  ['parse', /^src\/parse\//],
  ['card', /^src\/(card|chart-spec)\.ts$/],
  ['ports', /^src\/(ports|command|outcome|store|ledger|scheduler)\.ts$|^src\/store\//],
  ['cards', /^src\/cards\//],
  ['lark', /^src\/lark\//],
  ['bulletins', /^src\/bulletins\//],
  ['standing', /^src\/standing\//],
  ['due', /^src\/due\//],
  ['papers', /^src\/papers\//],
  ['sheets', /^src\/sheets\//],
  [
    'wiring',
    /^src\/(compose|runtime|node|worker|worker-[a-z]+|service-entry|cli-entry|cli|start|build|jobs)\.ts$|^src\/cli\//,
  ],
  ['machine', /^src\//],
  ['commands', /^commands\//],
  ['db', /^db\//],
  ['page', /^sandbox\/page\//],
  ['sandbox', /^sandbox\//],
  ['schemes', /^schemes\//],
  ['bench', /^bench\//],
  ['docs', /^docs\//],
  ['test', /^test\//],
];

/** What each part may import. `*` is everything. Imports point inward (design §3). */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  schemes: [],
  card: ['card'],
  parse: ['domain', 'parse'],
  cards: ['domain', 'card', 'cards'],
  ports: ['domain', 'card', 'ports', 'machine'],
  lark: ['lark', 'card', 'ports'],
  bulletins: ['domain', 'parse', 'card', 'cards', 'ports', 'bulletins', 'standing'],
  standing: ['domain', 'ports', 'standing'],
  due: ['domain', 'parse', 'card', 'cards', 'ports', 'bulletins', 'standing', 'due'],
  sheets: ['domain', 'parse', 'sheets'],
  papers: ['domain', 'card', 'cards', 'ports', 'bulletins', 'sheets', 'papers'],
  commands: [
    'domain',
    'parse',
    'card',
    'cards',
    'ports',
    'bulletins',
    'standing',
    'due',
    'papers',
    'commands',
  ],
  machine: ['domain', 'parse', 'card', 'cards', 'ports', 'lark', 'sheets', 'machine'],
  db: ['domain', 'ports', 'db', 'machine'],
  wiring: ['*'],
  page: ['page'],
  sandbox: ['sandbox'],
  bench: ['*'],
  docs: ['*'],
  test: ['*'],
};

/** What each part may know by its types alone: nothing of it is loaded. */
const MAY_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  page: ['sandbox'],
};

/** Packages only one part may know. */
const OWNED: readonly [pack: RegExp, parts: readonly string[]][] = [
  [/^@larksuiteoapi\//, ['lark', 'test', 'bench']],
  [/^better-sqlite3$/, ['db', 'machine', 'test', 'bench']],
  [/^drizzle-/, ['db', 'test', 'bench']],
  [/^hono|^@hono\//, ['machine', 'wiring', 'sandbox', 'test', 'bench']],
  [/^chinese-days/, ['domain', 'test']],
  [/^docx$|^@visactor\/|^@napi-rs\//, ['papers', 'test', 'bench']],
  [/^esbuild$/, ['wiring', 'test', 'bench']],
  [/^(lit|markdown-it|dompurify)(\/|$)/, ['page']],
];

/** Files of the machine that the ports file group needs for types only. */
const IMPORT =
  /^\s*(?:import|export)\s+(?:type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm;

export interface Source {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript source under the known roots. */
export function readSources(root: string): Source[] {
  return ROOTS.filter((name) => existsSync(join(root, name))).flatMap((name) =>
    sourcesIn(root, join(root, name)),
  );
}

function sourcesIn(root: string, folder: string): Source[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : sourcesIn(root, path);
    if (!name.endsWith('.ts')) return [];
    return [{ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }];
  });
}

export const partOf = (path: string): string | null =>
  PARTS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;

/** Every rule that is broken, as `file:line what`. */
export function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...importViolations(source), ...lengthViolations(source)]);
}

function lengthViolations({ path, text }: Source): string[] {
  // Tables of sentences and cases are data, and as long as they need to be.
  if (path.startsWith('test/')) return [];
  const lines = text.split('\n').length - 1;
  return lines > LINES_MAX
    ? [`${path}:${LINES_MAX} has ${lines} lines; the ceiling is ${LINES_MAX}: split it`]
    : [];
}

function importViolations({ path, text }: Source): string[] {
  const part = partOf(path);
  if (part === null) return [`${path}:1 belongs to no part of the tree`];
  const found: string[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? '';
    const line = text.slice(0, match.index).split('\n').length + (match[0].startsWith('\n') ? 1 : 0);
    const problem = target.startsWith('.')
      ? crossing(part, path, target, byType(match[0]))
      : owned(part, target);
    if (problem !== null) found.push(`${path}:${line} ${problem}`);
  }
  return found;
}

const byType = (statement: string): boolean => /^\s*(?:import|export)\s+type\s/.test(statement);

function crossing(part: string, path: string, target: string, isType: boolean): string | null {
  const resolved = join(dirname(path), target).replaceAll('\\', '/');
  const other = partOf(resolved);
  if (other === null) return null;
  const allowed = [...(MAY[part] ?? []), ...(isType ? (MAY_BY_TYPE[part] ?? []) : [])];
  return allowed.includes('*') || allowed.includes(other)
    ? null
    : `${part} must not import ${other} (${target})`;
}

function owned(part: string, target: string): string | null {
  const rule = OWNED.find(([pack]) => pack.test(target));
  return rule === undefined || rule[1].includes(part)
    ? null
    : `only ${rule[1].slice(0, 2).join(', ')} may import ${target}`;
}
