/** 月报 that are owed and not filed: of the last closed windows, one item a project and month. */
import { missingOf } from '../bulletins/missing.ts';
import { type Month, monthOf, shiftMonth } from '../domain/day.ts';
import { type Lead, titleOf } from '../domain/lead/lead.ts';
import { isPastDue, owesReport, owingRule, sayMonth } from '../domain/month.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { monthlyReport, reportWindow } from '../domain/pack/view.ts';
import type { OwingFilter, ProjectRow } from '../store/owing.ts';
import type { Store } from '../store.ts';
import type { LateItem, LateReader, LateScene, LateSource } from './late.ts';

/** What nobody filed for longer than this is the office's own affair. */
const MONTHS_BACK = 3;
const KIND = '月报';
const OWN_MAX = 1_000;

export const missingReports: LateSource = async ({ pack, roster, store, today, only, reader }) => {
  const cadence = monthlyReport(pack);
  if (cadence === null) return [];
  const items: LateItem[] = [];
  for (let back = 1; back <= MONTHS_BACK; back += 1) {
    const month = shiftMonth(monthOf(today), -back);
    const dueOn = reportWindow(pack, month)?.dueOn;
    if (dueOn === undefined || !isPastDue(pack, month, today)) continue;
    const why = `${sayMonth(month)}月报没有报，${dueOn} 24:00 截止`;
    const rows = rowsOf({ pack, store, only, reader }, month);
    for await (const some of rows) {
      for (const row of some) {
        const number = row.projectNumber;
        items.push({
          kind: 'report',
          kindLabel: KIND,
          key: `report:${row.number}:${month}`,
          group: {
            key: `report:${month}:${row.unit}`,
            title: `补报${sayMonth(month)}月报（${roster.unitName(row.unit)}）`,
          },
          number,
          lead: row,
          unit: row.unit,
          holder: row.holder,
          title: titleOf(row),
          dueOn,
          light: 'red',
          why,
          clause: cadence.clause,
          next: { label: `月报 ${number}`, command: 'report', text: `${number} ${month}` },
        });
      }
    }
  }
  return items;
};

type Asked = Pick<LateScene, 'pack' | 'store'> & {
  readonly only: Lead | undefined;
  readonly reader: LateReader | undefined;
};

async function* rowsOf(asked: Asked, month: Month): AsyncGenerator<readonly ProjectRow[]> {
  const { pack, store, only, reader } = asked;
  const filter = { rule: owingRule(pack, month) };
  if (only !== undefined) yield await ofLead(only, month, pack, store);
  else if (reader !== undefined) yield await firstRows(filter, reader, store);
  else yield* missingOf(store, filter);
}

/** The first of each unit and all of the reader's own; the others are told as numbers. */
async function firstRows(
  filter: OwingFilter,
  { person, units, perUnit, more }: LateReader,
  store: Store,
): Promise<readonly ProjectRow[]> {
  const reports = await store.unitReports({ ...filter, ...(units === undefined ? {} : { units }) });
  const short = reports.filter((one) => one.owed > one.reported).map((one) => one.unit);
  const [first, own] = await Promise.all([
    short.length === 0 ? [] : store.missingNames({ ...filter, units: short }, { perUnit, only: 'all' }),
    store.missingApart(filter, { holder: person }, OWN_MAX),
  ]);
  const rows = new Map([...first, ...own].map((row) => [row.number, row]));
  const listed = Map.groupBy(rows.values(), (row) => row.unit);
  for (const { unit, owed, reported } of reports) {
    const count = owed - reported - (listed.get(unit)?.length ?? 0);
    if (count > 0) more({ kindLabel: KIND, unit, count });
  }
  return [...rows.values()];
}

async function ofLead(lead: Lead, month: Month, pack: Pack, store: Store): Promise<readonly ProjectRow[]> {
  const { projectNumber } = lead;
  if (projectNumber === null || !owesReport(pack, lead, month)) return [];
  const reported = await store.reportedAmong(month, [lead.number]);
  return reported.has(lead.number) ? [] : [{ ...lead, projectNumber }];
}
