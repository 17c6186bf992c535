/** What may be done with an activity 招商活动 and when: pure decisions. Who may is `access.ts`'s and the commands'. */
import { coreName } from '../company.ts';
import { addDays, type Day, isDay } from '../day.ts';
import { isRefusal, type Refusal, refuse } from '../decision.ts';
import { activityKindOf } from '../facts-file/resolve.ts';
import type { Decided } from '../lead/decide.ts';
import type { Pack } from '../pack/schema.ts';
import type { Activity, ActivityDetails, ActivityFact, MetEnterprise } from './activity.ts';

/** 系统默认 bounds, none of them a city's. */
export const ACTIVITY_LIMITS = {
  enterprisesMax: 50,
  unitsMax: 20,
  peopleMax: 50,
  textMax: 2_000,
  nameMax: 60,
  /** Days in a row. */
  daysMax: 60,
  /** How far back, and how far ahead, one may record. */
  backDays: 731,
  aheadDays: 366,
} as const;

const LIMITS = ACTIVITY_LIMITS;
const EXAMPLE = '例如「走访 海尔集团 谈了冷链项目，下周三回访」。';

/** A firm by the core of its name: how two spellings are told to be one. */
export const enterpriseKey = (name: string): string => coreName(name) || name.trim();

/** Each firm once, the first spelling kept; blank ones left out. */
export function onceEach(met: readonly MetEnterprise[]): readonly MetEnterprise[] {
  const byKey = new Map<string, MetEnterprise>();
  for (const { name, lead } of met) {
    const tidy = name.trim();
    if (tidy === '') continue;
    const key = enterpriseKey(tidy);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { name: tidy, lead });
    else if (known.lead === null && lead !== null) byKey.set(key, { ...known, lead });
  }
  return [...byKey.values()];
}

/** The label the pack gives a kind; the id when it has none. */
export const kindLabel = (pack: Pack, kind: string): string =>
  pack.activityKinds.find((one) => one.id === kind)?.label ?? kind;

/** The kind's clause, where the pack cites one. */
export const kindClause = (pack: Pack, kind: string): string | null =>
  pack.activityKinds.find((one) => one.id === kind)?.clause ?? null;

function refuseDays({ on, endOn, next }: ActivityDetails, today: Day): Refusal | null {
  if (!isDay(on)) return refuse(`没有「${on}」这一天`, { next: '日期请写成 2026-11-25 或 11月25日。' });
  if (on > addDays(today, LIMITS.aheadDays))
    return refuse(`活动日期 ${on} 太远`, {
      next: `可以预先登记 ${addDays(today, LIMITS.aheadDays)} 以前的活动。`,
    });
  if (on < addDays(today, -LIMITS.backDays))
    return refuse(`活动日期 ${on} 太早`, {
      next: `可以补登 ${addDays(today, -LIMITS.backDays)} 以后的活动；更早的请招商办导入。`,
    });
  if (endOn !== null) {
    if (!isDay(endOn) || endOn < on)
      return refuse('结束日期不能早于开始日期', { next: '请改好日期再提交。' });
    if (endOn > addDays(on, LIMITS.daysMax))
      return refuse(`一次活动最多 ${LIMITS.daysMax} 天`, { next: '时间更长的请分次登记。' });
  }
  if (next === null) return null;
  if (!isDay(next.on))
    return refuse(`没有「${next.on}」这一天`, { next: '回访日期请写成 2026-12-02 或 下周三。' });
  if (next.on < on) return refuse('回访日期不能早于活动日期', { next: '请改好回访日期再提交。' });
  return next.on > addDays(today, LIMITS.aheadDays)
    ? refuse(`回访日期 ${next.on} 太远`, { next: `请写 ${addDays(today, LIMITS.aheadDays)} 以前的日期。` })
    : null;
}

