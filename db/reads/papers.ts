/** Reads of a bulletin's papers. Part of `store.ts`. */
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { PaperReads } from '../../src/store/papers.ts';
import type { makeBuilder } from '../builder.ts';
import * as t from '../schema.ts';

export function paperReads(db: ReturnType<typeof makeBuilder>): PaperReads {
  return {
    async papers(publication) {
      const [row] = await db.select().from(t.paper).where(eq(t.paper.id, publication)).limit(1);
      if (row === undefined) return null;
      const { id, version, body, pictures, madeAt } = row;
      return {
        id,
        version,
        body,
        word: { hash: row.wordHash, name: row.wordName, bytes: row.wordBytes },
        excel: { hash: row.excelHash, name: row.excelName, bytes: row.excelBytes },
        pictures,
        madeAt,
      };
    },

    async unpapered(limit) {
      const rows = await db
        .select({ id: t.publication.id, approvedAt: t.publication.approvedAt })
        .from(t.publication)
        .where(
          and(
            eq(t.publication.state, 'published'),
            isNotNull(t.publication.approvedAt),
            sql`${t.publication.id} NOT IN (SELECT id FROM paper)`,
          ),
        )
        .orderBy(desc(t.publication.approvedAt), desc(t.publication.id))
        .limit(limit);
      return rows.flatMap(({ id, approvedAt }) => (approvedAt === null ? [] : [{ id, approvedAt }]));
    },
  };
}
