/**
 * 流转: a project between the unit that brings it in and the unit that houses it (SM 三(二)11, RC 三(九)22, QD 二(四)3).
 * Words and buttons reach the same acts; who binds a unit is in `src/domain/transfer/parties.ts`.
 *
 *     流转 XM-… 到 沙县区 3:7 ──> form ──提交──> LZ-… ──接受 / 拒绝 / 还价──> …
 *     流转 LZ-… [接受 | 拒绝 理由 | 还价 4:6 | 撤回 | 终止 日期 | 作废 理由 | 结算 年]     流转 交接 张三 → 李四
 */
import { TRANSFERS_PAGE, type TransferRow, transferListCard } from '../src/cards/transfer/transfer.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { isCityLeader, isOffice } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { currentNumber, titleOf } from '../src/domain/lead/lead.ts';
import { readNumber } from '../src/domain/number.ts';
import { seesTransfer } from '../src/domain/transfer/parties.ts';
import { PHASE_WORDS, phaseOf } from '../src/domain/transfer/phase.ts';
import { sayRatios } from '../src/domain/transfer/terms.ts';
import { agreedOffer, openOffer, type Transfer } from '../src/domain/transfer/transfer.ts';
import { answerOnly } from '../src/outcome.ts';
import {
  acceptOffer,
  confirmSettlement,
  counterForm,
  doAct,
  reasonField,
  refuseOffer,
  showTransfer,
  submitOffer,
  withdrawOffer,
} from './shared/transfer/acts.ts';
import {
  splitTransferNumber,
  transferByNumber,
  transferMeant,
  transferNotFound,
} from './shared/transfer/find.ts';
import { askHandover, handOver, receiptHandover } from './shared/transfer/handover.ts';
import { askLeaver, askLeaverTo } from './shared/transfer/leaver.ts';
import { startProposal, submitProposal } from './shared/transfer/propose.ts';
import { numberFirst, readAct, readTransferWords } from './shared/transfer/words.ts';

const ALL_MAX = 500;

export const transfer = forPeople({
  id: 'transfer',
  words: ['流转', '项目流转', '飞地'],
  summary: '项目在单位之间流转：发起、接受、还价、分成、年终结算；人员交接',
  example: '流转 XM-202611-0001 到 沙县区 3:7',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline'],
  inGroups: false,
  recognises: (text) => /^LZ-?\d{6}-?\d{4,}/i.test(text) || numberFirst(text) !== text,

  async say(text, here, tools) {
    const words = numberFirst(text.trim());
    const quoted = words === '' || !/^(?:LZ|XS|XM)/i.test(words) ? await quotedTransfer(here, tools) : null;
    if (words === '')
      return quoted === null ? list('mine', 0, here, tools) : showTransfer(quoted, here, tools);
    if (/^(?:全部|所有|全市)$/u.test(words)) return list('all', 0, here, tools);
    if (/^(?:我的|本单位|列表)$/u.test(words)) return list('mine', 0, here, tools);
    const handed = /^交接(?:给)?[\s:：]*/u.exec(words);
    if (handed !== null) return askHandover(words.slice(handed[0].length), here, tools);
    const named = splitTransferNumber(words);
    if (named.number !== null) {
      const meant = await transferMeant(named.number, here, tools);
      return isRefusal(meant) ? meant : doAct(readAct(named.rest), meant, here, tools);
    }
    const act = readAct(words);
    if (quoted !== null && act.do !== 'unknown') return doAct(act, quoted, here, tools);
    const tail = await byTail(words, here, tools);
    if (tail !== null) return doAct(readAct(tail.rest), tail.transfer, here, tools);
    return startProposal(words, here, tools);
  },

  press: {
    propose: submitProposal,
    offer: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) => submitOffer(pressed, one, here, tools)),
    accept: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) => acceptOffer(one, offerNo(pressed), here, tools)),
    refuse: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) =>
        refuseOffer(one, offerNo(pressed), reasonField(pressed), here, tools),
      ),
    withdraw: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) =>
        withdrawOffer(one, offerNo(pressed), reasonField(pressed), here, tools),
      ),
    counter: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) =>
        counterForm(one, readTransferWords('', here.roster, here.today), here, tools),
      ),
    confirmSettlement: (pressed, here, tools) =>
      withTransfer(pressed, here, tools, (one) =>
        confirmSettlement(one, pressed.args['year'] ?? '', here, tools),
      ),
    handOver,
    leaver: askLeaver,
    leaverTo: askLeaverTo,
    receipt: receiptHandover,
    page: (pressed, here, tools) =>
      list(
        pressed.args['scope'] === 'all' ? 'all' : 'mine',
        Math.max(0, Number.parseInt(pressed.args['offset'] ?? '0', 10) || 0),
        here,
        tools,
      ),
    dismiss: async () =>
      answerOnly({
        card: { title: '已取消', tone: 'closed', body: [{ el: 'text', text: '没有提交任何内容。' }] },
        toast: { tone: 'info', text: '已取消。' },
      }),
  },
});

