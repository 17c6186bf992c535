/** 全部通过: those without doubts, or all, that had been filed when the card was made; a bounded number a press. */
import { figuresQueueCard } from '../../../src/cards/figures/queue.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { isMonth } from '../../../src/domain/day.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { refuseMonth, sayMonth } from '../../../src/domain/month.ts';
import { decideCheck } from '../../../src/domain/progress-check/check.ts';
import { answerOnly, type Change } from '../../../src/outcome.ts';
import { judgedWaiting, PASS_MAX, queueView, scopeOf } from './read.ts';

const STALE = refuse('这个按钮已经失效', { next: '请重新发送「待审 月报」。' });

/** Turns the pages of the list. */
export async function pageFigures({ args }: Pressed, here: KnownScene, tools: Tools): Result {
  const { month = '', unit = '', page = '0' } = args;
  if (!isMonth(month) || refuseMonth(month, here.today) !== null) return STALE;
  const asked = { month, unit: unit === '' ? null : unit, page: Number(page) || 0 };
  const view = await queueView(asked, here, tools);
  return isRefusal(view) ? view : answerOnly({ card: figuresQueueCard(view) });
}

export async function passMany({ args }: Pressed, here: KnownScene, tools: Tools): Result {
  const { month = '', unit: typed = '', scope = '', until = '' } = args;
  const untilAt = Number(until);
  if (!isMonth(month) || !Number.isSafeInteger(untilAt) || (scope !== 'clean' && scope !== 'all'))
    return STALE;
  const unit = typed === '' ? null : typed;
  const units = scopeOf(unit, here);
  if (isRefusal(units)) return units;
  const waiting = await judgedWaiting({ month, units, notBy: here.actor.id, untilAt }, here, tools);
  const meant = waiting.filter(({ judged }) => scope === 'all' || judged.odd.length === 0);
  const rows = meant.slice(0, PASS_MAX).map(({ row }) => row);
  const nameOf = (id: string) => here.roster.personName(id);
  const states = await tools.store.progressOf(rows.map((row) => row.lead));
  const changes: Change[] = [];
  const passed = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const before = states[at];
    if (before === undefined) continue;
    const intent = {
      unit: row.unit,
      month,
      verdict: 'verified' as const,
      seen: null,
      reason: null,
      by: here.actor.id,
    };
    const decided = decideCheck(before, intent, nameOf);
    // Filed again between the two readings: it stays in the list.
    const same = before.reports.some(
      (one) =>
        one.month === month && one.version === row.report.version && one.reportedAt === row.report.reportedAt,
    );
    if (isRefusal(decided) || !same) continue;
    changes.push({ subject: 'progress', before, facts: decided.facts });
    passed.add(row.lead);
  }
  const note =
    passed.size === 0
      ? { text: '没有可以通过的：都已审过，或在打开卡片以后改报。', isRefusal: true }
      : {
          text: `已通过 ${passed.size} 份${meant.length > passed.size ? `，还有 ${meant.length - passed.size} 份可再按` : ''}。`,
          isRefusal: false,
        };
  const settled = { leads: passed, passed: passed.size };
  const view = await queueView({ month, unit, page: 0, settled, note }, here, tools);
  if (isRefusal(view)) return view;
  const toast =
    passed.size === 0
      ? { tone: 'warning' as const, text: note.text }
      : { tone: 'success' as const, text: `${sayMonth(month)}月报已通过 ${passed.size} 份` };
  return { changes, answer: { card: figuresQueueCard(view), toast }, notices: [] };
}
