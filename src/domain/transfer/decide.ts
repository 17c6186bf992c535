/**
 * Decisions about a transfer: proposing, countering, confirming, refusing, withdrawing, settling, and what then holds.
 * Pure; who a person may act for is decided before (`parties.ts`), numbers and clocks come in as parameters.
 */
import { type Refusal, refuse } from '../decision.ts';
import type { TransferFact } from './facts.ts';
import { type SettlementRow, sameRows } from './settlement.ts';
import { type Party, type Side, sameTerms, sayRatios, type Terms } from './terms.ts';
import {
  agreedOffer,
  evolveTransfer,
  isLive,
  type Offer,
  type OfferKind,
  openOffer,
  partiesMissing,
  type Transfer,
} from './transfer.ts';

export type Decided = { readonly facts: readonly TransferFact[] } | Refusal;

export interface Proposal {
  readonly number: string;
  readonly lead: { readonly number: string; readonly unit: string; readonly status: string };
  readonly sender: string;
  readonly receiver: string;
  readonly by: Party;
  readonly terms: Terms;
  readonly reason: string | null;
}

/** 发起流转. `others` are the transfers this lead has had (invariant 5). */
export function decidePropose(proposal: Proposal, others: readonly Transfer[]): Decided {
  const { number, lead, sender, receiver, by, terms, reason } = proposal;
  if (lead.status === 'withdrawn') return refuse(`${lead.number} 已撤销，不能流转`);
  if (sender === receiver)
    return refuse('招商方和落户方是同一个单位', { next: '请选择另一个单位作落户方，再提交。' });
  if (lead.unit !== sender && lead.unit !== receiver)
    return refuse(`${lead.number} 的所属单位既不是招商方也不是落户方`, {
      next: '招商方或落户方中须有一方是该项目现在的单位。',
    });
  const live = others.find(isLive);
  if (live !== undefined) return refuseSecond(lead.number, live);
  return {
    facts: [{ type: 'transfer.proposed', number, lead: lead.number, sender, receiver, by, terms, reason }],
  };
}

function refuseSecond(lead: string, live: Transfer): Refusal {
  if (live.state === 'open')
    return refuse(`${lead} 正在洽谈流转 ${live.number}，谈成或撤回前不能再发起`, {
      next: `发送「流转 ${live.number}」查看；要换条款请在其中「还价」。`,
    });
  return refuse(`${lead} 已有流转协议 ${live.number}，一个项目只能有一份`, {
    next: `改条款发送「流转 ${live.number} 4:6」；换落户方须先由双方「流转 ${live.number} 作废」。`,
  });
}

export interface OfferIntent {
  readonly kind: OfferKind;
  readonly by: Party;
  readonly terms: Terms;
  readonly reason: string | null;
}

/** 还价, 变更, 终止, 作废: the next version. Whatever was open before is superseded, what is agreed stays. */
export function decideOffer(transfer: Transfer, intent: OfferIntent): Decided {
  const over = refuseOver(transfer);
  if (over !== null) return over;
  const { kind, by, terms, reason } = intent;
  const [open, agreed] = [openOffer(transfer), agreedOffer(transfer)];
  if (kind !== 'terms' && agreed === null) {
    const word = kind === 'end' ? '终止' : '作废';
    return refuse(`${transfer.number} 还没有双方确认的条款，不用${word}`, {
      next: `不谈了请发送「流转 ${transfer.number} 撤回」或「拒绝」。`,
    });
  }
  if (kind === 'cancel' && reason === null)
    return refuse('作废要写明理由', { next: `例如「流转 ${transfer.number} 作废 项目未落地」。` });
  if (kind === 'end' && terms.endOn === null) {
    return refuse('终止要写明日期', { next: `例如「流转 ${transfer.number} 终止 2027-12-31」。` });
  }
  if (open !== null && open.kind === kind && kind !== 'cancel' && sameTerms(open.terms, terms)) {
    return refuse(`与第${open.no}版条款（${sayRatios(open.terms)}）相同`, {
      next: open.by === by ? '正在等对方答复。' : '同意请按「接受」。',
    });
  }
  if (open !== null && open.kind === 'cancel' && kind === 'cancel')
    return refuse(`第${open.no}版已经提出作废，正在等对方确认`);
  if (open === null && agreed !== null && kind === 'terms' && sameTerms(agreed.terms, terms))
    return refuse(`与正在执行的第${agreed.no}版条款（${sayRatios(agreed.terms)}）相同，不用变更`);
  return { facts: [{ type: 'transfer.offered', kind, by, terms, reason }] };
}

