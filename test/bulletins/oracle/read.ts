/** The whole city, lead by lead: the slow reading that the counts of `src/bulletins/read.ts` must agree with. */

import { figuresOf } from '../../../src/bulletins/read.ts';
import type { Month } from '../../../src/domain/day.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import type { MonthFigures } from '../../../src/domain/month-figures.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import { movesOf, type SharedProject } from '../../../src/domain/transfer/shares.ts';
import type { RollupRow, Store } from '../../../src/store.ts';

const PAGE = 500;

/** Everything one month's figures are composed from. */
export interface WholeMaterial {
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

export async function readWhole(store: Store, pack: Pack, month: Month, now: number): Promise<WholeMaterial> {
  const [roster, leads, publications, transfers] = await Promise.all([
    store.roster(),
    allLeads(store),
    store.publications('month', 'published'),
    store.transfersAgreed(),
  ]);
  const reports = (await Promise.all(leads.map((lead) => store.progress(lead.number)))).flatMap((one) =>
    one.reports.filter((report) => report.month === month).map(({ late }) => ({ lead: one.lead, late })),
  );
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
    reported: new Set(reports.map((one) => one.lead)),
    late: new Set(reports.filter((one) => one.late).map((one) => one.lead)),
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
