/**
 * One row of a registry 台账, decided: a new entry, what of a known one the row changes, or why it cannot be taken. Known
 * are entries by 编号, else by the pack's dedupe key. The rules are those of chat (`src/domain/registry/decide.ts`); a firm
 * much like one that is there is taken and says so, for a list is nobody to be asked row by row.
 */
import { mayEditEntry, seesEntry } from '../domain/access.ts';
import { monthOf } from '../domain/day.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { formatNumber, sequenceName } from '../domain/number.ts';
import type { Registry } from '../domain/pack/schema.ts';
import {
  decideEdit,
  decideRegister,
  decideSecrecy,
  type Patch,
  patchedDraft,
  similarEntries,
} from '../domain/registry/decide.ts';
import { type Entry, type EntryFact, patched } from '../domain/registry/entry.ts';
import { keyOf, ownerField, titleField, titleOfValues } from '../domain/registry/fields.ts';
import { queryGrams } from '../domain/registry/grams.ts';
import { refuseKeeper } from '../domain/registry/keepers.ts';
import type { Change } from '../outcome.ts';
import { EXAMPLE_MARK } from '../sheets/match.ts';
import { cellOf, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import {
  type Batch,
  type Decision,
  fateOf,
  nextIn,
  rejected,
  rejectedBy,
  type TableScene,
  take,
} from './kind.ts';
import { type Cells, readCells } from './registry-cells.ts';
import { NUMBER_KEY } from './registry-columns.ts';

export interface EntryTable {
  readonly registry: Registry;
  /** Headers by key. */
  readonly labels: ReadonlyMap<string, string>;
}

const NUMBER = /^TZ-\d{6}-\d{4,}$/;
const ALIKE_READ_MAX = 40;
const ALIKE_MAX = 5;
/** In longer files nobody looks at each: only the very same firm counts there. */
const ALIKE_ROWS_MAX = 1_000;
/** Entries looked at where the pack names no key. */
const KEYLESS_READ_MAX = 200;

export async function decideEntryRow(
  table: EntryTable,
  row: TableRow,
  scene: TableScene,
  batch: Batch,
): Promise<Decision> {
  const { registry } = table;
  const typed = cellOf(row.values, NUMBER_KEY).normalize('NFKC').toUpperCase();
  if (typed.startsWith(EXAMPLE_MARK))
    return no(row, numberLabel(table), `这一行是照着示例改的，请删掉首格里的「${EXAMPLE_MARK}…」再发`);
  const cells = readCells(table, row, scene);
  if ('rejects' in cells) return { about: null, fate: { fate: 'rejected', rejects: cells.rejects } };
  if (typed !== '') {
    if (!NUMBER.test(typed))
      return no(
        row,
        numberLabel(table),
        `「${shown(typed)}」不是台账编号，应如 TZ-202611-0001；新登记的留空`,
      );
    const entry = await scene.store.entry(typed);
    const isHere = entry !== null && entry.registry === registry.id && isSeen(entry, scene);
    if (!isHere) return no(row, numberLabel(table), `「${registry.label}」里没有 ${typed}，或您无权查看`);
    const first = await firstRowOf(typed, row, table, scene, batch);
    if (first < row.row)
      return no(row, numberLabel(table), `与第 ${first} 行是同一条（${typed}），请只留一行`);
    return decideKnown(table, row, cells, entry, scene);
  }
  return decideKeyed(table, row, cells, scene, batch);
}

const numberLabel = ({ labels }: EntryTable): string => labels.get(NUMBER_KEY) ?? '编号';

const no = (row: TableRow, column: string | null, reason: string): Decision => ({
  about: null,
  fate: rejected(row, column, reason),
});

const isSeen = (entry: Entry, { actor, roster }: TableScene): boolean =>
  actor === null || seesEntry(actor, entry, roster);

/** Without a number: the entry of the same key, or a new one. */
async function decideKeyed(
  table: EntryTable,
  row: TableRow,
  cells: Cells,
  scene: TableScene,
  batch: Batch,
): Promise<Decision> {
  const { registry } = table;
  const key = keyOf(registry, patched({}, cells.values), patched({}, cells.sealed)) || wholeKey(cells);
  const first = await firstRowOf(key, row, table, scene, batch);
  const by = registry.dedupe.map((id) => table.labels.get(id) ?? id);
  const column = by[0] ?? null;
  if (first < row.row) {
    const why = by.length === 0 ? '' : `（${by.join('、')}相同）`;
    return no(row, column, `与第 ${first} 行是同一条${why}，请只留一行`);
  }
  const twins = await twinsOf(registry, key, cells, scene);
  const [twin] = twins;
  if (twin === undefined) return decideNew(table, row, cells, key, scene, batch);
  if (!isSeen(twin, scene)) return no(row, column, '已有同样的一条，由别的单位保密维护，请联系招商办');
  return decideKnown(table, row, cells, twin, scene);
}

/** Nothing tells it from others but all of it together. */
const wholeKey = ({ values, sealed }: Pick<Cells, 'values' | 'sealed'>): string =>
  JSON.stringify([
    Object.entries(patched({}, values)),
    Object.entries(patched({}, sealed)).map(([id, { mark }]) => [id, mark]),
  ]);

async function twinsOf(registry: Registry, key: string, cells: Cells, { store }: TableScene) {
  const own = keyOf(registry, patched({}, cells.values), patched({}, cells.sealed));
  if (own !== '') return store.entriesByKey(registry.id, key);
  const words = Object.values(cells.values).filter((value) => typeof value === 'string');
  const near = await store.entriesByGrams([registry.id], queryGrams(words), KEYLESS_READ_MAX);
  return near.filter((entry) => wholeKey(entry) === key);
}

/** Rows keyed at once before others get a turn; more than one only where an import goes on after a crash. */
const KEYED_AT_ONCE = 100;

/** The first row of the file about the same: two of them would change it to and fro at every import. */
async function firstRowOf(
  key: string,
  row: TableRow,
  table: EntryTable,
  scene: TableScene,
  { file, memo }: Batch,
): Promise<number> {
  memo.firstRows ??= new Map();
  memo.upTo ??= 0;
  for (let keyed = 1; memo.upTo < file.length; keyed += 1, memo.upTo += 1) {
    const before = file[memo.upTo];
    if (before === undefined || before.row >= row.row) break;
    const other = keyOfRow(before, table, scene);
    if (other !== null && !memo.firstRows.has(other)) memo.firstRows.set(other, before.row);
    if (keyed % KEYED_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return memo.firstRows.get(key) ?? row.row;
}

/** What a row is about: its number, or its key; `null`: its key cannot be read. */
function keyOfRow(row: TableRow, table: EntryTable, scene: TableScene): string | null {
  const number = cellOf(row.values, NUMBER_KEY).normalize('NFKC').toUpperCase();
  if (number !== '') return number;
  const { dedupe } = table.registry;
  const cells = readCells(table, row, scene, dedupe.length > 0 ? dedupe : null);
  if ('rejects' in cells) return null;
  return keyOf(table.registry, patched({}, cells.values), patched({}, cells.sealed)) || wholeKey(cells);
}

async function decideNew(
  { registry }: EntryTable,
  row: TableRow,
  cells: Cells,
  key: string,
  scene: TableScene,
  batch: Batch,
): Promise<Decision> {
  const { store, actor, roster, pack, today } = scene;
  const owner = ownerOfNew(registry, cells, scene);
  const column = ownerField(registry)?.label ?? null;
  if (actor !== null && !mayEditEntry(actor, { owner }, roster))
    return {
      about: key,
      fate: rejected(row, column, notYours(registry, owner, scene)),
    };
  const misplaced = refuseKeeper(pack, registry, owner, scene);
  if (misplaced !== null) return { about: key, fate: rejectedBy(row, column, misplaced) };
  const values = patched({}, cells.values);
  const sealed = patched({}, cells.sealed);
  const sequence = sequenceName('entry', monthOf(today));
  const number = await nextIn(sequence, scene, batch);
  const id = formatNumber('entry', monthOf(today), number);
  const alike = batch.file.length > ALIKE_ROWS_MAX ? [] : await alikeOf(registry, values, scene);
  const draft = { owner, values, sealed };
  const decided = decideRegister(
    registry,
    id,
    draft,
    [],
    alike.map((one) => one.id),
  );
  if (isRefusal(decided)) return { about: key, fate: rejectedBy(row, null, decided) };
  const turn = `entry:${registry.id}:${key}`;
  const secrecy: readonly EntryFact[] =
    cells.confidential === true ? [{ type: 'entry.secrecy', confidential: true }] : [];
  const changes: readonly Change[] = [
    take(sequence, number, batch),
    { subject: 'sequence', name: turn, value: (await store.lastValue(turn)) + 1 },
    ...cells.contacts.map(({ change }) => change),
    { subject: 'entry', before: null, facts: [...decided.facts, ...secrecy] },
  ];
  return { about: key, fate: fateOf(true, changes) };
}

/** The unit it names; else the importer's own, and the city for the office and the operator. */
function ownerOfNew(registry: Registry, cells: Cells, { actor, roster }: TableScene): string | null {
  const field = ownerField(registry);
  const named = field === null ? undefined : cells.values[field.id];
  if (typeof named === 'string') return named;
  if (actor === null || actor.roles.includes('office')) return null;
  return roster.unitsOf(actor)[0] ?? null;
}

function notYours(registry: Registry, owner: string | null, { roster }: TableScene): string {
  const whose = owner === null ? '全市的由招商办登记' : `${roster.unitName(owner)}不是您的单位`;
  return `只能登记本单位的「${registry.label}」，${whose}`;
}

async function alikeOf(
  registry: Registry,
  values: Entry['values'],
  { store }: TableScene,
): Promise<readonly Entry[]> {
  const title = titleOfValues(registry, values);
  if (title === null || titleField(registry)?.type !== 'enterprise') return [];
  const near = await store.entriesByGrams([registry.id], queryGrams([title]), ALIKE_READ_MAX);
  return similarEntries(registry, values, near).slice(0, ALIKE_MAX);
}

async function decideKnown(
  table: EntryTable,
  row: TableRow,
  cells: Cells,
  entry: Entry,
  scene: TableScene,
): Promise<Decision> {
  const { store, actor, roster } = scene;
  const { registry } = table;
  const about = entry.id;
  const fresh = cells.contacts.filter(({ field, mark }) => entry.sealed[field]?.mark !== mark);
  const isSameValues = Object.entries(cells.values).every(
    ([id, value]) => (entry.values[id] ?? null) === value,
  );
  const isSameSealed = Object.entries(cells.sealed).every(
    ([id, one]) => (entry.sealed[id]?.mark ?? null) === (one?.mark ?? null),
  );
  const isSecret = cells.confidential ?? entry.confidential;
  if (isSameValues && isSameSealed && isSecret === entry.confidential)
    return { about, fate: { fate: 'unchanged' } };
  const field = ownerField(registry);
  const named = field === null ? undefined : cells.values[field.id];
  const owner = typeof named === 'string' ? named : named === null ? null : entry.owner;
  const refused = [entry.owner, owner].find(
    (one) => actor !== null && !mayEditEntry(actor, { owner: one }, roster),
  );
  if (refused !== undefined) {
    const whose = refused === null ? '招商办' : roster.unitName(refused);
    return { about, fate: rejected(row, numberLabel(table), `${entry.id} 由${whose}维护，您不能改`) };
  }
  const misplaced = owner === entry.owner ? null : refuseKeeper(scene.pack, registry, owner, scene);
  if (misplaced !== null) return { about, fate: rejectedBy(row, field?.label ?? null, misplaced) };
  const facts: EntryFact[] = [];
  if (!isSameValues || !isSameSealed) {
    const patch: Patch = { owner, values: cells.values, sealed: cells.sealed };
    const after = patchedDraft(entry, patch);
    const twins = await store.entriesByKey(registry.id, keyOf(registry, after.values, after.sealed));
    const decided = decideEdit(registry, entry, patch, twins);
    if (isRefusal(decided)) return { about, fate: rejected(row, null, sayRefusal(decided)) };
    facts.push(...decided.facts);
  }
  if (isSecret !== entry.confidential) {
    const decided = decideSecrecy(entry, isSecret);
    if (!isRefusal(decided)) facts.push(...decided.facts);
  }
  const changes: readonly Change[] = [
    ...fresh.map(({ change }) => change),
    { subject: 'entry', before: entry, facts },
  ];
  return { about, fate: fateOf(false, changes) };
}
