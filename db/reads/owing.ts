/**
 * Reads of who owes a month's report: plain statements over a covering index, so that a city of fifty thousand projects is
 * counted in a fraction of a second. Part of `store.ts`.
 *
 * Whole-city counts are taken in batches of units: between two statements the driver lets others speak.
 */

import type { Partner } from '../../src/domain/lead/holding.ts';
import { EXIT_PREFIX, RESUME } from '../../src/domain/lead/stage-course.ts';
import type { OwingRule } from '../../src/domain/month.ts';
import type { Bind, Database } from '../../src/ports.ts';
import type { OwingFilter, OwingReads, ProjectRow, UnitReports } from '../../src/store/owing.ts';
import { LISTED, marks, type Part, textOrNull, UNDER_WAY } from '../parts.ts';

/** Projects counted by one statement. */
const PROJECTS_A_BATCH = 6_000;
const PROJECT_COLUMNS =
  'l.number, l.project_number, l.company, l.project, l.unit, l.holder, l.confidential, l.hold_state, ' +
  // Nearly nobody has partners, and text is searched faster than JSON is read.
  `CASE WHEN instr(l.holding, '"partners":[]') > 0 THEN NULL ELSE json_extract(l.holding, '$.partners') END`;
const NOBODY: readonly Partner[] = [];
/** A report `r` that has been returned 已退回 is owed again. */
const FILED = "r.checked IS NOT 'returned'";
const REPORT =
  'SELECT 1 FROM progress_report r INDEXED BY report_month WHERE r.lead = l.number AND r.month = ?';

/** `owesReport` of the domain, as a condition on a row of `lead`. */
function owes(rule: OwingRule): Part {
  return {
    sql:
      'l.promoted_at < ? AND l.registered_at < ? AND (l.exit_on IS NULL OR l.exit_on > ?) ' +
      `AND l.stage NOT IN (${marks(rule.exits)}) ` +
      'AND coalesce((SELECT min(e.happened_on) FROM stage_event e WHERE e.lead = l.number ' +
      `AND e.state = 'verified' AND e.stage IN (${marks(rule.projectStages)})), '') <= ? ` +
      `AND coalesce((SELECT e.stage FROM stage_event e WHERE e.lead = l.number AND e.state = 'verified' ` +
      `AND (e.stage = ? OR e.stage LIKE ?) AND e.happened_on <= ? ` +
      'ORDER BY e.happened_on DESC, e.stage DESC LIMIT 1), ?) = ?',
    binds: [
      rule.promotedBefore,
      rule.registeredBefore,
      rule.monthEndOn,
      ...rule.exits,
      ...rule.projectStages,
      rule.monthEndOn,
      RESUME,
      `${EXIT_PREFIX}%`,
      rule.monthEndOn,
      RESUME,
      RESUME,
    ],
  };
}

/** Projects a filter is about, whether they owe or not. */
function among({ units, underWay }: OwingFilter): Part {
  const left = underWay === true ? ` AND ${UNDER_WAY}` : '';
  const own = units === undefined ? '' : ` AND l.unit IN ${LISTED}`;
  return {
    sql: `l.project_number IS NOT NULL AND l.status <> 'withdrawn'${left}${own}`,
    binds: units === undefined ? [] : [JSON.stringify(units)],
  };
}

/** Owing, and no report for the month, or only a returned one. */
function missing(filter: OwingFilter): Part {
  const [all, owing] = [among(filter), owes(filter.rule)];
  return {
    sql: `${all.sql} AND NOT EXISTS (${REPORT} AND ${FILED}) ` + `AND ((${owing.sql}) OR EXISTS (${REPORT}))`,
    binds: [...all.binds, filter.rule.month, ...owing.binds, filter.rule.month],
  };
}

const projectOf = (row: readonly Bind[]): ProjectRow => ({
  number: String(row[0]),
  projectNumber: String(row[1]),
  company: String(row[2]),
  project: textOrNull(row[3]),
  unit: String(row[4]),
  holder: String(row[5]),
  confidential: Number(row[6]) === 1,
  holding: {
    state: row[7] === 'pool' || row[7] === 'merged' ? row[7] : 'held',
    partners: row[8] === null || row[8] === undefined ? NOBODY : (JSON.parse(String(row[8])) as Partner[]),
  },
});

