/** Reads of settings 设定. Part of `store.ts`. */
import { and, asc, eq } from 'drizzle-orm';
import type { SettingReads } from '../../src/store/settings.ts';
import type { makeBuilder } from '../builder.ts';
import { isOneOf } from '../parts.ts';
import * as t from '../schema.ts';

export function settingReads(db: ReturnType<typeof makeBuilder>): SettingReads {
  return {
    async setting(id) {
      const rows = await db.select().from(t.setting).where(eq(t.setting.id, id)).limit(1);
      return rows[0] ?? null;
    },

    async settings(kinds) {
      return db.select().from(t.setting).where(isOneOf(t.setting.kind, kinds)).orderBy(asc(t.setting.id));
    },

    async toldFigures(subject) {
      const isAbout = and(eq(t.setting.kind, 'figure'), eq(t.setting.subject, subject));
      return db.select().from(t.setting).where(isAbout).orderBy(asc(t.setting.id));
    },
  };
}
