/**
 * `person erase`: personal data taken away on request. Shown with `--dry-run`; recorded as a fact that names nobody.
 * Facts, totals and rankings stay as they are.
 */
import type { Command } from 'commander';
import { type Erasable, erase, findErasable } from '../../db/erasure.ts';
import { makeFiles } from '../../db/files.ts';
import { readPhone } from '../parse/phone.ts';
import { openVault } from '../runtime.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, withDatabase } from './context.ts';

interface Options {
  readonly openId?: string;
  readonly mobile?: string;
  readonly contact?: string;
  readonly evidence?: readonly string[];
  readonly files?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const REASON_LENGTH_MAX = 100;

export function personCommand(): Command {
  const person = group('person', '个人信息');
  person
    .command('erase')
    .option('--open-id <id>', '名册人员的 openId（须已离岗）')
    .option('--mobile <number>', '手机号：名册人员（须已离岗）和所有含此号码的联系人')
    .option('--contact <id>', '联系人编号，或其线索、项目、台账编号')
    .option('--files', '连同 --contact 那条线索的佐证文件')
    .option('--evidence <id...>', '佐证编号：删除文件内容，记录保留')
    .option('--reason <words>', '依据，写入审计记录（不要写个人信息）')
    .option('--dry-run', '只列出会删除什么')
    .option('--json', '输出 JSON')
    .description('应本人要求删除个人信息：联系人、名册里的姓名和账号、文件；业务记录和合计不变，留审计')
    .action(run);
  return person;
}

async function run(options: Options): Promise<void> {
  const { openId, mobile, contact, evidence = [], files = false } = options;
  if ([openId, mobile, contact].every((one) => one === undefined) && evidence.length === 0)
    throw new CliUsage('请写明删除谁的：--open-id、--mobile、--contact 或 --evidence');
  if (files && contact === undefined) throw new CliUsage('--files 要和 --contact 线索编号 一起用');
  if (openId !== undefined && !/^ou_[A-Za-z0-9_-]{1,64}$/.test(openId))
    throw new CliUsage(`--open-id 须是飞书编号，如 ou_xxx：${openId}`);
  const plain = mobile === undefined ? null : plainPhone(mobile);
  if (mobile !== undefined && plain === null) throw new CliUsage('--mobile 不是有效的手机号');
  const reason = options.reason?.trim().slice(0, REASON_LENGTH_MAX) ?? null;
  const { DATA_KEY } = env('DATA_KEY');
  await withDatabase(async (database) => {
    const vault = await openVault(database, DATA_KEY);
    const wish = {
      openId: openId ?? null,
      mobile: plain,
      contact:
        contact !== undefined && /^(?:X[SM]|TZ)-/i.test(contact.trim())
          ? contact.trim().toUpperCase()
          : (contact ?? null),
      evidence,
      withFiles: files,
      plainPhone,
    };
    const found = await findErasable(database, vault, wish);
    if (found.person === null && found.contacts.length + found.files.length + found.messages === 0)
      throw new CliRefusal('没有找到要删除的个人信息；可能已经删除过了。');
    if (found.person !== null && !found.person.left)
      throw new CliRefusal(
        `「${found.person.name}」还在名册中，没有删除：请先让其离岗（roster sync，或名册文件里写 leftOn）再删除。`,
      );
    if (options.dryRun !== true) {
      // Bytes first: after a crash in between, the same command finishes it.
      const store = makeFiles(database, vault);
      for (const file of found.files) await store.forget(file.hash);
      await erase(database, found, wish, Date.now(), reason);
      // What was written over must not lie on in the log beside the database.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
    report(found, options);
  });
}

function plainPhone(text: string): string | null {
  const phone = readPhone(text);
  return phone === null || phone.kind === 'wrong' ? null : phone.normal;
}

/** No name and no number is printed back. */
function report(found: Erasable, options: Options): void {
  const erased = options.dryRun !== true;
  const { contacts, person, files, messages, drafts, traces } = found;
  if (options.json === true) {
    printJson({ erased, contacts, person: person?.id ?? null, messages, drafts, files, traces });
    return;
  }
  for (const { id, leads } of contacts)
    print(`联系人 ${id}${leads.length === 0 ? '' : `（${leads.join('、')}）`}`);
  if (person !== null) print(`名册人员 ${person.id}：姓名、账号、手机号标记、角色`);
  const kept = Object.values(traces).reduce((sum, keys) => sum + keys.length, 0);
  if (kept > 0) print(`还留有号码的卡片回执、停放消息和表单 ${kept} 条`);
  if (messages > 0) print(`发给其本人、仍保留的消息 ${messages} 条`);
  if (drafts > 0) print(`未提交的表单 ${drafts} 份`);
  for (const file of files)
    print(`文件「${file.name}」：用作 ${file.leads.join('、') || '（未归到线索）'} 的佐证`);
  print(erased ? '已删除，并记入审计；业务记录和合计不变。' : '以上会被删除；什么也没有改。');
}
