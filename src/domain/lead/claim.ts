/**
 * Decisions about who holds a lead: 首招保护, 认领, 分派, 签收, 退回 and 失效. Pure; who may ask is checked before
 * (`access.ts`), counts of open claims come in as parameters.
 */
import { addDays, type Day, dayOfInstant } from '../day.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Pack } from '../pack/schema.ts';
import { CLAIM_DEFAULTS, citeClaim, claimRule, type RenewedBy } from './claim-rule.ts';
import type { Decided } from './decide.ts';
import type { LeadFact } from './facts.ts';
import type { HeldWhy, ProtectedBy } from './holding-facts.ts';
import { currentNumber, type Lead, pendingStage, verifiedStages } from './lead.ts';

/** Somebody on behalf of a unit. */
export interface Holder {
  readonly unit: string;
  readonly person: string;
}

/** What a registration must say to be complete 要素齐全 besides the company's name: one of these (系统默认). */
export function isComplete(lead: Pick<Lead, 'project' | 'investment' | 'industry'>): boolean {
  return lead.project !== null || lead.investment !== null || lead.industry !== null;
}

/** The first complete registration protects from its day on, by the server's clock. */
export function protectionAtRegistration(
  pack: Pack,
  lead: Pick<Lead, 'project' | 'investment' | 'industry'>,
  today: Day,
): readonly LeadFact[] {
  if (!isComplete(lead)) return [];
  return [
    { type: 'lead.protected', untilOn: addDays(today, claimRule(pack).protectDays), by: 'registration' },
  ];
}

