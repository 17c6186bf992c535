// Looking into a pack that may be wrong in any way: every accessor answers something sensible for any value.
// The reference checks use these, so that one misspelt section does not hide the mistakes of the others.

/** Where in the document: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** One mistake, before it has a line: where, and a Chinese sentence. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** Point at the key rather than at its value. */
  readonly onKey?: boolean;
}

export type RawObject = Readonly<Record<string, unknown>>;

/** The value as an object, or null. */
export function asObject(value: unknown): RawObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as RawObject;
}

/** The list under a key, or an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = asObject(value)?.[key];
  return Array.isArray(found) ? found : [];
}

/** The text under a key, or null. */
export function textAt(value: unknown, key: string): string | null {
  const found = asObject(value)?.[key];
  return typeof found === 'string' ? found : null;
}

/** The ids of a section. */
export function idsOf(raw: unknown, section: string): Set<string> {
  const ids = new Set<string>();
  for (const element of listAt(raw, section)) {
    const id = textAt(element, 'id');
    if (id !== null) ids.add(id);
  }
  return ids;
}

/** Calls `visit` for every object and scalar below a value, with its path. */
export function walk(value: unknown, visit: (value: unknown, path: Path) => void, path: Path = []): void {
  visit(value, path);
  if (Array.isArray(value)) {
    value.forEach((child, index) => {
      walk(child, visit, [...path, index]);
    });
    return;
  }
  const object = asObject(value);
  if (object === null) return;
  for (const [key, child] of Object.entries(object)) walk(child, visit, [...path, key]);
}
