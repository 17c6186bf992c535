/**
 * Decisions about a lead's moves: what may be submitted, verified, returned and taken back, and what then holds.
 * Pure; permission is checked before (`access.ts`), clocks and numbers come in as parameters.
 *
 * Invariants
 *  1. At most one submission waits; who submitted does not verify.
 *  2. No stage is verified without evidence: a reference, an explanation, or a file that was received; where the pack
 *     says `file: required`, a file.
 *  3. No stage is verified past a gate that applies by what is known at the verification, unless the office passed it
 *     with a reason where the pack lets it (`stage-gates.ts`).
 *
 *     under way ──submit──> 待审 ──verify──> reached, left or resumed
 *                             └──return (reason) / withdraw──> as before
 */
import { endedLate } from '../clock.ts';
import type { Day } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Pack } from '../pack/schema.ts';
import { isProjectStage, projectStage, stageOf } from '../pack/view.ts';
import { type ReviewWords, refuseResult, reviewKindOf } from '../rolling-check/result.ts';
import { refuseUnheld } from './claim.ts';
import type { LeadFact } from './facts.ts';
import { currentNumber, type Lead, type LeadTags, pendingStage, verifiedStages } from './lead.ts';
import { EXIT_PREFIX } from './stage-course.ts';
import type { ExitWords, LeadFields, PledgeWords, StageDetails, StageFact } from './stage-facts.ts';
import { closedGates, type OverrideWish, overrideOf, refuseGate } from './stage-gates.ts';
import { exitChoices, FILL, isStage, reachedBy, stageChoices, stepLabel } from './stage-steps.ts';
import { refuseStep } from './stage-submit.ts';

export { closedGates, REVIEW_PREFIX, recordOf } from './stage-gates.ts';
export { type StageChoice, stageChoices, stepLabel } from './stage-steps.ts';

export type Decided<F> = { readonly facts: readonly F[] } | Refusal;

export interface StageIntent {
  readonly stage: string;
  readonly happenedOn: Day;
  readonly evidence: string | null;
  readonly note: string | null;
  /** Ids of the files attached to it. */
  readonly files?: readonly string[];
  readonly exit?: ExitWords;
  readonly pledges?: readonly PledgeWords[];
  /** 补充: what is proposed. */
  readonly tags?: LeadTags;
  readonly fields?: LeadFields;
  readonly override?: OverrideWish;
  /** 评价结论, where the step is a review; left out it means 通过. */
  readonly review?: ReviewWords;
}

const NOBODY: OverrideWish = { reason: null, isOffice: false, by: '' };

/** 推进: asks for a stage, or any other step, to be verified. */
export function decideSubmitStage(
  pack: Pack,
  lead: Lead,
  intent: StageIntent,
  today: Day,
): Decided<StageFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销，不能再推进`);
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const waiting = pendingStage(lead);
  if (waiting !== null) {
    const label = stepLabel(pack, waiting.stage);
    return refuse(`${number} 的「${label}」还在等待审核`, {
      next: `要修改请先发送「撤销 ${number}」，再重新推进。`,
    });
  }
  const refused = refuseStep(pack, lead, intent, [
    ...stageChoices(pack, lead, today),
    ...exitChoices(pack, lead),
  ]);
  if (refused !== null) return refused;
  const label = stepLabel(pack, intent.stage);
  if (intent.happenedOn > today)
    return refuse(`发生日期 ${intent.happenedOn} 还没有到`, { next: '请填已经发生的日期。' });
  const gates = closedGates(pack, lead, intent.stage, intent.happenedOn);
  const override = overrideOf(gates, intent.override ?? NOBODY);
  const gate = gates[0];
  if (gate !== undefined && override === null) return refuseGate(pack, lead, gate, label);
  const lacking = lackingEvidence(pack, intent, label) ?? refuseResult(pack, intent.stage, intent.review);
  if (lacking !== null) return lacking;
  const { stage, happenedOn, evidence, note } = intent;
  const id = `${lead.number}#${lead.version + 1}`;
  const details: StageDetails = {
    ...(intent.files === undefined || intent.files.length === 0 ? {} : { files: intent.files }),
    ...(stage.startsWith(EXIT_PREFIX) && intent.exit !== undefined ? { exit: intent.exit } : {}),
    ...(override === null ? {} : { override }),
    ...(reviewKindOf(pack, stage) === null || intent.review === undefined ? {} : { review: intent.review }),
    ...(intent.pledges === undefined || intent.pledges.length === 0 ? {} : { pledges: intent.pledges }),
    ...(intent.tags === undefined ? {} : { tags: intent.tags }),
    ...(intent.fields === undefined ? {} : { fields: intent.fields }),
  };
  const bare = Object.keys(details).length === 0;
  return {
    facts: [
      {
        type: 'lead.stage_submitted',
        id,
        stage,
        happenedOn,
        evidence,
        note,
        ...(bare ? {} : { details }),
      },
    ],
  };
}

