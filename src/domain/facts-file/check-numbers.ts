// References and units of measure of the sections with numbers: progress, targets, marks, splits, reviews, baselines, fx.
import { Dec, dec, readDecimal } from '../decimal.ts';
import type { Pack } from '../pack/schema.ts';
import { isDay, periodOfKey } from '../rule/period.ts';
import { isMoneyUnit, unitWithCurrency } from '../rule/quantity.ts';
import { type CheckContext, mustBeUnique, mustBeUnit, mustKnow } from './check.ts';
import { reportedNames } from './resolve.ts';
import type { ProgressRow } from './schema.ts';

function unitMistake(
  unit: string | undefined,
  currency: string | undefined,
  wanted: string | undefined,
): string | null {
  if (unit === undefined) return null;
  if (wanted === undefined) return `这里没有单位，不要写「${unit}」`;
  if (!isMoneyUnit(wanted)) return unit === wanted ? null : `单位「${unit}」不对，应为「${wanted}」`;
  if (unitWithCurrency(unit, currency) !== null) return null;
  return `金额单位「${unit}」${currency === undefined ? '' : `配币种「${currency}」`}不对，应为 元、万元、亿元、美元、万美元、亿美元`;
}

/** A cumulative number falls below 0 only where each January starts anew, and never without a reason (P6). */
function negativeMistake(row: ProgressRow, isYearly: boolean): string | null {
  if (!row.cumulative.startsWith('-')) return null;
  if (!isYearly) return `「${row.cumulative}」不能为负数`;
  return row.reason === undefined ? `「${row.cumulative}」是负数，要在 reason 里写明原因` : null;
}

function checkProgress(context: CheckContext): void {
  const { pack, facts } = context;
  const progress = facts.progress ?? [];
  const measures = new Map(pack.measures.map((measure) => [measure.id, measure.unit]));
  const yearly = new Set(pack.measures.filter(({ span }) => span === 'year').map(({ id }) => id));
  const known = new Set([...measures.keys(), ...reportedNames(pack)]);
  progress.forEach((row, index) => {
    const at = ['progress', index];
    mustKnow(context, known, row.measure, '本方案的指标', [...at, 'measure']);
    const isUnit =
      row.project !== null && row.project !== undefined && context.units?.has(row.project) === true;
    if (row.project && !context.projects.has(row.project) && !isUnit) {
      mustKnow(context, context.projects, row.project, 'projects 里的项目', [...at, 'project']);
    }
    mustBeUnit(context, row.subject, [...at, 'subject']);
    const amount = negativeMistake(row, yearly.has(row.measure));
    if (amount !== null) context.report([...at, 'cumulative'], amount);
    const mistake = measures.has(row.measure)
      ? unitMistake(row.unit, row.currency, measures.get(row.measure))
      : null;
    if (mistake !== null) context.report([...at, 'unit'], mistake);
  });
  mustBeUnique(
    context,
    'progress',
    progress.map((row) =>
      [row.project ?? '', row.subject ?? '', row.measure, row.month, row.reportedAt ?? ''].join('\u0001'),
    ),
    '项目、指标、月份和填报时间',
  );
}

function checkTargets(context: CheckContext): void {
  const { pack, facts } = context;
  const targets = facts.targets ?? [];
  const units = new Map(pack.targets.map((target) => [target.id, target.unit]));
  targets.forEach((row, index) => {
    const at = ['targets', index];
    mustKnow(context, new Set(units.keys()), row.id, '本方案的目标', [...at, 'id']);
    mustBeSubject(context, row.subject, [...at, 'subject']);
    const mistake =
      units.get(row.id) === undefined ? null : unitMistake(row.unit, row.currency, units.get(row.id));
    if (mistake !== null) context.report([...at, 'unit'], mistake);
    if (Array.isArray(row.value) && readDecimal(row.value[0])?.gt(readDecimal(row.value[1]) ?? 0) === true) {
      context.report([...at, 'value'], '上限小于下限');
    }
  });
  mustBeUnique(
    context,
    'targets',
    targets.map((row) => JSON.stringify([row.id, row.subject ?? null, row.part ?? null, row.from ?? null])),
    '目标、对象和生效日期',
  );
}

