/** What was typed into the 登记 form: read, checked field by field, and what of it is personal. */
import type { LeadForm } from '../../../src/cards/lead/form.ts';
import { formText, type KnownScene, type Pressed, type Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { type AmountRange, type Currency, isCurrency } from '../../../src/domain/money.ts';
import type { Change } from '../../../src/outcome.ts';
import { readInvestmentField, readPhoneField } from '../../../src/parse/form.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { channelOptions, chosen, currencyOptions, industryOptions } from '../options.ts';

const NAME_MAX = 100;
export const CONTACT_NAME_MAX = 50;
const NOTE_MAX = 1_000;

export interface ReadForm {
  readonly company: string;
  readonly investment: AmountRange | null;
  readonly phone: string | null;
}

export function formFrom(pressed: Pressed, here: KnownScene): LeadForm {
  const text = (name: string) => formText(pressed, name) ?? '';
  return {
    company: text('company'),
    project: text('project'),
    amount: text('amount'),
    currency: chosen(currencyOptions, text('currency')),
    industry: chosen(industryOptions(here.pack), text('industry')),
    landing: text('landing'),
    channel: chosen(channelOptions(here.pack), text('channel')),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    note: text('note'),
    referrer: text('referrer'),
    hints: [],
    understood: [],
  };
}

/** Names are shown to other units and in groups; a number in them would be personal data in the open. */
export function wrongName(label: string, name: string): Refusal | null {
  if (maskPhonesIn(name) === name) return tooLong(label, name, NAME_MAX);
  return refuse(`${label}里有电话号码`, { next: '名称别的单位也看得到，请把电话写在「联系电话」里。' });
}

/** The fields as typed, or the first thing that is wrong with them. The card keeps what was typed. */
export function readForm(form: LeadForm, here: KnownScene): ReadForm | Refusal {
  const company = form.company.replace(/\s+/g, ' ');
  if (company === '') return refuse('企业名称还没有填', { next: '请填写企业名称后再按提交。' });
  // The client holds people to these; what comes in may come from another client.
  for (const wrong of [
    wrongName('企业名称', company),
    wrongName('项目名称', form.project),
    tooLong('联系人', form.contactName, CONTACT_NAME_MAX),
    tooLong('备注', form.note, NOTE_MAX),
  ]) {
    if (wrong !== null) return wrong;
  }
  const currency: Currency = isCurrency(form.currency) ? form.currency : 'CNY';
  let investment: AmountRange | null = null;
  if (form.amount !== '') {
    const read = readInvestmentField(form.amount, currency);
    if (!read.ok) return refuse(`投资额：${read.reason}`);
    investment = read.value;
  }
  let phone: string | null = null;
  if (form.contactPhone !== '') {
    const read = readPhoneField(form.contactPhone);
    if (!read.ok) return refuse(`联系电话：${read.reason}`);
    phone = read.value;
  }
  if (landingOf(form, here) === undefined) {
    return refuse(`拟落户「${form.landing}」不在名册中`, { next: '请填写县(市、区)或园区的名称。' });
  }
  return { company, investment, phone };
}

/** The unit chosen or typed; `undefined` when no unit has that name. */
export function landingOf(form: LeadForm, here: KnownScene): string | null | undefined {
  if (form.landing === '') return null;
  if (here.roster.unit(form.landing) !== null) return form.landing;
  return here.roster.unitsNamed(form.landing)[0]?.id;
}

/** The contact, sealed in a row of its own; `null` when nothing personal was typed. */
export function contactOf(form: LeadForm, read: ReadForm, tools: Tools) {
  const name = form.contactName === '' ? null : form.contactName;
  // A note with a phone number in it is personal data: the original is sealed with the contact.
  const note = maskPhonesIn(form.note) === form.note ? null : form.note;
  const shown = { name, phone: read.phone, note };
  if (name === null && read.phone === null && note === null) return { id: null, changes: [], shown };
  const id = tools.newId();
  const changes: Change[] = [{ subject: 'contact', id, plain: JSON.stringify(shown) }];
  return { id, changes, shown };
}
