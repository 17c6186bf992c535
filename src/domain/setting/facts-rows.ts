/**
 * Settings as sections of the facts document. Pure.
 *
 * Targets are given version by version with their days; the engine picks. The rest have no days there, so that the value
 * in force on the day is given. What was set for a year is of that year: a target of a year, half, quarter or month and a
 * mark do not go on into the next year by themselves (then 未下达, 未评分); standing targets and deadlines do.
 */
import type { Day } from '../day.ts';
import type { Facts, MarkRow, TargetRow } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import {
  type Setting,
  type SettingVersion,
  type SettingWish,
  standingVersions,
  versionOn,
} from './setting.ts';

type Sections = Partial<Pick<Facts, 'targets' | 'fx' | 'baselines' | 'cohorts' | 'marks'>>;
type Of = Pick<SettingWish, 'kind' | 'item' | 'subject' | 'part' | 'scope'>;
type Value = Pick<SettingVersion, 'amounts' | 'unit' | 'members' | 'from'>;

const amountsOf = ({ amounts }: Value): string | [string, string] =>
  amounts.length === 2 ? [amounts[0], amounts[1]] : (amounts[0] ?? '0');
const oneOf = ({ amounts }: Value): string => amounts[0] ?? '0';
const unitIn = ({ unit }: Value) => (unit === null ? {} : { unit });
const about = ({ subject, part }: Of) => ({
  ...(subject === null ? {} : { subject }),
  ...(part === null ? {} : { part }),
});

/** One target as a row of the facts file. */
export const targetRow = (of: Of, value: Value): TargetRow => ({
  id: of.item,
  ...about(of),
  value: amountsOf(value),
  ...unitIn(value),
  from: value.from,
});

/** One value of any kind as the only row of its section. */
export function sectionOf(of: Of, value: Value): Sections {
  switch (of.kind) {
    case 'target':
      return { targets: [targetRow(of, value)] };
    case 'fx':
      return { fx: [{ from: 'USD', to: 'CNY', at: of.scope ?? '', rate: oneOf(value) }] };
    case 'baseline':
      return {
        baselines: [
          {
            id: of.item,
            ...about(of),
            ...(of.scope === null ? {} : { period: of.scope }),
            value: oneOf(value),
            ...unitIn(value),
          },
        ],
      };
    case 'cohort':
      return { cohorts: { [of.item]: [...value.members] } };
    case 'mark':
      return { marks: [markRow(of, value)] };
    case 'figure':
      // Shown beside what is judged, never judged by itself.
      return {};
  }
}

const markRow = (of: Of, value: Value): MarkRow => ({
  ...about(of),
  item: of.item,
  value: oneOf(value),
  ...(of.scope === null ? {} : { scorecard: of.scope }),
});

/** Whether what was set for one year stops at its end. */
export const isOfYear = (pack: Pack, { kind, item }: Pick<Of, 'kind' | 'item'>): boolean => {
  if (kind === 'mark') return true;
  const period = pack.targets.find((one) => one.id === item)?.period;
  return kind === 'target' && typeof period === 'string' && period !== 'standing';
};

/** The city's own values as the engine takes them on a day; a section nothing was set in stays absent. */
export function settingSections(settings: readonly Setting[], pack: Pack, asOf: Day): Sections {
  const targets: TargetRow[] = [];
  const rest = { fx: [], baselines: [], marks: [] } as {
    fx: NonNullable<Sections['fx']>;
    baselines: NonNullable<Sections['baselines']>;
    marks: NonNullable<Sections['marks']>;
  };
  const cohorts: Record<string, string[]> = {};
  const year = asOf.slice(0, 4);
  for (const setting of settings) {
    if (!isKnown(pack, setting)) continue;
    if (setting.kind === 'target') {
      const isYears = isOfYear(pack, setting);
      const versions = standingVersions(setting).filter(
        ({ from }) => from <= asOf && (!isYears || from.slice(0, 4) === year),
      );
      targets.push(...versions.map((one) => targetRow(setting, one)));
      continue;
    }
    const version = versionOn(setting, asOf);
    if (version === null || (setting.kind === 'mark' && version.from.slice(0, 4) !== year)) continue;
    const section = sectionOf(setting, version);
    rest.fx.push(...(section.fx ?? []));
    rest.baselines.push(...(section.baselines ?? []));
    rest.marks.push(...(section.marks ?? []));
    for (const member of version.members) {
      const members = cohorts[setting.item] ?? [];
      cohorts[setting.item] = members;
      members.push(member);
    }
  }
  return {
    ...(targets.length === 0 ? {} : { targets }),
    ...(rest.fx.length === 0 ? {} : { fx: rest.fx }),
    ...(rest.baselines.length === 0 ? {} : { baselines: rest.baselines }),
    ...(rest.marks.length === 0 ? {} : { marks: rest.marks }),
    ...(Object.keys(cohorts).length === 0 ? {} : { cohorts }),
  };
}

/** What a later version of the plan no longer has is left out. */
function isKnown(pack: Pack, { kind, item, scope }: Of): boolean {
  if (kind === 'fx') return true;
  if (kind === 'figure') return false;
  if (kind === 'target') return pack.targets.some((one) => one.id === item);
  if (kind === 'baseline') return [...pack.targets, ...pack.measures].some((one) => one.id === item);
  if (kind === 'cohort') return pack.cohorts.some((one) => one.id === item);
  const card = pack.scorecards.find((one) => one.id === scope);
  return card !== undefined && judgedItems(card).some((one) => one.id === item);
}

export interface JudgedItem {
  readonly id: string;
  readonly label: string;
  readonly max: string;
  readonly part: 'base' | 'bonus' | 'malus';
}

/** 评分 items of a scorecard: what a person judges, with its highest mark. */
export function judgedItems(card: Pack['scorecards'][number]): readonly JudgedItem[] {
  const base = card.items.flatMap(({ id, label, f }): JudgedItem[] =>
    typeof f === 'object' && 'judge' in f ? [{ id, label, max: f.judge.max, part: 'base' }] : [],
  );
  const more = (part: 'bonus' | 'malus') =>
    card[part].flatMap(({ id, label, judge }): JudgedItem[] =>
      judge === undefined ? [] : [{ id, label, max: judge.max, part }],
    );
  return [...base, ...more('bonus'), ...more('malus')];
}
