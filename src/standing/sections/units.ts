/** 单位、职务、专班成员: the roster as the facts have it. Successors, staff and flags are not kept in it yet. */
import type { Section } from '../gathering.ts';

export const units: Section = async ({ store, roster }) => ({
  units: roster.units.map(({ id, name, aliases, kind, parent, tags, activeFrom, activeTo }) => ({
    id,
    name,
    aliases: [...aliases],
    kind,
    parent,
    tags: { ...tags },
    activeFrom,
    activeTo,
    flags: [],
  })),
  posts: roster.posts.map(({ id, unit, title, rank, person }) => ({
    id,
    unit,
    title,
    rank,
    person,
    flags: [],
  })),
  memberships: (await store.memberships()).map(({ group, unit, role }) => ({
    group,
    unit,
    role: role === 'lead' ? 'lead' : 'member',
  })),
});
