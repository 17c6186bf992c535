/**
 * What was typed behind 月报 besides project and month: figures, texts, 无变化, and loose words (月报 0001 到资3000万 厂房封顶)
 * which are the month's 进展情况. Left out: cutting the figures out (`src/parse/report-figures.ts`).
 */
import type { KnownScene } from '../../../src/command.ts';
import { type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { projectMeasures } from '../../../src/domain/pack/view.ts';
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
export function cutUnchanged(text: string): { readonly rest: string; readonly unchanged: boolean } {
  const folded = foldWidth(text);
  const rest = folded.replace(UNCHANGED, ' ');
  return rest === folded ? { rest: text, unchanged: false } : { rest, unchanged: true };
}

/** The figures with the loose words as the month's 进展情况, where nothing else was said there. */
export function withLooseWords(
  fields: ReadonlyMap<string, string>,
  loose: readonly string[],
): ReadonlyMap<string, string> {
  if (fields.size === 0 || loose.length === 0 || fields.has('narrative')) return fields;
  return new Map([...fields, ['narrative', loose.join(' ')]]);
}

/** Of the words beside a number those that do not name the project itself. */
export const looseBeside = (lead: Lead, rest: readonly string[]): readonly string[] =>
  rest.filter((word) => !titleOf(lead).includes(word));

/** The same said again, for a button; empty when it is too long to carry. */
export function sayTyped(
  fields: ReadonlyMap<string, string>,
  unchanged: boolean,
  { pack }: KnownScene,
): string {
  const figures = projectMeasures(pack).map(({ id, label }) => [id, label] as const);
  const said = [...figures, ...TEXTS].flatMap(([id, label]) => {
    const value = fields.get(id);
    return value === undefined ? [] : [`${label} ${value}`];
  });
  const text = [...(unchanged ? ['无变化'] : []), ...said].join(' ');
  return text.length > ALSO_MAX ? '' : text;
}
