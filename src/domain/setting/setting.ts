/**
 * A setting 设定: what the city itself sets for the engine: a target 目标, an exchange rate 汇率, a baseline 基数, the
 * members of a frozen cohort 考核对象, a judged mark 评分; and beside them what others tell 外部数据 (`figure.ts`). One stream a value, versions with effective days (domain.md P7).
 *
 *     (nothing) ──下达──> version 1 ──修改──> version 2 …      any version ──撤回 (why)──> withdrawn, kept
 *
 * Invariants
 *  1. The value on a day is that of the last version begun by then, among those not withdrawn; of two from one day, the
 *     later entered.
 *  2. No version is ever changed or removed: a new one stands over it, a withdrawal puts back the one before.
 *
 * Left out: what is legal (`check.ts`), what the engine reads (`facts-rows.ts`), who may (`src/domain/access.ts`).
 */
import type { Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';

export const SETTING_KINDS = ['target', 'fx', 'baseline', 'cohort', 'mark'] as const;
/** What the city sets. */
export type SetKind = (typeof SETTING_KINDS)[number];
/** `figure`: not set by the city but told by others, such as the tax office (`figure.ts`). */
export type SettingKind = SetKind | 'figure';

export const SETTING_WORDS: Readonly<Record<SettingKind, string>> = {
  target: '目标',
  fx: '汇率',
  baseline: '基数',
  cohort: '考核对象',
  mark: '评分',
  figure: '外部数据',
};

/** What a value is of. */
export interface SettingKey {
  readonly kind: SettingKind;
  /** Target, measure, cohort or scorecard item of the pack; of a rate, the foreign currency. */
  readonly item: string;
  /** Unit, post, `city` or a value of a list; `null`: every subject, or none is asked. */
  readonly subject: string | null;
  /** Of a target with several tests, which, from 0. */
  readonly part: number | null;
  /** Of a rate or baseline the period, `2026`; of a mark the scorecard. */
  readonly scope: string | null;
}

/** As entered: exact decimals with their unit, or the projects of a cohort. */
export interface SettingValue {
  readonly amounts: readonly [string] | readonly [string, string] | readonly [];
  /** 万元, 个 …; `null` where there is none. */
  readonly unit: string | null;
  readonly members: readonly string[];
}

export interface SettingVersion extends SettingValue {
  /** From 1 on. */
  readonly no: number;
  readonly from: Day;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: number;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnWhy: string | null;
}

export interface Setting extends SettingKey {
  readonly id: string;
  readonly version: number;
  readonly versions: readonly SettingVersion[];
}

export type SettingFact =
  | ({
      readonly type: 'setting.set';
      readonly from: Day;
      readonly note: string | null;
    } & SettingKey &
      SettingValue)
  | { readonly type: 'setting.withdrawn'; readonly no: number; readonly reason: string };

export const VERSIONS_MAX = 60;
export const NOTE_MAX = 300;

const part = (text: string | null): string => (text === null ? '*' : encodeURIComponent(text));

/** `target:SM-T-funds:datian:*:*`: the name of a value's stream. */
export const settingId = ({ kind, item, subject, part: no, scope }: SettingKey): string =>
  [kind, part(item), part(subject), no === null ? '*' : String(no), part(scope)].join(':');

/** The setting after one more fact; `null` before its first. */
export function evolveSetting(
  setting: Setting | null,
  fact: SettingFact,
  at: number,
  actor: string | null,
): Setting {
  if (fact.type === 'setting.set') {
    const { kind, item, subject, part: no, scope, amounts, unit, members, from, note } = fact;
    const key = { kind, item, subject, part: no, scope };
    const versions = setting?.versions ?? [];
    const withdrawn = { withdrawnAt: null, withdrawnBy: null, withdrawnWhy: null };
    const next = { no: versions.length + 1, amounts, unit, members, from, note, by: actor, at, ...withdrawn };
    return {
      ...key,
      id: settingId(key),
      version: (setting?.version ?? 0) + 1,
      versions: [...versions, next],
    };
  }
  if (setting === null) throw new Error(`a setting starts by being set, not ${fact.type}`);
  return {
    ...setting,
    version: setting.version + 1,
    versions: setting.versions.map((one) =>
      one.no === fact.no ? { ...one, withdrawnAt: at, withdrawnBy: actor, withdrawnWhy: fact.reason } : one,
    ),
  };
}

/** Versions that stand, by the day they begin, one a day: of several the last entered. */
export function standingVersions({ versions }: Pick<Setting, 'versions'>): readonly SettingVersion[] {
  const byDay = new Map<Day, SettingVersion>();
  for (const one of versions) if (one.withdrawnAt === null) byDay.set(one.from, one);
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The version in force on a day; `null`: none had begun. */
export function versionOn(setting: Pick<Setting, 'versions'>, day: Day): SettingVersion | null {
  return standingVersions(setting).findLast((one) => one.from <= day) ?? null;
}

export interface SettingWish extends SettingKey, SettingValue {
  readonly from: Day;
  readonly note: string | null;
}

/** A wish as the fact it becomes: its own words and nothing that came with them. */
export function wishFact(wish: SettingWish): SettingFact {
  const { kind, item, subject, part: no, scope, amounts, unit, members, from, note } = wish;
  return { type: 'setting.set', kind, item, subject, part: no, scope, amounts, unit, members, from, note };
}

type Decided = { readonly facts: readonly SettingFact[] } | Refusal;

export const sameValue = (left: SettingValue, right: SettingValue): boolean =>
  JSON.stringify([left.amounts, left.unit, left.members]) ===
  JSON.stringify([right.amounts, right.unit, right.members]);

/** 下达 or 修改: a new version, unless it says what already holds. The wish was checked (`check.ts`). */
export function decideSet(setting: Setting | null, wish: SettingWish): Decided {
  if ((wish.note ?? '').length > NOTE_MAX)
    return refuse(`说明最多 ${NOTE_MAX} 字`, { next: '请写短一些，文件另存。' });
  if (setting !== null && setting.versions.length >= VERSIONS_MAX)
    return refuse(`这个数已经改过 ${VERSIONS_MAX} 次，不能再改`, { next: '请联系管理员核对。' });
  const before = setting === null ? null : versionOn(setting, wish.from);
  if (before !== null && sameValue(before, wish))
    return refuse(`已经是这个数（自 ${before.from} 起），没有变化`, { next: '要改请写新的数或生效日期。' });
  return { facts: [wishFact(wish)] };
}

/** 撤回 one version; the one before it holds again. */
export function decideWithdrawal(setting: Setting, no: number, reason: string): Decided {
  const version = setting.versions.find((one) => one.no === no);
  if (version === undefined)
    return refuse('没有找到要撤回的这一次设定', { next: '请发送「目标 设定」查看。' });
  if (version.withdrawnAt !== null) return refuse('这一次设定已经撤回，不用再撤');
  const why = reason.trim();
  if (why === '') return refuse('撤回要写明理由', { next: '请填「理由」，例如「录入有误」。' });
  if (why.length > NOTE_MAX) return refuse(`理由最多 ${NOTE_MAX} 字`, { next: '请写短一些。' });
  return { facts: [{ type: 'setting.withdrawn', no, reason: why }] };
}
