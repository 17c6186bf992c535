/**
 * Looking for a name among all leads, newest first: in windows of an index that has the names, so that a city's worth of
 * names holds nobody up. Part of `store-leads.ts`.
 */
import type { Bind, Database } from '../../src/ports.ts';
import type { LeadFilter } from '../../src/store.ts';

/** Names looked at by one statement. */
const WINDOW = 15_000;

const BELOW = '(registered_at, number) < (?, ?)';
const NEWEST_FIRST = 'ORDER BY registered_at DESC, number DESC';

interface Place {
  readonly at: number;
  readonly number: string;
}

/**
 * What is searched for, as names are compared: small letters, brackets of either width. Not LIKE: D1 refuses patterns above
 * 50 bytes, and a name may hold its wildcards.
 */
export const searchedText = (words: string | undefined): string =>
  words?.trim().toLowerCase().replaceAll('（', '(').replaceAll('）', ')') ?? '';

/** The same of a column. */
export const foldedName = (column: 'company' | 'project'): string =>
  `replace(replace(lower(${column}), '（', '('), '）', ')')`;

/** Numbers of the leads whose company or project holds the words, newest first. */
export function nameSearch(database: Pick<Database, 'query'>) {
  /** Where a window that starts below a place ends; `null`: with the last lead. */
  async function endOf({ at, number }: Place): Promise<Place | null> {
    const [row] = await database.query(
      `SELECT registered_at, number FROM lead INDEXED BY lead_registered WHERE ${BELOW} ${NEWEST_FIRST} LIMIT 1 OFFSET ?`,
      [at, number, WINDOW - 1],
    );
    return row === undefined ? null : { at: Number(row[0]), number: String(row[1]) };
  }

  return async (
    filter: Pick<LeadFilter, 'words' | 'only' | 'limit' | 'offset'>,
  ): Promise<readonly string[]> => {
    const text = searchedText(filter.words);
    const wanted = (filter.offset ?? 0) + filter.limit;
    const kind = {
      projects: ' AND project_number IS NOT NULL',
      leads: ' AND +project_number IS NULL',
      all: '',
    }[filter.only ?? 'all'];
    const found: string[] = [];
    let from: Place | null = { at: Number.MAX_SAFE_INTEGER, number: '' };
    while (from !== null && found.length < wanted) {
      const end: Place | null = await endOf(from);
      const binds: Bind[] = [from.at, from.number, ...(end === null ? [] : [end.at, end.number]), text, text];
      const rows = await database.query(
        `SELECT number FROM lead INDEXED BY lead_registered WHERE ${BELOW}` +
          `${end === null ? '' : ' AND (registered_at, number) >= (?, ?)'} AND status <> 'withdrawn'${kind}` +
          ` AND (instr(${foldedName('company')}, ?) > 0 OR instr(${foldedName('project')}, ?) > 0)` +
          ` ${NEWEST_FIRST} LIMIT ?`,
        [...binds, wanted - found.length],
      );
      found.push(...rows.map((row) => String(row[0])));
      from = end;
    }
    return found.slice(filter.offset ?? 0);
  };
}
