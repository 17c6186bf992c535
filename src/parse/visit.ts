/**
 * What somebody says of a visit 走访 or another activity 活动, read into the fields of its form: nothing is decided here, the
 * person confirms. `visit`: the sentence begins with the firms; `activity`: kind, day, place and the rest in any order.
 */
import { FLAG_LABELS, knownPlaces } from '../domain/activity/region.ts';
import type { Day } from '../domain/day.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Roster } from '../domain/roster.ts';
import { type DateReading, findDates } from './date.ts';
import { readPastDay } from './past-day.ts';
import { foldWidth, type Span } from './text.ts';
import { namesAtHead, namesWithin } from './visit-names.ts';

/** Longer than any note from a phone. */
export const ACTIVITY_TEXT_MAX = 6_000;

export interface ActivityReading {
  readonly kind: string | null;
  readonly on: Day | null;
  readonly endOn: Day | null;
  readonly region: string | null;
  readonly topic: string | null;
  readonly units: readonly string[];
  readonly people: readonly string[];
  readonly leaders: readonly string[];
  readonly flags: readonly string[];
  readonly enterprises: readonly string[];
  readonly nextOn: Day | null;
  readonly nextWhat: string | null;
  /** Chinese sentences: what could not be read, or may be read wrongly. */
  readonly doubts: readonly string[];
}

const AGAIN =
  /回访|再访|复访|再次?(?:走访|拜访|登门|上门|去|来|对接|洽谈|谈|约)|回头|下次|跟进|约(?:定|在|好)/u;
const LED =
  /(?:市委书记|市长|副市长|市委常委|市领导|市主要领导|市委副书记|市人大|市政协)[^,，。;；]{0,12}?(?:带队|率队|率团|带领|率领)|(?:带队|率队)(?:领导)?[:：]?(?:市委书记|市长|副市长|市领导)/u;

interface Clause extends Span {
  readonly text: string;
}

function clausesOf(text: string): readonly Clause[] {
  return [...text.matchAll(/[^,，。;；\n]+/gu)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
  }));
}

const dayOf = (date: DateReading): Day | null =>
  date.kind === 'day' || date.kind === 'span' ? date.from : null;

interface DaysRead {
  readonly on: Day | null;
  readonly endOn: Day | null;
  readonly nextOn: Day | null;
  readonly nextWhat: string | null;
  /** The sentence without its days and without the clause of the return visit. */
  readonly rest: string;
  readonly doubts: readonly string[];
}

/** Days of a visit are those that can be found, or one written bare: 11-3. */
function readDays(text: string, today: Day, isVisit: boolean): DaysRead {
  const dates = findDates(text, today);
  const bare = isVisit && dates.length === 0 ? readPastDay(text, today) : null;
  if (bare === null || bare.on === null) return daysAmong(dates, text, today, isVisit);
  const doubts = bare.hint === null ? [] : [bare.hint];
  return { on: bare.on, endOn: null, nextOn: null, nextWhat: null, rest: bare.rest, doubts };
}

/** A month or a year at the head: said of the visit, and no day. */
const wideAtHead = (dates: readonly DateReading[], today: Day): DateReading | undefined =>
  dates.find(({ span, from }) => span.start < 12 && from !== null && from <= today);

/** What the day leaves open. */
function doubtOf(first: DateReading | undefined, wide: DateReading | undefined): readonly string[] {
  if (first?.kind === 'span') return [`「${first.text}」按 ${first.from} 填写，不对请改。`];
  if (first?.unsure !== undefined) return [`${first.unsure}先按 ${first.from} 填写，不对请改。`];
  return wide === undefined ? [] : [`「${wide.text}」没有写到哪一天；日期先填了今天，请改成实际日期。`];
}

function daysAmong(dates: readonly DateReading[], text: string, today: Day, isVisit: boolean): DaysRead {
  const next = clausesOf(text).find((clause) => AGAIN.test(clause.text));
  const isNext = ({ span }: DateReading) =>
    next !== undefined && span.start >= next.start && span.end <= next.end;
  const doubts = dates.flatMap(({ impossible }) => (impossible === undefined ? [] : [impossible]));
  const nextDate = dates.find(isNext);
  const own = dates.filter((date) => !isNext(date) && dayOf(date) !== null);
  // Of a visit only a day that came, or one at the head: 「谈了12月20日开工」 is about something else.
  const first = isVisit
    ? own.find((date) => date.span.start < 12 || ((dayOf(date) ?? '') <= today && date.kind === 'day'))
    : own[0];
  const second = first === undefined ? undefined : own.find((date) => date.span.start > first.span.start);
  const others = dates.filter((date) => !isNext(date));
  const wide = isVisit && first === undefined ? wideAtHead(others, today) : undefined;
  doubts.push(...doubtOf(first, wide));
  const joins =
    first !== undefined &&
    second !== undefined &&
    /^\s*(?:至|到|-|—|~|～)\s*$/u.test(text.slice(first.span.end, second.span.start));
  const nextOn = nextDate === undefined ? null : dayOf(nextDate);
  if (next !== undefined && nextDate === undefined && /回访|再访|复访/u.test(next.text))
    doubts.push('没有看出回访日期，请在「回访日期」里选。');
  if (nextDate?.kind === 'span') doubts.push(`「${nextDate.text}」按 ${nextDate.from} 提醒，不对请改。`);
  const cut = [first, joins ? second : undefined, wide].flatMap((date) =>
    date === undefined ? [] : [date.span],
  );
  if (next !== undefined && nextOn !== null) {
    // 「约好下周三回访」 alone goes; 「海尔 下周三回访」 keeps the firm.
    const tail = AGAIN.exec(next.text);
    const span = nextDate?.span ?? next;
    cut.push({
      start: Math.min(span.start, next.start + (tail?.index ?? 0)),
      end: next.end,
    });
  }
  const kept = cut
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, span) => `${now.slice(0, span.start)} ${now.slice(span.end)}`, text)
    .replace(/ +/gu, ' ');
  return {
    on: first === undefined ? null : dayOf(first),
    endOn: joins && second !== undefined ? (second.kind === 'day' ? second.from : null) : null,
    nextOn,
    nextWhat:
      next === undefined || nextOn === null ? null : (nextWords(next.text, nextDate?.text ?? '') ?? null),
    rest: joins ? kept.replace(/(?:^|\s)[至到\-—~～](?=\s)/u, ' ') : kept,
    doubts,
  };
}

