// `verify`: every subject's tables are compared, and whatever was altered behind the facts is said, by row and column.
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import type { NodeDatabase } from '../../db/node.ts';
import * as schema from '../../db/schema.ts';
import { makeStore } from '../../db/store.ts';
import { SUBJECTS } from '../../db/subjects.ts';
import { TELLERS } from '../../src/domain/history/tell.ts';
import type { Bind } from '../../src/ports.ts';
import { conclusion, leadChange, registered, vault } from '../contract/kit.ts';
import { assignedFact } from '../domain/task/kit.ts';
import { emptyBooks, verdictOn } from '../harness/city-books.ts';

/** Tables that are no projection of facts: the machine's own, the roster, what is sealed, and the facts themselves. */
const KEPT_OTHERWISE = [
  'fact inbox delivery press_reply outbox job sequence draft contact welcome key_check', // the machine
  'unit person post membership chat', // the roster
  'account_seen department_link newcomer', // what Feishu's directory said of it
  'mirror_row mirror_state mirror_table', // how far the mirror in 多维表格 has come
  'evidence_piece evidence_attempt workbook_attempt message_read', // bytes, tries at them, and who has read
]
  .join(' ')
  .split(' ');

const NUMBER = 'XS-202611-0001';
let live: NodeDatabase;

beforeEach(async () => {
  live = await emptyBooks();
  onTestFinished(() => live.close());
  const ledger = makeLedger(live, vault);
  const store = makeStore(live, vault);
  await ledger.conclude(conclusion({ changes: [leadChange(null, registered(NUMBER))] }));
  const before = await store.lead(NUMBER);
  const submitted = {
    type: 'lead.stage_submitted' as const,
    id: `${NUMBER}#2`,
    stage: 'signed',
    happenedOn: '2026-11-20',
    evidence: '合同',
    note: null,
  };
  await ledger.conclude(conclusion({ changes: [leadChange(before, submitted)] }));
  await ledger.conclude(
    conclusion({ changes: [{ subject: 'task', before: null, facts: [assignedFact()] }] }),
  );
});

const alter = (sql: string, ...binds: readonly Bind[]) => live.commit([{ sql, binds }]);
const differences = async () => (await verdictOn(live)).differences;

describe('facts against state', () => {
  test('agree when nobody altered anything, and every fact was read', async () => {
    expect(await verdictOn(live)).toEqual({ facts: 3, differences: [] });
  });

  test.each([
    [
      'a value changed',
      "UPDATE lead SET company = '别的公司'",
      ['lead「XS-202611-0001」：company 数据库是 别的公司，按事实是 福建闽光新材料有限公司'],
    ],
    [
      'a row taken away',
      'DELETE FROM stage_event',
      ['stage_event「XS-202611-0001#2」：按事实有，数据库里没有'],
    ],
    [
      'a row put in',
      "INSERT INTO monthly_rollup (month, measure, unit, units) VALUES ('2026-10', 'funds_in_place', 'yongan', 5)",
      ['monthly_rollup「2026-10 funds_in_place yongan」：数据库里有，按事实没有'],
    ],
    [
      'a task closed by hand',
      "UPDATE task SET state = 'closed'",
      ['task「RW-202611-0001」：state 数据库是 closed，按事实是 assigned'],
    ],
  ])('say %s', async (_what, sql, said) => {
    await alter(sql);
    expect(await differences()).toEqual(said);
  });

  test.each([
    [
      'a fact taken away from the middle',
      'DELETE FROM fact WHERE seq = 1 AND stream LIKE ?',
      'lead/%',
      '前面缺事实',
    ],
    [
      'a fact of a subject nobody keeps books of',
      "UPDATE fact SET stream = ? WHERE seq = 1 AND stream LIKE 'task/%'",
      'ghost/1',
      '没有「ghost」这种对象',
    ],
    ['a fact that cannot be read', 'UPDATE fact SET data = ? WHERE seq = 2', '{"id":', '接不上前面的事实'],
  ])('say %s', async (_what, sql, bind, said) => {
    // The database itself lets no fact be altered; somebody with the file in hands could.
    await expect(alter(sql, bind)).rejects.toThrow('facts only grow');
    const triggers = await live.query("SELECT name FROM sqlite_master WHERE type = 'trigger'", []);
    for (const [name] of triggers) await alter(`DROP TRIGGER ${String(name)}`);
    await alter(sql, bind);
    expect((await differences()).join('\n')).toContain(said);
  });

  test('are read again when facts come in while rows are compared', async () => {
    const ledger = makeLedger(live, vault);
    let late = true;
    const busy = {
      ...live,
      async query(sql: string, binds: readonly Bind[]) {
        if (late && sql.includes('FROM lead')) {
          late = false;
          await ledger.conclude(conclusion({ changes: [leadChange(null, registered('XS-202611-0002'))] }));
        }
        return live.query(sql, binds);
      },
      commit: live.commit.bind(live),
      close: async () => undefined,
    };
    expect(await verdictOn(busy)).toEqual({ facts: 4, differences: [] });
  });
});

describe('the list of subjects', () => {
  test('has the tables of every projection there is: a new table is a subject’s or said to be kept otherwise', () => {
    const tables = Object.values(schema).flatMap((one) => (is(one, SQLiteTable) ? [getTableName(one)] : []));
    const projected = SUBJECTS.flatMap((subject) => subject.tables);
    expect(tables.sort()).toEqual([...projected, ...KEPT_OTHERWISE].sort());
  });

  test('has each kind once, and a history for each', () => {
    const kinds = SUBJECTS.map((subject) => subject.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(Object.keys(TELLERS).sort()).toEqual([...kinds].sort());
  });
});
