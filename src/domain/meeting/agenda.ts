/**
 * The agenda 议程 of a joint meeting 联席会议, drafted from what waits for a decision: open disputes, closed gates, projects
 * past their clock, failed yearly checks, proposals, and what is new since the last one. Pure; the office adds and drops.
 */
import { stageClock } from '../clock.ts';
import { type Day, dayOfInstant } from '../day.ts';
import type { Dispute } from '../dispute.ts';
import { currentNumber, type Lead, pendingStage, titleOf } from '../lead/lead.ts';
import { hasLeft, isPaused } from '../lead/stage-course.ts';
import { closedGates, REVIEW_PREFIX } from '../lead/stage-gates.ts';
import { nextStage, stepLabel } from '../lead/stage-steps.ts';
import type { Pack } from '../pack/schema.ts';
import { stageLabel } from '../pack/view.ts';
import type { Proposal } from '../proposal.ts';
import { sayCheck } from '../rolling-check/decide.ts';
import type { RollingCheck } from '../rolling-check/rolling-check.ts';
import { ITEMS_MAX } from './decide.ts';
import type { NewItem } from './meeting.ts';

export interface AgendaFacts {
  readonly pack: Pack;
  /** Every lead under way. */
  readonly leads: readonly Lead[];
  readonly disputes: readonly Dispute[];
  /** 整改中 and 未通过 since the last meeting. */
  readonly checks: readonly RollingCheck[];
  readonly proposals: readonly Proposal[];
  /** The day of the last meeting of this kind; `null` when there was none. */
  readonly sinceOn: Day | null;
  readonly today: Day;
  readonly unitName: (unit: string | null) => string;
}

/** At most so many of one sort; the rest is said to be there. */
const EACH_MAX = 12;
const NEW_NAMED_MAX = 12;

