// The control API's verbs about accounts of the tenant: hired, suspended, moved; and an empty Bitable.
import * as z from 'zod';
import { addBitable, seenTables } from '../api/bitable.ts';
import { freeze, hire, move } from '../people/organisation.ts';
import { type Action, action } from './action.ts';

const id = z.string().min(1).max(100);

/** Verbs by the last part of their path. */
export const organisationActions: Readonly<Record<string, Action>> = {
  hire: action(
    z.object({ name: id, mobile: z.string().optional(), departments: z.array(id).optional() }),
    (world, { name, mobile, departments }) =>
      hire(world, name, {
        ...(mobile === undefined ? {} : { mobile }),
        ...(departments === undefined ? {} : { departmentIds: departments }),
      }),
  ),
  freeze: action(z.object({ person: id, frozen: z.boolean().default(true) }), (world, { person, frozen }) =>
    freeze(world, person, frozen),
  ),
  'move-department': action(z.object({ person: id, departments: z.array(id).min(1) }), (world, body) =>
    move(world, body.person, body.departments),
  ),
  departments: action(
    z.object({ name: id, parent: id.optional(), openDepartmentId: id.optional() }),
    (world, { name, parent, openDepartmentId }) =>
      world.platform.addDepartment({
        name,
        ...(parent === undefined ? {} : { parentId: parent }),
        ...(openDepartmentId === undefined ? {} : { openDepartmentId }),
      }),
  ),
  bitable: action(z.object({}), (world) => ({ appToken: addBitable(world) })),
  'bitable-tables': action(z.object({ appToken: id }), (world, { appToken }) => seenTables(world, appToken)),
};
