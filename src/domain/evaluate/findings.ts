// What else a file shows on the day, beside numbers: late tasks, late reports, gates passed without their review, stages
// over their limit, key projects, restated months, shared projects, yearly checks, fields still to be filled in.
import { dec, decText, sumDec } from '../decimal.ts';
import { isKeyProject } from '../pack/key-project.ts';
import { stageLabel } from '../pack/view.ts';
import { dueDayOf, minutesLate, submissionState } from '../rule/cadence.ts';
import { moveRefusals, stageDueOn } from '../rule/lifecycle.ts';
import { periodOfKey, windowPeriod } from '../rule/period.ts';
import type { ReviewFact } from '../rule/review.ts';
import { leadPoints, type PointEvent } from '../rule/scorecard.ts';
import { taskState } from '../rule/task.ts';
import type { Engine } from './measure.ts';
import { incrementsIn } from './series.ts';
import { shareTransfer } from './splits.ts';
import type { ProjectFacts, World } from './world.ts';

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
          ? `${row.submittedAt}T00:00`
          : row.submittedAt;
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

function reviewsOf(world: World): (project: string) => readonly ReviewFact[] {
  const table = new Map<string, ReviewFact[]>();
  for (const row of world.facts.reviews ?? []) {
    const fact = { kind: row.kind, on: row.date, result: row.result ?? 'pass' };
    table.set(row.project, [...(table.get(row.project) ?? []), fact]);
  }
  return (project) => table.get(project) ?? [];
}

/** 前置关口: stages entered without the review that stands before them (AE-SM-16, AE-RC-9, AE-RC-13, AE-QD-14). */
export function gateRows(world: World): object[] {
  const { pack } = world;
  const gated = pack.stages.filter((stage) => stage.gates.length > 0);
  const reviews = reviewsOf(world);
  return world.projects.flatMap((project) =>
    gated.flatMap((stage) => {
      const reached = project.stages[stage.id];
      if (reached === undefined) return [];
      const mover = { record: project.record, from: null, reviews: reviews(project.row.id) };
      return moveRefusals(pack, mover, stage.id, reached.on, { asOn: reached.on, fx: world.fx }).flatMap(
        (refusal) =>
          refusal.why !== 'gate'
            ? []
            : [
                {
                  project: project.row.id,
                  stage: stage.id,
                  gate: refusal.gate.id,
                  clause: refusal.gate.clause,
                  isDefault: refusal.gate.isDefault,
                  overridable: refusal.gate.overridable,
                  message: `「${stage.label}」之前须先通过「${refusal.gate.reviewLabel}」${refusal.gate.applies === 'unknown' ? `（待补：${refusal.gate.missing.join('、')}）` : ''}`,
                },
              ],
      );
    }),
  );
}

function currentStage(world: World, project: ProjectFacts): { id: string; on: string } | null {
  const held = world.pack.stages.flatMap((stage) => {
    const reached = project.stages[stage.id];
    return reached === undefined ? [] : [{ id: stage.id, order: stage.order, on: reached.on }];
  });
  return held.sort((a, b) => b.order - a.order)[0] ?? null;
}

/** 超时限: projects that stay in a stage with a limit; overdue from the day after the due day. */
export function limitRows(world: World): object[] {
  if (!world.pack.stages.some((stage) => stage.slaDays !== undefined)) return [];
  return world.projects.flatMap((project) => {
    const stage = currentStage(world, project);
    const dueOn = stage === null ? null : stageDueOn(world.pack, stage.id, stage.on);
    if (stage === null || dueOn === null || project.row.exit !== undefined) return [];
    const label = stageLabel(world.pack, stage.id);
    return [
      {
        project: project.row.id,
        stage: stage.id,
        label,
        enteredOn: stage.on,
        dueOn,
        overdue: world.asOf > dueOn,
      },
    ];
  });
}

