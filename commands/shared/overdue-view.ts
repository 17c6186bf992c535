/** What is late, for one asker: their own, their units', or the city's; a group sees its unit's and nothing confidential. */
import { OVERDUE_PAGE, type OverdueLine, type OverdueView, overdueCard } from '../../src/cards/overdue.ts';
import type { KnownScene, Result, Tools } from '../../src/command.ts';
import { coversUnit, has, isOffice } from '../../src/domain/access.ts';
import { daysBetween } from '../../src/domain/day.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { Unit } from '../../src/domain/roster.ts';
import { isLateKind, type LateItem, type LateReader, lateItems } from '../../src/due/late.ts';
import { answerOnly } from '../../src/outcome.ts';
import { sightHere } from './find.ts';
import { seesCity, unitsMeant } from './month-words.ts';

const EVERYBODY = /^(?:全市|全部|所有)$/;
/** Of each unit so many are listed; of one that is asked for, more. */
const PER_UNIT = 60;
const PER_UNIT_ASKED = 600;
const MINE = /^(?:我|我的|本人)$/;

export async function showOverdue(words: string, page: number, here: KnownScene, tools: Tools): Result {
  const text = words.trim().slice(0, 60);
  const { unit, kind, mine, unknown } = readWords(text, here);
  if (unknown !== null) {
    return refuse(`没有单位或事项叫「${unknown.slice(0, 20)}」`, {
      next: '例如「逾期」「逾期 永安市」「逾期 月报」。',
    });
  }
  if (unit !== null && !inScope(unit.id, here)) {
    return refuse(`这里只能查看${scopeName(here)}的逾期事项`, { next: '发送「逾期」即可。' });
  }
  const unlisted: { readonly kindLabel: string; readonly unit: string; readonly count: number }[] = [];
  const reader: LateReader = {
    person: here.actor.id,
    ...unitsAsked(unit, here),
    perUnit: unit === null ? PER_UNIT : PER_UNIT_ASKED,
    more: (one) => unlisted.push(one),
  };
  const all = await lateItems({ ...here, store: tools.store, reader });
  const isMeant = (of: string | null, label: string) =>
    (unit === null || (of !== null && here.roster.isWithin(of, unit.id))) &&
    (kind === null || label === kind);
  const scopes = new Map<string, boolean>();
  const scoped = (of: string): boolean => {
    const held = scopes.get(of) ?? inScope(of, here);
    scopes.set(of, held);
    return held;
  };
  const own = all.filter(
    (item) =>
      isMeant(item.unit, item.kindLabel) &&
      isShown(item, here, scoped) &&
      (!mine || item.holder === here.actor.id),
  );
  const more = mine ? [] : unlisted.filter((one) => isMeant(one.unit, one.kindLabel) && scoped(one.unit));
  const red = own.filter((item) => item.light === 'red');
  const named = red.filter((item) => isNamed(item, here));
  const pages = Math.max(1, Math.ceil(named.length / OVERDUE_PAGE));
  const at = Math.min(Math.max(0, Math.trunc(page)), pages - 1);
  const view: OverdueView = {
    scope: unit !== null ? unit.name : mine ? here.actor.name : scopeName(here),
    groups: countsOf(red, more),
    lines: byKind(named)
      .slice(at * OVERDUE_PAGE, (at + 1) * OVERDUE_PAGE)
      .map((item) => lineOf(item, here)),
    hidden: red.length - named.length,
    more: more.reduce((sum, one) => sum + one.count, 0),
    soon: own.length - red.length,
    page: at,
    pages,
    words: text,
    mayNudge: here.audience === 'private' && (isOffice(here.actor) || has(here.actor, 'leader')),
    inGroup: here.audience === 'group',
  };
  return answerOnly({ card: overdueCard(view) });
}

