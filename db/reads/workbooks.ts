/** Reads of workbooks, and the row of one. Part of `store.ts`. */
import { and, asc, desc, eq, gte, type InferSelectModel, isNotNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Workbook } from '../../src/domain/workbook.ts';
import type { WorkbookReads } from '../../src/store/workbooks.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

type Row = InferSelectModel<typeof t.workbook>;

export function workbookRow(workbook: Workbook): Row {
  const { counts, ...rest } = workbook;
  return { ...rest, ...counts };
}

function workbookOf({ added, changed, unchanged, rejected, ...rest }: Row): Workbook {
  return { ...rest, counts: { added, changed, unchanged, rejected } };
}

export function workbookReads(db: ReturnType<typeof makeBuilder>): WorkbookReads {
  return {
    async workbook(id) {
      const rows = await db.select().from(t.workbook).where(eq(t.workbook.id, id)).limit(1);
      return rows[0] === undefined ? null : workbookOf(rows[0]);
    },

    async workbooksOf(by, states, since, limit) {
      const rows = await db
        .select()
        .from(t.workbook)
        .where(
          and(
            eq(t.workbook.by, by),
            gte(t.workbook.at, since),
            sql`${t.workbook.state} IN (SELECT value FROM json_each(${JSON.stringify(states)}))`,
          ),
        )
        .orderBy(desc(t.workbook.at), desc(t.workbook.id))
        .limit(limit);
      return rows.map(workbookOf);
    },

    async workbooksToForget(endedBy, limit) {
      const rows = await db
        .select()
        .from(t.workbook)
        .where(
          and(or(isNotNull(t.workbook.hash), isNotNull(t.workbook.made)), lte(t.workbook.endedAt, endedBy)),
        )
        .orderBy(asc(t.workbook.endedAt))
        .limit(limit);
      return rows.map(workbookOf);
    },

    async workbooksWith(hash, except) {
      const rows = await db
        .select({ count: sql<number>`count(*)` })
        .from(t.workbook)
        .where(and(or(eq(t.workbook.hash, hash), eq(t.workbook.made, hash)), ne(t.workbook.id, except)));
      return rows[0]?.count ?? 0;
    },
  };
}
