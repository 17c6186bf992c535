/**
 * The course of a lead besides its ladder: how it left 退出, which stages outstayed their limit, what was found 认定.
 *
 * Invariants
 *  1. An exit holds once verified; only 暂停 can be lifted, by a verified 恢复 or another exit.
 *  2. A stage that was late stays in `lates`; nothing takes it out.
 *  3. 增资、减资 change what is to be invested from their day on; what it was stays in `amounts`, by day.
 *  4. A correction changes a verified stage's day and nothing else; what it was stays in the history.
 *
 *     under way ──exit:paused verified──> 暂停 ──resume verified──> under way
 *        └──────exit:lost, exit:moved_out, … verified──> 终止, 迁出 (left the open lists; for good)
 */
import type { Day } from '../day.ts';
import type { AmountRange } from '../money.ts';
import type { Lead, StageEvent } from './lead.ts';
import type { ExitFault, StageFact, StageLate } from './stage-facts.ts';

/** An exit 终止, 迁出, 暂停 … travels through the same submit-and-verify as a stage, under this prefix. */
export const EXIT_PREFIX = 'exit:';
/** 恢复 of what was paused. */
export const RESUME = 'resume';
export const PAUSED = 'paused';

/** 投资额变更 增资、减资: verified, it holds from its day on. */
export const TOTAL = 'total';

export interface AmountChange {
  readonly on: Day;
  /** UTC ms. */
  readonly verifiedAt: number;
  /** `null` where nobody had said. */
  readonly was: AmountRange | null;
  readonly now: AmountRange;
}

export interface LeadExit {
  /** The pack's exit: `lost`, `moved_out`, `paused` … */
  readonly kind: string;
  /** The submission it was verified from. */
  readonly id: string;
  readonly on: Day;
  readonly cause: string | null;
  readonly fault: ExitFault | null;
  readonly responsible: string | null;
}

/** An overdue stage; `doneOn` and `days` once it was left. */
export type Overdue = Omit<StageLate, 'doneOn' | 'days' | 'unit'> & {
  readonly doneOn: Day | null;
  readonly days: number | null;
  readonly unit: StageLate['unit'] | null;
};

export interface Flag {
  readonly flag: string;
  readonly on: Day;
  readonly reason: string;
  readonly evidence: string | null;
  readonly files: readonly string[];
  readonly by: string | null;
}

export interface Course {
  readonly exit: LeadExit | null;
  readonly lates: readonly Overdue[];
  readonly flags: readonly Flag[];
  /** By day. */
  readonly amounts: readonly AmountChange[];
}

export const FIRST_COURSE: Course = { exit: null, lates: [], flags: [], amounts: [] };

/** Has left for good (终止, 迁出 …). */
export const hasLeft = (lead: Pick<Lead, 'course'>): boolean =>
  lead.course.exit !== null && lead.course.exit.kind !== PAUSED;

/** 暂停. */
export const isPaused = (lead: Pick<Lead, 'course'>): boolean => lead.course.exit?.kind === PAUSED;

/** The lead after one more fact of its course; the caller has raised version and touch. */
export function evolveStages(lead: Lead, fact: StageFact, at: number, actor: string | null): Lead {
  switch (fact.type) {
    case 'lead.stage_submitted':
      return { ...lead, stages: [...lead.stages, submitted(fact, at, actor)] };
    case 'lead.stage_verified':
      return verified(lead, fact, at, actor);
    case 'lead.stage_returned': {
      const { id, reason } = fact;
      return withEvent(lead, id, () => ({ state: 'returned', verifier: actor, verifiedAt: at, reason }));
    }
    case 'lead.stage_withdrawn':
      return withEvent(lead, fact.id, () => ({
        state: 'withdrawn',
        verifier: null,
        verifiedAt: null,
        reason: null,
      }));
    case 'lead.evidence_added':
      return withEvent(lead, fact.id, ({ details }) => ({
        details: { ...details, files: [...new Set([...(details.files ?? []), ...fact.files])] },
      }));
    case 'lead.stage_overdue': {
      const { stage, enteredOn, dueOn } = fact;
      const open: Overdue = { stage, enteredOn, dueOn, doneOn: null, days: null, unit: null };
      return withCourse(lead, { lates: [...lead.course.lates, open] });
    }
    case 'lead.stage_corrected':
      return withEvent(lead, fact.id, ({ details }) => {
        const { was, happenedOn: now, reason } = fact;
        const corrections = [...(details.corrections ?? []), { was, now, reason, by: actor, at }];
        return { happenedOn: now, details: { ...details, corrections } };
      });
    case 'lead.details_set':
      return { ...lead, ...fact.fields, tags: { ...lead.tags, ...fact.tags } };
    case 'lead.flagged': {
      const { flag, on, reason, evidence, files } = fact;
      return withCourse(lead, {
        flags: [...lead.course.flags, { flag, on, reason, evidence, files, by: actor }],
      });
    }
  }
}

