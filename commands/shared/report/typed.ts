/**
 * What was typed behind 月报 besides project and month: figures, texts, 无变化, and loose words (月报 0001 到资3000万 厂房封顶)
 * which are the month's 进展情况. Left out: cutting the figures out (`src/parse/report-figures.ts`).
 */
import type { KnownScene } from '../../../src/command.ts';
import { type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { projectMeasures } from '../../../src/domain/pack/view.ts';
import { cutReportFigures } from '../../../src/parse/report-figures.ts';
import { type ReportWords, readReportWords } from '../../../src/parse/report-words.ts';
import { foldWidth } from '../../../src/parse/text.ts';

/** Said of a whole project, not behind a measure; 本月 belongs to it and names no month. */
const UNCHANGED =
  /(?<=^|[\s,，;；。])(?:本月|这个?月|当月)?(?:都|均|全部)?(?:没有?|无|未)(?:任何)?(?:变化|变动|新增)(?=$|[\s,，;；。!！])/u;
/** Longest a button carries along. */
const ALSO_MAX = 300;
const TEXTS: readonly (readonly [string, string])[] = [
  ['narrative', '进展情况'],
  ['problems', '存在问题'],
  ['plan', '下步计划'],
  ['reason', '更正原因'],
];

/** The text without 无变化, and whether it was there. */
function cutUnchanged(text: string): { readonly rest: string; readonly unchanged: boolean } {
  const folded = foldWidth(text);
  const rest = folded.replace(UNCHANGED, ' ');
  return rest === folded ? { rest: text, unchanged: false } : { rest, unchanged: true };
}

/** What was typed of the month besides project and month. */
export interface TypedMonth {
  /** As typed, by measure id, `narrative`, `problems`, `plan`, `reason`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Words on the month that are no figure to fill in. */
  readonly said: readonly string[];
  /** 无变化 of the whole project. */
  readonly unchanged: boolean;
  /** Chinese sentences for the form: what could not be put into a field. */
  readonly hints: readonly string[];
}

/** A number that names no measure: 改成1700, 3000万. */
const STRAY =
  /^(?:改[成为]|更正为|应该?[为是]|填|报|约)?\d[\d,，.]*(?:个?亿|千万|百万|个?万|[wWeE])?(?:美元|元)?$/u;
/** What is asked of the form, not of the month. */
const CHATTER =
  /^(?:更正|补报|重报|改报|修改|改一?下|填报?|填一下|报一下|看看?|查看|怎么填.{0,3}|打开|表单?|项目)$/u;

/** Reads all of it; `words` are the project and the month. */
export function readTyped(
  text: string,
  { pack, today }: KnownScene,
): { readonly words: ReportWords; readonly typed: TypedMonth } {
  const { rest: afterFigures, fields, said, hints } = cutReportFigures(text, projectMeasures(pack));
  const { rest, unchanged } = cutUnchanged(afterFigures);
  return { words: readReportWords(rest, today), typed: { fields, said, unchanged, hints } };
}

/** True when something was said of the month, so that words which name nothing belong to it. */
export const saysOfMonth = ({ fields, said }: TypedMonth): boolean => fields.size > 0 || said.length > 0;

/** With loose words as 进展情况 where nothing else was said there; a stray number is pointed at. */
export function withLooseWords(
  typed: TypedMonth,
  loose: readonly string[],
  { pack }: KnownScene,
): TypedMonth {
  const stray = loose.filter((word) => STRAY.test(word));
  const told = [...typed.said, ...loose.filter((word) => !STRAY.test(word) && !CHATTER.test(word))];
  const [measure] = projectMeasures(pack);
  const example = measure === undefined ? '' : `，例如「${measure.label} 1200」`;
  const hints = [
    ...typed.hints,
    ...stray.map((word) => `没有看懂「${word}」：数字前面请写是哪一项${example}。`),
  ];
  if (told.length === 0 || typed.fields.has('narrative')) return { ...typed, hints };
  return { ...typed, said: [], fields: new Map([...typed.fields, ['narrative', told.join('，')]]), hints };
}

/** Of the words beside a number those that do not name the project itself. */
export const looseBeside = (lead: Lead, rest: readonly string[]): readonly string[] =>
  rest.filter((word) => !titleOf(lead).includes(word));

/** The same said again, for a button; empty when it is too long to carry. */
export function sayTyped({ fields, unchanged }: TypedMonth, { pack }: KnownScene): string {
  const figures = projectMeasures(pack).map(({ id, label }) => [id, label] as const);
  const said = [...figures, ...TEXTS].flatMap(([id, label]) => {
    const value = fields.get(id);
    return value === undefined ? [] : [`${label} ${value}`];
  });
  const text = [...(unchanged ? ['无变化'] : []), ...said].join(' ');
  return text.length > ALSO_MAX ? '' : text;
}
