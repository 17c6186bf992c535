// Reading card JSON on the page: narrow, never trust. Types come from the sandbox; nothing else of it reaches the browser.
import type { Json, JsonObject } from '../json.ts';

export type { Json, JsonObject } from '../json.ts';

/** True for a plain JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member, or undefined. */
export function at(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member that is an object, or undefined. */
export function obj(value: unknown, key: string): JsonObject | undefined {
  const found = at(value, key);
  return isObject(found) ? found : undefined;
}

/** A member that is a string, or ''. */
export function str(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

/** A member that is a finite number, or undefined. */
export function num(value: unknown, key: string): number | undefined {
  const found = at(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** A member that is exactly this boolean; `fallback` for anything else. */
export function flag(value: unknown, key: string, fallback = false): boolean {
  const found = at(value, key);
  return typeof found === 'boolean' ? found : fallback;
}

/** The object members of a list. */
export function objects(value: unknown, key: string): JsonObject[] {
  const found = at(value, key);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** The members of a list as strings; numbers and the like as they print. */
export function strings(value: unknown, key: string): string[] {
  const found = at(value, key);
  return Array.isArray(found) ? found.map(String) : [];
}
