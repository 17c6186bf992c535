// Reads a facts file: JSON → shapes → references, all mistakes at once, each with its JSON path, in Chinese. Pure: the
// text comes in as a parameter. Invariants. 1. Any text gives a result, no exception. 2. ok means shapes, references,
// units of measure and uniqueness all hold for the pack. 3. At most MISTAKES_MAX mistakes are listed.
import { explainIssue, quote, type RawIssue } from '../pack/explain-issue.ts';
import { nearest } from '../pack/nearest.ts';
import { asObject } from '../pack/raw.ts';
import type { Pack } from '../pack/schema.ts';
import { checkFacts } from './check.ts';
import { type FactsMistake, type FactsResult, jsonPath } from './facts.ts';
import { scanJson } from './scan.ts';
import { factsSchema } from './schema.ts';
import { tidyFacts } from './tidy.ts';

/** Largest facts file read, in bytes; refused by its size before it is opened. */
export const FACTS_BYTES_MAX = 64 * 1024 * 1024;
/** As many mistakes are listed. */
export const MISTAKES_MAX = 100;

function sectionKeys(): Map<string, ReadonlySet<string>> {
  const keys = new Map<string, ReadonlySet<string>>();
  for (const [section, schema] of Object.entries(factsSchema.shape)) {
    const inner: unknown = schema.unwrap();
    const element = asObject(asObject(inner)?.['def'])?.['element'];
    const shape = asObject(asObject(asObject(element)?.['def'])?.['shape']);
    if (shape !== null) keys.set(section, new Set(Object.keys(shape)));
  }
  return keys;
}

function knownAt(
  path: readonly PropertyKey[],
  keys: ReadonlyMap<string, ReadonlySet<string>>,
): Iterable<string> {
  if (path.length === 0) return Object.keys(factsSchema.shape);
  return path.length <= 2
    ? (keys.get(String(path[0])) ?? [])
    : ['amount', 'unit', 'currency', 'on', 'verifiedOn'];
}

function unknownKeys(issue: RawIssue, keys: ReadonlyMap<string, ReadonlySet<string>>): string {
  const words = (issue.keys ?? []).slice(0, 20).map((key) => {
    const close = nearest(key, knownAt(issue.path ?? [], keys));
    return `「${key.slice(0, 64)}」${close === null ? '' : `（是否想写「${close}」）`}`;
  });
  return `不认识的键：${words.join('、')}`;
}

function mistakesOf(
  issues: readonly RawIssue[],
  keys: ReadonlyMap<string, ReadonlySet<string>>,
): FactsMistake[] {
  // One sentence a place: what we say ourselves says more than what the shape says.
  const places = new Map<string, { readonly message: string; readonly isOwn: boolean }>();
  for (const issue of issues) {
    const path = jsonPath(issue.path ?? []);
    const held = places.get(path);
    if (held === undefined && places.size === MISTAKES_MAX) break;
    const own = ownWords(issue);
    if (held === undefined || (own !== null && !held.isOwn)) {
      places.set(path, { message: own ?? shapeWords(issue, keys), isOwn: own !== null });
    }
  }
  return [...places].map(([path, { message }]) => ({ path, message }));
}

function ownWords(issue: RawIssue): string | null {
  const own = asObject(issue)?.['message'];
  if (issue.code === 'unrecognized_keys' || typeof own !== 'string' || !/[\u4e00-\u9fff]/u.test(own))
    return null;
  return `${issue.input === undefined ? '' : quote(issue.input)}${own}`;
}

/** The sentences of the pack's YAML, in the words of JSON. */
function shapeWords(issue: RawIssue, keys: ReadonlyMap<string, ReadonlySet<string>>): string {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, keys);
  return explainIssue(issue)
    .replace('列表（每项前写“- ”）', '列表，如 [{…}, {…}]')
    .replace('一组“键: 值”', '对象，如 {"键": "值"}');
}

/** Reads the text of a facts file against a pack. */
export function readFacts(text: string, pack: Pack): FactsResult {
  if (text.trim() === '') return refuse('文件是空的，应为一个 JSON 对象，如 {"units": [], "projects": []}');
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  const fault = scanJson(bare);
  if (fault !== null)
    return { ok: false, mistakes: [{ path: jsonPath(fault.path), message: fault.message }] };
  let raw: unknown;
  try {
    raw = JSON.parse(bare);
  } catch (fault) {
    const why = fault instanceof SyntaxError ? whereOf(fault.message, bare) : '内容异常';
    return refuse(`不是有效的 JSON：${why}`);
  }
  return checkRaw(raw, pack);
}

function whereOf(message: string, text: string): string {
  const match = /position (\d+)/u.exec(message);
  if (match === null) return '文件不完整或有多余的字符';
  const before = text.slice(0, Number(match[1]));
  const line = before.split('\n').length;
  return `第 ${line} 行第 ${before.length - before.lastIndexOf('\n')} 个字符附近`;
}

function refuse(message: string): FactsResult {
  return { ok: false, mistakes: [{ path: jsonPath([]), message }] };
}

/** Checks parsed JSON (or facts built in a program) against a pack. */
export function checkRaw(raw: unknown, pack: Pack): FactsResult {
  if (asObject(raw) === null) return refuse('应为一个 JSON 对象，如 {"units": [], "projects": []}');
  const keys = sectionKeys();
  const parsed = factsSchema.safeParse(tidyFacts(raw, keys), { reportInput: true });
  if (!parsed.success)
    return { ok: false, mistakes: mistakesOf(parsed.error.issues as readonly RawIssue[], keys) };
  const mistakes = checkFacts(pack, parsed.data);
  return mistakes.length === 0
    ? { ok: true, facts: parsed.data }
    : { ok: false, mistakes: mistakes.slice(0, MISTAKES_MAX) };
}
