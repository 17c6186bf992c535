/**
 * 活动 as a table: activities by number, or by day, kind, host and firms where there is none yet. The same row twice
 * changes nothing; a row with a number corrects that activity.
 */
import { isOffice, mayReportFor } from '../domain/access.ts';
import {
  type Activity,
  type ActivityDetails,
  activityNumber,
  evolveActivity,
  VISIT_KINDS,
} from '../domain/activity/activity.ts';
import { ACTIVITY_LIMITS, decideActivity, decideRecord, enterpriseKey } from '../domain/activity/decide.ts';
import { activitySight } from '../domain/activity/sight.ts';
import { addDays, monthEnd, monthOf, monthStart } from '../domain/day.ts';
import { isRefusal } from '../domain/decision.ts';
import { activityKindOf } from '../domain/facts-file/resolve.ts';
import { numberMatches, readNumber, sequenceName } from '../domain/number.ts';
import type { Roster } from '../domain/roster.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { namesInField } from '../parse/visit-names.ts';
import { cellOf, type TableRow } from '../sheets/table.ts';
import { answered, type TakeNumber } from '../store/return-visits.ts';
import { activityEffects, withLeads } from '../store/visit-effects.ts';
import { activityTable, type Mark, marksOf, rowOf } from './activity-columns.ts';
import {
  type Batch,
  type Decision,
  fateOf,
  nextIn,
  rejected,
  rejectedBy,
  type TableKind,
  type TableScene,
  take,
} from './kind.ts';
import { unitIn } from './words.ts';

const SAME_DAY_MAX = 500;

function unitMeant(words: string, roster: Roster): string | null {
  const unit = unitIn(roster, words);
  return typeof unit === 'string' ? unit : null;
}

/** The row's fields over those there are: a blank cell leaves its field. Or the column and what is wrong with it. */
function detailsOf(
  row: TableRow,
  before: Activity | null,
  { roster, pack }: TableScene,
): ActivityDetails | { readonly column: string; readonly why: string } {
  const cell = (key: string) => cellOf(row.values, key).trim();
  const kept = (key: string, was: string | null | undefined) =>
    cell(key) === '' ? (was ?? null) : maskPhonesIn(cell(key));
  const hostWords = cell('host');
  const host = hostWords === '' ? (before?.units[0] ?? null) : unitMeant(hostWords, roster);
  if (host === null) return { column: '主办单位', why: `名册里没有「${hostWords.slice(0, 20)}」` };
  const joint: string[] = [];
  for (const words of namesInField(cell('joint'))) {
    const unit = unitMeant(words, roster);
    if (unit === null) return { column: '联合单位', why: `名册里没有「${words.slice(0, 20)}」` };
    joint.push(unit);
  }
  const marks = marksOf(pack);
  const meant: Mark[] = [];
  for (const words of namesInField(cell('marks'))) {
    const mark = marks.find(({ id, label }) => id === words || label === words);
    if (mark === undefined) return { column: '特征', why: `没有「${words.slice(0, 20)}」这种特征` };
    meant.push(mark);
  }
  const of = (what: 'flag' | 'tag') => meant.filter((mark) => mark.of === what).map(({ id }) => id);
  const kind = cell('kind') === '' ? (before?.kind ?? '') : cell('kind');
  const kinds = pack.activityKinds.map(({ label }) => label).join('、');
  if (activityKindOf(pack, kind) === null)
    return { column: '活动类型', why: `没有「${kind.slice(0, 20)}」这种活动，可以填 ${kinds}` };
  const names = namesInField(maskPhonesIn(cell('enterprises')));
  const known = new Map(before?.enterprises.map((one) => [enterpriseKey(one.name), one.lead]));
  const nextOn = cell('nextOn') === '' ? (before?.next?.on ?? null) : cell('nextOn');
  return {
    kind,
    on: cell('on') === '' ? (before?.on ?? '') : cell('on'),
    endOn: cell('endOn') === '' ? (before?.endOn ?? null) : cell('endOn'),
    region: kept('region', before?.region),
    topic: kept('topic', before?.topic),
    units: [host, ...(cell('joint') === '' ? (before?.units.slice(1) ?? []) : joint)],
    people: before?.people ?? [],
    leaders: before?.leaders ?? [],
    flags: cell('marks') === '' ? (before?.flags ?? []) : of('flag'),
    tags: cell('marks') === '' ? (before?.tags ?? []) : of('tag'),
    enterprises:
      names.length === 0
        ? (before?.enterprises ?? [])
        : names.map((name) => ({ name, lead: known.get(enterpriseKey(name)) ?? null })),
    outcome: kept('outcome', before?.outcome),
    evidence: kept('evidence', before?.evidence),
    next: nextOn === null ? null : { on: nextOn, what: kept('nextWhat', before?.next?.what) },
  };
}

