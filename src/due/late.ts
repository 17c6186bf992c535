/**
 * What is late, from every subject that has a clock: one list for 逾期, 催办 and the tasks that overdue things become.
 * A subject joins with one `LateSource` and one line in {@link lateSources}. Left out: who may see what (commands).
 */
import type { Seen } from '../domain/access.ts';
import type { Day } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Roster } from '../domain/roster.ts';
import type { Store } from '../store.ts';
import { lateClaims } from './late-claims.ts';
import { lateEntries } from './late-entries.ts';
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
  /** Only what concerns this very lead is wanted, so nothing else need be read. */
  readonly only?: Lead;
  /** For somebody who reads a list: where very much is late, its beginning and counts. Jobs take everything. */
  readonly reader?: LateReader;
}

/** What somebody who looks at 逾期 needs: the first of each unit, all of their own, and how many more there are. */
export interface LateReader {
  /** Roster id. */
  readonly person: string;
  /** Whose late things are shown beside; left out: everybody's. */
  readonly units?: readonly string[];
  readonly perUnit: number;
  readonly more: (more: {
    readonly kindLabel: LateKind;
    readonly unit: string;
    readonly count: number;
  }) => void;
}

/** The bureau's words for what can be late; people type them after 逾期. */
const LATE_KINDS = [
  '督办任务',
  '月报',
  '阶段时限',
  '首招保护',
  '签收',
  '滚动考评',
  '容缺与承诺',
  '台账事项',
] as const;
export type LateKind = (typeof LATE_KINDS)[number];
export const isLateKind = (word: string): word is LateKind =>
  (LATE_KINDS as readonly string[]).includes(word);

export interface LateItem {
  /** Groups the list, and says what a button would do: `task`, `report`, `stage`, `claim`, … */
  readonly kind: string;
  readonly kindLabel: LateKind;
  /** Once for this very lapse, such as `report:XS-202611-0001:2026-10`. */
  readonly key: string;
  /** Items that become one task together; each its own when left out. */
  readonly group?: { readonly key: string; readonly title: string };
  /** What 催办 takes: `RW-…`, `XM-…` or `XS-…`. */
  readonly number: string;
  /** The lead it concerns, for who may see it; `null` when it concerns none. */
  readonly lead: (Seen & Pick<Lead, 'number'>) | null;
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
  lateEntries,
];

/** Everything late or nearly so, the longest overdue first. */
export async function lateItems(
  scene: LateScene,
  sources: readonly LateSource[] = lateSources,
): Promise<readonly LateItem[]> {
  const found = await Promise.all(sources.map((source) => source(scene)));
  const { only } = scene;
  return found
    .flat()
    .filter((item) => only === undefined || item.lead?.number === only.number)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.key < b.key ? -1 : 1));
}
