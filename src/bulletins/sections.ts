/**
 * The further sections of a bulletin 栏目 (domain P13): 履约 of what was signed earlier, scores and grades, the city's
 * targets, confirmed actions, claw-backs, accepted objections, and the lines each unit's figure is the sum of. Only what
 * the plan's cadence lists is composed; a plan without the cadence gets what has data.
 */
import { dayOfInstant } from '../domain/day.ts';
import { titleOf } from '../domain/lead/lead.ts';
import type {
  ActionLine,
  ClawBackLine,
  FigureLine,
  MonthFigures,
  ObjectionLine,
  Performance,
  UnitFigures,
} from '../domain/month-figures.ts';
import { bulletinOf } from '../domain/pack/view.ts';
import { movesOf } from '../domain/transfer/shares.ts';
import { type Standing, standingsOf } from './flows.ts';
import { cityTargetsOf, scoresOf } from './progress.ts';
import { rankingRuleOf } from './ranking-rule.ts';
import type { Details, Material } from './read.ts';

/** Lines of one unit named one by one; the rest is one sum. */
/** A confidential project's amount stands in the sum of this many at least. */
const HIDDEN_AMONG_MIN = 3;
const LINES_MAX = 20;

type Further = Pick<
  MonthFigures,
  'points' | 'performance' | 'scores' | 'cityTargets' | 'actions' | 'clawBacks' | 'objections' | 'lines'
>;

export function furtherSections(
  material: Material,
  details: Details,
  units: readonly UnitFigures[],
): Further {
  const { pack, period, roster } = material;
  const listed = bulletinOf(pack, period.kind)?.sections;
  const wants = (...sections: readonly string[]) =>
    listed === undefined || sections.some((section) => listed.includes(section));
  const standing = standingsOf(roster, pack);
  const { standing: summary } = details;
  const isLong = period.kind !== 'month';
  const scores = summary !== null && wants('scores', 'rank') ? scoresOf(pack, summary) : [];
  const targets = summary !== null && (isLong || wants('cohorts')) ? cityTargetsOf(summary) : [];
  const points = wants('points')
    ? details.points.map(({ to, units: earned }) => ({
        unit: to.id,
        name: roster.unitName(to.id),
        units: earned,
      }))
    : [];
  const actions = wants('proposals') ? actionsIn(material, details) : [];
  const clawBacks = clawBacksIn(material);
  const objections = objectionsIn(material, details);
  return {
    ...(isLong && wants('signed_performance')
      ? { performance: performanceIn(material, details, standing) }
      : {}),
    ...(points.length === 0 ? {} : { points }),
    ...(scores.length === 0 ? {} : { scores }),
    ...(targets.length === 0 ? {} : { cityTargets: targets }),
    ...(actions.length === 0 ? {} : { actions }),
    ...(clawBacks.length === 0 ? {} : { clawBacks }),
    ...(objections.length === 0 ? {} : { objections }),
    lines: linesOf(material, details, units, standing),
  };
}

function performanceIn(
  { roster }: Material,
  { performance }: Details,
  standing: (unit: string) => Standing,
): readonly Performance[] {
  const byUnit = Map.groupBy(performance, (row) => standing(row.unit).unit);
  const place = new Map(roster.units.map((unit, at) => [unit.id, at]));
  return [...byUnit]
    .sort(([a], [b]) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || 0)
    .map(([unit, rows]) => {
      const sum = (pick: (row: (typeof rows)[number]) => number) =>
        rows.reduce((total, row) => total + pick(row), 0);
      return {
        unit,
        name: roster.unitName(unit),
        signed: sum((row) => row.signed),
        started: sum((row) => row.started),
        operating: sum((row) => row.operating),
        left: sum((row) => row.left),
        investment: sum((row) => row.investment),
        funds: sum((row) => row.funds),
        unknown: sum((row) => row.unknown),
      };
    });
}

const actionsIn = ({ roster, now }: Material, { confirmed }: Details): readonly ActionLine[] =>
  [...confirmed]
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .map(({ number, label, actions, unit, clause, decidedAt }) => ({
      number,
      label,
      actions,
      unit: unit === null ? null : roster.unitName(unit),
      clause,
      decidedOn: dayOfInstant(decidedAt ?? now),
    }));

const objectionsIn = ({ roster, now }: Material, { objections }: Details): readonly ObjectionLine[] =>
  objections.map(({ publication, unit, text, reason, decidedAt }) => ({
    publication,
    unit: roster.unitName(unit),
    text,
    reason: reason ?? '',
    decidedOn: dayOfInstant(decidedAt ?? now),
  }));

