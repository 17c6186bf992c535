/** Reads of transfers and hand-overs. Part of `store.ts`. */
import { and, asc, desc, eq, inArray, isNotNull, like, or, sql } from 'drizzle-orm';
import { numberEndsIn } from '../../src/domain/number.ts';
import type { RawIncrement } from '../../src/domain/transfer/shares.ts';
import type { Transfer } from '../../src/domain/transfer/transfer.ts';
import type { TransferReads } from '../../src/store/transfers.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import * as t from '../schema/transfers.ts';
import { fact } from '../schema.ts';

type Row = typeof t.transfer.$inferSelect;

// The two lists are written from the subject's own state and come back as they went in.
const transferOf = (row: Row): Transfer => row as unknown as Transfer;

export function transferReads(db: ReturnType<typeof makeBuilder>): TransferReads {
  return {
    async transfer(number) {
      const rows = await db.select().from(t.transfer).where(eq(t.transfer.number, number)).limit(1);
      return rows[0] === undefined ? null : transferOf(rows[0]);
    },

    async transfersByNumber(words, limit) {
      const rows = await db
        .select()
        .from(t.transfer)
        .where(like(t.transfer.number, `LZ-%${words.month ?? ''}-%${words.digits}`))
        .orderBy(desc(t.transfer.number))
        .limit(limit);
      return rows.filter((row) => numberEndsIn(row.number, words)).map(transferOf);
    },

    async transfers(filter) {
      const where = and(
        filter.state === undefined ? undefined : eq(t.transfer.state, filter.state),
        filter.units === undefined
          ? undefined
          : or(isOneOf(t.transfer.sender, filter.units), isOneOf(t.transfer.receiver, filter.units)),
      );
      const rows = await db
        .select()
        .from(t.transfer)
        .where(where)
        .orderBy(desc(t.transfer.touchedAt), desc(t.transfer.number))
        .limit(filter.limit)
        .offset(filter.offset ?? 0);
      const counted = await db.select({ total: sql<number>`count(*)` }).from(t.transfer).where(where);
      return { items: rows.map(transferOf), total: counted[0]?.total ?? 0 };
    },

    async transfersOf(lead) {
      const rows = await db
        .select()
        .from(t.transfer)
        .where(eq(t.transfer.lead, lead))
        .orderBy(asc(t.transfer.number));
      return rows.map(transferOf);
    },

    async transfersAgreed() {
      const rows = await db
        .select()
        .from(t.transfer)
        .where(and(eq(t.transfer.state, 'agreed'), isNotNull(t.transfer.agreed)))
        .orderBy(asc(t.transfer.number));
      return rows.map(transferOf);
    },

    async incrementsOf(leads) {
      if (leads.length === 0) return [];
      const streams = leads.map((lead) => `progress/${lead}`);
      const rows = await db
        .select({ stream: fact.stream, data: fact.data })
        .from(fact)
        .where(isOneOf(fact.stream, streams))
        .orderBy(asc(fact.id));
      return sumOf(rows);
    },

    async handover(id) {
      const rows = await db.select().from(t.handover).where(eq(t.handover.id, id)).limit(1);
      return rows[0] ?? null;
    },

    async handoversPending() {
      return db
        .select()
        .from(t.handover)
        .where(inArray(t.handover.state, ['ordered', 'moved']))
        .orderBy(asc(t.handover.id));
    },
  };
}

/** Shifts of every progress fact, by the unit it was reported for. */
function sumOf(rows: readonly { readonly stream: string; readonly data: string }[]): RawIncrement[] {
  const sums = new Map<string, RawIncrement>();
  for (const { stream, data } of rows) {
    const { unit, shifts } = JSON.parse(data) as {
      readonly unit?: string;
      readonly shifts?: readonly {
        readonly measure: string;
        readonly month: string;
        readonly units: number;
      }[];
    };
    if (unit === undefined) continue;
    const lead = stream.slice('progress/'.length);
    for (const { measure, month, units } of shifts ?? []) {
      const key = `${lead}\n${unit}\n${month}\n${measure}`;
      sums.set(key, { lead, unit, month, measure, units: (sums.get(key)?.units ?? 0) + units });
    }
  }
  return [...sums.values()];
}
