/** Reads of `src/store/history.ts`. */
import { and, asc, gte, inArray, isNotNull, lt } from 'drizzle-orm';
import type { HistoryReads } from '../../src/store/history.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

/** D1 takes at most 100 bound parameters a statement. */
const BINDS_MAX = 90;

export function historyReads(db: ReturnType<typeof makeBuilder>): HistoryReads {
  return {
    async factsOfStreams(streams) {
      const wanted = [...new Set(streams)];
      const rows: (typeof t.fact.$inferSelect)[] = [];
      for (let at = 0; at < wanted.length; at += BINDS_MAX) {
        const some = wanted.slice(at, at + BINDS_MAX);
        rows.push(
          ...(await db.select().from(t.fact).where(inArray(t.fact.stream, some)).orderBy(asc(t.fact.id))),
        );
      }
      rows.sort((a, b) => a.id - b.id);
      return rows.map(({ stream, seq, type, data, at, actor }) => ({
        stream,
        seq,
        type,
        data: JSON.parse(data) as unknown,
        at,
        actor,
      }));
    },

    async streamsUnder(kind, number) {
      // From the dot to the character after it: a range of the index, where LIKE would read the whole of it.
      const [from, to] = [`${kind}/${number}.`, `${kind}/${number}/`];
      const rows = await db
        .selectDistinct({ stream: t.fact.stream })
        .from(t.fact)
        .where(and(gte(t.fact.stream, from), lt(t.fact.stream, to)));
      return rows.map((row) => row.stream);
    },

    async formerPeople() {
      const rows = await db
        .select({ id: t.person.id, name: t.person.name, unit: t.person.unit })
        .from(t.person)
        .where(isNotNull(t.person.leftAt));
      return new Map(rows.map(({ id, name, unit }) => [id, { name, unit }]));
    },
  };
}
