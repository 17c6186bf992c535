/**
 * The rows of the generated city of `bench evaluate`: 200 units, 50,000 projects, 1,000,000 monthly entries of three
 * years. The same numbers every time, as plain lists; written to a database by city-database.ts.
 */
import { INDUSTRIES, type MeasureId } from './city-plan.ts';

export const UNITS = 200;
export const PROJECTS = 50_000;
/** Months filed by a project of each measure: 20 a project, so 1,000,000 in all. */
const FILED: readonly (readonly [MeasureId, number])[] = [
  ['funds_in_place', 10],
  ['fixed_asset', 7],
  ['fdi_actual', 3],
];
const MONTHS = 36;

export interface CityProject {
  readonly id: string;
  readonly unit: string;
  readonly industry: string;
  readonly investmentWan: number;
  /** Days, null while the stage is not reached. */
  readonly signed: string;
  readonly registered: string | null;
  readonly started: string | null;
}

export interface CityEntry {
  readonly project: string;
  readonly measure: MeasureId;
  readonly month: string;
  /** Cumulative, in ten-thousandths of 万. */
  readonly units: number;
}

/** A generator of whole numbers below a bound: small, and the same on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
const monthKey = (at: number): string => `${2019 + Math.floor(at / 12)}-${two((at % 12) + 1)}`;
const dayKey = (at: number): string => `${monthKey(Math.floor(at / 28))}-${two((at % 28) + 1)}`;

export const unitIds: readonly string[] = Array.from(
  { length: UNITS },
  (_, at) => `u${String(at).padStart(3, '0')}`,
);

/** Every project, in the order of its id. */
export function* cityProjects(): Generator<CityProject> {
  const roll = dice(11);
  for (let at = 0; at < PROJECTS; at += 1) {
    const signedAt = roll(MONTHS * 28);
    const registeredAt = signedAt + 1 + roll(200);
    const startedAt = registeredAt + 1 + roll(300);
    const last = MONTHS * 28;
    yield {
      id: `p${String(at).padStart(5, '0')}`,
      unit: unitIds[roll(UNITS)] ?? '',
      industry: INDUSTRIES[roll(INDUSTRIES.length)] ?? '',
      investmentWan: 100 + roll(120_000),
      signed: dayKey(signedAt),
      registered: registeredAt < last && roll(10) < 7 ? dayKey(registeredAt) : null,
      started: startedAt < last && roll(10) < 6 ? dayKey(startedAt) : null,
    };
  }
}

/** Every entry: months ascending within a project and measure, with gaps; one in fifty falls. */
export function* cityEntries(): Generator<CityEntry> {
  const roll = dice(23);
  for (let at = 0; at < PROJECTS; at += 1) {
    const project = `p${String(at).padStart(5, '0')}`;
    for (const [measure, count] of FILED) {
      let month = roll(MONTHS - count * 2);
      let units = 0;
      for (let n = 0; n < count; n += 1) {
        const isNewYear = measure === 'fdi_actual' && n > 0 && month % 12 < 2;
        const step = roll(50) === 0 ? -roll(5_000_000) : roll(30_000_000);
        units = (isNewYear ? 0 : units) + step;
        if (units < 0) units = 0;
        yield { project, measure, month: monthKey(month), units };
        month += 1 + roll(2);
      }
    }
  }
}
