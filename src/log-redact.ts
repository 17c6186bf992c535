/** What no log may hold, by the field's name: the one rule for every logger. */

const SECRETISH = /secret|token|key|mobile|phone|content|text/i;

export const redacted = (name: string, value: unknown): unknown =>
  SECRETISH.test(name) ? '[redacted]' : value;
