// The evaluation as one JSON document (docs/schemas/evaluation.schema.json). Numbers are decimal text, at most 12
// decimals, half up; rates are fractions (`0.96`). Invariant: where `na` is given, rate is null: never 0.
import type { Dec } from '../decimal.ts';
import { roundHalfUp } from '../decimal.ts';
import { num, type Value } from '../value.ts';
import type { CadenceResult } from './cadences.ts';
import type { Evaluation } from './evaluate.ts';
import { findingsOf, taskRows } from './findings.ts';
import type { EvaluationDocument, ScoreRow, TargetPart, TargetRow } from './output-schema.ts';
import type { PartRow } from './parts.ts';
import { splitRows } from './project-findings.ts';
import type { RankResult } from './ranks.ts';
import type { ScoreResult } from './scores.ts';
import { isShort, type TargetResult, textOf } from './targets.ts';

function exact(value: Dec): string {
  return textOf(num(value)) ?? '0';
}

function rounded(value: Value): string | null {
  return value.kind === 'na' ? null : roundHalfUp(value.x, 2).toFixed(2);
}

function naOf(value: Value): string | null {
  return value.kind === 'na' ? value.reason : null;
}

/** What stands as actual: the share for shares, the change for changes, otherwise the amount. */
function actualOf(part: PartRow, cmp: string | undefined): Value {
  const isDerived = (cmp === 'share' || cmp === 'delta_pp') && part.measured !== null;
  return isDerived && part.measured !== null ? part.measured : part.actual;
}

function dueText(part: PartRow): string | [string, string] | null {
  const low = textOf(part.due);
  return low !== null && part.aim.high !== null ? [low, exact(part.aim.high)] : low;
}

function partOf(part: PartRow, cmp: string | undefined, unit: string | undefined): TargetPart {
  return {
    label: part.label,
    unit: unit ?? null,
    actual: textOf(actualOf(part, cmp)),
    target: dueText(part),
    rate: textOf(part.completion.rate),
    met: part.completion.met,
    na: naOf(part.completion.rate),
    value: textOf(part.measured),
    base: textOf(part.base),
    whole: part.aim.whole === null ? null : exact(part.aim.whole),
  };
}

function baseRow(
  row: TargetResult,
): Omit<TargetRow, 'actual' | 'target' | 'value' | 'base' | 'whole' | 'parts'> {
  const { target, completion } = row;
  return {
    id: target.id,
    subject: row.subject,
    rate: textOf(completion.rate),
    met: completion.met,
    na: naOf(completion.rate),
    flags: [...row.flags],
    period: row.period.key,
    label: target.label,
    unit: row.cells === null ? (target.unit ?? null) : isShort(target) ? '期' : '项',
    strength: target.strength,
    clause: target.clause,
    origin: target.origin,
    gap: textOf(completion.gap),
    coverage: { ...row.coverage },
  };
}

function targetRow(row: TargetResult): TargetRow {
  const { target } = row;
  const tests = target.allOf ?? target.anyOf ?? [];
  const common = baseRow(row);
  if (row.cells !== null) {
    const isNa = row.completion.rate.kind === 'na';
    const { met, owed } = row.cells;
    return {
      ...common,
      actual: isNa ? null : String(met),
      target: String(owed),
      value: null,
      base: null,
      whole: null,
      parts: [],
    };
  }
  if (tests.length > 0) {
    const parts = row.parts.map((part, index) => partOf(part, tests[index]?.cmp, tests[index]?.unit));
    // Of several conditions the row shows the one that decides: the one without an answer, else the lowest rate.
    const isOpen = common.na !== null;
    const order = (part: TargetPart): number =>
      part.rate === null ? (isOpen ? -1 : 1e9) : Number(part.rate);
    const known = [...parts].sort((a, b) => order(a) - order(b))[0];
    const { actual = null, target: due = null } = known ?? {};
    return {
      ...common,
      actual: isOpen ? null : actual,
      target: due,
      value: null,
      base: null,
      whole: null,
      parts,
    };
  }
  const [first] = row.parts;
  if (first === undefined)
    return { ...common, actual: null, target: null, value: null, base: null, whole: null, parts: [] };
  const { actual, target: due, value, base, whole } = partOf(first, target.cmp, target.unit);
  return { ...common, actual, target: due, value, base, whole, parts: [] };
}

