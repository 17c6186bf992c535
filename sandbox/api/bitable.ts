// 多维表格: apps, tables, fields, records, with the platform's limits and refusals. Most of them come with HTTP 200.
import { arrayAt, compact, isObject, type Json, type JsonObject, objectAt, textAt } from '../json.ts';
import type { World } from '../world.ts';
import type { Answer, Call, Operation } from './call.ts';
import { pageOf } from './paging.ts';
import { ApiRefusal } from './refusal.ts';

/** A column. Types: 1 text, 2 number, 3 single select, 4 multi select, 5 date (ms), 7 checkbox. */
type Field = { readonly id: string; readonly name: string; readonly type: number };
type BitableRecord = { readonly id: string; fields: JsonObject };
type Table = {
  readonly id: string;
  name: string;
  fields: Field[];
  readonly records: Map<string, BitableRecord>;
};
/** One app and what it remembers of requests by client_token. */
type Bitable = {
  readonly appToken: string;
  readonly tables: Map<string, Table>;
  readonly answered: Map<string, { readonly asked: string; readonly data: JsonObject }>;
};

/** The documented sizes. */
export const BATCH_MAX = 1000;
const DELETE_MAX = 500;
const RECORDS_MAX = 20_000;
const TABLES_MAX = 100;
const TEXT_MAX = 100_000;
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const KNOWN_TYPES = new Set([1, 2, 3, 4, 5, 7, 11, 13, 15, 17, 20, 1001, 1002, 1005]);

const worlds = new WeakMap<World['platform'], Map<string, Bitable>>();

/** The apps of this tenant. */
function appsOf(world: World): Map<string, Bitable> {
  const found = worlds.get(world.platform) ?? new Map<string, Bitable>();
  worlds.set(world.platform, found);
  return found;
}

/** Makes an empty Bitable that the app may edit, as somebody would in the client; returns its app_token. */
export function addBitable(world: World): string {
  const appToken = `bascn${world.ids.hex(22)}`;
  appsOf(world).set(appToken, { appToken, tables: new Map(), answered: new Map() });
  return appToken;
}

/** Tables as whoever opens the Bitable sees them: names, and rows in order. */
export function seenTables(
  world: World,
  appToken: string,
): { readonly name: string; readonly fields: readonly string[]; readonly rows: readonly JsonObject[] }[] {
  const app = appsOf(world).get(appToken);
  return [...(app?.tables.values() ?? [])].map((table) => ({
    name: table.name,
    fields: table.fields.map((field) => field.name),
    rows: [...table.records.values()].map((record) => record.fields),
  }));
}

/** A person deletes a row by hand. */
export function deleteRow(
  world: World,
  appToken: string,
  tableName: string,
  column: string,
  value: string,
): boolean {
  for (const table of appsOf(world).get(appToken)?.tables.values() ?? []) {
    if (table.name !== tableName) continue;
    for (const record of table.records.values())
      if (record.fields[column] === value) return table.records.delete(record.id);
  }
  return false;
}

/** Refused as most of Bitable refuses: HTTP 200, code not 0. */
const no = (code: number, msg: string): ApiRefusal => new ApiRefusal(code, msg, 200);

function appAt(call: Call): Bitable {
  const app = appsOf(call.world).get(call.params['app_token'] ?? '');
  if (app === undefined) throw no(1254040, 'BaseTokenNotFound');
  return app;
}

function tableAt(call: Call): Table {
  const table = appAt(call).tables.get(call.params['table_id'] ?? '');
  if (table === undefined) throw no(1254041, 'TableIdNotFound');
  return table;
}

function listTables(call: Call): Answer {
  const all = [...appAt(call).tables.values()];
  const page = pageOf(all, call.query, 100, 20);
  const items = page.items.map(({ id, name }) => ({ table_id: id, revision: 1, name }));
  return { data: { ...page.rest, total: all.length, items } };
}

