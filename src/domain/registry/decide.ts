/**
 * What may become of a 台账 entry: 登记, 修改, 仍有效, 停用, 恢复, 保密. Each is decided on the entry as it stands and on those
 * that carry the same key. Left out: who may (`access.ts`) and what was typed (`src/parse/entry-field.ts`).
 */
import { SIMILAR_FIRM_MIN, similarity } from '../company.ts';
import { type Day, dayOfInstant, isDay } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Registry } from '../pack/schema.ts';
import type { RegistryField } from '../pack/work-schema.ts';
import type { Entry, EntryFact, EntryValue, Sealed } from './entry.ts';
import { patched } from './entry.ts';
import { folded, keyOf, titleOfValues } from './fields.ts';

/** A value longer than this belongs into a file. */
export const VALUE_MAX = 500;
const REASON_MAX = 200;
const NUMBER = /^\d{1,15}(?:\.\d{1,8})?$/u;
const NUMERIC: ReadonlySet<RegistryField['type']> = new Set(['number', 'money', 'area']);

type Decided = { readonly facts: readonly EntryFact[] } | Refusal;

/** What one entry is made from. */
export interface Draft {
  readonly owner: string | null;
  readonly values: Entry['values'];
  readonly sealed: Entry['sealed'];
}

/** Why a value does not fit its field, in Chinese; `null`: it fits. */
export function mistakeOf(field: RegistryField, value: EntryValue): string | null {
  if (field.personal) return '是个人信息，不写进台账正文';
  if (field.type === 'flag') return typeof value === 'boolean' ? null : '应为「是」或「否」';
  if (typeof value !== 'string') return '应为文字';
  if (value === '' || value !== value.trim()) return '不能为空';
  if (value.length > VALUE_MAX) return `最多 ${VALUE_MAX} 字`;
  if (field.type === 'date') return isDay(value) ? null : '应为实有的日期，如 2026-11-25';
  if (NUMERIC.has(field.type)) return NUMBER.test(value) ? null : '应为不小于0的数字';
  if (field.type === 'choice' && field.options !== undefined && !field.options.includes(value))
    return `应为其一：${field.options.join('、')}`;
  return null;
}

function checkDraft(registry: Registry, { values, sealed }: Draft): Refusal | null {
  for (const [id, value] of Object.entries(values)) {
    const field = registry.fields.find((one) => one.id === id);
    if (field === undefined) return refuse(`台账「${registry.label}」没有字段「${id}」`);
    const mistake = mistakeOf(field, value);
    if (mistake !== null)
      return refuse(`${field.label}「${String(value).slice(0, 30)}」${mistake}`, {
        clause: registry.clause,
        next: '请改正后再提交。',
      });
  }
  const missing = registry.fields.filter(
    (field) => field.required && values[field.id] === undefined && sealed[field.id] === undefined,
  );
  if (missing.length === 0) return null;
  return refuse(`「${registry.label}」还缺：${missing.map((field) => field.label).join('、')}`, {
    clause: registry.clause,
    next: '请填上再提交。',
  });
}

function refuseTwin(registry: Registry, twins: readonly Entry[], own: string | null): Refusal | null {
  const twin = twins.find((one) => one.state === 'active' && one.id !== own);
  if (twin === undefined) return null;
  const keys = registry.dedupe.map((id) => registry.fields.find((one) => one.id === id)?.label ?? id);
  return refuse(`「${registry.label}」里已有同样的一条：${twin.id} ${twin.title ?? ''}`.trim(), {
    clause: registry.clause,
    next: `（按${keys.join('、')}认定）要更新请发送「台账 ${twin.id} 改」。`,
  });
}

/** @param twins entries of the registry with the same key */
export function decideRegister(
  registry: Registry,
  id: string,
  draft: Draft,
  twins: readonly Entry[],
  despite: readonly string[] = [],
): Decided {
  const wrong = checkDraft(registry, draft);
  if (wrong !== null) return wrong;
  const { owner, values, sealed } = draft;
  const key = keyOf(registry, values, sealed);
  const twin = key === '' ? null : refuseTwin(registry, twins, null);
  if (twin !== null) return twin;
  const fact: EntryFact = {
    type: 'entry.registered',
    id,
    registry: registry.id,
    owner,
    title: titleOfValues(registry, values),
    values: patched(values, {}),
    sealed: patched(sealed, {}),
    key,
    despite,
  };
  return { facts: [fact] };
}

/** Changes to an entry: only fields that are named; `null` takes one out. */
export interface Patch {
  readonly owner: string | null;
  readonly values: Readonly<Record<string, EntryValue | null>>;
  readonly sealed: Readonly<Record<string, Sealed | null>>;
}

