/**
 * The words a history 留痕 is told with: names of people and units as they are known now (also of those who have left),
 * labels of the pack. Left out: contacts, which no fact holds.
 */
import { dayOfInstant } from '../day.ts';
import type { AmountRange } from '../money.ts';
import { printRange, toWan } from '../money.ts';
import type { Pack } from '../pack/schema.ts';
import { measureLabel, measureOf } from '../pack/view.ts';
import type { Roster } from '../roster.ts';

/** Somebody facts name who may be in the roster no longer. */
export interface KnownPerson {
  readonly name: string;
  readonly unit: string | null;
}

export interface HistoryWords {
  readonly pack: Pack;
  /** 「周岚（大田县）」; 系统 for the machine. */
  person(id: string | null): string;
  unit(id: string | null): string;
  /** The unit somebody belongs to, in words; `null` for the machine and for people without one. */
  unitOf(person: string | null): string | null;
}

/** @param former people the roster no longer has, by id */
export function historyWords(
  pack: Pack,
  roster: Roster,
  former: ReadonlyMap<string, KnownPerson> = new Map(),
): HistoryWords {
  const known = (id: string): KnownPerson | null => roster.person(id) ?? former.get(id) ?? null;
  const unitOf = (id: string | null) => {
    const unit = id === null ? null : (known(id)?.unit ?? null);
    return unit === null ? null : roster.unitName(unit);
  };
  return {
    pack,
    person(id) {
      if (id === null || id === '') return '系统';
      const who = known(id);
      if (who === null) return '（已不在名册）';
      const unit = unitOf(id);
      return unit === null ? who.name : `${who.name}（${unit}）`;
    },
    unit: (id) => roster.unitName(id),
    unitOf,
  };
}

/** An instant as people read it, Shanghai: `2026-11-10 09:32`. */
export function sayInstant(at: number): string {
  const minutes = Math.floor((at + 8 * 3_600_000) / 60_000) % 1_440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayOfInstant(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A figure as entered, with its measure's unit: `3200万元`; 空 where there is none. */
export function sayValue(pack: Pack, measure: string, units: number | null): string {
  return units === null
    ? '空'
    : `${toWan({ units, currency: 'CNY' })}${measureOf(pack, measure)?.unit ?? '万元'}`;
}

/** The same behind its measure's label: `到位资金 3200万元`. */
export const sayFigure = (pack: Pack, measure: string, units: number | null): string =>
  `${measureLabel(pack, measure)} ${sayValue(pack, measure, units)}`;

export const sayInvestment = (range: AmountRange | null): string | null =>
  range === null ? null : `投资额 ${printRange(range)}`;

/** Label of an item of one of the pack's lists; the id where the pack no longer has it. */
export const labelIn = (items: readonly { readonly id: string; readonly label: string }[], id: string) =>
  items.find((one) => one.id === id)?.label ?? id;
