/** `explain --pack --as-of --data --subject X [--target ID | --score] [--json]`: any number as its arithmetic. */
import { Command } from 'commander';
import type { Evaluation } from '../domain/evaluate/evaluate.ts';
import { explainScore, explainTarget, explanationText } from '../domain/explain/explain.ts';
import { nearest } from '../domain/pack/nearest.ts';
import { CliRefusal, CliUsage, print, printJson } from './context.ts';
import { evaluateFile, type FactsOptions } from './facts-file.ts';

interface ExplainOptions extends FactsOptions {
  readonly subject: string;
  readonly target?: string;
  readonly score?: boolean;
}

/** A subject by id or by the unit's name. */
function subjectOf(evaluation: Evaluation, word: string): string {
  const { world } = evaluation.engine;
  const known = new Set([
    'city',
    'together',
    ...world.units.map((unit) => unit.id),
    ...world.posts.map((post) => post.id),
    ...evaluation.rows.map((row) => row.subject),
  ]);
  if (known.has(word)) return word;
  const named = world.units.find((unit) => unit.name === word || unit.aliases.includes(word));
  if (named !== undefined) return named.id;
  if (word === '全市') return 'city';
  const close = nearest(word, [...known, ...world.units.map((unit) => unit.name ?? unit.id)]);
  throw new CliRefusal(`没有叫「${word}」的对象${close === null ? '' : `，是否想写「${close}」`}`);
}

export function explainCommand(): Command {
  return new Command('explain')
    .requiredOption('--pack <id|file>', '方案编号或 pack.yaml 路径')
    .requiredOption('--as-of <date>', '截至哪一天')
    .requiredOption('--data <file>', '数据文件（JSON）')
    .requiredOption('--subject <id>', '单位、职务编号或单位名称；全市写 city')
    .option('--target <id>', '只说明这一个目标')
    .option('--score', '说明得分和名次')
    .option('--json', '输出 JSON')
    .description('把得分、完成率、名次逐步算给人看，每步注明条款；默认值标“系统默认”')
    .action((options: ExplainOptions) => {
      if (options.target !== undefined && options.score === true)
        throw new CliUsage('--target 和 --score 只能写一个');
      const evaluation = evaluateFile(options);
      const subject = subjectOf(evaluation, options.subject);
      const target = options.target ?? null;
      if (target !== null && !evaluation.engine.world.pack.targets.some((one) => one.id === target)) {
        const close = nearest(
          target,
          evaluation.engine.world.pack.targets.map((one) => one.id),
        );
        throw new CliRefusal(`方案里没有目标「${target}」${close === null ? '' : `，是否想写「${close}」`}`);
      }
      const explanation =
        options.score === true
          ? explainScore(evaluation, subject)
          : explainTarget(evaluation, subject, target);
      if (options.json === true) return printJson(explanation);
      print(explanationText(explanation));
    });
}
