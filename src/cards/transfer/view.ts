/** One transfer as a viewer sees it: words for its terms, its history, and what this person may do. */

import type { Tone } from '../../card.ts';
import { printFigure } from '../../domain/figure.ts';
import { currentNumber, type Lead, titleOf } from '../../domain/lead/lead.ts';
import type { Pack } from '../../domain/pack/schema.ts';
import { measureLabel, measureOf, stageLabel } from '../../domain/pack/view.ts';
import type { Person, Roster } from '../../domain/roster.ts';
import { partyOf, sideOf } from '../../domain/transfer/parties.ts';
import { PHASE_WORDS, type Phase, phaseOf } from '../../domain/transfer/phase.ts';
import { PROJECT_COUNT, type RawIncrement } from '../../domain/transfer/shares.ts';
import { type Party, sayRatios, sayShare, sayStart, type Terms } from '../../domain/transfer/terms.ts';
import {
  agreedOffer,
  type Offer,
  openOffer,
  partiesMissing,
  partiesNeeded,
  type Transfer,
} from '../../domain/transfer/transfer.ts';
import { or, printInvestment, printMinute } from '../show.ts';
import type { OfferView, SettlementView, TransferView } from './transfer.ts';

/** Everything about one transfer, read once for several viewers. */
export interface TransferFacts {
  readonly transfer: Transfer;
  readonly lead: Lead;
  readonly increments: readonly RawIncrement[];
  readonly roster: Roster;
  readonly pack: Pack;
  readonly today: string;
}

const TONES: Readonly<Record<Phase, Tone>> = {
  negotiating: 'todo',
  refused: 'overdue',
  withdrawn: 'closed',
  cancelled: 'closed',
  awaiting_start: 'done',
  in_force: 'done',
  ended: 'closed',
};

const PARTY_WORDS: Readonly<Record<Party, string>> = {
  sender: '招商方',
  receiver: '落户方',
  office: '招商办',
};

export type Sides = Pick<Transfer, 'sender' | 'receiver'>;

export const nameOfParty = (transfer: Sides, party: Party, roster: Roster): string =>
  party === 'office' ? '招商办' : roster.unitName(transfer[party]);

export function transferView(facts: TransferFacts, viewer: Person): TransferView {
  const { transfer, lead, increments, roster, pack, today } = facts;
  const phase = phaseOf(transfer, { lead, increments }, today);
  const [open, agreed] = [openOffer(transfer), agreedOffer(transfer)];
  const party = partyOf(viewer, transfer, roster);
  const changing = open !== null && agreed !== null;
  const notes: string[] = [];
  if (changing) {
    const clause = agreed.terms.rules[0]?.clause ?? '';
    notes.push(
      `双方确认第${open.no}版之前，仍按第${agreed.no}版（${sayRatios(agreed.terms)}）执行（${clause}）。`,
    );
  } else if (open !== null) notes.push('双方确认同一版条款之前，数字仍全部计在原单位。');
  const shown = open ?? agreed;
  if (shown !== null && shown.kind === 'terms' && shown.terms.endOn === null)
    notes.push('没有填终止日期：原文只写起点、没有终止期，将一直执行。');
  return {
    number: transfer.number,
    project: `${currentNumber(lead)} ${titleOf(lead)}`,
    lead: currentNumber(lead),
    isProject: lead.projectNumber !== null,
    state: changing ? `${PHASE_WORDS[phase]}（变更洽谈中）` : PHASE_WORDS[phase],
    tone: changing ? 'todo' : TONES[phase],
    fields: [
      { label: '项目', value: `${currentNumber(lead)} ${titleOf(lead)}` },
      { label: '投资额', value: printInvestment(lead.investment) },
      { label: '阶段', value: stageLabel(pack, lead.stage) },
      { label: '招商方', value: roster.unitName(transfer.sender) },
      { label: '落户方', value: roster.unitName(transfer.receiver) },
      { label: '状态', value: PHASE_WORDS[phase] },
    ],
    open: open === null ? null : offerView(transfer, open, facts),
    agreed: agreed === null ? null : offerView(transfer, agreed, facts),
    notes,
    history: historyOf(transfer, roster),
    settlements: transfer.settlements.map((one) => settlementView(transfer, one, viewer, facts)),
    may: mayOf(transfer, party),
  };
}

function mayOf(transfer: Transfer, party: Party | null): TransferView['may'] {
  const open = openOffer(transfer);
  if (party === null) return { answer: false, counter: false, withdraw: false, change: false };
  const answer = open !== null && partiesMissing(open).includes(party);
  return {
    answer,
    counter: open !== null && !answer,
    withdraw: open !== null && open.by === party,
    change: open === null && transfer.state === 'agreed',
  };
}

const KIND_WORDS: Readonly<Record<Offer['kind'], string>> = { terms: '条款', end: '终止', cancel: '作废' };

