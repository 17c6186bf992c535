// The monthly numbers and projects behind one row of a target: what an explanation lists under the arithmetic. At most a
// dozen of each, so that a city of thousands of projects still explains itself on one page.
import { decText } from '../decimal.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import type { TargetRow } from '../evaluate/output-schema.ts';
import { scopeOf } from '../evaluate/scope.ts';
import { incrementsIn, type MonthIncrement } from '../evaluate/series.ts';
import { selectedFor } from '../evaluate/shares.ts';
import { addMonths } from '../rule/period.ts';
import { testsOf } from '../rule/target.ts';

const LISTED_MAX = 12;

function shorten(words: readonly string[]): string {
  const rest = words.length - LISTED_MAX;
  return `${words.slice(0, LISTED_MAX).join('、')}${rest > 0 ? ` 等 ${words.length} 个` : ''}`;
}

/** `2021-03 1500（含2月）`: a month that carries those nobody filed before it says so. */
function monthWord({ month, amount, swallowed }: MonthIncrement): string {
  const words = `${month} ${decText(amount)}`;
  if (swallowed === 0) return words;
  const [first, last] = [addMonths(month, -swallowed), addMonths(month, -1)].map(
    (one) => `${one.startsWith(month.slice(0, 4)) ? '' : `${one.slice(0, 4)}年`}${Number(one.slice(5))}月`,
  );
  return `${words}（含${swallowed === 1 ? first : `${first}至${last}`}）`;
}

/** Lines such as `计入项目：p1、p2（0.3）` and `p1 逐月：2019-06 40000、2019-12 20000`. */
export function monthsOf(evaluation: Evaluation, row: TargetRow): string[] {
  const { engine } = evaluation;
  const { world } = engine;
  const result = evaluation.rows.find(
    (one) => one.target.id === row.id && one.subject === row.subject && one.period.key === row.period,
  );
  if (result === undefined || result.cells !== null) return [];
  const { target, period, subject } = result;
  const scope = scopeOf(world, target.bind, period.startOn, period.endOn);
  return testsOf(target).tests.flatMap(({ measure, label }) => {
    if (measure.count !== 'project' && measure.sum === undefined) return [];
    const chosen = selectedFor(engine, measure, period, scope, subject);
    const prefix = label === undefined ? '' : `${label}·`;
    const names = chosen.map(
      ({ project, weight }) =>
        `${project.row.name ?? project.row.id}${weight.eq(1) ? '' : `（${decText(weight)}）`}`,
    );
    const lines = [`${prefix}计入项目 ${chosen.length} 个${names.length === 0 ? '' : `：${shorten(names)}`}`];
    const { sum } = measure;
    if (sum === undefined) return lines;
    const months = chosen.slice(0, LISTED_MAX).flatMap(({ project }) => {
      const series = world.books.ofProjects.get(sum)?.seriesOf(project.place) ?? null;
      const parts = series === null ? [] : incrementsIn(series, period, world.asOf);
      if (parts.length === 0) return [];
      return [`${project.row.name ?? project.row.id} 各月新增：${parts.map(monthWord).join('、')}`];
    });
    return [...lines, ...months];
  });
}
