/**
 * The day on which something happened, in words that report it (签约 11-3 合同, 3号开工). What has happened lies behind us: a
 * day without its year is the latest that has come. A day is never left out silently: `hint` says why it was not taken, or
 * which of two readings was. Left out: finding dates (`date.ts`).
 */
import { addDays, addMonths, type Day, daysBetween, makeDay, monthOf } from '../domain/day.ts';
import { type DateReading, findDates } from './date.ts';
import { foldWidth, type Span } from './text.ts';

export interface PastDay {
  readonly on: Day | null;
  /** The words without the day. */
  readonly rest: string;
  /** A Chinese sentence. */
  readonly hint: string | null;
}

/** A day that comes within so many days is a plan, not last year's. */
const PLAN_DAYS = 31;
/** 11-3, 11.3: a day in a report, where it stands alone; 11.3万 and 11-3号楼 are none. */
const BARE =
  /(?<=^|[\s,，。;；:：])(\d{1,2})[-.](\d{1,2})(?=$|[\s,，。;；]|[签开投注落完竣办领拿动批])(?!\s*[亿万元%％个家])/u;
const HAS_YEAR = /\d{4}|年/u;
const WEEKDAY_ONLY = /^(?:周|星期|礼拜)[一二三四五六日天]$/u;
const DAY_ONLY = /^(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[号日]$/u;
const OPEN_KINDS: readonly DateReading['kind'][] = ['span', 'month', 'quarter', 'half', 'year', 'vague'];
/** Said of what is current, not of a day. */
const CURRENT = /^(?:今年|本年度?|当年)$/u;

interface Taken {
  readonly on: Day;
  readonly span: Span;
  readonly hint: string | null;
}

/** The day these words tell of; `null` where they name none that has come. */
export function readPastDay(words: string, today: Day): PastDay {
  const found = findDates(words, today);
  const taken = exactly(found, today) ?? earlier(found, today) ?? bare(words, today);
  if (taken === null) return { on: null, rest: words, hint: whyNone(found, words, today) };
  const rest = `${words.slice(0, taken.span.start)}${words.slice(taken.span.end)}`;
  return { on: taken.on, rest: rest.trim(), hint: taken.hint };
}

const asked = (text: string, day: Day): string => `「${text}」按 ${day} 填写，不对请改。`;

function exactly(found: readonly DateReading[], today: Day): Taken | null {
  const days = found.filter(({ kind, from }) => kind === 'day' && from !== null && from <= today);
  const one = days.find(({ before, after }) => before === undefined && after === undefined) ?? days[0];
  if (one?.from === null || one?.from === undefined) return null;
  const open = one.before !== undefined || one.after !== undefined;
  return { on: one.from, span: one.span, hint: open ? asked(one.text, one.from) : null };
}

/** 3号 is this month's or last month's, 周一 this week's or last week's, 3月5日 in November is not next year's. */
function earlier(found: readonly DateReading[], today: Day): Taken | null {
  for (const { kind, from, text, span } of found) {
    if (kind !== 'day' || from === null || HAS_YEAR.test(text)) continue;
    const on = before(text, from, today);
    if (on !== null && on <= today) return { on, span, hint: asked(text, on) };
  }
  return null;
}

function before(text: string, coming: Day, today: Day): Day | null {
  if (DAY_ONLY.test(text)) return addMonths(coming, -1);
  if (WEEKDAY_ONLY.test(text)) return addDays(coming, -7);
  return /[月./]/u.test(text) && daysBetween(today, coming) > PLAN_DAYS ? addMonths(coming, -12) : null;
}

function bare(words: string, today: Day): Taken | null {
  const match = BARE.exec(foldWidth(words));
  const read = match === null ? null : bareDay(match, today);
  if (match === null || read === null || read > today) return null;
  const span = { start: match.index, end: match.index + match[0].length };
  return { on: read, span, hint: asked(match[0], read) };
}

function bareDay([, month, day]: RegExpExecArray, today: Day): Day | null {
  const year = Number(monthOf(today).slice(0, 4));
  const now = makeDay(year, Number(month), Number(day));
  if (now === null || now <= today || daysBetween(today, now) <= PLAN_DAYS) return now;
  return makeDay(year - 1, Number(month), Number(day));
}

function whyNone(found: readonly DateReading[], words: string, today: Day): string | null {
  const wrong = found.find(({ impossible }) => impossible !== undefined);
  if (wrong?.impossible !== undefined) return andToday(wrong.impossible);
  const coming = found.find(({ kind, from }) => kind === 'day' && from !== null && from > today);
  if (coming?.from !== null && coming?.from !== undefined) return notCome(coming.text, coming.from);
  const match = BARE.exec(foldWidth(words));
  const read = match === null ? null : bareDay(match, today);
  if (match !== null && read !== null) return notCome(match[0], read);
  const open = found.find(({ kind, text }) => OPEN_KINDS.includes(kind) && !CURRENT.test(text));
  return open === undefined ? null : andToday(`「${open.text}」没有写到哪一天`);
}

const notCome = (text: string, day: Day): string => andToday(`「${text}」（${day}）还没有到`);
const andToday = (why: string): string => `${why.replace(/。$/u, '')}；日期先填了今天，请改成实际日期。`;
