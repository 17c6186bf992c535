/** What a bench hands back, for the table and for `--json`. Rows are already in the order they are read. */

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** A goal of the project: never an assertion, only said. */
export interface Goal {
  readonly id: string;
  readonly text: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface BenchResult {
  readonly name: string;
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** Rounds that failed, and why; they are in no figure. */
  readonly failures: readonly string[];
  /** Every figure, unrounded. */
  readonly raw: unknown;
}

export interface BenchOptions {
  /** Where databases go. */
  readonly folder: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;
