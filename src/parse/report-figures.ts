/**
 * Figures and words typed behind 月报 (月报 0001 10月 到位资金 3000万 进展情况 桩基完成): cut out, so that the form
 * comes filled. What was typed of a measure stands as typed, understood or not: the form says what it could not read.
 * Left out: judging figures (`figure-field.ts`), and the month and number (`report-words.ts`).
 */
import { foldWidth } from './text.ts';

/** A measure as people name it. */
export interface NamedMeasure {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
  /** 万元, 万美元, 人: what may stand behind a bare number. */
  readonly unit: string;
}

export interface TypedReport {
  /** The text without what was cut out. */
  readonly rest: string;
  /** As typed, by measure id or `narrative`, `problems`, `plan`, `reason`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Words cut out that say something of the month but are no cumulative figure: 本月到位资金500万. */
  readonly said: readonly string[];
  /** Chinese sentences on what was named and is not in a field. */
  readonly hints: readonly string[];
}

const TEXT_MAX = 3_000;
/** Characters of an unread figure that are kept; as long as the form's field. */
const RAW_MAX = 40;
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['narrative', ['进展情况', '进展']],
  ['problems', ['存在问题', '问题']],
  ['plan', ['下步计划', '下一步计划', '下一步']],
  ['reason', ['更正原因']],
];
/** Stands between a name and its cumulative figure. */
const LINK =
  '(?:截至|截止|累计|实际|为|是|已|经|达到?|共计?|总计|合计|完成|改成|改为|应该?[为是]|更正为|调整为|目前|现在|[:：=\\s])*';
/** A month among them (到位资金11月底1800万) names the month and goes back into the text. */
const MONTH = '((?:20\\d{2}年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?以?来)份?)?[底末]?';
const CN = '[一二三四五六七八九十百千两零点]+';
/** 亿 or 万 with what hangs on it, never the first half alone: 12亿5千万, 1亿9, 3万5; a month behind it is none of it. */
const TAIL = `(?:(?!(?:\\d{1,2}|${CN})月)[\\d零一二三四五六七八九十百千两万.]+)?`;
const SCALE = `(?:个?亿|千万|百万|十万|个?万)${TAIL}`;
const LETTER = '(?:[eEwW]|[kK][wW])(?![A-Za-z\\d+\\-])';
const MONEY = '(?:人民币元?|元人民币|美元|美金|元)?';
const NUMBER = '(?!0\\d{3})[-−]?(?:\\d{1,3}(?:[,，]\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?';
const FIGURE = `${NUMBER}\\s*(?:${SCALE}|${LETTER})?${MONEY}|${CN}个?(?:亿|万)${TAIL}${MONEY}|零(?![点一二三四五六七八九])|(?:没有?|无)变化|持平`;
/** Behind a figure these say that it goes on, or is none. */
const GOES_ON =
  '\\d(?!(?<=[亿万]\\d)\\d?月)|[.亿万千百]|\\s?(?:-{1,2}|[~～—至到])\\s?\\d|[。·]\\d|[,，]\\d[\\d.]*\\s?(?:个?亿|万|千万)|多|余|来万|左右|上下|以上|以下|以内|不到|\\s\\d{3}(?![\\d月])|期|个(?![亿万])|家|次|号|条|栋|日|月|年|台|亩|座|层|批|[A-Za-z%％(（]';
/** Figures of one month, plans and differences: never the cumulative one. */
const PARTIAL =
  '本月|当月|这个?月|单月|新增|增加|比上月|较上月|环比|同比|计划|预计|目标|拟|力争|争取|还差|尚差|尚欠|缺口';
const PARTIAL_BEFORE = new RegExp(`(?:${PARTIAL})(?:${PARTIAL}|完成|实现|的|又|再|已)*$`);
const PARTIAL_AFTER = new RegExp(
  `^\\s*[:：]?(?:${PARTIAL}|又|再)(?:${PARTIAL}|完成|到位|增长|下降|多|少|了|的|又|再|为|[:：\\s])*(?:${NUMBER}\\s*(?:${SCALE}|${LETTER})?${MONEY}|${CN}(?:亿|万)?)`,
);
/** The cumulative one said after it: 本月500万，累计1800万. */
const THEN_TOTAL = `^[，,、；;\\s]*(?:累计|总计|合计|共计?)${LINK}`;
/** What someone may have meant as a figure; 期, 家 and the like count something else. */
const ATTEMPT =
  /^(?:约|大约|大概|将?近|超过?|不到|几)?\s*(?:\d|[零一二三四五六七八九十两几半][零一二三四五六七八九十百千万亿两半几多点个]*[百千万亿])/;
const COUNTED = /^(?:0\d{3}|\d+\s*(?:期|个(?![亿万])|家|次|号|条|栋|日|月|年|台|亩|座|层|批)|\d{6}-)/;

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
  const afterTexts = cutTexts(text.slice(0, TEXT_MAX), fields);
  if (measures.length === 0) return { rest: afterTexts, fields, said: [], hints: [] };
  return cutFigures(foldWidth(afterTexts), measures, fields);
}

