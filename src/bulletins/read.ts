/**
 * What a month's ranking and bulletin are made of, read from the store: counts and short lists, never a whole city of
 * leads. Nothing is decided or printed here.
 */
import { instantOfDay, type Month, monthStart, shiftMonth } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { owingRule, projectStages } from '../domain/month.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { type Publication, publicationId } from '../domain/publication.ts';
import type { Roster } from '../domain/roster.ts';
import { movesOf, type SharedProject } from '../domain/transfer/shares.ts';
import type { ReachedRow, UnitCount } from '../store/bulletins.ts';
import type { ProjectRow, UnitReports } from '../store/owing.ts';
import type { RollupRow, Store } from '../store.ts';
import { reachedIn, STARTED } from './counts.ts';

/** How far back an unpublished month with data is looked for. */
const MONTHS_BACK = 24;
/** Names of missing projects a unit's line of the bulletin keeps; the others are counted. */
const MISSING_NAMES_MAX = 50;
/** While people file, a draft is read again so often to be of one moment. */
const READS_MAX = 3;

/** Everything one month's ranking is composed from. */
export interface Material {
  readonly month: Month;
  /** UTC ms of the reading. */
  readonly now: number;
  readonly pack: Pack;
  readonly roster: Roster;
  /** Leads registered in the month, by the unit they stand under. */
  readonly registered: readonly UnitCount[];
  /** Projects signed and started that count for the month, less those of agreed transfers. */
  readonly signed: readonly UnitCount[];
  readonly started: readonly UnitCount[];
  readonly reports: readonly UnitReports[];
  /** Increments as reported, under the unit that reported them: what the city's figures are made of. */
  readonly rows: readonly RollupRow[];
  /** What agreed transfers move between units, month by month (SM 三(二)11); added to `rows` for the units' figures. */
  readonly moves: readonly RollupRow[];
  /** Projects of agreed transfers, whole: there are few. */
  readonly shared: readonly (SharedProject & { readonly lead: Lead })[];
  /** Published months, with the figures they printed; oldest first. */
  readonly published: readonly MonthFigures[];
}

/** What a bulletin says beside the ranking. */
export interface Details {
  readonly stages: readonly { readonly stage: string; readonly count: number }[];
  readonly signedProjects: readonly ReachedRow[];
  /** Missing projects that may be named, the first of each unit. */
  readonly missing: readonly ProjectRow[];
  /** Leads with a stage's day corrected since the last bulletin. */
  readonly corrected: readonly Lead[];
}

/** The figures of a publication's body. */
export const figuresOf = (publication: Publication): MonthFigures =>
  JSON.parse(publication.body) as MonthFigures;

export async function readMaterial(store: Store, pack: Pack, month: Month, now: number): Promise<Material> {
  const [roster, reports, publications, transfers] = await Promise.all([
    store.roster(),
    store.unitReports({ rule: owingRule(pack, month), underWay: true }),
    store.publications('month', 'published'),
    store.transfersAgreed(),
  ]);
  const published = publications
    .filter((one) => one.period < month)
    .map(figuresOf)
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const yearStart = `${month.slice(0, 4)}-01`;
  const first = published[0]?.month ?? yearStart;
  const from = first < yearStart ? first : yearStart;
  const numbers = transfers.map((transfer) => transfer.lead);
  const [rows, increments, leads] = await Promise.all([
    store.rollup(from, month),
    store.incrementsOf(numbers),
    store.leadsNumbered([...new Set(numbers)]),
  ]);
  const byNumber = new Map(leads.map((lead) => [lead.number, lead]));
  const shared = transfers.flatMap((transfer) => {
    const lead = byNumber.get(transfer.lead);
    if (lead === undefined) return [];
    return [{ transfer, lead, increments: increments.filter((one) => one.lead === transfer.lead) }];
  });
  const period = { month, pack, published };
  const apart = shared.map((one) => one.lead.number);
  const { fromAt, untilAt } = instantsOf(month);
  const [registered, signed, started] = await Promise.all([
    store.registeredCounts(fromAt, untilAt),
    store.reachedCounts(reachedIn(period, projectStages(pack), apart)),
    store.reachedCounts(reachedIn(period, [STARTED], apart)),
  ]);
  return {
    ...period,
    now,
    roster,
    registered,
    signed,
    started,
    reports,
    rows,
    moves: movesOf(shared).filter((move) => move.month >= from && move.month <= month),
    shared,
  };
}

/** @param material of the same month, read before. */
export async function readDetails(store: Store, material: Material): Promise<Details> {
  const { pack, month, published, reports } = material;
  const last = published.at(-1);
  const owing = { rule: owingRule(pack, month), underWay: true };
  const units = reports.filter((one) => one.owed > one.reported).map((one) => one.unit);
  const [stages, signedProjects, missing, corrected] = await Promise.all([
    store.stageCounts(),
    store.reachedRows(reachedIn(material, projectStages(pack), [])),
    store.missingNames({ ...owing, units }, { perUnit: MISSING_NAMES_MAX, only: 'public' }),
    last === undefined ? [] : store.leadsCorrectedAfter(last.asOfAt),
  ]);
  return { stages, signedProjects, missing, corrected };
}

/** Both, of one moment where the city lets it: read again when something was recorded meanwhile. */
export async function readWhole(
  store: Store,
  pack: Pack,
  month: Month,
  now: number,
): Promise<{ readonly material: Material; readonly details: Details }> {
  for (let read = 1; ; read += 1) {
    const before = await store.standingVersion();
    const material = await readMaterial(store, pack, month, now);
    const details = await readDetails(store, material);
    if (read >= READS_MAX || (await store.standingVersion()) === before) return { material, details };
  }
}

const instantsOf = (month: Month) => ({
  fromAt: instantOfDay(monthStart(month)),
  untilAt: instantOfDay(monthStart(shiftMonth(month, 1))),
});

/** Months with any figure that have no published bulletin, latest first. */
export async function unpublishedMonths(store: Store): Promise<readonly Month[]> {
  const latest = await store.latestMonth();
  if (latest === null) return [];
  const [rows, published] = await Promise.all([
    store.rollup(shiftMonth(latest, -MONTHS_BACK), latest),
    store.publications('month', 'published'),
  ]);
  const done = new Set(published.map((one) => one.period));
  const months = new Set(rows.map((row) => row.month).filter((month) => !done.has(month)));
  return [...months].sort().reverse();
}

/** The last published bulletin of a month, or `null`. */
export async function lastPublished(store: Store): Promise<Publication | null> {
  return (await store.publications('month', 'published'))[0] ?? null;
}

/** The bulletin of a month in whatever state, or `null`. */
export const publicationOfMonth = (store: Store, month: Month): Promise<Publication | null> =>
  store.publication(publicationId('month', month));