/** Values and registry rows a target may be bound to (京津冀, a chain's name, 2019-08). */
function isValue(context: CheckContext, id: string): boolean {
  if (/^\d{4}-\d{2}$/u.test(id)) return true;
  return context.pack.targets.some(({ bind }) => {
    if (typeof bind !== 'object') return false;
    if ('eachValue' in bind) return bind.eachValue.includes(id);
    if (!('eachRow' in bind)) return false;
    return (context.facts.registries?.[bind.eachRow] ?? []).some((row) => row[bind.rowField] === id);
  });
}

function mustBeSubject(
  context: CheckContext,
  id: string | null | undefined,
  path: readonly PropertyKey[],
): void {
  if (id === null || id === undefined || id === 'city') return;
  if ((context.facts.posts ?? []).some((post) => post.id === id) || isValue(context, id)) return;
  mustBeUnit(context, id, path);
}

/** 满分 of a judged item or adjustment: of the scorecard named, else the highest of those that have the item. */
function fullMark(pack: Pack, item: string, scorecard: string | undefined): Dec | null {
  const full = pack.scorecards
    .filter((card) => scorecard === undefined || card.id === scorecard)
    .flatMap((card) => [
      ...card.items.flatMap(({ id, f }) =>
        id === item && typeof f === 'object' && 'judge' in f ? [dec(f.judge.max)] : [],
      ),
      ...[...card.bonus, ...card.malus].flatMap(({ id, judge }) =>
        id === item && judge !== undefined ? [dec(judge.max)] : [],
      ),
    ]);
  return full.length === 0 ? null : Dec.max(...full);
}

function checkMarks(context: CheckContext): void {
  const { pack, facts } = context;
  const items = pack.scorecards.flatMap((card) =>
    [...card.items, ...card.bonus, ...card.malus].map((one) => one.id),
  );
  const known = new Set([
    ...items,
    ...pack.targets.map((target) => target.id),
    ...pack.measures.map((measure) => measure.id),
    ...reportedNames(pack),
  ]);
  const marks = facts.marks ?? [];
  marks.forEach((row, index) => {
    const at = ['marks', index];
    mustBeSubject(context, row.subject, [...at, 'subject']);
    if (row.scorecard !== undefined) {
      const cards = new Set(pack.scorecards.map((card) => card.id));
      mustKnow(context, cards, row.scorecard, '本方案的考核办法', [...at, 'scorecard']);
    }
    if (row.flag !== undefined) return;
    if (row.item === undefined) context.report(at, '缺少「item」（考核项编号）或「flag」（认定的标记）');
    else mustKnow(context, known, row.item, '本方案的考核项、目标或指标', [...at, 'item']);
    if (row.value === undefined) context.report(at, '缺少「value」');
    const full = row.item === undefined ? null : fullMark(pack, row.item, row.scorecard);
    if (full !== null && readDecimal(row.value)?.gt(full) === true)
      context.report([...at, 'value'], `评分「${row.value}」超过满分 ${full.toFixed()}`);
  });
  mustBeUnique(
    context,
    'marks',
    marks.map((row) =>
      JSON.stringify([row.subject ?? null, row.scorecard ?? null, row.item ?? null, row.flag ?? null]),
    ),
    '对象和考核项',
  );
}

function sumsToOne(pair: readonly [string, string]): boolean {
  const [left, right] = [readDecimal(pair[0]), readDecimal(pair[1])];
  return left !== null && right !== null && left.plus(right).eq(1);
}

