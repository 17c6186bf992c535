/**
 * Facts against state: replays every fact into an empty database, with the very code that writes, and compares the
 * rows. Says each difference; changes nothing. Left out: rows that are not a projection of facts (roster, drafts,
 * contacts, outbox).
 *
 * Invariants
 *  1. Every subject of `subjects.ts` is replayed and every table it lists is compared; a fact nobody keeps books of, a
 *     gap in a stream, or a fact that does not follow from those before it is a difference too, never passed over.
 *  2. A service may write meanwhile: as long as facts came in while rows were read, both are read again.
 */
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { AUDIT_STREAM } from '../src/domain/audit.ts';
import type { Bind, Database, Statement } from '../src/ports.ts';
import * as schema from './schema.ts';
import type { KeptSubject } from './subject.ts';
import { SUBJECTS } from './subjects.ts';

const PAGE = 1_000;
const DIFFERENCES_MAX = 50;
/** Readings of a database that is being written to. */
const READINGS_MAX = 5;
const VALUE_MAX = 80;
/** Streams that are a record and nothing's state: who imported the roster and when, who read what. */
const RECORDS: ReadonlySet<string> = new Set(['roster', AUDIT_STREAM]);

export interface Verdict {
  readonly facts: number;
  /** In Chinese, one line each, at most fifty. */
  readonly differences: readonly string[];
}

/** @param empty a migrated database with nothing in it. */
export async function verifyFacts(live: Database, empty: Database): Promise<Verdict> {
  const replay = new Replay(live, empty);
  let found: string[] = [];
  for (let reading = 0; reading < READINGS_MAX; reading += 1) {
    await replay.toTheEnd();
    found = [];
    for (const table of SUBJECTS.flatMap((subject) => subject.tables))
      found.push(...(await compare(tableNamed(table), live, empty)));
    if (found.length === 0 || !(await replay.hasMore())) break;
  }
  return { facts: replay.facts, differences: [...replay.odd, ...found].slice(0, DIFFERENCES_MAX) };
}

/** One stream as far as its facts have come. */
interface Stream {
  readonly next: ReturnType<KeptSubject['replay']>;
  seq: number;
  broken: boolean;
}

/** The subjects as far as the facts have come, and what was wrong with the facts themselves. */
class Replay {
  readonly odd: string[] = [];
  facts = 0;
  readonly #live: Database;
  readonly #empty: Database;
  readonly #streams = new Map<string, Stream>();
  readonly #unkept = new Set<string>();
  #last = 0;

  constructor(live: Database, empty: Database) {
    this.#live = live;
    this.#empty = empty;
  }

  async hasMore(): Promise<boolean> {
    const rows = await this.#live.query('SELECT 1 FROM fact WHERE id > ? LIMIT 1', [this.#last]);
    return rows.length > 0;
  }

  async toTheEnd(): Promise<void> {
    for (;;) {
      const rows = await this.#live.query(
        'SELECT id, stream, seq, type, data, at, actor FROM fact WHERE id > ? ORDER BY id LIMIT ?',
        [this.#last, PAGE],
      );
      if (rows.length === 0) return;
      await this.#write(rows.map((row) => ({ row, statements: this.#apply(row) })));
      this.facts += rows.length;
      this.#last = Number(rows.at(-1)?.[0]);
    }
  }

