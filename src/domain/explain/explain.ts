// 得分、完成率、名次 as arithmetic, line by line, each with its clause and origin; defaults are marked 系统默认. A pack that
// gives no scorecard answers 未配置考核办法 with the reason and the completion table instead. Reads an evaluation; measures
// nothing again, so that what is explained is what was printed.
import type { Evaluation } from '../evaluate/evaluate.ts';
import { subjectDocument } from '../evaluate/output.ts';
import type { ScoreRow, TargetRow } from '../evaluate/output-schema.ts';
import { asObject } from '../pack/raw.ts';
import { monthsOf } from './facts-behind.ts';
import { amount, metWord, originWord, percent, plain, reasonWord } from './print.ts';
import { actualWord, subjectName } from './table.ts';

/** One line of an explanation. */
export interface Line {
  readonly text: string;
  readonly clause: string | null;
  /** stated, inferred or default; null for arithmetic that follows from the lines above. */
  readonly origin: string | null;
}

/** What was asked for, explained; `found: false` says what can be asked instead. */
export interface Explanation {
  readonly found: boolean;
  readonly subject: string;
  readonly title: string;
  readonly lines: readonly Line[];
}

function line(text: string, clause: string | null = null, origin: string | null = null): Line {
  return { text, clause, origin };
}

function targetArithmetic(row: TargetRow): string {
  const actual = actualWord(row);
  if (row.rate === null) {
    const why = row.na === 'no_target' ? '目标未下达，只统计' : reasonWord(row.na);
    return why === actual ? `实际 ${actual}` : `实际 ${actual}，${why}`;
  }
  const due = Array.isArray(row.target)
    ? `${row.target[0]}—${row.target[1]}${row.unit ?? ''}`
    : amount(row.target, row.unit, row.na);
  return `${actual} ÷ ${due} = ${percent(row.rate, row.na)}，${metWord(row.met, row.na)}`;
}

function partLines(row: TargetRow): Line[] {
  const parts = row.parts.map((part) => {
    const due = Array.isArray(part.target) ? part.target.join('—') : amount(part.target, part.unit, part.na);
    return line(
      `　${part.label ?? '其中'}：${amount(part.actual, part.unit, part.na)} ÷ ${due} = ${percent(part.rate, part.na)}，${metWord(part.met, part.na)}`,
    );
  });
  return parts.length === 0 ? [] : [...parts, line('　各项都达到才算达标，完成率取最低一项')];
}

function targetLines(evaluation: Evaluation, row: TargetRow): Line[] {
  const lines = [
    line(`${row.label}（${row.id}，${row.period}）：${targetArithmetic(row)}`, row.clause, row.origin),
  ];
  if (row.whole !== null && typeof row.target === 'string') {
    lines.push(
      line(
        `　序时目标：全期 ${amount(row.whole, row.unit, null)}，截至目前应完成 ${amount(row.target, row.unit, null)}`,
      ),
    );
  }
  if (row.base !== null) {
    const change = row.value === null ? '' : `，变化 ${plain(row.value)}`;
    lines.push(line(`　基期 ${amount(row.base, row.unit, null)}${change}`));
  }
  lines.push(...partLines(row));
  for (const text of monthsOf(evaluation, row)) lines.push(line(`　${text}`));
  const note = evaluation.engine.world.pack.targets.find((target) => target.id === row.id)?.note;
  if (note !== undefined) lines.push(line(`　说明：${note}`));
  if (row.flags.length > 0) lines.push(line(`　备注：${row.flags.join('；')}`));
  return lines;
}

function scoreHeading(evaluation: Evaluation, row: ScoreRow): Line[] {
  const card = evaluation.engine.world.pack.scorecards.find((one) => one.id === row.scorecard);
  const note = card?.note === undefined ? '' : `：${card.note}`;
  return [line(`${card?.label ?? row.scorecard}${note}`, row.clause, row.origin)];
}

function sum(values: readonly (string | null)[]): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? '0' : known.map((value) => plain(value)).join(' + ');
}

function scoreLines(evaluation: Evaluation, row: ScoreRow, targets: readonly TargetRow[]): Line[] {
  const card = evaluation.engine.world.pack.scorecards.find((one) => one.id === row.scorecard);
  const lines = scoreHeading(evaluation, row);
  const origin = row.origin;
  const base = row.lines.filter((one) => one.part === 'base');
  for (const one of base) {
    const target = card?.items.find((item) => item.id === one.id)?.target;
    const points =
      one.points === null
        ? `${reasonWord(one.na)}，不计入，其余各项按比例折算`
        : `${one.how}，得 ${plain(one.points)} 分`;
    lines.push(line(`${one.label}（权重 ${plain(one.weight ?? '0')}）：${points}`, one.clause, origin));
    const found = targets.find((row2) => row2.id === target && row2.subject === row.subject);
    if (found !== undefined) lines.push(line(`　${targetArithmetic(found)}`, found.clause, found.origin));
  }
  const counted = base.filter((one) => one.points !== null);
  if (row.base !== null) {
    lines.push(
      line(
        `基础分 = (${sum(counted.map((one) => one.points))}) ÷ (${sum(counted.map((one) => one.weight))}) × 100 = ${plain(row.base)}`,
      ),
    );
  }
  for (const one of row.lines.filter((two) => two.part !== 'base')) {
    const word = one.part === 'bonus' ? '加分' : '扣分';
    lines.push(
      line(
        `${word}·${one.label}：${one.points === null ? reasonWord(one.na) : `${one.how}，${plain(one.points)} 分`}`,
        one.clause,
        origin,
      ),
    );
  }
  lines.push(
    line(
      row.total === null
        ? `总分：${reasonWord(row.na)}`
        : `总分 = ${plain(row.base ?? '0')} + ${plain(row.bonus ?? '0')} − ${plain(row.malus ?? '0')} = ${row.rounded}`,
    ),
  );
  return lines;
}

