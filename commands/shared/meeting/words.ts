/** What somebody types about a meeting: a verb, its number, a kind of the pack, a day. Reads words only. */
import type { Day } from '../../../src/domain/day.ts';
import { meetingCadences } from '../../../src/domain/meeting/cadence.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import type { MeetingCadence } from '../../../src/domain/pack/work-schema.ts';
import { findDates } from '../../../src/parse/date.ts';

export type MeetingVerb = 'draft' | 'record' | 'proposals' | 'add' | 'drop' | 'decide' | 'hold' | 'cancel';

const VERBS: readonly (readonly [MeetingVerb, RegExp])[] = [
  ['draft', /^(?:草拟|拟定|起草|安排)(?:议程)?/u],
  ['record', /^(?:补记|记录|登记)/u],
  ['proposals', /^(?:处理)?建议/u],
  ['add', /^(?:增加|加上?|新增)(?:议题)?/u],
  ['drop', /^(?:去掉|删除|删掉|移除)(?:议题)?/u],
  ['decide', /^(?:议定|决定)(?:议题)?/u],
  ['hold', /^(?:召开|已开|开了)/u],
  ['cancel', /^取消/u],
];
const NUMBER = /^(?:HY[-－—]?\d{6}[-－—]?\d{1,9}|HY[-－—]?\d{1,9}|\d{6}[-－—]\d{1,9})(?=$|[^\d-])/i;
const EDGES = /^[\s,，。:：、；;]+/u;

export interface MeetingWords {
  readonly number: string | null;
  readonly verb: MeetingVerb | null;
  readonly rest: string;
}

const verbAt = (text: string) => VERBS.find(([, words]) => words.test(text));

/** `HY-202611-0001 议定 2 同意`, `草拟 11月25日`, `召开`. The number comes first or follows the verb. */
export function readMeetingWords(text: string): MeetingWords {
  let rest = text.normalize('NFKC').trim();
  let number: string | null = null;
  let verb: MeetingVerb | null = null;
  for (let pass = 0; pass < 3; pass += 1) {
    const found: string | undefined = number === null ? NUMBER.exec(rest)?.[0] : undefined;
    if (found !== undefined) {
      number = found;
      rest = rest.slice(found.length).replace(EDGES, '');
      continue;
    }
    const said: (typeof VERBS)[number] | undefined = verb === null ? verbAt(rest) : undefined;
    if (said === undefined) break;
    verb = said[0];
    rest = rest.replace(said[1], '').replace(EDGES, '');
    if (verb === 'proposals') break;
  }
  return { number, verb, rest: rest.trim() };
}

/** The first day in the words, whichever side of today, and the words without it. */
export function cutAnyDay(words: string, today: Day): { readonly on: Day | null; readonly rest: string } {
  const date = findDates(words, today).find((one) => one.kind === 'day' && one.from !== null);
  if (date === undefined) return { on: null, rest: words };
  const rest = `${words.slice(0, date.span.start)} ${words.slice(date.span.end)}`;
  return { on: date.from, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** What people call a meeting: its label, or its telling part (听取汇报, 推进会, 联席会议). */
const CALLS = ['联席会议', '联席会', '听取汇报', '专题会议', '调度会', '推进会'];

/** The pack's cadence these words name; `null` when none. The words without its name. */
export function cadenceNamed(
  words: string,
  pack: Pack,
): { readonly cadence: MeetingCadence | null; readonly rest: string } {
  const all = meetingCadences(pack);
  const whole = all.find((one) => words.includes(one.label));
  if (whole !== undefined) return { cadence: whole, rest: words.replace(whole.label, ' ').trim() };
  for (const call of CALLS) {
    const named = words.includes(call) ? all.find((one) => one.label.includes(call)) : undefined;
    if (named !== undefined) return { cadence: named, rest: words.replace(call, ' ').trim() };
  }
  return { cadence: null, rest: words };
}

/** 联席会议 where the pack has one, else its first meeting; `null` when it has none. */
export function usualCadence(pack: Pack): MeetingCadence | null {
  const all = meetingCadences(pack);
  const city = all.filter((one) => one.each === undefined);
  return all.find((one) => one.label.includes('联席')) ?? city[0] ?? all[0] ?? null;
}

/** 2 同意…: the number of an item and the words after it. */
export function readItemNo(text: string): { readonly no: number | null; readonly rest: string } {
  const found = /^(?:第|议题)?\s*(\d{1,3})\s*(?:项|个|号|议题)?(?=$|[^\d年月日号.])/u.exec(text.trim());
  if (found === null) return { no: null, rest: text.trim() };
  return { no: Number(found[1]), rest: text.trim().slice(found[0].length).replace(EDGES, '') };
}
