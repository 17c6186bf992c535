/** What follows 导出 and 导入: which table, of which month, and whether the template is meant. */
import type { KnownScene } from '../../../src/command.ts';
import type { Month } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { sayKind } from '../../../src/domain/history/workbook.ts';
import { refuseMonth } from '../../../src/domain/month.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { ENTRY_TOPICS } from '../../../src/domain/pack/terms.ts';
import { registriesOf, TOPIC_WORDS } from '../../../src/domain/registry/fields.ts';
import {
  type FixedKind,
  isWorkbookKind,
  registryKind,
  type WorkbookKind,
} from '../../../src/domain/workbook.ts';
import { OFFERED_KINDS } from '../../../src/domain/workbook-rights.ts';
import { readMonth } from '../../../src/parse/date-field.ts';
import { readReportWords } from '../../../src/parse/report-words.ts';

const OTHER_WORDS: Readonly<Record<FixedKind, readonly string[]>> = {
  units: ['部门', '单位名册', '单位名单'],
  people: ['名册', '人员名册', '人员名单', '用户', '员工'],
  leads: ['线索库', '报备', '客商'],
  projects: ['项目库', '台账', '项目台账'],
  progress: ['月报数据', '进度', '进展', '报表'],
  targets: ['目标任务', '任务目标', '年度目标', '指标'],
  figures: ['数据', '税收数据', '统计数据', '部门数据'],
  activities: ['招商活动', '走访', '活动台账', '走访台账'],
  public: ['公开', '公开资源', '公示清单', '发布清单', '公开库'],
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
  const found = kindIn(left, here.pack);
  if (found !== null && 'several' in found) {
    const labels = found.several.slice(0, 8).join('、');
    return refuse(`「${found.word}」有几个台账：${labels}`, {
      next: `请写明是哪一个，例如「${verb} ${found.several[0] ?? ''}」。`,
    });
  }
  if (found !== null) left = left.replace(found.word, ' ');
  const words = readReportWords(left, here.today);
  if (words.monthWrong !== null) return refuse(words.monthWrong);
  const read = words.month === null && words.number !== null ? readMonth(words.number, here.today) : null;
  const alone = read?.ok === true;
  const month = words.month ?? (read?.ok === true ? read.value : null);
  const rest = [...words.rest, ...(words.number !== null && !alone ? [words.number] : [])].filter(
    (word) => !/^(?:表|的|全部|所有|数据|台账|名录|清单|按|以)$/u.test(word),
  );
  if (rest.length > 0) {
    const odd = rest.join(' ').slice(0, 20);
    if (found === null) {
      const all = OFFERED_KINDS.map((kind) => sayKind(kind)).join('、');
      const next = `可以${verb}的有：${all}，以及各个台账（发送「台账」查看名称）。例如「${verb} 线索」。`;
      return refuse(`没有「${odd}」这种表`, { next });
    }
    const word = sayKind(found.kind, here.pack.registries);
    return refuse(`${verb}${word}不能按「${odd}」分开`, {
      next: `发送「${verb} ${word}」即可${verb === '导出' ? '，得到后在 Excel 里筛选' : ''}。`,
    });
  }
  const refusal = month === null ? null : refuseMonth(month, here.today);
  if (refusal !== null) return refusal;
  return { kind: found?.kind ?? null, template, month };
}

type Found = { readonly kind: WorkbookKind; readonly word: string };

/** The longest word that names a table; of a topic that several registries answer to, those; else a part of one label. */
function kindIn(
  text: string,
  pack: Pack,
): Found | { readonly several: readonly string[]; readonly word: string } | null {
  const names: readonly Found[] = [
    ...OFFERED_KINDS.flatMap((kind) =>
      [kind, sayKind(kind), ...OTHER_WORDS[kind]].map((word) => ({ kind, word })),
    ),
    ...pack.registries.flatMap(({ id, label, words }) =>
      [label, ...words, id].map((word) => ({ kind: registryKind(id), word })),
    ),
  ];
  const lower = text.toLowerCase();
  let best: Found | null = null;
  for (const one of names) {
    const at = lower.indexOf(one.word.toLowerCase());
    if (at < 0 || (best !== null && one.word.length <= best.word.length)) continue;
    best = { kind: one.kind, word: text.slice(at, at + one.word.length) };
  }
  return best ?? topicIn(text, pack) ?? partIn(text, pack);
}

function topicIn(text: string, { registries }: Pack): ReturnType<typeof kindIn> {
  for (const topic of ENTRY_TOPICS) {
    const word = TOPIC_WORDS[topic];
    if (!text.includes(word)) continue;
    const all = registriesOf(registries, topic);
    const [only] = all;
    if (only === undefined) continue;
    return all.length === 1
      ? { kind: registryKind(only.id), word }
      : { several: all.map((one) => one.label), word };
  }
  return null;
}

/** 要素资源 → 要素资源库, where no other registry has it. */
function partIn(text: string, { registries }: Pack): ReturnType<typeof kindIn> {
  const words = text.split(/\s+/u).filter((word) => word.length >= 2);
  for (const word of words) {
    const near = registries.filter((one) => one.label.includes(word));
    const [only] = near;
    if (only === undefined) continue;
    return near.length === 1
      ? { kind: registryKind(only.id), word }
      : { several: near.map((one) => one.label), word };
  }
  return null;
}

/** The kind a button carries. */
export const kindOfArg = (word: string | undefined): WorkbookKind | null =>
  word !== undefined && isWorkbookKind(word) ? word : null;
