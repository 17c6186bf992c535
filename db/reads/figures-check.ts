/**
 * Reads for the verification of a month's figures. Plain statements: a verifier's units are walked from their projects,
 * the whole city from what waits (a partial index), never from everything that was ever reported. Part of `store.ts`.
 */
import type { Month } from '../../src/domain/day.ts';
import { isCurrency } from '../../src/domain/money.ts';
import type { Entry, Report } from '../../src/domain/progress.ts';
import type { Verdict } from '../../src/domain/progress-check/check.ts';
import type { Bind, Database } from '../../src/ports.ts';
import type { FiguresFilter, FiguresReads, FiguresRow } from '../../src/store/figures-check.ts';
import { LISTED, marks, numberOrNull, type Part, textOrNull } from '../parts.ts';

const REPORT_COLUMNS =
  'r.month, r.version, r.reporter, r.reported_at, r.late, r.forecast, r.narrative, r.problems, r.plan, r.reason, ' +
  'r.unchanged, r.checked, r.checked_by, r.checked_at, r.check_reason, r.verified_version';
const LEAD_COLUMNS =
  'l.number, l.project_number, l.company, l.project, l.unit, l.holder, l.low_units, l.high_units, l.currency, ' +
  'l.approx, l.exit, l.exit_on';

export const verdictOf = (value: Bind | undefined): Verdict | null =>
  value === 'verified' || value === 'returned' ? value : null;

function reportOf(row: readonly Bind[]): Report {
  const [month, version, reporter, reportedAt, late, forecast, narrative, problems, plan, reason] = row;
  const [unchanged, checked, checkedBy, checkedAt, checkReason, verifiedVersion] = row.slice(10);
  return {
    month: String(month),
    version: Number(version),
    reporter: String(reporter),
    reportedAt: Number(reportedAt),
    late: Number(late) === 1,
    forecast: Number(forecast) === 1,
    narrative: textOrNull(narrative),
    problems: textOrNull(problems),
    plan: textOrNull(plan),
    reason: textOrNull(reason),
    unchanged: Number(unchanged) === 1,
    checked: verdictOf(checked),
    checkedBy: textOrNull(checkedBy),
    checkedAt: numberOrNull(checkedAt),
    checkReason: textOrNull(checkReason),
    verifiedVersion: numberOrNull(verifiedVersion),
  };
}

function rowOf(row: readonly Bind[], entries: readonly Entry[]): FiguresRow {
  const [number, projectNumber, company, project, unit, holder, low, high, currency, approx, exit, exitOn] =
    row;
  const money = textOrNull(currency);
  return {
    lead: String(number),
    projectNumber: textOrNull(projectNumber),
    company: String(company),
    project: textOrNull(project),
    unit: String(unit),
    holder: String(holder),
    total:
      typeof low === 'number' && typeof high === 'number' && money !== null && isCurrency(money)
        ? {
            low: { units: low, currency: money },
            high: { units: high, currency: money },
            approx: Number(approx) === 1,
          }
        : null,
    exit: typeof exit === 'string' && typeof exitOn === 'string' ? { kind: exit, on: exitOn } : null,
    signedOn: textOrNull(row[12]),
    report: reportOf(row.slice(13)),
    entries,
  };
}

/** From, and where: the reports of a filter that wait. */
function waiting({ month, units, notBy, untilAt }: FiguresFilter): Part {
  const until = untilAt === undefined ? '' : ' AND r.reported_at <= ?';
  const where =
    `WHERE r.checked IS NULL AND r.month = ? AND r.reporter <> ?${until} ` +
    "AND l.project_number IS NOT NULL AND l.status <> 'withdrawn'";
  const binds: Bind[] = [month, notBy, ...(untilAt === undefined ? [] : [untilAt])];
  if (units === null) {
    const from = 'FROM progress_report r INDEXED BY report_unchecked CROSS JOIN lead l ON l.number = r.lead';
    return { sql: `${from} ${where}`, binds };
  }
  const from = 'FROM lead l INDEXED BY lead_owing CROSS JOIN progress_report r ON r.lead = l.number';
  return { sql: `${from} ${where} AND l.unit IN ${LISTED}`, binds: [...binds, JSON.stringify(units)] };
}

