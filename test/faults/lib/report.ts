/**
 * What a row of the matrix came to: kept for the printed table, and honest by force: a row whose fault never really
 * happened, or any trial that broke its invariant, fails here.
 */
import { appendFileSync } from 'node:fs';

export interface Row {
  /** `F2`, `M1` (a mutant), `Z1` (fuzzing). */
  readonly id: string;
  readonly fault: string;
  /** Where it strikes. */
  readonly place: string;
  /** `I1 I2 …` and what was looked at. */
  readonly invariant: string;
  readonly trials: number;
  /** How often the fault was seen to happen. */
  readonly fired: number;
  /** Trials that broke the invariant; for a mutant, trials that let it through. */
  readonly failures: readonly string[];
  /** Further counts worth printing. */
  readonly seen?: Readonly<Record<string, number>>;
}

const SHOWN = 5;

/** Writes the row down, then fails the test when it must. */
export function report(row: Row): void {
  const path = process.env['FAULTS_REPORT'];
  if (path !== undefined && path !== '') appendFileSync(path, `${JSON.stringify(row)}\n`);
  const { id, fault, trials, fired, failures } = row;
  if (failures.length > 0) {
    const shown = failures.slice(0, SHOWN).join('\n---\n');
    throw new Error(`${id} ${fault}: ${failures.length} of ${trials} trials failed\n${shown}`);
  }
  if (trials === 0 || fired === 0)
    throw new Error(`${id} ${fault}: the fault never happened in ${trials} trials`);
}
