// Reads a lead out of what an official typed after 登记: labelled forms, sentences and telegraphic notes, in any order.
// What is unsure is left empty and pointed at (`unsure`), never guessed. Pure; nothing here throws on any text.
// Leaves out redacting the note further and checking for duplicates.
import { findDates } from './date.ts';
import { findLabels } from './labels.ts';
import { readCompany } from './lead-company.ts';
import { type Draft, EMPTY_VALUE } from './lead-draft.ts';
import { readInvestment, readList, readPlace, readProject } from './lead-fields.ts';
import { FILL, type LeadReading, type LeadWords } from './lead-model.ts';
import { readContact, readPhoneOf } from './lead-people.ts';
import { composeNote } from './note.ts';
import { findPhones } from './phone.ts';
import { findPlaces } from './place.ts';
import { blank, overlapsAny, prepare, tidy } from './text.ts';

export type { LeadField, LeadReading, LeadWords, ListWord, UnitWord, Unsure } from './lead-model.ts';
export { splitLeads } from './lead-split.ts';

/** Characters of a message read as one lead; a lead is a few sentences, what comes after is not looked at. */
export const LEAD_LENGTH_MAX = 6000;

/** A firm's name hides the words in it; what only might be one, such as 高端装备, says what is made. */
const isFirm = (text: string, chosen: string | null): boolean =>
  tidy(text) === chosen || /(?:公司|集团|厂|院|所|社|行|企业|中心|[A-Za-z]\.?)[)）]?$/.test(text.trim());

/** Reads one lead. Fields are as typed (width-folded), list fields are ids of `words`. Linear time. */
export function readLead(text: string, words: LeadWords, today: string): LeadReading {
  const { shown, folded } = prepare(text.slice(0, LEAD_LENGTH_MAX * 2));
  const cut = { shown: shown.slice(0, LEAD_LENGTH_MAX), folded: folded.slice(0, LEAD_LENGTH_MAX) };
  const labels = findLabels(cut.folded);
  const draft: Draft = {
    words,
    ...cut,
    labels,
    phones: findPhones(cut.folded),
    dates: findDates(cut.folded, today),
    unsure: [],
    taken: [],
    failed: new Set(),
  };
  const phoneSpans = draft.phones.map((phone) => phone.span);
  const dateSpans = draft.dates.map((date) => date.span).filter((span) => !overlapsAny(span, phoneSpans));
  const labelled = labels.map((label) => ({ start: label.labelStart, end: label.end }));
  let free = blank(blank(cut.folded, labelled, FILL.label), phoneSpans, FILL.phone);
  const contactPhone = readPhoneOf(draft);
  const investment = readInvestment(draft, free, [...phoneSpans, ...dateSpans]);
  // 大华科技注册资本1000万: the firm's capital ends its name.
  const capital = [...free.matchAll(/(?:注册|实缴|认缴)资[本金]金?/g)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  free = blank(free, [...investment.spans, ...capital], FILL.amount);
  const contact = readContact(draft, free);
  free = blank(blank(free, dateSpans, FILL.date), contact.spans, FILL.person);
  const telegraphic = /[\ue001\ue003\ue004]/.test(free);
  const company = readCompany(draft, free, telegraphic);
  const landing = findPlaces(free, words).filter(
    (place) => place.strength === 3 && !overlapsAny(place, company.spans),
  );
  const named = blank(blank(free, company.spans, FILL.person), landing, FILL.date);
  const project = readProject(draft, named);
  const channelId = readList(draft, 'channel', free, company.spans, null);
  const industryId = readList(
    draft,
    'industry',
    blank(cut.folded, phoneSpans, FILL.phone),
    company.spans.filter((span) => isFirm(cut.shown.slice(span.start, span.end), company.name)),
    project.span,
  );
  const landingUnitId = readPlace(draft, free, company.spans);
  const kept = labels.filter(
    (label) =>
      (label.field === 'note' || label.field === 'other' || draft.failed.has(label)) &&
      !EMPTY_VALUE.test(cut.folded.slice(label.start, label.end)),
  );
  const dates = draft.dates.filter((date) => !overlapsAny(date.span, phoneSpans));
  return {
    company: company.name,
    project: project.name,
    investment: investment.range,
    industryId,
    landingUnitId,
    channelId,
    contactName: contact.name,
    contactPhone,
    note: composeNote(cut, labels, kept, draft.taken, phoneSpans, dates),
    unsure: draft.unsure,
  };
}
