/** A reader's own unit on a bulletin: which one it is, what could move it, and whether it may object. */
import type { OpenProject, OwnView } from '../cards/bulletin/own.ts';
import { coversUnit, has, isOffice } from '../domain/access.ts';
import { dayOfInstant } from '../domain/day.ts';
import { titleOf } from '../domain/lead/lead.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import { objectionWindow } from '../domain/objection.ts';
import type { Publication } from '../domain/publication.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Store } from '../store.ts';

/** Named on a unit's block. */
const OPEN_MAX = 3;

/** By the unit of the bulletin they count for. */
export type OpenProjects = ReadonlyMap<string, readonly OpenProject[]>;

/** The unit of these figures that somebody's unit stands under; `null` for the city and for strangers to it. */
export function unitIn(figures: MonthFigures, unit: string | null, roster: Roster): string | null {
  const ranked = new Set(figures.units.filter((one) => one.rankingClass !== null).map((one) => one.unit));
  const seen = new Set<string>();
  for (let at = unit; at !== null && !seen.has(at); at = roster.unit(at)?.parent ?? null) {
    if (ranked.has(at)) return at;
    seen.add(at);
  }
  return null;
}

/** The projects with the most money still to come, of every unit: read once, whoever receives the bulletin. */
export async function readOpen(store: Store, figures: MonthFigures, roster: Roster): Promise<OpenProjects> {
  const rows = await store.largestOpen({ measure: figures.ranking.measure.id, perUnit: OPEN_MAX });
  const byUnit = Map.groupBy(
    rows.flatMap((row) => {
      const unit = unitIn(figures, row.unit, roster);
      return unit === null ? [] : [{ ...row, unit }];
    }),
    (row) => row.unit,
  );
  return new Map(
    [...byUnit].map(([unit, own]) => [
      unit,
      own
        .sort((a, b) => b.remaining - a.remaining)
        .slice(0, OPEN_MAX)
        .map((row) => ({
          number: row.projectNumber ?? row.lead,
          title: titleOf(row),
          remaining: row.remaining,
        })),
    ]),
  );
}

/** Speaks for the unit: its reporters and leaders, and those of units above it below the city. */
export const mayObject = (person: Person, unit: string, roster: Roster): boolean =>
  !isOffice(person) && has(person, 'reporter', 'leader') && coversUnit(person, unit, roster);

export interface OwnReader {
  readonly actor: Person | null;
  readonly roster: Roster;
  readonly now: number;
  readonly open: OpenProjects;
}

export function ownViewOf(
  publication: Publication,
  figures: MonthFigures,
  unit: string | null,
  { actor, roster, now, open }: OwnReader,
): OwnView | null {
  const own = unitIn(figures, unit, roster);
  if (own === null) return null;
  const window = objectionWindow(publication);
  const mayNow =
    actor !== null && window !== null && dayOfInstant(now) <= window.untilOn && mayObject(actor, own, roster);
  const names = roster.units.filter((one) => roster.isWithin(one.id, own)).map((one) => one.name);
  return { unit: own, open: open.get(own) ?? [], names, objection: mayNow ? window : null };
}
