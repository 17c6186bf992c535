/**
 * JSON from outside, made harmless before anything looks at it.
 *
 * The whole text must be one JSON value; depth and size are capped; keys that could reach a prototype are dropped;
 * lone surrogates and NUL in strings become U+FFFD. Shapes are the business of the decoders.
 */

/** Levels of nesting accepted, in the body and in what it decrypts to. */
export const jsonDepthMax = 32;
/** Keys and array items accepted in one document. */
export const jsonNodesMax = 20_000;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Walk {
  nodes: number;
  /** Only an escape can bring in a character that strict UTF-8 and the JSON grammar refuse. */
  readonly escapes: boolean;
}

function cleanString(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}

function pruneArray(items: Json[], depth: number, walk: Walk): boolean {
  walk.nodes += items.length;
  if (walk.nodes > jsonNodesMax) return false;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (typeof item === 'string') {
      if (walk.escapes) items[at] = cleanString(item);
    } else if (typeof item === 'object' && item !== null && !prune(item, depth + 1, walk)) return false;
  }
  return true;
}

function prune(node: Json[] | { [key: string]: Json }, depth: number, walk: Walk): boolean {
  if (depth > jsonDepthMax) return false;
  if (Array.isArray(node)) return pruneArray(node, depth, walk);
  const keys = Object.keys(node);
  walk.nodes += keys.length;
  if (walk.nodes > jsonNodesMax) return false;
  for (const key of keys) {
    if (forbidden.has(key) || (walk.escapes && cleanString(key) !== key)) {
      delete node[key];
      continue;
    }
    const value = node[key];
    if (typeof value === 'string') {
      if (walk.escapes) node[key] = cleanString(value);
    } else if (typeof value === 'object' && value !== null && !prune(value, depth + 1, walk)) return false;
  }
  return true;
}

/** Parses hostile JSON text; `undefined` for anything that is not one JSON document within the caps. Never throws. */
export function parseJson(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const walk: Walk = { nodes: 0, escapes: text.includes('\\u') };
  if (typeof value === 'string') return walk.escapes ? cleanString(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  return prune(value, 1, walk) ? value : undefined;
}

/** Whether a parsed value is an object with keys: not an array, not null. */
export function isRecord(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
