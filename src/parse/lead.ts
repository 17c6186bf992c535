// Reads a lead out of what an official typed after 登记: labelled forms, sentences and telegraphic notes, in any order.
// What is unsure is left empty and pointed at (`unsure`), never guessed. Pure; nothing here throws on any text.
// Leaves out redacting the note further and checking for duplicates.
import { compareNames } from '../domain/company.ts';
import type { AmountRange } from '../domain/money.ts';
import { findAmounts } from './amount.ts';
import { BRANDS } from './brands.ts';
import { findDates } from './date.ts';
import { findLabels, type LabelledValue } from './labels.ts';
import { chooseAmount, readLabelledAmount } from './lead-amount.ts';
import {
  type Candidate,
  FILL,
  type LeadField,
  type LeadReading,
  type LeadWords,
  type Unsure,
} from './lead-model.ts';
import { composeNote } from './note.ts';
import { findOrganisations } from './organisation.ts';
import { isPlainNoun } from './organisation-cut.ts';
import { findPersons, readName } from './person.ts';
import { findPhones } from './phone.ts';
import { findPlaces } from './place.ts';
import { findProjects } from './project.ts';
import { findTerms, readTerm } from './terms.ts';
import { blank, overlaps, overlapsAny, prepare, type Span, tidy } from './text.ts';

export type { LeadField, LeadReading, LeadWords, ListWord, UnitWord, Unsure } from './lead-model.ts';
export { splitLeads } from './lead-split.ts';

/** Characters of a message read as one lead; a lead is a few sentences, what comes after is not looked at. */
export const LEAD_LENGTH_MAX = 6000;

const EMPTY_VALUE =
  /^[\s:：]*(?:无|暂无|没有|待定|未定|面议|不详|未知|保密|待确认|待补充|暂未确定|暂未定|空|\/|-+|—+|\?+|？+|n\/?a|none)?[\s。]*$/i;
const LABEL_TEXT: Readonly<Record<LeadField, string>> = {
  company: '企业名称',
  project: '项目名称',
  investment: '投资额',
  industry: '产业',
  landingUnit: '拟落户',
  channel: '线索来源',
  contactName: '联系人',
  contactPhone: '联系电话',
};

interface Draft {
  readonly words: LeadWords;
  readonly shown: string;
  readonly folded: string;
  readonly labels: readonly LabelledValue[];
  readonly phones: ReturnType<typeof findPhones>;
  readonly dates: ReturnType<typeof findDates>;
  readonly unsure: Unsure[];
  readonly taken: Span[];
  /** Labelled values whose text no field took. */
  readonly failed: Set<LabelledValue>;
}

const labelFor = (draft: Draft, field: LabelledValue['field']): LabelledValue | null =>
  draft.labels.find(
    (label) => label.field === field && !EMPTY_VALUE.test(draft.folded.slice(label.start, label.end)),
  ) ?? null;

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
const quote = (values: readonly string[]): string => values.map((value) => `“${value}”`).join('、');

function point(draft: Draft, field: LeadField, text: string, hint: string): null {
  draft.unsure.push({ field, text: text.slice(0, 200), hint });
  return null;
}

function readPhoneOf(draft: Draft): string | null {
  const label = labelFor(draft, 'contactPhone') ?? labelFor(draft, 'contactName');
  const inside = label ? draft.phones.filter((phone) => overlaps(phone.span, label)) : [];
  const phones = inside.length > 0 ? inside : draft.phones;
  for (const phone of draft.phones) draft.taken.push(phone.span);
  const good = phones.filter((phone) => phone.kind !== 'wrong');
  const typed = (phone: (typeof phones)[number]): string =>
    draft.folded.slice(phone.span.start, phone.span.end);
  const numbers = distinct(good.map((phone) => phone.normal));
  const wrong = phones.filter((phone) => phone.kind === 'wrong');
  if (numbers.length === 1 && wrong.length === 0) return numbers[0] ?? null;
  const mobiles = distinct(good.filter((phone) => phone.kind === 'mobile').map((phone) => phone.normal));
  if (wrong.length > 0)
    return point(
      draft,
      'contactPhone',
      typed(wrong[0] ?? (phones[0] as never)),
      wrong[0]?.reason ?? '电话号码有误，请核对。',
    );
  if (numbers.length > 1)
    return point(
      draft,
      'contactPhone',
      good.map(typed).join('、'),
      `有${numbers.length}个电话${mobiles.length === 1 ? '（一个手机）' : ''}，请选一个填写。`,
    );
  if (label?.field === 'contactPhone') {
    draft.failed.add(label);
    return point(
      draft,
      'contactPhone',
      draft.shown.slice(label.start, label.end).trim(),
      '电话号码看不懂，手机号应为11位，座机请带区号。',
    );
  }
  return null;
}