function refuseSizes(details: ActivityDetails): Refusal | null {
  const { enterprises, units, people, leaders } = details;
  if (enterprises.length > LIMITS.enterprisesMax)
    return refuse(`一次最多登记 ${LIMITS.enterprisesMax} 家企业，这里有 ${enterprises.length} 家`, {
      next: '请分几次登记，或发送「模板 活动」用表格导入。',
    });
  const long = enterprises.find(({ name }) => name.length > LIMITS.nameMax);
  if (long !== undefined)
    return refuse(
      `企业名称「${long.name.slice(0, 12)}…」有 ${long.name.length} 字，最多 ${LIMITS.nameMax} 字`,
      {
        next: '请只写企业名称，几家用「、」分开。',
      },
    );
  if (units.length === 0) return refuse('没有主办单位', { next: '请选主办单位。' });
  if (units.length > LIMITS.unitsMax || people.length + leaders.length > LIMITS.peopleMax)
    return refuse('参加的单位或人员太多', {
      next: `单位最多 ${LIMITS.unitsMax} 个，人员最多 ${LIMITS.peopleMax} 人。`,
    });
  for (const [label, text] of [
    ['主题', details.topic],
    ['成果', details.outcome],
    ['佐证', details.evidence],
    ['下步事项', details.next?.what ?? null],
    ['地点', details.region],
  ] as const) {
    if (text !== null && text.length > LIMITS.textMax)
      return refuse(`${label}有 ${text.length} 字，最多 ${LIMITS.textMax} 字`, { next: '请缩短后再提交。' });
  }
  return null;
}

/** Each firm, unit and person once; or why it cannot be recorded so. */
export function checkDetails(pack: Pack, given: ActivityDetails, today: Day): ActivityDetails | Refusal {
  const kind = activityKindOf(pack, given.kind);
  if (kind === null) {
    const known = pack.activityKinds.map((one) => one.label).join('、');
    return refuse(`没有「${given.kind.slice(0, 20)}」这种活动`, { next: `可以是：${known}。` });
  }
  const details: ActivityDetails = {
    ...given,
    kind,
    endOn: given.endOn === given.on ? null : given.endOn,
    units: [...new Set(given.units)],
    people: [...new Set(given.people)],
    leaders: [...new Set(given.leaders)],
    flags: [...new Set(given.flags)],
    tags: [...new Set(given.tags)],
    enterprises: onceEach(given.enterprises),
  };
  const refused = refuseSizes(details) ?? refuseDays(details, today);
  if (refused !== null) return refused;
  if (kind === 'visit' && details.enterprises.length === 0)
    return refuse('没有写走访了哪家企业', { next: EXAMPLE });
  return details;
}

/** 登记. A day that has not come makes it planned. */
export function decideRecord(
  pack: Pack,
  number: string,
  given: ActivityDetails,
  today: Day,
): Decided<ActivityFact> {
  const details = checkDetails(pack, given, today);
  if (isRefusal(details)) return details;
  return { facts: [{ type: 'activity.recorded', number, held: details.on <= today, ...details }] };
}

export type ActivityDeed =
  | { readonly do: 'correct'; readonly details: ActivityDetails; readonly reason: string }
  | {
      readonly do: 'hold';
      readonly on: Day;
      readonly outcome: string | null;
      readonly evidence: string | null;
    }
  | { readonly do: 'outcome'; readonly outcome: string; readonly evidence: string | null }
  | { readonly do: 'verify' }
  | { readonly do: 'return'; readonly reason: string }
  | { readonly do: 'cancel'; readonly reason: string };

const REASON_MAX = 200;

function refuseReason(reason: string, what: string): Refusal | null {
  if (reason.trim() === '')
    return refuse(`${what}要写理由`, { next: `例如「活动 编号 ${what} 重复登记」。` });
  return reason.length > REASON_MAX
    ? refuse(`理由有 ${reason.length} 字，最多 ${REASON_MAX} 字`, { next: '请缩短后再提交。' })
    : null;
}

const same = (a: ActivityDetails, b: Activity): boolean =>
  (Object.keys(a) as (keyof ActivityDetails)[]).every(
    (key) => JSON.stringify(a[key]) === JSON.stringify(b[key]),
  );

