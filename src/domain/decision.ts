/**
 * What a decision can be: facts that now hold, or a refusal that says which rule and what to do next.
 * Refusals are values. A fault (disk, network) is an exception; a bug is an assertion.
 */

export interface Refusal {
  readonly refused: true;
  /** One Chinese sentence: what was wrong. */
  readonly because: string;
  /** The clause the rule comes from, such as `SM 三(一)2`, where there is one. */
  readonly clause?: string;
  /** What to type or press next. */
  readonly next?: string;
}

export function refuse(because: string, more: { clause?: string; next?: string } = {}): Refusal {
  return { refused: true, because, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

/** The refusal as one line for a toast or a message. */
export function sayRefusal(refusal: Refusal): string {
  const clause = refusal.clause === undefined ? '' : `（依据 ${refusal.clause}）`;
  const next = refusal.next === undefined ? '' : ` ${refusal.next}`;
  return `${refusal.because}${clause}。${next}`.replace('。。', '。').trimEnd();
}

/** A bug, not a refusal: something that the program itself guarantees does not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
