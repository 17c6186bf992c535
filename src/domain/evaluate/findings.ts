// What else a file shows on the day, beside numbers: late tasks, late reports, points, restated months, falls without a
// reason, fields still to be filled in; and all findings together. Those of single projects are in project-findings.ts.
import { decText } from '../decimal.ts';
import { dueDayOf, minutesLate, submissionState } from '../rule/cadence.ts';
import { isOwed, monthNumber, periodOfKey, windowPeriod } from '../rule/period.ts';
import { leadPoints, type PointEvent } from '../rule/scorecard.ts';
import { taskState } from '../rule/task.ts';
import { borderlineRows } from './borderline.ts';
import type { Engine } from './measure.ts';
import type { EvaluationDocument } from './output-schema.ts';
import { gateRows, keyRows, limitRows, rollingRows } from './project-findings.ts';
import { fallsIn } from './series.ts';
import type { World } from './world.ts';

/** 任务状态. */
export function taskRows(world: World): object[] {
  const { pack, facts, asOf } = world;
  return pack.tasks.map((task) => {
    const mine = (facts.tasks ?? []).filter((row) => row.id === task.id);
    const done = mine.flatMap((row) => row.doneOn ?? []).sort();
    const noted = mine.flatMap((row) => row.progressOn ?? []).sort();
    const state = taskState(
      task,
      { doneOn: done.at(-1) ?? null, lastProgressOn: noted.at(-1) ?? null },
      asOf,
      pack.issuedOn,
    );
    return {
      id: task.id,
      no: task.no,
      label: task.label,
      due: task.dueOn ?? 'standing',
      state,
      clause: task.clause,
    };
  });
}

/** 报送情况 of the submissions in the file: on time, late by so many minutes, missing. */
export function reportRows(world: World): object[] {
  const { pack, facts, asOf } = world;
  return (facts.reports ?? []).flatMap((row) => {
    const cadence = pack.cadences.find((one) => one.id === row.cadence);
    const period = periodOfKey(row.period);
    if (cadence?.kind !== 'report' || (period === null && cadence.every !== 'once')) return [];
    const dueOn = dueDayOf(cadence, period ?? windowPeriod(asOf, asOf));
    const at =
      row.submittedAt === undefined
        ? null
        : row.submittedAt.length === 10
          ? // A day without an hour is over at its end: the day after the last one is late.
            `${row.submittedAt}T24:00`
          : row.submittedAt;
    if (cadence.skipBeforeIssue && period !== null && !isOwed(period, pack.issuedOn)) return [];
    const isKnown = at !== null && at.slice(0, 10) <= asOf;
    const state = submissionState(dueOn, isKnown ? at : null, `${asOf}T24:00`);
    const late = isKnown && at !== null ? minutesLate(dueOn, at) : 0;
    return [
      {
        cadence: row.cadence,
        unit: row.unit,
        period: row.period,
        dueOn,
        state,
        minutesLate: late,
        clause: cadence.clause,
        isDefault: cadence.dueOrigin === 'default',
      },
    ];
  });
}

/** 线索积分 of every holder, units and persons alike (招商顾问), in the year of the day (AE-SM-9). */
export function pointRows(world: World): object[] {
  const year = world.asOf.slice(0, 4);
  return world.pack.points.flatMap((table) => {
    const events = new Map<string, PointEvent[]>();
    for (const lead of world.facts.leads ?? []) {
      const mine = Object.entries(lead.events)
        .filter(([, on]) => on.startsWith(year) && on <= world.asOf)
        .map(([event]) => ({ leadId: lead.id, event }));
      for (const holder of new Set([lead.unit, lead.referrer])) {
        if (typeof holder === 'string') events.set(holder, [...(events.get(holder) ?? []), ...mine]);
      }
    }
    return [...events.keys()].sort().map((subject) => ({
      table: table.id,
      subject,
      points: decText(leadPoints(table.awards, events.get(subject) ?? [], table.oncePerLead)),
      clause: table.clause,
      isDefault: table.origin === 'default',
    }));
  });
}

/** 月报更正: months that read differently from what was reported first. */
export function restatedRows(world: World): object[] {
  const rows = world.books.restated.map((one) => ({
    project: one.holder,
    measure: one.measure,
    month: one.month,
    was: decText(one.was),
    now: decText(one.now),
    difference: decText(one.now.minus(one.was)),
    reportedAt: one.reportedAt,
  }));
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** 待补字段 and 汇率待定: projects a condition could not be decided for; last, what lies after the day. */
export function gapRows(engine: Engine): object[] {
  const gaps = [...engine.gaps].map(([project, missing]) => ({ project, missing: [...missing].sort() }));
  const rates = engine.world.books.withoutRate.map((project) => ({ project, missing: ['汇率待定'] }));
  const { later } = engine.world.books;
  const known = [...gaps, ...rates].sort((a, b) =>
    a.project < b.project ? -1 : a.project > b.project ? 1 : 0,
  );
  if (later === 0) return known;
  return [...known, { project: '（全部）', missing: [`${later}行月报的月份晚于截至日，未计`] }];
}

/** Falling totals without a reason (P6): accepted, but to be explained. */
export function unexplainedFalls(world: World): object[] {
  return [...world.books.ofProjects].flatMap(([measure, book]) =>
    world.projects.flatMap(({ row, place }) => {
      const series = book.seriesOf(place);
      const falls = series === null ? [] : fallsIn(series);
      return falls
        .filter(({ month }) => !book.isExplained(place, monthNumber(month)))
        .map(({ month, amount }) => ({
          project: row.id,
          measure,
          month,
          increment: decText(amount),
          missing: 'reason',
        }));
    }),
  );
}

/** Everything found, as the document lists it. */
export function findingsOf(engine: Engine): EvaluationDocument['findings'] {
  const { world } = engine;
  return {
    gates: gateRows(world),
    limits: limitRows(world),
    reports: reportRows(world),
    keyProjects: keyRows(world),
    points: pointRows(world),
    borderline: borderlineRows(world),
    restated: restatedRows(world),
    rolling: rollingRows(engine),
    gaps: [...gapRows(engine), ...unexplainedFalls(world)],
  };
}
