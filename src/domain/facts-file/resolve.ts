// Words of a facts file → ids of the pack: a stage, an activity or a meeting may be named by id, label or row
// (签约, 小团组招商, SM-B13). Leaves out whether the word is an error: null means the pack has nothing like it.
import type { Measure } from '../pack/expression-schema.ts';
import { asObject, textAt, walk } from '../pack/raw.ts';
import type { Pack } from '../pack/schema.ts';

/** Activity kinds every pack understands (domain.md X1.3), besides its own. */
export const COMMON_ACTIVITIES = [
  'visit',
  'small_group',
  'delegation_abroad',
  'fair',
  'concentrated',
  'docking',
  'symposium',
  'grand_visit',
  'capital_trip',
  'training',
  'observation',
  'forum',
  'contact',
] as const;

interface Named {
  readonly id: string;
  readonly label: string;
  readonly words?: readonly string[];
  readonly rows?: readonly string[] | undefined;
}

function find(items: readonly Named[], word: string): string | null {
  const isMe = (item: Named): boolean =>
    item.id === word ||
    item.label === word ||
    item.words?.includes(word) === true ||
    item.rows?.includes(word) === true;
  return (items.find((item) => item.id === word) ?? items.find(isMe))?.id ?? null;
}

/** The stage, derived stage or exit a word names. */
export function stageIdOf(pack: Pack, word: string): string | null {
  return find([...pack.stages, ...pack.derivedStages, ...pack.exits], word);
}

/** The kind of activity a word names. */
export function activityKindOf(pack: Pack, word: string): string | null {
  const common: readonly string[] = COMMON_ACTIVITIES;
  return find(pack.activityKinds, word) ?? (common.includes(word) ? word : null);
}

/** The meeting cadence a word names: its id, label or row, or the target that counts it. */
export function meetingKindOf(pack: Pack, word: string): string | null {
  const meetings = pack.cadences.filter((cadence) => cadence.kind === 'meeting');
  const direct = find(meetings, word);
  if (direct !== null) return direct;
  const target = pack.targets.find((one) => one.id === word);
  let kind: string | null = null;
  walk(target?.measure, (value) => {
    const inner = asObject(value)?.['where'];
    const kinds = asObject(inner)?.['kind'];
    if (textAt(value, 'count') === 'meeting' && Array.isArray(kinds)) kind = String(kinds[0]);
  });
  return kind;
}

/** Names a pack's measures ask for by `reported` (青岛的存量指标). */
export function reportedNames(pack: Pack): ReadonlySet<string> {
  const names = new Set<string>();
  walk([pack.targets, pack.scorecards], (value) => {
    const name = textAt(value, 'reported');
    if (name !== null) names.add(name);
  });
  return names;
}

/** Every measure inside a measure, itself first. */
export function measuresWithin(measure: Measure): Measure[] {
  const inner = [
    ...(measure.ratio ?? []),
    ...(measure.plus ?? []),
    ...[measure.growth, measure.delta, measure.mean, measure.max, measure.countUnits?.measure].filter(
      (one) => one !== undefined,
    ),
  ];
  return [measure, ...inner.flatMap(measuresWithin)];
}