function cutTexts(text: string, fields: Map<string, string>): string {
  const spoken = new Map(WORDS.flatMap(([id, names]) => names.map((name) => [name, id] as const)));
  const said = anyOf([...spoken.keys()]);
  // A text begins a word of its own and has something behind it: a company may be called 进展.
  const texts = new RegExp(
    `(?<=^|[\\s,，;；。])(${said})[:：=\\s]+(.+?)(?=[\\s,，;；。]+(?:${said})[:：=\\s]|$)`,
    'gs',
  );
  return text.replace(texts, (_found, name: string, value: string) => {
    const id = spoken.get(name);
    if (id !== undefined && !fields.has(id)) fields.set(id, value.trim());
    return ' ';
  });
}

/** What stands behind a measure's name. `end` is where it ends; `kept` goes back into the text. */
type Behind =
  | { readonly is: 'figure'; readonly value: string; readonly end: number; readonly kept: string }
  | { readonly is: 'partial'; readonly total: string | null; readonly end: number }
  | { readonly is: 'nothing' };

function cutFigures(
  text: string,
  measures: readonly NamedMeasure[],
  fields: Map<string, string>,
): TypedReport {
  const byName = new Map(
    measures.flatMap((measure) =>
      [...measure.words, measure.label].map((name) => [foldWidth(name), measure]),
    ),
  );
  const names = [...text.matchAll(new RegExp(anyOf([...byName.keys()]), 'g'))];
  const said: string[] = [];
  const hints: string[] = [];
  let rest = '';
  let at = 0;
  const take = ({ id, label }: NamedMeasure, value: string): void => {
    const before = fields.get(id);
    if (before === undefined) fields.set(id, value);
    else if (before !== value)
      hints.push(`「${label}」写了 ${before} 和 ${value}，先填了 ${before}，请核对。`);
  };
  for (const [index, { 0: name, index: start }] of names.entries()) {
    const measure = byName.get(name);
    if (measure === undefined || start < at) continue;
    const from = start + name.length;
    const limit = names[index + 1]?.index ?? text.length;
    const clause = /[^\s，,。;；]*$/.exec(text.slice(at, start))?.[0] ?? '';
    const lead = PARTIAL_BEFORE.exec(clause)?.[0] ?? '';
    const behind = readBehind(text.slice(from, limit), lead !== '', measure);
    if (behind.is === 'nothing') continue;
    const begin = start - lead.length;
    rest += `${text.slice(at, behind.is === 'figure' ? start : begin)} `;
    at = from + behind.end;
    if (behind.is === 'figure') {
      rest += behind.kept;
      take(measure, behind.value);
      continue;
    }
    const words = text.slice(begin, at).trim();
    said.push(words);
    if (behind.total === null)
      hints.push(`「${words}」不是累计数，没有填入；请填「${measure.label}」到月底的累计数。`);
    else take(measure, behind.total);
  }
  return { rest: rest + text.slice(at), fields, said, hints };
}

const figurePattern = (head: string, unit: string): RegExp =>
  new RegExp(
    `${head}(?:\\((亿元|万元|万美元|元|美元)\\))?${LINK}${MONTH}${LINK}((?:${FIGURE})(?:${escaped(unit)})?)(?!${GOES_ON})`,
  );

function readBehind(text: string, isPartial: boolean, { unit }: NamedMeasure): Behind {
  const own = unit.endsWith('元') ? '' : unit;
  const whole = figurePattern(`^${LINK}`, own).exec(text);
  const partial = isPartial ? whole : PARTIAL_AFTER.exec(text);
  if (partial !== null) {
    const total = figurePattern(THEN_TOTAL, own).exec(text.slice(partial[0].length));
    const end = partial[0].length + (total?.[0].length ?? 0);
    return { is: 'partial', total: total?.[3]?.trim() ?? null, end };
  }
  if (whole !== null) return { is: 'figure', ...figureOf(whole), end: whole[0].length };
  const link = new RegExp(`^(?:\\((?:亿元|万元|万美元|元|美元)\\))?${LINK}`).exec(text)?.[0].length ?? 0;
  const left = text.slice(link);
  if (isPartial || !ATTEMPT.test(left) || COUNTED.test(left)) return { is: 'nothing' };
  const raw =
    /^(?:[^\s，,;；。、]|[，,。·](?=\d)|(?<=\d)\s(?=\d{3}(?!\d)))+/.exec(left)?.[0].slice(0, RAW_MAX) ?? '';
  return { is: 'figure', value: raw, end: link + raw.length, kept: '' };
}

/** 到位资金（亿元）1.2: the unit of the head belongs to a number that has none. */
function figureOf(match: RegExpExecArray): { readonly value: string; readonly kept: string } {
  const [, head, month, typed = ''] = match;
  const value = typed.trim();
  return {
    value: head !== undefined && /^[\d,，.]+$/.test(value) ? `${value}${head}` : value,
    kept: month === undefined ? '' : `${month} `,
  };
}
