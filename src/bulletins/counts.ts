/**
 * Counts of a period by unit: leads registered, projects signed and started, reports owed, filed and late.
 * A project of an agreed transfer counts for both sides in parts. Left out: amounts (`flows.ts`) and places.
 */
import { type Month, monthEnd, monthOf, monthStart } from '../domain/day.ts';
import { type Lead, type StageEvent, verifiedStages } from '../domain/lead/lead.ts';
import { projectStages } from '../domain/month.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { type Checked, sumChecked } from '../domain/progress-check/check.ts';
import { countPartsOf } from '../domain/transfer/shares.ts';
import type { ReachedFilter } from '../store/bulletins.ts';
import type { Standing } from './flows.ts';
import type { Material } from './read.ts';

/** 开工. */
export const STARTED = 'started';

export interface Counts {
  readonly leads: number;
  readonly signed: number;
  readonly started: number;
  readonly owed: number;
  readonly reported: number;
  readonly late: number;
  /** 已审 of all reports whose figures count. */
  readonly checked: Checked;
}
export const NO_COUNTS: Counts = {
  leads: 0,
  signed: 0,
  started: 0,
  owed: 0,
  reported: 0,
  late: 0,
  checked: { reported: 0, verified: 0 },
};

/** Parts of one project: counts of shared ones are fractions that sum to one (SM-I7, AE-SM-4). */
const WHOLE = 10_000;

/** A period with the plan it is reckoned by and the bulletins before it. */
export interface Period {
  readonly months: readonly Month[];
  readonly pack: Pack;
  readonly published: readonly MonthFigures[];
}

export function countsByUnit(
  material: Material,
  standing: (unit: string) => Standing,
): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const add = (unit: string, more: Partial<Counts>) => {
    const { unit: under } = standing(unit);
    const before = counts.get(under) ?? NO_COUNTS;
    const sum = (name: Exclude<keyof Counts, 'checked'>) => before[name] + (more[name] ?? 0);
    counts.set(under, {
      leads: sum('leads'),
      signed: sum('signed'),
      started: sum('started'),
      owed: sum('owed'),
      reported: sum('reported'),
      late: sum('late'),
      checked: more.checked === undefined ? before.checked : sumChecked([before.checked, more.checked]),
    });
  };
  for (const { unit, count } of material.registered) add(unit, { leads: count });
  for (const { unit, count } of material.signed) add(unit, { signed: count * WHOLE });
  for (const { unit, count } of material.started) add(unit, { started: count * WHOLE });
  for (const { unit, owed, reported, late, verified, returned } of material.reports) {
    add(unit, { owed, reported, late, checked: { reported: reported + returned, verified } });
  }
  const signedBy = projectStages(material.pack);
  const shared = new Map(material.shared.map((one) => [one.lead.number, one]));
  for (const { lead, transfer } of shared.values()) {
    const counted = [
      ['signed', countedEvent(lead, material, (stage) => signedBy.includes(stage))],
      ['started', countedEvent(lead, material, (stage) => stage === STARTED)],
    ] as const;
    for (const [name, event] of counted) {
      if (event === null) continue;
      const parts = countPartsOf(transfer, event.happenedOn) ?? [{ unit: lead.unit, parts: WHOLE }];
      for (const { unit, parts: of } of parts) add(unit, { [name]: of });
    }
  }
  return new Map([...counts].map(([unit, one]) => [unit, inProjects(one)]));
}

/** Summed in ten-thousandths, so that 0.3 and 0.7 are exactly one. */
const inProjects = (counts: Counts): Counts => ({
  ...counts,
  signed: counts.signed / WHOLE,
  started: counts.started / WHOLE,
});

const startOf = ({ months }: Period): Month => months[0] ?? '';
const endOf = ({ months }: Period): Month => months.at(-1) ?? '';

/** When the last bulletin was read, if what was verified after it still counts 补登; `null` when it does not. */
function belatedAfter({ pack, published }: Period): number | null {
  const last = published.at(-1);
  return last === undefined || pack.lifecycle.lateEntry !== 'count_when_verified' ? null : last.asOfAt;
}

/**
 * What counts for a period of some stages: the first verified event, if it happened in the period; or if it happened before
 * and was verified only after the last bulletin (补登), where the pack counts late entries when verified.
 */
export const reachedIn = (
  period: Period,
  stages: readonly string[],
  except: readonly string[],
): ReachedFilter => ({
  stages,
  fromOn: monthStart(startOf(period)),
  toOn: monthEnd(endOf(period)),
  belatedAfter: belatedAfter(period),
  except,
});

/** The same of one lead. */
function countedEvent(lead: Lead, period: Period, isWanted: (stage: string) => boolean): StageEvent | null {
  const [event] = verifiedStages(lead)
    .filter((one) => isWanted(one.stage))
    .sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : a.happenedOn > b.happenedOn ? 1 : 0));
  if (event === undefined) return null;
  const happenedIn = monthOf(event.happenedOn);
  if (happenedIn >= startOf(period)) return happenedIn <= endOf(period) ? event : null;
  const after = belatedAfter(period);
  return after !== null && (event.verifiedAt ?? 0) > after ? event : null;
}
