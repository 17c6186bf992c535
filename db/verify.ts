/**
 * Facts against state: replays every fact into an empty database, with the very code that writes, and compares the
 * rows. Says each difference; changes nothing. Left out: rows that are not a projection of facts (roster, drafts,
 * contacts, outbox).
 */
import type { BindingFact } from '../src/domain/binding.ts';
import { type Binding, evolveBinding } from '../src/domain/binding.ts';
import type { LeadFact } from '../src/domain/lead/facts.ts';
import type { Lead } from '../src/domain/lead/lead.ts';
import { evolveLead } from '../src/domain/lead/lead.ts';
import { evolveProgress, noProgress, type Progress, type ProgressFact } from '../src/domain/progress.ts';
import { evolvePublication, type Publication, type PublicationFact } from '../src/domain/publication.ts';
import type { Bind, Database, Statement } from '../src/ports.ts';
import * as t from './schema.ts';
import { leadState, progressState, upsert } from './write.ts';

const PROJECTED = [
  'lead',
  'lead_key',
  'stage_event',
  'progress_entry',
  'progress_report',
  'monthly_rollup',
  'publication',
  'binding',
] as const;
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
  for (const table of PROJECTED) differences.push(...(await compare(table, live, empty)));
  return { facts, differences: differences.slice(0, DIFFERENCES_MAX) };
}

/** The subjects as far as the facts have come. */
class Replay {
  readonly #leads = new Map<string, Lead>();
  readonly #progress = new Map<string, Progress>();
  readonly #publications = new Map<string, Publication>();
  readonly #bindings = new Map<string, Binding>();

  apply(row: readonly Bind[]): readonly Statement[] {
    const [, stream, type, data, at, actor] = row;
    const fact = { type, ...(JSON.parse(String(data)) as object) };
    const when = Number(at);
    const who = typeof actor === 'string' ? actor : null;
    const key = String(stream);
    switch (key.split('/')[0]) {
      case 'lead': {
        const before = this.#leads.get(key) ?? null;
        const after = evolveLead(before, fact as LeadFact, when, who);
        this.#leads.set(key, after);
        return leadState(before, after);
      }
      case 'progress': {
        const before = this.#progress.get(key) ?? noProgress(key.slice('progress/'.length));
        const after = evolveProgress(before, fact as ProgressFact, when, who);
        this.#progress.set(key, after);
        return progressState(after, fact as ProgressFact);
      }
      case 'publication': {
        const after = evolvePublication(
          this.#publications.get(key) ?? null,
          fact as PublicationFact,
          when,
          who,
        );
        this.#publications.set(key, after);
        return [upsert(t.publication, t.publication.id, after)];
      }
      case 'binding': {
        const after = evolveBinding(this.#bindings.get(key) ?? null, fact as BindingFact, when, who);
        this.#bindings.set(key, after);
        return [upsert(t.binding, t.binding.id, after)];
      }
      default:
        return [];
    }
  }
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
