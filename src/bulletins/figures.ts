/**
 * Composes the figures of one period — month, quarter or year — from what was read: places, counts, corrections, who is
 * late or missing, and the further sections of `sections.ts`. Pure.
 */

import { dayOfInstant, monthEnd, monthStart } from '../domain/day.ts';
import { dec } from '../domain/decimal.ts';
import type { FigureKind } from '../domain/figure.ts';
import { titleOf } from '../domain/lead/lead.ts';
import { isForecast, sayMonthShort } from '../domain/month.ts';
import {
  FIGURES_FORMAT,
  type Missing,
  type MonthFigures,
  type UnitFigures,
} from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { bulletinOf, monthlyMeasures, stageLabel, stagesInOrder } from '../domain/pack/view.ts';
import type { BulletinPeriod } from '../domain/period.ts';
import { rank } from '../domain/rule/rank.ts';
import { agreedTerms } from '../domain/transfer/shares.ts';
import { na, num } from '../domain/value.ts';
import { correctedDays } from './corrected-days.ts';
import { correctionsIn, restatedIn } from './corrections.ts';
import { countsByUnit, NO_COUNTS } from './counts.ts';
import { defaultsOf, findingsOf, projectsNote, rankingRuleOf } from './findings.ts';
import { addFlows, Flows, type Standing, standingsOf } from './flows.ts';
import { taskOf } from './progress.ts';
import type { Details, Material } from './read.ts';
import { furtherSections } from './sections.ts';

/** The bulletin of a material's period. */
export function composeMonth(material: Material, details: Details): MonthFigures {
  const { month, now, pack, period, published } = material;
  const measures = measuresOf(pack);
  const ranking = rankingRuleOf(pack);
  const { kind, key } = period;
  const units = withTasks(unitFigures(material), material, details);
  const cadence = bulletinOf(pack, kind);
  const heading = headingOf(pack, period);
  const base = {
    format: FIGURES_FORMAT,
    month,
    ...(kind === 'month' ? {} : { kind, period: key }),
    heading,
    ...(cadence === null ? {} : { sections: cadence.sections }),
    asOfAt: now,
    forecast: isForecast(pack, month, dayOfInstant(now)),
    pack: { id: pack.id, issuedOn: pack.issuedOn, title: pack.title },
    label: pack.labels['bulletin'] ?? '战报',
    issuer: cadence?.by ?? bulletinOf(pack, 'month')?.by ?? pack.issuer,
    ranking,
    measures,
    city: rawFlows(material, measures),
    units,
    stages: stageCounts(material, details),
    ...signedIn(material, details),
    missing: missingIn(material, details),
    corrections: correctionsIn(material),
    ...(kind === 'month' ? {} : { restated: restatedIn(material) }),
    defaults: defaultsOf(pack, kind),
    ...furtherSections(material, details, units),
  } satisfies Omit<MonthFigures, 'findings'>;
  const before = published.at(-1)?.city[ranking.measure.id]?.month ?? null;
  const projects = projectsNote(base);
  const notes = [
    ...(projects === null ? [] : [projects]),
    ...sharedIn(material),
    ...correctedDays(material, details.corrected),
  ];
  return { ...base, findings: findingsOf(base, before), ...(notes.length === 0 ? {} : { notes }) };
}

const DEFAULT_NAMES = { month: '战报', quarter: '季度通报', year: '年度通报' } as const;

/** What follows the period in the title: 招商引资战报, 招商引资季通报. */
function headingOf(pack: Pack, { kind }: BulletinPeriod): string {
  const name = bulletinOf(pack, kind)?.label ?? DEFAULT_NAMES[kind];
  if (/^(?:招商引资|双招双引)/.test(name)) return name;
  return `招商引资${name.replace(/^招商/, '')}`;
}

/** Each unit with its annual task, where the city has set one. */
function withTasks(
  units: readonly UnitFigures[],
  { pack, roster, month }: Material,
  { standing }: Details,
): readonly UnitFigures[] {
  if (standing === null || standing.asOf.slice(0, 7) > month) return units;
  return units.map((unit) => {
    const known = roster.unit(unit.unit);
    const progress = known === null ? null : taskOf(pack, standing, unit.unit);
    return progress === null ? unit : { ...unit, progress };
  });
}

