/**
 * 首招负责制 as a pack states it, and every number it leaves open: the one place where those defaults stand, all of
 * them printed as 系统默认.
 */
import type { Pack } from '../pack/schema.ts';

/** 系统默认 where a pack states nothing. */
export const CLAIM_DEFAULTS = {
  label: '首招保护',
  /** Days without progress after which a lead goes to the pool. */
  protectDays: 90,
  renewedBy: ['progress', 'visit', 'stage'],
  /** Warnings this many days before a lead lapses, the longest first. */
  warnDaysBefore: [7, 1],
  /** Leads claimed from the pool that have not become projects: how many at once. */
  openClaimsPerPersonMax: 10,
  openClaimsPerUnitMax: 50,
  /** A unit that lost or gave back a lead may not claim it again for so long. */
  coolDownDays: 30,
  /** 签收 is due within so many working days. */
  receiptWorkdaysMax: 2,
} as const;

export type RenewedBy = 'progress' | 'visit' | 'stage';

export interface ClaimRule {
  readonly label: string;
  readonly protectDays: number;
  readonly renewedBy: readonly RenewedBy[];
  readonly clause: string;
  /** True when the number of days is not in the city's text. */
  readonly isDefault: boolean;
}

/** The pack's rule, or the default one. */
export function claimRule(pack: Pack): ClaimRule {
  const stated = pack.claims[0];
  if (stated === undefined) {
    const { label, protectDays, renewedBy } = CLAIM_DEFAULTS;
    return { label, protectDays, renewedBy, clause: '系统默认', isDefault: true };
  }
  const { label, protectDays, renewedBy, clause, origin } = stated;
  return { label, protectDays, renewedBy, clause, isDefault: origin !== 'stated' };
}

/** As a refusal or a card cites it. */
export const citeClaim = (rule: ClaimRule): string =>
  rule.isDefault && rule.clause !== '系统默认'
    ? `${rule.clause}，${rule.protectDays}天为系统默认`
    : rule.clause;
