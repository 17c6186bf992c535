/**
 * Reminders of every report that is due 催报 (domain P13): of the monthly form project by project, of quarterly, yearly and
 * one-off reports unit by unit; on the days the pack names, on working days, only to those missing; then to the superior.
 *
 *  1. An occasion is one reminder of one period: it runs once, and each receiver gets it once.
 *  2. After a downtime only the newest that is still true is an occasion (`remindersNow`); older ones never go out.
 *
 * Left out: reminders by hand (`commands/remind.ts`), and the days (`src/domain/filing/reminders.ts`).
 */
import { atHour } from '../bulletins/hours.ts';
import { missingOf } from '../bulletins/missing.ts';
import { officeExcept } from '../bulletins/receivers.ts';
import {
  calendarCard,
  filingReminderCard,
  type ReminderFiling,
  type ReminderItem,
  reminderCard,
} from '../cards/reminder.ts';
import { CALENDAR_DAYS_NOTE } from '../domain/calendar.ts';
import { addDays, daysBetween } from '../domain/day.ts';
import { filedReport } from '../domain/filing/filing.ts';
import { type ReminderStep, reminderSteps, remindersNow, unknownYear } from '../domain/filing/reminders.ts';
import {
  periodsDue,
  type ReportPeriod,
  sayReport,
  unitReports,
  unitsOwing,
} from '../domain/filing/window.ts';
import { titleOf } from '../domain/lead/lead.ts';
import { owingRule } from '../domain/month.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { monthlyReport } from '../domain/pack/view.ts';
import type { Person } from '../domain/roster.ts';
import type { Notice } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';
import { filersOf, leadersOf } from './reporters.ts';

/** Due days looked at, before and after today: reminders reach sixty days either side at most. */
const REACH_DAYS = 75;

export const reminders: Job = {
  id: 'report-reminders',
  async due({ now, today, pack, store }) {
    if (!atHour(now)) return [];
    const monthly = monthlyReport(pack);
    const cadences = [...(monthly === null ? [] : [monthly]), ...unitReports(pack)];
    const periods = cadences.flatMap((cadence) =>
      periodsDue(pack, cadence, addDays(today, -REACH_DAYS), addDays(today, REACH_DAYS)),
    );
    return [
      ...periods.flatMap((period) => occasionsOf(period, period.cadence === monthly, today)),
      ...((await store.hasProjects()) ? calendarOccasions(periods, today) : []),
    ];
  },
};

function occasionsOf(period: ReportPeriod, isMonthly: boolean, today: string): readonly Occasion[] {
  const steps = reminderSteps(period.cadence, period.dueOn);
  return remindersNow(steps, period.dueOn, today).map((step) => {
    // The monthly form's keys are as they always were.
    const key = `remind:${isMonthly ? '' : `${period.cadence.id}:`}${period.key}:${step.offsetDays}`;
    const write = isMonthly ? remindMonth : remindUnits;
    return {
      key,
      run: async (at: JobScene) => ({ changes: [], answer: {}, notices: await write(key, period, step, at) }),
    };
  });
}

/** One line to the office for each year whose holidays are not known when they are first needed. */
function calendarOccasions(periods: readonly ReportPeriod[], today: string): readonly Occasion[] {
  const near = periods.filter(({ dueOn }) => dueOn >= today && daysBetween(today, dueOn) <= 31);
  const years = near.map(({ cadence, dueOn }) => unknownYear(cadence, dueOn)).filter((year) => year !== null);
  return [...new Set(years)].map((year) => ({
    key: `calendar:${year}`,
    run: async ({ store }: JobScene) => ({
      changes: [],
      answer: {},
      notices: officeExcept(await store.roster(), '').map(
        (person): Notice => ({
          key: `calendar:${year}:${person.id}`,
          to: { kind: 'person', openId: person.openId },
          card: calendarCard(year, CALENDAR_DAYS_NOTE),
          rank: 'notice',
        }),
      ),
    }),
  }));
}

