/** What is late, for one asker: their own, their units', or the city's; a group sees its unit's and nothing confidential. */
import { type OverdueLine, type OverdueView, overdueCard } from '../../src/cards/overdue.ts';
import type { KnownScene, Result, Tools } from '../../src/command.ts';
import { coversUnit, has, isOffice } from '../../src/domain/access.ts';
import { daysBetween } from '../../src/domain/day.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { Unit } from '../../src/domain/roster.ts';
import { type LateItem, lateItems } from '../../src/due/late.ts';
import { answerOnly } from '../../src/outcome.ts';
import { sightHere } from './find.ts';
import { seesCity, unitsMeant } from './month-words.ts';

const EVERYBODY = /^(?:全市|全部|所有)$/;
const MINE = /^(?:我|我的|本人)$/;

export async function showOverdue(words: string, page: number, here: KnownScene, tools: Tools): Result {
  const text = words.trim().slice(0, 60);
  const all = await lateItems({ ...here, store: tools.store });
  const { unit, kind, mine, unknown } = readWords(text, all, here);
  if (unknown !== null) {
    return refuse(`没有单位或事项叫「${unknown.slice(0, 20)}」`, {
      next: '例如「逾期」「逾期 永安市」「逾期 月报」。',
    });
  }
  if (unit !== null && !inScope(unit.id, here)) {
    return refuse(`这里只能查看${scopeName(here)}的逾期事项`, { next: '发送「逾期」即可。' });
  }
  const own = all.filter(
    (item) =>
      isShown(item, here) &&
      (unit === null || (item.unit !== null && here.roster.isWithin(item.unit, unit.id))) &&
      (kind === null || item.kindLabel === kind) &&
      (!mine || item.holder === here.actor.id),
  );
  const view: OverdueView = {
    scope: unit !== null ? unit.name : mine ? here.actor.name : scopeName(here),
    groups: groupsOf(
      own.filter((item) => item.light === 'red'),
      here,
    ),
    soon: own.filter((item) => item.light === 'amber').length,
    page,
    words: text,
    mayNudge: here.audience === 'private' && (isOffice(here.actor) || has(here.actor, 'leader')),
    inGroup: here.audience === 'group',
  };
  return answerOnly({ card: overdueCard(view) });
}

function readWords(text: string, all: readonly LateItem[], here: KnownScene) {
  let unit: Unit | null = null;
  let kind: string | null = null;
  let mine = false;
  let unknown: string | null = null;
  const kinds = new Set([...all.map((item) => item.kindLabel), '督办任务', '月报']);
  for (const word of text.split(/[\s,，]+/).filter((one) => one !== '')) {
    if (EVERYBODY.test(word)) continue;
    if (MINE.test(word)) mine = true;
    else if (word === '任务' || word === '督办') kind = '督办任务';
    else if (kinds.has(word)) kind = word;
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

function isShown(item: LateItem, here: KnownScene): boolean {
  const { actor, audience, chatUnit } = here;
  if (audience === 'private' && item.holder === actor.id) return true;
  // A group bound to nobody has no unit whose instructions it may read.
  if (audience === 'group' && chatUnit === undefined && item.kind === 'task') return false;
  return item.unit === null
    ? audience === 'private' && seesCity(actor, here.roster)
    : inScope(item.unit, here);
}

function groupsOf(items: readonly LateItem[], here: KnownScene): OverdueView['groups'] {
  const byKind = Map.groupBy(items, (item) => item.kindLabel);
  return [...byKind].map(([label, own]) => {
    const named = own.filter(
      (item) =>
        item.lead === null ||
        sightHere(item.lead, here) !== 'none' ||
        (here.audience === 'private' && item.holder === here.actor.id),
    );
    return { label, lines: named.map((item) => lineOf(item, here)), hidden: own.length - named.length };
  });
}

const lineOf = (item: LateItem, { roster, today, audience }: KnownScene): OverdueLine => ({
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