/** The city counts every figure once, whoever shares it: from what was reported (domain trap 5). */
function rawFlows(material: Material, measures: readonly FigureKind[]) {
  const { month, months, roster, pack, rows } = material;
  const standing = standingsOf(roster, pack);
  const flows = flowsOf(material, rows, standing, []);
  const units = [...new Set(rows.map((row) => standing(row.unit).unit))];
  return Object.fromEntries(
    measures.map(({ id }) => [id, addFlows(units.map((unit) => flows.flow(id, unit, month, months)))]),
  );
}

/** Flows of a period: in each of its months a row of 0 counts only where somebody reported. */
function flowsOf(
  { month, months, reportsOf }: Material,
  rows: readonly Row[],
  standing: (unit: string) => Standing,
  alsoReporting: readonly { readonly month: string; readonly unit: string }[],
): Flows {
  const reporting = new Map(
    months.map((one) => [one, reportingUnits(reportsOf.get(one) ?? [], standing)] as const),
  );
  for (const one of alsoReporting) reporting.get(one.month)?.add(standing(one.unit).unit);
  const isData = (row: Row) =>
    row.units !== 0 || reporting.get(row.month)?.has(standing(row.unit).unit) !== false;
  return new Flows(rows.filter(isData), standing, month, reporting.get(month) ?? new Set());
}

/** Units, as they stand in a ranking, that anything was reported for. */
const reportingUnits = (reports: Material['reports'], standing: (unit: string) => Standing): Set<string> =>
  new Set(reports.filter((one) => one.reported + one.returned > 0).map((one) => standing(one.unit).unit));

type Row = Material['rows'][number];

/** One sentence where agreed transfers have moved figures between units. */
function sharedIn({ moves, shared, month }: Material): readonly string[] {
  const moved = moves.some((move) => move.units !== 0 && move.month.slice(0, 4) === month.slice(0, 4));
  if (!moved) return [];
  const clauses = new Set(
    shared.flatMap(({ transfer }) => (agreedTerms(transfer)?.rules ?? []).map((rule) => rule.clause)),
  );
  return [
    `流转项目${shared.length}个，按双方确认的比例分别计入招商方和落户方（${[...clauses].join('、')}），全市只计一次。`,
  ];
}

/** The measures frozen: the form's, and the one the ranking is by. */
function measuresOf(pack: Pack): readonly FigureKind[] {
  const { measure } = rankingRuleOf(pack);
  const monthly = monthlyMeasures(pack).map(({ id, label, unit }) => ({ id, label, unit }));
  return monthly.some((one) => one.id === measure.id) ? monthly : [measure, ...monthly];
}

/** Every unit that is ranked, and every other that has something to show, in the roster's order, with places. */
export function unitFigures(material: Material): readonly UnitFigures[] {
  const { month, months, pack, roster, moves } = material;
  const standing = standingsOf(roster, pack);
  // A side of a transfer has data by the other's report.
  const flows = flowsOf(material, [...material.rows, ...moves], standing, moves);
  const counts = countsByUnit(material, standing);
  const today = dayOfInstant(material.now);
  const on = today < monthEnd(month) ? today : monthEnd(month);
  const active = new Set(roster.activeOn(on).map((unit) => unit.id));
  const rows = roster.units.flatMap((unit) => {
    const stand = standing(unit.id);
    if (stand.unit !== unit.id) return [];
    const count = counts.get(unit.id) ?? NO_COUNTS;
    const mine = Object.fromEntries(
      measuresOf(pack).map(({ id }) => [id, flows.flow(id, unit.id, month, months)] as const),
    );
    const isEmpty =
      // What was verified is a share of what was reported.
      Object.values({ ...count, checked: 0 }).every((value) => value === 0) &&
      Object.values(mine).every((flow) => flow.year === null);
    if (isEmpty && (stand.rankingClass === null || !active.has(unit.id))) return [];
    return [
      {
        unit: unit.id,
        name: unit.name,
        rankingClass: stand.rankingClass,
        flows: mine,
        ...count,
        ...coverageOf(material, standing, unit.id),
      },
    ];
  });
  return withPlaces(rows, material);
}