type Writer = (
  key: string,
  period: ReportPeriod,
  step: ReminderStep,
  scene: JobScene,
) => Promise<readonly Notice[]>;

/** Items by whoever is told of them. */
class ByReceiver<Item> {
  readonly #found = new Map<string, { readonly person: Person; readonly items: Item[] }>();

  add(people: readonly Person[], item: Item): void {
    for (const person of people) {
      const entry = this.#found.get(person.id) ?? { person, items: [] };
      entry.items.push(item);
      this.#found.set(person.id, entry);
    }
  }

  notices(key: string, card: (items: readonly Item[]) => Notice['card']): readonly Notice[] {
    return [...this.#found.values()].flatMap(({ person, items }): readonly Notice[] =>
      person.openId === null
        ? []
        : [
            {
              key: `${key}:${person.id}`,
              to: { kind: 'person', openId: person.openId },
              card: card(items),
              rank: 'notice',
            },
          ],
    );
  }
}

const remindMonth: Writer = async (key, period, step, { pack, store, today }) => {
  const roster = await store.roster();
  const byReceiver = new ByReceiver<ReminderItem>();
  const receivers = new Map<string, readonly Person[]>();
  for await (const rows of missingOf(store, { rule: owingRule(pack, period.key) })) {
    for (const row of rows) {
      const whose = step.to === 'reporter' ? row.holder : row.unit;
      const people = receivers.get(whose) ?? receiversOf(row, step, roster);
      receivers.set(whose, people);
      byReceiver.add(people, { number: row.projectNumber, title: titleOf(row) });
    }
  }
  return byReceiver.notices(key, (items) =>
    reminderCard({
      month: period.key,
      dueOn: period.dueOn,
      daysLeft: daysBetween(today, period.dueOn),
      items,
      to: step.to,
      ...(period.openOn > today ? { opensOn: period.openOn } : {}),
    }),
  );
};

/** Whoever holds the project; after the due day the leaders of its unit, else of the unit above. */
function receiversOf(
  row: { readonly holder: string; readonly unit: string },
  { to }: ReminderStep,
  roster: Awaited<ReturnType<JobScene['store']['roster']>>,
): readonly Person[] {
  if (to === 'superior') return leadersOf(row.unit, roster);
  const holder = roster.person(row.holder);
  return holder === null ? filersOf(row.unit, roster) : [holder];
}

const remindUnits: Writer = async (key, period, step, scene) => {
  const { pack, store, today } = scene;
  const roster = await store.roster();
  const report = sayReport(period);
  const byReceiver = new ByReceiver<ReminderFiling>();
  for (const unit of await unitsMissing(pack, period, scene)) {
    const people = step.to === 'superior' ? leadersOf(unit.id, roster) : filersOf(unit.id, roster);
    byReceiver.add(people, filingOf(period, unit));
  }
  const daysLeft = daysBetween(today, period.dueOn);
  return byReceiver.notices(key, (filings) =>
    filingReminderCard({ report, dueOn: period.dueOn, daysLeft, filings, to: step.to }),
  );
};

/** A unit's report as a reminder names it. */
export const filingOf = (
  period: ReportPeriod,
  unit: { readonly id: string; readonly name: string },
): ReminderFiling => ({
  unit: unit.name,
  report: sayReport(period),
  dueOn: period.dueOn,
  words: `${period.cadence.id} ${period.key} ${unit.id}`,
});

/** Units that owe a period's report and have not filed it. */
export async function unitsMissing(
  pack: Pack,
  period: ReportPeriod,
  { store }: Pick<JobScene, 'store'>,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const owing = unitsOwing(pack, period, await store.roster());
  const filed = new Map((await store.filings(owing.map((unit) => unit.id))).map((one) => [one.unit, one]));
  return owing.filter((unit) => {
    const filing = filed.get(unit.id);
    return filing === undefined || filedReport(filing, period.cadence.id, period.key) === null;
  });
}
