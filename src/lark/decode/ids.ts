/** The platform's ids, by prefix. What does not match is not an id, and never reaches a URL or a query. */
import * as z from 'zod';
import { isRecord } from '../json.ts';

/** A person or bot, as this app sees them. */
export const openIdSchema = z.string().regex(/^ou_[A-Za-z0-9_-]{1,64}$/);
export const chatIdSchema = z.string().regex(/^oc_[A-Za-z0-9_-]{1,64}$/);
export const messageIdSchema = z.string().regex(/^om_[A-Za-z0-9_-]{1,64}$/);
/** The handle of an uploaded file or image. */
export const fileKeySchema = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);

/** The usual id triple; only the open_id is used. */
export const personSchema = z.object({ open_id: openIdSchema });

/** The open_id out of an id triple or a bare string; `null` when there is none or it is none. */
export function readOpenId(value: unknown): string | null {
  const bare = isRecord(value) ? value['open_id'] : value;
  const parsed = openIdSchema.safeParse(bare);
  return parsed.success ? parsed.data : null;
}

/** What a decoder answers to a push that lacks what its type requires. The door turns it into a 4xx. */
export interface Malformed {
  readonly kind: 'malformed';
  /** Event type and field, for logs and metrics; nothing of the value. */
  readonly reason: string;
}

/** Names the first field that is wrong, without its value. */
export function malformed(type: string, error: z.ZodError | string): Malformed {
  const field = typeof error === 'string' ? error : (error.issues[0]?.path.map(String).join('.') ?? '');
  return { kind: 'malformed', reason: `${type}: ${field}` };
}
