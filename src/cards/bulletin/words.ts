/** Rates and gaps in words. */
import { dec } from '../../domain/decimal.ts';

/** 0.425 → 42.5%; — without a rate. */
export const sayPercent = (rate: string | null): string =>
  rate === null ? '—' : `${dec(rate).times(100).toDecimalPlaces(2).toFixed()}%`;

/** 0.1 → 10个百分点. */
export const sayPoints = (gap: string): string =>
  `${dec(gap).times(100).toDecimalPlaces(2).toFixed()}个百分点`;

/** 3/8个 or 95%/100%: what was done against what was planned; — where there is none. */
export function sayAgainst({
  actual,
  planned,
  unit,
}: {
  readonly actual: string | null;
  readonly planned: string | null;
  readonly unit: string | null;
}): string {
  if (unit === '%') return `${sayPercent(actual)}/${sayPercent(planned)}`;
  return `${actual ?? '—'}/${planned ?? '—'}${unit ?? ''}`;
}

/** A task in the table of another measure: its unit stands with it, lest 10次 be read as 10万元. */
export function sayPlanned(planned: string | null, unit: string | null, shownUnit: string): string | null {
  if (planned === null || unit === null || unit === shownUnit) return planned;
  return unit === '%' ? sayPercent(planned) : `${planned}${unit}`;
}