function text(row: object, key: string): string | null {
  const value = asObject(row)?.[key];
  return value === null || value === undefined ? null : String(value);
}

/** A grade cites the rule that gives it: the bands of the text, or the quotas of a default. */
function gradeLine(evaluation: Evaluation, grade: string): Line {
  const rule = evaluation.engine.world.pack.grades.find(
    (one) => one.names?.includes(grade) === true || one.bands?.some(([, name]) => name === grade) === true,
  );
  const how =
    rule?.quota === undefined
      ? ''
      : `（各等比例 ${rule.quota.map((part) => percent(part, null)).join('、')}）`;
  return line(`等次：${grade}${how}`, rule?.clause ?? null, rule?.origin ?? null);
}

function placeLines(evaluation: Evaluation, subject: string, ranks: readonly object[]): Line[] {
  return ranks
    .filter((row) => text(row, 'subject') === subject)
    .flatMap((row) => {
      const place = text(row, 'place');
      const of = ranks.filter(
        (one) => text(one, 'rank') === text(row, 'rank') && text(one, 'class') === text(row, 'class'),
      );
      const placed = of.filter((one) => text(one, 'place') !== null);
      const label = `${text(row, 'label') ?? ''}·${text(row, 'class') ?? ''}`;
      const clause = text(row, 'clause');
      const origin = text(row, 'origin');
      if (place === null)
        return [line(`${label}：不参加排名（${text(row, 'reason') ?? '暂缺'}）`, clause, origin)];
      const tied = Number(text(row, 'tied')) > 1 ? `，与 ${Number(text(row, 'tied')) - 1} 个单位并列` : '';
      const order = placed.map((one) => plain(text(one, 'key') ?? '0', 2)).join('、');
      const grade = text(row, 'grade');
      return [
        line(
          `${label}：第 ${place} 名（共 ${placed.length} 个${tied}），各家依次为 ${order}`,
          clause,
          origin,
        ),
        ...(grade === null ? [] : [gradeLine(evaluation, grade)]),
      ];
    });
}

function absentScore(
  evaluation: Evaluation,
  subject: string,
  name: string,
  rows: readonly TargetRow[],
): Explanation {
  const absent = evaluation.engine.world.pack.absent.find((one) => one.section === 'scorecards');
  const reason = absent === undefined ? '没有适用于该对象的考核办法' : absent.reason;
  const mine = rows;
  return {
    found: false,
    subject,
    title: `${name}：未配置考核办法`,
    lines: [
      line(`未配置考核办法：${reason}`, absent?.clause ?? null, absent?.origin ?? null),
      line('不打分、不定等；以下为完成情况：'),
      ...(mine.length === 0 ? [line('　没有约束该对象的目标')] : []),
      ...mine.map((row) =>
        line(`　${row.label}（${row.id}）：${targetArithmetic(row)}`, row.clause, row.origin),
      ),
    ],
  };
}

/** Why a subject has the score, and the place, it has. */
export function explainScore(evaluation: Evaluation, subject: string): Explanation {
  const document = subjectDocument(evaluation, subject);
  const name = subjectName(evaluation.engine.world, subject);
  const mine = document.scores;
  if (mine.length === 0) return absentScore(evaluation, subject, name, document.targets);
  return {
    found: true,
    subject,
    title: `${name}的得分（截至 ${document.asOf}）`,
    lines: [
      ...mine.flatMap((row) => scoreLines(evaluation, row, document.targets)),
      ...placeLines(evaluation, subject, document.ranks),
    ],
  };
}

/** Why a target of a subject reads as it does; without a target, all targets of the subject. */
export function explainTarget(evaluation: Evaluation, subject: string, target: string | null): Explanation {
  const document = subjectDocument(evaluation, subject);
  const name = subjectName(evaluation.engine.world, subject);
  const rows = document.targets.filter((row) => target === null || row.id === target);
  return {
    found: rows.length > 0,
    subject,
    title: `${name}的${target === null ? '目标' : `目标 ${target}`}（截至 ${document.asOf}）`,
    lines:
      rows.length > 0
        ? rows.flatMap((row) => targetLines(evaluation, row))
        : [
            line(
              `没有这样的目标。该对象的目标有：${[...new Set(document.targets.map((row) => row.id))].join('、') || '无'}`,
            ),
          ],
  };
}

/** The explanation as text: each line with `〔clause·原文/推断/系统默认〕`. */
export function explanationText(explanation: Explanation): string {
  const lines = explanation.lines.map(({ text: words, clause, origin }) => {
    const marks = [clause, origin === null ? null : originWord(origin)].filter((mark) => mark !== null);
    return marks.length === 0 ? words : `${words}〔${marks.join('·')}〕`;
  });
  return [explanation.title, ...lines].join('\n');
}
