/** What follows 导出 and 导入: which table, of which month, and whether the template is meant. */
import type { KnownScene } from '../../../src/command.ts';
import type { Month } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { sayKind } from '../../../src/domain/history/workbook.ts';
import { refuseMonth } from '../../../src/domain/month.ts';
import { isWorkbookKind, type WorkbookKind } from '../../../src/domain/workbook.ts';
import { OFFERED_KINDS } from '../../../src/domain/workbook-rights.ts';
import { readMonth } from '../../../src/parse/date-field.ts';
import { readReportWords } from '../../../src/parse/report-words.ts';

const OTHER_WORDS: Readonly<Record<WorkbookKind, readonly string[]>> = {
  units: ['部门', '单位名册', '单位名单'],
  people: ['名册', '人员名册', '人员名单', '用户', '员工'],
  leads: ['线索库', '报备', '客商'],
  projects: ['项目库', '台账', '项目台账'],
  progress: ['月报数据', '进度', '进展', '报表'],
  targets: ['目标任务', '任务目标', '年度目标', '指标'],
};

export interface WorkbookWords {
  readonly kind: WorkbookKind | null;
  readonly template: boolean;
  readonly month: Month | null;
}

/** Reads the words in any order and also run together: 月报模板10月. */
export function readWorkbookWords(text: string, here: KnownScene, verb: string): WorkbookWords | Refusal {
  const template = /模板|样表|空表/u.test(text);
  let left = text.replace(/模板|样表|空表|excel|xlsx|表格|文件|下载/giu, ' ');
  // 月报 is a kind; the reader of months takes it for a filler.
  const found = kindIn(left);
  if (found !== null) left = left.replace(found.word, ' ');
  const words = readReportWords(left, here.today);
  if (words.monthWrong !== null) return refuse(words.monthWrong);
  const read = words.month === null && words.number !== null ? readMonth(words.number, here.today) : null;
  const alone = read?.ok === true;
  const month = words.month ?? (read?.ok === true ? read.value : null);
  const rest = [...words.rest, ...(words.number !== null && !alone ? [words.number] : [])].filter(
    (word) => !/^(?:表|的|全部|所有|数据|按|以)$/u.test(word),
  );
  if (rest.length > 0) {
    const odd = rest.join(' ').slice(0, 20);
    if (found === null) {
      const all = OFFERED_KINDS.map(sayKind).join('、');
      const next = `可以${verb}的有：${all}。例如「${verb} 线索」。`;
      return refuse(`没有「${odd}」这种表`, { next });
    }
    const word = sayKind(found.kind);
    return refuse(`${verb}${word}不能按「${odd}」分开`, {
      next: `发送「${verb} ${word}」即可${verb === '导出' ? '，得到后在 Excel 里筛选' : ''}。`,
    });
  }
  const refusal = month === null ? null : refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  return { kind: found?.kind ?? null, template, month };
}

function kindIn(text: string): { readonly kind: WorkbookKind; readonly word: string } | null {
  let best: { kind: WorkbookKind; word: string; at: number } | null = null;
  for (const kind of OFFERED_KINDS) {
    for (const word of [kind, sayKind(kind), ...OTHER_WORDS[kind]]) {
      const at = text.indexOf(word);
      if (at < 0) continue;
      if (best === null || word.length > best.word.length) best = { kind, word, at };
    }
  }
  return best;
}

/** The kind a button carries. */
export const kindOfArg = (word: string | undefined): WorkbookKind | null =>
  word !== undefined && isWorkbookKind(word) ? word : null;
