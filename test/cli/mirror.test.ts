// The mirror against the sandbox over real HTTP: rows once, whatever dies on the way; never confidential leads, never
// contacts; what cannot be done is parked with a reason.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { addBitable, deleteRow, seenTables } from '../../sandbox/api/bitable.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { startService } from '../../src/node.ts';
import type { Change } from '../../src/outcome.ts';
import { openDatabase, openVault } from '../../src/runtime.ts';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';
import { startCli } from '../harness/cli-child.ts';

let city: City;
let appToken: string;
beforeEach(async () => {
  city = await City.open(smallCity, { serve: false });
  appToken = addBitable(city.sandbox.world);
});
afterEach(() => city.close());

const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  startCli(args, { ...city.env, FEISHU_BITABLE_APP_TOKEN: appToken, ...environment });

const cli = (...args: readonly string[]) => start(args).ended;

async function record(changes: readonly Change[], path = city.env['DATABASE_PATH'] ?? ''): Promise<void> {
  const database = await openDatabase(path);
  try {
    const key = new Uint8Array(Buffer.from(city.env['DATA_KEY'] ?? '', 'base64'));
    const ledger = makeLedger(database, await openVault(database, key));
    const on = { at: city.now, actor: 'seed', cause: 'cli:test' };
    const done = await ledger.conclude({ on, changes, promises: [], keys: [] });
    expect(done.result).toBe('done');
  } finally {
    await database.close();
  }
}

const numberOf = (serial: number): string => `XS-202611-${String(serial).padStart(4, '0')}`;

/** A registered lead with a contact; signed ones are projects. */
function lead(serial: number, more: readonly LeadFact[] = []): Change[] {
  const number = numberOf(serial);
  const registered: LeadFact = {
    type: 'lead.registered',
    number,
    company: `第${serial}新材料有限公司`,
    project: null,
    investment: null,
    industry: null,
    landingUnit: 'datian',
    channel: null,
    contact: `c${serial}`,
    note: '联系人备注不外传',
    unit: 'datian',
    holder: 'somebody',
    despite: [],
  };
  const plain = JSON.stringify({ name: '某联系人', phone: '13800001111', note: null });
  return [
    { subject: 'contact', id: `c${serial}`, plain },
    { subject: 'lead', before: null, facts: [registered, ...more] },
  ];
}

const signed = (serial: number): readonly LeadFact[] => {
  const id = `${numberOf(serial)}#1`;
  return [
    {
      type: 'lead.stage_submitted',
      id,
      stage: 'signed',
      happenedOn: '2026-11-02',
      evidence: '合同',
      note: null,
    },
    { type: 'lead.stage_verified', id, reached: 'signed', tags: {} },
    { type: 'lead.promoted', projectNumber: numberOf(serial).replace('XS', 'XM') },
  ];
};

const many = (from: number, count: number): readonly Change[] =>
  Array.from({ length: count }, (_, at) => lead(from + at)).flat();

const rows = (name: string) =>
  seenTables(city.sandbox.world, appToken).find((table) => table.name.startsWith(name))?.rows ?? [];
const keys = (name: string) => rows(name).map((row) => String(row['编号']));
const calls = (path: string): number =>
  city.sandbox.wire.calls().filter((call) => call.name.includes(path) && call.code === 0).length;

test('leads and projects stand there once, without contacts; what changes is updated, and the same again is nothing', async () => {
  const secret: LeadFact = { type: 'lead.confidentiality_set', confidential: true };
  await record([...lead(1), ...lead(2, signed(2)), ...lead(3, [secret])]);
  const first = await cli('mirror', 'run', '--json');
  expect([first.code, first.err]).toEqual([0, '']);
  expect(JSON.parse(first.out)).toMatchObject({ behind: 0, rows: { leads: 2, projects: 1 }, parked: null });
  expect(seenTables(city.sandbox.world, appToken).map((table) => table.name)).toEqual([
    '线索（只读镜像）',
    '项目（只读镜像）',
    '月报（只读镜像）',
  ]);
  expect(keys('线索').sort()).toEqual([numberOf(1), numberOf(2)]);
  expect(rows('项目')).toMatchObject([
    { 编号: 'XM-202611-0002', 线索编号: numberOf(2), 单位: '大田县', 签约日期: '2026-11-02', 状态: '在办' },
  ]);
  const all = JSON.stringify(seenTables(city.sandbox.world, appToken));
  for (const word of ['13800001111', '某联系人', '不外传', numberOf(3)]) expect(all).not.toContain(word);

  const writes = calls('records/batch');
  expect((await cli('mirror', 'run')).out).toContain('已是最新');
  expect(calls('records/batch')).toBe(writes);

  // What becomes confidential is emptied, and says so; nothing is deleted.
  const database = await openDatabase(city.env['DATABASE_PATH'] ?? '');
  const store = makeStore(
    database,
    await openVault(database, new Uint8Array(Buffer.from(city.env['DATA_KEY'] ?? '', 'base64'))),
  );
  const before = await store.lead(numberOf(2));
  await database.close();
  await record([{ subject: 'lead', before, facts: [secret] }]);
  await cli('mirror', 'run');
  expect(rows('项目')).toEqual([{ 编号: 'XM-202611-0002', 状态: '不公开' }]);
  expect(keys('线索')).toHaveLength(2);
}, 120_000);