/** What is to be done then, beyond the bare 回访. */
function nextWords(clause: string, date: string): string | null {
  const words = clause
    .replace(date, '')
    .replace(/^[\s,，。约定好在于]+/u, '')
    .replace(/^(?:再次)?(?:回访|再访|复访)[\s,，、]*/u, '')
    .trim();
  return words === '' ? null : words.slice(0, 200);
}

/** The kind whose label or word stands in it first; the longest of those. */
export function kindIn(text: string, pack: Pack): { readonly kind: string; readonly word: string } | null {
  const found = pack.activityKinds
    .flatMap(({ id, label, words }) => [label, ...words].map((word) => ({ kind: id, word })))
    .filter(({ word }) => text.includes(word))
    .sort((a, b) => text.indexOf(a.word) - text.indexOf(b.word) || b.word.length - a.word.length);
  return found[0] ?? null;
}

const without = (text: string, word: string): string => text.replace(word, ' ');

function unitsIn(text: string, roster: Roster, today: Day): readonly string[] {
  const found = roster.activeOn(today).flatMap((unit) => {
    const name = [unit.name, ...unit.aliases]
      .filter((one) => one.length >= 2 && text.includes(one))
      .sort((a, b) => b.length - a.length)[0];
    return name === undefined || roster.isCity(unit.id) ? [] : [{ id: unit.id, name }];
  });
  return found
    .filter(({ name }) => !found.some((other) => other.name !== name && other.name.includes(name)))
    .map(({ id }) => id);
}

function leadersIn(text: string, roster: Roster): readonly string[] {
  return roster.posts
    .filter((post) => {
      const person = post.person === null ? null : roster.person(post.person);
      const title = `${roster.unitName(post.unit)}${post.title}`;
      return (
        text.includes(title) || (person !== null && person.name.length >= 2 && text.includes(person.name))
      );
    })
    .map(({ id }) => id);
}

const peopleIn = (text: string, roster: Roster): readonly string[] =>
  roster.people.filter(({ name }) => name.length >= 2 && text.includes(name)).map(({ id }) => id);

/** @param mode `visit`: 走访 was said; `activity`: 活动 was */
export function readActivity(
  sentence: string,
  mode: 'visit' | 'activity',
  { pack, roster, today }: { readonly pack: Pack; readonly roster: Roster; readonly today: Day },
): ActivityReading {
  const text = foldWidth(sentence.slice(0, ACTIVITY_TEXT_MAX)).trim();
  const named = mode === 'visit' ? null : kindIn(text, pack);
  const isVisit = mode === 'visit' || named?.kind === 'visit';
  const days = readDays(named === null ? text : without(text, named.word), today, isVisit);
  const head = isVisit ? namesAtHead(days.rest) : null;
  const enterprises = head?.names ?? namesWithin(days.rest);
  // 方正 the firm is not 方正 the person.
  const rest = enterprises.reduce(without, days.rest);
  const region = knownPlaces(pack).find((place) => rest.includes(place)) ?? null;
  const leaders = leadersIn(rest, roster);
  const topic = (head === null ? topicOf(days.rest, region) : head.rest).replace(
    /^[\s,，、;；:：]+|[\s,，、;；:：]+$/gu,
    '',
  );
  return {
    kind: mode === 'visit' ? 'visit' : (named?.kind ?? null),
    on: days.on,
    endOn: days.endOn,
    region,
    topic: topic === '' ? null : topic,
    units: unitsIn(rest, roster, today),
    people: peopleIn(rest, roster),
    leaders,
    flags: flagsIn(text),
    enterprises,
    nextOn: days.nextOn,
    nextWhat: days.nextWhat,
    doubts: days.doubts,
  };
}

/** The words of an event without its bare place. */
function topicOf(rest: string, region: string | null): string {
  const words = rest.replace(/\s+/gu, ' ').trim();
  return region === null ? words : words.replace(new RegExp(`(^|\\s)${region}(?=\\s|$)`, 'u'), ' ').trim();
}

function flagsIn(text: string): readonly string[] {
  return [
    ...(LED.test(text) || text.includes(FLAG_LABELS['city_leader'] ?? '市领导带队') ? ['city_leader'] : []),
    ...(/(?:市委书记|(?<!副)市长|主要领导)[^,，。;；]{0,8}(?:带队|率队|率团)/u.test(text)
      ? ['city_head']
      : []),
    ...(/实质性/u.test(text) ? ['substantive'] : []),
  ];
}
