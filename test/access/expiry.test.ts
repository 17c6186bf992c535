/** 个人信息到期删除: by the plan's months, once a month, on record, no total changed; and what is gone is overwritten on disk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NodeDatabase } from '../../db/node.ts';
import { instantOfDay } from '../../src/domain/day.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { CONTACT_MONTHS_DEFAULT, contactMonths } from '../../src/domain/retention.ts';
import { contactExpiry } from '../../src/due/contact-expiry.ts';
import { runDue } from '../../src/scheduler.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { quiet } from '../machine/kit.ts';
import { AccessTown } from './kit.ts';

const HALF_A_YEAR: Pack = {
  ...sanming(),
  retention: { contactMonths: 6, clause: '本市规定', origin: 'stated' },
};

/** Runs the job on that day, at ten in the morning. */
async function runOn(town: AccessTown, day: string, pack: Pack) {
  const { ledger, store } = town.world;
  const now = instantOfDay(day) + 10 * 3_600_000;
  const packAt = () => pack;
  const deps = { jobs: [contactExpiry], ledger, store, standing: town.machine.tools.standing, packAt };
  return runDue(
    { ...deps, log: quiet, now: () => now, onPromised: () => undefined, count: () => undefined },
    now,
  );
}

test('what the plan does not say is three years, said to be the default', () => {
  expect(contactMonths(sanming())).toBe(CONTACT_MONTHS_DEFAULT);
  expect(contactMonths(HALF_A_YEAR)).toBe(6);
});

test('the contact of a withdrawn lead goes after the months of the plan, that of an open one stays', async () => {
  const town = await AccessTown.open();
  const { store } = town.world;
  const place = { unit: 'yongan', project: false, confidential: false, pooled: false };
  const closed = await town.lead(place, { type: 'lead.withdrawn' });
  const open = await town.lead(place);
  const idOf = async (number: string) => (await store.lead(number))?.contact ?? '';
  const [closedContact, openContact] = [await idOf(closed), await idOf(open)];

  await runOn(town, '2027-05-01', HALF_A_YEAR);
  expect(await store.contact(closedContact)).toMatchObject({ name: '赵联络' });
  await runOn(town, '2027-06-01', HALF_A_YEAR);
  expect(await store.contact(closedContact)).toBeNull();
  expect(await store.contact(openContact)).toMatchObject({ name: '赵联络' });
  const facts = await store.facts('audit');
  expect(facts.at(-1)).toMatchObject({
    type: 'audit.contacts_expired',
    data: { contacts: [closedContact], months: 6 },
  });
  // Again in the same month, and with nothing left: nothing more is said.
  await runOn(town, '2027-06-02', HALF_A_YEAR);
  await runOn(town, '2027-07-01', HALF_A_YEAR);
  expect(await store.facts('audit')).toHaveLength(facts.length);
  expect(await town.read('ou_p_office', `线索 ${open}`)).toContain('赵联络');
});

test('bytes that were erased are neither in the database nor in its log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'erased-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'bot.db');
  const database = new NodeDatabase({ path });
  const secret = 'canary-of-a-contact-'.repeat(300);
  await database.commit([{ sql: 'CREATE TABLE kept (id TEXT PRIMARY KEY, sealed TEXT)', binds: [] }]);
  await database.commit([{ sql: 'INSERT INTO kept VALUES (?, ?)', binds: ['c1', secret] }]);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(readFileSync(path).includes('canary-of-a-contact-')).toBe(true);
  await database.commit([{ sql: "UPDATE kept SET sealed = NULL WHERE id = 'c1'", binds: [] }]);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const file of [path, `${path}-wal`])
    expect(readFileSync(file).includes('canary-of-a-contact-'), file).toBe(false);
  await database.close();
});
