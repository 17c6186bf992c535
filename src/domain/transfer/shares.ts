/**
 * What agreed transfers do to figures: which part of each month's raw increments goes to which unit.
 *
 * The rollup keeps what was reported, under the unit that reported it. From here come only the differences, so that
 * figures with and without shares are one addition apart, and units always sum to the city.
 *
 * Invariants
 *  1. For every project, month and measure the moves sum to zero (but for what the pack holds back until the start).
 *  2. 招商方's share of a calendar year is its exact share rounded half up to 0.01万 once, 落户方 takes the rest; a
 *     month's share is the year's so far less the year's so far a month earlier. That is what `evaluate` says too.
 *  3. Before the start event's month the pack's `preStart` holds, after the end everything is 落户方's.
 */
import { type Day, type Month, monthStart } from '../day.ts';
import { type Dec, dec, roundHalfUp } from '../decimal.ts';
import { SHARE_DIGITS } from '../evaluate/splits.ts';
import type { SplitRow } from '../facts-file/facts.ts';
import { type Lead, verifiedStages } from '../lead/lead.ts';
import { type MonthAmount, type SplitTerms, shareMonths } from '../rule/attribution.ts';
import type { Ratio, Terms, TermsRule } from './terms.ts';
import { agreedOffer, type Transfer } from './transfer.ts';

/** An increment as it was reported: which unit reported it, in ten-thousandths of the measure's unit. */
export interface RawIncrement {
  readonly lead: string;
  readonly unit: string;
  readonly month: Month;
  readonly measure: string;
  readonly units: number;
}

/** The same shape as a row of the monthly rollup: what is added to a unit's increment. */
export interface Move {
  readonly month: Month;
  readonly measure: string;
  readonly unit: string;
  readonly units: number;
}

/** A project with an agreed transfer, and its own raw increments. */
export interface SharedProject {
  readonly transfer: Transfer;
  readonly lead: Pick<Lead, 'number' | 'stages'>;
  readonly increments: readonly RawIncrement[];
}

const SCALE = 10_000;
const EXACT_DIGITS = 18;
const ZERO = dec(0);

const pair = (ratio: Ratio): readonly [Dec, Dec] => [dec(ratio[0]), dec(ratio[1])];

/** The terms in force, as agreed; `null` while nothing is. A change under discussion does not count. */
export function agreedTerms(transfer: Transfer): Terms | null {
  return transfer.state === 'agreed' ? (agreedOffer(transfer)?.terms ?? null) : null;
}

/** The day the start event happened: a verified stage, or the first month a measure was above 0. */
export function startOf(rule: TermsRule, shared: Omit<SharedProject, 'transfer'>): Day | null {
  const reached = verifiedStages(shared.lead as Lead).filter((event) => event.stage === rule.start);
  const days = reached.map((event) => event.happenedOn).sort();
  if (days[0] !== undefined) return days[0];
  const measure = /^first_(.+)$/u.exec(rule.start)?.[1];
  if (measure === undefined) return null;
  let total = 0;
  for (const [month, units] of [...byMonth(shared.increments, measure)].sort()) {
    total += units;
    if (total > 0) return monthStart(month);
  }
  return null;
}

/** Terms as the rule of splitting takes them. */
export function splitTermsOf(shared: SharedProject, terms: Terms, rule: TermsRule): SplitTerms {
  const years = Object.entries(terms.ratioByYear);
  const ratio: SplitTerms['ratio'] =
    terms.ratio === null
      ? { byYear: Object.fromEntries(years.map(([year, one]) => [year, pair(one)])) }
      : pair(terms.ratio);
  const { sender, receiver } = shared.transfer;
  const startOn = startOf(rule, shared) ?? (terms.ratio === null ? '0001-01-01' : null);
  const { preStart, startMonthIncluded } = rule;
  return { sender, receiver, ratio, startOn, startMonthIncluded, endOn: terms.endOn, preStart };
}

function byMonth(increments: readonly RawIncrement[], measure: string): Map<Month, number> {
  const sums = new Map<Month, number>();
  for (const one of increments)
    if (one.measure === measure) sums.set(one.month, (sums.get(one.month) ?? 0) + one.units);
  return sums;
}

/** One month of one measure, shared: what each side gets, in ten-thousandths. */
export interface SharedMonth {
  readonly month: Month;
  readonly total: number;
  readonly sender: number;
  readonly receiver: number;
}

