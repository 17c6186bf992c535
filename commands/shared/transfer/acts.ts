/** What is done with a transfer that stands: shown, countered, confirmed, refused, withdrawn, ended, made void, settled. */
import { transferCard } from '../../../src/cards/transfer/transfer.ts';
import { nameOfParty, transferView } from '../../../src/cards/transfer/view.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import {
  decideConfirm,
  decideConfirmSettlement,
  decideOffer,
  decideRefuse,
  decideSettle,
  decideWithdraw,
} from '../../../src/domain/transfer/decide.ts';
import { partyOf, sideOf } from '../../../src/domain/transfer/parties.ts';
import { settlementRows } from '../../../src/domain/transfer/settle.ts';
import { makeTerms, type Party, type TermsIntent } from '../../../src/domain/transfer/terms.ts';
import { agreedOffer, offerOf, openOffer, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { transferFacts } from './find.ts';
import { intentOf, offerCard, prefillOf, readTermsForm } from './form.ts';
import { type Step, stepOutcome } from './outcome.ts';
import { readTransferWords, type TransferAct, type TransferWords } from './words.ts';

const REASON_LENGTH_MAX = 500;

export async function showTransfer(transfer: Transfer, here: KnownScene, tools: Tools): Result {
  const facts = await transferFacts(transfer, here, tools);
  return answerOnly({ card: transferCard(transferView(facts, here.actor)), about: transfer.number });
}

/** Words after the number, done as the buttons do them. */
export async function doAct(act: TransferAct, transfer: Transfer, here: KnownScene, tools: Tools): Result {
  const open = openOffer(transfer);
  switch (act.do) {
    case 'show':
      return showTransfer(transfer, here, tools);
    case 'accept': {
      const waiting = transfer.settlements.findLast((one) => Object.keys(one.confirmed).length < 2);
      if (open === null && waiting !== undefined)
        return confirmSettlement(transfer, waiting.year, here, tools);
      return acceptOffer(transfer, open?.no ?? 0, here, tools);
    }
    case 'refuse':
      return refuseOffer(transfer, open?.no ?? 0, reasonOf(act.reason), here, tools);
    case 'withdraw':
      return withdrawOffer(transfer, open?.no ?? 0, reasonOf(act.reason), here, tools);
    case 'offer':
      return counterForm(transfer, readTransferWords(act.text, here.roster, here.today), here, tools);
    case 'end':
      return offerEnd(transfer, act.text, here, tools);
    case 'cancel':
      return offerCancel(transfer, reasonOf(act.reason), here, tools);
    case 'settle':
      return act.confirm
        ? confirmSettlement(transfer, yearIn(act.text, here), here, tools)
        : settleNow(transfer, yearIn(act.text, here), here, tools);
    case 'unknown':
      return refuse(`看不懂「${act.text.slice(0, 30)}」`, {
        next: `可以发送「流转 ${transfer.number} 接受」「拒绝 理由」「还价 4:6」「撤回」「终止 日期」「作废 理由」。`,
      });
  }
}

const reasonOf = (text: string | null): string | null => {
  const reason = (text ?? '').trim();
  return reason === '' ? null : maskPhonesIn(reason);
};

const yearIn = (text: string, here: KnownScene): string =>
  /20\d{2}/.exec(text)?.[0] ?? here.today.slice(0, 4);

/** The party this person acts for here, or why they cannot. */
export function partyHere(transfer: Transfer, here: KnownScene): Party | Refusal {
  const party = partyOf(here.actor, transfer, here.roster);
  if (party !== null) return party;
  const [sender, receiver] = [transfer.sender, transfer.receiver].map((id) => here.roster.unitName(id));
  return refuse(`流转 ${transfer.number} 由${sender}和${receiver}的填报员、审核人或领导办理，您不能代办`, {
    next: '发送「流转」查看您能办的。',
  });
}

/** The step with what the city knows of the transfer now. */
const stepped = async (transfer: Transfer, step: Step, here: KnownScene, tools: Tools): Result =>
  stepOutcome(transfer, step, await transferFacts(transfer, here, tools), here);

export async function acceptOffer(transfer: Transfer, no: number, here: KnownScene, tools: Tools): Result {
  const party = partyHere(transfer, here);
  if (isRefusal(party)) return party;
  const decided = decideConfirm(transfer, no, party, here.actor.id);
  if (isRefusal(decided)) return decided;
  const isAgreed = decided.facts.some((fact) => fact.type === 'transfer.agreed');
  const kind = offerOf(transfer, no)?.kind ?? 'terms';
  const done = kind === 'cancel' ? '双方同意作废' : kind === 'end' ? '双方同意终止日期' : '双方已商定';
  const who = nameOfParty(transfer, party, here.roster);
  const step = {
    facts: decided.facts,
    toast: isAgreed ? `${done}第${no}版条款。` : '已确认，等待其他方确认。',
    news: isAgreed ? done : `${who} 已确认`,
  };
  return stepped(transfer, step, here, tools);
}

export async function refuseOffer(
  transfer: Transfer,
  no: number,
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const party = partyHere(transfer, here);
  if (isRefusal(party)) return party;
  // The office stands for no side: its refusal closes the talks as arbiter.
  if (party === 'office') return withdrawOffer(transfer, no, reason, here, tools);
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const decided = decideRefuse(transfer, no, party, reason);
  if (isRefusal(decided)) return decided;
  const who = nameOfParty(transfer, party, here.roster);
  const step = { facts: decided.facts, toast: '已拒绝。', news: `${who} 拒绝` };
  return stepped(transfer, step, here, tools);
}

export async function withdrawOffer(
  transfer: Transfer,
  no: number,
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const party = partyHere(transfer, here);
  if (isRefusal(party)) return party;
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  if (openOffer(transfer) === null && transfer.state === 'agreed') {
    return refuse(`${transfer.number} 双方已经确认，不能撤回`, {
      next: `要停止执行请发送「流转 ${transfer.number} 终止 日期」，要作废请发送「流转 ${transfer.number} 作废 理由」，都须对方接受。`,
    });
  }
  const decided = decideWithdraw(transfer, no, party, reason);
  if (isRefusal(decided)) return decided;
  const who = nameOfParty(transfer, party, here.roster);
  const news = party === 'office' ? '招商办停止洽谈' : `${who} 撤回`;
  const step = { facts: decided.facts, toast: '已撤回。', news };
  return stepped(transfer, step, here, tools);
}

/** 还价 or 变更: the form, filled with what stands and what was said. */
export async function counterForm(
  transfer: Transfer,
  words: TransferWords,
  here: KnownScene,
  tools: Tools,
): Result {
  const party = partyHere(transfer, here);
  if (isRefusal(party)) return party;
  if (transfer.state !== 'open' && transfer.state !== 'agreed')
    return refuse(`流转 ${transfer.number} 已经结束，不能再还价`, {
      next: `要再谈请重新发送「流转 ${transfer.lead} 到 单位 3:7」。`,
    });
  if (words.wrong !== null) return refuse(words.wrong);
  const { lead } = await transferFacts(transfer, here, tools);
  const card = offerCard(transfer, lead, prefillOf(words, words.rest), [], here);
  return answerOnly({ card, about: transfer.number, fresh: true });
}

export async function submitOffer(
  pressed: Pressed,
  transfer: Transfer,
  here: KnownScene,
  tools: Tools,
): Result {
  if (pressed.args['version'] !== String(transfer.version)) {
    return refuse('这张表单打开之后，这件流转已有新的变化', {
      next: `请发送「流转 ${transfer.number}」看最新条款。`,
    });
  }
  const intent = readTermsForm(pressed, here);
  if (isRefusal(intent)) return intent;
  return offer(transfer, intent, 'terms', null, here, tools);
}

async function offer(
  transfer: Transfer,
  intent: TermsIntent,
  kind: 'terms' | 'end' | 'cancel',
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const party = partyHere(transfer, here);
  if (isRefusal(party)) return party;
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const terms = makeTerms(here.pack, intent, here.today);
  if (isRefusal(terms)) return terms;
  const decided = decideOffer(transfer, { kind, by: party, terms, reason });
  if (isRefusal(decided)) return decided;
  const who = nameOfParty(transfer, party, here.roster);
  const isChange = transfer.agreed !== null;
  const verb =
    kind === 'end'
      ? '提出终止'
      : kind === 'cancel'
        ? '提出作废'
        : isChange && transfer.open === null
          ? '提出变更'
          : '还价';
  const step = {
    facts: decided.facts,
    toast: `已${verb}，等待对方确认；确认前一切照旧。`,
    news: `${who} ${verb}`,
  };
  return stepped(transfer, step, here, tools);
}

async function offerEnd(transfer: Transfer, text: string, here: KnownScene, tools: Tools): Result {
  const agreed = agreedOffer(transfer);
  if (agreed === null) return notAgreed(transfer, '终止');
  const day = readDay(text, here.today, { allowFuture: true });
  if (!day.ok)
    return refuse(text === '' ? '终止要写明日期' : day.reason, {
      next: `例如「流转 ${transfer.number} 终止 ${here.today.slice(0, 4)}-12-31」。`,
    });
  return offer(transfer, { ...intentOf(agreed.terms), endOn: day.value }, 'end', null, here, tools);
}

async function offerCancel(
  transfer: Transfer,
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const agreed = agreedOffer(transfer);
  if (agreed === null) return notAgreed(transfer, '作废');
  // Cancelling is not offering terms anew: an end that has passed meanwhile is no obstacle.
  return offer(transfer, { ...intentOf(agreed.terms), endOn: null }, 'cancel', reason, here, tools);
}

const notAgreed = (transfer: Transfer, word: string): Refusal =>
  refuse(`${transfer.number} 没有双方确认的条款，不用${word}`, {
    next: `不谈了请发送「流转 ${transfer.number} 撤回」。`,
  });

/** 结算 on the office's word: the year's shares as reported by now. */
async function settleNow(transfer: Transfer, year: string, here: KnownScene, tools: Tools): Result {
  if (!isOffice(here.actor))
    return refuse('结算由系统在年底列出，招商办可以随时重列', {
      next: `查看请发送「流转 ${transfer.number}」。`,
    });
  if (transfer.state !== 'agreed') return notAgreed(transfer, '结算');
  const read = await transferFacts(transfer, here, tools);
  const rows = settlementRows(read, year);
  if (rows.length === 0) return refuse(`${transfer.number} 在 ${year} 年没有可分成的数据（暂缺，不计为0）`);
  const facts = decideSettle(transfer, { year, asOf: here.today, rows });
  if (facts.length === 0)
    return refuse(`${year} 年的结算与上次列出的一致`, { next: `发送「流转 ${transfer.number}」查看。` });
  const step = { facts, toast: `已列出${year}年结算。`, news: `${year}年分成结算` };
  return stepOutcome(transfer, step, read, here);
}

export async function confirmSettlement(
  transfer: Transfer,
  year: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const side = sideOf(here.actor, transfer, here.roster);
  if (side === null)
    return refuse('结算由招商方和落户方各自确认，其他人不能代替', {
      next: `发送「流转 ${transfer.number}」查看。`,
    });
  const decided = decideConfirmSettlement(transfer, year, side, here.actor.id);
  if (isRefusal(decided)) return decided;
  const who = nameOfParty(transfer, side, here.roster);
  const step = { facts: decided.facts, toast: `已确认${year}年结算。`, news: `${who} 确认${year}年结算` };
  return stepped(transfer, step, here, tools);
}

/** 理由 of the card's form. */
export const reasonField = (pressed: Pressed): string | null => reasonOf(formText(pressed, 'reason'));
