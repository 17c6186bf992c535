/** 月报模板: one row a project owed, prefilled with the last figures, to be filled in and sent back. */
import { forPeople } from '../src/command.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { orderWorkbook } from './shared/workbook/order.ts';
import { readWorkbookWords } from './shared/workbook/words.ts';

export const template = forPeople({
  id: 'template',
  words: ['月报模板', '月报 模板', '月报Excel', '月报 Excel', '模板'],
  summary: '下载月报的 Excel 模板：已列好要报的项目和上次数字，填好发回即可',
  example: '月报模板 10月',
  who: ['reporter', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const words = readWorkbookWords(text, here, '导出');
    if (isRefusal(words)) return words;
    const kind = words.kind ?? 'progress';
    return orderWorkbook({ kind, template: true, month: words.month }, here, tools);
  },
});
