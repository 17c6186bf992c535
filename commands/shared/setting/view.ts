/** Settings in words for cards: what, whose, before and after, and what it applies to. */
import type { SettingWords } from '../../../src/cards/setting/setting.ts';
import type { KnownScene } from '../../../src/command.ts';
import { testsOf } from '../../../src/domain/rule/target.ts';
import { isOfYear, judgedItems } from '../../../src/domain/setting/facts-rows.ts';
import {
  SETTING_WORDS,
  type Setting,
  type SettingKey,
  type SettingWish,
  versionOn,
} from '../../../src/domain/setting/setting.ts';
import { sayValue } from '../../../src/domain/setting/words.ts';
import { nameOf } from '../standing.ts';

type View = Pick<KnownScene, 'pack' | 'roster'>;

interface Named {
  readonly label: string;
  readonly clause: string | null;
}

function itemNamed({ kind, item, part, scope }: SettingKey, { pack }: View): Named {
  if (kind === 'fx') return { label: `美元 ${scope ?? ''}`, clause: null };
  if (kind === 'cohort') return pack.cohorts.find((one) => one.id === item) ?? { label: item, clause: null };
  if (kind === 'mark') {
    const card = pack.scorecards.find((one) => one.id === scope);
    const judged = card === undefined ? undefined : judgedItems(card).find((one) => one.id === item);
    return { label: judged?.label ?? item, clause: card?.clause ?? null };
  }
  const target = pack.targets.find((one) => one.id === item);
  const measure = pack.measures.find((one) => one.id === item);
  const test = target === undefined || part === null ? undefined : testsOf(target).tests[part];
  const label = target?.label ?? measure?.label ?? item;
  return {
    label: test?.label === undefined ? label : `${label}（${test.label}）`,
    clause: target?.clause ?? null,
  };
}

export const whatOf = (key: SettingKey, view: View): string =>
  `${SETTING_WORDS[key.kind]} ${itemNamed(key, view).label}${key.kind === 'baseline' ? ` ${key.scope ?? ''}` : ''}`;

export function whoOf({ kind, subject }: SettingKey, { roster }: View): string | null {
  if (kind === 'fx' || kind === 'cohort') return null;
  return subject === null ? '各单位' : nameOf(subject, roster);
}

/** What holds without it: the plan's own value, or none. */
function planned({ kind, item, part }: SettingKey, { pack }: View): string {
  const target = kind === 'target' ? pack.targets.find((one) => one.id === item) : undefined;
  const value = target === undefined ? undefined : testsOf(target).tests[part ?? 0];
  if (value?.value !== undefined) {
    const amounts = typeof value.value === 'string' ? ([value.value] as const) : value.value;
    return `方案规定 ${sayValue({ amounts, unit: value.unit ?? null, members: [] })}`;
  }
  return kind === 'target' ? '未下达' : kind === 'mark' ? '未评分' : '未设定';
}

function spanOf(wish: SettingWish, { pack }: View): string {
  if (wish.kind === 'fx') return `${wish.scope ?? ''} 年（期）的折算`;
  if (wish.kind === 'baseline') return `以 ${wish.scope ?? ''} 为基期的比较`;
  if (wish.kind === 'cohort') return `固定于 ${wish.from} 的名单`;
  if (isOfYear(pack, wish))
    return `${wish.from} 至 ${wish.from.slice(0, 4)}-12-31（${wish.from.slice(0, 4)}年度）`;
  return `${wish.from} 起，直到再次修改`;
}

export function settingWords(before: Setting | null, wish: SettingWish, view: View): SettingWords {
  const version = before === null ? null : versionOn(before, wish.from);
  const isGone =
    version !== null && isOfYear(view.pack, wish) && !version.from.startsWith(wish.from.slice(0, 4));
  return {
    what: whatOf(wish, view),
    who: whoOf(wish, view),
    clause: itemNamed(wish, view).clause,
    before: version === null || isGone ? planned(wish, view) : sayValue(version),
    after: sayValue(wish),
    from: wish.from,
    span: spanOf(wish, view),
    note: wish.note,
  };
}