function fieldOf(call: Call, given: Json | undefined): Field {
  const name = textAt(given, 'field_name');
  const type = isObject(given) ? given['type'] : undefined;
  if (name === '' || name.length > 100) throw no(1254080, 'TextFieldConvFail: field_name');
  if (typeof type !== 'number' || !KNOWN_TYPES.has(type)) throw no(1254001, 'WrongRequestBody: type');
  return { id: `fld${call.world.ids.hex(7)}`, name, type };
}

function createTable(call: Call): Answer {
  const app = appAt(call);
  const asked = objectAt(call.body, 'table');
  const name = textAt(asked, 'name');
  if (name === '' || name.length > 100 || /[/\\?*:[\]]/.test(name))
    throw no(1254001, 'WrongRequestBody: name');
  if ([...app.tables.values()].some((table) => table.name === name)) throw no(1254013, 'TableNameDuplicated');
  if (app.tables.size >= TABLES_MAX) throw no(1254102, 'TableExceedLimit');
  const fields = arrayAt(asked, 'fields').map((field) => fieldOf(call, field));
  if (new Set(fields.map((field) => field.name)).size !== fields.length)
    throw no(1254014, 'FieldNameDuplicated');
  const first = fields[0];
  if (first !== undefined && ![1, 2, 5, 13, 15, 20].includes(first.type))
    throw no(1254001, 'primary field type');
  const table: Table = { id: `tbl${call.world.ids.hex(13)}`, name, fields, records: new Map() };
  if (fields.length === 0)
    table.fields.push({ id: `fld${call.world.ids.hex(7)}`, name: '多行文本', type: 1 });
  app.tables.set(table.id, table);
  return {
    data: {
      table_id: table.id,
      default_view_id: `vew${call.world.ids.hex(7)}`,
      field_id_list: table.fields.map((field) => field.id),
    },
  };
}

function listFields(call: Call): Answer {
  const table = tableAt(call);
  const page = pageOf(table.fields, call.query, 100, 20);
  const items = page.items.map((field, at) => ({
    field_id: field.id,
    field_name: field.name,
    type: field.type,
    is_primary: at === 0,
  }));
  return { data: { ...page.rest, total: table.fields.length, items } };
}

function createField(call: Call): Answer {
  const table = tableAt(call);
  const field = fieldOf(call, call.body);
  if (table.fields.some((one) => one.name === field.name)) throw no(1254014, 'FieldNameDuplicated');
  table.fields.push(field);
  return { data: { field: { field_id: field.id, field_name: field.name, type: field.type } } };
}

function checkValue(field: Field, value: Json): void {
  if (value === null) return;
  const fits =
    field.type === 1 || field.type === 3
      ? typeof value === 'string'
      : field.type === 2 || field.type === 5
        ? typeof value === 'number'
        : field.type === 7
          ? typeof value === 'boolean'
          : true;
  const codes: Readonly<Record<number, number>> = {
    1: 1254060,
    2: 1254061,
    3: 1254062,
    5: 1254064,
    7: 1254065,
  };
  if (!fits) throw no(codes[field.type] ?? 1254015, `FieldConvFail: ${field.name}`);
  if (typeof value === 'string' && value.length > TEXT_MAX) throw no(1254130, 'TooLargeCell');
}

function checkedFields(table: Table, given: Json | undefined): JsonObject {
  const fields = objectAt(given, 'fields');
  if (fields === undefined) throw no(1254001, 'WrongRequestBody: fields');
  for (const [name, value] of Object.entries(fields)) {
    const field = table.fields.find((one) => one.name === name);
    if (field === undefined) throw no(1254045, `FieldNameNotFound: ${name}`);
    checkValue(field, value);
  }
  return fields;
}

/** The same token with the same body gets the first answer; with another body it is refused. */
function once(call: Call, run: () => JsonObject): Answer {
  const token = call.query.get('client_token');
  if (token === null) return { data: run() };
  if (!UUID4.test(token)) throw no(1254000, 'WrongRequestParam: client_token');
  const app = appAt(call);
  const asked = JSON.stringify(call.body);
  const before = app.answered.get(token);
  if (before !== undefined) {
    if (before.asked !== asked) throw no(1254608, 'Same API requests are submitted repeatedly.');
    return { data: before.data };
  }
  const data = run();
  app.answered.set(token, { asked, data });
  return { data };
}

