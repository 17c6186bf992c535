/**
 * Where else a contact may still stand for a while: answers kept for repeated presses, messages parked or uncertain, pushes
 * given up, forms left open. All sealed, so they are opened and looked into. What waits to be sent is not touched: it leaves
 * within seconds, and then its body goes.
 */
import type { Database, Statement, Vault } from '../src/ports.ts';

/** Keys of rows that speak of a contact. */
export interface Traces {
  readonly replies: readonly string[];
  readonly messages: readonly string[];
  readonly deliveries: readonly string[];
  readonly drafts: readonly string[];
}

const PLACES = {
  replies: { find: 'SELECT event_id, reply FROM press_reply', go: 'DELETE FROM press_reply WHERE event_id' },
  messages: {
    find: "SELECT key, body FROM outbox WHERE body IS NOT NULL AND state IN ('parked', 'uncertain', 'purged')",
    go: "UPDATE outbox SET body = NULL, state = 'purged' WHERE state IN ('parked', 'uncertain', 'purged') AND key",
  },
  deliveries: {
    find: "SELECT id, body FROM delivery WHERE state = 'parked'",
    go: "DELETE FROM delivery WHERE state = 'parked' AND id",
  },
  drafts: {
    find: 'SELECT id, sealed FROM draft WHERE sealed IS NOT NULL',
    go: "UPDATE draft SET sealed = NULL, state = 'cancelled' WHERE id",
  },
} as const;
type Place = keyof typeof PLACES;

/** A word this short would be found everywhere. */
const WORD_MIN = 5;

export async function findTraces(
  database: Database,
  vault: Vault,
  contacts: readonly string[],
): Promise<Traces> {
  const words = await wordsOf(database, vault, contacts);
  const found = async (place: Place): Promise<readonly string[]> => {
    if (words.length === 0) return [];
    const rows = await database.query(PLACES[place].find, []);
    return rows.flatMap(([key, sealed]) => (speaks(vault, String(sealed), words) ? [String(key)] : []));
  };
  return {
    replies: await found('replies'),
    messages: await found('messages'),
    deliveries: await found('deliveries'),
    drafts: await found('drafts'),
  };
}

export const traceStatements = (traces: Traces): readonly Statement[] =>
  (['replies', 'messages', 'deliveries', 'drafts'] as const)
    .filter((place) => traces[place].length > 0)
    .map((place) => ({
      sql: `${PLACES[place].go} IN (SELECT value FROM json_each(?))`,
      binds: [JSON.stringify(place === 'deliveries' ? traces[place].map(Number) : traces[place])],
    }));

/** The numbers of the contacts: a name alone may be anybody's. */
async function wordsOf(database: Database, vault: Vault, contacts: readonly string[]) {
  const rows = await database.query(
    'SELECT sealed FROM contact WHERE sealed IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(contacts)],
  );
  const words = rows.flatMap(([sealed]) => {
    const plain = vault.open(String(sealed)).replace(/[\s-]/g, '');
    return plain.match(/\d{5,}/g) ?? [];
  });
  return [...new Set(words.map((word) => word.replace(/^86(?=1\d{10}$)/, '')))].filter(
    (word) => word.length >= WORD_MIN,
  );
}

function speaks(vault: Vault, sealed: string, words: readonly string[]): boolean {
  let plain: string;
  try {
    plain = vault.open(sealed).replace(/[\s-]/g, '');
  } catch {
    return false; // Unreadable: nobody else can read it either.
  }
  return words.some((word) => plain.includes(word));
}
