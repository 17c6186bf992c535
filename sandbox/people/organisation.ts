// What happens to accounts of the tenant, apart from chats: hired, suspended, moved between departments. Each is an event.
import type { EventDelivery } from '../deliver.ts';
import { contactUser } from '../events.ts';
import type { PersonInput } from '../platform.ts';
import type { Person, PersonRef } from '../types.ts';
import type { World } from '../world.ts';

/** A new account, in these departments (入职). */
export async function hire(
  world: World,
  name: string,
  input: PersonInput = {},
): Promise<{ person: Person; delivery: EventDelivery }> {
  const person = world.platform.addPerson(name, input);
  const { object } = contactUser(person);
  return {
    person,
    delivery: await world.deliverer.event('contact.user.created_v3', { object: object ?? {} }),
  };
}

/** The account is suspended, or let in again (暂停 / 恢复). */
export function freeze(world: World, ref: PersonRef, frozen: boolean): Promise<EventDelivery> {
  const person = world.platform.person(ref);
  person.frozen = frozen;
  world.platform.worldChanged();
  return updated(world, person, { status: { is_frozen: !frozen } });
}

/** Into other departments, by open_department_id (调动). */
export function move(world: World, ref: PersonRef, departmentIds: string[]): Promise<EventDelivery> {
  const person = world.platform.person(ref);
  const before = person.departmentIds;
  person.departmentIds = departmentIds;
  world.platform.worldChanged();
  return updated(world, person, { department_ids: before });
}

function updated(
  world: World,
  person: Person,
  old: { [key: string]: string[] | { [key: string]: boolean } },
): Promise<EventDelivery> {
  const { object } = contactUser(person);
  return world.deliverer.event('contact.user.updated_v3', { object: object ?? {}, old_object: old });
}
