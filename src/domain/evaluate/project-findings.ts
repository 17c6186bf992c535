// What a file shows of its projects on the day, beside numbers: gates passed without their review, stages over their
// limit, key projects, shared projects, yearly checks. Leaves out reports, tasks and missing fields (findings.ts).
import { decText, sumDec } from '../decimal.ts';
import { isKeyProject } from '../pack/key-project.ts';
import { stageLabel } from '../pack/view.ts';
import { moveRefusals, stageDueOn } from '../rule/lifecycle.ts';
import { windowPeriod } from '../rule/period.ts';
import type { ReviewFact } from '../rule/review.ts';
import type { Engine } from './measure.ts';
import { incrementsIn } from './series.ts';
import { shareTransfer } from './splits.ts';
import type { ProjectFacts, World } from './world.ts';

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

/** 项目分成: what each side got of every shared measure up to the day; sender + receiver + held = total. */
export function splitRows(engine: Engine): object[] {
  const { world } = engine;
  const life = windowPeriod('0001-01-01', world.asOf);
  const metrics = [...new Set(world.pack.splits.flatMap((split) => split.metrics))];
  return world.projects.flatMap((project) =>
    metrics.flatMap((measure) => {
      const series = world.books.ofProjects.get(measure)?.seriesOf(project.place) ?? null;
      const transfer = series === null ? null : engine.transfer(project, measure);
      if (series === null || transfer === null) return [];
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
