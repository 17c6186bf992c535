/**
 * Every subject that has facts: its state, what it is before its first fact, and the facts it takes. Adding one is its
 * own folder or file in `src/domain/`, its books in `db/subjects/`, and one line here.
 */
import type { Activity, ActivityFact } from './activity/activity.ts';
import type { Award, AwardFact } from './award.ts';
import type { Binding, BindingFact } from './binding.ts';
import type { Dispute, DisputeFact } from './dispute.ts';
import type { Evidence, EvidenceFact } from './evidence.ts';
import type { FilingFact, UnitFiling } from './filing/filing.ts';
import type { Hurry, HurryFact } from './filing/hurry.ts';
import type { LeadFact } from './lead/facts.ts';
import type { Lead } from './lead/lead.ts';
import type { Meeting, MeetingFact } from './meeting/meeting.ts';
import type { Objection, ObjectionFact } from './objection.ts';
import type { PaperFact, Papers } from './paper.ts';
import type { PledgeFact, Pledges } from './pledge.ts';
import type { Points, PointsFact } from './points/points.ts';
import type { Progress, ProgressFact } from './progress.ts';
import type { CheckFact } from './progress-check/check.ts';
import type { Proposal, ProposalFact } from './proposal.ts';
import type { Publication, PublicationFact } from './publication.ts';
import type { Entry, EntryFact } from './registry/entry.ts';
import type { Responsibility, ResponsibilityFact } from './responsibility.ts';
import type { RollingCheck, RollingFact } from './rolling-check/rolling-check.ts';
import type { Setting, SettingFact } from './setting/setting.ts';
import type { TaskFact } from './task/facts.ts';
import type { Task } from './task/task.ts';
import type { TransferFact } from './transfer/facts.ts';
import type { Handover, HandoverFact } from './transfer/handover.ts';
import type { Transfer } from './transfer/transfer.ts';
import type { Workbook, WorkbookFact } from './workbook.ts';

export interface Subjects {
  readonly activity: { readonly before: Activity | null; readonly fact: ActivityFact };
  readonly lead: { readonly before: Lead | null; readonly fact: LeadFact };
  readonly progress: { readonly before: Progress; readonly fact: ProgressFact | CheckFact };
  readonly publication: { readonly before: Publication | null; readonly fact: PublicationFact };
  readonly objection: { readonly before: Objection | null; readonly fact: ObjectionFact };
  readonly paper: { readonly before: Papers | null; readonly fact: PaperFact };
  readonly dispute: { readonly before: Dispute | null; readonly fact: DisputeFact };
  readonly points: { readonly before: Points; readonly fact: PointsFact };
  readonly award: { readonly before: Award | null; readonly fact: AwardFact };
  readonly evidence: { readonly before: Evidence | null; readonly fact: EvidenceFact };
  readonly pledge: { readonly before: Pledges; readonly fact: PledgeFact };
  readonly binding: { readonly before: Binding | null; readonly fact: BindingFact };
  readonly transfer: { readonly before: Transfer | null; readonly fact: TransferFact };
  readonly handover: { readonly before: Handover | null; readonly fact: HandoverFact };
  readonly task: { readonly before: Task | null; readonly fact: TaskFact };
  readonly rolling: { readonly before: RollingCheck | null; readonly fact: RollingFact };
  readonly meeting: { readonly before: Meeting | null; readonly fact: MeetingFact };
  readonly proposal: { readonly before: Proposal | null; readonly fact: ProposalFact };
  readonly setting: { readonly before: Setting | null; readonly fact: SettingFact };
  readonly workbook: { readonly before: Workbook | null; readonly fact: WorkbookFact };
  readonly filing: { readonly before: UnitFiling; readonly fact: FilingFact };
  readonly hurry: { readonly before: Hurry; readonly fact: HurryFact };
  readonly entry: { readonly before: Entry | null; readonly fact: EntryFact };
  readonly responsibility: { readonly before: Responsibility | null; readonly fact: ResponsibilityFact };
}

export type SubjectFact = Subjects[keyof Subjects]['fact'];

/** New facts of one subject, decided on the state `before` them. */
export type SubjectChange = {
  [K in keyof Subjects]: {
    readonly subject: K;
    readonly before: Subjects[K]['before'];
    readonly facts: readonly Subjects[K]['fact'][];
  };
}[keyof Subjects];
