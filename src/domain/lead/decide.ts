/**
 * Decisions about a lead: what may be registered, moved, verified, returned and taken back, and what then holds.
 * Pure; permission is checked before (`access.ts`), clocks and numbers come in as parameters.
 */
import type { Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import { CURRENCY_LABELS, toWan } from '../money.ts';
import type { Pack } from '../pack/schema.ts';
import {
  gatesBefore,
  isKeyProject,
  isProjectStage,
  laterStages,
  projectStage,
  stageLabel,
  stageOf,
} from '../pack/view.ts';
import type { FilterRecord } from '../rule/filter.ts';
import type { LeadFact } from './facts.ts';
import { currentNumber, type Lead, type LeadTags, pendingStage, verifiedStages } from './lead.ts';

export type Decided<F> = { readonly facts: readonly F[] } | Refusal;

/** A review (前期评价) travels through the same submit-and-verify as a stage, under this prefix. */
export const REVIEW_PREFIX = 'review:';

/** The lead as the pack's filters see it. */
export function recordOf(lead: Lead): FilterRecord {
  const { investment, tags } = lead;
  const industries = [...(tags.industries ?? []), ...(lead.industry === null ? [] : [lead.industry])];
  return {
    id: currentNumber(lead),
    name: lead.project ?? lead.company,
    tags: industries,
    classes: tags.enterpriseClasses ?? [],
    flags: tags.keyLevels ?? [],
    ...(investment === null
      ? {}
      : {
          money: {
            total_investment: {
              amount: toWan(investment.low),
              unit: `万${CURRENCY_LABELS[investment.low.currency]}`,
            },
          },
        }),
    stages: Object.fromEntries(verifiedStages(lead).map((event) => [event.stage, event.happenedOn])),
  };
}

export interface StageChoice {
  readonly id: string;
  readonly label: string;
}

/** What a lead can be moved to now: later stages of the ladder, and reviews its gates still ask for. */
export function stageChoices(pack: Pack, lead: Lead): readonly StageChoice[] {
  const later = laterStages(pack, lead.stage).filter(
    (stage) => stage.id !== 'lead' && mayMove(pack, lead.stage, stage.id),
  );
  const reviews = later.flatMap((stage) => closedGates(pack, lead, stage.id));
  const asked = new Map(reviews.map((gate) => [gate.reviewId, gate.reviewLabel]));
  return [
    ...[...asked].map(([id, label]) => ({ id: `${REVIEW_PREFIX}${id}`, label })),
    ...later.map(({ id, label }) => ({ id, label })),
  ];
}

/** The word for a stage or a review. */
export function stepLabel(pack: Pack, id: string): string {
  if (!id.startsWith(REVIEW_PREFIX)) return stageLabel(pack, id);
  const review = id.slice(REVIEW_PREFIX.length);
  return pack.reviews.find((one) => one.id === review)?.label ?? review;
}

/**
 * Gates on the way to a stage that certainly apply and were not passed: those of stages skipped over count too, or
 * skipping would be the way around them. A gate that hangs on missing fields stays open.
 */
export function closedGates(pack: Pack, lead: Lead, stage: string) {
  const passed = new Set(verifiedStages(lead).map((event) => event.stage));
  const to = stageOf(pack, stage)?.order ?? -1;
  const way = laterStages(pack, lead.stage).filter((one) => one.order <= to);
  return way
    .flatMap((one) => gatesBefore(pack, one.id, recordOf(lead)))
    .filter(
      (gate) =>
        gate.applies === 'yes' &&
        !passed.has(`${REVIEW_PREFIX}${gate.reviewId}`) &&
        (gate.orStage === null || !passed.has(gate.orStage)),
    );
}

/** Whether the pack's 阶段规则 lets a lead go from one stage straight to a later one. */
function mayMove(pack: Pack, from: string, to: string): boolean {
  const { edges, order } = pack.lifecycle;
  if (edges !== undefined) return edges.some((edge) => edge[0] === from && edge[1] === to);
  return order === 'free' || laterStages(pack, from).filter((stage) => stage.id !== 'lead')[0]?.id === to;
}

export interface StageIntent {
  readonly stage: string;
  readonly happenedOn: Day;
  readonly evidence: string | null;
  readonly note: string | null;
}

/** 推进: asks for a stage to be verified. */
export function decideSubmitStage(
  pack: Pack,
  lead: Lead,
  intent: StageIntent,
  today: Day,
): Decided<LeadFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销，不能再推进`);
  const waiting = pendingStage(lead);
  if (waiting !== null) {
    const label = stepLabel(pack, waiting.stage);
    return refuse(`${number} 的「${label}」还在等待审核`, {
      next: `要修改请先发送「撤销 ${number}」，再重新推进。`,
    });
  }
  const choice = stageChoices(pack, lead).find((one) => one.id === intent.stage);
  if (choice === undefined) {
    const here = stageLabel(pack, lead.stage);
    return refuse(`${number} 现处「${here}」，不能推进到「${stepLabel(pack, intent.stage)}」`, {
      next: '请选择后面的阶段。',
    });
  }
  if (intent.happenedOn > today)
    return refuse(`发生日期 ${intent.happenedOn} 还没有到`, { next: '请填已经发生的日期。' });
  const gate = closedGates(pack, lead, intent.stage)[0];
  if (gate !== undefined) {
    const why = isKeyProject(pack, recordOf(lead)).answer === 'yes' ? '属于重点项目，' : '';
    return refuse(`${number} ${why}须先通过${gate.reviewLabel}才能「${choice.label}」`, {
      clause: gate.isDefault ? `${gate.clause}，关口位置为系统默认` : gate.clause,
      next: `请先推进「${gate.reviewLabel}」，通过后再推进「${choice.label}」。`,
    });
  }
  if (intent.evidence === null && intent.note === null) {
    const wanted = stageOf(pack, intent.stage)?.evidence[0];
    return refuse(`推进到「${choice.label}」要有佐证`, {
      next: `请在「佐证」填编号或材料名称${wanted === undefined ? '' : `（如${wanted}）`}，或在「说明」写明依据。`,
    });
  }
  return { facts: [{ type: 'lead.stage_submitted', id: `${lead.number}#${lead.version + 1}`, ...intent }] };
}

