/** What is done with a meeting: items added, taken out and decided; decisions that become tasks; 召开 and 取消. */
import { itemFormCard, meetingCard } from '../../../src/cards/meeting.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { decideMeeting, itemOf, type MeetingIntent } from '../../../src/domain/meeting/decide.ts';
import { evolveMeeting, type Meeting, type NewItem } from '../../../src/domain/meeting/meeting.ts';
import { mayAssignTo } from '../../../src/domain/task/standing.ts';
import { answerOnly, type Change, type Notice } from '../../../src/outcome.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { findByNumber } from '../find.ts';
import { chosen } from '../options.ts';
import { openTasks, tellHandlers } from '../task/new.ts';
import { mayRun, notThere, seesMeeting, showMeeting, viewOfMeeting } from './view.ts';
import { cutAnyDay, type MeetingVerb, readItemNo } from './words.ts';

const TEXT_MAX = 500;
const UNITS_LISTED_MAX = 120;

/** A verb on one meeting, as typed. */
export async function actOn(
  verb: Exclude<MeetingVerb, 'draft' | 'record' | 'proposals'>,
  meeting: Meeting,
  rest: string,
  here: KnownScene,
  tools: Tools,
): Result {
  if (!mayRun(meeting, here)) return notRunning(meeting);
  switch (verb) {
    case 'add':
      return done(
        meeting,
        { do: 'add', item: await itemFrom(rest, here, tools) },
        '已增加议题。',
        here,
        tools,
      );
    case 'drop': {
      const { no } = readItemNo(rest);
      if (no === null) return whichItem(meeting, '去掉');
      return done(meeting, { do: 'drop', no }, `已去掉议题 ${no}。`, here, tools);
    }
    case 'decide': {
      const { no, rest: words } = readItemNo(rest);
      return no === null ? whichItem(meeting, '议定') : itemForm(meeting, no, words, here);
    }
    case 'hold': {
      const day = cutAnyDay(rest, here.today);
      const minutes = day.rest.replace(/^[\s,，:：]*(?:纪要)?[\s,，:：]*/u, '');
      return hold(meeting, day.on ?? here.today, minutes, here, tools);
    }
    case 'cancel':
      return done(meeting, { do: 'cancel', reason: maskPhonesIn(rest) }, '已取消。', here, tools);
  }
}

const notRunning = (meeting: Meeting): Refusal =>
  refuse(`${meeting.number} 只能由招商办${meeting.units.length === 0 ? '' : '或召开单位'}办理`, {
    next: `发送「会议 ${meeting.number}」查看。`,
  });

const whichItem = ({ number }: Meeting, verb: string): Refusal =>
  refuse('没有写第几个议题', { next: `例如「会议 ${number} ${verb} 2」。` });

/** 其他议题, about a lead where its number is among the words. */
async function itemFrom(words: string, here: KnownScene, tools: Tools): Promise<NewItem> {
  const number = /X[SM]-?\d{6}-?\d{4,}/i.exec(words)?.[0];
  const found = number === undefined ? [] : await findByNumber(number, here, tools);
  const lead = found.length === 1 ? (found[0]?.number ?? null) : null;
  const title = maskPhonesIn(words.trim()).slice(0, TEXT_MAX);
  return { source: 'hand', title, lead, ref: null, why: '', clause: null };
}

/** The form of one item, filled with what was typed after it. */
function itemForm(meeting: Meeting, no: number, words: string, here: KnownScene): Result {
  const item = itemOf(meeting, no);
  if (item === null || item.decision?.task != null) {
    const refused = decideMeeting(
      meeting,
      { do: 'decide', no, text: '…', unit: null, dueOn: null, task: null },
      here.today,
    );
    if (isRefusal(refused)) return Promise.resolve(refused);
  }
  if (item === null) return Promise.resolve(notThere(meeting.number));
  const { roster, today } = here;
  const day = cutAnyDay(words, today);
  const active = roster.activeOn(today);
  const named = active
    .filter((unit) => [unit.name, ...unit.aliases].some((name) => name.length > 1 && words.includes(name)))
    .sort((a, b) => b.name.length - a.name.length)[0];
  const isListed = active.length <= UNITS_LISTED_MAX;
  const before = item.decision;
  const unit = named ?? roster.unit(before?.unit ?? '');
  return Promise.resolve(
    answerOnly({
      card: itemFormCard({
        meeting,
        item,
        units: isListed ? active.map(({ id, name }) => ({ value: id, label: name })) : null,
        text: words === '' ? (before?.text ?? '') : maskPhonesIn(words).slice(0, TEXT_MAX),
        unit: unit === undefined || unit === null ? '' : isListed ? unit.id : unit.name,
        dueOn: (day.on !== null && day.on >= today ? day.on : before?.dueOn) ?? '',
        hints: [],
      }),
      about: meeting.number,
    }),
  );
}

async function meetingOf(pressed: Pressed, here: KnownScene, tools: Tools): Promise<Meeting | Refusal> {
  const number = pressed.args['meeting'] ?? '';
  const meeting = await tools.store.meeting(number);
  return meeting === null || !seesMeeting(meeting, here) ? notThere(number) : meeting;
}

const noOf = (pressed: Pressed): number => Number.parseInt(pressed.args['no'] ?? '', 10) || 0;