/** Months with any report, of those a report was owed for; nothing in a month's bulletin. */
function coverageOf(
  { months, reportsOf }: Material,
  standing: (unit: string) => Standing,
  unit: string,
): Pick<UnitFigures, 'coverage'> {
  if (months.length === 1) return {};
  const sums = months.map((month) => {
    const own = (reportsOf.get(month) ?? []).filter((one) => standing(one.unit).unit === unit);
    return {
      owed: own.some((one) => one.owed > 0),
      reported: own.some((one) => one.reported > 0),
    };
  });
  const expected = sums.filter((one) => one.owed || one.reported).length;
  if (expected === 0) return {};
  return { coverage: { reported: sums.filter((one) => one.reported).length, expected } };
}

type Unplaced = Omit<UnitFigures, 'place' | 'moved'>;

function withPlaces(rows: readonly Unplaced[], { pack, published }: Material): readonly UnitFigures[] {
  const { measure } = rankingRuleOf(pack);
  const { placed } = rank(
    rows.map((row) => {
      const units = row.flows[measure.id]?.month ?? null;
      return {
        id: row.unit,
        class: row.rankingClass,
        key: units === null ? na('no_data') : num(dec(units)),
      };
    }),
  );
  const places = new Map(placed.map((one) => [one.id, one.place]));
  const last = published.at(-1);
  return rows.map((row) => {
    const place = places.get(row.unit) ?? null;
    const then = last?.units.find((one) => one.unit === row.unit && one.rankingClass === row.rankingClass);
    const before = then?.place ?? null;
    return { ...row, place, moved: place === null || before === null ? null : before - place };
  });
}

function stageCounts({ pack }: Material, { stages }: Details): MonthFigures['stages'] {
  const counts = new Map(stages.map((one) => [one.stage, one.count]));
  const order = stagesInOrder(pack).map((stage) => stage.id);
  const others = [...counts.keys()].filter((stage) => !order.includes(stage)).sort();
  return [...order, ...others].map((stage) => ({
    stage,
    label: stageLabel(pack, stage),
    count: counts.get(stage) ?? 0,
  }));
}

function signedIn(
  { months, month, roster }: Material,
  { signedProjects }: Details,
): Pick<MonthFigures, 'signed' | 'signedConfidential'> {
  const named = signedProjects.filter((one) => !one.confidential);
  return {
    signed: named.map((one) => ({
      number: one.projectNumber ?? one.number,
      title: titleOf(one),
      unit: roster.unitName(one.unit),
      investment: one.investment,
      signedOn: one.happenedOn,
      belated: one.happenedOn < monthStart(months[0] ?? month),
    })),
    signedConfidential: signedProjects.length - named.length,
  };
}

/** By unit; in a longer period a project is named once for each month it owes. */
function missingIn({ reports, roster, months }: Material, { missing }: Details): readonly Missing[] {
  const names = Map.groupBy(missing, (one) => one.unit);
  const place = new Map(roster.units.map((unit, index) => [unit.id, index]));
  const reference = months.at(-1) ?? '';
  return [...Map.groupBy(reports, (one) => one.unit)]
    .map(([unit, own]) => ({
      unit,
      absent: own.reduce((total, one) => total + one.owed - one.reported, 0),
      confidential: own.reduce((total, one) => total + one.missingConfidential, 0),
    }))
    .filter((one) => one.absent > 0)
    .sort((a, b) => (place.get(a.unit) ?? Infinity) - (place.get(b.unit) ?? Infinity) || 0)
    .map(({ unit, absent, confidential }) => {
      const titles = (names.get(unit) ?? []).map(
        (one) =>
          `${one.projectNumber} ${titleOf(one)}${one.month === undefined ? '' : `（${sayMonthShort(one.month, reference)}）`}`,
      );
      const more = absent - confidential - titles.length;
      return { unit: roster.unitName(unit), titles, ...(more > 0 ? { more } : {}), confidential };
    });
}