  /** A page at once; fact by fact where a rule of the database stands against one of them. */
  async #write(
    steps: readonly { readonly row: readonly Bind[]; readonly statements: readonly Statement[] }[],
  ) {
    const all = steps.flatMap((step) => step.statements);
    if (all.length === 0 || (await this.#empty.commit(all)).result !== 'conflict') return;
    for (const { row, statements } of steps) {
      if (statements.length === 0) continue;
      const committed = await this.#empty.commit(statements);
      if (committed.result === 'conflict') this.odd.push(`${nameOf(row)} 写不进数据库：与已有的行冲突`);
    }
  }

  #apply(row: readonly Bind[]): readonly Statement[] {
    const [, name, seq, type, data, at, actor] = row;
    const stream = this.#streamOf(String(name));
    if (stream === null || stream.broken) return [];
    if (Number(seq) !== stream.seq + 1)
      this.odd.push(`${nameOf(row)} 前面缺事实：应是第 ${stream.seq + 1} 条`);
    stream.seq = Number(seq);
    try {
      const fact = { type, ...(JSON.parse(String(data)) as object) };
      return stream.next(fact, Number(at), typeof actor === 'string' ? actor : null);
    } catch (error) {
      stream.broken = true;
      const why = error instanceof Error ? error.message : String(error);
      this.odd.push(`${nameOf(row)} 接不上前面的事实：${why.slice(0, VALUE_MAX)}`);
      return [];
    }
  }

  #streamOf(name: string): Stream | null {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    if (RECORDS.has(name)) return null;
    const [kind = ''] = name.split('/', 1);
    const kept = SUBJECTS.find((subject) => subject.kind === kind);
    if (kept === undefined) {
      if (!this.#unkept.has(kind)) this.odd.push(`事实流 ${name} 没有账本：没有「${kind}」这种对象`);
      this.#unkept.add(kind);
      return null;
    }
    const stream: Stream = { next: kept.replay(name.slice(kind.length + 1)), seq: 0, broken: false };
    this.#streams.set(name, stream);
    return stream;
  }
}

const nameOf = ([, stream, seq, type]: readonly Bind[]): string =>
  `事实 ${String(stream)} 第 ${String(seq)} 条（${String(type)}）`;

interface Columns {
  readonly table: string;
  readonly names: readonly string[];
  /** How many of the first names tell rows apart. */
  readonly keys: readonly string[];
}

function tableNamed(table: string): Columns {
  const found = Object.values(schema).find((one) => is(one, SQLiteTable) && getTableName(one) === table);
  if (!is(found, SQLiteTable)) throw new Error(`${table} is no table of the schema`);
  const { columns, primaryKeys } = getTableConfig(found);
  const composed = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const single = columns.filter((column) => column.primary).map((column) => column.name);
  return {
    table,
    names: columns.map((column) => column.name),
    keys: composed.length > 0 ? composed : single,
  };
}

async function compare(columns: Columns, live: Database, replayed: Database): Promise<readonly string[]> {
  const { table, names, keys } = columns;
  const [kept, expected] = await Promise.all([rowsOf(columns, live), rowsOf(columns, replayed)]);
  const found: string[] = [];
  for (const [key, row] of kept) {
    const wanted = expected.get(key);
    const name = `${table}「${key}」`;
    if (wanted === undefined) found.push(`${name}：数据库里有，按事实没有`);
    else if (JSON.stringify(row) !== JSON.stringify(wanted)) {
      const differs = names.flatMap((column, at) =>
        JSON.stringify(row[at]) === JSON.stringify(wanted[at])
          ? []
          : [`${column} 数据库是 ${short(row[at])}，按事实是 ${short(wanted[at])}`],
      );
      found.push(`${name}：${differs.join('；')}`);
    }
  }
  for (const key of expected.keys()) {
    if (!kept.has(key)) found.push(`${table}「${key}」：按事实有，数据库里没有`);
  }
  return keys.length === 0 ? [`${table} 没有主键，无法逐行比对`] : found;
}

async function rowsOf({ table, names, keys }: Columns, database: Database) {
  const listed = names.map((name) => `"${name}"`).join(', ');
  const places = keys.map((key) => names.indexOf(key));
  const rows = await database.query(`SELECT ${listed} FROM ${table}`, []);
  return new Map(rows.map((row) => [places.map((at) => String(row[at])).join(' '), row]));
}

const short = (value: Bind | undefined): string => {
  const text = value === null || value === undefined ? '空' : String(value);
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX)}…` : text;
};
