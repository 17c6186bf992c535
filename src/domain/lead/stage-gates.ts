/**
 * Gates 关口 on a lead's way: which are closed, and 招商办特批 where the pack lets a gate be passed by the office's word.
 */
import type { Day } from '../day.ts';
import { refuse } from '../decision.ts';
import { CURRENCY_LABELS, toWan } from '../money.ts';
import type { Pack } from '../pack/schema.ts';
import { type Gate, gatesBefore, isKeyProject, laterStages, stageOf } from '../pack/view.ts';
import { reviewStanding } from '../rolling-check/result.ts';
import type { FilterRecord } from '../rule/filter.ts';
import { currentNumber, type Lead, verifiedStages } from './lead.ts';
import type { GateOverride } from './stage-facts.ts';

export { REVIEW_PREFIX } from '../rolling-check/result.ts';

/** Chosen where none of a list applies: the question is answered, not open. */
export const NONE_OF_THEM = 'none';

const applying = (values: readonly string[] | undefined): readonly string[] =>
  (values ?? []).filter((value) => value !== NONE_OF_THEM);

/** The lead as the pack's filters see it. */
export function recordOf(lead: Lead): FilterRecord {
  const { investment, tags } = lead;
  const industries = [...(tags.industries ?? []), ...(lead.industry === null ? [] : [lead.industry])];
  return {
    id: currentNumber(lead),
    name: lead.project ?? lead.company,
    tags: industries,
    classes: applying(tags.enterpriseClasses),
    flags: applying(tags.keyLevels),
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

/**
 * Gates on the way to a stage that certainly apply and were not passed: those of stages skipped over count too, or
 * skipping would be the way around them. A gate that hangs on missing fields stays open.
 * @param onDay the day reviews must still hold on (`validityDays`); `null` leaves their validity aside
 */
export function closedGates(
  pack: Pack,
  lead: Lead,
  stage: string,
  onDay: Day | null = null,
): readonly Gate[] {
  const passed = new Set(verifiedStages(lead).map((event) => event.stage));
  const released = new Set(
    verifiedStages(lead).flatMap((event) => (event.details.override?.gates ?? []).map((gate) => gate.id)),
  );
  const to = stageOf(pack, stage)?.order ?? -1;
  const way = laterStages(pack, lead.stage).filter((one) => one.order <= to);
  return way
    .flatMap((one) => gatesBefore(pack, one.id, recordOf(lead)))
    .filter(
      (gate) =>
        gate.applies === 'yes' &&
        !released.has(gate.id) &&
        reviewStanding(pack, lead, gate.reviewId, onDay).state !== 'open' &&
        (gate.orStage === null || !passed.has(gate.orStage)),
    );
}

/** Somebody's wish to pass a gate: its reason, and whether they are of the office. */
export interface OverrideWish {
  readonly reason: string | null;
  readonly isOffice: boolean;
  readonly by: string;
}

/** What 招商办特批 makes of closed gates: an override where all of them may be and the office says why, else `null`. */
export function overrideOf(gates: readonly Gate[], wish: OverrideWish): GateOverride | null {
  const { reason, isOffice, by } = wish;
  if (!isOffice || reason === null || gates.length === 0 || !gates.every((gate) => gate.overridable))
    return null;
  return {
    gates: gates.map(({ id, reviewLabel, clause }) => ({ id, label: reviewLabel, clause })),
    reason,
    by,
  };
}

/** The refusal of a move through a closed gate, with its clause and the way on. */
export function refuseGate(pack: Pack, lead: Lead, gate: Gate, step: string) {
  const why = isKeyProject(pack, recordOf(lead)).answer === 'yes' ? '属于重点项目，' : '';
  const special = gate.overridable ? '确需先行的，由招商办在推进表单填写「特批理由」。' : '';
  return refuse(`${currentNumber(lead)} ${why}须先通过${gate.reviewLabel}才能「${step}」`, {
    clause: gate.isDefault ? `${gate.clause}，关口位置为系统默认` : gate.clause,
    next: `请先推进「${gate.reviewLabel}」，通过后再推进「${step}」。${special}`,
  });
}
