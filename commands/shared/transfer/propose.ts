/** 发起流转: words to a form, the submitted form to a transfer with its number. */

import { nameOfParty } from '../../../src/cards/transfer/view.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { monthOf } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { formatNumber, sequenceName } from '../../../src/domain/number.ts';
import { decidePropose } from '../../../src/domain/transfer/decide.ts';
import { actsFor, partyOf } from '../../../src/domain/transfer/parties.ts';
import { placementOf } from '../../../src/domain/transfer/placement.ts';
import { makeTerms, refuseWithoutSplits } from '../../../src/domain/transfer/terms.ts';
import { isLive, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import { findByNumber, leadByNumber, quotedLead, splitNumber } from '../find.ts';
import { chosen, landingOptions } from '../options.ts';
import { counterForm, showTransfer } from './acts.ts';
import { prefillOf, proposalCard, readTermsForm } from './form.ts';
import { stepOutcome, whoHears } from './outcome.ts';
import { readTransferWords, type TransferWords } from './words.ts';

const NAMED_MAX = 20;
const UNITS_SHOWN = 12;

/** What lies in the pool or lives on as another is nobody's to transfer. */
function refuseUnheld(lead: Lead): Refusal | null {
  const { state, mergedInto } = lead.holding;
  if (state === 'held') return null;
  const where = state === 'merged' ? `已并入 ${mergedInto ?? ''}` : '在公共线索池里，没有单位持有';
  return refuse(`${currentNumber(lead)} ${where}，不能流转`, {
    next: state === 'merged' ? '请用并入后的编号发起。' : '请先认领，再发起流转。',
  });
}

/** Whether this person may offer this lead to another unit. */
const mayOffer = (lead: Lead, here: KnownScene): boolean =>
  isOffice(here.actor) || actsFor(here.actor, lead.unit, here.roster);

interface Meant {
  readonly lead: Lead;
  readonly words: TransferWords;
  /** What the words said beside the project's name. */
  readonly leftover: string;
}

export async function startProposal(text: string, here: KnownScene, tools: Tools): Result {
  const without = refuseWithoutSplits(here.pack);
  if (without !== null) return without;
  const meant = await meantBy(text, here, tools);
  if (isRefusal(meant)) return meant;
  const { lead, words, leftover } = meant;
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  if (words.wrong !== null) return refuse(words.wrong);
  const number = currentNumber(lead);
  const live = (await tools.store.transfersOf(lead.number)).find(isLive);
  if (live !== undefined) return liveOne(live, { ...words, rest: leftover }, here, tools);
  if (!mayOffer(lead, here)) {
    return refuse(
      `${number} 是${here.roster.unitName(lead.unit)}的项目，只有本单位的填报员、审核人、领导或招商办能发起流转`,
    );
  }
  if (words.unknownUnit !== null) {
    const names = landingOptions(here.roster, here.today).map((one) => one.label);
    return refuse(`名册里没有叫「${words.unknownUnit}」的单位`, {
      next: `可选的落户方：${names.slice(0, UNITS_SHOWN).join('、')}${names.length > UNITS_SHOWN ? '……' : ''}。`,
    });
  }
  const sides = sidesOf(lead, words);
  const receiver = here.roster.unit(sides.receiver);
  const place = receiver === null ? null : placementOf(here.pack, lead, receiver);
  if (place?.is === 'refused') return place.refusal;
  const hints = place?.is === 'unsure' ? [place.hint] : [];
  const card = proposalCard(lead, sides, prefillOf(words, leftover), hints, here);
  return answerOnly({ card, about: lead.number });
}

/** A lead in talks or agreed already: other terms go to that transfer, everything else shows it. */
async function liveOne(live: Transfer, words: TransferWords, here: KnownScene, tools: Tools): Result {
  const other = words.receiver !== null && words.receiver.id !== live.receiver;
  if (other) {
    const party = partyOf(here.actor, live, here.roster);
    const name = here.roster.unitName(live.receiver);
    const state = live.state === 'open' ? '正在与' : '已与';
    if (party === null) return notFound('这个项目');
    return refuse(
      `${live.lead} ${state}${name}${live.state === 'open' ? '洽谈' : '商定'}流转 ${live.number}`,
      {
        next:
          live.state === 'open'
            ? `改与${words.receiver?.name ?? ''}谈，请先「流转 ${live.number} 撤回」。`
            : `换落户方须先由双方「流转 ${live.number} 作废 理由」。`,
      },
    );
  }
  const hasTerms = words.ratio !== null || Object.keys(words.byYear).length > 0;
  const party = partyOf(here.actor, live, here.roster);
  if (party === null) return refuse(`${live.lead} 已有流转 ${live.number}，由双方单位办理，您不能代办`);
  return hasTerms ? counterForm(live, words, here, tools) : showTransfer(live, here, tools);
}

function sidesOf(lead: Lead, words: TransferWords): { readonly sender: string; readonly receiver: string } {
  // Somebody else brought it in and we house it: 流转 XM-… 来自 永安市.
  if (words.sender !== null && words.sender.id !== lead.unit && words.receiver === null)
    return { sender: words.sender.id, receiver: lead.unit };
  const landing = lead.landingUnit !== null && lead.landingUnit !== lead.unit ? lead.landingUnit : '';
  const receiver = words.receiver?.id ?? landing;
  return {
    sender: words.sender?.id ?? lead.unit,
    receiver: receiver === lead.unit && words.sender === null ? '' : receiver,
  };
}

async function meantBy(text: string, here: KnownScene, tools: Tools): Promise<Meant | Refusal> {
  const { number, rest } = splitNumber(text);
  if (number !== null) {
    const found = await findByNumber(number, here, tools);
    const own = found.filter((lead) => mayOffer(lead, here));
    const usable = own.length > 0 ? own : found;
    const [lead] = usable;
    if (lead === undefined) return notFound(`编号「${number}」`);
    if (usable.length > 1) {
      const numbers = usable.slice(0, 5).map(currentNumber).join('、');
      return refuse(`「${number}」可以是 ${usable.length} 条：${numbers}`, { next: '请多写几位编号。' });
    }
    const words = readTransferWords(rest, here.roster, here.today);
    return { lead, words, leftover: words.rest };
  }
  const words = readTransferWords(text, here.roster, here.today);
  const [name = '', ...others] = words.rest.split(' ');
  if (name === '') {
    const quoted = await quotedLead(here, tools);
    if (quoted !== null) return { lead: quoted, words, leftover: '' };
    return refuse('还没有写是哪个项目', { next: '例如「流转 XS-202611-0001 到 沙县区 3:7」。' });
  }
  const items = await tools.store.leadsFound({ words: name, limit: NAMED_MAX });
  const mine = items.filter((lead) => mayOffer(lead, here));
  const [only] = mine;
  if (only === undefined)
    return refuse(`本单位没有名称含「${name.slice(0, 20)}」的线索或项目`, {
      next: '请写编号，例如「流转 XS-202611-0001 到 沙县区 3:7」。',
    });
  if (mine.length > 1) {
    const numbers = mine.slice(0, 5).map(currentNumber).join('、');
    return refuse(`「${name}」有 ${mine.length} 条：${numbers}`, { next: '请写编号。' });
  }
  return { lead: only, words, leftover: others.join(' ') };
}

/** 提交: the transfer exists, the other side has a card. */
export async function submitProposal(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这个项目');
  if (!mayOffer(lead, here)) return refuse('只有项目所属单位的填报员、审核人、领导或招商办能发起流转');
  const unheld = refuseUnheld(lead);
  if (unheld !== null) return unheld;
  const units = here.roster.activeOn(here.today).map((unit) => ({ value: unit.id, label: unit.name }));
  const [sender, receiver] = ['sender', 'receiver'].map((name) => {
    const typed = formText(pressed, name);
    return typed === null ? null : here.roster.unit(chosen(units, typed));
  });
  if (sender == null) return refuse('还没有选招商方', { next: '请选择「招商方」后再提交。' });
  if (receiver == null) return refuse('还没有选落户方', { next: '请选择「落户方」后再提交。' });
  const place = placementOf(here.pack, lead, receiver);
  if (place.is === 'refused') return place.refusal;
  const intent = readTermsForm(pressed, here);
  if (isRefusal(intent)) return intent;
  const terms = makeTerms(here.pack, intent, here.today);
  if (isRefusal(terms)) return terms;
  const month = monthOf(here.today);
  const [last, turns, others] = await Promise.all([
    tools.store.lastValue(sequenceName('transfer', month)),
    tools.store.lastValue(`transfer:${lead.number}`),
    tools.store.transfersOf(lead.number),
  ]);
  const number = formatNumber('transfer', month, last + 1);
  const by = partyOf(here.actor, { sender: sender.id, receiver: receiver.id }, here.roster) ?? 'office';
  const decided = decidePropose(
    { number, lead, sender: sender.id, receiver: receiver.id, by, terms, reason: null },
    others,
  );
  if (isRefusal(decided)) return decided;
  const increments = await tools.store.incrementsOf([lead.number]);
  const outcome = stepOutcome(
    null,
    {
      facts: decided.facts,
      toast: `已发起流转 ${number}，等待对方答复。`,
      news: `${nameOfParty({ sender: sender.id, receiver: receiver.id }, by, here.roster)} 发起流转`,
      more: [
        { subject: 'sequence', name: sequenceName('transfer', month), value: last + 1 },
        // Two proposals of one lead at the same moment cannot both have found it free (invariant 5).
        { subject: 'sequence', name: `transfer:${lead.number}`, value: turns + 1 },
      ],
    },
    // Until it is evolved there is no transfer to read; the step makes it.
    { lead, increments, roster: here.roster, pack: here.pack, today: here.today },
    here,
  );
  const mute = whoHears({ sender: sender.id, receiver: receiver.id }, by, here);
  return mute === null
    ? outcome
    : {
        ...outcome,
        answer: { ...outcome.answer, toast: { tone: 'warning', text: `已发起 ${number}。${mute}。` } },
      };
}
