/** `doctor`: what can be checked from here, offline and online, each with what to do when it fails. */
import type { Command } from 'commander';
import { Command as Make } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import { makeMirrorBooks } from '../../db/reads/mirror.ts';
import { makeStore } from '../../db/store.ts';
import { ALL_VARIABLES, ConfigError, readConfig } from '../config.ts';
import { isServed } from '../lock.ts';
import { readPackVersions } from '../packs.ts';
import { openDatabase, openVault } from '../runtime.ts';
import { CliRefusal, print, printJson } from './context.ts';
import { larkClient } from './lark.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly say: string;
}

export function doctorCommand(): Command {
  return new Make('doctor')
    .description('检查配置、方案、数据库、名册，以及能否连上飞书')
    .option('--offline', '不连飞书')
    .option('--json', '输出 JSON')
    .action(async (options: { offline?: boolean; json?: boolean }) => {
      const findings = [checkConfig(), checkPack(), ...(await checkDatabase())];
      if (options.offline !== true) findings.push(await checkFeishu());
      if (options.json === true) printJson(findings);
      else for (const { name, ok, say } of findings) print(`${ok ? '正常' : '有问题'}  ${name}：${say}`);
      const bad = findings.filter((finding) => !finding.ok).length;
      if (bad > 0) throw new CliRefusal(`有 ${bad} 项需要处理。`);
    });
}

function tried(name: string, check: () => string): Finding {
  try {
    return { name, ok: true, say: check() };
  } catch (error) {
    return { name, ok: false, say: error instanceof Error ? error.message : String(error) };
  }
}

const checkConfig = (): Finding =>
  tried('环境变量', () => {
    readConfig(process.env, ALL_VARIABLES);
    return '齐全';
  });

const checkPack = (): Finding =>
  tried('方案', () => {
    const packs = readPackVersions(readConfig(process.env, ['PACK']).PACK);
    return packs
      .map(({ pack, fromOn }) => `${pack.id} ${pack.title}${fromOn === null ? '' : `（自 ${fromOn} 起）`}`)
      .join('；');
  });

async function checkDatabase(): Promise<readonly Finding[]> {
  try {
    const config = readConfig(process.env, ['DATABASE_PATH', 'DATA_KEY']);
    const database = await openDatabase(config.DATABASE_PATH);
    try {
      const vault = await openVault(database, config.DATA_KEY);
      const integrity = String((await database.query('PRAGMA integrity_check', []))[0]?.[0]);
      const roster = await makeStore(database, vault).roster();
      const counts = await makeLedger(database, vault).counts();
      const held = [
        [counts['outbox_parked'] ?? 0, '条停放（outbox list --state parked）'],
        [counts['outbox_uncertain'] ?? 0, '条结果不明（outbox list --state uncertain）'],
        [counts['delivery_parked'] ?? 0, '条收到而没有办成（inbox list）'],
      ] as const;
      const stuck = held.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
      const reachable = roster.people.filter((person) => person.openId !== null).length;
      const roles = (['office', 'admin', 'verifier', 'reporter'] as const).filter(
        (role) => roster.withRole(role).length === 0,
      );
      const mirrored = await makeMirrorBooks(database).state();
      const served = isServed(config.DATABASE_PATH) ? '服务正在运行' : '服务没有运行';
      return [
        {
          name: '数据库',
          ok: integrity === 'ok',
          say: integrity === 'ok' ? `${config.DATABASE_PATH} 完好，${served}` : integrity,
        },
        {
          name: '名册',
          ok: roster.units.length > 0 && roles.length === 0,
          say:
            roles.length === 0
              ? `单位 ${roster.units.length}、人员 ${roster.people.length}（已绑定 ${reachable}）`
              : `没有人担任：${roles.join('、')}，请用 roster import 导入`,
        },
        {
          name: '消息',
          ok: stuck.length === 0,
          say: stuck.length === 0 ? '没有停放的消息' : stuck.join('；'),
        },
        ...(mirrored.version === 0
          ? []
          : [
              {
                name: '多维表格镜像',
                ok: mirrored.parked === null,
                say: mirrored.parked ?? '正常，用 mirror status 查看',
              },
            ]),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    const say =
      error instanceof ConfigError
        ? error.mistakes.join('；')
        : error instanceof Error
          ? error.message
          : String(error);
    return [{ name: '数据库', ok: false, say }];
  }
}

async function checkFeishu(): Promise<Finding> {
  const name = '飞书';
  try {
    const client = larkClient();
    const self = await client.self();
    return {
      name,
      ok: true,
      say: `已连上 ${readConfig(process.env, ['FEISHU_BASE_URL']).FEISHU_BASE_URL}，机器人「${self.name}」`,
    };
  } catch (error) {
    const say =
      error instanceof ConfigError
        ? error.mistakes.join('；')
        : `连不上：${error instanceof Error ? error.message : String(error)}`;
    return { name, ok: false, say };
  }
}
