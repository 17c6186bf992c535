/** Writes a checked roster file: upsert by id, open_id or mobile hash; the same file twice changes nothing. */
import { createHash } from 'node:crypto';
import type { Database, Statement, Vault } from '../src/ports.ts';
import type { RosterFile, RosterFilePerson } from '../src/roster-file.ts';
import { rosterChanged } from './roster-rows.ts';
import * as t from './schema.ts';
import { upsert } from './upsert.ts';

export interface RosterCounts {
  readonly units: number;
  readonly people: number;
  readonly posts: number;
  readonly chats: number;
  /** Whether anything differed from what was there. */
  readonly changed: boolean;
}

/** Unit ids the database already has. */
export async function knownUnits(database: Database): Promise<ReadonlySet<string>> {
  return new Set((await database.query('SELECT id FROM unit', [])).map((row) => String(row[0])));
}

/**
 * @param openIds open_ids found for mobile numbers, by number.
 * @param more who it came from, and what else belongs into the same commit.
 */
export async function importRoster(
  database: Database,
  vault: Vault,
  roster: RosterFile,
  openIds: ReadonlyMap<string, string>,
  now: number,
  more: { readonly cause?: string; readonly also?: readonly Statement[] } = {},
): Promise<RosterCounts> {
  const people = await identified(database, vault, roster.people, openIds);
  const personByOpenId = new Map(
    people.flatMap((person) => (person.openId === null ? [] : [[person.openId, person.id] as const])),
  );
  const statements: Statement[] = [
    rosterChanged,
    ...roster.units.map((unit, position) => upsert(t.unit, t.unit.id, { ...unit, position })),
    ...people.map((person) => upsert(t.person, t.person.id, person)),
    ...roster.posts.map((post) =>
      upsert(t.post, t.post.id, {
        ...post,
        person: post.person === null ? null : (personByOpenId.get(post.person) ?? post.person),
      }),
    ),
    ...roster.memberships.map(({ group, unit, role }) => ({
      sql: 'INSERT INTO membership (`group`, unit, role) VALUES (?, ?, ?) ON CONFLICT (`group`, unit) DO UPDATE SET role = excluded.role',
      binds: [group, unit, role],
    })),
    ...roster.chats.map(({ chatId, unit }) => ({
      sql: 'INSERT INTO chat (chat_id, unit, bound_at) VALUES (?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET unit = excluded.unit',
      binds: [chatId, unit, now],
    })),
  ];
  statements.push(...(more.also ?? []));
  const before = await fingerprint(database);
  const hash = createHash('sha256').update(JSON.stringify(roster)).digest('hex');
  const seq = await database.query("SELECT coalesce(max(seq), 0) FROM fact WHERE stream = 'roster'", []);
  const last = await database.query(
    "SELECT data FROM fact WHERE stream = 'roster' ORDER BY seq DESC LIMIT 1",
    [],
  );
  const counts = {
    units: roster.units.length,
    people: people.length,
    posts: roster.posts.length,
    chats: roster.chats.length,
  };
  const data = JSON.stringify({ ...counts, hash });
  if (String(last[0]?.[0] ?? '') !== data) {
    statements.push({
      sql: 'INSERT INTO fact (stream, seq, type, data, at, actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?)',
      binds: [
        'roster',
        Number(seq[0]?.[0] ?? 0) + 1,
        'roster.imported',
        data,
        now,
        null,
        more.cause ?? 'cli:roster-import',
      ],
    });
  }
  const committed = await database.commit(statements);
  if (committed.result === 'conflict') throw new Error(`名册正被别人修改（${committed.key}），请再试一次`);
  return { ...counts, changed: before !== (await fingerprint(database)) };
}

/** The same person keeps the same id, whether found by open_id or by mobile number. */
async function identified(
  database: Database,
  vault: Vault,
  people: readonly RosterFilePerson[],
  openIds: ReadonlyMap<string, string>,
) {
  const rows = await database.query('SELECT id, open_id, mobile_mark FROM person', []);
  const byOpenId = new Map(rows.map((row) => [row[1], row]));
  const byMark = new Map(rows.map((row) => [row[2], row]));
  return people.map((person) => {
    const mobileMark = person.mobile === null ? null : vault.mark(person.mobile);
    const given = person.openId ?? (person.mobile === null ? null : (openIds.get(person.mobile) ?? null));
    const ofAccount = given === null ? undefined : byOpenId.get(given);
    const ofMobile = mobileMark === null ? undefined : byMark.get(mobileMark);
    if (ofAccount !== undefined && ofMobile !== undefined && ofAccount[0] !== ofMobile[0]) {
      throw new Error(`人员「${person.name}」的 openId 和手机号在名册中分属两个人，请核对后再导入`);
    }
    const known = ofAccount ?? ofMobile;
    const seed = createHash('sha256')
      .update(given ?? mobileMark ?? '')
      .digest('hex')
      .slice(0, 20);
    return {
      id: known === undefined ? `p_${seed}` : String(known[0]),
      // A binding made in chat outlives a file that does not know it.
      openId: given ?? (known === undefined || known[1] === null ? null : String(known[1])),
      mobileMark: mobileMark ?? (known === undefined || known[2] === null ? null : String(known[2])),
      name: person.name,
      unit: person.unit,
      units: person.units,
      roles: person.roles,
      leftAt: person.leftOn === null ? null : Date.parse(`${person.leftOn}T00:00:00+08:00`),
    };
  });
}

async function fingerprint(database: Database): Promise<string> {
  const hash = createHash('sha256');
  for (const table of ['unit', 'person', 'post', 'membership']) {
    hash.update(JSON.stringify(await database.query(`SELECT * FROM ${table} ORDER BY 1, 2`, [])));
  }
  hash.update(JSON.stringify(await database.query('SELECT chat_id, unit FROM chat ORDER BY 1', [])));
  return hash.digest('hex');
}