/** Those of the period, and those that fell into an earlier one after its bulletin was out. */
function clawBacksIn({ clawBacks, months, published, shared }: Material): readonly ClawBackLine[] {
  const last = published.at(-1)?.month ?? '';
  return clawBacks
    .filter(({ increment }) => months.includes(increment.month) || increment.month <= last)
    .filter(
      ({ increment, project, year }) =>
        !published.some((one) =>
          (one.clawBacks ?? []).some(
            (line) => line.project === project && line.year === year && line.month === increment.month,
          ),
        ),
    )
    .map(({ increment, project, year, clause }) => {
      const { month, measure, unit, units, lead } = increment;
      // Without the claw-back the shares would be others: what it takes from each is the difference.
      const sides = shared.filter((one) => one.lead.number === lead);
      const without = sides.map((one) => ({
        ...one,
        increments: one.increments.filter((other) => other !== increment),
      }));
      const parts = new Map<string, number>([[unit, units]]);
      const add = (move: { readonly unit: string; readonly units: number }, sign: number) =>
        parts.set(move.unit, (parts.get(move.unit) ?? 0) + sign * move.units);
      const isIts = (move: { readonly measure: string; readonly month: string }) =>
        move.measure === measure && move.month === month;
      for (const move of movesOf(sides).filter(isIts)) add(move, 1);
      for (const move of movesOf(without).filter(isIts)) add(move, -1);
      const borne = [...parts].filter(([, part]) => part !== 0);
      return {
        month,
        project,
        measure,
        parts: borne.map(([side, part]) => ({ unit: side, units: part })),
        units,
        year,
        clause,
      };
    });
}

/** Every unit's figure of the ranking's measure as a sum: its projects, what was shared, clawed back, and the rest. */
function linesOf(
  { pack, months, moves, clawBacks }: Material,
  { lines }: Details,
  units: readonly UnitFigures[],
  standing: (unit: string) => Standing,
): Readonly<Record<string, readonly FigureLine[]>> {
  const { measure } = rankingRuleOf(pack);
  const own = Map.groupBy(lines, (line) => standing(line.unit).unit);
  const isIts = (row: { readonly measure: string; readonly month: string }) =>
    row.measure === measure.id && months.includes(row.month);
  return Object.fromEntries(
    units.flatMap((unit) => {
      const printed = unit.flows[measure.id]?.month ?? null;
      if (printed === null) return [];
      const projects = namedLines(own.get(unit.unit) ?? []);
      const taken = clawBacks
        .filter(({ increment }) => isIts(increment) && standing(increment.unit).unit === unit.unit)
        .map(
          ({ increment, project, year }): FigureLine => ({
            what: `${project} 第${year}年考评冲减`,
            number: null,
            units: increment.units,
          }),
        );
      const shares = moves
        .filter((move) => isIts(move) && standing(move.unit).unit === unit.unit)
        .reduce((total, move) => total + move.units, 0);
      const split: FigureLine[] =
        shares === 0 ? [] : [{ what: '流转项目按比例分计', number: null, units: shares }];
      const all = [...projects, ...taken, ...split];
      const rest = printed - all.reduce((total, line) => total + line.units, 0);
      const others: FigureLine[] =
        rest === 0 ? [] : [{ what: '划入、划出项目和按单位填报', number: null, units: rest }];
      return [[unit.unit, [...all, ...others]]];
    }),
  );
}

/**
 * The largest first by what they moved; those beyond the limit as one line. Confidential ones stand in that line too, among
 * at least so many that the amount of none can be read off where the unit has as many.
 */
function namedLines(lines: Details['lines']): readonly FigureLine[] {
  const moved = lines.filter((line) => line.units !== 0);
  const open = moved
    .filter((line) => !line.confidential)
    .sort((a, b) => Math.abs(b.units) - Math.abs(a.units));
  const hidden = moved.filter((line) => line.confidential);
  const cover = hidden.length === 0 ? 0 : Math.max(0, HIDDEN_AMONG_MIN - hidden.length);
  const shown = open.slice(0, Math.max(0, Math.min(LINES_MAX, open.length - cover)));
  const named = shown.map((line): FigureLine => {
    const number = line.projectNumber ?? line.lead;
    return { what: `${number} ${titleOf(line)}`, number, units: line.units };
  });
  const rest = [...open.slice(shown.length), ...hidden];
  if (rest.length === 0) return named;
  const what = `${named.length === 0 ? '' : '其余 '}${rest.length} 个项目${hidden.length === 0 ? '' : '（含保密项目）'}`;
  return [...named, { what, number: null, units: rest.reduce((sum, line) => sum + line.units, 0) }];
}
