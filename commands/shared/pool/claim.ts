/** 认领, 退回, 分派, 签收: who holds a lead next. */

import { onLead } from '../../../src/cards/pool/holding.ts';
import { askCard, heldCard } from '../../../src/cards/pool/pool.ts';
import { printMinute, sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, isOffice, mayAnswerFor } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { decideClaim, decideGiveBack, decideReceipt } from '../../../src/domain/lead/claim.ts';
import { CLAIM_DEFAULTS, citeClaim, claimRule } from '../../../src/domain/lead/claim-rule.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { answerOnly, type Change } from '../../../src/outcome.ts';
import { leadChanges } from '../lead/changes.ts';
import { meantLead, officePeople, pressedLead, sideOf, tell, written, writtenField } from './lead.ts';

export async function sayClaim(words: string, here: KnownScene, tools: Tools): Result {
  if (words.trim() === '' && here.quoted === null)
    return refuse('请写明要认领哪一条', { next: '发送「线索 池」查看，再发送「线索 认领 编号」。' });
  const meant = await meantLead(words, here, tools, '线索 认领 XS-202611-0001');
  return isRefusal(meant) ? meant : claim(meant.lead, here, tools);
}

export async function pressClaim(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  return isRefusal(lead) ? lead : claim(lead, here, tools);
}

async function claim(lead: Lead, here: KnownScene, tools: Tools): Result {
  const { roster, pack, today } = here;
  if (!has(here.actor, 'reporter'))
    return refuse('只有填报员能认领线索', { next: '招商办请用「线索 分派 编号 姓名」。' });
  const side = sideOf(here);
  if (isRefusal(side)) return side;
  const taken = `claims:${side.unit}`;
  const [open, claims] = await Promise.all([
    tools.store.openClaims(here.actor.id, side.unit),
    tools.store.lastValue(taken),
  ]);
  const decided = decideClaim(pack, lead, side, open, today, (unit) => roster.unitName(unit));
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  // One line a unit: two claims of the same moment cannot both have counted the same open ones.
  const all: Change[] = [...changes, { subject: 'sequence', name: taken, value: claims + 1 }];
  const number = currentNumber(after);
  const rule = claimRule(pack);
  const former = lead.holding.former.at(-1);
  const told = former === undefined ? [] : [roster.person(former.holder)].filter((one) => one !== null);
  return {
    changes: all,
    answer: {
      card: heldCard('已认领', 'done', {
        number,
        title: titleOf(after),
        lines: [
          `${roster.unitName(side.unit)} ${here.actor.name} 认领，保护至 ${after.holding.protectedUntilOn}（${citeClaim(rule)}）。`,
          '联系人在线索卡片上可以看到。有进展及时推进，保护期会顺延。',
        ],
        buttons: [sayButton('查看', 'leads', number), sayButton('推进', 'advance', number, 'primary')],
      }),
      toast: { tone: 'success', text: `已认领 ${number}` },
      about: lead.number,
    },
    notices: tell(told, here, {
      key: `claimed:${lead.number}:${after.version}`,
      card: heldCard('线索已被认领', 'notice', {
        number,
        title: titleOf(after),
        lines: [`您原来持有的线索已由${roster.unitName(side.unit)}从公共线索池认领。`],
      }),
      about: lead.number,
    }),
  };
}

export async function sayGiveBack(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 退回 XS-202611-0001 企业已落户外省');
  if (isRefusal(meant)) return meant;
  const reason = written('理由', meant.rest);
  return isRefusal(reason) ? reason : giveBack(meant.lead, reason, here, tools);
}

export async function pressGiveBack(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const reason = writtenField('理由', pressed, 'reason');
  return isRefusal(reason) ? reason : giveBack(lead, reason, here, tools);
}

/** Asks for the reason on a card. */
export async function giveBackForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const refused = await refuseGiveBack(lead, here, tools);
  if (refused !== null) return refused;
  const decided = decideGiveBack(lead, '…', isOffice(here.actor));
  if (isRefusal(decided)) return decided;
  return answerOnly({
    card: askCard({
      lead: lead.number,
      number: currentNumber(lead),
      title: titleOf(lead),
      heading: '退回线索池',
      lines: [`退回以后其他单位可以认领；本单位 ${CLAIM_DEFAULTS.coolDownDays} 天内不能再认领（系统默认）。`],
      name: 'reason',
      label: '理由',
      placeholder: '如：企业已落户外省',
      required: true,
      buttons: [{ label: '确认退回', action: 'return', look: 'danger' }],
    }),
    about: lead.number,
  });
}

async function refuseGiveBack(lead: Lead, here: KnownScene, tools: Tools) {
  if (lead.holding.state === 'held' && !mayAnswerFor(here.actor, lead, here.roster))
    return refuse('只有持有单位和招商办可以退回这条线索');
  const open = (await tools.store.disputesOf(lead.number)).some((one) => one.state === 'open');
  if (!open) return null;
  return refuse(`${currentNumber(lead)} 有争议在等裁定，不能退回`, { next: '请等招商办裁定。' });
}

async function giveBack(lead: Lead, reason: string | null, here: KnownScene, tools: Tools): Result {
  const refused = await refuseGiveBack(lead, here, tools);
  if (refused !== null) return refused;
  const own = here.roster.unitsOf(here.actor).includes(lead.unit);
  const decided = decideGiveBack(lead, reason, !own && isOffice(here.actor));
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const number = currentNumber(lead);
  const told = [...officePeople(here), here.roster.person(lead.holder)].filter((one) => one !== null);
  const lines = [
    `${here.roster.unitName(lead.unit)}的线索由 ${here.actor.name} 退回公共线索池。`,
    `理由：${reason}`,
  ];
  return {
    changes,
    answer: {
      card: heldCard('已退回线索池', 'closed', {
        number,
        title: titleOf(lead),
        lines,
        buttons: [sayButton('线索池', 'leads', '池')],
      }),
      toast: { tone: 'success', text: '已退回公共线索池。' },
      about: lead.number,
    },
    notices: tell(told, here, {
      key: `returned-lead:${lead.number}:${after.version}`,
      card: heldCard('线索退回公共线索池', 'notice', { number, title: titleOf(lead), lines }),
      about: lead.number,
    }),
  };
}

export async function sayReceipt(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 签收 XS-202611-0001');
  return isRefusal(meant) ? meant : receipt(meant.lead, here, tools);
}

export async function pressReceipt(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  return isRefusal(lead) ? lead : receipt(lead, here, tools);
}

async function receipt(lead: Lead, here: KnownScene, tools: Tools): Result {
  const decided = decideReceipt(lead, here.actor.id, printMinute);
  if (isRefusal(decided)) return decided;
  const { changes } = await leadChanges(lead, decided.facts, here, tools);
  const number = currentNumber(lead);
  return {
    changes,
    answer: {
      card: heldCard('已签收', 'done', {
        number,
        title: titleOf(lead),
        lines: [`${here.actor.name} 于 ${printMinute(here.now)} 签收，请及时联系企业。`],
        buttons: [
          sayButton('查看', 'leads', number),
          sayButton('推进', 'advance', number, 'primary'),
          onLead('退回线索池', 'return-form', lead.number),
        ],
      }),
      toast: { tone: 'success', text: '已签收。' },
      about: lead.number,
    },
    notices: [],
  };
}
