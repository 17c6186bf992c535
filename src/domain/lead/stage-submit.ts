/** Which steps are open to a lead now, and what each refusal says: order, exits, 恢复, 补充, promises. */
import { type Refusal, refuse } from '../decision.ts';
import { printRange } from '../money.ts';
import type { Pack } from '../pack/schema.ts';
import { stageLabel, stageOf } from '../pack/view.ts';
import type { StageIntent } from './decide.ts';
import { currentNumber, type Lead } from './lead.ts';
import { EXIT_PREFIX, hasLeft, isPaused, RESUME, TOTAL } from './stage-course.ts';
import { FILL, nextStage, PLEDGE_PREFIX, type StageChoice, stepLabel } from './stage-steps.ts';

/** Why this step is not open; `null` when it is. */
export function refuseStep(
  pack: Pack,
  lead: Lead,
  intent: StageIntent,
  open: readonly StageChoice[],
): Refusal | null {
  const number = currentNumber(lead);
  const { stage } = intent;
  const label = stepLabel(pack, stage);
  // What is closed afterwards or filled in afterwards does not move it.
  if (stage.startsWith(PLEDGE_PREFIX)) return null;
  if (stage === FILL) return hasLeft(lead) ? refuseLeft(pack, lead) : null;
  if (hasLeft(lead)) return refuseLeft(pack, lead);
  if (stage === TOTAL) return refuseTotal(lead, intent);
  if (open.some((one) => one.id === stage)) {
    return stage.startsWith(EXIT_PREFIX) ? refuseExit(pack, intent, label) : null;
  }
  if (isPaused(lead)) {
    return refuse(`${number} 已于 ${lead.course.exit?.on ?? ''} 暂停，恢复之前不能推进到「${label}」`, {
      next: `请先发送「推进 ${number} 恢复」，审核通过后再推进。`,
    });
  }
  if (stage === RESUME) return refuse(`${number} 没有暂停，不用恢复`);
  return refuseOrder(pack, lead, stage, label);
}

function refuseLeft(pack: Pack, lead: Lead): Refusal {
  const exit = lead.course.exit;
  const how = exit === null ? '退出' : stageLabel(pack, exit.kind);
  return refuse(`${currentNumber(lead)} 已于 ${exit?.on ?? ''} ${how}，不能再推进`, {
    next: '确需重新启动的，请重新登记一条线索，并在备注写明原编号。',
  });
}

/** 增资、减资: another amount than it is, from a day after the last change on. */
function refuseTotal(lead: Lead, intent: StageIntent): Refusal | null {
  const total = intent.fields?.investment;
  const { investment, course } = lead;
  if (total === undefined)
    return refuse('还没有填变更后的总投资', { next: '请填变更后的总额，例如 8亿元，再按提交。' });
  if (investment !== null && printRange(investment) === printRange(total)) {
    return refuse(`${currentNumber(lead)} 的总投资本来就是 ${printRange(total)}，没有变更`, {
      next: '请填变更后的总额（不是增加的数），再按提交。',
    });
  }
  const last = course.amounts.at(-1);
  if (last !== undefined && intent.happenedOn <= last.on) {
    return refuse(`上一次投资额变更发生在 ${last.on}，这一次要在它之后`, {
      next: '请核对发生日期；登记错的金额请用「补充」更正。',
    });
  }
  return null;
}

/** 终止, 迁出: why, and whether it could be helped (SM 三(四)21). */
function refuseExit(pack: Pack, intent: StageIntent, label: string): Refusal | null {
  const exit = pack.exits.find((one) => `${EXIT_PREFIX}${one.id}` === intent.stage);
  if (exit === undefined || !exit.causeRequired) return null;
  const clause = exit.origin === 'default' ? `${exit.clause}，系统默认` : exit.clause;
  if (intent.note === null) {
    return refuse(`「${label}」要写明原因`, { clause, next: '请在「原因」写清楚，再按提交。' });
  }
  if (intent.exit?.fault == null) {
    return refuse(`「${label}」要说明是客观原因还是非客观原因`, {
      clause,
      next: '请选择「责任性质」，再按提交。',
    });
  }
  if (intent.exit.fault === 'avoidable' && intent.exit.responsible === null) {
    return refuse(`非客观原因的「${label}」要写明责任单位或责任人`, {
      clause,
      next: '请填「责任单位或责任人」，再按提交。',
    });
  }
  return null;
}

function refuseOrder(pack: Pack, lead: Lead, stage: string, label: string): Refusal {
  const here = stageLabel(pack, lead.stage);
  const because = `${currentNumber(lead)} 现处「${here}」，不能推进到「${label}」`;
  const isLater = (stageOf(pack, stage)?.order ?? -1) > (stageOf(pack, lead.stage)?.order ?? -1);
  if (!isLater) return refuse(because, { next: '请选择后面的阶段。' });
  const { clause, origin } = pack.lifecycle;
  const next = nextStage(pack, lead.stage);
  return refuse(because, {
    clause: origin === 'default' ? `${clause}，阶段先后为系统默认` : clause,
    next:
      next === undefined
        ? '请按方案规定的顺序推进。'
        : `要按顺序来，请先推进「${stageLabel(pack, next)}」，通过后再往后。`,
  });
}
