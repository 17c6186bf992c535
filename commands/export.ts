/**
 * 导出: what somebody may see, as a workbook, sent to them alone. The answer says what is being made; the machine makes it
 * afterwards (src/workbooks). Left out: the papers of bulletins.
 */
import { exportChoiceCard } from '../src/cards/workbook/workbook.ts';
import { forPeople } from '../src/command.ts';
import { has } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { named, sayKind } from '../src/domain/history/workbook.ts';
import { kindsToExport, mayExport, mayExportRegistries, mayImport } from '../src/domain/workbook-rights.ts';
import { answerOnly } from '../src/outcome.ts';
import { orderWorkbook } from './shared/workbook/order.ts';
import { readWorkbookWords } from './shared/workbook/words.ts';

export const exportWorkbook = forPeople({
  id: 'export',
  words: ['导出', '下载'],
  summary: '把线索、项目、月报、各种台账等导出为 Excel，私聊发给您',
  example: '导出 月报 10月',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'admin'],
  inGroups: false,

  async say(text, here, tools) {
    const words = readWorkbookWords(text, here, '导出');
    if (isRefusal(words)) return words;
    const { kind, template, month } = words;
    if (kind === null) {
      if (template && has(here.actor, 'reporter', 'office'))
        return orderWorkbook({ kind: 'progress', template, month }, here, tools);
      const kinds = kindsToExport(here.actor).map((one) => named(one, here.pack));
      const labels = mayExportRegistries(here.actor) ? here.pack.registries.map((one) => one.label) : [];
      return answerOnly({ card: exportChoiceCard(kinds, has(here.actor, 'reporter', 'office'), labels) });
    }
    if (!mayExport(here.actor, kind) && !(template && mayImport(here.actor, kind))) {
      const kinds = kindsToExport(here.actor)
        .map((one) => sayKind(one))
        .join('、');
      return refuse(`您的角色不能导出${sayKind(kind, here.pack.registries)}`, {
        next: `您可以导出：${kinds}。`,
      });
    }
    return orderWorkbook({ kind, template, month }, here, tools);
  },
});
