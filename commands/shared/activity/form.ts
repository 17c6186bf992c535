/** The form of an activity: opened from what was said, from one that is corrected, or for a return visit; read when submitted. */
import { activityFormCard } from '../../../src/cards/activity/form.ts';
import {
  formChoices,
  formText,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../../../src/command.ts';
import { has, isOffice, mayReportFor } from '../../../src/domain/access.ts';
import type { Activity, ActivityDetails } from '../../../src/domain/activity/activity.ts';
import { kindClause } from '../../../src/domain/activity/decide.ts';
import { askedFlags, askedTags, FLAG_LABELS } from '../../../src/domain/activity/region.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { activityKindOf } from '../../../src/domain/facts-file/resolve.ts';
import type { Roster } from '../../../src/domain/roster.ts';
import type { Draft } from '../../../src/outcome.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import type { ActivityReading } from '../../../src/parse/visit.ts';
import { namesInField } from '../../../src/parse/visit-names.ts';
import { peopleMeant, postName } from './people.ts';

export const DRAFT_KIND = 'activity';
const HOSTS_MAX = 60;

export interface Payload {
  /** HD-…, when one is corrected. */
  readonly number: string | null;
}

/** Records for a unit of their own, or for any as the office; in private only. */
export function refuseRecorder(here: KnownScene): Refusal | null {
  if (here.audience === 'group')
    return refuse('走访和活动不在群里登记', { next: '请私聊我，发送同样的话。' });
  if (isOffice(here.actor)) return null;
  if (!has(here.actor, 'reporter'))
    return refuse('走访和活动由各单位填报员和招商办登记，您没有这项权限', {
      next: '请告诉本单位填报员；发送「活动」可以查看。',
    });
  return here.roster.unitsOf(here.actor).length === 0
    ? refuse('名册里没有您的单位，不能登记', { next: '请联系管理员补全名册。' })
    : null;
}

interface Opening {
  readonly number: string | null;
  readonly isVisit: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly doubts: readonly string[];
}

export function openForm(opening: Opening, here: KnownScene, tools: Tools): Result {
  const { number } = opening;
  const draft: Draft = {
    id: tools.newId(),
    version: 1,
    owner: here.actor.id,
    kind: DRAFT_KIND,
    payload: { number } satisfies Payload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  const kind = opening.typed['kind'] ?? '';
  const card = activityFormCard({
    ...opening,
    draft: draft.id,
    kinds: here.pack.activityKinds.map(({ id, label }) => ({ value: id, label })),
    hosts: hostOptions(here),
    marks: [
      ...askedFlags(here.pack).map((flag) => ({ value: `flag:${flag}`, label: FLAG_LABELS[flag] ?? flag })),
      ...askedTags(here.pack).map((tag) => ({ value: `tag:${tag}`, label: tag })),
    ],
    clause: kindClause(here.pack, kind),
  });
  return Promise.resolve({
    changes: [{ subject: 'draft', draft }],
    answer: { card, ...(number === null ? {} : { about: number }) },
    notices: [],
  });
}

function hostOptions({ actor, roster, today }: KnownScene) {
  const own = new Set(roster.unitsOf(actor));
  const units = roster.activeOn(today).filter(({ id }) => isOffice(actor) || own.has(id));
  return units.length > HOSTS_MAX ? null : units.map(({ id, name }) => ({ value: id, label: name }));
}

const hostShown = (unit: string, here: KnownScene): string =>
  hostOptions(here) === null ? here.roster.unitName(unit) : unit;

/** From what was said. */
export function openRead(reading: ActivityReading, isVisit: boolean, here: KnownScene, tools: Tools): Result {
  const { roster, actor, pack } = here;
  const named = reading.units.filter((unit) => mayReportFor(actor, unit, roster));
  const host = (isOffice(actor) ? named[0] : undefined) ?? roster.unitsOf(actor)[0] ?? named[0] ?? '';
  const joint = reading.units.filter((unit) => unit !== host);
  const tags = askedTags(pack).filter((tag) => reading.region !== null && tag.includes(reading.region));
  const kind = reading.kind ?? '';
  return openForm(
    {
      number: null,
      isVisit,
      typed: {
        kind: pack.activityKinds.some((one) => one.id === kind) ? kind : '',
        on: reading.on ?? (isVisit ? here.today : ''),
        endOn: reading.endOn ?? '',
        region: reading.region ?? '',
        topic: maskPhonesIn(reading.topic ?? '').slice(0, 2_000),
        enterprises: reading.enterprises.slice(0, 200).join('、').slice(0, 4_000),
        host: host === '' ? '' : hostShown(host, here),
        joint: joint.map((unit) => roster.unitName(unit)).join('、'),
        people: peopleWords(reading, roster),
        nextOn: reading.nextOn ?? '',
        nextWhat: maskPhonesIn(reading.nextWhat ?? ''),
      },
      ticked: [...reading.flags.map((flag) => `flag:${flag}`), ...tags.map((tag) => `tag:${tag}`)],
      doubts: reading.doubts,
    },
    here,
    tools,
  );
}

const peopleWords = (of: Pick<Activity, 'people' | 'leaders'>, roster: Roster): string =>
  [...of.leaders.map((id) => postName(id, roster)), ...of.people.map((id) => roster.personName(id))].join(
    '、',
  );

/** 更正: as it stands. */
export function openCorrection(activity: Activity, here: KnownScene, tools: Tools): Result {
  const { roster } = here;
  const [host = '', ...joint] = activity.units;
  return openForm(
    {
      number: activity.number,
      isVisit: activity.kind === 'visit',
      typed: {
        kind: activity.kind,
        on: activity.on,
        endOn: activity.endOn ?? '',
        region: activity.region ?? '',
        topic: activity.topic ?? '',
        enterprises: activity.enterprises.map(({ name }) => name).join('、'),
        host: hostShown(host, here),
        joint: joint.map((unit) => roster.unitName(unit)).join('、'),
        people: peopleWords(activity, roster),
        outcome: activity.outcome ?? '',
        evidence: activity.evidence ?? '',
        nextOn: activity.next?.on ?? '',
        nextWhat: activity.next?.what ?? '',
      },
      ticked: [...activity.flags.map((flag) => `flag:${flag}`), ...activity.tags.map((tag) => `tag:${tag}`)],
      doubts: [],
    },
    here,
    tools,
  );
}

/** 登记回访: the same firms, today. */
export function openReturn(activity: Activity, here: KnownScene, tools: Tools): Result {
  const { roster, pack } = here;
  const [host = '', ...joint] = activity.units;
  return openForm(
    {
      number: null,
      isVisit: true,
      typed: {
        kind: activityKindOf(pack, 'visit') === null ? activity.kind : 'visit',
        on: here.today,
        region: activity.region ?? '',
        topic: activity.next?.what ?? '',
        enterprises: activity.enterprises.map(({ name }) => name).join('、'),
        host: hostShown(host, here),
        joint: joint.map((unit) => roster.unitName(unit)).join('、'),
      },
      ticked: [],
      doubts: [`回访 ${activity.number}（${activity.on}）。`],
    },
    here,
    tools,
  );
}

/** The open form a button belongs to. */
export async function draftOf(pressed: Pressed, here: KnownScene, tools: Tools) {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  const again = { next: '请重新发送「走访」或「活动」打开。' };
  if (draft === null || draft.kind !== DRAFT_KIND) return refuse('这张活动表已失效', again);
  if (draft.owner !== here.actor.id) return refuse('这张活动表是别人的', again);
  if (draft.state === 'done')
    return refuse(`这张活动表已提交过：${draft.result ?? ''}`, {
      next: `发送「活动 ${draft.result ?? ''}」查看。`,
    });
  if (draft.state === 'cancelled') return refuse('这张活动表已取消', again);
  return { draft, payload: draft.payload as Payload };
}

/** What the form says, or what is wrong with it; firms by name only. */
export function readForm(
  pressed: Pressed,
  here: KnownScene,
): (Omit<ActivityDetails, 'enterprises'> & { readonly names: readonly string[] }) | Refusal {
  const { roster, pack } = here;
  const days = readDays(pressed, here);
  if (isRefusal(days)) return days;
  const kind = formText(pressed, 'kind');
  if (kind === null) return refuse('请选活动类型');
  const hostWords = formText(pressed, 'host');
  const host = hostWords === null ? null : unitMeant(hostWords, roster);
  if (host === null) return refuse('没有看出主办单位', { next: '请写名册里的单位名称。' });
  if (!mayReportFor(here.actor, host, roster))
    return refuse(`您不能以${roster.unitName(host)}的名义登记`, {
      next: '主办单位请选本单位；别的单位写在「联合单位」。',
    });
  const joint: string[] = [];
  for (const words of namesInField(formText(pressed, 'joint') ?? '')) {
    const unit = unitMeant(words, roster);
    if (unit === null)
      return refuse(`名册里没有「${words.slice(0, 20)}」这个单位`, {
        next: '联合单位请写名册里的名称，用「、」分开。',
      });
    joint.push(unit);
  }
  const people = peopleMeant(namesInField(formText(pressed, 'people') ?? ''), roster);
  if (isRefusal(people)) return people;
  const marks = formChoices(pressed, 'marks');
  const known = (prefix: string, all: readonly string[]) =>
    marks.flatMap((mark) =>
      mark.startsWith(prefix) && all.includes(mark.slice(prefix.length)) ? mark.slice(prefix.length) : [],
    );
  const masked = (name: string) => {
    const text = formText(pressed, name);
    return text === null ? null : maskPhonesIn(text);
  };
  return {
    kind,
    ...days.own,
    region: masked('region'),
    topic: masked('topic'),
    units: [host, ...joint],
    ...people,
    flags: known('flag:', [...askedFlags(pack), 'city_head']),
    tags: known('tag:', askedTags(pack)),
    names: namesInField(maskPhonesIn(formText(pressed, 'enterprises') ?? '')),
    outcome: masked('outcome'),
    evidence: masked('evidence'),
    next: days.nextOn === null ? null : { on: days.nextOn, what: masked('nextWhat') },
  };
}

function readDays(pressed: Pressed, { today }: KnownScene) {
  const read: Record<string, string | null> = {};
  for (const [name, label] of [
    ['on', '日期'],
    ['endOn', '结束日期'],
    ['nextOn', '回访日期'],
  ] as const) {
    const text = formText(pressed, name);
    if (text === null) {
      read[name] = null;
      continue;
    }
    const day = readDay(text, today, { allowFuture: true });
    if (!day.ok) return refuse(`${label}：${day.reason}`.replace(/。$/u, ''), { next: '请改好再提交。' });
    read[name] = day.value;
  }
  const on = read['on'] ?? null;
  if (on === null) return refuse('请写活动日期', { next: '例如 2026-11-25。' });
  return { own: { on, endOn: read['endOn'] ?? null }, nextOn: read['nextOn'] ?? null };
}

function unitMeant(words: string, roster: Roster): string | null {
  const byId = roster.unit(words);
  if (byId !== null) return byId.id;
  const found = roster.unitsNamed(words);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
