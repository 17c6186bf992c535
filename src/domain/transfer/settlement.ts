/** 年终结算: what each side of a transfer got of a year's figures, by measure (SM 三(二)11 「每年年底」). State only. */
import type { Day } from '../day.ts';
import type { Side } from './terms.ts';

/** Amounts in ten-thousandths of the measure's unit (元 for 万元); of a count, ten-thousandths of 个. */
export interface SettlementRow {
  readonly measure: string;
  readonly total: number;
  readonly sender: number;
  readonly receiver: number;
}

export interface Settlement {
  /** `2026`. */
  readonly year: string;
  readonly asOf: Day;
  readonly rows: readonly SettlementRow[];
  readonly madeAt: number;
  readonly confirmed: Readonly<Partial<Record<Side, { readonly person: string; readonly at: number }>>>;
}

export const sameRows = (a: readonly SettlementRow[], b: readonly SettlementRow[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
