/** Papers 文件 of signed bulletins: a projection of their facts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const paper = sqliteTable('paper', {
  id: text().primaryKey(),
  version: integer().notNull(),
  body: text().notNull(),
  wordHash: text('word_hash').notNull(),
  wordName: text('word_name').notNull(),
  wordBytes: integer('word_bytes').notNull(),
  excelHash: text('excel_hash').notNull(),
  excelName: text('excel_name').notNull(),
  excelBytes: integer('excel_bytes').notNull(),
  pictures: integer().notNull(),
  madeAt: integer('made_at').notNull(),
});
