/**
 * Facts about how a lead moves: 推进, 审核, 退出, 恢复, 更正, 认定. Part of `LeadFact`. People are roster ids; files are ids
 * of evidence; what people wrote is kept without phones (the caller masks them).
 */
import type { Day } from '../day.ts';
import type { AmountRange } from '../money.ts';
import type { ReviewWords } from '../rolling-check/result.ts';
import type { LeadTags } from './lead.ts';

/** 客观原因 or 非客观原因 (SM 三(四)21: only the second is answered for). */
export type ExitFault = 'objective' | 'avoidable';

/** Why and through whom a project ended, moved away or stands still. The cause itself is the submission's 说明. */
export interface ExitWords {
  readonly fault: ExitFault | null;
  readonly responsible: string | null;
}

/** 招商办特批: a gate that was passed by the office's word instead of its review. */
export interface GateOverride {
  readonly gates: readonly { readonly id: string; readonly label: string; readonly clause: string }[];
  readonly reason: string;
  readonly by: string;
}

/** 容缺材料 (SM 三(三)17) or 政府承诺事项, with the day it was promised for. */
export interface PledgeWords {
  readonly kind: 'paper' | 'promise';
  readonly what: string;
  readonly dueOn: Day;
}

/** Fields of the registration that may be filled in or mended later (待补字段). */
export interface LeadFields {
  readonly investment?: AmountRange;
  readonly industry?: string;
  readonly landingUnit?: string;
}

/** What a submission carries besides stage, day, 佐证 and 说明; absent where it has none. */
export interface StageDetails {
  /** Evidence ids. */
  readonly files?: readonly string[];
  readonly exit?: ExitWords;
  readonly override?: GateOverride;
  /** 评价结论 of a review. */
  readonly review?: ReviewWords;
  readonly pledges?: readonly PledgeWords[];
  /** 补充: what is proposed for the gaps. */
  readonly tags?: LeadTags;
  readonly fields?: LeadFields;
  /** 更正 since it was verified, oldest first. */
  readonly corrections?: readonly StageCorrection[];
}

export interface StageCorrection {
  readonly was: Day;
  readonly now: Day;
  readonly reason: string;
  readonly by: string | null;
  /** UTC ms. */
  readonly at: number;
}

/** A stage that outstayed its limit. `days` are those over it, in `unit`. */
export interface StageLate {
  readonly stage: string;
  readonly enteredOn: Day;
  readonly dueOn: Day;
  readonly doneOn: Day;
  readonly days: number;
  readonly unit: 'day' | 'workday';
}

export type StageFact =
  | {
      readonly type: 'lead.stage_submitted';
      readonly id: string;
      readonly stage: string;
      readonly happenedOn: Day;
      readonly evidence: string | null;
      readonly note: string | null;
      readonly details?: StageDetails;
    }
  | {
      readonly type: 'lead.stage_verified';
      readonly id: string;
      readonly reached: string;
      readonly tags: LeadTags;
      readonly fields?: LeadFields;
      readonly override?: GateOverride;
      /** The stage this one ended, when it had outstayed its limit. */
      readonly late?: StageLate;
    }
  | { readonly type: 'lead.stage_returned'; readonly id: string; readonly reason: string }
  | { readonly type: 'lead.stage_withdrawn'; readonly id: string }
  /** A file that came while the submission waited. */
  | { readonly type: 'lead.evidence_added'; readonly id: string; readonly files: readonly string[] }
  /** The limit has passed and people were told: whatever day is entered later, it stays late. */
  | {
      readonly type: 'lead.stage_overdue';
      readonly stage: string;
      readonly enteredOn: Day;
      readonly dueOn: Day;
    }
  /** 更正 of a verified stage's day, by the office. */
  | {
      readonly type: 'lead.stage_corrected';
      readonly id: string;
      readonly was: Day;
      readonly happenedOn: Day;
      readonly reason: string;
    }
  /** 补充 by a verifier, directly. */
  | { readonly type: 'lead.details_set'; readonly tags: LeadTags; readonly fields: LeadFields }
  /** 认定, such as 弄虚作假 (SM 三(四)21): `flag` is one the pack's consequences ask for. */
  | {
      readonly type: 'lead.flagged';
      readonly flag: string;
      readonly on: Day;
      readonly reason: string;
      readonly evidence: string | null;
      readonly files: readonly string[];
    };