async function decide(row: TableRow, scene: TableScene, batch: Batch): Promise<Decision> {
  const { actor, roster, pack, store, today } = scene;
  const words = cellOf(row.values, 'number').trim();
  const before = words === '' ? null : await numbered(words, scene);
  if (words !== '' && before === null)
    return { about: null, fate: rejected(row, '活动编号', `没有「${words.slice(0, 30)}」这个编号`) };
  const read = detailsOf(row, before, scene);
  if ('why' in read) return { about: null, fate: rejected(row, read.column, read.why) };
  const units = [read.units[0] ?? '', ...(before?.units[0] === undefined ? [] : [before.units[0]])];
  if (actor !== null && !units.every((unit) => mayReportFor(actor, unit, roster)))
    return { about: null, fate: rejected(row, '主办单位', '您只能导入本单位主办的活动') };
  const given = { ...read, enterprises: await leadsFound(read, before, scene) };
  if (before !== null) {
    const deed = { do: 'correct' as const, details: given, reason: '导入更正' };
    const decided = decideActivity(pack, before, deed, actor?.id ?? null, today);
    if (isRefusal(decided))
      return {
        about: before.number,
        fate: decided.because === '没有改动' ? { fate: 'unchanged' } : rejectedBy(row, null, decided),
      };
    const after = decided.facts.reduce<Activity>(
      (state, fact) => evolveActivity(state, fact, scene.now, actor?.id ?? null),
      before,
    );
    const changes = [
      { subject: 'activity' as const, before, facts: decided.facts },
      ...(await activityEffects(before, after, scene, scene, numberIn(scene, batch))),
    ];
    return { about: before.number, beside: firmsOf(before, after), fate: fateOf(false, changes) };
  }
  const month = monthOf(today);
  const sequence = sequenceName('activity', month);
  const value = await nextIn(sequence, scene, batch);
  const decided = decideRecord(pack, activityNumber(month, value), given, today);
  if (isRefusal(decided)) return { about: null, fate: rejectedBy(row, null, decided) };
  const fresh = decided.facts.reduce<Activity | null>(
    (state, fact) => evolveActivity(state, fact, scene.now, actor?.id ?? null),
    null,
  );
  if (fresh === null) throw new Error('a recording makes an activity');
  const about = keyOf(fresh);
  const { items } = await store.activities({
    kinds: [fresh.kind],
    from: fresh.on,
    to: fresh.on,
    limit: SAME_DAY_MAX,
  });
  if (items.some((one) => keyOf(one) === about)) return { about, fate: { fate: 'unchanged' } };
  const changes = [
    take(sequence, value, batch),
    { subject: 'activity' as const, before: null, facts: decided.facts },
    ...(await answered(fresh, store)).changes,
    ...(await activityEffects(null, fresh, scene, scene, numberIn(scene, batch))),
  ];
  return { about, beside: firmsOf(fresh), fate: fateOf(true, changes) };
}

const numberIn =
  (scene: TableScene, batch: Batch): TakeNumber =>
  async (sequence) => {
    const value = await nextIn(sequence, scene, batch);
    return { value, change: take(sequence, value, batch) };
  };

/** A firm that was in it keeps its lead: the same row twice changes nothing. */
async function leadsFound(
  { enterprises, units }: ActivityDetails,
  before: Activity | null,
  scene: TableScene,
): Promise<ActivityDetails['enterprises']> {
  const known = new Set(before?.enterprises.map(({ name }) => enterpriseKey(name)));
  const fresh = enterprises.map(({ name }) => name).filter((name) => !known.has(enterpriseKey(name)));
  const found = new Map(
    (await withLeads(fresh.slice(0, ACTIVITY_LIMITS.enterprisesMax), units, scene)).map((one) => [
      one.name,
      one,
    ]),
  );
  return enterprises.map((one) => found.get(one.name) ?? one);
}

/** Visits of one firm wait for each other: they renew one lead, and answer each other's 回访. */
const firmsOf = (...some: readonly Activity[]): readonly string[] =>
  some.flatMap(({ kind, enterprises }) =>
    VISIT_KINDS.includes(kind)
      ? enterprises.flatMap(({ name, lead }) => [`firm:${enterpriseKey(name)}`, `lead:${lead ?? name}`])
      : [],
  );

const keyOf = ({ kind, on, units, enterprises, topic }: Activity): string =>
  JSON.stringify([
    kind,
    on,
    units[0],
    enterprises.length === 0 ? topic : enterprises.map(({ name }) => enterpriseKey(name)).sort(),
  ]);

async function numbered(words: string, { store }: TableScene): Promise<Activity | null> {
  const number = readNumber(words);
  if (number === null) return null;
  const found = await store.activitiesByNumber(number, 10);
  return found.find((one) => numberMatches(one.number, number)) ?? null;
}

export const activities: TableKind = {
  table: activityTable,
  async rows(scene, { month, limit }) {
    const { actor, roster, store, today } = scene;
    const days =
      month === null ? { to: addDays(today, 366) } : { from: monthStart(month), to: monthEnd(month) };
    const { items } = await store.activities({ ...days, limit: limit + 1 });
    // What is only seen in outline is not handed out as a file.
    const seen = items.filter(
      (one) => actor === null || isOffice(actor) || activitySight(actor, one, roster) === 'full',
    );
    return { rows: seen.slice(0, limit).map((one) => rowOf(one, scene)), isCut: items.length > limit };
  },
  decide,
};
