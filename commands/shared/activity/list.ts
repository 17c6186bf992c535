/** Lists of activities: all one may see, by kind, month, unit; one's own visits; return visits due. */
import { activityListCard, returnVisitsCard } from '../../../src/cards/activity/list.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, isOffice, unitsVerified } from '../../../src/domain/access.ts';
import { kindLabel } from '../../../src/domain/activity/decide.ts';
import { addDays, monthEnd, monthStart } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { openReturns } from '../../../src/domain/task/return-visit.ts';
import { OWED_STATES } from '../../../src/domain/task/task.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { findDates } from '../../../src/parse/date.ts';
import { kindIn } from '../../../src/parse/visit.ts';
import type { ActivityFilter } from '../../../src/store/activities.ts';
import { rowOfActivity } from './view.ts';

const PAGE = 10;
const RETURNS_MAX = 8;
const TASKS_MAX = 5_000;
/** How far ahead 走访 回访 looks. */
const AHEAD_DAYS = 60;

interface Wanted {
  readonly filter: Omit<ActivityFilter, 'limit'>;
  readonly said: readonly string[];
}

/** The filter these words mean; `null`: there is more in them than a filter. */
export function wantedList(words: string, here: KnownScene): Wanted | null {
  const { pack, roster, actor, today } = here;
  let rest = words.normalize('NFKC').trim();
  let filter: Omit<ActivityFilter, 'limit'> = {};
  const said: string[] = [];
  const take = (pattern: RegExp): boolean => {
    const isThere = pattern.test(rest);
    if (isThere) rest = rest.replace(pattern, ' ').trim();
    return isThere;
  };
  const kind = kindIn(rest, pack);
  if (kind !== null) {
    rest = rest.replace(kind.word, ' ').trim();
    filter = { ...filter, kinds: [kind.kind] };
    said.push(kindLabel(pack, kind.kind));
  }
  const [date] = findDates(rest, today);
  if (date !== undefined && date.kind !== 'day' && date.from !== null && date.to !== null) {
    rest = `${rest.slice(0, date.span.start)} ${rest.slice(date.span.end)}`.trim();
    filter = { ...filter, from: monthStart(date.from.slice(0, 7)), to: monthEnd(date.to.slice(0, 7)) };
    said.push(date.key);
  }
  const unit = roster
    .activeOn(today)
    .flatMap((one) => [one.name, ...one.aliases].map((name) => ({ id: one.id, name })))
    .filter(({ name }) => name.length >= 2 && rest.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (unit !== undefined) {
    rest = rest.replace(unit.name, ' ').trim();
    filter = {
      ...filter,
      units: roster.units.filter(({ id }) => roster.isWithin(id, unit.id)).map(({ id }) => id),
    };
    said.push(roster.unitName(unit.id));
  }
  if (take(/我的|本人/u)) {
    filter = { ...filter, by: actor.id };
    said.push('我登记的');
  }
  if (take(/待核实?|未审|待审/u)) {
    const units = unitsVerified(actor, roster);
    filter = {
      ...filter,
      check: 'unchecked',
      states: ['held'],
      notBy: actor.id,
      ...(units === null ? {} : { hosts: units }),
    };
    said.push('待核实');
  }
  if (take(/已取消/u)) {
    filter = { ...filter, states: ['cancelled'] };
    said.push('已取消');
  } else if (take(/计划|预告/u)) {
    filter = { ...filter, states: ['planned'] };
    said.push('计划');
  }
  take(/^(?:列表|全部|清单|查询?|的|\s)+$/u);
  return rest === '' ? { filter, said } : null;
}

export async function listActivities(
  { filter, said }: Wanted,
  words: string,
  offset: number,
  here: KnownScene,
  tools: Tools,
): Result {
  const from = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
  const { items, total } = await tools.store.activities({ ...filter, limit: PAGE, offset: from });
  const { actor, audience } = here;
  return answerOnly({
    card: activityListCard({
      title: said.length === 0 ? '招商活动' : `招商活动：${said.join(' ')}`.slice(0, 60),
      lines: [],
      rows: items.map((one) => rowOfActivity(one, here)),
      total,
      offset: from,
      words,
      pageSize: PAGE,
      mayRecord: audience === 'private' && (isOffice(actor) || has(actor, 'reporter')),
    }),
  });
}

export async function pageActivities(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const { words = '', from = '' } = pressed.args;
  const wanted = wantedList(words.slice(0, 200), here);
  return wanted === null ? nothing() : listActivities(wanted, words, Number(from), here, tools);
}

const nothing = (): Refusal => refuse('这一页已经没有了', { next: '请重新发送「活动」。' });

/** 走访 回访: those one has in hand that are due within two months. */
export async function listReturns(here: KnownScene, tools: Tools): Result {
  if (here.audience === 'group')
    return refuse('回访提醒不在群里显示', { next: '请私聊我，发送「走访 回访」。' });
  const upTo = addDays(here.today, AHEAD_DAYS);
  const open = await tools.store.tasks({ states: OWED_STATES, limit: TASKS_MAX });
  const due = openReturns(open).filter(
    ({ holder, dueOn }) => holder === here.actor.id && dueOn !== null && dueOn <= upTo,
  );
  if (due.length === 0) return answerOnly({ text: '没有约定的回访。登记走访时写「下周三回访」就会提醒。' });
  return answerOnly({
    card: returnVisitsCard(here.today, due.slice(0, RETURNS_MAX), Math.max(0, due.length - RETURNS_MAX)),
  });
}
