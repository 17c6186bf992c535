/** Which meetings somebody may see and run, and one of them gathered for viewing. */
import { type MeetingView, meetingCard } from '../../../src/cards/meeting.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { meetingCadences } from '../../../src/domain/meeting/cadence.ts';
import { type AgendaItem, isOfficeNumber, type Meeting } from '../../../src/domain/meeting/meeting.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { sightHere } from '../find.ts';

const MEETINGS_MAX = 300;

/** Of the office, or of a unit that owes this meeting itself. */
export function mayRun(
  meeting: Pick<Meeting, 'units' | 'kind'>,
  { actor, roster, pack }: KnownScene,
): boolean {
  if (isOffice(actor)) return true;
  const ofUnits = meetingCadences(pack).find((one) => one.id === meeting.kind)?.each !== undefined;
  const own = roster.unitsOf(actor);
  return (
    ofUnits &&
    has(actor, 'reporter', 'verifier', 'leader') &&
    meeting.units.length > 0 &&
    meeting.units.every((unit) => own.includes(unit))
  );
}

/** The whole of it: the office, leaders of the city, and whoever runs it. */
const seesAll = (meeting: Meeting, here: KnownScene): boolean =>
  mayRun(meeting, here) || isCityLeader(here.actor, here.roster);

/** Everybody else: once it was held, what was decided for their units, and items on what they may see anyway. */
async function itemsFor(meeting: Meeting, here: KnownScene, tools: Tools): Promise<readonly AgendaItem[]> {
  if (seesAll(meeting, here)) return meeting.items;
  if (meeting.state !== 'held') return [];
  const own = new Set(here.roster.unitsOf(here.actor));
  const kept: AgendaItem[] = [];
  for (const item of meeting.items) {
    if (item.decision?.unit != null && own.has(item.decision.unit)) kept.push(item);
    else if (item.source === 'new' || item.source === 'hand') kept.push(item);
    else if (item.source !== 'proposal' && item.lead !== null) {
      const lead = await tools.store.lead(item.lead);
      if (lead !== null && own.has(lead.unit) && sightHere(lead, here) !== 'none') kept.push(item);
    }
  }
  return kept;
}

export function seesMeeting(meeting: Meeting, here: KnownScene): boolean {
  return seesAll(meeting, here) || meeting.state === 'held';
}

export async function viewOfMeeting(
  meeting: Meeting,
  here: KnownScene,
  tools: Tools,
  more: { readonly offset?: number; readonly notes?: readonly string[] } = {},
): Promise<MeetingView> {
  const items = await itemsFor(meeting, here, tools);
  return {
    meeting,
    items,
    hidden: meeting.items.length - items.length,
    offset: more.offset ?? 0,
    units: meeting.units.map((unit) => here.roster.unitName(unit)).join('、'),
    unitName: (unit) => here.roster.unitName(unit),
    notes: more.notes ?? [],
    mayRun: mayRun(meeting, here),
  };
}

export async function showMeeting(meeting: Meeting, here: KnownScene, tools: Tools, offset = 0): Result {
  if (!seesMeeting(meeting, here)) return notThere(meeting.number);
  return answerOnly({
    card: meetingCard(await viewOfMeeting(meeting, here, tools, { offset })),
    about: meeting.number,
  });
}

export const notThere = (words: string): Refusal =>
  refuse(`没有找到会议「${words.slice(0, 20)}」，或您无权查看`, { next: '发送「会议」查看。' });

/** The meeting these words mean; without any, the one quoted, or the only one drafted. */
export async function meetingMeant(
  words: string | null,
  here: KnownScene,
  tools: Tools,
): Promise<Meeting | Refusal> {
  if (words === null) {
    const quoted = here.quoted?.startsWith('HY-') === true ? await tools.store.meeting(here.quoted) : null;
    if (quoted !== null && seesMeeting(quoted, here)) return quoted;
    const drafted = (await tools.store.meetings(MEETINGS_MAX)).filter(
      (one) => one.state === 'drafted' && mayRun(one, here),
    );
    const [only, second] = drafted;
    if (only === undefined) return refuse('没有拟定的会议', { next: '先发送「会议 草拟 日期」。' });
    if (second !== undefined)
      return refuse(`拟定的会议有 ${drafted.length} 个`, { next: `请写编号，例如「会议 ${only.number}」。` });
    return only;
  }
  const found = (await tools.store.meetings(MEETINGS_MAX)).filter(
    (one) => isOfficeNumber(one.number, words) && seesMeeting(one, here),
  );
  const [only, second] = found;
  if (only === undefined) return notThere(words);
  if (second !== undefined)
    return refuse(`「${words}」可以是几个会议`, { next: `请写完整编号，例如 ${only.number}。` });
  return only;
}
