/** 草拟 an agenda from what waits for a decision, and 补记 a meeting that was held without one here. */
import { meetingCard } from '../../../src/cards/meeting.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { type Day, monthOf } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { draftAgenda } from '../../../src/domain/meeting/agenda.ts';
import { bodiesOf } from '../../../src/domain/meeting/cadence.ts';
import { decideMeeting, refusePlan } from '../../../src/domain/meeting/decide.ts';
import {
  evolveMeeting,
  type Meeting,
  type MeetingFact,
  OTHER_MEETING,
  officeNumber,
  officeSequence,
} from '../../../src/domain/meeting/meeting.ts';
import type { MeetingCadence } from '../../../src/domain/pack/work-schema.ts';
import type { Change } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { mayRun, viewOfMeeting } from './view.ts';
import { cadenceNamed, cutAnyDay, usualCadence } from './words.ts';

const LEADS_MAX = 5_000;
const CHECKS_MAX = 500;
const PROPOSALS_MAX = 100;
const MEETINGS_MAX = 300;
const MINUTES_MAX = 200;

interface Kind {
  readonly kind: string;
  readonly label: string;
  readonly clause: string | null;
  readonly body: string;
  readonly units: readonly string[];
}

/** Which meeting of the pack is meant, for which units; and the words that are left. */
function kindMeant(words: string, here: KnownScene): (Kind & { readonly rest: string }) | Refusal {
  const named = cadenceNamed(words, here.pack);
  const cadence = named.cadence ?? usualCadence(here.pack);
  if (cadence === null) {
    return {
      kind: OTHER_MEETING,
      label: '联席会议',
      clause: null,
      body: '招商办',
      units: [],
      rest: named.rest,
    };
  }
  const units = unitsMeant(cadence, named.rest, here);
  if (isRefusal(units)) return units;
  const { id, label, body, clause, origin } = cadence;
  const cited = origin === 'default' ? `${clause}，系统默认` : clause;
  const rest = units.reduce((text, unit) => {
    const found = here.roster.unit(unit);
    const name = [found?.name ?? '', ...(found?.aliases ?? [])].find(
      (one) => one !== '' && text.includes(one),
    );
    return name === undefined ? text : text.replace(name, ' ').trim();
  }, named.rest);
  return { kind: id, label, clause: cited, body, units, rest };
}

/** Where every unit of a set owes its own meeting: those named, else one's own, else the city itself. */
function unitsMeant(cadence: MeetingCadence, words: string, here: KnownScene): readonly string[] | Refusal {
  if (cadence.each === undefined) return [];
  const { roster, pack, actor, today } = here;
  const bodies = bodiesOf(pack, cadence, roster.activeOn(today)).filter((one) => one !== null);
  const named = bodies.filter((id) => {
    const unit = roster.unit(id);
    return (
      unit !== null && [unit.name, ...unit.aliases].some((name) => name.length > 1 && words.includes(name))
    );
  });
  // 三明市 is in 三明市沙县区: the longest name is meant.
  const longest = named.filter(
    (id) => !named.some((other) => other !== id && roster.unitName(other).includes(roster.unitName(id))),
  );
  if (longest.length > 0) return longest;
  const own = roster.unitsOf(actor).filter((unit) => bodies.includes(unit));
  if (own.length > 0) return own.slice(0, 1);
  const city = bodies.filter((unit) => roster.isCity(unit));
  if (city.length === 1) return city;
  const examples = bodies.slice(0, 3).map((unit) => roster.unitName(unit));
  return refuse(`「${cadence.label}」由各单位分别召开，没有看出是哪个单位`, {
    clause: cadence.clause,
    next:
      examples.length === 0
        ? '名册里还没有这类单位，请先导入名册。'
        : `请写单位，例如 ${examples.join('、')}。`,
  });
}

export async function draftMeeting(words: string, here: KnownScene, tools: Tools): Result {
  const day = cutAnyDay(words, here.today);
  const kind = kindMeant(day.rest, here);
  if (isRefusal(kind)) return kind;
  if (!mayRun(kind, here)) return notAllowed(kind);
  const plannedOn = day.on ?? here.today;
  const refused = refusePlan(plannedOn, here.today);
  if (refused !== null) return refused;
  const last = await lastHeld(kind, tools);
  const sinceOn = last?.heldOn ?? null;
  const { items, notes } = draftAgenda({ ...(await agendaFacts(kind, here, tools)), sinceOn });
  const { rest: _rest, ...about } = kind;
  const number = await nextNumber(here, tools);
  const fact: MeetingFact = {
    type: 'meeting.drafted',
    number: number.number,
    ...about,
    plannedOn,
    sinceOn,
    items,
  };
  const meeting = evolveMeeting(null, fact, here.now, here.actor.id);
  const said = [
    ...notes,
    ...(day.on === null ? [`没有写日期，先按今天（${here.today}）。`] : []),
    sinceOn === null ? '此前没有召开过，新增项目从头列起。' : `上一次召开：${sinceOn}。`,
  ];
  const view = await viewOfMeeting(meeting, here, tools, { notes: said });
  return {
    changes: [number.taken, { subject: 'meeting', before: null, facts: [fact] }],
    answer: { card: meetingCard(view, `已草拟 ${meeting.number}`), about: meeting.number },
    notices: [],
  };
}