const viewOf = (record: BitableRecord): JsonObject => ({
  record_id: record.id,
  id: record.id,
  fields: record.fields,
});

function recordsOf(call: Call): Json[] {
  const given = arrayAt(call.body, 'records');
  if (given.length === 0) throw no(1254006, 'RecordsEmpty');
  if (given.length > BATCH_MAX) throw no(1254104, 'RecordAddOnceExceedLimit');
  return given;
}

function batchCreate(call: Call): Answer {
  const table = tableAt(call);
  return once(call, () => {
    const given = recordsOf(call).map((record) => checkedFields(table, record));
    if (table.records.size + given.length > RECORDS_MAX) throw no(1254103, 'RecordExceedLimit');
    const records = given.map((fields): BitableRecord => {
      const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
      return { id: `rec${call.world.ids.hex(11)}`, fields: kept };
    });
    for (const record of records) table.records.set(record.id, record);
    return { records: records.map(viewOf) };
  });
}

function batchUpdate(call: Call): Answer {
  const table = tableAt(call);
  const given = recordsOf(call).map((record) => {
    const found = table.records.get(textAt(record, 'record_id'));
    if (found === undefined) throw no(1254043, 'RecordIdNotFound');
    return { found, fields: checkedFields(table, record) };
  });
  for (const { found, fields } of given) {
    const next = { ...found.fields, ...fields };
    found.fields = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  }
  return { data: { records: given.map(({ found }) => viewOf(found)) } };
}

function batchDelete(call: Call): Answer {
  const table = tableAt(call);
  const ids = arrayAt(call.body, 'records').map(String);
  if (ids.length > DELETE_MAX) throw no(1254104, 'RecordAddOnceExceedLimit');
  return { data: { records: ids.map((id) => ({ record_id: id, deleted: table.records.delete(id) })) } };
}

/** Text fields come back as a list of runs, as the platform gives them here. */
function search(call: Call): Answer {
  const table = tableAt(call);
  const wanted = arrayAt(call.body, 'field_names').map(String);
  for (const name of wanted)
    if (!table.fields.some((field) => field.name === name)) throw no(1254045, `FieldNameNotFound: ${name}`);
  const all = [...table.records.values()];
  const page = pageOf(all, call.query, 500, 20);
  const items = page.items.map((record) => ({
    record_id: record.id,
    fields: compact(
      Object.fromEntries(
        Object.entries(record.fields)
          .filter(([name]) => wanted.length === 0 || wanted.includes(name))
          .map(([name, value]): [string, Json] => {
            const isText = table.fields.find((field) => field.name === name)?.type === 1;
            return [name, isText && typeof value === 'string' ? [{ type: 'text', text: value }] : value];
          }),
      ),
    ),
  }));
  return { data: { ...page.rest, total: all.length, items } };
}

function meta(call: Call): Answer {
  const { appToken } = appAt(call);
  return { data: { app: { app_token: appToken, name: '多维表格', revision: 1, is_advanced: false } } };
}

const APP = '/bitable/v1/apps/:app_token';
const TABLE = `${APP}/tables/:table_id`;

/** All of them. */
export const bitableOperations: readonly Operation[] = [
  { method: 'GET', path: APP, run: meta },
  { method: 'GET', path: `${APP}/tables`, run: listTables },
  { method: 'POST', path: `${APP}/tables`, run: createTable },
  { method: 'GET', path: `${TABLE}/fields`, run: listFields },
  { method: 'POST', path: `${TABLE}/fields`, run: createField },
  { method: 'POST', path: `${TABLE}/records/batch_create`, run: batchCreate },
  { method: 'POST', path: `${TABLE}/records/batch_update`, run: batchUpdate },
  { method: 'POST', path: `${TABLE}/records/batch_delete`, run: batchDelete },
  { method: 'POST', path: `${TABLE}/records/search`, run: search },
];
