/**
 * Oracle, lead by lead. Composes the figures of one month from what was read: places, counts, corrections, who is late or missing. Pure.
 *
 * A correction is what a published month would read today less what has been printed of it so far, so that the sum of
 * a bulletin and all later corrections is always the present figure (domain P6, AE-X-1).
 */

import { correctedDays } from '../../../src/bulletins/corrected-days.ts';
import { defaultsOf, findingsOf, rankingRuleOf } from '../../../src/bulletins/findings.ts';
import { addFlows, Flows, standingsOf } from '../../../src/bulletins/flows.ts';
import { dayOfInstant, monthEnd } from '../../../src/domain/day.ts';
import { dec } from '../../../src/domain/decimal.ts';
import type { FigureKind } from '../../../src/domain/figure.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { hasLeft } from '../../../src/domain/lead/stage-course.ts';
import { isForecast, owesReport } from '../../../src/domain/month.ts';
import {
  type Correction,
  FIGURES_FORMAT,
  type Missing,
  type MonthFigures,
  type SignedProject,
  type UnitFigures,
} from '../../../src/domain/month-figures.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import {
  bulletinOf,
  isProjectStage,
  monthlyMeasures,
  stageLabel,
  stagesInOrder,
} from '../../../src/domain/pack/view.ts';
import { rank } from '../../../src/domain/rule/rank.ts';
import { agreedTerms } from '../../../src/domain/transfer/shares.ts';
import { na, num } from '../../../src/domain/value.ts';
import { countedEvent, countsByUnit, NO_COUNTS } from './counts.ts';
import type { WholeMaterial } from './read.ts';

export function composeWhole(material: WholeMaterial): MonthFigures {
  const { month, now, pack, published } = material;
  const measures = measuresOf(pack);
  const ranking = rankingRuleOf(pack);
  const units = unitFigures(material);
  const raw = rawFlows(material, measures);
  const base = {
    format: FIGURES_FORMAT,
    month,
    asOfAt: now,
    forecast: isForecast(pack, month, dayOfInstant(now)),
    pack: { id: pack.id, issuedOn: pack.issuedOn, title: pack.title },
    label: pack.labels['bulletin'] ?? '战报',
    issuer: bulletinOf(pack, 'month')?.by ?? pack.issuer,
    ranking,
    measures,
    city: raw,
    units,
    stages: stageCounts(material),
    ...signedIn(material),
    missing: missingIn(material),
    corrections: correctionsIn(material),
    defaults: defaultsOf(pack),
  } satisfies Omit<MonthFigures, 'findings'>;
  const before = published.at(-1)?.city[ranking.measure.id]?.month ?? null;
  const notes = [...sharedIn(material), ...correctedDays(material, material.leads)];
  return { ...base, findings: findingsOf(base, before), ...(notes.length === 0 ? {} : { notes }) };
}

/** The city counts every figure once, whoever shares it: from what was reported (domain trap 5). */
function rawFlows(
  { month, roster, pack, rows, leads, reported }: WholeMaterial,
  measures: readonly FigureKind[],
) {
  const standing = standingsOf(roster, pack);
  const reporting = new Set(
    leads.filter((lead) => reported.has(lead.number)).map((lead) => standing(lead.unit).unit),
  );
  const flows = new Flows(rows, standing, month, reporting);
  const units = [...new Set(rows.map((row) => standing(row.unit).unit))];
  return Object.fromEntries(
    measures.map(({ id }) => [id, addFlows(units.map((unit) => flows.flow(id, unit, month)))]),
  );
}

