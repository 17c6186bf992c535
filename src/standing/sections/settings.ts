/**
 * 目标、汇率、基数、考核对象、评分: what the city itself has set, as of the day. The standing's version moves with every
 * fact, so that whatever was kept is worked out anew. Marks come after the findings' (`marks.ts`).
 */

import { settingSections } from '../../domain/setting/facts-rows.ts';
import { SETTING_KINDS } from '../../domain/setting/setting.ts';
import type { Section } from '../gathering.ts';

export const settings: Section = async ({ store, pack, asOf }, before) => {
  const { marks = [], cohorts, ...set } = settingSections(await store.settings(SETTING_KINDS), pack, asOf);
  const projects = new Set((before.projects ?? []).map((project) => project.id));
  const all = [...(before.marks ?? []), ...marks];
  return {
    ...set,
    ...(all.length === 0 ? {} : { marks: all }),
    ...(cohorts === undefined
      ? {}
      : {
          cohorts: Object.fromEntries(
            Object.entries(cohorts).map(([id, members]) => [
              id,
              members.filter((one) => projects.has(typeof one === 'string' ? one : one.project)),
            ]),
          ),
        }),
  };
};
