/** 撤销 on a lead: 登记, 推进, 认领, 分派, 退回线索池, 保密. */
import { assert, isRefusal, type Refusal, refuse } from '../decision.ts';
import { CLAIM_DEFAULTS } from '../lead/claim-rule.ts';
import { decideConfidential, decideWithdrawLead, decideWithdrawStage, stepLabel } from '../lead/decide.ts';
import type { LeadFact } from '../lead/facts.ts';
import { currentNumber, evolveLead, type Lead, pendingStage } from '../lead/lead.ts';
import { otherwise } from './otherwise.ts';
import {
  all,
  factOf,
  notAStep,
  type Place,
  replayed,
  type Undo,
  type Undoing,
  type UndoScene,
} from './undoing.ts';

/** What the machine records beside a person's step is no answer to it. */
const BESIDE: ReadonlySet<string> = new Set(['lead.protected', 'lead.stage_overdue', 'lead.referred']);

export const undoLead: Undo = (place, scene) => {
  const now = leadOf(all(place));
  assert(now !== null, 'a lead has its registration');
  const fact = factOf<LeadFact>(place.fact);
  switch (fact.type) {
    case 'lead.registered':
      return undoRegistration(now, scene);
    case 'lead.stage_submitted':
      return undoStage(now, fact, scene);
    case 'lead.held':
      if (fact.why === 'claimed') return undoClaim(now, place);
      return fact.why === 'assigned' ? undoAssignment(now, fact, place, scene) : otherwise(fact.type);
    case 'lead.released':
      return undoRelease(now, fact, place, scene);
    case 'lead.confidentiality_set': {
      const last = all(place).findLast((one) => one.type === 'lead.confidentiality_set');
      if (last?.seq !== place.fact.seq) return notAStep();
      const decided = decideConfidential(now, !fact.confidential);
      if (isRefusal(decided)) return decided;
      return undoing(
        `把 ${currentNumber(now)} ${fact.confidential ? '设为保密' : '取消保密'}`,
        now,
        decided.facts,
      );
    }
    default:
      return otherwise(fact.type);
  }
};

const leadOf = (facts: Place['earlier']): Lead | null =>
  replayed<Lead | null, LeadFact>(facts, null, evolveLead);

function undoing(
  words: string,
  before: Lead,
  facts: readonly LeadFact[],
  more: Partial<Pick<Undoing, 'notes' | 'tell'>> = {},
): Undoing {
  return { words, notes: [], tell: [], ...more, change: { subject: 'lead', before, facts } };
}

function undoRegistration(now: Lead, { actor, attached, personName }: UndoScene): Undoing | Refusal {
  // Merged counts as withdrawn: it says so itself, and where to.
  const { mergedInto } = now.holding;
  if (mergedInto !== null)
    return refuse(`${now.number} 已并入 ${mergedInto}，不能撤销登记`, { next: `请改用 ${mergedInto}。` });
  const decided = decideWithdrawLead(now);
  if (isRefusal(decided)) return decided;
  const number = currentNumber(now);
  const { state, absorbed } = now.holding;
  if (absorbed.length > 0) {
    return refuse(`${absorbed.join('、')} 已并入 ${number}，不能撤销登记`, {
      next: '不是线索的，请招商办发送「线索 无效 编号 理由」。',
    });
  }
  if (state === 'pool')
    return refuse(`${number} 已在公共线索池，不能撤销登记`, {
      next: '不是线索的，请招商办发送「线索 无效 编号 理由」。',
    });
  if (now.holder !== actor) {
    return refuse(`${number} 现在由${personName(now.holder)}负责，不能撤销登记`, {
      next: '请由现在的负责人办理，或请招商办发送「线索 无效 编号 理由」。',
    });
  }
  if (attached.reports > 0)
    return refuse(`${number} 已有月报，不能撤销登记`, { next: `请先撤销月报：发送「撤销 ${number}」。` });
  if (attached.transfer !== null) {
    return refuse(`${number} 正在流转（${attached.transfer}），不能撤销登记`, {
      next: `请先发送「流转 ${attached.transfer} 撤回」。`,
    });
  }
  if (attached.dispute) return refuse(`${number} 有争议在等裁定，不能撤销登记`, { next: '请等招商办裁定。' });
  return undoing(`登记 ${now.number}`, now, decided.facts);
}

