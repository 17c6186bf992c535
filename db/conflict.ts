/** Tells a violated key from every other failure, on both drivers; their messages name table and column alike. */

const PATTERN = /UNIQUE constraint failed: ([\w.]+(?:, [\w.]+)*)/;

/** The violated key as `table.column[, table.column]`, or `null` when the error is something else. */
export function violatedKey(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const found = PATTERN.exec(at.message);
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}