function readWords(text: string, here: KnownScene) {
  let unit: Unit | null = null;
  let kind: string | null = null;
  let mine = false;
  let unknown: string | null = null;
  for (const word of text.split(/[\s,，]+/).filter((one) => one !== '')) {
    if (EVERYBODY.test(word)) continue;
    if (MINE.test(word)) mine = true;
    else if (word === '任务' || word === '督办') kind = '督办任务';
    else if (isLateKind(word)) kind = word;
    else {
      const [first] = unitsMeant(word, here.roster);
      if (first === undefined) unknown ??= word;
      else unit = first;
    }
  }
  return { unit, kind, mine, unknown };
}

/** Whose late items are shown here at all. */
function inScope(unit: string, { actor, roster, audience, chatUnit }: KnownScene): boolean {
  if (audience === 'group')
    return chatUnit === undefined || chatUnit === null || roster.isWithin(unit, chatUnit);
  if (seesCity(actor, roster) || coversUnit(actor, unit, roster)) return true;
  return false;
}

/** The units to look at; none named where it is the whole city, which may have units the roster lost. */
function unitsAsked(unit: Unit | null, here: KnownScene): { readonly units?: readonly string[] } {
  const { actor, roster, audience, chatUnit } = here;
  const isCity = audience === 'group' ? (chatUnit ?? null) === null : seesCity(actor, roster);
  if (unit === null && isCity) return {};
  const known = new Set([...roster.units.map((one) => one.id), ...roster.unitsOf(actor)]);
  const meant = [...known].filter((one) => inScope(one, here));
  return { units: unit === null ? meant : meant.filter((one) => roster.isWithin(one, unit.id)) };
}

function isShown(item: LateItem, here: KnownScene, scoped: (unit: string) => boolean): boolean {
  const { actor, audience, chatUnit } = here;
  const isOwn = audience === 'private' && item.holder === actor.id;
  // What one held before moving to another unit is no longer one's own.
  if (isOwn && (item.lead === null || sightHere(item.lead, here) !== 'none')) return true;
  // A group bound to nobody has no unit whose instructions it may read.
  if (audience === 'group' && chatUnit === undefined && item.kind === 'task') return false;
  return item.unit === null ? audience === 'private' && seesCity(actor, here.roster) : scoped(item.unit);
}

/** Whether it may be named here, and not only counted. */
const isNamed = (item: LateItem, here: KnownScene): boolean =>
  item.lead === null || sightHere(item.lead, here) !== 'none';

/** Kinds together, in the order their first item is late. */
const byKind = (items: readonly LateItem[]): readonly LateItem[] =>
  [...Map.groupBy(items, (item) => item.kindLabel).values()].flat();

function countsOf(
  items: readonly LateItem[],
  more: readonly { readonly kindLabel: string; readonly count: number }[],
): OverdueView['groups'] {
  const counts = new Map<string, number>();
  const add = (label: string, count: number) => counts.set(label, (counts.get(label) ?? 0) + count);
  for (const item of items) add(item.kindLabel, 1);
  for (const { kindLabel, count } of more) add(kindLabel, count);
  return [...counts].map(([label, count]) => ({ label, count }));
}

const lineOf = (item: LateItem, { roster, today, audience }: KnownScene): OverdueLine => ({
  label: item.kindLabel,
  number: item.number,
  title: item.title,
  unit: item.unit === null ? '' : roster.unitName(item.unit),
  holder: item.holder === null || audience === 'group' ? '' : roster.personName(item.holder),
  why: item.why,
  clause: item.clause,
  daysLate: Math.max(0, daysBetween(item.dueOn, today)),
  next: item.next,
});

function scopeName({ actor, roster, audience, chatUnit }: KnownScene): string {
  if (audience === 'group') return chatUnit === undefined ? '全市' : roster.unitName(chatUnit);
  if (seesCity(actor, roster)) return '全市';
  const names = roster.unitsOf(actor).map((unit) => roster.unitName(unit));
  return names.length === 0 ? actor.name : names.join('、');
}
