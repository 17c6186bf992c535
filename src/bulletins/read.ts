/**
 * What a period's ranking and bulletin are made of, read from the store: counts and short lists, never a whole city of
 * leads. Nothing is decided or printed here.
 */
import { instantOfDay, type Month, monthEnd, monthStart, shiftMonth } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { owingRule, projectStages } from '../domain/month.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import type { Objection } from '../domain/objection.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { type BulletinPeriod, firstMonth, lastMonth, monthsOfPeriod } from '../domain/period.ts';
import type { Proposal } from '../domain/proposal.ts';
import { type Publication, publicationId } from '../domain/publication.ts';
import type { Roster } from '../domain/roster.ts';
import { movesOf, type SharedProject } from '../domain/transfer/shares.ts';
import type { PerformanceRow, PeriodLine, ReachedRow, UnitCount } from '../store/bulletins.ts';
import type { ProjectRow, UnitReports } from '../store/owing.ts';
import type { PointsBalance } from '../store/pool.ts';
import type { Summary } from '../store/standing.ts';
import type { RollupRow, Store } from '../store.ts';
import { type ClawBackOf, clawBacksUntil } from './claw-backs.ts';
import { reachedIn, STARTED } from './counts.ts';
import { rankingRuleOf } from './ranking-rule.ts';

/** How far back an unpublished month with data is looked for. */
const MONTHS_BACK = 24;
/** Names of missing projects a unit's line of the bulletin keeps; the others are counted. */
const MISSING_NAMES_MAX = 50;
/** While people file, a draft is read again so often to be of one moment. */
const READS_MAX = 3;
/** Confirmed proposals looked through for those since the last bulletin. */
const PROPOSALS_MAX = 200;

/** Where everybody stands at a period's end; `null`: nothing could be worked out. */
export type Summarise = (month: Month, now: number) => Promise<Summary | null>;

/** Everything one period's ranking is composed from. */
export interface Material {
  readonly period: BulletinPeriod;
  /** Its last month. */
  readonly month: Month;
  readonly months: readonly Month[];
  /** UTC ms of the reading. */
  readonly now: number;
  readonly pack: Pack;
  readonly roster: Roster;
  /** Leads registered in the period, by the unit they stand under. */
  readonly registered: readonly UnitCount[];
  /** Projects signed and started that count for the period, less those of agreed transfers. */
  readonly signed: readonly UnitCount[];
  readonly started: readonly UnitCount[];
  /** Of each month of the period. */
  readonly reports: readonly UnitReports[];
  readonly reportsOf: ReadonlyMap<Month, readonly UnitReports[]>;
  /** Increments as reported less what was clawed back, under the unit that reported them: what the city's figures are made of. */
  readonly rows: readonly RollupRow[];
  /** What agreed transfers move between units, month by month (SM 三(二)11); added to `rows` for the units' figures. */
  readonly moves: readonly RollupRow[];
  /** Projects of agreed transfers, whole: there are few. */
  readonly shared: readonly (SharedProject & { readonly lead: Lead })[];
  /** 冲减 up to the period's end. */
  readonly clawBacks: readonly ClawBackOf[];
  /** Published bulletins of this kind, with the figures they printed; oldest first. */
  readonly published: readonly MonthFigures[];
  /** Published bulletins of months within a longer period. */
  readonly publishedMonths: readonly MonthFigures[];
}

/** What a bulletin says beside the ranking. */
export interface Details {
  readonly stages: readonly { readonly stage: string; readonly count: number }[];
  readonly signedProjects: readonly ReachedRow[];
  /** Missing projects that may be named, the first of each unit; with their month in a longer period. */
  readonly missing: readonly (ProjectRow & { readonly month?: Month })[];
  /** Leads with a stage's day corrected since the last bulletin. */
  readonly corrected: readonly Lead[];
  readonly performance: readonly PerformanceRow[];
  readonly lines: readonly PeriodLine[];
  readonly standing: Summary | null;
  /** 积分 units earned in the period. */
  readonly points: readonly PointsBalance[];
  /** Confirmed since the last bulletin. */
  readonly confirmed: readonly Proposal[];
  /** 采纳 since the last bulletin. */
  readonly objections: readonly Objection[];
}

/** The figures of a publication's body. */
export const figuresOf = (publication: Publication): MonthFigures =>
  JSON.parse(publication.body) as MonthFigures;

const asPeriod = (of: Month | BulletinPeriod): BulletinPeriod =>
  typeof of === 'string' ? { kind: 'month', key: of } : of;

