/**
 * 增资、减资: what is to be invested changes, and every day is judged by the amount of that day. A project passes a
 * threshold on the day its verified total does, and falls out in the period in which it no longer reaches it (domain.md
 * P3, P4). Leaves out counting.
 */
import type { ProjectRow } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import type { FilterRecord } from '../rule/filter.ts';
import { countDay } from '../rule/lifecycle.ts';
import { currencyOf, type Quantity, toWan, unitWithCurrency } from '../rule/quantity.ts';

/** The flag of a project whose verified total has grown; packs may ask for it (QD 一(三)(1)三 「推进29个项目增资」). */
export const GROWN = 'added_capital';

/** From this day on the total is this much. */
export interface AmountStep {
  readonly on: string;
  readonly total: Quantity;
  /** 增资 at this step or before it. */
  readonly isGrown: boolean;
}

/** The changes known on the day, by the day they count from; a later row of the same day replaces the earlier. */
export function amountSteps(pack: Pack, row: ProjectRow, asOf: string): readonly AmountStep[] {
  const known = row.investmentChanges.flatMap(({ on, verifiedOn, ...money }) => {
    if (verifiedOn === null || on > asOf || (verifiedOn ?? on) > asOf) return [];
    const isWhenVerified = pack.lifecycle.lateEntry === 'count_when_verified' && verifiedOn !== undefined;
    return [{ on: isWhenVerified ? countDay(on, verifiedOn).on : on, total: quantityOf(money) }];
  });
  const steps: AmountStep[] = [];
  let before = row.totalInvestment === undefined ? undefined : quantityOf(row.totalInvestment);
  let isGrown = false;
  for (const { on, total } of known.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    isGrown ||= before !== undefined && isMore(total, before);
    steps.push({ on, total, isGrown });
    before = total;
  }
  return steps;
}

/** Of one currency; a change of currency is no growth. */
function isMore(one: Quantity, other: Quantity): boolean {
  if (currencyOf(one.unit) !== currencyOf(other.unit)) return false;
  const [left, right] = [toWan(one), toWan(other)];
  return left !== null && right !== null && left.wan.gt(right.wan);
}

/** The money of a row as the filters take it: unit and currency in one word. */
export function quantityOf(money: {
  readonly amount: string;
  readonly unit: string;
  readonly currency?: 'CNY' | 'USD' | undefined;
}): Quantity {
  return { amount: money.amount, unit: unitWithCurrency(money.unit, money.currency) ?? money.unit };
}

/** The record with the total of a day; `record` itself holds the latest. */
export function recordOn(
  project: {
    readonly row: ProjectRow;
    readonly record: FilterRecord;
    readonly amounts: readonly AmountStep[];
  },
  day: string,
): FilterRecord {
  const { row, record, amounts } = project;
  const last = amounts.at(-1);
  if (last === undefined || last.on <= day) return record;
  const step = amounts.findLast(({ on }) => on <= day);
  const first = row.totalInvestment === undefined ? undefined : quantityOf(row.totalInvestment);
  const flags = record.flags?.filter((flag) => flag !== GROWN || row.flags.includes(GROWN)) ?? [];
  return {
    ...record,
    flags: step?.isGrown === true ? [...flags, GROWN] : flags,
    money: { ...record.money, total_investment: step?.total ?? first },
  };
}
