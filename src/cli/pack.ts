/** `pack list | check | show`: the cities' plans as data. No database. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { formatMistake, loadPack } from '../domain/pack/load.ts';
import { showPack } from '../domain/pack/show.ts';
import { PackError, packFile, readPack, shippedPacks } from '../packs.ts';
import { CliUsage, group, print, printJson, say } from './context.ts';

export function packCommand(): Command {
  const pack = group('pack', '方案：各市文件写成的数据');
  pack
    .command('list')
    .option('--json', '输出 JSON')
    .description('列出自带的方案')
    .action((options: { json?: boolean }) => {
      const packs = shippedPacks().map((file) => readPack(file));
      if (options.json === true)
        return printJson(packs.map(({ id, title, city, issuedOn }) => ({ id, title, city, issuedOn })));
      for (const { id, title } of packs) print(`${id}\t${title}`);
    });
  pack
    .command('check')
    .argument('<file>', '方案编号或 pack.yaml 路径')
    .option('--json', '输出 JSON')
    .description('逐条指出方案文件中的问题')
    .action((name: string, options: { json?: boolean }) => {
      const file = packFile(name);
      if (!existsSync(file)) throw new CliUsage(`找不到方案文件：${file}`);
      const result = loadPack(readFileSync(file, 'utf8'), name);
      if (!result.ok) throw new PackError(result.mistakes.map((mistake) => formatMistake(name, mistake)));
      const { id, title } = result.pack;
      say(options, { ok: true, id, title }, `${name}：没有问题（${title}）`);
    });
  pack
    .command('show')
    .argument('<id>', '方案编号或路径')
    .option('--json', '输出 JSON')
    .description('显示方案内容')
    .action((name: string, options: { json?: boolean }) => {
      const shown = readPack(name);
      if (options.json === true) return printJson(showPack(shown));
      print(`${shown.id}  ${shown.title}  ${shown.issuedOn}`);
      for (const target of shown.targets) print(`目标 ${target.id}  ${target.clause}  ${target.origin}`);
      for (const task of shown.tasks) print(`任务 ${task.id}  ${task.clause}`);
    });
  return pack;
}
