/**
 * Whether a value may be set: the facts file's own checks, plus that the target binds this subject, the item is judged
 * and the mark within its cap. Pure. Leaves out who may set it.
 */
import { type Day, isDay } from '../day.ts';
import { readDecimal } from '../decimal.ts';
import { type Refusal, refuse } from '../decision.ts';
import { scopeOf } from '../evaluate/scope.ts';
import { buildWorld } from '../evaluate/world.ts';
import { checkRaw } from '../facts-file/read.ts';
import { postRows, unitRows } from '../facts-file/roster-rows.ts';
import type { Pack, Target } from '../pack/schema.ts';
import { unitFits } from '../pack/view.ts';
import type { Post, Unit } from '../roster.ts';
import { targetPeriod, testsOf } from '../rule/target.ts';
import { judgedItems, sectionOf } from './facts-rows.ts';
import type { SettingWish } from './setting.ts';

export interface SettingScene {
  readonly pack: Pack;
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  /** Numbers of the projects there are; asked for cohorts only. */
  readonly projects: ReadonlySet<string>;
}

const MEMBERS_MAX = 2_000;
const NOT_A_VALUE = ['done', 'trend_up', 'positive'];

/** The units and posts a target binds on a day; `city`, `together`, or the values of a list. */
export function subjectsOf(
  { pack, units, posts }: Pick<SettingScene, 'pack' | 'units' | 'posts'>,
  target: Target,
  day: Day,
): readonly string[] {
  const world = buildWorld(pack, { units: unitRows(units), posts: postRows(posts) }, day);
  const period = targetPeriod(target.period, day, pack.periodFrom);
  return scopeOf(world, target.bind, period.startOn, period.endOn).subjects;
}

/** Targets that take a value: not those that are done or not done. */
export const valuedTargets = (pack: Pack): readonly Target[] =>
  pack.targets.filter((target) => testsOf(target).tests.some((test) => !NOT_A_VALUE.includes(test.cmp)));

/** `null`: it may be set. */
export function refuseWish(wish: SettingWish, scene: SettingScene): Refusal | null {
  if (!isDay(wish.from)) return refuse(`「${wish.from}」不是实有的日期`, { next: '请写成 2026-07-01。' });
  if (wish.members.length > MEMBERS_MAX)
    return refuse(`名单最多 ${MEMBERS_MAX} 个项目`, { next: '请用 Excel 导入。' });
  const own = wish.kind === 'target' ? refuseTarget(wish, scene) : refuseOther(wish, scene);
  if (own !== null) return own;
  const checked = checkRaw(
    {
      units: unitRows(scene.units),
      posts: postRows(scene.posts),
      projects: wish.members.filter((id) => scene.projects.has(id)).map((id) => ({ id })),
      ...sectionOf(wish, wish),
    },
    scene.pack,
  );
  if (checked.ok) return null;
  const first = checked.mistakes[0]?.message ?? '内容不对';
  return refuse(first, { next: '请改正后再提交。' });
}

function refuseTarget(wish: SettingWish, scene: SettingScene): Refusal | null {
  const target = scene.pack.targets.find((one) => one.id === wish.item);
  if (target === undefined)
    return refuse(`方案里没有目标「${wish.item}」`, { next: '发送「目标 设定」看有哪些。' });
  const { label, clause } = target;
  const { tests } = testsOf(target);
  const test = tests[wish.part ?? 0];
  if (test === undefined) return refuse(`「${label}」没有第 ${(wish.part ?? 0) + 1} 项`, { clause });
  if (NOT_A_VALUE.includes(test.cmp)) return refuse(`「${label}」只看是否完成，不下达数值`, { clause });
  if (tests.length > 1 && wish.part === null)
    return refuse(`「${label}」由 ${tests.length} 项组成，要写明是哪一项`, {
      clause,
      next: `各项：${tests.map((one, at) => `${at + 1} ${one.label ?? ''}`).join('、')}；例如「${wish.item}#1」。`,
    });
  if (wish.subject !== null) {
    const bound = subjectsOf(scene, target, wish.from);
    const isWhole = wish.subject === 'city' && bound.includes('together');
    if (!bound.includes(wish.subject) && !isWhole)
      return refuse(`「${label}」不约束这个单位或职务`, {
        clause,
        next: '发送「目标 单位名称」看它有哪些目标。',
      });
  }
  const isRange = test.cmp === 'range';
  if (isRange !== (wish.amounts.length === 2))
    return refuse(isRange ? `「${label}」要写上下限` : `「${label}」只要一个数`, {
      clause,
      next: isRange ? '例如「1-2」。' : '例如「3」。',
    });
  return null;
}

function refuseOther(wish: SettingWish, { pack, units }: SettingScene): Refusal | null {
  if (wish.kind === 'fx') return refuseRate(wish, pack);
  if (wish.kind === 'cohort' && wish.members.length === 0)
    return refuse('考核对象名单是空的', { next: '请写项目编号，用空格隔开。' });
  if (wish.kind !== 'mark') return null;
  const card = pack.scorecards.find((one) => one.id === wish.scope);
  if (card === undefined) return refuse('本方案没有这个考核办法', { next: '发送「得分 评分」查看。' });
  const { clause } = card;
  const item = judgedItems(card).find((one) => one.id === wish.item);
  if (item === undefined)
    return refuse(`「${wish.item}」不是要人评分的考核项`, { clause, next: '发送「得分 评分」查看。' });
  const unit = units.find((one) => one.id === wish.subject);
  if (unit === undefined || !unitFits(pack, card.subject, unit))
    return refuse(`「${card.label}」不考核这个单位`, { clause, next: '发送「得分」看考核哪些单位。' });
  const [mark, max] = [readDecimal(wish.amounts[0] ?? ''), readDecimal(item.max)];
  if (mark === null || max === null || mark.isNegative() || mark.gt(max))
    return refuse(`「${item.label}」的评分应在 0 到 ${item.max} 之间，不能是 ${wish.amounts[0] ?? '空'}`, {
      clause,
      next: `请写 0—${item.max} 的数。`,
    });
  return wish.note === null || wish.note === ''
    ? refuse('评分要写明理由', {
        clause,
        next: `例如「得分 评分 ${unit.name} ${item.label} ${item.max} 台账齐全」。`,
      })
    : null;
}

const RATE_AT = { annual_fixed: /^\d{4}$/u, month_avg: /^\d{4}-\d{2}$/u, event_date: /^\d{4}-\d{2}-\d{2}$/u };
const RATE_WORDS = { annual_fixed: '年份，如 2026', month_avg: '月份，如 2026-07', event_date: '日期' };

function refuseRate({ item, scope, amounts }: SettingWish, { fx }: Pack): Refusal | null {
  if (item !== 'USD')
    return refuse('方案只用美元对人民币的汇率', { next: '例如「目标 汇率 美元 2026 7.1」。' });
  if (scope === null || !RATE_AT[fx.mode].test(scope))
    return refuse(`汇率按${RATE_WORDS[fx.mode]}`, { clause: fx.clause });
  const rate = readDecimal(amounts[0] ?? '');
  return rate === null || rate.lt('1') || rate.gt('20')
    ? refuse(`「1 美元 = ${amounts[0] ?? ''} 元」不像汇率`, { next: '请写 1 美元合多少元，例如 7.1。' })
    : null;
}
