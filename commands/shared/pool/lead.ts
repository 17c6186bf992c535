/** Which lead a word of 线索 acts on, on whose behalf, and what was written after the number. */
import type { KnownScene, Pressed, Tools } from '../../../src/command.ts';
import { formText } from '../../../src/command.ts';
import { sightOf } from '../../../src/domain/access.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Holder } from '../../../src/domain/lead/claim.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { numberMatches, readNumber } from '../../../src/domain/number.ts';
import type { Person } from '../../../src/domain/roster.ts';
import type { Notice } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound, tooLong } from '../chat.ts';
import { findByNumber, quotedLead, sightHere, splitNumber } from '../find.ts';

const WORDS_LENGTH_MAX = 500;
const CANDIDATES_MAX = 20;

export interface Meant {
  readonly lead: Lead;
  /** What followed the number. */
  readonly rest: string;
}

/**
 * The lead a typed number means. One's own or visible ones by any tail; another unit's, which one may not look at but
 * may claim, join or dispute, by its whole number only.
 */
export async function meantLead(
  words: string,
  here: KnownScene,
  tools: Tools,
  example: string,
): Promise<Meant | Refusal> {
  const { number, rest } = splitNumber(words);
  if (number === null) {
    const quoted = await quotedLead(here, tools);
    if (quoted !== null) return { lead: quoted, rest: words.trim() };
    return refuse('请写明线索编号', { next: `例如「${example}」。` });
  }
  const found = await findByNumber(number, here, tools);
  const [only] = found;
  if (only !== undefined && found.length === 1) return { lead: only, rest };
  if (found.length > 1) {
    const numbers = found.slice(0, 5).map(currentNumber).join('、');
    return refuse(`「${number}」可以是 ${found.length} 条：${numbers}`, { next: '请多写几位编号。' });
  }
  const addressed = await byWholeNumber(number, tools);
  if (addressed !== null && !addressed.confidential) return { lead: addressed, rest };
  return notFound(`编号「${number}」`);
}

async function byWholeNumber(words: string, tools: Tools): Promise<Lead | null> {
  const number = readNumber(words);
  if (number === null || number.prefix === null || number.month?.length !== 6) return null;
  const found = await tools.store.leadsByNumber(number, CANDIDATES_MAX);
  return (
    found.find(
      (lead) =>
        lead.status === 'open' &&
        [lead.number, lead.projectNumber, ...lead.holding.absorbed].some(
          (one) => one !== null && numberMatches(one, number),
        ),
    ) ?? null
  );
}

/** The lead a button carries, for acts that need no sight of it; `null` for what is hidden from this person. */
export async function pressedLead(pressed: Pressed, here: KnownScene, tools: Tools): Promise<Lead | Refusal> {
  const lead = await tools.store.lead(pressed.args['lead'] ?? '');
  if (lead === null || (lead.confidential && sightHere(lead, here) === 'none')) return notFound('这条线索');
  return lead;
}

/**
 * How a lead is called to somebody who may ask about it without seeing it, in 合作 and 争议: another unit's by its number alone,
 * or all that are would be read off number by number; a 保密 one not even by that.
 */
export function namesOf(lead: Lead, { actor, roster }: Pick<KnownScene, 'actor' | 'roster'>): Names {
  if (sightOf(actor, lead, roster) !== 'none') return { number: currentNumber(lead), title: titleOf(lead) };
  return { number: lead.confidential ? '（保密线索）' : currentNumber(lead), title: '' };
}

/** The same to whoever is a party of a dispute about it: both sides and the office know of that. */
export const namesToParty = (lead: Lead, here: Pick<KnownScene, 'actor' | 'roster'>): Names =>
  lead.confidential ? namesOf(lead, here) : { number: currentNumber(lead), title: titleOf(lead) };

export interface Names {
  readonly number: string;
  /** Empty when not to be said. */
  readonly title: string;
}

/** Written words, blank as `null`, without phone numbers; or what is wrong with them. */
export function written(label: string, text: string | null): string | null | Refusal {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  return tooLong(label, trimmed, WORDS_LENGTH_MAX) ?? maskPhonesIn(trimmed);
}

export const writtenField = (label: string, pressed: Pressed, name: string): string | null | Refusal =>
  written(label, formText(pressed, name));

/** The unit this person claims, joins and disputes for. */
export function sideOf(here: KnownScene): Holder | Refusal {
  const unit = here.roster.unitsOf(here.actor)[0];
  if (unit === undefined) return refuse('名册中没有登记您的单位', { next: '请联系管理员补上单位后再操作。' });
  return { unit, person: here.actor.id };
}

/** The same notice to several people, each once, leaving out whoever acts and who cannot be reached. */
export function tell(
  people: readonly Person[],
  here: { readonly actor: { readonly id: string } | null },
  notice: Omit<Notice, 'to' | 'rank'>,
): readonly Notice[] {
  const once = new Map(people.map((person) => [person.id, person]));
  return [...once.values()].flatMap((person): readonly Notice[] => {
    if (person.openId === null || person.id === here.actor?.id) return [];
    const to = { kind: 'person', openId: person.openId } as const;
    return [{ ...notice, key: `${notice.key}:${person.id}`, to, rank: 'notice' }];
  });
}

/** The people who answer for a lead: its holder, or the unit's reporters and leaders when the holder cannot be reached. */
export function sidePeople(
  unit: string,
  holder: string,
  here: Pick<KnownScene, 'roster'>,
): readonly Person[] {
  const { roster } = here;
  const person = roster.person(holder);
  if (person !== null && person.openId !== null) return [person];
  return roster.people.filter(
    (one) =>
      roster.unitsOf(one).includes(unit) &&
      one.roles.some((role) => role === 'reporter' || role === 'leader'),
  );
}

export const officePeople = (here: Pick<KnownScene, 'roster'>): readonly Person[] =>
  here.roster.people.filter((person) => person.roles.includes('office'));
