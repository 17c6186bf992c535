// `roster sync` against the sandbox over real HTTP: shown first, applied on demand, the same again is nothing:
// units and people from the contact API, with the differences; facts are never deleted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { City } from '../harness/city.ts';
import { smallCity } from '../harness/city-plan.ts';
import { runCli } from '../harness/cli-child.ts';

const folder = mkdtempSync(join(tmpdir(), 'sync-'));
let city: City;
afterEach(() => city.close());

const cli = (...args: readonly string[]) => runCli(args, city.env);

const sync = async (...args: readonly string[]) => {
  const { code, out, err } = await cli('roster', 'sync', '--json', ...args);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Record<string, readonly Record<string, unknown>[]> & { applied: unknown };
};

/** Departments as a bureau has them: a county, an office below it, one of another name, one that nobody knows. */
async function open() {
  city = await City.open({ ...smallCity }, { serve: false });
  const { sandbox } = city;
  const { people } = sandbox.world.platform;
  for (const person of people.values()) person.departmentIds = ['0'];
  const county = sandbox.addDepartment({ name: '大田县', openDepartmentId: 'od-datian' });
  const section = sandbox.addDepartment({
    name: '招商科',
    openDepartmentId: 'od-section',
    parentId: 'od-datian',
  });
  const commerce = sandbox.addDepartment({ name: '商务局', openDepartmentId: 'od-swj' });
  const unknown = sandbox.addDepartment({ name: '车队', openDepartmentId: 'od-cars' });
  const ninghua = sandbox.addDepartment({ name: '宁化分部', openDepartmentId: 'od-ninghua' });
  const place = (name: string, ...departments: readonly { readonly openDepartmentId: string }[]) => {
    city.person(name).departmentIds = departments.map((one) => one.openDepartmentId);
  };
  return { sandbox, county, section, commerce, unknown, ninghua, place };
}

test('differences are shown and nothing changes; --apply does them; again there are none; roles stay', async () => {
  const { sandbox, county, section, commerce, unknown, ninghua, place } = await open();
  place('周岚', section);
  place('许国强', commerce); // moved
  place('叶青', commerce);
  place('苏敏', ninghua);
  sandbox.addPerson('新来的', { mobile: '+8613900000001', departmentIds: [county.openDepartmentId] });
  sandbox.addPerson('司机', { departmentIds: [unknown.openDepartmentId] });
  city.person('方正').resigned = true;
  city.person('江帆').frozen = true;
  city.person('沈悦').available = false;
  city.person('叶青').name = '叶清';
  const map = join(folder, 'map.json');
  writeFileSync(map, JSON.stringify({ 宁化分部: 'ninghua' }));

  const first = await sync('--map', map);
  expect(first.applied).toBe(false);
  expect(first['unmatched']).toEqual([{ id: 'od-cars', name: '车队' }]);
  expect(first['added']).toMatchObject([{ name: '新来的', unit: 'datian' }]);
  expect(first['moved']).toMatchObject([{ name: '许国强', from: 'datian', to: 'swj' }]);
  expect(first['renamed']).toMatchObject([{ from: '叶青', to: '叶清' }]);
  expect(first['left']).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ name: '方正', why: 'left' }),
      expect.objectContaining({ name: '江帆', why: 'frozen' }),
    ]),
  );
  expect(first['bound']).toHaveLength(1);
  expect(first['unseen']).toMatchObject([{ name: '沈悦' }]);
  expect(await sync('--map', map)).toEqual(first);

  expect((await sync('--map', map, '--apply')).applied).toBe(true);
  const after = await sync();
  for (const what of ['added', 'moved', 'renamed', 'left', 'bound', 'unitsAdded', 'unitsRenamed'])
    expect({ what, rows: after[what] }).toEqual({ what, rows: [] });
  // Settled once: the mapping file is not needed any more.
  expect(after['departments']).toContainEqual({
    id: 'od-ninghua',
    name: '宁化分部',
    unit: 'ninghua',
    how: 'kept',
  });

  await city.serve();
  const said = await sandbox.say('许国强', city.chat('许国强'), '待审');
  expect((await sandbox.replyTo(said.message.messageId)).text).not.toContain('不能使用');
  const text = (await cli('roster', 'sync')).out;
  expect(text).toContain('飞书查不到');
  expect(text).not.toContain('13900000001');
}, 180_000);

test('a department that is renamed keeps its unit; the unit that had its name follows, once', async () => {
  const { county } = await open();
  await sync('--apply');
  county.name = '大田县招商中心';
  const plan = await sync('--apply');
  expect(plan['unitsRenamed']).toEqual([{ id: 'datian', from: '大田县', to: '大田县招商中心' }]);
  const after = await sync();
  expect(after['unitsRenamed']).toEqual([]);
  expect(after['departments']).toContainEqual({
    id: 'od-datian',
    name: '大田县招商中心',
    unit: 'datian',
    how: 'kept',
  });
}, 180_000);

test('of three hundred people and a limit hit on the way, all are read; what is refused is said in Chinese', async () => {
  const { sandbox, county } = await open();
  for (let at = 0; at < 300; at += 1)
    sandbox.addPerson(`员工${at}`, { departmentIds: [county.openDepartmentId] });
  sandbox.faults.next('rate429', { times: 2, skip: 3, delayMs: 200 });
  sandbox.faults.next('http502', { times: 1, skip: 5, on: 'GET /contact/v3/users/find_by_department' });
  expect((await sync())['added']).toHaveLength(300);
  expect((await sync('--only-known'))['added']).toEqual([]);

  // Two accounts with the number of one person of the roster: neither becomes that person.
  sandbox.addPerson('同号', { mobile: '13959800000', departmentIds: [county.openDepartmentId] });
  const doubled = await sync('--only-known');
  expect([doubled['bound'], doubled['conflicts']?.length]).toEqual([[], 2]);

  sandbox.world.platform.contactRange = ['od-section'];
  const narrow = await sync();
  expect(narrow).toMatchObject({ whole: false, left: [] });
  sandbox.world.tokens.revokeAll();
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, JSON.stringify({ 大田县: 'nowhere' }));
  const refused = await cli('roster', 'sync', '--map', bad);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('没有编号为「nowhere」的单位');
  rmSync(folder, { recursive: true, force: true });
}, 180_000);
