/** 留痕 of a bulletin's papers. */
import type { PaperFact } from '../paper.ts';
import type { Tell } from './said.ts';

export const tellPaper: Tell<PaperFact> = (fact) => ({
  what: `${fact.id} 的文件已生成`,
  details: [`Word ${fact.word.hash.slice(0, 12)}`, `Excel ${fact.excel.hash.slice(0, 12)}`],
  inner: true,
});