/** 接受（确认）: for one's own side, the version on the card. The last confirmation makes it hold. */
export function decideConfirm(transfer: Transfer, no: number, by: Party, person: string): Decided {
  const offer = theOpen(transfer, no);
  if ('refused' in offer) return offer;
  if (offer.confirmed[by] !== undefined) {
    const whose = by === 'office' ? '招商办' : '本单位';
    return refuse(`${whose}已经确认过第${offer.no}版，正在等对方`, {
      next: `发送「流转 ${transfer.number}」查看进度。`,
    });
  }
  if (!partiesMissing(offer).includes(by))
    return refuse('这份条款由双方确认，招商办不能代替任何一方确认', {
      clause: offer.terms.rules[0]?.clause ?? '',
      next: '要裁定请「还价」提出方案，由双方各自接受。',
    });
  if (Object.values(offer.confirmed).some((one) => one.person === person))
    return refuse('同一个人不能代双方确认', { next: '请由另一位同志确认。' });
  const facts: TransferFact[] = [{ type: 'transfer.confirmed', offer: no, by }];
  const rest = partiesMissing(offer).filter((party) => party !== by);
  if (rest.length === 0) facts.push({ type: 'transfer.agreed', offer: no });
  return { facts };
}

/** 拒绝, with its reason. The old terms, where there are any, hold on. */
export function decideRefuse(transfer: Transfer, no: number, by: Side, reason: string | null): Decided {
  const offer = theOpen(transfer, no);
  if ('refused' in offer) return offer;
  if (offer.by === by)
    return refuse('这是本单位提出的条款，不能自己拒绝', {
      next: `不提了请发送「流转 ${transfer.number} 撤回」。`,
    });
  if (reason === null)
    return refuse('拒绝要写明理由', {
      next: '请在「理由」里写清不同意什么，再按「拒绝」；想改条件请按「还价」。',
    });
  return { facts: [{ type: 'transfer.refused', offer: no, by, reason }] };
}

/** 撤回 by whoever made the offer, before both confirmed it; by the office as arbiter, with a reason. */
export function decideWithdraw(transfer: Transfer, no: number, by: Party, reason: string | null): Decided {
  const offer = theOpen(transfer, no);
  if ('refused' in offer) return offer;
  if (by !== 'office' && offer.by !== by)
    return refuse(`第${offer.no}版是对方提出的，只有提出方能撤回`, {
      next: '不同意请按「拒绝」并写明理由。',
    });
  if (by === 'office' && offer.by !== 'office' && reason === null)
    return refuse('招商办裁定停止洽谈要写明理由', {
      next: `例如「流转 ${transfer.number} 撤回 双方长期未谈成」。`,
    });
  return { facts: [{ type: 'transfer.withdrawn', offer: no, by, reason }] };
}

/** 年终结算; nothing to record when the figures are those recorded already. */
export function decideSettle(
  transfer: Transfer,
  settlement: { readonly year: string; readonly asOf: string; readonly rows: readonly SettlementRow[] },
): readonly TransferFact[] {
  const { year, asOf, rows } = settlement;
  const before = transfer.settlements.find((one) => one.year === year);
  if (before !== undefined && sameRows(before.rows, rows)) return [];
  return [{ type: 'transfer.settled', year, asOf, rows }];
}

/** 确认结算, by each side for itself (SM 三(二)11 「双方确认后」). */
export function decideConfirmSettlement(transfer: Transfer, year: string, by: Side, person: string): Decided {
  const settlement = transfer.settlements.find((one) => one.year === year);
  if (settlement === undefined) return refuse(`${transfer.number} 还没有 ${year} 年的结算`);
  if (settlement.confirmed[by] !== undefined) return refuse(`本单位已经确认过 ${year} 年的结算`);
  if (Object.values(settlement.confirmed).some((one) => one.person === person))
    return refuse('同一个人不能代双方确认', { next: '请由另一位同志确认。' });
  return { facts: [{ type: 'transfer.settlement_confirmed', year, by }] };
}

/** The transfer after facts just decided. */
export const after = (
  transfer: Transfer | null,
  facts: readonly TransferFact[],
  at: number,
  actor: string,
): Transfer => {
  const state = facts.reduce<Transfer | null>((one, fact) => evolveTransfer(one, fact, at, actor), transfer);
  if (state === null) throw new Error('no facts, no transfer');
  return state;
};

function theOpen(transfer: Transfer, no: number): Offer | Refusal {
  const offer = openOffer(transfer);
  if (offer !== null && offer.no === no) return offer;
  if (offer !== null)
    return refuse(`这张卡片上是第${no}版条款，现在谈的是第${offer.no}版`, {
      next: `请发送「流转 ${transfer.number}」看最新条款。`,
    });
  return (
    refuseOver(transfer) ??
    refuse(`${transfer.number} 没有待答复的条款`, {
      next: `发送「流转 ${transfer.number}」查看。`,
    })
  );
}

const OVER: Readonly<Partial<Record<Transfer['state'], string>>> = {
  refused: '已被拒绝',
  withdrawn: '已撤回',
  cancelled: '已由双方作废',
};

function refuseOver(transfer: Transfer): Refusal | null {
  const word = OVER[transfer.state];
  if (word === undefined) return null;
  return refuse(`流转 ${transfer.number} ${word}`, {
    next: `要再谈请重新发送「流转 ${transfer.lead} 到 单位 3:7」。`,
  });
}
