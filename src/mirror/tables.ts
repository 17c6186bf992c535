/** The mirror's tables in the Bitable: found by what was kept, else by name, else made; columns that are missing are added. */
import type { Pack } from '../domain/pack/schema.ts';
import type { Bitable } from '../lark/bitable.ts';
import { CallFault } from '../lark/faults.ts';
import { MIRROR_KINDS, type MirrorBooks, type MirrorKind, type MirrorState } from './books.ts';
import { columnsOf, TABLE_NAMES } from './rows.ts';

/** A table of that name is there already: made by a call whose answer was lost. */
const NAME_TAKEN = 1254013;

export type MirrorTables = Readonly<Record<MirrorKind, string>>;

/**
 * @returns the tables and the state after them, or `null` when another worker has moved on. A table that is not the one
 * kept starts its rows anew, and with it the watermark.
 */
export async function readyTables(
  bitable: Bitable,
  appToken: string,
  books: MirrorBooks,
  from: MirrorState,
  pack: Pack,
): Promise<{ readonly tables: MirrorTables; readonly state: MirrorState } | null> {
  let state = from;
  const listed = await bitable.tables();
  const tables: Partial<Record<MirrorKind, string>> = {};
  for (const kind of MIRROR_KINDS) {
    const kept = await books.table(kind);
    const isThere =
      kept !== null && kept.appToken === appToken && listed.some((one) => one.id === kept.tableId);
    const tableId = isThere ? kept.tableId : await findOrMake(bitable, kind, listed, pack);
    tables[kind] = tableId;
    if (isThere) {
      // Only at a new beginning: columns do not go away by themselves, and asking costs a call.
      if (state.watermark === 0) await addColumns(bitable, tableId, kind, pack);
      continue;
    }
    await addColumns(bitable, tableId, kind, pack);
    const pending = state.pending?.kind === kind ? null : state.pending;
    const next = await books.commit(
      state,
      { watermark: 0, pending },
      { forget: [kind], table: { kind, appToken, tableId } },
    );
    if (next === null) return null;
    state = next;
  }
  const { leads = '', projects = '', months = '' } = tables;
  return { tables: { leads, projects, months }, state };
}

async function findOrMake(
  bitable: Bitable,
  kind: MirrorKind,
  listed: Awaited<ReturnType<Bitable['tables']>>,
  pack: Pack,
): Promise<string> {
  const name = TABLE_NAMES[kind];
  const known = listed.find((one) => one.name === name);
  if (known !== undefined) return known.id;
  try {
    return await bitable.createTable(name, columnsOf(kind, pack));
  } catch (error) {
    if (!(error instanceof CallFault) || error.facts.code !== NAME_TAKEN) throw error;
    const made = (await bitable.tables()).find((one) => one.name === name);
    if (made === undefined) throw error;
    return made.id;
  }
}

async function addColumns(bitable: Bitable, table: string, kind: MirrorKind, pack: Pack): Promise<void> {
  const there = new Set((await bitable.columns(table)).map((column) => column.name));
  for (const column of columnsOf(kind, pack))
    if (!there.has(column.name)) await bitable.createColumn(table, column);
}
