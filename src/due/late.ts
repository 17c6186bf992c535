/**
 * What is late, from every subject that has a clock: one list for 逾期, 催办 and the tasks that overdue things become.
 * A subject joins with one `LateSource` and one line in {@link lateSources}. Left out: who may see what (commands).
 */
import type { Day } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Roster } from '../domain/roster.ts';
import type { Store } from '../store.ts';
import { lateClaims } from './late-claims.ts';
import { missingReports } from './late-reports.ts';
import { lateTasks } from './late-tasks.ts';
import { latePledges } from './pledge-due.ts';
import { lateChecks } from './rolling-late.ts';
import { lateStages } from './stage-clock.ts';

/** What a source is asked with; a job and a command both have it. */
export interface LateScene {
  readonly now: number;
  readonly today: Day;
  readonly pack: Pack;
  readonly roster: Roster;
  readonly store: Store;
}

export interface LateItem {
  /** Groups the list, and says what a button would do: `task`, `report`, `stage`, `claim`, … */
  readonly kind: string;
  /** The bureau's word for the kind: 督办任务, 月报, 阶段时限. */
  readonly kindLabel: string;
  /** Once for this very lapse, such as `report:XS-202611-0001:2026-10`. */
  readonly key: string;
  /** Items that become one task together; each its own when left out. */
  readonly group?: { readonly key: string; readonly title: string };
  /** What 催办 takes: `RW-…`, `XM-…` or `XS-…`. */
  readonly number: string;
  /** The lead it concerns, for who may see it; `null` when it concerns none. */
  readonly lead: Lead | null;
  readonly unit: string | null;
  /** Roster id of whoever has to act; `null` the unit's reporters. */
  readonly holder: string | null;
  readonly title: string;
  readonly dueOn: Day;
  /** Amber: due soon. Red: past its due day. */
  readonly light: 'amber' | 'red';
  /** One sentence: what should have happened by when. */
  readonly why: string;
  readonly clause: string | null;
  /** What whoever has to act presses: a command's id and the words after it. */
  readonly next: { readonly label: string; readonly command: string; readonly text: string } | null;
}

export type LateSource = (scene: LateScene) => Promise<readonly LateItem[]>;

/** Adding one is its own file in `src/due/` and one line here. */
export const lateSources: readonly LateSource[] = [
  lateTasks,
  lateClaims,
  missingReports,
  lateStages,
  latePledges,
  lateChecks,
];

/** Everything late or nearly so, the longest overdue first. */
export async function lateItems(
  scene: LateScene,
  sources: readonly LateSource[] = lateSources,
): Promise<readonly LateItem[]> {
  const found = await Promise.all(sources.map((source) => source(scene)));
  return found
    .flat()
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.key < b.key ? -1 : 1));
}
