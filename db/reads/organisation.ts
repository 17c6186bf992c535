/** Reads of what was heard of the organisation. Part of `store.ts`. */
import { asc, eq, lt } from 'drizzle-orm';
import type { Vault } from '../../src/ports.ts';
import type { OrganisationReads } from '../../src/store/organisation.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

export function organisationReads(db: ReturnType<typeof makeBuilder>, vault: Vault): OrganisationReads {
  return {
    async accountSeenAt(openId) {
      const rows = await db
        .select({ at: t.accountSeen.at })
        .from(t.accountSeen)
        .where(eq(t.accountSeen.openId, openId))
        .limit(1);
      return rows[0]?.at ?? 0;
    },

    async newcomers(before, limit) {
      const rows = await db
        .select()
        .from(t.newcomer)
        .where(lt(t.newcomer.at, before))
        .orderBy(asc(t.newcomer.at))
        .limit(limit);
      return rows.map(({ sealed, openId, at }) => ({ openId, at, name: vault.open(sealed) }));
    },
  };
}
