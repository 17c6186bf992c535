/** Which registry and which entry somebody means, among those they may see here. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayEditEntry, seesEntry } from '../../../src/domain/access.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { readNumber } from '../../../src/domain/number.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';

const CANDIDATES_MAX = 20;
const LISTED_MAX = 5;

/** 保密 never in groups; a group that is bound to nobody sees nothing. */
export function seesHere(entry: Entry, here: KnownScene): boolean {
  if (!seesEntry(here.actor, entry, here.roster)) return false;
  return here.audience === 'private' || (!entry.confidential && here.chatUnit !== undefined);
}

export const entryNotFound = (words: string): Refusal =>
  refuse(`没有找到台账条目「${words.slice(0, 30)}」，或您无权查看`, {
    next: '请核对编号（TZ-…），或发送「台账 名称 关键词」查找。',
  });

export const registryOf = (here: KnownScene, entry: Entry): Registry | null =>
  here.pack.registries.find((one) => one.id === entry.registry) ?? null;

export interface EntryWords {
  readonly number: string;
  readonly rest: string;
  /** Bare digits: a number only if there is such an entry. */
  readonly isTail: boolean;
}

/** TZ-… or its tail at the start of the words, and what follows it; `null`: no number stands there. */
export function splitEntryNumber(words: string): EntryWords | null {
  const text = words.normalize('NFKC').trim();
  const whole = /^(TZ[-－—]?[\d-]{1,20})(?=$|[^\d-])[\s,，:：、]*(.*)$/isu.exec(text);
  if (whole !== null) return { number: whole[1] ?? '', rest: whole[2] ?? '', isTail: false };
  const tail =
    /^(\d{1,6}(?:-\d{1,9})?)(?:\s+((?:改|修改|停用|恢复|仍有效|确认|保密|公开|办结|已联络)(?:\s.*)?|.*[=＝].*))?$/isu.exec(
      text,
    );
  return tail === null ? null : { number: tail[1] ?? '', rest: tail[2] ?? '', isTail: true };
}

/** The one entry of this number. */
export async function entryMeant(number: string, here: KnownScene, tools: Tools): Promise<Entry | Refusal> {
  const words = readNumber(number);
  if (words === null) return entryNotFound(number);
  const found = (await tools.store.entriesByNumber(words, CANDIDATES_MAX)).filter((one) =>
    seesHere(one, here),
  );
  const exact = found.filter((one) => words.month !== null || one.id === number.toUpperCase());
  const meant = exact.length > 0 ? exact : found;
  const [entry] = meant;
  if (entry === undefined) return entryNotFound(number);
  if (meant.length === 1) return entry;
  const listed = meant.slice(0, LISTED_MAX).map((one) => `${one.id} ${one.title ?? ''}`.trim());
  return refuse(`「${number}」可以是 ${meant.length} 条：${listed.join('；')}`, { next: '请写全编号。' });
}

/** By the exact id a button carries. */
export async function entryById(
  id: string | undefined,
  here: KnownScene,
  tools: Tools,
): Promise<Entry | Refusal> {
  const entry = id === undefined ? null : await tools.store.entry(id);
  return entry === null || !seesHere(entry, here) ? entryNotFound(id ?? '') : entry;
}

/** The registry whose label, word or id the text begins with, longest first; and what follows. */
export function registryNamed(
  text: string,
  registries: readonly Registry[],
): { readonly registry: Registry; readonly rest: string } | null {
  const words = text.trim();
  const named = registries
    .flatMap((registry) =>
      [registry.label, ...registry.words, registry.id].map((name) => ({ registry, name })),
    )
    .filter(({ name }) => words.toLowerCase().startsWith(name.toLowerCase()))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (named !== undefined)
    return {
      registry: named.registry,
      rest: words.slice(named.name.length).replace(/^[\s,，:：、]+/u, ''),
    };
  const [first = '', ...others] = words.split(/\s+/u);
  if (first.length < 2) return null;
  const near = registries.filter((registry) => registry.label.includes(first));
  const [only] = near;
  return near.length === 1 && only !== undefined ? { registry: only, rest: others.join(' ') } : null;
}

/** Why this person may not change it here; `null`: may. */
export function refuseEditor(entry: Pick<Entry, 'owner'>, here: KnownScene): Refusal | null {
  if (here.audience === 'group')
    return refuse('台账的登记和修改不在群里办理', { next: '请私聊我，发送同样的话。' });
  if (mayEditEntry(here.actor, entry, here.roster)) return null;
  const whose = entry.owner === null ? '招商办' : `${here.roster.unitName(entry.owner)}的填报员或招商办`;
  return refuse(`这条台账由${whose}维护，您没有这项权限`, { next: '内容有误请联系责任单位更新。' });
}
