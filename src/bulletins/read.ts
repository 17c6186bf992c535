/** What a month's ranking and bulletin are made of, read from the store. Nothing is decided or printed here. */
import { type Month, shiftMonth } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { type Publication, publicationId } from '../domain/publication.ts';
import type { Roster } from '../domain/roster.ts';
import { movesOf, type SharedProject } from '../domain/transfer/shares.ts';
import type { RollupRow, Store } from '../store.ts';

const PAGE = 500;
/** How far back an unpublished month with data is looked for. */
const MONTHS_BACK = 24;

/** Everything one month's figures are composed from. */
export interface Material {
  readonly month: Month;
  /** UTC ms of the reading. */
  readonly now: number;
  readonly pack: Pack;
  readonly roster: Roster;
  readonly leads: readonly Lead[];
  /** Increments as reported, under the unit that reported them: what the city's figures are made of. */
  readonly rows: readonly RollupRow[];
  /** What agreed transfers move between units, month by month (SM 三(二)11); added to `rows` for the units' figures. */
  readonly moves: readonly RollupRow[];
  readonly shared: readonly SharedProject[];
  readonly reported: ReadonlySet<string>;
  readonly late: ReadonlySet<string>;
  /** Published months, with the figures they printed; oldest first. */
  readonly published: readonly MonthFigures[];
}

/** The figures of a publication's body. */
export const figuresOf = (publication: Publication): MonthFigures =>
  JSON.parse(publication.body) as MonthFigures;

export async function readMaterial(store: Store, pack: Pack, month: Month, now: number): Promise<Material> {
  const [roster, leads, reported, late, publications, transfers] = await Promise.all([
    store.roster(),
    allLeads(store),
    store.reportedIn(month),
    store.lateIn(month),
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
  const [rows, increments] = await Promise.all([
    store.rollup(from, month),
    store.incrementsOf(transfers.map((transfer) => transfer.lead)),
  ]);
  const byNumber = new Map(leads.map((lead) => [lead.number, lead]));
  const shared = transfers.flatMap((transfer): SharedProject[] => {
    const lead = byNumber.get(transfer.lead);
    if (lead === undefined) return [];
    return [{ transfer, lead, increments: increments.filter((one) => one.lead === transfer.lead) }];
  });
  return {
    month,
    now,
    pack,
    roster,
    leads,
    rows,
    moves: movesOf(shared).filter((move) => move.month >= from && move.month <= month),
    shared,
    reported,
    late: new Set(late.map((one) => one.lead)),
    published,
  };
}

async function allLeads(store: Store): Promise<readonly Lead[]> {
  const leads: Lead[] = [];
  for (;;) {
    const { items } = await store.leads({ limit: PAGE, offset: leads.length });
    leads.push(...items);
    if (items.length < PAGE) return leads;
  }
}

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
