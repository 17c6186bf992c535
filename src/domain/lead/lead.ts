/**
 * A lead 线索 and the project 项目 it becomes: one subject, one history, two numbers.
 *
 * Invariants
 *  1. A lead has exactly one holder, or it lies in the pool (`holding.ts`).
 *  2. A stage counts only when verified; its date is the day it happened, not the day it was reported.
 *  3. The first verified stage from the pack's project stage on makes it a project; its lead number stays valid.
 *  4. `version` is the number of facts in its stream; a decision made on an old version cannot be committed.
 *
 *     register ──> open ──stage submitted──> 待审 ──verified──> stage reached ──(signed or later)──> project
 *                   │                          └──returned / withdrawn──> as before
 *                   └──withdrawn (撤销) : no longer counted, kept in the history
 */
import { type Day, instantOfDay } from '../day.ts';
import type { AmountRange } from '../money.ts';
import type { LeadFact } from './facts.ts';
import { evolveHolding, firstHolding, type Holding } from './holding.ts';
import { type Course, evolveStages, FIRST_COURSE } from './stage-course.ts';
import type { StageDetails } from './stage-facts.ts';

/** 待补字段 are the gaps here: what the pack's targets count by, entered when a stage is verified. */
export interface LeadTags {
  readonly capitalType?: string;
  readonly enterpriseClasses?: readonly string[];
  /** The year of the list (500强 …) the enterprise stood in. */
  readonly classListYear?: number;
  readonly keyLevels?: readonly string[];
  readonly industries?: readonly string[];
}

export interface StageEvent {
  /** `XS-202611-0001#2`: the lead's number and the submission's place in its history. */
  readonly id: string;
  readonly stage: string;
  readonly happenedOn: Day;
  readonly reportedAt: number;
  readonly reporter: string;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly details: StageDetails;
  readonly state: 'submitted' | 'verified' | 'returned' | 'withdrawn';
  readonly verifier: string | null;
  readonly verifiedAt: number | null;
  readonly reason: string | null;
}

export interface Lead {
  readonly number: string;
  readonly version: number;
  readonly company: string;
  /** What the firm was called before, the oldest first. */
  readonly formerNames: readonly string[];
  readonly project: string | null;
  readonly investment: AmountRange | null;
  readonly industry: string | null;
  readonly landingUnit: string | null;
  readonly channel: string | null;
  /** Id of the sealed contact row, never the contact itself. */
  readonly contact: string | null;
  readonly note: string | null;
  /** 需求 in the words it was said in; `null`: what the note and the project's name say. */
  readonly need: string | null;
  readonly unit: string;
  /** Empty while it lies in the pool. */
  readonly holder: string;
  readonly holding: Holding;
  readonly registeredAt: number;
  readonly confidential: boolean;
  readonly status: 'open' | 'withdrawn';
  readonly tags: LeadTags;
  /** The latest verified stage in the pack's order, or `lead`. */
  readonly stage: string;
  readonly stages: readonly StageEvent[];
  /** 退出, 超期, 认定. */
  readonly course: Course;
  readonly projectNumber: string | null;
  readonly promotedAt: number | null;
  readonly touchedAt: number;
}

export const leadStream = (number: string): string => `lead/${number}`;

/** The number people should quote: the project's once there is one. */
export const currentNumber = (lead: Lead): string => lead.projectNumber ?? lead.number;

/** What the lead is called in a sentence. */
export const titleOf = (lead: Pick<Lead, 'company' | 'project'>): string =>
  lead.project === null ? lead.company : `${lead.company} · ${lead.project}`;

export const pendingStage = (lead: Lead): StageEvent | null =>
  lead.stages.find((event) => event.state === 'submitted') ?? null;

export const verifiedStages = (lead: Lead): readonly StageEvent[] =>
  lead.stages.filter((event) => event.state === 'verified');

/** The lead after one more fact; `null` before its first. */
export function evolveLead(lead: Lead | null, fact: LeadFact, at: number, actor: string | null): Lead {
  if (lead === null) {
    if (fact.type !== 'lead.registered')
      throw new Error(`a lead starts with its registration, not ${fact.type}`);
    return registered(fact, at);
  }
  const next = { ...lead, version: lead.version + 1, touchedAt: at };
  switch (fact.type) {
    case 'lead.registered':
      throw new Error(`${lead.number} is registered already`);
    case 'lead.stage_submitted':
    case 'lead.stage_verified':
    case 'lead.stage_returned':
    case 'lead.stage_withdrawn':
    case 'lead.evidence_added':
    case 'lead.stage_overdue':
    case 'lead.stage_corrected':
    case 'lead.details_set':
    case 'lead.flagged':
      return evolveStages(next, fact, at, actor);
    case 'lead.promoted':
      return { ...next, projectNumber: fact.projectNumber, promotedAt: at };
    case 'lead.need_set':
      return { ...next, need: fact.need };
    case 'lead.renamed':
      return { ...next, ...renamed(lead, fact) };
    case 'lead.contact_set':
      return { ...next, contact: fact.contact };
    case 'lead.confidentiality_set':
      return { ...next, confidential: fact.confidential };
    case 'lead.withdrawn':
      return { ...next, status: 'withdrawn' };
    case 'lead.merged':
      // It lives on as another: wherever withdrawn ones are left out, it is not counted twice.
      return { ...evolveHolding(next, fact, at), status: 'withdrawn' };
    default:
      return evolveHolding(next, fact, at);
  }
}

function renamed(
  { company, formerNames }: Lead,
  fact: Extract<LeadFact, { type: 'lead.renamed' }>,
): Pick<Lead, 'company' | 'project' | 'formerNames'> {
  const names = [...formerNames, company].filter((name) => name !== fact.company);
  return { company: fact.company, project: fact.project, formerNames: names };
}

function registered(fact: Extract<LeadFact, { type: 'lead.registered' }>, at: number): Lead {
  return {
    number: fact.number,
    version: 1,
    company: fact.company,
    formerNames: [],
    project: fact.project,
    investment: fact.investment,
    industry: fact.industry,
    landingUnit: fact.landingUnit,
    channel: fact.channel,
    contact: fact.contact,
    note: fact.note,
    need: null,
    unit: fact.unit,
    holder: fact.holder,
    holding: firstHolding(fact.unit, at),
    // Taken over from older books it counts from its own day; its holding, and with it every clock, starts anew.
    registeredAt: fact.imported === undefined ? at : Math.min(at, instantOfDay(fact.imported.registeredOn)),
    confidential: false,
    status: 'open',
    tags: {},
    stage: 'lead',
    stages: [],
    course: FIRST_COURSE,
    projectNumber: null,
    promotedAt: null,
    touchedAt: at,
  };
}
