/**
 * The names of missing reports on one page of 未报: of each unit the first few that may be named here, and how many may not.
 * Ordinary projects of a unit are all seen or all not; what is confidential, lies in the pool or is the asker's own is
 * looked at one by one.
 */
import { type MissingUnit, NAMES_MAX } from '../../src/cards/missing.ts';
import type { KnownScene, Tools } from '../../src/command.ts';
import { titleOf } from '../../src/domain/lead/lead.ts';
import type { OwingRule } from '../../src/domain/month.ts';
import { isReturned } from '../../src/domain/progress-check/check.ts';
import type { ProjectRow, UnitReports } from '../../src/store/owing.ts';
import { sightHere } from './find.ts';

/** Looked at one by one; beyond this they are only counted. */
const APART_MAX = 1_000;

const isPlain = (row: ProjectRow): boolean => !row.confidential && row.holding.state === 'held';

/** Whether this asker may name the ordinary projects of a unit, whoever holds them. */
const seesPlain = (unit: string, here: KnownScene): boolean =>
  sightHere(
    { unit, holder: '', confidential: false, projectNumber: '', holding: { state: 'held', partners: [] } },
    here,
  ) !== 'none';

export async function namedUnits(
  reports: readonly UnitReports[],
  rule: OwingRule,
  here: KnownScene,
  tools: Tools,
): Promise<readonly MissingUnit[]> {
  const { store } = tools;
  const open = new Set(reports.map((one) => one.unit).filter((unit) => seesPlain(unit, here)));
  const closed = reports.map((one) => one.unit).filter((unit) => !open.has(unit));
  const special = reports.filter((one) => one.missingSpecial > 0).map((one) => one.unit);
  const [plain, apart, own] = await Promise.all([
    open.size === 0
      ? []
      : store.missingNames({ rule, units: [...open] }, { perUnit: NAMES_MAX, only: 'plain' }),
    special.length === 0 ? [] : store.missingApart({ rule, units: special }, 'special', APART_MAX),
    closed.length === 0
      ? []
      : store.missingApart({ rule, units: closed }, { holder: here.actor.id }, APART_MAX),
  ]);
  const seen = [...apart, ...own.filter(isPlain)].filter((row) => sightHere(row, here) !== 'none');
  const rows = Map.groupBy([...plain, ...seen], (row) => row.unit);
  const looked = Map.groupBy(seen, (row) => row.unit);
  const returned = await returnedAmong([...rows.values()].flat(), rule, tools);
  return reports.map(({ unit, owed, reported, missingSpecial }) => {
    const missing = owed - reported;
    const named = (open.has(unit) ? missing - missingSpecial : 0) + (looked.get(unit)?.length ?? 0);
    const first = [...(rows.get(unit) ?? [])]
      .sort((a, b) => (a.projectNumber < b.projectNumber ? -1 : 1))
      .slice(0, NAMES_MAX);
    return {
      name: here.roster.unitName(unit),
      owed,
      reported,
      titles: first.map(
        (row) => `${row.projectNumber} ${titleOf(row)}${returned.has(row.number) ? '（已退回）' : ''}`,
      ),
      named,
      hidden: missing - named,
    };
  });
}

/** Those whose report was returned by its verifier: owed again. */
async function returnedAmong(
  rows: readonly ProjectRow[],
  { month }: OwingRule,
  { store }: Tools,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const states = await store.reportStates(
    month,
    rows.map((row) => row.number),
  );
  return new Set([...states].filter(([, state]) => isReturned(state)).map(([lead]) => lead));
}
