/** A plan as rows of the roster file, so that it goes in by the same way as `roster import`. Leavers go another way. */
import type { Roster } from '../domain/roster.ts';
import type { RosterFile, RosterFilePerson } from '../roster-file.ts';
import type { SyncPlan } from './plan.ts';

/** Units whole or not at all: their order is part of what is written. */
export function rosterOfPlan(plan: SyncPlan, roster: Roster): RosterFile {
  const renamed = new Map(plan.unitsRenamed.map(({ unit, name }) => [unit.id, name]));
  const touched = renamed.size + plan.unitsAdded.length > 0;
  const units = [...roster.units, ...plan.unitsAdded].map((unit) => {
    const name = renamed.get(unit.id);
    const aliases = name === undefined ? unit.aliases : [...new Set([...unit.aliases, unit.name])];
    return {
      id: unit.id,
      name: name ?? unit.name,
      aliases: [...aliases],
      kind: unit.kind,
      parent: unit.parent,
      tags: { ...unit.tags },
      activeFrom: unit.activeFrom,
      activeTo: unit.activeTo,
    };
  });
  const added = plan.added.map(
    ({ account, unit }): RosterFilePerson => ({
      openId: account.openId,
      name: account.name.slice(0, 60),
      mobile: account.mobile,
      unit,
      units: [],
      roles: [],
      leftOn: null,
    }),
  );
  const changed = plan.changed.map(({ person, account, movedTo, renamedTo, bound }): RosterFilePerson => {
    const units = movedTo === null ? person.units : person.units.filter((unit) => unit !== person.unit);
    return {
      openId: account.openId,
      name: (renamedTo ?? person.name).slice(0, 60),
      // Only to be found by it: the number is kept as its hash.
      mobile: bound ? account.mobile : null,
      unit: movedTo ?? person.unit,
      units: [...units],
      roles: [...person.roles],
      leftOn: null,
    };
  });
  return {
    units: touched ? units : [],
    memberships: [],
    posts: [],
    people: [...added, ...changed],
    chats: [],
  };
}