/** 重点项目: class, reason and warnings, of packs that have the rule. */
export function keyRows(world: World): object[] {
  if (world.pack.keyProject === undefined) return [];
  return world.projects.map((project) => {
    const key = isKeyProject(world.pack, project.record, { asOn: world.asOf, fx: world.fx });
    return {
      project: project.row.id,
      key: key.answer,
      class: key.classId,
      reason: key.reason,
      warnings: key.warnings,
    };
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

/** 项目分成: what each side got of every shared measure up to the day; sender + receiver + held = total. */
export function splitRows(engine: Engine): object[] {
  const { world } = engine;
  const life = windowPeriod('0001-01-01', world.asOf);
  const metrics = [...new Set(world.pack.splits.flatMap((split) => split.metrics))];
  return world.projects.flatMap((project) =>
    metrics.flatMap((measure) => {
      const series = world.books.ofProject.get(measure)?.get(project.row.id);
      const transfer = series === undefined ? null : engine.transfer(project, measure);
      if (series === undefined || transfer === null) return [];
      const amounts = incrementsIn(series, life, world.asOf);
      const years = [...new Set(amounts.map((one) => one.month.slice(0, 4)))];
      const byYear = years.map((year) => {
        const before = amounts.filter((one) => one.month.slice(0, 4) < year);
        const within = amounts.filter((one) => one.month.slice(0, 4) === year);
        return { year, ...shareTransfer(transfer, before, within) };
      });
      return [
        {
          project: project.row.id,
          measure,
          split: transfer.rule.id,
          clause: transfer.rule.clause,
          sender: transfer.sender,
          receiver: transfer.receiver,
          senderAmount: decText(sumDec(byYear.map((one) => one.sender))),
          receiverAmount: decText(sumDec(byYear.map((one) => one.receiver))),
          held: decText(sumDec(byYear.map((one) => one.held))),
          total: decText(sumDec(amounts.map((one) => one.amount))),
          years: byYear.map((one) => ({
            year: one.year,
            sender: decText(one.sender),
            receiver: decText(one.receiver),
          })),
          flags: [...new Set(byYear.flatMap((one) => one.flags))],
        },
      ];
    }),
  );
}

/** 滚动考评 of started projects. */
export function rollingRows(engine: Engine): object[] {
  return engine.rolling.map((one) => ({
    project: one.project,
    rule: one.rule,
    year: one.year,
    checkOn: one.checkOn,
    cureUntilOn: one.cureUntilOn,
    state: one.state,
    adjustment: one.adjustment === null ? null : decText(one.adjustment.amount),
  }));
}

/** 待补字段 and 汇率待定: projects a condition could not be decided for. */
export function gapRows(engine: Engine): object[] {
  const gaps = [...engine.gaps].map(([project, missing]) => ({ project, missing: [...missing].sort() }));
  const rates = engine.world.books.withoutRate.map((project) => ({ project, missing: ['汇率待定'] }));
  return [...gaps, ...rates].sort((a, b) => (a.project < b.project ? -1 : a.project > b.project ? 1 : 0));
}

/** Falling totals without a reason (P6): accepted, but to be explained. */
export function unexplainedFalls(world: World): object[] {
  const explained = new Set<string>();
  for (const row of world.facts.progress ?? []) {
    if (row.reason !== undefined) explained.add(`${row.project ?? ''}\u0001${row.measure}\u0001${row.month}`);
  }
  const found: object[] = [];
  for (const [measure, byProject] of world.books.ofProject) {
    for (const [project, series] of byProject) {
      for (const [index, month] of series.months.entries()) {
        const [before, earlier] = [series.totals[index - 1], series.months[index - 1]];
        const isNewYear = series.span === 'year' && earlier?.slice(0, 4) !== month.slice(0, 4);
        // Machine numbers only find the candidates; the difference itself is exact.
        if (before === undefined || isNewYear || Number(series.totals[index]) > Number(before)) continue;
        const increment = dec(series.totals[index] ?? 0).minus(before);
        if (!increment.isNegative() || increment.isZero()) continue;
        if (explained.has(`${project}\u0001${measure}\u0001${month}`)) continue;
        found.push({ project, measure, month, increment: decText(increment), missing: 'reason' });
      }
    }
  }
  return found;
}
