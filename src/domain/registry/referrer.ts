/**
 * 推荐人: whoever introduces leads and stands in a registry that `refers` (招商代表、顾问、商会、联络处、在外人士), or in the
 * roster as such a unit. Its id is the entry's number or the unit's id, so that points and counts follow it through a
 * change of name. Pure; leaves out names that are sealed.
 */
import type { Consequence, Pack, Registry } from '../pack/schema.ts';
import type { Entry } from './entry.ts';
import { folded } from './fields.ts';

/** Units that introduce leads; the channel is named like their kind where the pack has it. */
export const REFERRER_KINDS: ReadonlySet<string> = new Set(['chamber', 'intermediary', 'liaison_office']);

export const referrerRegistries = (pack: Pack): readonly Registry[] =>
  pack.registries.filter(({ refers }) => refers !== undefined);

/** 线索来源 of what an entry introduces; `null`: its kind names none. */
export function channelOfEntry(registry: Registry, entry: Pick<Entry, 'values'>): string | null {
  const { refers } = registry;
  if (refers === undefined || typeof refers === 'string') return refers ?? null;
  for (const field of registry.fields) {
    const value = entry.values[field.id];
    const channel = typeof value === 'string' ? refers[value] : undefined;
    if (channel !== undefined) return channel;
  }
  return null;
}

/** As compared: 浙江省商会 and 浙江商会 are one. */
const loose = (name: string): string => folded(name).replace(/[省市县]|异地|驻/gu, '');

export type NameFit = 'same' | 'near' | null;

/** How a name somebody typed fits the name of a referrer. */
export function fitName(typed: string, name: string): NameFit {
  if (folded(typed) === folded(name)) return 'same';
  const [one, other] = [loose(typed), loose(name)];
  if (one.length < 3 || other.length < 3) return null;
  return one === other || other.includes(one) || one.includes(other) ? 'near' : null;
}

const HONOURS = /outstanding_(?:consultant|referrer)/u;

/** 奖项 the plan has for those who introduce: candidates are proposed, a named person confirms. */
export const referrerAwards = (pack: Pack): readonly Consequence[] =>
  pack.consequences.filter(
    ({ propose, when }) =>
      propose.includes('award_title') && when.flag?.some((flag) => HONOURS.test(flag)) === true,
  );
