/**
 * The sixty targets of the generated city reckoned again from its rows alone, by another way: every project's increments
 * month by month, added where they belong. Knows neither the engine nor SQL; all in whole ten-thousandths.
 */
import type { EvaluationDocument } from '../../src/domain/evaluate/output-schema.ts';
import { AS_OF, type Choice, MEASURES, type MeasureId, WISHES, type Wish } from './city-plan.ts';
import { type CityProject, cityEntries, cityProjects } from './city-rows.ts';

/** `measure|project` → what each month added. */
type Increments = ReadonlyMap<string, ReadonlyMap<string, number>>;

function incrementsOf(): Increments {
  const all = new Map<string, Map<string, number>>();
  const last = new Map<string, { month: string; units: number }>();
  for (const { project, measure, month, units } of cityEntries()) {
    const key = `${measure}|${project}`;
    const before = last.get(key);
    const isAnew =
      MEASURES.some((one) => one.id === measure && one.span === 'year') &&
      before?.month.slice(0, 4) !== month.slice(0, 4);
    const months = all.get(key) ?? new Map<string, number>();
    months.set(month, units - (isAnew ? 0 : (before?.units ?? 0)));
    all.set(key, months);
    last.set(key, { month, units });
  }
  return all;
}

function fits(project: CityProject, choice: Choice): boolean {
  return (
    (choice.industry === undefined || project.industry === choice.industry) &&
    (choice.investmentWanMin === undefined || project.investmentWan >= choice.investmentWanMin)
  );
}

const yearOf = (day: string, wish: Wish, back: number): boolean =>
  wish.period === 'window' ? day <= AS_OF : day.startsWith(String(2021 - back));

function stageUnits(project: CityProject, wish: Wish): number | null {
  const { of } = wish;
  if (of.verb !== 'count' && of.verb !== 'invest') return null;
  const day = project[of.stage];
  if (day === null || !yearOf(day, wish, 0)) return null;
  return of.verb === 'count' ? 1 : project.investmentWan * 10_000;
}

function monthlyUnits(
  increments: Increments,
  measure: MeasureId,
  project: CityProject,
  wish: Wish,
  back: number,
): number | null {
  let sum: number | null = null;
  for (const [month, units] of increments.get(`${measure}|${project.id}`) ?? []) {
    if (yearOf(month, wish, back)) sum = (sum ?? 0) + units;
  }
  return sum;
}

/** Subject → sum, for one target; `back` looks at the year before. */
function sums(
  projects: readonly CityProject[],
  increments: Increments,
  wish: Wish,
  choice: Choice,
  back = 0,
): Map<string, number> {
  const result = new Map<string, number>();
  for (const project of projects) {
    if (!fits(project, choice)) continue;
    const units =
      'measure' in wish.of
        ? monthlyUnits(increments, wish.of.measure, project, wish, back)
        : stageUnits(project, wish);
    const subject = wish.bind === 'city' ? 'city' : project.unit;
    if (units !== null) result.set(subject, (result.get(subject) ?? 0) + units);
  }
  return result;
}

const isMoney = (wish: Wish): boolean => wish.of.verb !== 'count';
const close = (text: string | null, wanted: number): boolean =>
  text !== null && Math.abs(Number(text) - wanted) < 1e-9 * Math.max(1, Math.abs(wanted));

/** How many of the engine's answers were compared, and the first that differs (`null`: none). */
export function compareCity(document: EvaluationDocument): {
  readonly compared: number;
  readonly first: string | null;
} {
  const projects = [...cityProjects()];
  const increments = incrementsOf();
  let compared = 0;
  for (const wish of WISHES) {
    const { of } = wish;
    const own = sums(projects, increments, wish, of.verb === 'share' ? of.part : wish.choice);
    const whole = of.verb === 'share' ? sums(projects, increments, wish, {}) : null;
    const base = of.verb === 'growth' ? sums(projects, increments, wish, {}, 1) : null;
    for (const row of document.targets.filter((one) => one.id === wish.id)) {
      const amount = (own.get(row.subject) ?? 0) / (isMoney(wish) ? 10_000 : 1);
      const share = whole === null ? null : (own.get(row.subject) ?? 0) / (whole.get(row.subject) ?? 1);
      const isSame =
        (share === null ? close(row.actual, amount) : close(row.actual, share)) &&
        (base === null || close(row.base, (base.get(row.subject) ?? 0) / 10_000));
      compared += 1;
      if (!isSame)
        return {
          compared,
          first: `${wish.id} ${row.subject}: ${row.actual ?? 'NA'} against ${share ?? amount}`,
        };
    }
  }
  return { compared, first: null };
}