function readContact(draft: Draft, free: string): { name: string | null; spans: Span[] } {
  const label = labelFor(draft, 'contactName');
  const persons = findPersons(
    free,
    draft.phones.map((phone) => phone.span),
  );
  const spans = persons.map(({ start, end }) => ({ start, end }));
  if (label) {
    const value = tidy(
      blank(
        draft.shown,
        draft.phones.map((phone) => phone.span),
        ' ',
      ).slice(label.start, label.end),
    ).replace(/^[,，、:：\s]+/, '');
    const name = readName(value);
    const several = /^[\u4e00-\u9fa5]{2,4}[、和/][\u4e00-\u9fa5]{2,4}$/.test(value);
    if (several) return { name: point(draft, 'contactName', value, '有两位联系人，请选一位填写。'), spans };
    if (name !== null) return { name: tidy(name), spans };
    if (value !== '') {
      draft.failed.add(label);
      point(draft, 'contactName', value, '联系人姓名看不懂，请填姓名或如“王总”。');
    }
    return { name: null, spans };
  }
  const [best] = persons;
  if (!best) return { name: null, spans };
  const rivals = persons.filter(
    (person) =>
      (person.strength === best.strength || (person.strength >= 3 && best.strength >= 3)) &&
      person.text !== best.text &&
      !(Math.min(person.strength, best.strength) < 2.6 && person.text.charAt(0) === best.text.charAt(0)) &&
      !overlaps(person, best),
  );
  const top = persons.filter((person) => person.strength >= best.strength - 0.5);
  draft.taken.push(...top);
  if (rivals.length > 0)
    return {
      name: point(
        draft,
        'contactName',
        distinct([best, ...rivals].map((person) => person.text)).join('、'),
        `有${rivals.length + 1}位联系人，请选一位填写。`,
      ),
      spans,
    };
  const full =
    best.strength < 3
      ? persons.find(
          (person) =>
            person.text.charAt(0) === best.text.charAt(0) &&
            person.text.length > 2 &&
            !/[总董工]$/.test(person.text),
        )
      : undefined;
  return { name: tidy((full ?? best).text), spans };
}

/** Candidates that name one firm count once, as the longest of them. */
function mergeNames(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const same = kept.findIndex((other) => compareNames(other.text, candidate.text) === 'same');
    if (same < 0) kept.push(candidate);
    else if (/^[\x20-\x7e]+$/.test(kept[same]?.text ?? '') && /[\u4e00-\u9fa5]/.test(candidate.text))
      kept[same] = candidate;
    else if (candidate.strength >= 3 && candidate.text.length > (kept[same]?.text.length ?? 0))
      kept[same] = candidate;
  }
  return kept;
}

function chooseCompany(
  draft: Draft,
  candidates: readonly Candidate[],
): { name: string | null; spans: Span[] } {
  const spans = candidates
    .filter((candidate) => candidate.strength >= 1.2)
    .map(({ start, end }) => ({ start, end }));
  const [best] = candidates;
  if (!best) return { name: null, spans: [] };
  const floor = best.strength >= 3 ? 1.9 : best.strength;
  const merged = mergeNames(
    candidates.filter(
      (candidate) =>
        candidate.strength >= floor &&
        !(
          best.strength >= 3 &&
          candidate.strength < 3 &&
          !BRANDS.some((brand) => candidate.text.startsWith(brand))
        ),
    ),
  );
  draft.taken.push(best, ...candidates.filter((other) => compareNames(other.text, best.text) === 'same'));
  if (merged.length > 1) {
    const names = merged.map((candidate) => tidy(draft.shown.slice(candidate.start, candidate.end)));
    return {
      name: point(
        draft,
        'company',
        names.join('、'),
        `提到${merged.length}家企业：${quote(names.slice(0, 4))}，请填投资方。`,
      ),
      spans,
    };
  }
  const only = merged[0] ?? best;
  return {
    name: tidy(draft.shown.slice(only.start, only.end)),
    spans: [...spans, { start: best.start, end: best.end }],
  };
}