/** Everything else that can be done with one. @param actor who does it: invariant 2 */
export function decideActivity(
  pack: Pack,
  activity: Activity,
  deed: ActivityDeed,
  actor: string | null,
  today: Day,
): Decided<ActivityFact> {
  const { number, state } = activity;
  if (state === 'cancelled')
    return refuse(`${number} 已经取消（${activity.endReason ?? ''}）`, { next: '确有其事的请重新登记。' });
  switch (deed.do) {
    case 'correct':
      return correct(pack, activity, deed, today);
    case 'hold': {
      if (state === 'held')
        return refuse(`${number} 已经登记为已开展`, { next: `要补成果请发送「活动 ${number} 成果 …」。` });
      if (!isDay(deed.on)) return refuse(`没有「${deed.on}」这一天`, { next: '日期请写成 2026-11-25。' });
      if (deed.on > today)
        return refuse(`${deed.on} 还没有到`, {
          next: `开展以后再登记；提前开展的请写日期，例如「活动 ${number} 已开展 ${today}」。`,
        });
      const { on, outcome, evidence } = deed;
      return { facts: [{ type: 'activity.held', on, outcome, evidence }] };
    }
    case 'outcome': {
      if (state === 'planned')
        return refuse(`${number} 还没有登记为已开展`, {
          next: `请发送「活动 ${number} 已开展 …」并写成果。`,
        });
      const length = deed.outcome.length + (activity.outcome?.length ?? 0);
      if (deed.outcome.trim() === '')
        return refuse('没有写成果', { next: `例如「活动 ${number} 成果 签约意向2个」。` });
      if (length > LIMITS.textMax * 2)
        return refuse(`成果共 ${length} 字，最多 ${LIMITS.textMax * 2} 字`, { next: '请缩短后再提交。' });
      return { facts: [{ type: 'activity.outcome_added', outcome: deed.outcome, evidence: deed.evidence }] };
    }
    case 'verify':
    case 'return':
      return judge(activity, deed, actor);
    case 'cancel': {
      const refused = refuseReason(deed.reason, '取消');
      return refused ?? { facts: [{ type: 'activity.cancelled', reason: deed.reason }] };
    }
  }
}

function correct(
  pack: Pack,
  activity: Activity,
  { details: given, reason }: Extract<ActivityDeed, { do: 'correct' }>,
  today: Day,
): Decided<ActivityFact> {
  const details = checkDetails(pack, given, today);
  if (isRefusal(details)) return details;
  if (same(details, activity)) return refuse('没有改动', { next: `发送「活动 ${activity.number}」查看。` });
  const refused = refuseReason(reason, '更正');
  if (refused !== null) return refused;
  // A planned one whose day came is not held by that alone; a held one moved into the future is planned again.
  const held = details.on <= today && (activity.state === 'held' || details.on !== activity.on);
  return { facts: [{ type: 'activity.corrected', held, reason, ...details }] };
}

function judge(
  activity: Activity,
  deed: Extract<ActivityDeed, { do: 'verify' | 'return' }>,
  actor: string | null,
): Decided<ActivityFact> {
  const { number, state, check } = activity;
  if (state !== 'held') return refuse(`${number} 还没有开展，不用核实`, { next: '开展以后再核实。' });
  if (actor !== null && activity.recordedBy === actor)
    return refuse('自己登记的活动不能自己核实', { next: '请本单位审核人或招商办办理。' });
  if (deed.do === 'verify')
    return check === 'verified'
      ? refuse(`${number} 已经核实过`, { next: `发送「活动 ${number}」查看。` })
      : { facts: [{ type: 'activity.verified' }] };
  if (check === 'returned') return refuse(`${number} 已经退回`, { next: '等登记人更正。' });
  return refuseReason(deed.reason, '退回') ?? { facts: [{ type: 'activity.returned', reason: deed.reason }] };
}
