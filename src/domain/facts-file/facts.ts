// Facts as the evaluator takes them: a checked facts file, nothing converted yet. Sections that were not in the file are
// null, which is not the same as empty: an absent section is “no data”, an empty one is “none”.
import type { FactsShape, ProgressRow } from './schema.ts';

export type {
  ActivityRow,
  BaselineRow,
  LeadRow,
  MarkRow,
  PostRow,
  ProgressRow,
  ProjectRow,
  ReviewRow,
  SplitRow,
  TargetRow,
  TaskRow,
  UnitRow,
} from './schema.ts';

/** A checked facts file. */
export type Facts = Readonly<Omit<FactsShape, 'progress'>> & {
  /** Read once, row by row: a list, or anything that gives rows one after another (a million need not lie in memory). */
  readonly progress?: Iterable<ProgressRow> | undefined;
};

/** One mistake of a facts file, with the place as a JSON path (`projects[3].stages.signed`). */
export interface FactsMistake {
  readonly path: string;
  readonly message: string;
}

/** The result of reading a facts file. */
export type FactsResult =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly mistakes: readonly FactsMistake[] };

/** `projects[3].stages.signed`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(String(step)))
      text += text === '' ? String(step) : `.${String(step)}`;
    else text += `[${JSON.stringify(String(step))}]`;
  }
  return text === '' ? '（整个文件）' : text;
}
