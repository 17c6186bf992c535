/** 月报 that are owed and not filed: of the last closed windows, one item a project and month. */
import { dayOfInstant, monthOf, shiftMonth } from '../domain/day.ts';
import { currentNumber, titleOf } from '../domain/lead/lead.ts';
import { isPastDue, owesReport, sayMonth } from '../domain/month.ts';
import { monthlyReport, reportWindow } from '../domain/pack/view.ts';
import type { LateItem, LateSource } from './late.ts';

/** What nobody filed for longer than this is the office's own affair. */
const MONTHS_BACK = 3;

export const missingReports: LateSource = async ({ pack, roster, store, today }) => {
  const cadence = monthlyReport(pack);
  if (cadence === null) return [];
  const projects = await store.projects();
  const items: LateItem[] = [];
  for (let back = 1; back <= MONTHS_BACK; back += 1) {
    const month = shiftMonth(monthOf(today), -back);
    const dueOn = reportWindow(pack, month)?.dueOn;
    if (dueOn === undefined || !isPastDue(pack, month, today)) continue;
    const reported = await store.reportedIn(month);
    for (const lead of projects) {
      if (reported.has(lead.number) || !owesReport(pack, lead, month)) continue;
      // A project promoted after the due day could not have filed by then.
      if (lead.promotedAt !== null && dayOfInstant(lead.promotedAt) > dueOn) continue;
      const number = currentNumber(lead);
      items.push({
        kind: 'report',
        kindLabel: '月报',
        key: `report:${lead.number}:${month}`,
        group: {
          key: `report:${month}:${lead.unit}`,
          title: `补报${sayMonth(month)}月报（${roster.unitName(lead.unit)}）`,
        },
        number,
        lead,
        unit: lead.unit,
        holder: lead.holder,
        title: titleOf(lead),
        dueOn,
        light: 'red',
        why: `${sayMonth(month)}月报没有报，${dueOn} 24:00 截止`,
        clause: cadence.clause,
        next: { label: `月报 ${number}`, command: 'report', text: `${number} ${month}` },
      });
    }
  }
  return items;
};
