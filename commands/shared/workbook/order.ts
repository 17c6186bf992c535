/** 导出 and 月报模板: asked for here, made and sent by the machine afterwards. */
import { makingCard } from '../../../src/cards/workbook/workbook.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { named } from '../../../src/domain/history/workbook.ts';
import { monthMeant } from '../../../src/domain/month.ts';
import type { Order, WorkbookFact } from '../../../src/domain/workbook.ts';

/** So many may wait for one person at a time. */
const AT_ONCE_MAX = 3;
const DAY_MS = 86_400_000;

/** Records the asking; whether the person may have it is asked before. */
export async function orderWorkbook(order: Order, here: KnownScene, tools: Tools): Result {
  const waiting = await tools.store.workbooksOf(here.actor.id, ['asked'], here.now - DAY_MS, AT_ONCE_MAX);
  if (waiting.length >= AT_ONCE_MAX) {
    return refuse(`还有 ${waiting.length} 个表格正在生成`, { next: '请等前面的发到后再要。' });
  }
  const { kind, template } = order;
  const month = kind === 'progress' ? (order.month ?? monthMeant(here.pack, here.today)) : null;
  const fact: WorkbookFact = {
    type: 'workbook.asked',
    id: `out-${tools.newId()}`,
    by: here.actor.id,
    kind,
    template,
    month,
  };
  return {
    changes: [{ subject: 'workbook', before: null, facts: [fact] }],
    answer: {
      card: makingCard(named(kind, here.pack), template, month),
      toast: { tone: 'info', text: '正在生成，做好后私聊发给您。' },
    },
    notices: [],
  };
}