function offerView(transfer: Transfer, offer: Offer, { roster, pack }: TransferFacts): OfferView {
  const { terms } = offer;
  const who = nameOfParty(transfer, offer.by, roster);
  const confirmations = partiesNeeded(offer).map((party) => {
    const done = offer.confirmed[party];
    const name = nameOfParty(transfer, party, roster);
    return done === undefined ? `${name} 待确认` : `${name} 已确认（${printMinute(done.at)}）`;
  });
  return {
    no: offer.no,
    heading: `第${offer.no}版${KIND_WORDS[offer.kind]}（${who} 提出）`,
    fields: [
      ...(offer.reason === null ? [] : [{ label: '理由', value: offer.reason }]),
      { label: '分成比例', value: `${sayRatios(terms)}（招商方:落户方）` },
      { label: '分成', value: saySharing(transfer, terms, roster) },
      {
        label: '分成事项',
        value: terms.rules
          .map(
            (rule) =>
              `${rule.label}（${rule.metrics.map((metric) => sayMetric(pack, metric)).join('、')}；${sayStart(pack, rule.start)}；依据 ${rule.clause}）`,
          )
          .join('；'),
      },
      { label: '终止日期', value: terms.endOn ?? '无' },
      { label: '特别约定', value: or(terms.note) },
      { label: '佐证', value: or(terms.evidence) },
      { label: '确认', value: confirmations.join(' · ') },
    ],
  };
}

const sayMetric = (pack: Pack, metric: string): string =>
  metric === PROJECT_COUNT ? '项目数量' : measureLabel(pack, metric);

/** 招商方 永安市 30% · 落户方 沙县区 70%. */
export function saySharing(transfer: Transfer, terms: Terms, roster: Roster): string {
  const sender = `招商方 ${roster.unitName(transfer.sender)}`;
  const receiver = `落户方 ${roster.unitName(transfer.receiver)}`;
  if (terms.ratio === null) return `${sender} · ${receiver}，${sayRatios(terms)}`;
  return `${sender} ${sayShare(terms.ratio[0])} · ${receiver} ${sayShare(terms.ratio[1])}`;
}

/** One line a rule for the project's own card: shares, from when, by which clause. */
export function sharingLines(transfer: Transfer, roster: Roster, pack: Pack): readonly string[] {
  const terms = agreedOffer(transfer)?.terms;
  if (terms === undefined || transfer.state !== 'agreed') return [];
  const shares = saySharing(transfer, terms, roster);
  const rules = terms.rules.map((rule) => `${rule.label}${sayStart(pack, rule.start)}，依据 ${rule.clause}`);
  const until = terms.endOn === null ? '' : `，至 ${terms.endOn}`;
  return [`${shares}；${rules.join('；')}${until}（${transfer.number}）`];
}

function historyOf(transfer: Transfer, roster: Roster): readonly string[] {
  const lines = transfer.offers.flatMap((offer) => {
    const who = (party: Party, person: string) =>
      `${nameOfParty(transfer, party, roster)} ${roster.personName(person)}`;
    const verb =
      offer.no === 1 ? '发起' : offer.kind === 'terms' ? '提出新条款' : `提出${KIND_WORDS[offer.kind]}`;
    const made: [number, string] = [
      offer.at,
      `${who(offer.by, offer.person)} ${verb} 第${offer.no}版 ${sayRatios(offer.terms)}${offer.kind === 'end' ? ` 至 ${offer.terms.endOn ?? ''}` : ''}`,
    ];
    const confirmed = (Object.entries(offer.confirmed) as [Party, { person: string; at: number }][])
      .filter(([party]) => party !== offer.by)
      .map(([party, one]): [number, string] => [
        one.at,
        `${who(party, one.person)} 接受第${offer.no}版${offer.outcome === 'agreed' ? '，条款商定' : ''}`,
      ]);
    const { answer } = offer;
    const word = offer.outcome === 'refused' ? '拒绝' : '撤回';
    const ended: [number, string][] =
      answer === null
        ? []
        : [
            [
              answer.at,
              `${who(answer.by, answer.person)} ${word}第${offer.no}版${answer.reason === null ? '' : `：${answer.reason}`}`,
            ],
          ];
    return [made, ...confirmed, ...ended];
  });
  const settled = transfer.settlements.flatMap((one): [number, string][] => [
    [one.madeAt, `系统 列出${one.year}年结算`],
    ...(Object.entries(one.confirmed) as [Party, { person: string; at: number }][]).map(
      ([party, by]): [number, string] => [
        by.at,
        `${nameOfParty(transfer, party, roster)} ${roster.personName(by.person)} 确认${one.year}年结算`,
      ],
    ),
  ]);
  return [...lines, ...settled].sort(([a], [b]) => a - b).map(([at, text]) => `${printMinute(at)} ${text}`);
}

function settlementView(
  transfer: Transfer,
  settlement: Transfer['settlements'][number],
  viewer: Person,
  { pack, roster }: TransferFacts,
): SettlementView {
  const side = sideOf(viewer, transfer, roster);
  const state = (['sender', 'receiver'] as const)
    .map((one) => `${PARTY_WORDS[one]}${settlement.confirmed[one] === undefined ? '待确认' : '已确认'}`)
    .join('、');
  const print = (measure: string, units: number): string =>
    measure === PROJECT_COUNT
      ? `${units / 10_000}个`
      : printFigure(units, measureOf(pack, measure) ?? { id: measure, label: measure, unit: '万元' });
  return {
    year: settlement.year,
    heading: `${settlement.year}年分成结算（截至 ${settlement.asOf} 已报数，未审；${state}）`,
    columns: [roster.unitName(transfer.sender), roster.unitName(transfer.receiver)],
    rows: settlement.rows.map((row) => ({
      measure: sayMetric(pack, row.measure),
      total: print(row.measure, row.total),
      sender: print(row.measure, row.sender),
      receiver: print(row.measure, row.receiver),
    })),
    mayConfirm: side !== null && settlement.confirmed[side] === undefined,
  };
}
