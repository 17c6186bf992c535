/**
 * 冲减 of failed yearly checks (domain P14; SM 三(四)19) as increments: a negative entry in the month it was made, under
 * the unit that holds the project. An agreed transfer shares it like any other figure: −1,500 of a 3:7 project is −450
 * and −1,050.
 */
import type { Month } from '../domain/day.ts';
import { dec } from '../domain/decimal.ts';
import { currentNumber } from '../domain/lead/lead.ts';
import type { RawIncrement } from '../domain/transfer/shares.ts';
import type { Store } from '../store.ts';

/** One claw-back with the words of its check. */
export interface ClawBackOf {
  readonly increment: RawIncrement;
  /** The project's number in force; 保密项目 where it is not to be named. */
  readonly project: string;
  /** 第几年. */
  readonly year: number;
  readonly clause: string;
}

/** Failed checks of a city in all its years. */
const CHECKS_MAX = 100_000;
/** 万元 to what figures are kept in. */
const SCALE = 10_000;

/** Claw-backs made up to a month's end, in the order of their checks. */
export async function clawBacksUntil(store: Store, month: Month): Promise<readonly ClawBackOf[]> {
  const failed = (await store.rollingChecks(['failed'], CHECKS_MAX)).filter(
    (check) => check.adjustment !== null && check.adjustment.month <= month,
  );
  const made = await Promise.all(
    failed.map(async (check): Promise<readonly ClawBackOf[]> => {
      const { adjustment } = check;
      const lead = adjustment === null ? null : await store.lead(check.lead);
      if (adjustment === null || lead === null) return [];
      const units = dec(adjustment.amountWan).times(SCALE).round().toNumber();
      if (units === 0) return [];
      const { month: on, measure } = adjustment;
      return [
        {
          increment: { lead: lead.number, unit: lead.unit, month: on, measure, units },
          project: lead.confidential ? '保密项目' : currentNumber(lead),
          year: check.year,
          clause: check.clause,
        },
      ];
    }),
  );
  return made.flat();
}