function undoStage(
  now: Lead,
  fact: Extract<LeadFact, { type: 'lead.stage_submitted' }>,
  { pack }: UndoScene,
): Undoing | Refusal {
  const number = currentNumber(now);
  const label = stepLabel(pack, fact.stage);
  const event = now.stages.find((one) => one.id === fact.id);
  if (event?.state === 'verified') {
    return refuse(`${number} 的「${label}」已经审核通过，不能撤销`, {
      next: `日期有误请招商办发送「推进 ${number} 更正」；项目终止请发送「推进 ${number} 终止」。`,
    });
  }
  if (pendingStage(now)?.id !== fact.id) return notAStep();
  const decided = decideWithdrawStage(pack, now, fact.id);
  if (isRefusal(decided)) return decided;
  return undoing(`推进 ${number} 到「${label}」`, now, decided.facts);
}

/** What somebody did about it since; `null` while nothing was. */
function builtUpon(place: Place): Place['fact'] | null {
  return place.later.find((one) => !BESIDE.has(one.type)) ?? null;
}

function undoClaim(now: Lead, place: Place): Undoing | Refusal {
  const number = currentNumber(now);
  if (builtUpon(place) !== null) {
    return refuse(`认领 ${number} 以后已有新的记录，不能撤销`, {
      next: `要放手请发送「线索 退回 ${number} 理由」。`,
    });
  }
  const reason = '撤销认领';
  return undoing(`认领 ${number}`, now, [{ type: 'lead.released', why: 'returned', reason }], {
    notes: [`撤销以后回到公共线索池，本单位 ${CLAIM_DEFAULTS.coolDownDays} 天内不能再认领（系统默认）。`],
  });
}

function undoAssignment(
  now: Lead,
  fact: Extract<LeadFact, { type: 'lead.held' }>,
  place: Place,
  scene: UndoScene,
): Undoing | Refusal {
  const number = currentNumber(now);
  const whom = scene.personName(fact.holder);
  if (builtUpon(place) !== null) {
    return refuse(`${whom}已经接手 ${number}，不能撤销分派`, {
      next: `要改派请发送「线索 分派 ${number} 姓名」。`,
    });
  }
  const before = leadOf(place.earlier);
  assert(before !== null, 'what was assigned was registered');
  const words = `把 ${number} 分派给${whom}`;
  if (before.holding.state === 'pool') {
    const facts: LeadFact[] = [{ type: 'lead.released', why: 'recalled', reason: '撤销分派' }];
    return undoing(words, now, facts, { notes: ['撤销以后回到公共线索池。'], tell: [fact.holder] });
  }
  return giveBackTo(before, now, words, scene, [fact.holder]);
}

/** The holder there was, with the protection there was. */
function giveBackTo(
  before: Lead,
  now: Lead,
  words: string,
  { isHere, personName, unitName }: UndoScene,
  tell: readonly string[],
): Undoing | Refusal {
  const { unit, holder } = before;
  const number = currentNumber(now);
  if (!isHere(holder)) {
    return refuse(`${number} 原来的负责人已不在名册，不能撤销`, {
      next: `请发送「线索 分派 ${number} 姓名」另行分派。`,
    });
  }
  const { protectedUntilOn } = before.holding;
  const facts: LeadFact[] = [{ type: 'lead.held', unit, holder, protectedUntilOn, why: 'assigned' }];
  const notes = [`撤销以后仍由${unitName(unit)}${personName(holder)}负责，请其签收。`];
  return undoing(words, now, facts, { notes, tell: [...tell, holder] });
}

function undoRelease(
  now: Lead,
  fact: Extract<LeadFact, { type: 'lead.released' }>,
  place: Place,
  scene: UndoScene,
): Undoing | Refusal {
  if (fact.why !== 'returned' && fact.why !== 'recalled') return notAStep();
  const number = currentNumber(now);
  if (now.holding.state !== 'pool' || builtUpon(place) !== null) {
    return refuse(`${number} 退回以后已有人接手或有新的记录，不能撤销`, {
      next: `可以发送「线索 合作 ${number}」申请合作。`,
    });
  }
  const before = leadOf(place.earlier);
  assert(before !== null, 'what was released was registered');
  if (before.holding.promoter !== before.unit) {
    return refuse(`${number} 的首招单位和持有单位不同，撤销会改变首招单位`, {
      next: `请招商办发送「线索 分派 ${number} 姓名」。`,
    });
  }
  const word = fact.why === 'returned' ? '退回' : '收回';
  return giveBackTo(before, now, `把 ${number} ${word}公共线索池`, scene, []);
}
