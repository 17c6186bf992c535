/** Every 系统默认 a bulletin's figures rest on, one line each. */
import type { Pack } from '../domain/pack/schema.ts';
import { bulletinOf, monthlyReport } from '../domain/pack/view.ts';
import { PERIOD_WORDS, type PeriodKind } from '../domain/period.ts';
import { rankingRuleOf } from './ranking-rule.ts';

/** By the plan's own notes. */
export function defaultsOf(pack: Pack, kind: PeriodKind = 'month'): readonly string[] {
  const rule = rankingRuleOf(pack);
  const lines: string[] = [];
  if (!rule.assessed)
    lines.push(`排名依据（${rule.clause}）：${rule.note ?? '原文没有排名依据，按到位资金列表'}`);
  for (const one of pack.rankingClasses) {
    if (one.origin === 'default')
      lines.push(`排名类别「${one.label}」（${one.clause}）：${one.note ?? '系统默认'}`);
  }
  const report = monthlyReport(pack);
  if (report?.dueOrigin === 'default') lines.push(`月报截止：${report.dueNote ?? '系统默认'}`);
  const bulletin = bulletinOf(pack, kind);
  if (bulletin === null) lines.push(`方案没有${PERIOD_WORDS[kind]}度通报：栏目和日期均为系统默认`);
  if (bulletin?.dueOrigin === 'default') lines.push(`战报日期：${bulletin.dueNote ?? '系统默认'}`);
  return lines;
}
