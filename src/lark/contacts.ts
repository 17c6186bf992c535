/**
 * The organisation as the app may see it: departments and the people directly in each.
 *
 * What the app may see is its contact data range (通讯录权限范围); a missing field scope drops fields silently, so that
 * everything but the ids may be absent. Nothing is written, nothing cached.
 */
import { fieldOf, isId } from './answer.ts';
import type { Call } from './call.ts';
import { CallFault } from './faults.ts';
import { listAll } from './paging.ts';

export interface Department {
  /** open_department_id; '0' is the whole organisation. */
  readonly id: string;
  readonly name: string;
  readonly parent: string;
}

export interface Account {
  readonly openId: string;
  readonly name: string;
  /** `null` without the scope, or when it is hidden. */
  readonly mobile: string | null;
  /** The main one first. */
  readonly departments: readonly string[];
  readonly gone: 'left' | 'frozen' | null;
}

export interface Contacts {
  /** Every department in range, and whether the range is the whole organisation. */
  departments(): Promise<{ readonly all: readonly Department[]; readonly whole: boolean }>;
  /** Who is directly in a department. */
  people(department: string): Promise<readonly Account[]>;
  /** One account, whoever it belongs to; `null` when the app may not see it or there is none. */
  account(openId: string): Promise<Account | null>;
}

const PAGE = 50;
const SCOPE_PAGE = 100;
const DEPARTMENT = /^(?:0|od-[A-Za-z0-9_-]{1,64})$/u;
const IDS = { user_id_type: 'open_id', department_id_type: 'open_department_id' } as const;
const BASE = '/open-apis/contact/v3';
/** Not to be seen, or not there. */
const UNSEEN: ReadonlySet<number> = new Set([41012, 41050, 40004]);

export function createContacts(call: Call): Contacts {
  const childrenOf = async (id: string): Promise<readonly Department[]> => {
    const params = { ...IDS, fetch_child: true };
    const url = `${BASE}/departments/${id}/children`;
    return (await listAll(call, { url, params, pageSize: PAGE })).flatMap(departmentOf);
  };
  const one = async (id: string): Promise<readonly Department[]> => {
    const answer: unknown = await call((client, withToken) =>
      client.request({ method: 'GET', url: `${BASE}/departments/${id}`, params: IDS }, withToken),
    );
    return departmentOf(fieldOf(fieldOf(answer, 'data'), 'department'));
  };
  return {
    async departments() {
      const listed = await listAll(
        call,
        { url: `${BASE}/scopes`, params: IDS, pageSize: SCOPE_PAGE },
        (data) => fieldOf(data, 'department_ids'),
      );
      const roots = listed.filter((id): id is string => typeof id === 'string' && DEPARTMENT.test(id));
      const whole = roots.includes('0');
      const found = new Map<string, Department>();
      for (const root of whole ? ['0'] : roots) {
        const own = root === '0' ? [] : await one(root);
        for (const each of [...own, ...(await childrenOf(root))]) found.set(each.id, each);
      }
      return { all: [...found.values()], whole };
    },

    async people(department) {
      if (!DEPARTMENT.test(department)) return [];
      const url = `${BASE}/users/find_by_department`;
      const params = { ...IDS, department_id: department };
      return (await listAll(call, { url, params, pageSize: PAGE })).flatMap(accountOf);
    },

    async account(openId) {
      if (!isId('person', openId)) return null;
      try {
        const url = `${BASE}/users/${openId}`;
        const answer: unknown = await call((client, withToken) =>
          client.request({ method: 'GET', url, params: IDS }, withToken),
        );
        return accountOf(fieldOf(fieldOf(answer, 'data'), 'user'))[0] ?? null;
      } catch (error) {
        if (error instanceof CallFault && UNSEEN.has(error.facts.code ?? 0)) return null;
        throw error;
      }
    },
  };
}

function departmentOf(item: unknown): readonly Department[] {
  const id = fieldOf(item, 'open_department_id');
  const name = fieldOf(item, 'name');
  const parent = fieldOf(item, 'parent_department_id');
  if (typeof id !== 'string' || !DEPARTMENT.test(id)) return [];
  if (fieldOf(fieldOf(item, 'status'), 'is_deleted') === true) return [];
  return [
    {
      id,
      name: typeof name === 'string' ? name.trim() : '',
      parent: typeof parent === 'string' && DEPARTMENT.test(parent) ? parent : '0',
    },
  ];
}

function accountOf(item: unknown): readonly Account[] {
  const openId = fieldOf(item, 'open_id');
  if (!isId('person', openId)) return [];
  const name = fieldOf(item, 'name');
  const mobile = fieldOf(item, 'mobile');
  const status = fieldOf(item, 'status');
  const left = fieldOf(status, 'is_resigned') === true || fieldOf(status, 'is_exited') === true;
  return [
    {
      openId,
      name: typeof name === 'string' ? name.trim() : '',
      mobile: typeof mobile === 'string' && mobile !== '' ? mobile : null,
      departments: departmentsOf(item),
      gone: left ? 'left' : fieldOf(status, 'is_frozen') === true ? 'frozen' : null,
    },
  ];
}

function departmentsOf(item: unknown): readonly string[] {
  const orders = fieldOf(item, 'orders');
  const main = (Array.isArray(orders) ? orders : [])
    .filter((order: unknown) => fieldOf(order, 'is_primary_dept') === true)
    .map((order: unknown) => fieldOf(order, 'department_id'));
  const listed = fieldOf(item, 'department_ids');
  const ids: unknown[] = [...main, ...(Array.isArray(listed) ? (listed as unknown[]) : [])];
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && DEPARTMENT.test(id)))];
}