export function figuresReads(database: Pick<Database, 'query'>): FiguresReads {
  /** Whole histories, from one row a measure and year. */
  async function entriesOf(leads: readonly string[], until: Month) {
    const rows = await database.query(
      `SELECT lead, measure, year, figures FROM progress_year WHERE lead IN ${LISTED} AND year <= ? ` +
        'ORDER BY lead, measure, year',
      [JSON.stringify(leads), Number(until.slice(0, 4))],
    );
    const found = new Map<string, Entry[]>();
    for (const [lead, measure, year, figures] of rows) {
      const own = found.get(String(lead)) ?? [];
      found.set(String(lead), own);
      const months = JSON.parse(String(figures)) as (number | null)[];
      for (const [at, units] of months.entries()) {
        const month = `${String(year)}-${String(at + 1).padStart(2, '0')}`;
        if (units !== null && month <= until) own.push({ measure: String(measure), month, units });
      }
    }
    return found;
  }

  async function rowsOf(part: Part, signing: readonly string[], month: Month, limit: number) {
    const rows = await database.query(
      `SELECT ${LEAD_COLUMNS}, (SELECT min(e.happened_on) FROM stage_event e WHERE e.lead = l.number ` +
        `AND e.state = 'verified' AND e.stage IN (${marks(signing)})), ${REPORT_COLUMNS} ` +
        `${part.sql} ORDER BY l.number LIMIT ?`,
      [...signing, ...part.binds, limit],
    );
    const entries = await entriesOf(
      rows.map((row) => String(row[0])),
      month,
    );
    return rows.map((row) => rowOf(row, entries.get(String(row[0])) ?? []));
  }

  return {
    figuresWaiting: (filter, signing, limit) => rowsOf(waiting(filter), signing, filter.month, limit),

    async figuresWaitingCount(filter) {
      const part = waiting(filter);
      const rows = await database.query(`SELECT count(*) ${part.sql}`, part.binds);
      return Number(rows[0]?.[0] ?? 0);
    },

    async figuresOf(lead, month, signing) {
      const part = {
        sql: 'FROM progress_report r JOIN lead l ON l.number = r.lead WHERE r.lead = ? AND r.month = ?',
        binds: [lead, month],
      };
      return (await rowsOf(part, signing, month, 1))[0] ?? null;
    },

    async progressOf(leads) {
      const listed = JSON.stringify(leads);
      const [entries, reports, versions] = await Promise.all([
        database.query(`SELECT lead, measure, month, units FROM progress_entry WHERE lead IN ${LISTED}`, [
          listed,
        ]),
        database.query(
          `SELECT ${REPORT_COLUMNS}, r.lead FROM progress_report r WHERE r.lead IN ${LISTED} ORDER BY r.lead, r.month`,
          [listed],
        ),
        database.query(
          "SELECT substr(stream, 10), max(seq) FROM fact WHERE stream IN (SELECT 'progress/' || value FROM json_each(?)) GROUP BY stream",
          [listed],
        ),
      ]);
      const figures = Map.groupBy(entries, (row) => String(row[0]));
      const filed = Map.groupBy(reports, (row) => String(row[16]));
      const version = new Map(versions.map((row) => [String(row[0]), Number(row[1])]));
      return leads.map((lead) => ({
        lead,
        version: version.get(lead) ?? 0,
        entries: (figures.get(lead) ?? []).map(([, measure, month, units]) => ({
          measure: String(measure),
          month: String(month),
          units: Number(units),
        })),
        reports: (filed.get(lead) ?? []).map(reportOf),
      }));
    },
  };
}