export async function readMaterial(
  store: Store,
  pack: Pack,
  of: Month | BulletinPeriod,
  now: number,
): Promise<Material> {
  const period = asPeriod(of);
  const months = monthsOfPeriod(period);
  const [first, month] = [firstMonth(period), lastMonth(period)];
  const [roster, reportsBy, publications, monthly, transfers, clawBacks] = await Promise.all([
    store.roster(),
    Promise.all(months.map((one) => store.unitReports({ rule: owingRule(pack, one), underWay: true }))),
    store.publications(period.kind, 'published'),
    period.kind === 'month' ? [] : store.publications('month', 'published'),
    store.transfersAgreed(),
    clawBacksUntil(store, month),
  ]);
  const published = inOrder(publications).filter((one) => one.month < first);
  const yearStart = `${month.slice(0, 4)}-01`;
  const earliest = published[0];
  const printedFrom =
    earliest === undefined
      ? yearStart
      : firstMonth({ kind: period.kind, key: earliest.period ?? earliest.month });
  const from = [printedFrom, yearStart, first].sort()[0] ?? first;
  const numbers = transfers.map((transfer) => transfer.lead);
  const [rollup, increments, leads] = await Promise.all([
    store.rollup(from, month),
    store.incrementsOf(numbers),
    store.leadsNumbered([...new Set(numbers)]),
  ]);
  const byNumber = new Map(leads.map((lead) => [lead.number, lead]));
  const raw = [...increments, ...clawBacks.map((one) => one.increment)];
  const shared = transfers.flatMap((transfer) => {
    const lead = byNumber.get(transfer.lead);
    if (lead === undefined) return [];
    return [{ transfer, lead, increments: raw.filter((one) => one.lead === transfer.lead) }];
  });
  const base = { period, month, months, pack, published };
  const apart = shared.map((one) => one.lead.number);
  const { fromAt, untilAt } = instantsOf(first, month);
  const [registered, signed, started] = await Promise.all([
    store.registeredCounts(fromAt, untilAt),
    store.reachedCounts(reachedIn(base, projectStages(pack), apart)),
    store.reachedCounts(reachedIn(base, [STARTED], apart)),
  ]);
  const isRead = (row: RollupRow) => row.month >= from && row.month <= month;
  return {
    ...base,
    now,
    roster,
    registered,
    signed,
    started,
    reports: reportsBy.flat(),
    reportsOf: new Map(months.map((one, at) => [one, reportsBy[at] ?? []])),
    rows: [...rollup, ...clawBacks.map((one) => one.increment).filter(isRead)],
    moves: movesOf(shared).filter(isRead),
    shared,
    clawBacks: clawBacks.filter((one) => one.increment.month >= from),
    published,
    publishedMonths: inOrder(monthly).filter((one) => months.includes(one.month)),
  };
}

const inOrder = (publications: readonly Publication[]): readonly MonthFigures[] =>
  publications.map(figuresOf).sort((a, b) => (a.month < b.month ? -1 : 1));

/** @param material of the same period, read before. */
export async function readDetails(
  store: Store,
  material: Material,
  summarise: Summarise = () => Promise.resolve(null),
): Promise<Details> {
  const { pack, month, months, published } = material;
  const last = published.at(-1);
  const since = last?.asOfAt ?? null;
  const { measure } = rankingRuleOf(pack);
  const isLong = material.period.kind !== 'month';
  const span = instantsOf(months[0] ?? month, month);
  const [
    stages,
    signedProjects,
    missing,
    corrected,
    performance,
    lines,
    standing,
    confirmed,
    objections,
    points,
  ] = await Promise.all([
    store.stageCounts(),
    store.reachedRows(reachedIn(material, projectStages(pack), [])),
    readMissing(store, material),
    since === null ? [] : store.leadsCorrectedAfter(since),
    isLong
      ? store.performance({
          signed: projectStages(pack),
          started: STARTED,
          operating: 'operating',
          measure: measure.id,
          before: monthStart(months[0] ?? month),
          untilOn: monthEnd(month),
        })
      : [],
    store.periodLines({
      measure: measure.id,
      from: months[0] ?? month,
      to: month,
      perYear: pack.measures.find((one) => one.id === measure.id)?.span === 'year',
    }),
    summarise(month, material.now),
    store.proposals(['confirmed'], PROPOSALS_MAX),
    since === null ? [] : store.objectionsAccepted(since),
    store.pointsBalances('unit', span.fromAt, span.untilAt),
  ]);
  const from = since ?? span.fromAt;
  return {
    stages,
    signedProjects,
    missing,
    corrected,
    performance,
    lines,
    standing,
    confirmed: confirmed.filter((one) => (one.decidedAt ?? 0) > from),
    objections,
    points,
  };
}

/** A year's are counted and not named: its bulletin is about results. */
async function readMissing(store: Store, { pack, period, months, reportsOf }: Material) {
  if (period.kind === 'year') return [];
  const named = await Promise.all(
    months.map(async (one) => {
      const reports = reportsOf.get(one) ?? [];
      const units = reports.filter((row) => row.owed > row.reported).map((row) => row.unit);
      const owing = { rule: owingRule(pack, one), underWay: true };
      const rows = await store.missingNames(
        { ...owing, units },
        { perUnit: MISSING_NAMES_MAX, only: 'public' },
      );
      return period.kind === 'month' ? rows : rows.map((row) => ({ ...row, month: one }));
    }),
  );
  return named.flat();
}

/** Both, of one moment where the city lets it: read again when something was recorded meanwhile. */
export async function readWhole(
  store: Store,
  pack: Pack,
  of: Month | BulletinPeriod,
  now: number,
  summarise?: Summarise,
): Promise<{ readonly material: Material; readonly details: Details }> {
  for (let read = 1; ; read += 1) {
    const before = await store.standingVersion();
    const material = await readMaterial(store, pack, of, now);
    const details = await readDetails(store, material, summarise);
    if (read >= READS_MAX || (await store.standingVersion()) === before) return { material, details };
  }
}

const instantsOf = (first: Month, last: Month) => ({
  fromAt: instantOfDay(monthStart(first)),
  untilAt: instantOfDay(monthStart(shiftMonth(last, 1))),
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

/** The last published bulletin of a kind, by default a month's, or `null`. */
export async function lastPublished(
  store: Store,
  kind: BulletinPeriod['kind'] = 'month',
): Promise<Publication | null> {
  return (await store.publications(kind, 'published'))[0] ?? null;
}

/** The bulletin of a period in whatever state, or `null`. */
export const publicationOf = (store: Store, { kind, key }: BulletinPeriod): Promise<Publication | null> =>
  store.publication(publicationId(kind, key));

/** The bulletin of a month in whatever state, or `null`. */
export const publicationOfMonth = (store: Store, month: Month): Promise<Publication | null> =>
  publicationOf(store, { kind: 'month', key: month });
