// Reading JSON that somebody else wrote: narrow, never trust. No schema logic here.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** True for a plain JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member `key` of an object, or undefined for anything else. */
export function member(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member as an object, or undefined. */
export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const found = member(value, key);
  return isObject(found) ? found : undefined;
}

/** The member as an array; empty when it is anything else. */
export function arrayAt(value: unknown, key: string): Json[] {
  const found = member(value, key);
  return Array.isArray(found) ? found : [];
}

/** The member as a string; '' when it is anything else. */
export function textAt(value: unknown, key: string): string {
  const found = member(value, key);
  return typeof found === 'string' ? found : '';
}

/** Parses JSON; undefined when it is not JSON. */
export function parseJson(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

/** A deep copy that shares nothing with its source. */
export function cloneJson<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** Drops undefined members, so that optional fields are absent on the wire as they are at Feishu. */
export function compact(value: { [key: string]: Json | undefined }): JsonObject {
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) out[key] = item;
  return out;
}
