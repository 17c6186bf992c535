// Contact name and phone of a lead.
import { type Draft, distinct, labelFor, point } from './lead-draft.ts';
import { findPersons, readName } from './person.ts';
import { blank, overlaps, type Span, tidy } from './text.ts';

/** Phones that are named when one has to be chosen. */
const SHOWN_MAX = 3;

/** The contact phone; two, or one of wrong length, are pointed at. */
export function readPhoneOf(draft: Draft): string | null {
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
      `有${numbers.length}个电话${mobiles.length === 1 ? '，一个是手机' : ''}（${numbers.slice(0, SHOWN_MAX).join('、')}），请选一个填写。`,
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

/** 明溪，电话…: a county, whose first character is a surname too. */
const isPlace = ({ words }: Draft, name: string): boolean =>
  words.units.some((unit) => unit.name === name || unit.aliases.includes(name));

/** The contact name, and every stretch that is a person. */
export function readContact(draft: Draft, free: string): { name: string | null; spans: Span[] } {
  const label = labelFor(draft, 'contactName');
  const persons = findPersons(
    free,
    draft.phones.map((phone) => phone.span),
  ).filter((person) => !isPlace(draft, person.text));
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
