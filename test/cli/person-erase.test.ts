// Personal data erased on request (PIPL): contacts, a leaver's name and account, files; shown first, recorded without
// naming anybody, and every total stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFiles } from '../../db/files.ts';
import type { NodeDatabase } from '../../db/node.ts';
import { openDatabase, openVault } from '../../src/runtime.ts';
import { City } from '../harness/city.ts';
import { runCli } from '../harness/cli-child.ts';

let city: City;
beforeAll(async () => {
  city = await City.open();
}, 60_000);
afterAll(() => city.close());

const cli = (...args: readonly string[]) => runCli(args, city.env);

async function inDatabase<T>(use: (database: NodeDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(city.env['DATABASE_PATH'] ?? '');
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

const filesOf = async (database: NodeDatabase) =>
  makeFiles(
    database,
    await openVault(database, new Uint8Array(Buffer.from(city.env['DATA_KEY'] ?? '', 'base64'))),
  );

const SEALED = [
  ['contact', 'sealed'],
  ['press_reply', 'reply'],
  ['outbox', 'body'],
  ['delivery', 'body'],
  ['draft', 'sealed'],
] as const;

/** Where the number can still be read by whoever has the key. */
const holdersOf = (number: string): Promise<readonly string[]> =>
  inDatabase(async (database) => {
    const key = new Uint8Array(Buffer.from(city.env['DATA_KEY'] ?? '', 'base64'));
    const vault = await openVault(database, key);
    const found: string[] = [];
    for (const [table, column] of SEALED)
      for (const [sealed] of await database.query(
        `SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL`,
        [],
      ))
        if (vault.open(String(sealed)).includes(number)) found.push(table);
    return found;
  });

test('a contact goes by its number, a leaver by account, a file by its lead; verify holds and a second time finds nothing', async () => {
  const { sandbox } = city;
  const said = await sandbox.say(
    '周岚',
    city.chat('周岚'),
    '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田 联系人王敏 13812345678',
  );
  const form = await sandbox.replyTo(said.message.messageId);
  await sandbox.press('周岚', form.messageId, '提交');
  await sandbox.settle();
  const hash = await inDatabase(async (database) => {
    const kept = await (await filesOf(database)).put(new Uint8Array([1, 2, 3]));
    await database.commit([
      {
        sql: "INSERT INTO evidence (id, version, message_id, file_key, kind, name, sender, received_at, lead, state, hash, file_type, bytes, stored_at) VALUES ('E1', 1, 'om_1', 'f', 'file', '身份证.pdf', 'p', 1, 'XS-202611-0001', 'stored', ?, 'pdf', 3, 1)",
        binds: [kept],
      },
    ]);
    return kept;
  });
  // The answer to this press is kept for its repetition: a card with the number in it.
  await sandbox.ask('周岚', city.chat('周岚'), '线索 岩城');
  const listed = await sandbox.ask('周岚', city.chat('周岚'), '我的');
  expect(listed.text).toContain('岩城碳素');
  const before = (await cli('verify', '--json')).out;
  expect(await holdersOf('13812345678')).toContain('press_reply');

  const shown = JSON.parse(
    (await cli('person', 'erase', '--mobile', '138-1234-5678', '--dry-run', '--json')).out,
  );
  expect(shown).toMatchObject({ erased: false, person: null, contacts: [{ leads: ['XS-202611-0001'] }] });
  const done = await cli(
    'person',
    'erase',
    '--contact',
    'XS-202611-0001',
    '--files',
    '--json',
    '--reason',
    '本人申请',
  );
  expect([done.code, done.err]).toEqual([0, '']);
  expect(JSON.parse(done.out)).toMatchObject({ erased: true, files: [{ evidence: ['E1'] }] });
  expect(await holdersOf('13812345678')).toEqual([]);
  expect(done.out + shown).not.toContain('13812345678');
  await inDatabase(async (database) => {
    expect(await (await filesOf(database)).get(hash)).toBeNull();
    expect(await database.query('SELECT count(*) FROM contact WHERE sealed IS NOT NULL', [])).toEqual([[0]]);
    await database.commit([{ sql: "DELETE FROM evidence WHERE id = 'E1'", binds: [] }]);
  });
  const none = await cli('person', 'erase', '--mobile', '13812345678');
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('没有找到')]);
  const detail = await sandbox.ask('许国强', city.chat('许国强'), '线索 0001');
  expect(detail.text).toContain('岩城碳素');
  expect(detail.text).not.toContain('王敏');

  const { openId } = city.person('苏敏');
  const here = await cli('person', 'erase', '--open-id', openId);
  expect([here.code, here.err]).toEqual([1, expect.stringContaining('还在名册中')]);
  await sandbox.resign('苏敏');
  await sandbox.settle();
  expect((await cli('person', 'erase', '--open-id', openId)).code).toBe(0);
  await inDatabase(async (database) => {
    expect(await database.query('SELECT count(*) FROM person WHERE open_id = ?', [openId])).toEqual([[0]]);
    const facts = await database.query("SELECT data FROM fact WHERE type = 'roster.erased'", []);
    expect(facts).toHaveLength(2);
    expect(JSON.stringify(facts)).not.toMatch(/王敏|13812345678|苏敏/);
  });
  // What went is named by id, so that it can be erased again from a backup restored later.
  const told = JSON.parse((await cli('audit', '--kind', 'erase', '--json')).out) as { about: string[] }[];
  const [contact = ''] = shown.contacts.map((one: { id: string }) => one.id);
  expect(contact).not.toBe('');
  expect(told).toHaveLength(2);
  expect(told.at(-1)?.about).toEqual([contact, hash, '本人申请']);
  const after = await cli('verify', '--json');
  expect(after.code).toBe(0);
  expect(JSON.parse(before)).toMatchObject({ differences: expect.any(Array) });
  expect(JSON.parse(after.out)).toMatchObject({ differences: [] });
}, 180_000);

test('whoever is not said, or said wrongly, erases nothing', async () => {
  for (const [args, words] of [
    [[], '请写明删除谁的'],
    [['--mobile', '12'], '不是有效的手机号'],
    [['--open-id', "x' OR 1=1"], '须是飞书编号'],
    [['--mobile', '13800000000', '--files'], '--files 要和 --contact'],
  ] as const) {
    const { code, err } = await cli('person', 'erase', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  }
}, 120_000);