/** One sentence where agreed transfers have moved figures between units. */
function sharedIn({ moves, shared, month }: WholeMaterial): readonly string[] {
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
function unitFigures(material: WholeMaterial): readonly UnitFigures[] {
  const { month, pack, roster, leads, reported } = material;
  const standing = standingsOf(roster, pack);
  const reporting = new Set(
    leads.filter((lead) => reported.has(lead.number)).map((lead) => standing(lead.unit).unit),
  );
  // A side of a transfer has data by the other's report.
  for (const move of material.moves) if (move.month === month) reporting.add(standing(move.unit).unit);
  const flows = new Flows([...material.rows, ...material.moves], standing, month, reporting);
  const counts = countsByUnit(material, standing);
  const today = dayOfInstant(material.now);
  const on = today < monthEnd(month) ? today : monthEnd(month);
  const active = new Set(roster.activeOn(on).map((unit) => unit.id));
  const rows = roster.units.flatMap((unit) => {
    const stand = standing(unit.id);
    if (stand.unit !== unit.id) return [];
    const count = counts.get(unit.id) ?? NO_COUNTS;
    const mine = Object.fromEntries(
      measuresOf(pack).map(({ id }) => [id, flows.flow(id, unit.id, month)] as const),
    );
    const isEmpty =
      Object.values(count).every((value) => value === 0) &&
      Object.values(mine).every((flow) => flow.year === null);
    if (isEmpty && (stand.rankingClass === null || !active.has(unit.id))) return [];
    return [{ unit: unit.id, name: unit.name, rankingClass: stand.rankingClass, flows: mine, ...count }];
  });
  return withPlaces(rows, material);
}

type Unplaced = Omit<UnitFigures, 'place' | 'moved'>;

function withPlaces(
  rows: readonly Unplaced[],
  { month, pack, published }: WholeMaterial,
): readonly UnitFigures[] {
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
  const last = published.findLast((one) => one.month < month);
  return rows.map((row) => {
    const place = places.get(row.unit) ?? null;
    const then = last?.units.find((one) => one.unit === row.unit && one.rankingClass === row.rankingClass);
    const before = then?.place ?? null;
    return { ...row, place, moved: place === null || before === null ? null : before - place };
  });
}

function stageCounts({ leads, pack }: WholeMaterial): MonthFigures['stages'] {
  const counts = new Map<string, number>();
  // What has ended or moved away is under way no more.
  for (const lead of leads) if (!hasLeft(lead)) counts.set(lead.stage, (counts.get(lead.stage) ?? 0) + 1);
  const order = stagesInOrder(pack).map((stage) => stage.id);
  const others = [...counts.keys()].filter((stage) => !order.includes(stage)).sort();
  return [...order, ...others].map((stage) => ({
    stage,
    label: stageLabel(pack, stage),
    count: counts.get(stage) ?? 0,
  }));
}

function signedIn(material: WholeMaterial): Pick<MonthFigures, 'signed' | 'signedConfidential'> {
  const { leads, pack, roster } = material;
  const signed: SignedProject[] = [];
  let signedConfidential = 0;
  for (const lead of leads) {
    const counted = countedEvent(lead, material, (stage) => isProjectStage(pack, stage));
    if (counted === null) continue;
    if (lead.confidential) {
      signedConfidential += 1;
      continue;
    }
    signed.push({
      number: currentNumber(lead),
      title: titleOf(lead),
      unit: roster.unitName(lead.unit),
      investment: lead.investment,
      signedOn: counted.event.happenedOn,
      belated: counted.belated,
    });
  }
  signed.sort((a, b) => (a.signedOn + a.number < b.signedOn + b.number ? -1 : 1));
  return { signed, signedConfidential };
}

function missingIn({ leads, pack, month, reported, roster }: WholeMaterial): readonly Missing[] {
  const byUnit = new Map<string, Lead[]>();
  for (const lead of leads) {
    if (reported.has(lead.number) || !owesReport(pack, lead, month)) continue;
    byUnit.set(lead.unit, [...(byUnit.get(lead.unit) ?? []), lead]);
  }
  const place = new Map(roster.units.map((unit, index) => [unit.id, index]));
  return [...byUnit]
    .sort(([a], [b]) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || 0)
    .map(([unit, owing]) => ({
      unit: roster.unitName(unit),
      titles: owing
        .filter((lead) => !lead.confidential)
        .map((lead) => `${currentNumber(lead)} ${titleOf(lead)}`)
        .sort(),
      confidential: owing.filter((lead) => lead.confidential).length,
    }));
}

/** What published months would read today, less what was printed of them: in their own bulletin and since. */
function correctionsIn(material: WholeMaterial): readonly Correction[] {
  const { pack, roster, published, month } = material;
  const rows = [...material.rows, ...material.moves];
  const standing = standingsOf(roster, pack);
  const flows = new Flows(rows, standing, month, new Set());
  const corrections: Correction[] = [];
  for (const then of published) {
    for (const { id } of then.measures) {
      const units = new Set([
        ...then.units.map((one) => one.unit),
        ...rows.filter((row) => row.month === then.month).map((row) => standing(row.unit).unit),
      ]);
      for (const unit of units) {
        const printed = then.units.find((one) => one.unit === unit)?.flows[id]?.month ?? 0;
        const since = published
          .flatMap((one) => one.corrections)
          .filter((one) => one.month === then.month && one.measure === id && one.unit === unit)
          .reduce((total, one) => total + one.units, 0);
        const difference = (flows.increment(id, unit, then.month) ?? 0) - printed - since;
        if (difference !== 0) {
          corrections.push({ month: then.month, unit, measure: id, units: difference });
        }
      }
    }
  }
  return corrections;
}
