/** What a person decides on messages that were not sent: again, or never. One commit, on record with who decided. */
import { createHash } from 'node:crypto';
import type { Occasion } from '../src/domain/fact.ts';
import type { Statement } from '../src/ports.ts';
import { auditStatement } from './audit-rows.ts';

/** A promise's key, reduced to what the platform takes as `uuid` (at most 50 characters). */
export const uuidOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 40);

/** A new attempt after the platform's hour needs a new uuid to be accepted at all: a person has decided. */
const AGAIN =
  "UPDATE outbox SET state = 'waiting', next_at = ?, first_tried_at = NULL, ended_at = NULL, stale_at = NULL, uuid = chosen.uuid " +
  "FROM (SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS uuid FROM json_each(?)) AS chosen " +
  "WHERE outbox.key = chosen.key AND outbox.state IN ('parked', 'uncertain')";
const NEVER =
  "UPDATE outbox SET state = 'purged', body = NULL, ended_at = ? WHERE key IN (SELECT value FROM json_each(?)) " +
  "AND state IN ('parked', 'uncertain', 'waiting')";

/** Of those keys only what still waits for a person changes; `purge` takes what is yet to leave as well. */
export function decidedStatements(
  act: 'retry' | 'purge',
  keys: readonly string[],
  on: Occasion,
): readonly Statement[] {
  if (keys.length === 0) return [];
  const chosen = act === 'retry' ? keys.map((key) => [key, uuidOf(`${key}#${on.at}`)]) : keys;
  const type = act === 'retry' ? 'audit.messages_retried' : 'audit.messages_purged';
  return [
    { sql: act === 'retry' ? AGAIN : NEVER, binds: [on.at, JSON.stringify(chosen)] },
    auditStatement({ type, messages: keys }, on),
  ];
}
