/**
 * A Bitable 多维表格: tables by name, columns, rows written in batches. One app, by its token.
 *
 * Most refusals come with HTTP 200 and a code; `http.ts` raises them all the same. A table must not be written by two
 * calls at once: callers go one after another.
 */
import { fieldOf } from './answer.ts';
import type { Call } from './call.ts';
import { CallFault } from './faults.ts';
import { listAll } from './paging.ts';

/** A cell; `null` empties it. */
export type Cell = string | number | null;
export type Cells = Readonly<Record<string, Cell>>;

/** Text 1, number 2. */
export interface BitableColumn {
  readonly name: string;
  readonly type: 1 | 2;
}

export interface Bitable {
  tables(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  createTable(name: string, columns: readonly BitableColumn[]): Promise<string>;
  columns(table: string): Promise<readonly { readonly name: string; readonly type: number }[]>;
  createColumn(table: string, column: BitableColumn): Promise<void>;
  /** Ids of the new records, in the order given. The same token and rows again give the same records. */
  create(table: string, rows: readonly Cells[], clientToken: string): Promise<readonly string[]>;
  update(table: string, rows: readonly { readonly id: string; readonly cells: Cells }[]): Promise<void>;
  /** What stands in one text column, by record. */
  keys(table: string, column: string): Promise<readonly { readonly id: string; readonly text: string }[]>;
}

/** Rows of one call. The page says 1,000, older official comments 500: what both allow. */
export const ROWS_MAX = 500;
const TABLE = /^tbl[A-Za-z0-9]{1,40}$/u;
const APP = /^[A-Za-z0-9]{6,64}$/u;
const LIST_PAGE = 100;
const KEYS_PAGE = 500;

/** Whether this can be the token of a Bitable. */
export const isAppToken = (text: string): boolean => APP.test(text);

export function createBitable(call: Call, appToken: string): Bitable {
  if (!isAppToken(appToken)) throw new TypeError('not the token of a Bitable');
  const base = `/open-apis/bitable/v1/apps/${appToken}/tables`;
  const at = (table: string): string => {
    if (!TABLE.test(table)) throw new TypeError('not the id of a table');
    return `${base}/${table}`;
  };
  const post = async (url: string, data: object, params: Readonly<Record<string, string>> = {}) => {
    const answer: unknown = await call((client, withToken) =>
      client.request({ method: 'POST', url, data, params }, withToken),
    );
    return fieldOf(answer, 'data');
  };
  return {
    async tables() {
      const items = await listAll(call, { url: base, params: {}, pageSize: LIST_PAGE });
      return items.flatMap((item) => {
        const id = fieldOf(item, 'table_id');
        const name = fieldOf(item, 'name');
        return typeof id === 'string' && TABLE.test(id) && typeof name === 'string' ? [{ id, name }] : [];
      });
    },

    async createTable(name, columns) {
      const fields = columns.map((column) => ({ field_name: column.name, type: column.type }));
      const data = await post(base, { table: { name, default_view_name: '全部', fields } });
      const id = fieldOf(data, 'table_id');
      if (typeof id === 'string' && TABLE.test(id)) return id;
      throw new CallFault({ kind: 'malformed', reached: 'yes', status: 200 });
    },

    async columns(table) {
      const items = await listAll(call, { url: `${at(table)}/fields`, params: {}, pageSize: LIST_PAGE });
      return items.flatMap((item) => {
        const name = fieldOf(item, 'field_name');
        const type = fieldOf(item, 'type');
        return typeof name === 'string' && typeof type === 'number' ? [{ name, type }] : [];
      });
    },

    async createColumn(table, column) {
      await post(`${at(table)}/fields`, { field_name: column.name, type: column.type });
    },

    async create(table, rows, clientToken) {
      const records = rows.map((fields) => ({ fields }));
      const data = await post(
        `${at(table)}/records/batch_create`,
        { records },
        { client_token: clientToken },
      );
      const made = fieldOf(data, 'records');
      const ids = (Array.isArray(made) ? made : []).map((record: unknown) => fieldOf(record, 'record_id'));
      if (ids.length === rows.length && ids.every((id): id is string => typeof id === 'string')) return ids;
      throw new CallFault({ kind: 'malformed', reached: 'yes', status: 200 });
    },

    async update(table, rows) {
      const records = rows.map(({ id, cells }) => ({ record_id: id, fields: cells }));
      await post(`${at(table)}/records/batch_update`, { records });
    },

    async keys(table, column) {
      const url = `${at(table)}/records/search`;
      const items = await listAll(call, {
        url,
        params: {},
        pageSize: KEYS_PAGE,
        data: { field_names: [column] },
      });
      return items.flatMap((item) => {
        const id = fieldOf(item, 'record_id');
        return typeof id === 'string' ? [{ id, text: textOf(fieldOf(fieldOf(item, 'fields'), column)) }] : [];
      });
    },
  };
}

/** A text cell comes back as a string or as a list of runs. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value
    .map((run: unknown) => {
      const text = fieldOf(run, 'text');
      return typeof text === 'string' ? text : '';
    })
    .join('');
}
