/**
 * What an evaluation says that a bulletin prints: each unit's annual task with its rate and schedule gap 时序差, the
 * city's targets (frozen cohorts among them), scores and grades. Nothing is evaluated here.
 */
import { type Dec, dec, decText } from '../domain/decimal.ts';
import type { TargetRow } from '../domain/evaluate/output-schema.ts';
import type { CityTarget, ScoreLine, UnitProgress } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { elapsed, type Period, periodOfKey, windowPeriod } from '../domain/rule/period.ts';
import type { PlaceRow, Summary } from '../store/standing.ts';
import { rankingRuleOf } from './ranking-rule.ts';

/** Exact quotients are cut after so many digits: a frozen text is no place for forty. */
const RATE_DIGITS = 10;
const WINDOW = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

function periodOf(key: string): Period | null {
  const [, from, to] = WINDOW.exec(key) ?? [];
  return from === undefined || to === undefined ? periodOfKey(key) : windowPeriod(from, to);
}

const cut = (value: Dec): string => decText(value.toDecimalPlaces(RATE_DIGITS));

/** A target's row as it is printed; rate and gap against the whole period's task. */
export function progressOf(row: TargetRow, asOf: string): UnitProgress {
  const due = typeof row.target === 'string' ? row.target : null;
  const planned = row.whole ?? due;
  const isKnown = row.actual !== null && planned !== null && !dec(planned).isZero();
  const isWhole = row.whole !== null && isKnown;
  const rate = isWhole ? cut(dec(row.actual ?? 0).div(planned ?? 1)) : row.rate;
  return {
    target: row.id,
    label: row.label,
    unit: row.unit,
    actual: row.actual,
    planned,
    rate,
    scheduleGap: rate === null ? null : scheduleGap(row, rate, due, asOf),
    clause: row.clause,
    na: row.na,
  };
}

/** The rate less what the time passed asks for: the plan's own phases where it has them, else months gone by. */
function scheduleGap(row: TargetRow, rate: string, due: string | null, asOf: string): string | null {
  const period = periodOf(row.period);
  if (period === null) return null;
  const isPhased = row.whole !== null && due !== null && !dec(row.whole).isZero();
  const share = isPhased ? dec(due ?? 0).div(row.whole ?? 1) : elapsed(period, asOf);
  return cut(dec(rate).minus(share));
}

/** The measure of a target mentions this one. */
const isOf = (pack: Pack, target: string, measure: string): boolean => {
  const found = pack.targets.find((one) => one.id === target);
  return found !== undefined && JSON.stringify(found.measure ?? found.allOf ?? []).includes(`"${measure}"`);
};

/** Something is planned: its rate is known, or there is a task of the whole period that nothing was reported for yet. */
const isTold = ({ na, rate, whole, actual }: TargetRow): boolean =>
  na !== 'no_target' &&
  (rate !== null || (whole !== null && (actual !== null || na === 'no_data' || na === 'not_yet_due')));

/** How much a target weighs in the plan's scorecards; 0 where none scores it. */
const weightOf = (pack: Pack, target: string): number =>
  Math.max(
    0,
    ...pack.scorecards.flatMap(({ items }) =>
      items.flatMap((item) => ('target' in item && item.target === target ? [Number(item.weight)] : [])),
    ),
  );

/**
 * The one task a unit's line shows: of the ranking's measure if there is one, else what weighs most in the assessment,
 * else the plan's first; so that it is the same one in January and in December.
 */
export function taskOf(pack: Pack, summary: Summary, unit: string): UnitProgress | null {
  const own = summary.targets.filter((row) => row.subject === unit && isTold(row));
  const { measure } = rankingRuleOf(pack);
  const [heaviest] = own.toSorted((a, b) => weightOf(pack, b.id) - weightOf(pack, a.id));
  const row = own.find((one) => isOf(pack, one.id, measure.id)) ?? heaviest;
  return row === undefined ? null : progressOf(row, summary.asOf);
}

/** （2026年二季度）: which of several quarters or months a line is of; nothing for a year or a stretch of years. */
function sayShort(key: string): string {
  if (/^\d{4}-\d{2}$/u.test(key)) return `（${Number(key.slice(0, 4))}年${Number(key.slice(5))}月）`;
  const [, year, quarter] = /^(\d{4})Q([1-4])$/u.exec(key) ?? [];
  return year === undefined ? '' : `（${year}年${'一二三四'.charAt(Number(quarter) - 1)}季度）`;
}

/** Targets of the whole city that have something to say. */
export const cityTargetsOf = (summary: Summary): readonly CityTarget[] =>
  summary.targets
    .filter((row) => row.subject === 'city' && row.actual !== null)
    .map((row) => ({
      ...progressOf(row, summary.asOf),
      label: `${row.label}${sayShort(row.period)}`,
      subject: row.subject,
    }));

/** What the plan ranks or lists by score, placed first; its lists by a measure are the table itself. */
export function scoresOf(pack: Pack, summary: Summary): readonly ScoreLine[] {
  const scored = new Set(pack.ranks.filter((rank) => 'scorecard' in rank.key).map((rank) => rank.id));
  const line = ({ subject, label, class: name, place, key, grade, reason, clause }: PlaceRow): ScoreLine => ({
    subject,
    name: summary.names[subject] ?? subject,
    label,
    class: name,
    place,
    score: key,
    grade,
    reason,
    clause,
  });
  return [...summary.ranks, ...summary.lists]
    .filter((row) => scored.has(row.rank))
    .map(line)
    .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0);
}