/** 补记: 会议 记录 工作组推进会 现代工业招商组 11月25日 纪要文号. */
export async function recordMeeting(words: string, here: KnownScene, tools: Tools): Result {
  const day = cutAnyDay(words, here.today);
  if (day.on === null)
    return refuse('没有看出哪天开的会', {
      next: '例如「会议 记录 联席会议 11月25日 三招商纪〔2026〕5号」。',
    });
  const kind = kindMeant(day.rest, here);
  if (isRefusal(kind)) return kind;
  if (!mayRun(kind, here)) return notAllowed(kind);
  const refused = refusePlan(day.on, here.today);
  if (refused !== null) return refused;
  const held = await tools.store.meetingsHeld(day.on, day.on);
  const twin = held.find((one) => one.kind === kind.kind && sameUnits(one.units, kind.units));
  if (twin !== undefined)
    return refuse(`${day.on} 的${kind.label}已经记过（${twin.number}）`, {
      next: `发送「会议 ${twin.number}」查看。`,
    });
  const { rest, ...about } = kind;
  const minutes = maskPhonesIn(rest.replace(/^[\s,，:：]*(?:纪要)?[\s,，:：]*/u, '')).slice(0, MINUTES_MAX);
  const number = await nextNumber(here, tools);
  const drafted: MeetingFact = {
    type: 'meeting.drafted',
    number: number.number,
    ...about,
    plannedOn: day.on,
    sinceOn: null,
    items: [],
  };
  const first = evolveMeeting(null, drafted, here.now, here.actor.id);
  const decided = decideMeeting(
    first,
    { do: 'hold', on: day.on, minutes: minutes === '' ? null : minutes },
    here.today,
  );
  if (isRefusal(decided)) return decided;
  const meeting = decided.facts.reduce<Meeting>(
    (state, fact) => evolveMeeting(state, fact, here.now, here.actor.id),
    first,
  );
  return {
    changes: [number.taken, { subject: 'meeting', before: null, facts: [drafted, ...decided.facts] }],
    answer: {
      card: meetingCard(await viewOfMeeting(meeting, here, tools), `已记录 ${meeting.number}`),
      about: meeting.number,
    },
    notices: [],
  };
}

const notAllowed = (kind: Kind): Refusal =>
  refuse(`「${kind.label}」只能由招商办${kind.units.length === 0 ? '' : '或召开单位'}拟定和记录`, {
    next: '发送「会议」查看。',
  });

const sameUnits = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((unit) => b.includes(unit));

async function lastHeld(kind: Kind, tools: Tools): Promise<Meeting | null> {
  const meetings = await tools.store.meetings(MEETINGS_MAX);
  return (
    meetings.find(
      (one) => one.state === 'held' && one.kind === kind.kind && sameUnits(one.units, kind.units),
    ) ?? null
  );
}

async function agendaFacts(kind: Kind, here: KnownScene, tools: Tools) {
  const { pack, roster, today } = here;
  const [leads, disputes, checks, proposals] = await Promise.all([
    tools.store.leads({ limit: LEADS_MAX }),
    tools.store.openDisputes(),
    tools.store.rollingChecks(['curing', 'failed'], CHECKS_MAX),
    tools.store.proposals(['proposed'], PROPOSALS_MAX),
  ]);
  // A unit's own meeting speaks of its own leads; the city's, and a group's, of all.
  const places = kind.units.filter(
    (unit) => !roster.isCity(unit) && leads.items.some((lead) => roster.isWithin(lead.unit, unit)),
  );
  const isIn = (unit: string | null) =>
    places.length === 0 || (unit !== null && places.some((place) => roster.isWithin(unit, place)));
  const own = leads.items.filter((lead) => isIn(lead.unit));
  const numbers = new Set(own.map((lead) => lead.number));
  return {
    pack,
    today,
    leads: own,
    disputes: disputes.filter((one) => numbers.has(one.lead)),
    checks: checks.filter((one) => numbers.has(one.lead)),
    proposals: places.length === 0 ? proposals : [],
    unitName: (unit: string | null) => roster.unitName(unit),
  };
}

async function nextNumber(
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly number: string; readonly taken: Change }> {
  const month: Day = monthOf(here.today);
  const name = officeSequence('HY', month);
  const value = (await tools.store.lastValue(name)) + 1;
  return { number: officeNumber('HY', month, value), taken: { subject: 'sequence', name, value } };
}
