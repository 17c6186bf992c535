// The address book: users by id, by mobile or mail, by department; departments. Out of range = not available to the app.
import { arrayAt, compact, type JsonObject } from '../json.ts';
import type { Department, Person } from '../types.ts';
import type { World } from '../world.ts';
import type { Answer, Call, Operation } from './call.ts';
import { pageOf } from './paging.ts';
import { ApiRefusal } from './refusal.ts';

function userView(person: Person): JsonObject {
  return compact({
    union_id: person.unionId,
    user_id: person.userId,
    open_id: person.openId,
    name: person.name,
    en_name: '',
    mobile: person.mobile,
    mobile_visible: true,
    email: person.email,
    gender: 0,
    avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
    status: {
      is_frozen: person.frozen === true,
      is_resigned: person.resigned,
      is_activated: true,
      is_exited: false,
      is_unjoin: false,
    },
    department_ids: person.departmentIds,
    orders: person.departmentIds.map((id, at) => ({
      department_id: id,
      user_order: 0,
      department_order: at,
      is_primary_dept: at === 0,
    })),
    is_tenant_manager: false,
    employee_type: 1,
  });
}

function departmentView(world: World, department: Department): JsonObject {
  const people = [...world.platform.people.values()];
  return {
    name: department.name,
    parent_department_id: department.parentId,
    department_id: department.departmentId,
    open_department_id: department.openDepartmentId,
    order: '0',
    member_count: people.filter((person) => person.departmentIds.includes(department.openDepartmentId))
      .length,
    status: { is_deleted: false },
  };
}

function findUser(world: World, id: string, type: string | null): Person | undefined {
  const people = [...world.platform.people.values()];
  if (type === 'user_id') return people.find((person) => person.userId === id);
  if (type === 'union_id') return people.find((person) => person.unionId === id);
  return world.platform.people.get(id);
}

function one(call: Call): Answer {
  const person = findUser(call.world, call.params['user_id'] ?? '', call.query.get('user_id_type'));
  if (person === undefined) throw new ApiRefusal(41012, 'user id invalid error');
  // Who resigned can still be looked up, with the status that says so.
  if (!person.available && !person.resigned) throw new ApiRefusal(41050, 'no user authority error');
  return { data: { user: userView(person) } };
}

function batch(call: Call): Answer {
  const ids = call.query.getAll('user_ids');
  if (ids.length === 0 || ids.length > 50) throw new ApiRefusal(40001, 'param error: user_ids 1 to 50');
  const found = ids
    .map((id) => findUser(call.world, id, call.query.get('user_id_type')))
    .filter((person): person is Person => person?.available === true);
  return { data: { items: found.map(userView) } };
}

function sameMobile(own: string | undefined, asked: string): boolean {
  const bare = (value: string) => value.replace(/[\s-]/g, '').replace(/^\+86/, '');
  return own !== undefined && bare(own) === bare(asked);
}

function batchGetId(call: Call): Answer {
  const people = [...call.world.platform.people.values()].filter((person) => person.available);
  const mobiles = arrayAt(call.body, 'mobiles').map(String);
  const emails = arrayAt(call.body, 'emails').map(String);
  if (mobiles.length > 50 || emails.length > 50) throw new ApiRefusal(40001, 'param error: at most 50');
  const type = call.query.get('user_id_type') ?? 'open_id';
  const idOf = (person: Person | undefined) => {
    if (person === undefined) return undefined;
    return type === 'user_id' ? person.userId : type === 'union_id' ? person.unionId : person.openId;
  };
  const status = {
    is_frozen: false,
    is_resigned: false,
    is_activated: true,
    is_exited: false,
    is_unjoin: false,
  };
  const entry = (key: 'mobile' | 'email', asked: string, person: Person | undefined) =>
    compact({ user_id: idOf(person), [key]: asked, status: person === undefined ? undefined : status });
  return {
    data: {
      user_list: [
        ...mobiles.map((asked) =>
          entry(
            'mobile',
            asked,
            people.find((person) => sameMobile(person.mobile, asked)),
          ),
        ),
        ...emails.map((asked) =>
          entry(
            'email',
            asked,
            people.find((person) => person.email === asked),
          ),
        ),
      ],
    },
  };
}

function byDepartment(call: Call): Answer {
  const id = call.query.get('department_id') ?? '';
  checkRange(call.world, id);
  const asked = Number(call.query.get('page_size') ?? '10');
  if (asked > 50) throw new ApiRefusal(40011, 'page size is invalid error');
  const found = [...call.world.platform.people.values()].filter(
    (person) => person.available && !person.resigned && person.departmentIds.includes(id),
  );
  const page = pageOf(found, call.query, 50, 10);
  return { data: { ...page.rest, items: page.items.map(userView) } };
}

function children(call: Call): Answer {
  const { world, query } = call;
  const root = call.params['department_id'] ?? '';
  checkRange(world, root);
  const all = [...world.platform.departments.values()];
  if (Number(query.get('page_size') ?? '10') > 50) throw new ApiRefusal(40011, 'page size is invalid error');
  const deep = query.get('fetch_child') === 'true';
  const below = (parent: string): Department[] =>
    all
      .filter((department) => department.parentId === parent)
      .flatMap((department) => [department, ...(deep ? below(department.openDepartmentId) : [])]);
  const page = pageOf(below(root), query, 50, 10);
  return { data: { ...page.rest, items: page.items.map((department) => departmentView(world, department)) } };
}

/** What the app may see of the organisation; '0' is all of it. */
function scopes(call: Call): Answer {
  const range = call.world.platform.contactRange;
  const page = pageOf(range ?? ['0'], call.query, 100, 50);
  return { data: { ...page.rest, department_ids: [...page.items], user_ids: [], group_ids: [] } };
}

/** Inside the contact data range: everything, or these departments and what lies below them. */
function checkRange(world: World, id: string): void {
  const range = world.platform.contactRange;
  if (range === null) return;
  for (let at: string | undefined = id; at !== undefined && at !== '0'; ) {
    if (range.includes(at)) return;
    at = world.platform.departments.get(at)?.parentId;
  }
  throw new ApiRefusal(40004, 'no dept authority error', 403);
}

function department(call: Call): Answer {
  const found = call.world.platform.departments.get(call.params['department_id'] ?? '');
  if (found === undefined) throw new ApiRefusal(40004, 'no dept authority error', 403);
  return { data: { department: departmentView(call.world, found) } };
}

/** All of them; the fixed paths first, so that no id swallows them. */
export const contactOperations: readonly Operation[] = [
  { method: 'GET', path: '/contact/v3/users/batch', run: batch },
  { method: 'GET', path: '/contact/v3/users/find_by_department', run: byDepartment },
  { method: 'POST', path: '/contact/v3/users/batch_get_id', run: batchGetId },
  { method: 'GET', path: '/contact/v3/users/:user_id', run: one },
  { method: 'GET', path: '/contact/v3/scopes', run: scopes },
  { method: 'GET', path: '/contact/v3/departments/:department_id/children', run: children },
  { method: 'GET', path: '/contact/v3/departments/:department_id', run: department },
];