/** 佐证: a reference, 说明 or a file; a file where the pack asks for one. 补充 and 恢复 explain themselves in 说明 too. */
function lackingEvidence(pack: Pack, intent: StageIntent, label: string): Refusal | null {
  const stage = stageOf(pack, intent.stage);
  const files = intent.files?.length ?? 0;
  if (stage?.file === 'required' && files === 0) {
    const wanted = stage.evidence[0];
    return refuse(`推进到「${label}」要有佐证文件`, {
      clause: stage.origin === 'default' ? `${stage.clause}，系统默认` : stage.clause,
      next: `请先把${wanted ?? '佐证文件'}的照片或文件发给我，归到这条线索后再按提交。`,
    });
  }
  if (intent.evidence !== null || intent.note !== null || files > 0) return null;
  if (intent.stage === FILL) return null;
  const wanted = stage?.evidence[0];
  return refuse(`推进到「${label}」要有佐证`, {
    next: `请在「佐证」填编号或材料名称${wanted === undefined ? '' : `（如${wanted}）`}，或在「说明」写明依据，也可以把文件或照片发给我。`,
  });
}

/** What the verifier brings besides the verdict. */
export interface Verdict {
  readonly fields?: LeadFields;
  readonly override?: OverrideWish;
  /** Files of this submission that were received; `undefined` where nobody looked. */
  readonly storedFiles?: number;
}

/** 通过. `projectNumber` is taken only when this stage makes it a project. */
export function decideVerify(
  pack: Pack,
  lead: Lead,
  id: string,
  tags: LeadTags,
  by: string,
  projectNumber: string,
  verdict: Verdict = {},
): Decided<LeadFact> {
  const event = lead.stages.find((one) => one.id === id);
  const handled = handledAlready(pack, lead, id);
  if (event === undefined || handled !== null) return handled ?? refuse('没有找到这条待审记录');
  if (event.reporter === by)
    return refuse('提交人不能审核自己的推进', { next: '请由其他审核人或招商办处理。' });
  const bare = withoutFile(pack, event.stage, event, verdict.storedFiles);
  if (bare !== null) return bare;
  const all: LeadTags = { ...event.details.tags, ...tags };
  const fields: LeadFields = { ...event.details.fields, ...verdict.fields };
  const known: Lead = { ...lead, ...fields, tags: { ...lead.tags, ...all } };
  const passed = new Set((event.details.override?.gates ?? []).map((gate) => gate.id));
  const gates = closedGates(pack, known, event.stage, event.happenedOn).filter(
    (gate) => !passed.has(gate.id),
  );
  const override = overrideOf(gates, verdict.override ?? NOBODY);
  const [gate] = gates;
  if (gate !== undefined && override === null) {
    const refused = refuseGate(pack, known, gate, stepLabel(pack, event.stage));
    const special = gate.overridable ? '或由招商办填「特批理由」后通过。' : '';
    return { ...refused, next: `请退回，先过「${gate.reviewLabel}」再推进；${special}` };
  }
  const earlier = event.details.override;
  const both =
    override === null || earlier === undefined
      ? override
      : { ...override, gates: [...earlier.gates, ...override.gates] };
  const reached = reachedBy(pack, lead, event.stage);
  const late = reached === lead.stage ? null : endedLate(pack, lead, event);
  const facts: LeadFact[] = [
    {
      type: 'lead.stage_verified',
      id,
      reached,
      tags: all,
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
      ...(both === null ? {} : { override: both }),
      ...(late === null ? {} : { late }),
    },
  ];
  if (becomesProject(pack, lead, event.stage)) facts.push({ type: 'lead.promoted', projectNumber });
  return { facts };
}

/** The files were all refused, and nothing else proves it; or the pack wants one and none was received. */
function withoutFile(
  pack: Pack,
  stage: string,
  event: { readonly evidence: string | null; readonly note: string | null; readonly details: StageDetails },
  stored: number | undefined,
): Refusal | null {
  if (stored === undefined || stored > 0) return null;
  const asked = stageOf(pack, stage);
  const label = stepLabel(pack, stage);
  if (asked?.file === 'required') {
    return refuse(`「${label}」的佐证文件还没有收到`, {
      clause: asked.clause,
      next: '请稍后再按通过；一直收不到就退回，请提交人重新发送。',
    });
  }
  if ((event.details.files ?? []).length === 0 || event.evidence !== null || event.note !== null) return null;
  return refuse(`「${label}」只附了文件，文件还没有收到`, {
    next: '请稍后再按通过；一直收不到就退回，请提交人重新发送。',
  });
}

/** True when verifying this stage is what makes the lead a project. */
export function becomesProject(pack: Pack, lead: Lead, stage: string): boolean {
  return (
    lead.projectNumber === null &&
    projectStage(pack) !== null &&
    isStage(pack, stage) &&
    isProjectStage(pack, stage)
  );
}

/** 退回. */
export function decideReturn(pack: Pack, lead: Lead, id: string, reason: string | null): Decided<StageFact> {
  const handled = handledAlready(pack, lead, id);
  if (handled !== null) return handled;
  if (reason === null) return refuse('退回要写明理由', { next: '请在「理由」里写清哪里不符，再按退回。' });
  return { facts: [{ type: 'lead.stage_returned', id, reason }] };
}

/** 撤销 of a move not yet verified. */
export function decideWithdrawStage(pack: Pack, lead: Lead, id: string): Decided<StageFact> {
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

/** 保密: hides the item outside its unit, the office and city leaders, and always in groups. */
export function decideConfidential(lead: Lead, confidential: boolean): Decided<LeadFact> {
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已撤销`);
  if (lead.confidential === confidential) {
    return refuse(`${currentNumber(lead)} 已经${confidential ? '是保密' : '不是保密'}的了`);
  }
  return { facts: [{ type: 'lead.confidentiality_set', confidential }] };
}
