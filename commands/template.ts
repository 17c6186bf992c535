/** 模板: of 月报 one row a project owed, prefilled; of registries and others the headers, lists and an example. */
import { forPeople } from '../src/command.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { sayKind } from '../src/domain/history/workbook.ts';
import { kindsToImport, mayImport } from '../src/domain/workbook-rights.ts';
import { orderWorkbook } from './shared/workbook/order.ts';
import { readWorkbookWords } from './shared/workbook/words.ts';

export const template = forPeople({
  id: 'template',
  words: ['月报模板', '月报 模板', '月报Excel', '月报 Excel', '模板'],
  summary: '下载 Excel 模板：月报已列好要报的项目和上次数字；台账写「模板 名称」，填好发回即可',
  example: '月报模板 10月',
  who: ['reporter', 'office', 'admin'],
  inGroups: false,

  async say(text, here, tools) {
    const words = readWorkbookWords(text, here, '导出');
    if (isRefusal(words)) return words;
    const kind = words.kind ?? 'progress';
    if (!mayImport(here.actor, kind)) {
      const kinds = kindsToImport(here.actor)
        .map((one) => sayKind(one))
        .join('、');
      return refuse(`您的角色不能导入${sayKind(kind, here.pack.registries)}，没有模板可用`, {
        next: `您可以用的模板：${kinds}。`,
      });
    }
    return orderWorkbook({ kind, template: true, month: words.month }, here, tools);
  },
});