export function owingReads(database: Pick<Database, 'query'>): OwingReads {
  /** Units that have projects, in batches; of those asked for, where some are. */
  async function unitBatches(wanted: readonly string[] | undefined): Promise<readonly string[][]> {
    const own = wanted === undefined ? '' : ` AND l.unit IN ${LISTED}`;
    const rows = await database.query(
      `SELECT l.unit, count(*) FROM lead l WHERE l.project_number IS NOT NULL${own} GROUP BY l.unit`,
      wanted === undefined ? [] : [JSON.stringify(wanted)],
    );
    const batches: string[][] = [];
    let room = 0;
    for (const [unit, projects] of rows) {
      const last = batches.at(-1);
      if (last === undefined || room < Number(projects)) {
        batches.push([String(unit)]);
        room = PROJECTS_A_BATCH - Number(projects);
      } else {
        last.push(String(unit));
        room -= Number(projects);
      }
    }
    return batches;
  }

  return {
    async unitReports(filter) {
      const owing = owes(filter.rule);
      const found: UnitReports[] = [];
      for (const units of await unitBatches(filter.units)) {
        const all = among({ ...filter, units });
        const rows = await database.query(
          `SELECT l.unit, count(*), sum(r.lead IS NOT NULL AND ${FILED}), sum(coalesce(r.late, 0)), ` +
            `sum((r.lead IS NULL OR NOT (${FILED})) AND l.confidential), ` +
            `sum((r.lead IS NULL OR NOT (${FILED})) AND (l.confidential OR l.hold_state <> 'held')), ` +
            "sum(r.checked IS 'verified'), sum(r.checked IS 'returned') " +
            'FROM lead l INDEXED BY lead_owing ' +
            'LEFT JOIN progress_report r INDEXED BY report_month ON r.month = ? AND r.lead = l.number ' +
            `WHERE ${all.sql} AND (r.lead IS NOT NULL OR (${owing.sql})) GROUP BY l.unit ORDER BY l.unit`,
          [filter.rule.month, ...all.binds, ...owing.binds],
        );
        for (const [unit, owed, reported, late, confidential, special, verified, returned] of rows) {
          found.push({
            unit: String(unit),
            owed: Number(owed),
            reported: Number(reported),
            late: Number(late),
            missingConfidential: Number(confidential),
            missingSpecial: Number(special),
            verified: Number(verified),
            returned: Number(returned),
          });
        }
      }
      return found;
    },

    async missingProjects(filter, { after, limit }) {
      const where = missing(filter);
      const rows = await database.query(
        `SELECT ${PROJECT_COLUMNS} FROM lead l INDEXED BY lead_owing WHERE ${where.sql} ` +
          'AND l.project_number > ? ORDER BY l.project_number LIMIT ?',
        [...where.binds, after ?? '', limit],
      );
      return rows.map(projectOf);
    },

    async missingNames(filter, { perUnit, only }) {
      const kind = {
        all: '',
        public: ' AND l.confidential = 0',
        plain: " AND l.confidential = 0 AND l.hold_state = 'held'",
      }[only];
      const found: ProjectRow[] = [];
      for (const units of await unitBatches(filter.units)) {
        const where = missing({ ...filter, units });
        const rows = await database.query(
          `SELECT ${PROJECT_COLUMNS} FROM lead l WHERE l.number IN (SELECT number FROM (` +
            'SELECT l.number, row_number() OVER (PARTITION BY l.unit ORDER BY l.project_number) AS place ' +
            `FROM lead l INDEXED BY lead_owing WHERE ${where.sql}${kind}` +
            ') WHERE place <= ?) ORDER BY l.project_number',
          [...where.binds, perUnit],
        );
        found.push(...rows.map(projectOf));
      }
      return found;
    },

    async missingApart(filter, which, limit) {
      const where = missing(filter);
      const isIt = which === 'special' ? "(l.confidential = 1 OR l.hold_state <> 'held')" : 'l.holder = ?';
      const rows = await database.query(
        `SELECT ${PROJECT_COLUMNS} FROM lead l WHERE ${where.sql} AND ${isIt} ORDER BY l.project_number LIMIT ?`,
        [...where.binds, ...(which === 'special' ? [] : [which.holder]), limit],
      );
      return rows.map(projectOf);
    },

    async reportRows(filter, { reported, limit, offset }) {
      const all = among(filter);
      const where = reported
        ? {
            sql: `${all.sql} AND EXISTS (${REPORT} AND ${FILED})`,
            binds: [...all.binds, filter.rule.month],
          }
        : missing(filter);
      // Somebody's units are few rows to sort; of a whole city only the page is walked to.
      const by = filter.units === undefined ? 'lead_project_number' : 'lead_owing';
      const rows = await database.query(
        `SELECT ${PROJECT_COLUMNS} FROM lead l INDEXED BY ${by} WHERE ${where.sql} ` +
          'ORDER BY l.project_number LIMIT ? OFFSET ?',
        [...where.binds, limit, offset],
      );
      return rows.map(projectOf);
    },

    async reportedAmong(month, leads) {
      const rows = await database.query(
        `SELECT r.lead FROM progress_report r WHERE r.month = ? AND r.lead IN ${LISTED} AND ${FILED}`,
        [month, JSON.stringify(leads)],
      );
      return new Set(rows.map((row) => String(row[0])));
    },

    async latestReports(leads) {
      const rows = await database.query(
        `SELECT lead, max(reported_at) FROM progress_report WHERE lead IN ${LISTED} GROUP BY lead`,
        [JSON.stringify(leads)],
      );
      return new Map(rows.map((row) => [String(row[0]), Number(row[1])]));
    },

    async hasProjects() {
      const rows = await database.query(
        "SELECT 1 FROM lead WHERE project_number IS NOT NULL AND status <> 'withdrawn' LIMIT 1",
        [],
      );
      return rows.length > 0;
    },
  };
}