export async function openItem(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const meeting = await meetingOf(pressed, here, tools);
  if (isRefusal(meeting)) return meeting;
  if (!mayRun(meeting, here)) return notRunning(meeting);
  const shown = await itemForm(meeting, noOf(pressed), '', here);
  return isRefusal(shown) ? shown : { ...shown, answer: { ...shown.answer, fresh: true } };
}

export async function pageMeeting(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const meeting = await meetingOf(pressed, here, tools);
  if (isRefusal(meeting)) return meeting;
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return showMeeting(meeting, here, tools, Number.isSafeInteger(offset) && offset > 0 ? offset : 0);
}

export async function pressHold(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const meeting = await meetingOf(pressed, here, tools);
  if (isRefusal(meeting)) return meeting;
  if (!mayRun(meeting, here)) return notRunning(meeting);
  const day = readDay(formText(pressed, 'heldOn') ?? '', here.today, { allowFuture: true });
  if (!day.ok) return refuse(day.reason);
  return hold(meeting, day.value, formText(pressed, 'minutes') ?? '', here, tools);
}

function hold(meeting: Meeting, on: string, words: string, here: KnownScene, tools: Tools): Result {
  const long = tooLong('纪要', words, 200);
  if (long !== null) return Promise.resolve(long);
  const minutes = words.trim() === '' ? null : maskPhonesIn(words.trim());
  return done(meeting, { do: 'hold', on, minutes }, `已记录 ${on} 召开。`, here, tools);
}

/** 提交 of an item's form: the decision, and the task it becomes. */
export async function submitDecision(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const meeting = await meetingOf(pressed, here, tools);
  if (isRefusal(meeting)) return meeting;
  if (!mayRun(meeting, here)) return notRunning(meeting);
  const text = formText(pressed, 'text') ?? '';
  const long = tooLong('议定意见', text, TEXT_MAX);
  if (long !== null) return long;
  const typedDay = formText(pressed, 'dueOn');
  const day = typedDay === null ? null : readDay(typedDay, here.today, { allowFuture: true });
  if (day !== null && !day.ok) return refuse(day.reason);
  const unit = unitMeant(formText(pressed, 'unit'), here);
  if (isRefusal(unit)) return unit;
  const intent = {
    do: 'decide' as const,
    no: noOf(pressed),
    text: maskPhonesIn(text),
    unit,
    dueOn: day?.value ?? null,
    task: null,
  };
  return decideItem(meeting, intent, here, tools);
}

function unitMeant(typed: string | null, { roster, today }: KnownScene): string | null | Refusal {
  if (typed === null) return null;
  const options = roster.activeOn(today).map(({ id, name }) => ({ value: id, label: name }));
  const unit = roster.unit(chosen(options, typed)) ?? roster.unitsNamed(typed)[0];
  return unit?.id ?? refuse(`名册中没有单位「${typed.slice(0, 20)}」`, { next: '请写单位全称。' });
}

async function decideItem(
  meeting: Meeting,
  intent: Extract<MeetingIntent, { do: 'decide' }>,
  here: KnownScene,
  tools: Tools,
): Result {
  const checked = decideMeeting(meeting, intent, here.today);
  if (isRefusal(checked)) return checked;
  const { unit, dueOn, no } = intent;
  const item = itemOf(meeting, no);
  if (unit === null || dueOn === null || item === null) {
    const said = unit === null ? '已记录议定意见。' : '已记录议定意见；没有写时限，未转督办任务。';
    return done(meeting, intent, said, here, tools);
  }
  if (!mayAssignTo(here.actor, unit, here.roster))
    return refuse(`您不能向${here.roster.unitName(unit)}交办`, { next: '请联系招商办。' });
  const opened = await openTasks(
    [
      {
        title: `${meeting.label}议定：${intent.text}`.slice(0, TEXT_MAX),
        lead: item.lead,
        about: meeting.number,
        unit,
        holder: null,
        dueOn,
        dueByDefault: false,
        origin: {
          kind: 'hand',
          key: `meeting:${meeting.number}:${no}`,
          clause: item.clause ?? meeting.clause,
        },
      },
    ],
    here,
    tools,
  );
  const task = opened.tasks[0]?.number ?? null;
  const { notices, told } = await tellHandlers(opened.tasks, `${meeting.label}议定`, here, tools);
  return done(meeting, { ...intent, task }, `已议定，转为 ${task ?? ''}。${told}`, here, tools, {
    changes: opened.changes,
    notices,
  });
}

async function done(
  meeting: Meeting,
  intent: MeetingIntent,
  said: string,
  here: KnownScene,
  tools: Tools,
  more: { readonly changes: readonly Change[]; readonly notices: readonly Notice[] } = {
    changes: [],
    notices: [],
  },
): Result {
  const decided = decideMeeting(meeting, intent, here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Meeting>(
    (state, fact) => evolveMeeting(state, fact, here.now, here.actor.id),
    meeting,
  );
  return {
    changes: [{ subject: 'meeting', before: meeting, facts: decided.facts }, ...more.changes],
    answer: {
      card: meetingCard(await viewOfMeeting(after, here, tools, { notes: [said] })),
      toast: { tone: 'success', text: said },
      about: meeting.number,
    },
    notices: more.notices,
  };
}
