/**
 * A command on its way into a button and back.
 *
 * The value travels through the platform and every client that sees the card, so on return it is untrusted: a strict
 * schema, short strings, ids only. What does not fit is `null`: an old card, or somebody else's.
 *
 * Form fields keep their names; only when a card has more than one form does the renderer put `f<number>__` before
 * them, because names are unique in a card, and the decoder takes it off again.
 */
import * as z from 'zod';
import type { Press } from '../card.ts';

/** The value of a callback behaviour. */
export interface PressValue {
  readonly v: 1;
  readonly c: string;
  readonly a: string;
  readonly p: Readonly<Record<string, string>>;
}

const argsMax = 20;

const valueSchema = z.strictObject({
  v: z.literal(1),
  c: z.string().min(1).max(64),
  a: z.string().max(64),
  p: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/), z.string().max(200))
    .refine((args) => Object.keys(args).length <= argsMax),
});

/** Command → button value. */
export function encodePress(press: Press): PressValue {
  return { v: 1, c: press.command, a: press.action, p: { ...press.args } };
}

/** Button value → command; `null` for anything that `encodePress` did not make within the limits. */
export function decodePress(value: unknown): Press | null {
  const parsed = valueSchema.safeParse(value);
  if (!parsed.success) return null;
  return { command: parsed.data.c, action: parsed.data.a, args: parsed.data.p };
}

const prefixPattern = /^f[0-9]{1,3}__/;

/** The name of a field on the card: as given, or marked with its form's number. */
export function fieldName(name: string, formNumber: number | null): string {
  return formNumber === null ? name : `f${formNumber}__${name}`;
}

/** Whether a name would be shortened on return, so that its form needs a prefix even when alone. */
export function looksPrefixed(name: string): boolean {
  return prefixPattern.test(name);
}

/** The inverse of `fieldName`. */
export function plainFieldName(name: string): string {
  return name.replace(prefixPattern, '');
}
