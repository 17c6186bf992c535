/**
 * Figures and words typed behind 月报 (月报 0001 10月 到位资金 3000万 进展情况 桩基完成): cut out, so that the form
 * comes filled. Left out: judging them, which the form's own 提交 does, and the month and number (`report-words.ts`).
 */
import { foldWidth } from './text.ts';

/** A measure as people name it. */
export interface NamedMeasure {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
}

export interface TypedReport {
  /** The text without what was cut out. */
  readonly rest: string;
  /** As typed, by measure id or `narrative`, `problems`, `plan`, `reason`. */
  readonly fields: ReadonlyMap<string, string>;
}

const TEXT_MAX = 3_000;
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['narrative', ['进展情况', '进展']],
  ['problems', ['存在问题', '问题']],
  ['plan', ['下步计划', '下一步计划', '下一步']],
  ['reason', ['更正原因']],
];
/** Stands between a name and what is said of it; 新增 and 比上月 do not: figures are cumulative. */
const LINK = '(?:累计|为|是|已|达到?|共计?|合计|完成|[:：=\\s])*';
const CN = '[一二三四五六七八九十百千两零点]+';
/** 亿 or 万 with what hangs on it, never the first half alone: 12亿5千万, 1亿9, 3万5; a month behind it is none of it. */
const TAIL = `(?:(?!(?:\\d{1,2}|${CN})月)[\\d零一二三四五六七八九十百千两万.]+)?`;
const SCALE = `(?:亿|千万|百万|十万|万)${TAIL}`;
const FIGURE = `[-−]?\\d[\\d,，]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\s*(?:${SCALE})?(?:美元|美金|元)?|${CN}(?:亿|万)${TAIL}(?:美元|美金|元)?|无变化|持平`;

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Longest names first: 外资 also ends 实际使用外资. */
function anyOf(names: readonly string[]): string {
  return [...names]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
}

/** Cuts out what names a measure with a figure behind it, and the three texts, each up to the next name. */
export function cutReportFigures(text: string, measures: readonly NamedMeasure[]): TypedReport {
  const fields = new Map<string, string>();
  const idOf = new Map<string, string>();
  for (const { id, label, words } of measures) {
    for (const name of [...words, label]) idOf.set(foldWidth(name), id);
  }
  const spoken = new Map(WORDS.flatMap(([id, names]) => names.map((name) => [name, id] as const)));
  const said = anyOf([...spoken.keys()]);
  // A text begins a word of its own and has something behind it: a company may be called 进展.
  const texts = new RegExp(
    `(?<=^|[\\s,，;；。])(${said})[:：=\\s]+(.+?)(?=[\\s,，;；。]+(?:${said})[:：=\\s]|$)`,
    'gs',
  );
  let rest = text.slice(0, TEXT_MAX).replace(texts, (_found, name: string, value: string) => {
    const id = spoken.get(name);
    if (id !== undefined && !fields.has(id)) fields.set(id, value.trim());
    return ' ';
  });
  if (idOf.size > 0) {
    const figures = new RegExp(`(${anyOf([...idOf.keys()])})${LINK}(${FIGURE})`, 'g');
    rest = foldWidth(rest).replace(figures, (_found, name: string, value: string) => {
      const id = idOf.get(name);
      if (id !== undefined && !fields.has(id)) fields.set(id, value.trim());
      return ' ';
    });
  }
  return { rest, fields };
}