function readCompany(
  draft: Draft,
  free: string,
  telegraphic: boolean,
): { name: string | null; spans: Span[] } {
  const label = labelFor(draft, 'company');
  if (label) {
    const typed = tidy(draft.shown.slice(label.start, label.end)).replace(/^[“"']+|[”"']+$/g, '');
    const parts = typed.split(/[、/]|(?<=公司|集团)(?:和|与|及)/).filter((part) => part.length >= 2);
    const span = { start: label.start, end: label.end };
    if (parts.length > 1 && parts.every((part) => /(?:公司|集团|厂|院|企业|合伙\)?）?)$/.test(part))) {
      return {
        name: point(draft, 'company', typed, `提到${parts.length}家企业，请填投资方。`),
        spans: [span],
      };
    }
    const name = tidy(
      blank(
        draft.shown,
        draft.phones.map((phone) => phone.span),
        ' ',
      ).slice(label.start, label.end),
    ).replace(/^[“"']+|[”"']+$/g, '');
    if (name.length >= 2 && name.length <= 80 && !isPlainNoun(name)) return { name, spans: [span] };
    draft.failed.add(label);
  }
  const list = [
    ...draft.words.industries.flatMap((entry) => [entry.label, ...entry.words]),
    ...draft.words.channels.flatMap((entry) => [entry.label, ...entry.words]),
  ];
  const known = new Set([
    ...list,
    ...draft.words.units.flatMap((unit) => [unit.name, ...unit.aliases]),
    ...(draft.words.cityNames ?? []),
  ]);
  const taken = (start: number, end: number): boolean => {
    const name = draft.folded.slice(start, end);
    const bare = name
      .replace(
        /^(?:落户在?|落地在?|落在?|放在?|选址在?|看中|看上|相中|意向|拟落户?|在|到|来|去|投资?|做|是|搞|想做|本地|主要做)+/,
        '',
      )
      .replace(/(?:企业|产业|行业|项目|领域|这边|那边|境内|[市县区])$/, '');
    return bare === '' || known.has(name) || known.has(bare);
  };
  return chooseCompany(draft, findOrganisations(free, taken, telegraphic));
}

function readPlace(draft: Draft, free: string, companies: readonly Span[]): string | null {
  const label = labelFor(draft, 'landingUnit');
  const source = label ? draft.folded.slice(label.start, label.end) : free;
  const offset = label?.start ?? 0;
  const all = findPlaces(source, draft.words).map((place) => ({
    ...place,
    start: place.start + offset,
    end: place.end + offset,
    strength: label ? 3 : place.strength,
  }));
  const usable = all.filter(
    (place) => place.strength > 0 && (label !== null || !overlapsAny(place, companies)),
  );
  const units = usable.filter((place) => !place.city);
  const [best] = units;
  if (!best) {
    if (label) draft.failed.add(label);
    const [city] = usable.filter((place) => place.strength >= 2);
    if (city)
      return point(
        draft,
        'landingUnit',
        city.text,
        `“${city.text}”是全市，请写明落在哪个县（市、区）或园区。`,
      );
    return label
      ? point(
          draft,
          'landingUnit',
          source.trim(),
          `“${source.trim().slice(0, 20)}”不是本市登记的单位，请写县（市、区）或园区名称。`,
        )
      : null;
  }
  const level = units.filter((place) =>
    best.strength >= 2.5 ? place.strength >= 2 : place.strength >= best.strength,
  );
  const ids = distinct(level.flatMap((place) => place.unitIds));
  if (ids.length === 1) {
    draft.taken.push(...units, ...usable.filter((place) => place.city));
    return ids[0] ?? null;
  }
  const names = ids.map((id) => draft.words.units.find((unit) => unit.id === id)?.name ?? id);
  const sameWord = best.unitIds.length > 1 && level.length === 1;
  const hint = sameWord
    ? `“${best.text}”可以是${quote(names)}，请写全称。`
    : `提到${names.length}个地方：${quote(names.slice(0, 5))}，请选拟落户的一个。`;
  return point(draft, 'landingUnit', distinct(level.map((place) => place.text)).join('、'), hint);
}

function readList(
  draft: Draft,
  field: 'industry' | 'channel',
  free: string,
  companies: readonly Span[],
  project: Span | null,
): string | null {
  const list = field === 'industry' ? draft.words.industries : draft.words.channels;
  const label = labelFor(draft, field);
  if (label) {
    const value = draft.folded.slice(label.start, label.end);
    const id = readTerm(value, list);
    if (id !== null) return id;
    draft.failed.add(label);
    return point(
      draft,
      field,
      value.trim(),
      `“${value.trim().slice(0, 20)}”对不上${LABEL_TEXT[field]}目录里的一项，请选择。`,
    );
  }
  const all = findTerms(free, list, companies);
  const inProject = project ? all.filter((term) => overlaps(term, project)) : [];
  const terms = inProject.length > 0 ? inProject : all;
  const ids = distinct(terms.flatMap((term) => term.ids));
  if (ids.length === 1) {
    draft.taken.push(...terms);
    return ids[0] ?? null;
  }
  if (ids.length > 1) {
    const labels = ids.map((id) => list.find((entry) => entry.id === id)?.label ?? id);
    return point(
      draft,
      field,
      distinct(terms.map((term) => term.text)).join('、'),
      `可能是${quote(labels.slice(0, 5))}，请选择${LABEL_TEXT[field]}。`,
    );
  }
  if (field === 'industry') {
    const inName = findTerms(draft.folded, list, []).filter((term) => overlapsAny(term, companies));
    const guess = distinct(inName.flatMap((term) => term.ids));
    if (guess.length > 0)
      return point(
        draft,
        field,
        distinct(inName.map((term) => term.text)).join('、'),
        '只在企业名称里出现，请确认所属产业。',
      );
  }
  return null;
}

function readProject(draft: Draft, free: string): { name: string | null; span: Span | null } {
  const label = labelFor(draft, 'project');
  if (label) {
    const name = tidy(
      blank(
        draft.shown,
        draft.phones.map((phone) => phone.span),
        ' ',
      ).slice(label.start, label.end),
    ).replace(/^[“"《']+|[”"》']+$/g, '');
    return { name: name.slice(0, 80), span: { start: label.start, end: label.end } };
  }
  const [best] = findProjects(free);
  if (!best) return { name: null, span: null };
  draft.taken.push(best);
  return { name: tidy(draft.shown.slice(best.start, best.end).replace(/[“”「」『』"]/g, '')), span: best };
}

function readInvestment(
  draft: Draft,
  free: string,
  skip: readonly Span[],
): { range: AmountRange | null; spans: Span[] } {
  const label = labelFor(draft, 'investment');
  const found = findAmounts(free, { skip });
  const spans = found.map((amount) => amount.span);
  if (label) {
    const currency = labelFor(draft, 'currency');
    const read = readLabelledAmount(
      draft.folded.slice(label.start, label.end),
      label.unit,
      currency ? draft.folded.slice(currency.start, currency.end) : '',
    );
    if (read.ok) return { range: read.value, spans };
    draft.failed.add(label);
    return {
      range: point(draft, 'investment', draft.shown.slice(label.start, label.end).trim(), read.reason),
      spans,
    };
  }
  const chosen = chooseAmount(found);
  draft.taken.push(...chosen.used.map((amount) => amount.span));
  if (chosen.hint !== null) return { range: point(draft, 'investment', chosen.text, chosen.hint), spans };
  return { range: chosen.range, spans };
}

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
  free = blank(free, investment.spans, FILL.amount);
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
    company.spans,
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
