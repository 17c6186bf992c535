/** 留痕 of a transfer 流转 and of a hand-over 交接. */
import { measureLabel } from '../pack/view.ts';
import type { TransferFact } from '../transfer/facts.ts';
import type { HandoverFact } from '../transfer/handover.ts';
import type { SettlementRow } from '../transfer/settlement.ts';
import { type Party, type Side, sayRatios, type Terms } from '../transfer/terms.ts';
import type { OfferKind } from '../transfer/transfer.ts';
import { type Around, labelled, type Tell, untold } from './said.ts';
import { sayValue } from './words.ts';

const SIDES: Readonly<Record<Side, string>> = { sender: '招商方', receiver: '落户方' };
const OFFERS: Readonly<Record<OfferKind, string>> = {
  terms: '提出条款',
  end: '提出终止',
  cancel: '提出作废',
};

export const tellTransfer: Tell<TransferFact> = (fact, around) => {
  const { words } = around;
  switch (fact.type) {
    case 'transfer.proposed':
      return {
        what: `发起流转 ${fact.number}：${words.unit(fact.sender)}（招商方）→ ${words.unit(fact.receiver)}（落户方）`,
        details: termWords(fact.terms),
        reason: fact.reason,
        clause: fact.terms.rules[0]?.clause ?? null,
      };
    case 'transfer.offered': {
      const no = 2 + around.earlier.filter((one) => one.type === 'transfer.offered').length;
      return {
        what: `${partyWord(fact.by, around)}${OFFERS[fact.kind]}（第 ${no} 版）`,
        details: fact.kind === 'cancel' ? [] : termWords(fact.terms),
        reason: fact.reason,
      };
    }
    case 'transfer.confirmed':
      return { what: `${partyWord(fact.by, around)}确认第 ${fact.offer} 版` };
    case 'transfer.agreed':
      return { what: `第 ${fact.offer} 版各方确认，生效` };
    case 'transfer.refused':
      return { what: `${partyWord(fact.by, around)}拒绝第 ${fact.offer} 版`, reason: fact.reason };
    case 'transfer.withdrawn':
      return { what: `${partyWord(fact.by, around)}撤回第 ${fact.offer} 版`, reason: fact.reason };
    case 'transfer.settled':
      return {
        what: `${fact.year} 年分成结算，截至 ${fact.asOf}`,
        details: fact.rows.map((row) => settledWords(row, around)),
      };
    case 'transfer.settlement_confirmed':
      return { what: `${partyWord(fact.by, around)}确认 ${fact.year} 年结算` };
    default:
      return untold(fact);
  }
};

function partyWord(party: Party, { words, earlier }: Around<TransferFact>): string {
  if (party === 'office') return '招商办';
  const first = earlier.find((one) => one.type === 'transfer.proposed');
  return first?.type === 'transfer.proposed' ? `${SIDES[party]}${words.unit(first[party])}` : SIDES[party];
}

const termWords = (terms: Terms): readonly (string | null)[] => [
  labelled('分成', sayRatios(terms)),
  labelled('事项', terms.rules.map((rule) => rule.label).join('、')),
  labelled('终止日期', terms.endOn),
  labelled('约定', terms.note),
  labelled('佐证', terms.evidence),
];

function settledWords(row: SettlementRow, { words: { pack } }: Around<TransferFact>): string {
  const [total, sender, receiver] = [row.total, row.sender, row.receiver].map((units) =>
    sayValue(pack, row.measure, units),
  );
  return `${measureLabel(pack, row.measure)} ${total}：招商方 ${sender}，落户方 ${receiver}`;
}

export const tellHandover: Tell<HandoverFact> = (fact, { words }) => {
  switch (fact.type) {
    case 'handover.ordered':
      return {
        what: `安排交接 ${fact.id}：${words.person(fact.from)} → ${words.person(fact.to)}，${fact.leads.length} 条`,
        details: [
          labelled('自', fact.fromOn),
          fact.untilOn === null ? '长期' : labelled('至', fact.untilOn),
          fact.leads.slice(0, 5).join('、') + (fact.leads.length > 5 ? ' 等' : ''),
        ],
        reason: fact.reason,
      };
    case 'handover.moved':
      return { what: `交接生效，移交 ${fact.leads.length} 条` };
    case 'handover.receipted':
      return { what: '签收交接' };
    case 'handover.returned':
      return { what: `代管到期，交回 ${fact.leads.length} 条` };
    case 'handover.cancelled':
      return { what: '取消交接' };
    default:
      return untold(fact);
  }
};
