/**
 * 年终结算 of a transfer: the year's shares by measure, as `shares.ts` gives them, and the day they are drawn up.
 * 「每年年底经双方确认后,通过体制结算进行财力划转」 (SM 三(二)11): drawn up on 31 December, and once more when December's
 * reports are in (系统默认), if the figures have changed since.
 */
import { type Day, type Month, monthOf, shiftMonth } from '../day.ts';
import type { Pack } from '../pack/schema.ts';
import { reportWindow } from '../pack/view.ts';
import { addDays } from '../rule/period.ts';
import type { SettlementRow } from './settlement.ts';
import {
  agreedTerms,
  countPartsOf,
  PROJECT_COUNT,
  type SharedProject,
  sharedMonths,
  splitTermsOf,
  startOf,
} from './shares.ts';

const SCALE = 10_000;

/** The day of the year's first settlement. */
export const firstSettleDay = (year: string): Day => `${year}-12-31`;

/** The day after December's reports are due with their grace; the 10th of January where the pack asks for none. */
export function lastSettleDay(pack: Pack, year: string): Day {
  const window = reportWindow(pack, `${year}-12`);
  return window === null ? `${shiftMonth(`${year}-12`, 1)}-10` : addDays(window.graceUntilOn, 1);
}

/** The transfer's shares of a calendar year by measure; measures nobody reported in it are left out. */
export function settlementRows(shared: SharedProject, year: string): readonly SettlementRow[] {
  const terms = agreedTerms(shared.transfer);
  if (terms === null) return [];
  return terms.rules.flatMap((rule) => {
    const split = splitTermsOf(shared, terms, rule);
    return rule.metrics.flatMap((measure): SettlementRow[] => {
      if (measure === PROJECT_COUNT) return countRow(shared, startOf(rule, shared), year);
      const raw = new Map<Month, number>();
      for (const one of shared.increments)
        if (one.measure === measure) raw.set(one.month, (raw.get(one.month) ?? 0) + one.units);
      const months = sharedMonths(split, raw).filter(({ month }) => month.startsWith(`${year}-`));
      if (months.length === 0) return [];
      const sum = (pick: (one: (typeof months)[number]) => number) =>
        months.reduce((total, one) => total + pick(one), 0);
      return [
        {
          measure,
          total: sum((one) => one.total),
          sender: sum((one) => one.sender),
          receiver: sum((one) => one.receiver),
        },
      ];
    });
  });
}

/** The project itself counts in the year its start event happened. */
function countRow({ transfer }: SharedProject, startOn: Day | null, year: string): SettlementRow[] {
  if (startOn === null || monthOf(startOn).slice(0, 4) !== year) return [];
  const parts = countPartsOf(transfer, startOn) ?? [];
  const of = (unit: string) => parts.find((part) => part.unit === unit)?.parts ?? 0;
  return [
    {
      measure: PROJECT_COUNT,
      total: SCALE,
      sender: of(transfer.sender),
      receiver: of(transfer.receiver),
    },
  ];
}