function cadenceRows(result: CadenceResult): TargetRow[] {
  const { cadence, cells, rate } = result;
  const met = cells.filter((cell) => cell.met).length;
  const common = {
    id: cadence.id,
    label: cadence.label,
    strength: cadence.strength,
    clause: cadence.clause,
    origin: cadence.origin,
    value: null,
    base: null,
    whole: null,
    parts: [],
  };
  const isNa = rate.kind === 'na';
  const summary: TargetRow = {
    ...common,
    subject: 'city',
    actual: isNa ? null : String(met),
    target: String(cells.length),
    rate: textOf(rate),
    met: isNa ? null : met === cells.length,
    na: naOf(rate),
    flags: ['会议', '逐期合计'],
    period: result.year,
    unit: '期',
    gap: isNa ? null : String(cells.length - met),
    coverage: { reported: isNa ? 0 : cells.length, expected: cells.length },
  };
  if (isNa) return [summary];
  const rows = cells.map(
    (cell): TargetRow => ({
      ...common,
      subject: cell.body,
      actual: String(cell.held),
      target: String(cadence.min),
      rate: exact(rateOf(cell.held, cadence.min)),
      met: cell.met,
      na: null,
      flags: ['会议', ...(cell.over ? ['超出'] : [])],
      period: cell.period.key,
      unit: '次',
      gap: String(cadence.min - cell.held),
      coverage: { reported: 1, expected: 1 },
    }),
  );
  return [summary, ...rows];
}

function rateOf(held: number, min: number): Dec {
  const value = num(held);
  return min === 0 ? num(1).x : value.x.div(min);
}

function scoreRow(result: ScoreResult, grade: string | null): ScoreRow {
  const { score } = result;
  return {
    subject: result.subject,
    base: textOf(score.base),
    bonus: exact(score.bonus),
    malus: exact(score.malus),
    total: textOf(score.total),
    lines: score.lines.map((line) => ({
      id: line.id,
      label: line.label,
      part: line.part,
      weight: line.weight === null ? null : exact(line.weight),
      rate: textOf(line.rate),
      points: line.points === null ? null : exact(line.points),
      na: line.points === null ? naOf(line.rate) : null,
      how: line.how,
      clause: line.clause,
      isDefault: line.isDefault,
    })),
    scorecard: result.card.id,
    clause: result.card.clause,
    origin: result.card.origin,
    rounded: rounded(score.total),
    na: naOf(score.total),
    grade,
  };
}

function rankRows(result: RankResult): object[] {
  const common = {
    rank: result.rule.id,
    label: result.rule.label,
    clause: result.rule.clause,
    origin: result.rule.origin,
  };
  const key = (id: string): string | null => textOf(result.keys.get(id) ?? null);
  return [
    ...result.ranking.placed.map((one) => ({
      class: one.class,
      subject: one.id,
      place: one.place,
      grade: result.grades.get(one.id) ?? null,
      key: key(one.id),
      tied: one.tied,
      reason: null,
      ...common,
    })),
    ...result.ranking.excluded.map((one) => ({
      class: one.class,
      subject: one.id,
      place: null,
      grade: null,
      key: key(one.id),
      tied: 0,
      reason: one.reason,
      ...common,
    })),
  ];
}

/** What the document says of one subject, with the rankings it stands in: what an explanation reads. */
export interface SubjectDocument {
  readonly asOf: string;
  readonly targets: readonly TargetRow[];
  readonly scores: readonly ScoreRow[];
  readonly ranks: readonly object[];
}

function scoreRows(evaluation: Evaluation, isWanted: (subject: string) => boolean): ScoreRow[] {
  const { scores, ranks } = evaluation;
  const gradeOf = (result: ScoreResult): string | null =>
    ranks
      .find((one) => 'scorecard' in one.rule.key && one.rule.key.scorecard === result.card.id)
      ?.grades.get(result.subject) ?? null;
  return scores.filter((one) => isWanted(one.subject)).map((result) => scoreRow(result, gradeOf(result)));
}

function assessed(evaluation: Evaluation, isAssessed: boolean): object[] {
  return evaluation.ranks.filter((one) => one.rule.assessed === isAssessed).flatMap(rankRows);
}

/** The part of the document about one subject: a city of thousands of rows need not be printed for it. */
export function subjectDocument(evaluation: Evaluation, subject: string): SubjectDocument {
  const own = evaluation.rows.filter((row) => row.subject === subject).map(targetRow);
  const cadences = evaluation.cadences.flatMap(cadenceRows).filter((row) => row.subject === subject);
  return {
    asOf: evaluation.engine.world.asOf,
    targets: [...own, ...cadences],
    scores: scoreRows(evaluation, (id) => id === subject),
    ranks: assessed(evaluation, true),
  };
}

/** The document `evaluate --json` prints. */
export function evaluationDocument(evaluation: Evaluation): EvaluationDocument {
  const { engine, rows, cadences, proposals } = evaluation;
  const { world } = engine;
  return {
    pack: world.pack.id,
    asOf: world.asOf,
    targets: [...rows.map(targetRow), ...cadences.flatMap(cadenceRows)],
    scores: scoreRows(evaluation, () => true),
    ranks: assessed(evaluation, true),
    proposals: [...proposals],
    lists: assessed(evaluation, false),
    absent: world.pack.absent.map(({ section, reason, clause }) => ({ section, reason, clause })),
    tasks: taskRows(world),
    splits: splitRows(engine),
    findings: findingsOf(engine),
  };
}
