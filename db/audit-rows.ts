/** One fact of the audit, at the end of its stream: whoever writes at the same time comes after, nobody conflicts. */
import { AUDIT_STREAM, type AuditFact } from '../src/domain/audit.ts';
import type { Occasion } from '../src/domain/fact.ts';
import type { Statement } from '../src/ports.ts';

const FACT =
  'INSERT INTO fact (stream, seq, type, data, at, actor, cause) ' +
  `SELECT '${AUDIT_STREAM}', coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? FROM fact WHERE stream = '${AUDIT_STREAM}'`;

export function auditStatement(fact: AuditFact, on: Occasion): Statement {
  const { type, ...data } = fact;
  return { sql: FACT, binds: [type, JSON.stringify(data), on.at, on.actor, on.cause] };
}
