/** 月报: figures by project and month, each year of them in one row, the reports, and the units' monthly increments. */
import type { Month } from '../../src/domain/day.ts';
import {
  type Entry,
  evolveProgress,
  noProgress,
  type Progress,
  type ProgressFact,
} from '../../src/domain/progress.ts';
import { type CheckFact, checkStateOf, isCheckFact } from '../../src/domain/progress-check/check.ts';
import type { Statement } from '../../src/ports.ts';
import { toStatement, writer } from '../builder.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';

const YEAR_SQL =
  'INSERT INTO progress_year (lead, measure, year, figures) VALUES (?, ?, ?, ?) ' +
  'ON CONFLICT (lead, measure, year) DO UPDATE SET figures = excluded.figures';
const ROLLUP_SQL =
  'INSERT INTO monthly_rollup (month, measure, unit, units) VALUES (?, ?, ?, ?) ' +
  'ON CONFLICT (month, measure, unit) DO UPDATE SET units = units + excluded.units';

export const progressBooks = keep({
  kind: 'progress',
  tables: ['progress_entry', 'progress_year', 'progress_report', 'monthly_rollup'],
  idOf: (progress) => progress.lead,
  start: noProgress,
  evolve: (state, fact: ProgressFact | CheckFact, at, actor) =>
    evolveProgress(state ?? noProgress(fact.lead), fact, at, actor),
  rows: (_before, steps) =>
    steps.flatMap(({ fact, after }) => (isCheckFact(fact) ? checkRows(after, fact) : entryRows(after, fact))),
});

/** A verdict touches the report's own row and nothing else. */
function checkRows(after: Progress, { lead, month }: CheckFact): Statement[] {
  const report = after.reports.find((one) => one.month === month);
  if (report === undefined) return [];
  const { checked, checkedBy, checkedAt, checkReason, verifiedVersion } = checkStateOf(report);
  return [
    {
      sql:
        'UPDATE progress_report SET checked = ?, checked_by = ?, checked_at = ?, check_reason = ?, ' +
        'verified_version = ? WHERE lead = ? AND month = ?',
      binds: [checked, checkedBy, checkedAt, checkReason, verifiedVersion, lead, month],
    },
  ];
}

/** The rows one progress fact touches, after it. */
function entryRows(after: Progress, fact: ProgressFact): Statement[] {
  const { lead, month } = fact;
  const statements: Statement[] = [];
  for (const { measure, units } of fact.figures) {
    statements.push(
      units === null
        ? {
            sql: 'DELETE FROM progress_entry WHERE lead = ? AND measure = ? AND month = ?',
            binds: [lead, measure, month],
          }
        : {
            sql:
              'INSERT INTO progress_entry (lead, measure, month, units) VALUES (?, ?, ?, ?) ' +
              'ON CONFLICT (lead, measure, month) DO UPDATE SET units = excluded.units',
            binds: [lead, measure, month, units],
          },
      yearRow(after.entries, { lead, measure, month }),
    );
  }
  for (const shift of fact.shifts) {
    statements.push({ sql: ROLLUP_SQL, binds: [shift.month, shift.measure, fact.unit, shift.units] });
  }
  const report = after.reports.find((one) => one.month === month);
  statements.push({ sql: 'DELETE FROM progress_report WHERE lead = ? AND month = ?', binds: [lead, month] });
  if (report !== undefined) {
    statements.push(toStatement(writer.insert(t.progressReport).values({ lead, ...report })));
  }
  return statements;
}

/** The whole year of a figure that changed, from the entries that now stand; gone when none does. */
function yearRow(
  entries: readonly Entry[],
  { lead, measure, month }: { readonly lead: string; readonly measure: string; readonly month: Month },
): Statement {
  const year = month.slice(0, 4);
  const figures: (number | null)[] = [];
  for (const entry of entries) {
    if (entry.measure !== measure || entry.month.slice(0, 4) !== year) continue;
    const at = Number(entry.month.slice(5, 7)) - 1;
    while (figures.length < at) figures.push(null);
    figures[at] = entry.units;
  }
  return figures.length === 0
    ? {
        sql: 'DELETE FROM progress_year WHERE lead = ? AND measure = ? AND year = ?',
        binds: [lead, measure, Number(year)],
      }
    : { sql: YEAR_SQL, binds: [lead, measure, Number(year), JSON.stringify(figures)] };
}