test('killed before, within and after every kind of write, it goes on and no row stands twice', async () => {
  await record(many(1, 700));
  const { sandbox } = city;
  const COUNT = 700;
  for (const on of ['POST /bitable/v1/apps/:app_token/tables', CREATE, CREATE, CREATE]) {
    const { child, ended } = start(['mirror', 'run']);
    // Done by the platform, its answer never read: the worst moment to die.
    sandbox.faults.next('slow', { on, delayMs: 30_000, times: 1 });
    const stop = await new Promise<() => void>((resolve) => {
      const unwatch = sandbox.wire.watch((entry) => {
        if (entry.kind === 'api' && entry.name === on && entry.code === 0) resolve(unwatch);
      });
    });
    stop();
    child.kill('SIGKILL');
    await ended;
    sandbox.faults.clear();
  }
  const end = await cli('mirror', 'run', '--json');
  expect([end.code, end.err]).toEqual([0, '']);
  expect(JSON.parse(end.out)).toMatchObject({ behind: 0, pending: 0, rows: { leads: COUNT } });
  expect(keys('线索')).toHaveLength(COUNT);
  expect(new Set(keys('线索')).size).toBe(COUNT);
  expect(seenTables(sandbox.world, appToken)).toHaveLength(3);
}, 180_000);
const CREATE = 'POST /bitable/v1/apps/:app_token/tables/:table_id/records/batch_create';

test('rows deleted by hand come back with rebuild, and nothing is doubled; a lost reply and a limit are ridden out', async () => {
  await record(many(1, 30));
  city.sandbox.faults.next('lostReply', { on: CREATE, times: 1 });
  city.sandbox.faults.next('rate429', { times: 1, delayMs: 100 });
  expect((await cli('mirror', 'run')).code).toBe(0);
  expect(keys('线索')).toHaveLength(30);
  expect(deleteRow(city.sandbox.world, appToken, '线索（只读镜像）', '编号', numberOf(7))).toBe(true);
  expect((await cli('mirror', 'rebuild')).code).toBe(0);
  expect(new Set(keys('线索')).size).toBe(30);
  expect(keys('线索')).toHaveLength(30);
}, 120_000);

test('a Bitable that is not there parks with a reason the doctor tells; unset, nothing runs', async () => {
  await record(lead(1));
  const wrong = { FEISHU_BITABLE_APP_TOKEN: 'bascnNotThere' };
  const parked = await start(['mirror', 'run'], wrong).ended;
  expect(parked.code).toBe(1);
  expect(parked.err).toContain('找不到这个多维表格');
  const doctor = await start(['doctor', '--offline'], wrong).ended;
  expect(doctor.out).toMatch(/有问题 {2}多维表格镜像：找不到这个多维表格/);
  expect((await cli('mirror', 'run')).code).toBe(0);
  const unset = await start(['mirror', 'run'], { FEISHU_BITABLE_APP_TOKEN: '' }).ended;
  expect([unset.code, unset.err]).toEqual([1, expect.stringContaining('没有设置 FEISHU_BITABLE_APP_TOKEN')]);
  const odd = await start(['mirror', 'run'], { FEISHU_BITABLE_APP_TOKEN: 'https://x/base/y' }).ended;
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('base/ 后的那一段')]);
}, 120_000);

test('the running service mirrors by itself', async () => {
  await record(lead(1));
  const service = await startService(
    { ...city.env, FEISHU_BITABLE_APP_TOKEN: appToken },
    { now: () => city.now },
  );
  try {
    const deadline = Date.now() + 20_000;
    while (rows('线索').length === 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(keys('线索')).toEqual([numberOf(1)]);
  } finally {
    await service.stop();
  }
}, 40_000);