const offerNo = (pressed: Pressed): number => Number.parseInt(pressed.args['offer'] ?? '', 10) || 0;

async function withTransfer(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  then: (transfer: Transfer) => Result,
): Result {
  const found = await transferByNumber(pressed.args['transfer'], here, tools);
  return found === null ? transferNotFound('') : then(found);
}

async function quotedTransfer(here: KnownScene, tools: Tools): Promise<Transfer | null> {
  if (here.quoted?.startsWith('LZ-') !== true) return null;
  return transferByNumber(here.quoted, here, tools);
}

/** A bare tail such as `0001`: a transfer's, when nothing or an act follows and no project is meant to go anywhere. */
async function byTail(words: string, here: KnownScene, tools: Tools) {
  const found = /^(\d{1,6}(?:-\d{1,9})?)(?:[\s,，:：]+(.*))?$/su.exec(words);
  const number = found === null ? null : readNumber(found[1] ?? '');
  if (found === null || number === null) return null;
  const rest = found[2] ?? '';
  if (['unknown', 'offer'].includes(readAct(rest).do)) return null;
  const candidates = await tools.store.transfersByNumber({ ...number, prefix: 'LZ' }, 2);
  const visible = candidates.filter((one) => seesTransfer(here.actor, one, here.roster));
  const [only] = visible;
  return only === undefined || visible.length > 1 ? null : { transfer: only, rest };
}

/** One's own units' transfers; all of them for the office and leaders of the city. */
async function list(scope: 'mine' | 'all', offset: number, here: KnownScene, tools: Tools): Result {
  const { actor, roster, pack, today } = here;
  const seesAll = isOffice(actor) || isCityLeader(actor, roster);
  if (scope === 'all' && !seesAll)
    return refuse('全市的流转只有招商办和市领导能看', { next: '发送「流转」看本单位的。' });
  const own = roster.unitsOf(actor).filter((unit) => !roster.isCity(unit));
  const units = roster.units.filter((unit) => own.some((one) => roster.isWithin(unit.id, one)));
  const filter = seesAll ? {} : { units: units.map((unit) => unit.id) };
  const { items } = await tools.store.transfers({ ...filter, limit: ALL_MAX });
  const visible = items.filter((one) => seesTransfer(actor, one, roster));
  const shown = visible.slice(offset, offset + TRANSFERS_PAGE);
  const [leads, increments] = await Promise.all([
    Promise.all(shown.map((one) => tools.store.lead(one.lead))),
    tools.store.incrementsOf(shown.map((one) => one.lead)),
  ]);
  const rows = shown.flatMap((one, at): TransferRow[] => {
    const lead = leads[at] ?? null;
    if (lead === null) return [];
    const offer = openOffer(one) ?? agreedOffer(one) ?? one.offers.at(-1);
    const mine = increments.filter((each) => each.lead === one.lead);
    const state = PHASE_WORDS[phaseOf(one, { lead, increments: mine }, today)];
    return [
      {
        number: one.number,
        project: `${currentNumber(lead)} ${titleOf(lead)}`,
        sender: roster.unitName(one.sender),
        receiver: roster.unitName(one.receiver),
        ratio: offer === undefined ? '—' : sayRatios(offer.terms),
        state: one.open !== null && one.agreed !== null ? `${state}·变更洽谈中` : state,
      },
    ];
  });
  const title = seesAll ? `${pack.city}项目流转` : '本单位的项目流转';
  return answerOnly({ card: transferListCard({ title, scope, rows, total: visible.length, offset }) });
}
