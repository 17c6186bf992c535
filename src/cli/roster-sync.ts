/**
 * `roster sync [--apply]`: the organisation in Feishu against the roster. Shown first; applied on demand, by the way of
 * `roster import`. Nothing is deleted, no role comes from Feishu. Running it again after a failure goes on from there.
 */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import type { NodeDatabase } from '../../db/node.ts';
import { importRoster } from '../../db/roster.ts';
import { departmentLinks, linkStatements, peopleForSync } from '../../db/roster-sync.ts';
import { makeStore } from '../../db/store.ts';
import type { Account } from '../lark/contacts.ts';
import { leaving } from '../organisation.ts';
import { readPhone } from '../parse/phone.ts';
import type { Vault } from '../ports.ts';
import { noticePromise } from '../promises.ts';
import { type Mapping, readMapping } from '../roster-sync/mapping.ts';
import { isEmptyPlan, planSync, type SyncPlan } from '../roster-sync/plan.ts';
import { planDocument, printPlan } from '../roster-sync/print.ts';
import { rosterOfPlan } from '../roster-sync/rows.ts';
import { openVault } from '../runtime.ts';
import { CliRefusal, CliUsage, env, print, printJson, withDatabase } from './context.ts';
import { larkContacts } from './lark.ts';

interface Options {
  readonly apply?: boolean;
  readonly dryRun?: boolean;
  readonly map?: string;
  readonly onlyKnown?: boolean;
  readonly unseenLeft?: boolean;
  readonly json?: boolean;
}

/** Adds it to `roster`. */
export function addRosterSync(roster: Command): void {
  roster
    .command('sync')
    .option('--dry-run', '只看差异，什么也不改（默认）')
    .option('--apply', '按差异修改名册')
    .option('--map <file>', '部门与单位的对应关系（JSON：部门编号或名称 → 单位编号、null 或新单位）')
    .option('--only-known', '只更新名册里已有的人，不新增')
    .option('--unseen-left', '飞书查不到的人也按离岗处理')
    .option('--json', '输出 JSON')
    .description('从飞书通讯录同步单位和人员：先看差异，加 --apply 才修改；角色不受影响，从不删除记录')
    .action(async (options: Options) => {
      if (options.apply === true && options.dryRun === true)
        throw new CliUsage('--dry-run 和 --apply 只能写一个');
      const { DATA_KEY } = env('DATA_KEY', 'FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_BASE_URL');
      await withDatabase(async (database) => {
        const vault = await openVault(database, DATA_KEY);
        await sync(database, vault, options);
      });
    });
}

async function sync(database: NodeDatabase, vault: Vault, options: Options): Promise<void> {
  const store = makeStore(database, vault);
  const roster = await store.roster();
  const mapping = mappingOf(options.map, new Set(roster.units.map((unit) => unit.id)));
  const people = await peopleForSync(database);
  const found = await readOrganisation(
    people.flatMap((one) => (one.openId === null || one.left ? [] : [one.openId])),
  );
  const plan = planSync({
    ...found,
    roster,
    people,
    mapping,
    links: await departmentLinks(database),
    mark: (mobile) => vault.mark(mobile),
    onlyKnown: options.onlyKnown === true,
    unseenLeft: options.unseenLeft === true,
  });
  const applied = options.apply === true;
  if (applied) await apply(database, vault, plan);
  if (options.json === true) return printJson({ applied, whole: found.whole, ...planDocument(plan) });
  if (!found.whole) print('注意：通讯录权限范围不是全员，只看得到其中的部门。');
  for (const line of printPlan(plan, roster)) print(line);
  if (isEmptyPlan(plan)) print('名册与飞书通讯录一致，没有要改的。');
  else print(applied ? '已同步。' : '以上是差异，什么也没有改；核对后加 --apply 执行。');
}

function mappingOf(file: string | undefined, units: ReadonlySet<string>): Mapping {
  if (file === undefined) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CliUsage(`读不到文件：${file}`);
  }
  const read = readMapping(text, units);
  if (read.ok) return read.mapping;
  throw new CliRefusal(
    `映射文件有 ${read.mistakes.length} 处问题，没有同步：\n${read.mistakes.map((line) => `  - ${line}`).join('\n')}`,
  );
}

/** As the roster writes it; `null` for what is no number. */
function plainMobile(mobile: string | null): string | null {
  const phone = mobile === null ? null : readPhone(mobile);
  return phone === null || phone.kind === 'wrong' ? null : phone.normal;
}

/** @param known accounts of the roster, looked up singly when they are in no department. */
async function readOrganisation(known: readonly string[]) {
  const contacts = larkContacts();
  try {
    const { all, whole } = await contacts.departments();
    const accounts = new Map<string, Account>();
    for (const department of [...(whole ? ['0'] : []), ...all.map((one) => one.id)]) {
      for (const account of await contacts.people(department)) {
        const before = accounts.get(account.openId);
        const departments = [
          ...new Set([...account.departments, ...(before?.departments ?? []), department]),
        ];
        accounts.set(account.openId, { ...account, mobile: plainMobile(account.mobile), departments });
      }
    }
    const elsewhere = new Map<string, Account | null>();
    for (const openId of known)
      if (!accounts.has(openId)) elsewhere.set(openId, await contacts.account(openId));
    return { departments: all, whole, accounts: [...accounts.values()], elsewhere };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliRefusal(`没能读完飞书通讯录，名册没有改动：${why}`);
  }
}

async function apply(database: NodeDatabase, vault: Vault, plan: SyncPlan): Promise<void> {
  const store = makeStore(database, vault);
  const ledger = makeLedger(database, vault);
  // Who has left goes first: whatever fails later, they are out.
  for (const { person, why } of plan.left) {
    for (let attempt = 0; ; attempt += 1) {
      const roster = await store.roster();
      const known = roster.person(person.id);
      if (known === null) break;
      const now = Date.now();
      const left = await leaving({ store, now: () => now }, roster, known, why);
      const done = await ledger.conclude({
        on: { at: now, actor: null, cause: 'cli:roster-sync' },
        changes: left.changes,
        promises: left.notices.map(noticePromise),
        keys: [],
      });
      if (done.result === 'done') break;
      if (attempt >= 4) throw new CliRefusal(`名册正被别人修改（${done.key}），请再试一次`);
    }
  }
  const file = rosterOfPlan(plan, await store.roster());
  const also = linkStatements(plan);
  if (file.units.length + file.people.length === 0) {
    await database.commit(also);
    return;
  }
  await importRoster(database, vault, file, new Map(), Date.now(), { cause: 'cli:roster-sync', also });
}