/** The entry's content after a patch: what its new key is worked out of. */
export const patchedDraft = (entry: Entry, patch: Patch): Draft => ({
  owner: patch.owner,
  values: patched(entry.values, patch.values),
  sealed: patched(entry.sealed, patch.sealed),
});

/** @param twins entries of the registry with the key the patch leads to */
export function decideEdit(registry: Registry, entry: Entry, patch: Patch, twins: readonly Entry[]): Decided {
  if (entry.state !== 'active') return refuseRetired(entry);
  const values = Object.fromEntries(
    Object.entries(patch.values).filter(([id, value]) => (entry.values[id] ?? null) !== value),
  );
  const sealed = Object.fromEntries(
    Object.entries(patch.sealed).filter(
      ([id, one]) => (entry.sealed[id]?.mark ?? null) !== (one?.mark ?? null),
    ),
  );
  if (Object.keys(values).length === 0 && Object.keys(sealed).length === 0 && patch.owner === entry.owner)
    return refuse(`${entry.id} 没有变化`, { next: `内容仍然有效的，发送「台账 ${entry.id} 仍有效」。` });
  const after = patchedDraft(entry, patch);
  const wrong = checkDraft(registry, after);
  if (wrong !== null) return wrong;
  const key = keyOf(registry, after.values, after.sealed);
  const twin = key === '' || key === entry.key ? null : refuseTwin(registry, twins, entry.id);
  if (twin !== null) return twin;
  const title = titleOfValues(registry, after.values);
  return { facts: [{ type: 'entry.edited', owner: patch.owner, title, values, sealed, key }] };
}

const refuseRetired = (entry: Entry): Refusal =>
  refuse(`${entry.id} 已停用（${entry.reason ?? ''}）`, { next: `要再用请发送「台账 ${entry.id} 恢复」。` });

/** 仍有效: looked at and still true; once a day is enough. */
export function decideConfirm(entry: Entry, today: Day): Decided {
  if (entry.state !== 'active') return refuseRetired(entry);
  if (dayOfInstant(entry.checkedAt) === today)
    return refuse(`${entry.id} 今天已经确认过`, { next: `要改内容请发送「台账 ${entry.id} 改」。` });
  return { facts: [{ type: 'entry.confirmed' }] };
}

export function decideRetire(entry: Entry, reason: string): Decided {
  if (entry.state !== 'active') return refuseRetired(entry);
  const said = reason.trim();
  if (said === '')
    return refuse('停用要写明理由', { next: `例如「台账 ${entry.id} 停用 已出租给某企业」。` });
  if (said.length > REASON_MAX) return refuse(`理由最多 ${REASON_MAX} 字`, { next: '请写短一些。' });
  return { facts: [{ type: 'entry.retired', reason: said }] };
}

/** @param twins entries of the registry with the same key */
export function decideRestore(registry: Registry, entry: Entry, twins: readonly Entry[]): Decided {
  if (entry.state === 'active') return refuse(`${entry.id} 没有停用，不用恢复`);
  const twin = entry.key === '' ? null : refuseTwin(registry, twins, entry.id);
  return twin ?? { facts: [{ type: 'entry.restored' }] };
}

export function decideSecrecy(entry: Entry, confidential: boolean): Decided {
  if (entry.confidential === confidential)
    return refuse(`${entry.id} ${confidential ? '已经是保密' : '没有保密'}`);
  return { facts: [{ type: 'entry.secrecy', confidential }] };
}

/**
 * Entries that may be the same thing under another name 疑似重复: every key field equal but firms, and those alike by
 * `company.ts`. Exact twins are refused by the key; these a person decides on.
 */
export function similarEntries(
  registry: Registry,
  values: Entry['values'],
  candidates: readonly Entry[],
): readonly Entry[] {
  const fields = registry.dedupe.flatMap((id) => registry.fields.find((one) => one.id === id) ?? []);
  if (!fields.some((field) => field.type === 'enterprise')) return [];
  return candidates.filter(
    (entry) =>
      entry.registry === registry.id &&
      entry.state === 'active' &&
      fields.every((field) => {
        const [mine, theirs] = [values[field.id], entry.values[field.id]];
        if (typeof mine !== 'string' || typeof theirs !== 'string') return mine === theirs;
        if (field.type === 'enterprise') return similarity(mine, theirs) >= SIMILAR_FIRM_MIN;
        return folded(mine) === folded(theirs);
      }),
  );
}
