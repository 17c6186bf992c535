/**
 * What a bulletin says in words: exactly three sentences from its own figures — the money and how it changed, who leads
 * and who moved, who lags behind the schedule (or, without tasks, what was signed and who reported). 暂缺 is said to be
 * such and never read as 0.
 */
import { sayPercent, sayPoints } from '../cards/bulletin/words.ts';
import { dec } from '../domain/decimal.ts';
import { printFigure } from '../domain/figure.ts';
import { classesOf, type MonthFigures, periodOfFigures, type UnitFigures } from '../domain/month-figures.ts';
import { sayPeriod } from '../domain/period.ts';

export { defaultsOf } from './defaults.ts';
export { DEFAULT_HEADING, FUNDS, rankingRuleOf } from './ranking-rule.ts';

type Base = Omit<MonthFigures, 'findings'>;

/** @param before the city's figure of the ranking's measure in the last published bulletin of this kind */
export function findingsOf(figures: Base, before: number | null = null): readonly string[] {
  return [sayFunds(figures, before), sayPlaces(figures), sayLag(figures) ?? sayProjects(figures)];
}

/** The sentence about projects, where the third finding is another. */
export const projectsNote = (figures: Base): string | null =>
  sayLag(figures) === null ? null : sayProjects(figures);

function sayFunds(figures: Base, before: number | null): string {
  const { city, ranking, units } = figures;
  const { measure } = ranking;
  const flow = city[measure.id];
  const period = periodOfFigures(figures);
  const when = sayPeriod(period);
  if (flow === undefined || flow.month === null)
    return `${when}还没有${measure.label}数据（暂缺，不计为0）。`;
  const ranked = units.filter((unit) => unit.rankingClass !== null);
  const without = ranked.filter((unit) => (unit.flows[measure.id]?.month ?? null) === null).length;
  const isYear = period.kind === 'year';
  const year = flow.year === null || isYear ? '' : `，本年累计${printFigure(flow.year, measure)}`;
  const gap = without === 0 ? '' : `；${without}个单位暂缺，不计为0`;
  const verb = flow.month < 0 ? '减少' : '新增';
  return `${when}全市${verb}${measure.label}${printFigure(Math.abs(flow.month), measure)}${sayChange(flow.month, before, figures)}${year}${gap}。`;
}

function sayChange(now: number, before: number | null, { ranking }: Base): string {
  if (before === null || before === now) return '';
  const by = printFigure(Math.abs(now - before), ranking.measure);
  return `，比上期${now > before ? '多' : '少'}${by}`;
}

function sayPlaces({ units, ranking }: Base): string {
  const { measure } = ranking;
  const placed = largestClass(units);
  if (placed === null) return '各单位都还没有可排名的数据。';
  const [first] = placed.units;
  const top = placed.units.filter((unit) => unit.place === 1);
  const value = first?.flows[measure.id]?.month ?? null;
  const amount = value === null ? '' : `（${printFigure(value, measure)}）`;
  const next = placed.units.filter((unit) => unit.place !== null && unit.place > 1 && unit.place <= 3);
  const rest = next.length === 0 ? '' : `，其后是${next.map((unit) => unit.name).join('、')}`;
  const risen = placed.units
    .filter((unit) => (unit.moved ?? 0) > 0)
    .sort((a, b) => (b.moved ?? 0) - (a.moved ?? 0))[0];
  const moved = risen === undefined ? '' : `；较上期上升最多的是${risen.name}（升${risen.moved ?? 0}位）`;
  return `${placed.name}中，${top.map((unit) => unit.name).join('、')}居第1位${amount}${rest}${moved}。`;
}

/** The class with the most placed units; `null` when none has any. */
export function largestClass(
  units: readonly UnitFigures[],
): { readonly name: string; readonly units: readonly UnitFigures[] } | null {
  const classes = classesOf(units).map((one) => ({
    name: one.name,
    units: one.units.filter((unit) => unit.place !== null),
  }));
  const [largest] = classes.sort((a, b) => b.units.length - a.units.length);
  return largest === undefined || largest.units.length === 0 ? null : largest;
}

/** Who is furthest behind the time passed, of the class that leads the card; `null` where nobody has a task. */
function sayLag({ units }: Base): string | null {
  const behind = units
    .flatMap((unit) => {
      const gap = unit.progress?.scheduleGap ?? null;
      return gap === null || unit.rankingClass === null ? [] : [{ unit, gap: dec(gap) }];
    })
    .sort((a, b) => a.gap.cmp(b.gap));
  const [worst] = behind;
  if (worst === undefined) return null;
  const unset = units.filter((unit) => unit.rankingClass !== null && unit.progress === undefined).length;
  const others = unset === 0 ? '' : `；${unset}个单位任务未下达`;
  // 到位资金年度任务 says 任务 itself.
  const label = (worst.unit.progress?.label ?? '').replace(/任务$/u, '');
  const lagging = behind.filter(({ gap }) => gap.lt(0));
  if (lagging.length === 0) return `按${label}任务，${behind.length}个单位都达到或超过时序进度${others}。`;
  return `按${label}任务，${lagging.length}个单位落后于时序进度，${worst.unit.name}落后最多（完成${sayPercent(worst.unit.progress?.rate ?? null)}，差${sayPoints(worst.gap.abs().toString())}）${others}。`;
}

function sayProjects({ units, signed, signedConfidential, missing, kind = 'month' }: Base): string {
  // A project owes every month of a longer period.
  const unitWord = kind === 'month' ? '项目' : '项目月报';
  // Shares of a project are fractions of four decimals at most.
  const sum = (pick: (unit: UnitFigures) => number) =>
    Math.round(units.reduce((total, unit) => total + pick(unit), 0) * 10_000) / 10_000;
  const [owed, reported, late] = [sum((u) => u.owed), sum((u) => u.reported), sum((u) => u.late)];
  const absent = missing.reduce(
    (total, one) => total + one.titles.length + (one.more ?? 0) + one.confidential,
    0,
  );
  const made = `新登记线索${sum((u) => u.leads)}条，新签约项目${signed.length + signedConfidential}个，开工${sum((u) => u.started)}个`;
  if (owed === 0) return `${made}；没有应报月报的项目。`;
  const lateWords = late === 0 ? '' : `（其中迟报${late}个）`;
  const absentWords = absent === 0 ? '' : `，未报${absent}个`;
  return `${made}；应报${unitWord}${owed}个，已报${reported}个${lateWords}${absentWords}。`;
}
