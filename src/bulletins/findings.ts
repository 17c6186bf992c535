/**
 * What a bulletin says in words: three findings from its own figures, the rule its ranking rests on, and every system
 * default. 暂缺 is said to be such and never read as 0.
 */
import { printFigure } from '../domain/figure.ts';
import { sayMonth } from '../domain/month.ts';
import { classesOf, type MonthFigures, type RankingRule, type UnitFigures } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { bulletinOf, measureOf, monthlyMeasures, monthlyReport } from '../domain/pack/view.ts';

/** Funds in place: what a ranking is by unless the pack states another measure (design §5, 排名). */
export const FUNDS = 'funds_in_place';

/** Said where the pack assesses nothing. */
export const DEFAULT_HEADING = '系统默认·非考核';

/** The rule of the pack's own ranking by a measure, or the default: by funds in place, not assessed. */
export function rankingRuleOf(pack: Pack): RankingRule {
  const byMeasure = pack.ranks.filter((rank) => 'measure' in rank.key);
  const keyOf = (rank: Pack['ranks'][number]) => ('measure' in rank.key ? rank.key.measure : null);
  const rule =
    byMeasure.find((rank) => keyOf(rank) === FUNDS) ?? (measureOf(pack, FUNDS) ? undefined : byMeasure[0]);
  const measure = measureOf(pack, (rule && keyOf(rule)) ?? FUNDS) ?? monthlyMeasures(pack)[0];
  return {
    measure:
      measure === undefined
        ? { id: FUNDS, label: '到位资金', unit: '万元' }
        : { id: measure.id, label: measure.label, unit: measure.unit },
    assessed: rule?.assessed === true && rule.origin !== 'default',
    clause: rule?.clause ?? '系统',
    note: rule?.note ?? null,
  };
}

/** Every 系统默认 a month's figures rest on, one line each. */
export function defaultsOf(pack: Pack): readonly string[] {
  const rule = rankingRuleOf(pack);
  const lines: string[] = [];
  if (!rule.assessed)
    lines.push(`排名依据（${rule.clause}）：${rule.note ?? '原文没有排名依据，按到位资金列表'}`);
  for (const one of pack.rankingClasses) {
    if (one.origin === 'default')
      lines.push(`排名类别「${one.label}」（${one.clause}）：${one.note ?? '系统默认'}`);
  }
  const report = monthlyReport(pack);
  if (report?.dueOrigin === 'default') lines.push(`月报截止：${report.dueNote ?? '系统默认'}`);
  const bulletin = bulletinOf(pack, 'month');
  if (bulletin?.dueOrigin === 'default') lines.push(`战报日期：${bulletin.dueNote ?? '系统默认'}`);
  return lines;
}

/** Three sentences: the money, the ranking, the projects and who reported. */
export function findingsOf(figures: Omit<MonthFigures, 'findings'>): readonly string[] {
  return [sayFunds(figures), sayPlaces(figures), sayProjects(figures)];
}

function sayFunds({ month, city, ranking, units }: Omit<MonthFigures, 'findings'>): string {
  const { measure } = ranking;
  const flow = city[measure.id];
  const when = sayMonth(month);
  if (flow === undefined || flow.month === null)
    return `${when}还没有${measure.label}数据（暂缺，不计为0）。`;
  const ranked = units.filter((unit) => unit.rankingClass !== null);
  const without = ranked.filter((unit) => (unit.flows[measure.id]?.month ?? null) === null).length;
  const year = flow.year === null ? '' : `，本年累计${printFigure(flow.year, measure)}`;
  const gap = without === 0 ? '' : `；${without}个单位暂缺，不计为0`;
  const verb = flow.month < 0 ? '减少' : '新增';
  return `${when}全市${verb}${measure.label}${printFigure(Math.abs(flow.month), measure)}${year}${gap}。`;
}

function sayPlaces({ units, ranking }: Omit<MonthFigures, 'findings'>): string {
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

function sayProjects({ units, signed, signedConfidential, missing }: Omit<MonthFigures, 'findings'>): string {
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
  return `${made}；应报项目${owed}个，已报${reported}个${lateWords}${absentWords}。`;
}
