/**
 * Facts about who holds a lead: 分派, 认领, 签收, 退回, 失效, 合并, 合作, 推荐人. Part of `LeadFact`.
 * People are roster ids, a referrer is the id of a sealed contact row.
 */
import type { Day } from '../day.ts';

/** Why somebody came to hold a lead that was registered by another person, unit or at another time. */
export type HeldWhy = 'assigned' | 'claimed' | 'handed_over' | 'arbitrated' | 'merged';

/** Why a lead went to the pool: no progress in time, given back, taken back by the office, its holder left. */
export type ReleasedWhy = 'lapsed' | 'returned' | 'recalled' | 'left';

/** What starts or renews 首招保护. */
export type ProtectedBy = 'registration' | 'progress' | 'visit' | 'stage' | 'office';

/** What was found of a registration: complete and real; confirmed with the company; not a lead at all. */
export type JudgedAs = 'valid' | 'verified' | 'invalid';

export type HoldingFact =
  /** From now on this person of this unit holds it. `protectedUntilOn` is the last protected day. */
  | {
      readonly type: 'lead.held';
      readonly unit: string;
      readonly holder: string;
      readonly protectedUntilOn: Day | null;
      readonly why: HeldWhy;
    }
  /** 签收: who was given it has seen it. */
  | { readonly type: 'lead.receipted' }
  /** To the pool 公共线索池. `reason` is what the person wrote. */
  | { readonly type: 'lead.released'; readonly why: ReleasedWhy; readonly reason: string | null }
  | { readonly type: 'lead.protected'; readonly untilOn: Day; readonly by: ProtectedBy }
  /** 合并: this one lives on as another; both histories stay. */
  | { readonly type: 'lead.merged'; readonly into: string }
  | { readonly type: 'lead.absorbed'; readonly number: string }
  | {
      readonly type: 'lead.cooperation_asked';
      readonly unit: string;
      readonly person: string;
      readonly note: string | null;
    }
  | {
      readonly type: 'lead.cooperation_answered';
      readonly unit: string;
      readonly agreed: boolean;
      readonly reason: string | null;
    }
  /** 核实 of the registration itself: 有效, 核实 (asked of the company), 无效. */
  | {
      readonly type: 'lead.judged';
      readonly verdict: JudgedAs;
      readonly reason: string | null;
    }
  /** 推荐人 (招商顾问、中介): the id of a sealed contact row. */
  | { readonly type: 'lead.referred'; readonly referrer: string };
