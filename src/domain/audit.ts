/**
 * The audit 审计 of what changes nothing else: personal data that was opened, files taken out, what was refused. Exports and
 * erasures have facts of their own; `src/cli/audit.ts` reads all of them.
 *
 * No fact holds personal data: contacts by the ids of their sealed rows, people by their roster ids.
 */
export type AuditFact =
  /** Contacts were opened for whoever acted, whether typed or pressed: one fact a delivery. */
  | { readonly type: 'audit.contacts_read'; readonly contacts: readonly string[] }
  /** 取回: the bytes of a piece of evidence sent to them. */
  | { readonly type: 'audit.file_fetched'; readonly evidence: string; readonly lead: string | null }
  /** Erased by rule: nothing open needed them any more. */
  | { readonly type: 'audit.contacts_expired'; readonly contacts: readonly string[]; readonly months: number }
  /** Messages that were not sent: sent again, or never, because somebody decided so; by their keys in the outbox. */
  | {
      readonly type: 'audit.messages_retried' | 'audit.messages_purged';
      readonly messages: readonly string[];
    }
  /** Somebody of the roster asked for what their role may not. */
  | { readonly type: 'audit.denied'; readonly command: string; readonly action: string | null };

/** Its stream: a record and nobody's state. */
export const AUDIT_STREAM = 'audit';
