/** What a lead's card says of its holding, for one viewer: protection, partners, disputes, and what they may do. */
import type { Button } from '../../../src/card.ts';
import { type HoldingView, onLead } from '../../../src/cards/pool/holding.ts';
import { printDay, sayButton } from '../../../src/cards/show.ts';
import type { Scene, Tools } from '../../../src/command.ts';
import { has, mayAnswerFor, mayVerify } from '../../../src/domain/access.ts';
import type { Dispute } from '../../../src/domain/dispute.ts';
import { canLapse, lapsesAfter } from '../../../src/domain/lead/claim.ts';
import { citeClaim, claimRule } from '../../../src/domain/lead/claim-rule.ts';
import { partnersOf } from '../../../src/domain/lead/holding.ts';
import { JUDGED_WORDS } from '../../../src/domain/lead/judge.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { sightHere } from '../find.ts';
import { referrerName } from '../referrer/find.ts';

export async function holdingView(lead: Lead, scene: Scene, tools: Tools): Promise<HoldingView> {
  const { roster } = scene;
  const { holding } = lead;
  const disputes = await tools.store.disputesOf(lead.number);
  const open = disputes.find((one) => one.state === 'open') ?? null;
  const isPrivate = scene.audience === 'private';
  return {
    promoter: roster.unitName(holding.promoter),
    fields: [
      ...protectionFields(lead, scene),
      ...unitFields(lead, scene),
      ...(await referrerField(lead, scene, tools)),
    ],
    notes: [
      ...(open === null ? [] : [`有争议：${roster.unitName(open.challenger.unit)}提出，等招商办裁定。`]),
      ...(isPrivate && holding.absorbed.length > 0 ? [`已并入本条：${holding.absorbed.join('、')}。`] : []),
    ],
    buttons: isPrivate ? buttonsFor(lead, open, scene) : [],
  };
}

/** Names may be personal: those who see the contact see who introduced it. */
async function referrerField(lead: Lead, scene: Scene, tools: Tools) {
  const { referrer } = lead.holding;
  if (referrer === null || scene.audience !== 'private' || sightHere(lead, scene) !== 'full') return [];
  return [{ label: '推荐人', value: await referrerName(referrer, scene, tools) }];
}

function protectionFields(lead: Lead, { pack }: Scene): readonly { label: string; value: string }[] {
  const { holding } = lead;
  if (holding.state === 'pool') {
    return [{ label: '状态', value: `公共线索池（${printDay(holding.releasedAt)} 起，可认领）` }];
  }
  if (lead.projectNumber !== null) return [];
  const rule = claimRule(pack);
  if (holding.protectedUntilOn === null) {
    const value = '未计（要素不全，或同一企业项目已有首招单位；有经审核的进展后起算）';
    return [{ label: '首招保护', value }];
  }
  const value = `至 ${canLapse(lead) ? lapsesAfter(pack, lead) : holding.protectedUntilOn}（${citeClaim(rule)}）`;
  return [{ label: '首招保护', value }];
}

function unitFields(lead: Lead, scene: Scene): readonly { label: string; value: string }[] {
  const { roster } = scene;
  const { holding } = lead;
  const fields: { label: string; value: string }[] = [];
  if (holding.state === 'held' && lead.unit !== holding.promoter)
    fields.push({ label: '现持有单位', value: roster.unitName(lead.unit) });
  if (holding.state === 'pool') fields.push({ label: '前持有单位', value: roster.unitName(lead.unit) });
  const partners = partnersOf(lead).map(({ unit }) => roster.unitName(unit));
  if (partners.length > 0) fields.push({ label: '合作单位', value: partners.join('、') });
  if (sightHere(lead, scene) !== 'full') return fields;
  if (holding.receiptAskedAt !== null) {
    const value = holding.receiptedAt === null ? '等待签收' : `已签收 ${printDay(holding.receiptedAt)}`;
    fields.push({ label: '签收', value });
  }
  if (holding.judged !== null) fields.push({ label: '核实', value: JUDGED_WORDS[holding.judged] });
  return fields;
}

function buttonsFor(lead: Lead, open: Dispute | null, { actor, roster }: Scene): readonly Button[] {
  if (actor === null || lead.status === 'withdrawn') return [];
  const { number, holding } = lead;
  const own = roster.unitsOf(actor);
  const buttons: Button[] = [];
  if (holding.state === 'pool') {
    if (has(actor, 'reporter')) buttons.push(onLead('认领', 'claim', number, 'primary'));
    if (has(actor, 'office')) buttons.push(onLead('分派', 'assign-form', number));
    return buttons;
  }
  if (holding.receiptAskedAt !== null && holding.receiptedAt === null && lead.holder === actor.id)
    buttons.push(onLead('签收', 'receipt', number, 'primary'));
  if (mayAnswerFor(actor, lead, roster)) {
    for (const asked of holding.partners.filter((one) => one.state === 'asked')) {
      const unit = roster.unitName(asked.unit);
      buttons.push(sayButton(`答复${unit}的合作申请`, 'leads', `合作 ${currentNumber(lead)} ${unit}`));
    }
    if (lead.projectNumber === null && open === null)
      buttons.push(onLead('退回线索池', 'return-form', number));
  }
  if (has(actor, 'office') || (has(actor, 'leader') && own.includes(lead.unit)))
    buttons.push(onLead('分派', 'assign-form', number));
  const mayJudge = mayVerify(actor, lead.unit, roster) && lead.holder !== actor.id;
  if (mayJudge && lead.projectNumber === null && holding.judged === null)
    buttons.push(onLead('核实', 'judge-form', number));
  if (open !== null) buttons.push(sayButton('看争议', 'leads', `争议 ${currentNumber(lead)}`));
  return buttons;
}
