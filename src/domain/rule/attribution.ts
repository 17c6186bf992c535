// P5 attribution (domain.md P5): in every ledger the weights of a fact sum to exactly one; splits share the
// numbers of a transferred project. City measures ignore ledgers and count each fact once (trap 5).
// Leaves out confirmation cards. Invariant: what sender and receiver get adds up to what there was, to the cent.
import { type Dec, dec, roundHalfUp } from '../decimal.ts';
import { endOfMonth, monthOf } from './period.ts';

/** A holder's weight in one ledger. */
export interface Weight {
  readonly holder: string;
  readonly weight: Dec;
}

/** Places of a share such as a third: three thirds of 3亿元 come out as 1亿元 each once settled. */
const SHARE_PLACES = 36;

/** Equal shares among several holders (12 departments leading 11 groups: AE-LC); the last takes the remainder. */
export function equalShares(holders: readonly string[]): Weight[] {
  const unique = [...new Set(holders)];
  if (unique.length === 0) return [];
  const share = dec(1).div(unique.length).toDecimalPlaces(SHARE_PLACES);
  return unique.map((holder, index) => ({
    holder,
    weight: index === unique.length - 1 ? dec(1).minus(share.times(unique.length - 1)) : share,
  }));
}

/** Shares of an amount among weights; the last holder takes what rounding leaves, so that the sum is exact. */
export function shareOut(
  amount: Dec,
  weights: readonly Weight[],
  digits: number,
): { holder: string; amount: Dec }[] {
  let left = amount;
  return weights.map((one, index) => {
    const part = index === weights.length - 1 ? left : roundHalfUp(amount.times(one.weight), digits);
    left = left.minus(part);
    return { holder: one.holder, amount: part };
  });
}

/** The terms of a split: 招商方 first, 落户方 second. */
export interface SplitTerms {
  readonly sender: string;
  readonly receiver: string;
  /** Fractions that sum to one, or one pair a calendar year. */
  readonly ratio: readonly [Dec, Dec] | { readonly byYear: Readonly<Record<string, readonly [Dec, Dec]>> };
  /** The day the start event happened; null = not yet. */
  readonly startOn: string | null;
  readonly startMonthIncluded?: boolean;
  /** Last day of sharing; null = no end. */
  readonly endOn: string | null;
  readonly preStart: 'receiver' | 'sender' | 'hold';
}

/** A version of the terms as agreed; only those confirmed by both count. */
export interface AgreedTerms {
  readonly terms: SplitTerms;
  readonly confirmedBySender: boolean;
  readonly confirmedByReceiver: boolean;
}

/** Whether a pair of fractions is a ratio: none negative, sum one. */
export function isRatio(pair: readonly [Dec, Dec]): boolean {
  return !pair[0].isNegative() && !pair[1].isNegative() && pair[0].plus(pair[1]).eq(1);
}

function isValid(terms: SplitTerms): boolean {
  if (terms.sender === terms.receiver) return false;
  const ratio = terms.ratio;
  if ('byYear' in ratio) return Object.values(ratio.byYear).every((pair) => isRatio(pair));
  return isRatio(ratio);
}

/** The terms in force: the last valid version both confirmed; null = 100% 落户方 (AE-SM-3: one side is not enough). */
export function termsInForce(versions: readonly AgreedTerms[]): SplitTerms | null {
  const good = versions.filter(
    (version) => version.confirmedBySender && version.confirmedByReceiver && isValid(version.terms),
  );
  return good.at(-1)?.terms ?? null;
}

/** An amount of one month. */
export interface MonthAmount {
  readonly month: string;
  readonly amount: Dec;
}

/** What each side gets; `held` waits for the start event (`pre_start: hold`). */
export interface Shared {
  readonly sender: Dec;
  readonly receiver: Dec;
  readonly held: Dec;
  /** 飞地方案未确认 and the like. */
  readonly flags: readonly string[];
}

/** sender half up to `digits`, receiver the remainder: 860.55 × 0.3 → 258.17 and 602.38 (AE-SM-1). */
export function splitAmount(
  amount: Dec,
  ratio: readonly [Dec, Dec],
  digits: number,
): { sender: Dec; receiver: Dec } {
  const sender = roundHalfUp(amount.times(ratio[0]), digits);
  return { sender, receiver: amount.minus(sender) };
}

function ratioIn(terms: SplitTerms, month: string): readonly [Dec, Dec] | null {
  const ratio = terms.ratio;
  if (!('byYear' in ratio)) return ratio;
  return ratio.byYear[month.slice(0, 4)] ?? null;
}

function phaseOf(terms: SplitTerms, month: string): 'before' | 'shared' | 'after' {
  if (terms.startOn === null) return 'before';
  const start = monthOf(terms.startOn);
  const isBefore = terms.startMonthIncluded === false ? month <= start : month < start;
  if (isBefore) return 'before';
  return terms.endOn !== null && endOfMonth(month) > terms.endOn ? 'after' : 'shared';
}

const ZERO = dec(0);

/**
 * Shares monthly amounts. Before the start everything goes to the side `preStart` says, or is held and shared from
 * the first shared month on; after the end, and in years without a ratio, everything is the receiver's.
 */
export function shareMonths(terms: SplitTerms | null, amounts: readonly MonthAmount[], digits = 4): Shared {
  let [sender, receiver, held] = [ZERO, ZERO, ZERO];
  const flags = new Set<string>();
  for (const { month, amount } of [...amounts].sort((a, b) =>
    a.month < b.month ? -1 : a.month > b.month ? 1 : 0,
  )) {
    const phase = terms === null ? 'after' : phaseOf(terms, month);
    if (terms === null) flags.add('分成方案未确认');
    if (terms !== null && phase === 'before') {
      if (terms.preStart === 'sender') sender = sender.plus(amount);
      else if (terms.preStart === 'hold') held = held.plus(amount);
      else receiver = receiver.plus(amount);
      continue;
    }
    const ratio = terms === null || phase === 'after' ? null : ratioIn(terms, month);
    if (ratio === null) {
      if (terms !== null && phase === 'shared') flags.add(`${month.slice(0, 4)}年度分成方案未确认`);
      receiver = receiver.plus(amount).plus(held);
      held = ZERO;
      continue;
    }
    const parts = splitAmount(amount.plus(held), ratio, digits);
    held = ZERO;
    sender = sender.plus(parts.sender);
    receiver = receiver.plus(parts.receiver);
  }
  return { sender, receiver, held, flags: [...flags] };
}

/** The weights of a project's count in the territory ledger: shared whenever terms are in force (SM-I7, AE-SM-4). */
export function countWeights(terms: SplitTerms | null, owner: string, month: string): Weight[] {
  if (terms === null) return [{ holder: owner, weight: dec(1) }];
  const ratio = ratioIn(terms, month);
  if (ratio === null) return [{ holder: terms.receiver, weight: dec(1) }];
  return [
    { holder: terms.sender, weight: ratio[0] },
    { holder: terms.receiver, weight: ratio[1] },
  ];
}