/** Shares of one measure by month, in order (invariant 2). */
export function sharedMonths(terms: SplitTerms, raw: ReadonlyMap<Month, number>): readonly SharedMonth[] {
  const months = [...raw].sort(([a], [b]) => (a < b ? -1 : 1));
  const amounts: MonthAmount[] = [];
  const out: SharedMonth[] = [];
  let [year, yearBase, given, heldBefore] = ['', ZERO, 0, 0];
  let soFar = ZERO;
  for (const [month, total] of months) {
    if (month.slice(0, 4) !== year) {
      year = month.slice(0, 4);
      yearBase = soFar;
      given = 0;
    }
    amounts.push({ month, amount: dec(total).div(SCALE) });
    const whole = shareMonths(terms, amounts, EXACT_DIGITS);
    soFar = whole.sender;
    const held = whole.held.times(SCALE).toNumber();
    const share = roundHalfUp(soFar.minus(yearBase), SHARE_DIGITS).times(SCALE).toNumber();
    const sender = share - given;
    given = share;
    out.push({ month, total, sender, receiver: total - sender - (held - heldBefore) });
    heldBefore = held;
  }
  return out;
}

/** What the shares of these projects add to units' raw increments. */
export function movesOf(projects: readonly SharedProject[]): readonly Move[] {
  const sums = new Map<string, Move>();
  const add = (month: Month, measure: string, unit: string, units: number) => {
    const key = `${month}\n${measure}\n${unit}`;
    const before = sums.get(key)?.units ?? 0;
    sums.set(key, { month, measure, unit, units: before + units });
  };
  for (const shared of projects) {
    const terms = agreedTerms(shared.transfer);
    for (const rule of terms?.rules ?? []) {
      if (terms === null) continue;
      const split = splitTermsOf(shared, terms, rule);
      for (const measure of rule.metrics) {
        const raw = byMonth(shared.increments, measure);
        if (raw.size === 0) continue;
        for (const one of shared.increments)
          if (one.measure === measure) add(one.month, measure, one.unit, -one.units);
        for (const { month, sender, receiver } of sharedMonths(split, raw)) {
          add(month, measure, split.sender, sender);
          add(month, measure, split.receiver, receiver);
        }
      }
    }
  }
  return [...sums.values()];
}

/** The measure a count of projects goes by in a pack's splits. */
export const PROJECT_COUNT = 'project_count';

/** A unit's part of one project, in ten-thousandths of a project. */
export interface CountPart {
  readonly unit: string;
  readonly parts: number;
}

/** Whose a project's count is in a year: shared as soon as terms are agreed (SM-I7, AE-SM-4). `null`: not shared. */
export function countPartsOf(transfer: Transfer, day: Day): readonly CountPart[] | null {
  const terms = agreedTerms(transfer);
  if (terms?.rules.some((rule) => rule.metrics.includes(PROJECT_COUNT)) !== true) return null;
  const ratio = terms.ratio ?? terms.ratioByYear[day.slice(0, 4)] ?? null;
  if (ratio === null) return [{ unit: transfer.receiver, parts: SCALE }];
  const sender = dec(ratio[0]).times(SCALE).toNumber();
  return [
    { unit: transfer.sender, parts: sender },
    { unit: transfer.receiver, parts: SCALE - sender },
  ];
}

/**
 * Rows of a facts file's `splits` for these transfers: agreed ones only, one row a split of the pack, by the terms both
 * confirmed. The start stays with the evaluation, which sees the project's stages and figures.
 * @param projectOf the project's id in that file by its lead's number; `null` leaves it out.
 */
export function splitRowsOf(
  transfers: readonly Transfer[],
  projectOf: (lead: string) => string | null = (lead) => lead,
): SplitRow[] {
  return transfers.flatMap((transfer) => {
    const terms = agreedTerms(transfer);
    const project = projectOf(transfer.lead);
    if (terms === null || project === null) return [];
    return terms.rules.map((rule): SplitRow => {
      const ratio = terms.ratio === null ? {} : { ratio: [...terms.ratio] as [string, string] };
      const years = Object.entries(terms.ratioByYear);
      const byYear =
        years.length === 0
          ? {}
          : {
              ratioByYear: Object.fromEntries(
                years.map(([year, one]) => [year, [...one] as [string, string]]),
              ),
            };
      return {
        project,
        split: rule.id,
        sender: transfer.sender,
        receiver: transfer.receiver,
        metrics: [...rule.metrics],
        ...ratio,
        ...byYear,
        ...(terms.endOn === null ? {} : { endOn: terms.endOn }),
        confirmedBySender: true,
        confirmedByReceiver: true,
      };
    });
  });
}
