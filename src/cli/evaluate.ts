/** `evaluate --pack ID|FILE --as-of DATE --data FILE [--json]`: a facts file against a pack, without a database. */
import { Command } from 'commander';
import { evaluationDocument } from '../domain/evaluate/output.ts';
import { evaluationText } from '../domain/explain/table.ts';
import { print, printJson } from './context.ts';
import { evaluateFile, type FactsOptions } from './facts-file.ts';

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .requiredOption('--pack <id|file>', '方案编号（如 rongcheng-2019）或 pack.yaml 路径')
    .requiredOption('--as-of <date>', '截至哪一天，如 2019-12-31')
    .requiredOption('--data <file>', '数据文件（JSON，格式见 docs/evaluate.md）')
    .option('--json', '输出 JSON')
    .description('按方案计算目标、得分、排名、奖惩建议；不用数据库')
    .action((options: FactsOptions) => {
      const evaluation = evaluateFile(options);
      const document = evaluationDocument(evaluation);
      if (options.json === true) return printJson(document);
      print(evaluationText(evaluation.engine.world, document));
    });
}
