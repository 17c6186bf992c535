/**
 * What no log may hold: the one rule for every logger, on names of fields and on every text in them.
 *
 * Names of people and words of leads cannot be told from other words: they must not be given to a log in the first place. What
 * gives them away unasked is cut here: parameters in messages of failed queries, and the piece of text a JSON error quotes.
 */
const SECRETISH = /secret|token|key|mobile|phone|content|text/i;
const DEPTH_MAX = 4;
const TEXT_MAX = 4_000;

const CUTS: readonly (readonly [RegExp, string])[] = [
  // A failed query is told with everything that was asked for.
  [/\nparams: (?:(?!\n {4}at )[\s\S])*/gu, '\nparams: [redacted]'],
  [/(?:\.{3})?"[^\n]*"(?:\.{3})? is not valid JSON/gu, '[redacted] is not valid JSON'],
  [/\bBearer\s+\S+/giu, 'Bearer [redacted]'],
  [/\b[atu]-[A-Za-z0-9._-]{16,}/gu, '[redacted]'],
  // Mobile and fixed-line numbers; not instants, which are longer.
  [/(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)/gu, '[redacted]'],
  [/(?<!\d)0\d{2,3}[ -]\d{7,8}(?!\d)/gu, '[redacted]'],
];

/** A text without what personal data and secrets are known by; never longer than a few lines of a stack. */
export function redactedText(text: string): string {
  let clean = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  for (const [pattern, instead] of CUTS) clean = clean.replace(pattern, instead);
  return clean;
}

/** One field as it may be written. Errors are reduced to name, message and stack. */
export function redacted(name: string, value: unknown, depth = 0): unknown {
  if (SECRETISH.test(name)) return '[redacted]';
  if (typeof value === 'string') return redactedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[redacted]';
  if (value instanceof Error) {
    const stack = value.stack === undefined ? {} : { stack: redactedText(value.stack) };
    return { name: value.name, message: redactedText(value.message), ...stack };
  }
  if (Array.isArray(value)) return value.map((one: unknown) => redacted('', one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [inner, redacted(inner, one, depth + 1)]),
  );
}
