/** From words or a submitted card to the terms of a transfer; and the form as it is shown. */
import type { Option } from '../../../src/card.ts';
import {
  EVIDENCE_LENGTH_MAX,
  NOTE_LENGTH_MAX,
  type TransferFormView,
  transferFormCard,
  YEARS_LENGTH_MAX,
} from '../../../src/cards/transfer/form.ts';
import { formChoices, formText, type KnownScene, type Pressed } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import {
  packRatio,
  type Ratio,
  sayRatio,
  sayRatios,
  sayStart,
  type Terms,
  type TermsIntent,
} from '../../../src/domain/transfer/terms.ts';
import { agreedOffer, openOffer, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { chosen, landingOptions } from '../options.ts';
import { readRatioField, readYearsField } from './ratio.ts';
import type { TransferWords } from './words.ts';

/** What stands in the fields when a sentence said it. */
export interface Prefill {
  readonly ratio: Ratio | null;
  readonly byYear: Readonly<Record<string, Ratio>>;
  readonly endOn: string | null;
  readonly note: string | null;
  readonly evidence: string | null;
}

export const prefillOf = (words: TransferWords, leftover: string): Prefill => {
  const note = [words.note, leftover].filter((text) => text !== null && text !== '').join('；');
  return {
    ratio: words.ratio,
    byYear: words.byYear,
    endOn: null,
    note: note === '' ? null : note,
    evidence: words.evidence,
  };
};

const splitOptions = (pack: Pack): readonly Option[] =>
  pack.splits.map(({ id, label }) => ({ value: id, label }));

/** The pack's ratio, where it names one: prefilled, and labelled as what it is. */
function decreed(pack: Pack, today: string): { readonly ratio: Ratio | null; readonly hint: string } {
  const split = pack.splits.find((one) => packRatio(one, today) !== null);
  if (split === undefined) return { ratio: null, hint: '' };
  const ratio = packRatio(split, today);
  if (ratio === null) return { ratio: null, hint: '' };
  const source = split.origin === 'default' ? `系统默认，${split.clause}` : split.clause;
  const may = split.adjustable ? '双方可根据实际贡献另行商定' : '不能另行商定';
  return { ratio, hint: `文件比例 ${sayRatio(ratio)}（招商方:落户方，${source}），${may}。` };
}

const startLines = (pack: Pack): readonly string[] =>
  pack.splits.map((split) => `${split.label}：${sayStart(pack, split.start)}（${split.clause}）`);

/** The form of a proposal. */
export function proposalCard(
  lead: Lead,
  sides: { readonly sender: string; readonly receiver: string },
  prefill: Prefill,
  hints: readonly string[],
  here: KnownScene,
) {
  const { pack, roster, today } = here;
  const { ratio, hint } = decreed(pack, today);
  const own = { value: lead.unit, label: roster.unitName(lead.unit) };
  const places = landingOptions(roster, today);
  const withOwn = places.some((one) => one.value === own.value) ? places : [own, ...places];
  return formOf({
    title: `流转 ${currentNumber(lead)}`,
    project: titleOf(lead),
    lines: [hint, ...startLines(pack)].filter((line) => line !== ''),
    hints,
    action: 'propose',
    args: { lead: lead.number },
    sides: { senders: withOwn, receivers: withOwn, ...sides },
    pack,
    prefill: { ...prefill, ratio: prefill.ratio ?? (hasYears(prefill) ? null : ratio) },
    chosen: pack.splits.map((split) => split.id),
  });
}

/** The form of a counter-offer or a change, filled with what is on the table. */
export function offerCard(
  transfer: Transfer,
  lead: Lead,
  prefill: Prefill | null,
  hints: readonly string[],
  here: KnownScene,
) {
  const { pack } = here;
  const base = (openOffer(transfer) ?? agreedOffer(transfer))?.terms;
  if (base === undefined) throw new Error(`${transfer.number} has no terms to counter`);
  const word = transfer.agreed === null ? '还价' : '变更条款';
  const given = prefill !== null && (prefill.ratio !== null || hasYears(prefill));
  return formOf({
    title: `${word} ${transfer.number}`,
    project: `${currentNumber(lead)} ${titleOf(lead)}`,
    lines: [`眼下的条款：${sayRatios(base)}（招商方:落户方）。`],
    hints,
    action: 'offer',
    args: { transfer: transfer.number, version: String(transfer.version) },
    sides: null,
    pack,
    prefill: {
      ratio: given ? (prefill?.ratio ?? null) : base.ratio,
      byYear: given ? (prefill?.byYear ?? {}) : base.ratioByYear,
      endOn: prefill?.endOn ?? base.endOn,
      note: prefill?.note ?? base.note,
      evidence: prefill?.evidence ?? base.evidence,
    },
    chosen: base.rules.map((rule) => rule.id),
  });
}

const hasYears = (prefill: Pick<Prefill, 'byYear'>): boolean => Object.keys(prefill.byYear).length > 0;

function formOf(
  view: Omit<TransferFormView, 'splits' | 'ratio' | 'years' | 'endOn' | 'note' | 'evidence' | 'fixed'> & {
    readonly pack: Pack;
    readonly prefill: Prefill;
  },
) {
  const { pack, prefill, ...rest } = view;
  const years = Object.entries(prefill.byYear).sort(([a], [b]) => (a < b ? -1 : 1));
  return transferFormCard({
    ...rest,
    splits: splitOptions(pack),
    ratio: prefill.ratio === null ? '' : sayRatio(prefill.ratio),
    years: years.map(([year, ratio]) => `${year}年 ${sayRatio(ratio)}`).join('\n'),
    endOn: prefill.endOn ?? '',
    note: (prefill.note ?? '').slice(0, NOTE_LENGTH_MAX),
    evidence: (prefill.evidence ?? '').slice(0, EVIDENCE_LENGTH_MAX),
    fixed: pack.splits.every((split) => !split.adjustable),
  });
}

/** A submitted form as an intent, or the first field that is wrong. */
export function readTermsForm(pressed: Pressed, here: KnownScene): TermsIntent | Refusal {
  const typedRatio = formText(pressed, 'ratio');
  const ratio = typedRatio === null ? null : readRatioField(typedRatio);
  if (ratio !== null && 'wrong' in ratio) return refuse(ratio.wrong);
  const typedYears = formText(pressed, 'years') ?? '';
  const long = tooLong('分年度比例', typedYears, YEARS_LENGTH_MAX);
  if (long !== null) return long;
  const years = readYearsField(typedYears);
  if ('wrong' in years) return refuse(years.wrong);
  const typedEnd = formText(pressed, 'endOn');
  const end = typedEnd === null ? null : readDay(typedEnd, here.today, { allowFuture: true });
  if (end !== null && !end.ok) return refuse(end.reason.replaceAll('发生日期', '终止日期'));
  const note = formText(pressed, 'note');
  const evidence = formText(pressed, 'evidence');
  const tooMuch =
    tooLong('特别约定', note, NOTE_LENGTH_MAX) ?? tooLong('佐证', evidence, EVIDENCE_LENGTH_MAX);
  if (tooMuch !== null) return tooMuch;
  const options = splitOptions(here.pack);
  return {
    splits: formChoices(pressed, 'splits').map((choice) => chosen(options, choice)),
    ratio: ratio === null ? null : ratio.ratio,
    ratioByYear: years.byYear,
    endOn: end?.value ?? null,
    note: note === null ? null : maskPhonesIn(note),
    evidence: evidence === null ? null : maskPhonesIn(evidence),
  };
}

/** The intent behind terms that already stand, to change one thing in them. */
export const intentOf = (terms: Terms): TermsIntent => ({
  splits: terms.rules.map((rule) => rule.id),
  ratio: terms.ratio,
  ratioByYear: terms.ratioByYear,
  endOn: terms.endOn,
  note: terms.note,
  evidence: terms.evidence,
});
