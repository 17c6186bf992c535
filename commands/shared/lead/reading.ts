/** From what a sentence said to what stands in the form's fields. */
import type { LeadForm } from '../../../src/cards/lead/form.ts';
import { type AmountRange, isSingle, printRange, toWan } from '../../../src/domain/money.ts';
import type { LeadReading } from '../../../src/parse/lead-model.ts';

export function formOf(reading: LeadReading): LeadForm {
  const { investment } = reading;
  return {
    company: reading.company ?? '',
    project: reading.project ?? '',
    amount: investment === null ? '' : amountText(investment),
    currency: investment?.low.currency ?? 'CNY',
    industry: reading.industryId ?? '',
    landing: reading.landingUnitId ?? '',
    channel: reading.channelId ?? '',
    contactName: reading.contactName ?? '',
    contactPhone: reading.contactPhone ?? '',
    note: reading.note,
    hints: reading.unsure.map((one) => one.hint),
    understood: investment === null ? [] : [`投资额：${printRange(investment)}`],
  };
}

/** A bare number in the field is 万元; spans and 约 are kept as said. */
function amountText(range: AmountRange): string {
  const words = isSingle(range) ? toWan(range.low) : `${toWan(range.low)}-${toWan(range.high)}万`;
  return range.approx ? `约${words}` : words;
}