/** Nothing may be done to a lead that lies in the pool or lives on as another; `null` when somebody holds it. */
export function refuseUnheld(lead: Lead): Refusal | null {
  const number = currentNumber(lead);
  if (lead.holding.state === 'merged') {
    const into = lead.holding.mergedInto ?? '';
    return refuse(`${number} 已并入 ${into}`, { next: `请改用 ${into}。` });
  }
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销`);
  if (lead.holding.state === 'held') return null;
  return refuse(`${number} 在公共线索池里，没有持有单位`, { next: `先发送「线索 认领 ${number}」。` });
}

/** The last protected day as it counts: a lead without a running protection lapses by the same number of days. */
export function lapsesAfter(pack: Pack, lead: Lead): Day {
  const { holding } = lead;
  return holding.protectedUntilOn ?? addDays(dayOfInstant(holding.heldAt), claimRule(pack).protectDays);
}

/** Whether time can take this lead from its holder: not a project, nothing waiting, not left or paused. */
export function canLapse(lead: Lead): boolean {
  if (lead.status !== 'open' || lead.holding.state !== 'held') return false;
  return lead.projectNumber === null && pendingStage(lead) === null && lead.course.exit === null;
}

/** 续保: progress of a kind the pack names moves the last protected day on; empty when it does not. */
export function renewal(pack: Pack, lead: Lead, by: RenewedBy, on: Day): readonly LeadFact[] {
  const rule = claimRule(pack);
  if (!rule.renewedBy.includes(by) || lead.status !== 'open' || lead.holding.state !== 'held') return [];
  if (lead.projectNumber !== null) return [];
  return protectedTo(lead, addDays(on, rule.protectDays), by);
}

function protectedTo(lead: Lead, untilOn: Day, by: ProtectedBy): readonly LeadFact[] {
  const stands = lead.holding.protectedUntilOn;
  return stands !== null && stands >= untilOn ? [] : [{ type: 'lead.protected', untilOn, by }];
}

/** Progress known of a lead beside its own history: the days of its latest report and visit. */
export interface Activity {
  readonly progressOn: Day | null;
  readonly visitOn: Day | null;
}

/**
 * 失效 by a day: renewed when there was progress nobody recorded as a renewal, released when the last protected day is
 * over, nothing when it is not.
 */
export function decideLapse(pack: Pack, lead: Lead, activity: Activity, today: Day): readonly LeadFact[] {
  if (!canLapse(lead)) return [];
  const renewed = latestRenewal(pack, lead, activity);
  if (renewed.length > 0) return renewed;
  if (today <= lapsesAfter(pack, lead)) return [];
  return [{ type: 'lead.released', why: 'lapsed', reason: null }];
}

function latestRenewal(pack: Pack, lead: Lead, activity: Activity): readonly LeadFact[] {
  const verifiedAt = verifiedStages(lead).map((event) => event.verifiedAt ?? event.reportedAt);
  const stageAt = Math.max(0, ...verifiedAt.filter((at) => at >= lead.holding.heldAt));
  const found: readonly (readonly [RenewedBy, Day | null])[] = [
    ['stage', stageAt === 0 ? null : dayOfInstant(stageAt)],
    ['progress', activity.progressOn],
    ['visit', activity.visitOn],
  ];
  const since = dayOfInstant(lead.holding.heldAt);
  const later = found.flatMap(([by, on]) => (on === null || on < since ? [] : renewal(pack, lead, by, on)));
  const latest = later.reduce<LeadFact | null>(
    (a, b) => (a === null || untilOf(b) > untilOf(a) ? b : a),
    null,
  );
  // A renewal that would not reach further than what holds already is none.
  return latest === null || untilOf(latest) <= lapsesAfter(pack, lead) ? [] : [latest];
}

const untilOf = (fact: LeadFact): Day => (fact.type === 'lead.protected' ? fact.untilOn : '');

/** Open claims of a person and a unit: claimed from the pool and not yet a project. */
export interface OpenClaims {
  readonly person: number;
  readonly unit: number;
}

/** 认领 from the pool. */
export function decideClaim(
  pack: Pack,
  lead: Lead,
  by: Holder,
  open: OpenClaims,
  today: Day,
  unitName: (unit: string) => string,
): Decided<LeadFact> {
  const number = currentNumber(lead);
  const rule = claimRule(pack);
  const clause = citeClaim(rule);
  if (lead.status === 'withdrawn') return refuseUnheld(lead) ?? { facts: [] };
  if (lead.holding.state === 'held' && lead.unit === by.unit) {
    return refuse(`${number} 已由本单位（${unitName(lead.unit)}）持有，不用认领`, {
      next: `有进展请发送「推进 ${number}」。`,
    });
  }
  if (lead.holding.state === 'held') {
    const until = lead.projectNumber === null ? `，保护至 ${lapsesAfter(pack, lead)}` : '';
    return refuse(`${number} 由${unitName(lead.unit)}持有${until}，不在公共线索池里`, {
      clause,
      next: `可以发送「线索 合作 ${number}」申请合作；有异议发送「线索 争议 ${number} 依据」。`,
    });
  }
  const coolUntil = coolsUntil(lead, by.unit);
  if (coolUntil !== null && today < coolUntil) {
    return refuse(`${unitName(by.unit)}是 ${number} 的前持有单位，${coolUntil} 起才能再认领`, {
      clause: `${rule.clause}，冷却${CLAIM_DEFAULTS.coolDownDays}天为系统默认`,
      next: '这段时间留给其他单位；确需继续请联系招商办分派。',
    });
  }
  const full = overLimit(open);
  if (full !== null) return full;
  const { unit, person } = by;
  const protectedUntilOn = addDays(today, rule.protectDays);
  return { facts: [{ type: 'lead.held', unit, holder: person, protectedUntilOn, why: 'claimed' }] };
}

function overLimit(open: OpenClaims): Refusal | null {
  const { openClaimsPerPersonMax: perPerson, openClaimsPerUnitMax: perUnit } = CLAIM_DEFAULTS;
  const more = {
    clause: '防止占而不招，数量为系统默认',
    next: '请先把手上的推进到签约，或发送「线索 退回 编号 理由」退回一条。',
  };
  if (open.person >= perPerson)
    return refuse(`您认领后还没签约的线索已有 ${open.person} 条（上限 ${perPerson} 条）`, more);
  if (open.unit >= perUnit)
    return refuse(`本单位认领后还没签约的线索已有 ${open.unit} 条（上限 ${perUnit} 条）`, more);
  return null;
}

/** The first day a unit may claim this lead again; `null` when it never held it. */
export function coolsUntil(lead: Lead, unit: string): Day | null {
  const last = lead.holding.former.at(-1);
  if (last === undefined || last.unit !== unit) return null;
  return addDays(dayOfInstant(last.untilAt), CLAIM_DEFAULTS.coolDownDays);
}

/** The fact that gives a lead to somebody; within the same unit a running protection goes on. */
export function heldFact(pack: Pack, lead: Lead, to: Holder, why: HeldWhy, today: Day): LeadFact {
  const stays = lead.holding.state === 'held' && lead.unit === to.unit;
  const protectedUntilOn = stays
    ? lead.holding.protectedUntilOn
    : addDays(today, claimRule(pack).protectDays);
  return { type: 'lead.held', unit: to.unit, holder: to.person, protectedUntilOn, why };
}

/** 分派 to a person, by the office or the unit's leader. */
export function decideAssign(
  pack: Pack,
  lead: Lead,
  to: Holder,
  toName: string,
  today: Day,
): Decided<LeadFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn' || lead.holding.state === 'merged')
    return refuseUnheld(lead) ?? { facts: [] };
  if (lead.holding.state === 'held' && lead.holder === to.person)
    return refuse(`${number} 现在就由${toName}负责`);
  if (lead.projectNumber !== null && lead.unit !== to.unit) {
    return refuse(`${number} 已经是项目，不能直接分派给别的单位`, {
      next: `跨单位请发送「流转 ${number}」。`,
    });
  }
  return { facts: [heldFact(pack, lead, to, 'assigned', today)] };
}

/** 签收. */
export function decideReceipt(lead: Lead, by: string, at: (instant: number) => string): Decided<LeadFact> {
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const number = currentNumber(lead);
  if (lead.holder !== by) return refuse(`${number} 不是分派给您的`, { next: '只有现在的负责人能签收。' });
  const { receiptAskedAt, receiptedAt } = lead.holding;
  if (receiptAskedAt === null) return refuse(`${number} 不需要签收`);
  if (receiptedAt !== null) return refuse(`${number} 已于 ${at(receiptedAt)} 签收`);
  return { facts: [{ type: 'lead.receipted' }] };
}

/** 退回 to the pool, by its holder's unit or the office. */
export function decideGiveBack(lead: Lead, reason: string | null, byOffice: boolean): Decided<LeadFact> {
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const number = currentNumber(lead);
  if (lead.projectNumber !== null) {
    return refuse(`${number} 已经是项目，不能退回公共线索池`, {
      next: `交给别的单位请发送「流转 ${number}」；终止请发送「推进 ${number} 终止」。`,
    });
  }
  if (pendingStage(lead) !== null) {
    return refuse(`${number} 还有推进在等审核，不能退回`, { next: `先等审核，或发送「撤销 ${number}」。` });
  }
  if (reason === null) {
    return refuse('退回要写明理由', { next: `例如「线索 退回 ${number} 企业已落户外省」。` });
  }
  return { facts: [{ type: 'lead.released', why: byOffice ? 'recalled' : 'returned', reason }] };
}