function checkSplits(context: CheckContext): void {
  const { pack, facts } = context;
  const known = new Set(pack.splits.map((split) => split.id));
  (facts.splits ?? []).forEach((row, index) => {
    const at = ['splits', index];
    mustKnow(context, context.projects, row.project, 'projects 里的项目', [...at, 'project']);
    mustBeUnit(context, row.sender, [...at, 'sender']);
    mustBeUnit(context, row.receiver, [...at, 'receiver']);
    if (row.sender === row.receiver) context.report([...at, 'receiver'], '转出方与转入方不能是同一单位');
    if (row.split !== undefined) mustKnow(context, known, row.split, '本方案的分成办法', [...at, 'split']);
    if (pack.splits.length === 0) context.report(at, '本方案没有分成规定');
    if (row.startOn !== undefined && row.endOn && row.endOn < row.startOn)
      context.report([...at, 'endOn'], `终止日「${row.endOn}」早于起始日「${row.startOn}」`);
    if (row.ratio !== undefined && !sumsToOne(row.ratio))
      context.report([...at, 'ratio'], '两方比例之和应为 1');
    for (const [year, ratio] of Object.entries(row.ratioByYear ?? {})) {
      if (!sumsToOne(ratio)) context.report([...at, 'ratioByYear', year], '两方比例之和应为 1');
    }
  });
}

function checkReviews(context: CheckContext): void {
  const { pack, facts } = context;
  const kinds = new Set([...pack.reviews, ...pack.rolling].map((one) => one.id).concat('rolling'));
  const reviews = facts.reviews ?? [];
  reviews.forEach((row, index) => {
    const at = ['reviews', index];
    mustKnow(context, context.projects, row.project, 'projects 里的项目', [...at, 'project']);
    mustKnow(context, kinds, row.kind, '本方案的评价', [...at, 'kind']);
    if (row.curedOn !== undefined && row.curedOn < row.date)
      context.report([...at, 'curedOn'], `整改日「${row.curedOn}」早于考评日「${row.date}」`);
  });
  mustBeUnique(
    context,
    'reviews',
    reviews.map((row) => (row.year === undefined ? null : JSON.stringify([row.project, row.kind, row.year]))),
    '项目、评价和年次',
  );
}

function checkBaselines(context: CheckContext): void {
  const { pack, facts } = context;
  const units = new Map([...pack.targets, ...pack.measures].map((one) => [one.id, one.unit]));
  const baselines = facts.baselines ?? [];
  baselines.forEach((row, index) => {
    const at = ['baselines', index];
    mustKnow(context, new Set(units.keys()), row.id, '本方案的目标或指标', [...at, 'id']);
    mustBeSubject(context, row.subject, [...at, 'subject']);
    const wanted = units.get(row.id);
    const mistake = wanted === undefined ? null : unitMistake(row.unit, undefined, wanted);
    if (mistake !== null) context.report([...at, 'unit'], mistake);
    if (row.period !== undefined && periodOfKey(row.period) === null)
      context.report([...at, 'period'], `「${row.period}」不是实有的期间，如 2018、2018Q4`);
  });
  mustBeUnique(
    context,
    'baselines',
    baselines.map((row) =>
      JSON.stringify([row.id, row.subject ?? null, row.part ?? null, row.period ?? null]),
    ),
    '目标、对象和基期',
  );
}

function checkRates(context: CheckContext): void {
  const rates = context.facts.fx ?? [];
  rates.forEach((row, index) => {
    if (row.from === row.to) context.report(['fx', index, 'to'], `两个币种都是「${row.to}」`);
    if (periodOfKey(row.at) === null && !isDay(row.at))
      context.report(['fx', index, 'at'], `「${row.at}」不是实有的年、月或日`);
  });
  mustBeUnique(
    context,
    'fx',
    rates.map((row) => JSON.stringify([[row.from, row.to].sort(), row.at])),
    '两个币种和期间',
  );
}

/** Progress, targets, marks, splits, reviews, baselines, fx. */
export function checkNumbers(context: CheckContext): void {
  checkProgress(context);
  checkTargets(context);
  checkMarks(context);
  checkSplits(context);
  checkReviews(context);
  checkBaselines(context);
  checkRates(context);
}
