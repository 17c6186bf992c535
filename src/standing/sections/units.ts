/** 单位、职务、专班成员: the roster as the facts have it. */
import { postRows, unitRows } from '../../domain/facts-file/roster-rows.ts';
import type { Section } from '../gathering.ts';

export const units: Section = async ({ store, roster }) => ({
  units: unitRows(roster.units),
  posts: postRows(roster.posts),
  memberships: (await store.memberships()).map(({ group, unit, role }) => ({
    group,
    unit,
    role: role === 'lead' ? 'lead' : 'member',
  })),
});
