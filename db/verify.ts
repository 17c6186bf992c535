/**
 * Facts against state: replays every fact into an empty database, with the very code that writes, and compares the
 * rows. Says each difference; changes nothing. Left out: rows that are not a projection of facts (roster, drafts,
 * contacts, outbox).
 */
import type { Bind, Database, Statement } from '../src/ports.ts';
import type { KeptSubject } from './subject.ts';
import { SUBJECTS } from './subjects.ts';

const PAGE = 1_000;
const DIFFERENCES_MAX = 50;

export interface Verdict {
  readonly facts: number;
  readonly differences: readonly string[];
}

/** @param empty a migrated database with nothing in it. */
export async function verifyFacts(live: Database, empty: Database): Promise<Verdict> {
  const replay = new Replay();
  let last = 0;
  let facts = 0;
  for (;;) {
    const rows = await live.query(
      'SELECT id, stream, type, data, at, actor FROM fact WHERE id > ? ORDER BY id LIMIT ?',
      [last, PAGE],
    );
    if (rows.length === 0) break;
    const statements = rows.flatMap((row) => replay.apply(row));
    if (statements.length > 0) await empty.commit(statements);
    facts += rows.length;
    last = Number(rows.at(-1)?.[0]);
  }
  const differences: string[] = [];
  for (const table of SUBJECTS.flatMap((subject) => subject.tables))
    differences.push(...(await compare(table, live, empty)));
  return { facts, differences: differences.slice(0, DIFFERENCES_MAX) };
}

/** The subjects as far as the facts have come. */
class Replay {
  readonly #streams = new Map<string, ReturnType<KeptSubject['replay']>>();

  apply(row: readonly Bind[]): readonly Statement[] {
    const [, stream, type, data, at, actor] = row;
    const key = String(stream);
    const next = this.#streams.get(key) ?? replayOf(key);
    if (next === null) return [];
    this.#streams.set(key, next);
    const fact = { type, ...(JSON.parse(String(data)) as object) };
    return next(fact, Number(at), typeof actor === 'string' ? actor : null);
  }
}

function replayOf(stream: string): ReturnType<KeptSubject['replay']> | null {
  const cut = stream.indexOf('/');
  const kept = SUBJECTS.find((subject) => subject.kind === stream.slice(0, cut));
  return kept?.replay(stream.slice(cut + 1)) ?? null;
}

async function compare(table: string, live: Database, replayed: Database): Promise<string[]> {
  const rowsOf = async (database: Database) =>
    new Set((await database.query(`SELECT * FROM ${table}`, [])).map((row) => JSON.stringify(row)));
  const [kept, expected] = await Promise.all([rowsOf(live), rowsOf(replayed)]);
  const extra = [...kept]
    .filter((row) => !expected.has(row))
    .map((row) => `${table}: 数据库多出 ${row.slice(0, 200)}`);
  const lost = [...expected]
    .filter((row) => !kept.has(row))
    .map((row) => `${table}: 按事实应有 ${row.slice(0, 200)}`);
  return [...extra, ...lost];
}