export interface DraftedAgenda {
  readonly items: readonly NewItem[];
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

/** What waits for a decision first, what is new last. */
export function draftAgenda(facts: AgendaFacts): DraftedAgenda {
  const notes: string[] = [];
  const capped = (label: string, items: readonly NewItem[]): readonly NewItem[] => {
    if (items.length > EACH_MAX) notes.push(`${label}共 ${items.length} 项，只列前 ${EACH_MAX} 项。`);
    return items.slice(0, EACH_MAX);
  };
  const items = [
    ...capped('争议', disputeItems(facts)),
    ...capped('待评价项目', gateItems(facts)),
    ...capped('超过时限的项目', stuckItems(facts)),
    ...capped('滚动考评未通过的项目', rollingItems(facts)),
    ...capped('处理建议', proposalItems(facts)),
    ...newItems(facts),
  ];
  return { items: items.slice(0, ITEMS_MAX), notes };
}

const nameOf = (lead: Lead): string => `${currentNumber(lead)} ${titleOf(lead)}`;

function disputeItems({ disputes, leads, unitName }: AgendaFacts): readonly NewItem[] {
  return disputes.map((dispute) => {
    const lead = leads.find((one) => one.number === dispute.lead);
    const sides = `${unitName(dispute.respondent.unit)}（甲）与${unitName(dispute.challenger.unit)}（乙）`;
    return {
      source: 'dispute',
      title: `${lead === undefined ? dispute.lead : nameOf(lead)} 首招争议`,
      lead: dispute.lead,
      ref: dispute.id,
      why: `${sides}，${dayOfInstant(dispute.openedAt)} 提出，尚未裁定`,
      clause: null,
    };
  });
}

/** The very next stage asks for a review that was not passed; or the review was submitted and waits. */
function gateItems({ pack, leads, today, unitName }: AgendaFacts): readonly NewItem[] {
  return leads.flatMap((lead): NewItem[] => {
    if (hasLeft(lead) || isPaused(lead)) return [];
    const waiting = pendingStage(lead);
    const isReview = waiting?.stage.startsWith(REVIEW_PREFIX) === true;
    const next = nextStage(pack, lead.stage);
    const [gate] = next === undefined ? [] : closedGates(pack, lead, next, today);
    if (gate === undefined && !isReview) return [];
    const label = gate?.reviewLabel ?? stepLabel(pack, waiting?.stage ?? '');
    const before = next === undefined ? '' : `，未过不能「${stageLabel(pack, next)}」`;
    return [
      {
        source: 'gate',
        title: `${nameOf(lead)} ${label}`,
        lead: lead.number,
        ref: gate?.reviewId ?? waiting?.stage.slice(REVIEW_PREFIX.length) ?? null,
        why: `${unitName(lead.unit)}，现处「${stageLabel(pack, lead.stage)}」${isReview ? '，材料已提交' : before}`,
        clause: gate?.clause ?? null,
      },
    ];
  });
}

/** The longest over its limit first. */
function stuckItems({ pack, leads, today, unitName }: AgendaFacts): readonly NewItem[] {
  return leads
    .flatMap((lead) => {
      const clock = stageClock(pack, lead, today);
      return clock !== null && clock.light === 'red' ? [{ lead, clock }] : [];
    })
    .sort((a, b) => (a.clock.dueOn < b.clock.dueOn ? -1 : a.clock.dueOn > b.clock.dueOn ? 1 : 0))
    .map(({ lead, clock }) => ({
      source: 'stuck',
      title: nameOf(lead),
      lead: lead.number,
      ref: clock.stage,
      why: `${unitName(lead.unit)}，「${stageLabel(pack, clock.stage)}」${clock.dueOn} 到期${clock.left < 0 ? `，已超 ${-clock.left} ${clock.unit === 'workday' ? '个工作日' : '天'}` : ''}`,
      clause: pack.stages.find((stage) => stage.id === clock.stage)?.clause ?? null,
    }));
}

function rollingItems({ checks, leads, sinceOn }: AgendaFacts): readonly NewItem[] {
  return checks
    .filter(
      ({ state, settledOn }) =>
        state === 'curing' || (state === 'failed' && (sinceOn === null || (settledOn ?? '') > sinceOn)),
    )
    .map((check) => {
      const lead = leads.find((one) => one.number === check.lead);
      const lacking = (check.verdict?.findings ?? []).filter(({ holds }) => !holds).map(({ label }) => label);
      const how =
        check.adjustment === null
          ? `整改至 ${check.cureUntilOn}`
          : `${check.settledOn ?? ''} 冲减 ${check.adjustment.amountWan}万元`;
      return {
        source: 'rolling',
        title: `${lead === undefined ? check.lead : nameOf(lead)} ${sayCheck(check)}`,
        lead: check.lead,
        ref: check.id,
        why: `${lacking.join('、')}未达标，${how}`,
        clause: check.clause,
      };
    });
}

function proposalItems({ proposals, leads, unitName }: AgendaFacts): readonly NewItem[] {
  return proposals.map((proposal) => {
    const lead = leads.find((one) => one.number === proposal.lead);
    const whom = lead === undefined ? unitName(proposal.unit) : nameOf(lead);
    return {
      source: 'proposal',
      title: `${whom} ${proposal.label}`,
      lead: proposal.lead,
      ref: proposal.number,
      why: `${proposal.number} 待${proposal.decider}决定`,
      clause: proposal.clause,
    };
  });
}

/** One item for all of them, by unit; confidential ones are counted, not named. */
function newItems({ leads, sinceOn, unitName }: AgendaFacts): readonly NewItem[] {
  const fresh = leads.filter(
    ({ promotedAt }) => promotedAt !== null && (sinceOn === null || dayOfInstant(promotedAt) > sinceOn),
  );
  if (fresh.length === 0) return [];
  const byUnit = [...Map.groupBy(fresh, (lead) => lead.unit)]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([unit, own]) => `${unitName(unit)} ${own.length} 个`);
  const open = fresh.filter((lead) => !lead.confidential);
  const named = open.slice(0, NEW_NAMED_MAX).map(nameOf);
  const more = fresh.length > named.length ? ` 等 ${fresh.length} 个` : '';
  const since = sinceOn === null ? '至今' : `${sinceOn} 以来`;
  const names = named.length === 0 ? '' : `：${named.join('、')}${more}`;
  return [
    {
      source: 'new',
      title: `通报${since}新增项目 ${fresh.length} 个`,
      lead: null,
      ref: null,
      why: `${byUnit.slice(0, NEW_NAMED_MAX).join('、')}${names}`,
      clause: null,
    },
  ];
}
