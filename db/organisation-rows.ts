/** What is heard of the organisation, as statements: who left, who came, and when an account was last heard of. */
import type { Occasion } from '../src/domain/fact.ts';
import type { Change } from '../src/outcome.ts';
import type { Statement, Vault } from '../src/ports.ts';
import { record, rosterChanged } from './roster-rows.ts';

type OrganisationChange = Extract<
  Change,
  { readonly subject: 'person-left' | 'account-seen' | 'newcomer' | 'newcomers-told' }
>;

const LEFT = 'UPDATE person SET left_at = ? WHERE id = ? AND left_at IS NULL';
const SEEN =
  'INSERT INTO account_seen (open_id, at) VALUES (?, ?) ON CONFLICT (open_id) DO UPDATE SET at = max(at, excluded.at)';
const NEWCOMER =
  'INSERT INTO newcomer (open_id, sealed, at) VALUES (?, ?, ?) ON CONFLICT (open_id) DO UPDATE SET sealed = excluded.sealed';

export function organisationStatements(change: OrganisationChange, on: Occasion, vault: Vault): Statement[] {
  switch (change.subject) {
    case 'person-left':
      return [
        { sql: LEFT, binds: [change.at, change.person] },
        record('roster.person_left', change.person, on),
        rosterChanged,
      ];
    case 'account-seen':
      return [{ sql: SEEN, binds: [change.openId, change.at] }];
    case 'newcomer':
      return [{ sql: NEWCOMER, binds: [change.openId, vault.seal(change.name), change.at] }];
    case 'newcomers-told':
      return [{ sql: 'DELETE FROM newcomer WHERE at < ?', binds: [change.before] }];
  }
}
