/** 单位、职务 of the roster as a facts file has them. Successors, staff and flags are not kept in the roster yet. */
import type { Post, Unit } from '../roster.ts';

export const unitRows = (units: readonly Unit[]) =>
  units.map(({ id, name, aliases, kind, parent, tags, activeFrom, activeTo }) => ({
    id,
    name,
    aliases: [...aliases],
    kind,
    parent,
    tags: { ...tags },
    activeFrom,
    activeTo,
    flags: [],
  }));

export const postRows = (posts: readonly Post[]) =>
  posts.map(({ id, unit, title, rank, person }) => ({ id, unit, title, rank, person, flags: [] }));
