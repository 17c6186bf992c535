/** Rates and gaps in words. */
import { dec } from '../../domain/decimal.ts';

/** 0.425 → 42.5%; — without a rate. */
export const sayPercent = (rate: string | null): string =>
  rate === null ? '—' : `${dec(rate).times(100).toDecimalPlaces(2).toFixed()}%`;

/** 0.1 → 10个百分点. */
export const sayPoints = (gap: string): string =>
  `${dec(gap).times(100).toDecimalPlaces(2).toFixed()}个百分点`;
