/** Mending what was verified: 更正 of a stage's day, 补充 of gaps by a verifier, 认定 of 弄虚作假. New facts, nothing erased. */
import type { Day } from '../day.ts';
import { refuse } from '../decision.ts';
import type { Pack } from '../pack/schema.ts';
import type { Decided } from './decide.ts';
import { currentNumber, type Lead, type LeadTags } from './lead.ts';
import type { LeadFields, StageFact } from './stage-facts.ts';
import { isStage, type StageChoice, stepLabel } from './stage-steps.ts';

/** Verified stages whose day can be put right, newest first. */
export function correctable(pack: Pack, lead: Lead): readonly StageChoice[] {
  return lead.stages
    .filter((event) => event.state === 'verified' && isStage(pack, event.stage))
    .map(({ id, stage, happenedOn }) => ({ id, label: `${stepLabel(pack, stage)} ${happenedOn}` }))
    .reverse();
}

/** 更正 of a verified stage's day, by the office. */
export function decideCorrect(
  pack: Pack,
  lead: Lead,
  intent: { readonly id: string; readonly happenedOn: Day; readonly reason: string | null },
  today: Day,
): Decided<StageFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销，不能更正`);
  const event = lead.stages.find((one) => one.id === intent.id);
  if (event === undefined || event.state !== 'verified' || !isStage(pack, event.stage)) {
    return refuse('只能更正已审核通过的阶段', { next: '还在待审的请先退回，由提交人改好再推进。' });
  }
  const label = stepLabel(pack, event.stage);
  if (intent.reason === null) return refuse('更正要写明理由', { next: '请在「理由」里写清依据，再按提交。' });
  if (intent.happenedOn > today) return refuse(`发生日期 ${intent.happenedOn} 还没有到`);
  if (intent.happenedOn === event.happenedOn)
    return refuse(`「${label}」本来就是 ${event.happenedOn}，没有改动`);
  const { id, happenedOn, reason } = intent;
  return {
    facts: [{ type: 'lead.stage_corrected', id, was: event.happenedOn, happenedOn, reason: reason ?? '' }],
  };
}

/** 补充 by a verifier, without a second person: only what was filled in. */
export function decideDetails(lead: Lead, tags: LeadTags, fields: LeadFields): Decided<StageFact> {
  const number = currentNumber(lead);
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销，不能补充`);
  if (Object.keys(tags).length + Object.keys(fields).length === 0)
    return refuse('还没有填写要补充的内容', { next: '请至少选一项，再按提交。' });
  return { facts: [{ type: 'lead.details_set', tags, fields }] };
}

/** 通报批评, 取消考评资格: what somebody answers for who reported what was not so. */
const FOUND_AGAINST: ReadonlySet<string> = new Set(['criticise', 'disqualify']);

/** What can be found against a project: the flags the pack's consequences ask for. */
export function flagChoices(pack: Pack): readonly (StageChoice & { readonly clause: string })[] {
  const seen = new Map<string, StageChoice & { clause: string }>();
  for (const rule of pack.consequences) {
    if (!rule.propose.some((action) => FOUND_AGAINST.has(action))) continue;
    const flags = 'flag' in rule.when && Array.isArray(rule.when.flag) ? rule.when.flag : [];
    for (const flag of flags) {
      if (typeof flag === 'string' && !seen.has(flag))
        seen.set(flag, { id: flag, label: rule.label, clause: rule.clause });
    }
  }
  return [...seen.values()];
}

/** 认定 by the office, on evidence (SM 三(四)21「谁提供、谁负责」). */
export function decideFlag(
  pack: Pack,
  lead: Lead,
  intent: {
    readonly flag: string;
    readonly on: Day;
    readonly reason: string | null;
    readonly evidence: string | null;
    readonly files: readonly string[];
  },
  today: Day,
): Decided<StageFact> {
  const number = currentNumber(lead);
  const known = flagChoices(pack).find((one) => one.id === intent.flag);
  if (known === undefined) return refuse('本方案没有这种认定');
  if (lead.status === 'withdrawn') return refuse(`${number} 已撤销，不能认定`);
  if (intent.reason === null)
    return refuse('认定要写明事实和依据', { clause: known.clause, next: '请填「理由」，再按提交。' });
  if (intent.evidence === null && intent.files.length === 0) {
    return refuse('认定要有佐证', {
      clause: known.clause,
      next: '请在「佐证」写材料名称或编号，或先把文件发给我归到这个项目。',
    });
  }
  if (intent.on > today) return refuse(`发生日期 ${intent.on} 还没有到`);
  if (lead.course.flags.some((one) => one.flag === intent.flag))
    return refuse(`${number} 已经认定「${known.label}」`, { clause: known.clause });
  const { flag, on, reason, evidence, files } = intent;
  return { facts: [{ type: 'lead.flagged', flag, on, reason, evidence, files }] };
}