function verified(
  lead: Lead,
  fact: Extract<StageFact, { type: 'lead.stage_verified' }>,
  at: number,
  actor: string | null,
): Lead {
  const event = lead.stages.find((one) => one.id === fact.id);
  const settled = withEvent(lead, fact.id, ({ details }) => ({
    state: 'verified',
    verifier: actor,
    verifiedAt: at,
    reason: null,
    ...(fact.override === undefined ? {} : { details: { ...details, override: fact.override } }),
  }));
  return {
    ...settled,
    ...fact.fields,
    stage: fact.reached,
    tags: { ...lead.tags, ...fact.tags },
    course: {
      ...lead.course,
      exit: event === undefined ? lead.course.exit : exitAfter(lead, event),
      amounts: changedAmounts(lead, event, fact.fields?.investment, at),
      lates: fact.late === undefined ? lead.course.lates : ended(lead.course.lates, fact.late),
    },
  };
}

function changedAmounts(
  { course, investment: was }: Lead,
  event: StageEvent | undefined,
  now: AmountRange | undefined,
  verifiedAt: number,
): readonly AmountChange[] {
  if (event?.stage !== TOTAL || now === undefined) return course.amounts;
  return [...course.amounts, { on: event.happenedOn, verifiedAt, was, now }];
}

function exitAfter(lead: Lead, event: StageEvent): LeadExit | null {
  if (event.stage === RESUME) return null;
  if (!event.stage.startsWith(EXIT_PREFIX)) return lead.course.exit;
  return {
    kind: event.stage.slice(EXIT_PREFIX.length),
    id: event.id,
    on: event.happenedOn,
    cause: event.note,
    fault: event.details.exit?.fault ?? null,
    responsible: event.details.exit?.responsible ?? null,
  };
}

/** The open entry closed, or a new one where nobody was told in time. */
function ended(lates: readonly Overdue[], late: StageLate): readonly Overdue[] {
  const isIt = (one: Overdue) =>
    one.stage === late.stage && one.enteredOn === late.enteredOn && one.doneOn === null;
  return lates.some(isIt) ? lates.map((one) => (isIt(one) ? { ...one, ...late } : one)) : [...lates, late];
}

function submitted(
  fact: Extract<StageFact, { type: 'lead.stage_submitted' }>,
  at: number,
  actor: string | null,
): StageEvent {
  return {
    id: fact.id,
    stage: fact.stage,
    happenedOn: fact.happenedOn,
    reportedAt: at,
    reporter: actor ?? '',
    evidence: fact.evidence,
    note: fact.note,
    details: fact.details ?? {},
    state: 'submitted',
    verifier: null,
    verifiedAt: null,
    reason: null,
  };
}

function withEvent(lead: Lead, id: string, change: (event: StageEvent) => Partial<StageEvent>): Lead {
  const stages = lead.stages.map((event) => (event.id === id ? { ...event, ...change(event) } : event));
  return { ...lead, stages };
}

const withCourse = (lead: Lead, change: Partial<Course>): Lead => ({
  ...lead,
  course: { ...lead.course, ...change },
});