/** 通过. `projectNumber` is taken only when this stage makes it a project. */
export function decideVerify(
  pack: Pack,
  lead: Lead,
  id: string,
  tags: LeadTags,
  by: string,
  projectNumber: string,
): Decided<LeadFact> {
  const event = lead.stages.find((one) => one.id === id);
  const handled = handledAlready(pack, lead, id);
  if (event === undefined || handled !== null) return handled ?? refuse('没有找到这条待审记录');
  if (event.reporter === by)
    return refuse('提交人不能审核自己的推进', { next: '请由其他审核人或招商办处理。' });
  const isReview = event.stage.startsWith(REVIEW_PREFIX);
  const reached = isReview ? lead.stage : furthest(pack, lead.stage, event.stage);
  const facts: LeadFact[] = [{ type: 'lead.stage_verified', id, reached, tags }];
  if (becomesProject(pack, lead, event.stage)) facts.push({ type: 'lead.promoted', projectNumber });
  return { facts };
}

/** True when verifying this stage is what makes the lead a project. */
export function becomesProject(pack: Pack, lead: Lead, stage: string): boolean {
  return lead.projectNumber === null && projectStage(pack) !== null && isProjectStage(pack, stage);
}

/** 退回. */
export function decideReturn(pack: Pack, lead: Lead, id: string, reason: string | null): Decided<LeadFact> {
  const handled = handledAlready(pack, lead, id);
  if (handled !== null) return handled;
  if (reason === null) return refuse('退回要写明理由', { next: '请在「理由」里写清哪里不符，再按退回。' });
  return { facts: [{ type: 'lead.stage_returned', id, reason }] };
}

/** 撤销 of a move not yet verified. */
export function decideWithdrawStage(pack: Pack, lead: Lead, id: string): Decided<LeadFact> {
  return handledAlready(pack, lead, id) ?? { facts: [{ type: 'lead.stage_withdrawn', id }] };
}

/** 撤销 of a registration: only while nothing was verified on it. */
export function decideWithdrawLead(lead: Lead): Decided<LeadFact> {
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已经撤销过了`);
  if (verifiedStages(lead).length > 0) {
    return refuse(`${currentNumber(lead)} 已有审核通过的阶段，不能撤销登记`, {
      next: '需要更正请联系招商办。',
    });
  }
  return { facts: [{ type: 'lead.withdrawn' }] };
}

function handledAlready(pack: Pack, lead: Lead, id: string): Refusal | null {
  const event = lead.stages.find((one) => one.id === id);
  if (event === undefined) return refuse('没有找到这条待审记录');
  const label = stepLabel(pack, event.stage);
  if (event.state === 'verified') return refuse(`「${label}」已经审核通过`);
  if (event.state === 'returned') return refuse(`「${label}」已经退回`);
  if (event.state === 'withdrawn' || lead.status === 'withdrawn') return refuse(`「${label}」已由提交人撤销`);
  return null;
}

function furthest(pack: Pack, here: string, reached: string): string {
  const order = (id: string) => stageOf(pack, id)?.order ?? -1;
  return order(reached) > order(here) ? reached : here;
}

/** 保密: hides the item outside its unit, the office and city leaders, and always in groups. */
export function decideConfidential(lead: Lead, confidential: boolean): Decided<LeadFact> {
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已撤销`);
  if (lead.confidential === confidential) {
    return refuse(`${currentNumber(lead)} 已经${confidential ? '是保密' : '不是保密'}的了`);
  }
  return { facts: [{ type: 'lead.confidentiality_set', confidential }] };
}
