/**
 * The terms 条款 of a transfer: which of the pack's splits, in what ratio, from which event, until when (domain P5).
 * A version of terms is never changed: who wants other terms makes another version. Left out: who may offer them.
 */
import type { Day } from '../day.ts';
import { dec } from '../decimal.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Pack, Split } from '../pack/schema.ts';
import { measureLabel, stageLabel } from '../pack/view.ts';
import { isRatio } from '../rule/attribution.ts';

/** 招商方 and 落户方. */
export type Side = 'sender' | 'receiver';
/** Who acts: a side, or the office as arbiter 裁定. */
export type Party = Side | 'office';
/** Fractions of 招商方 and 落户方 as exact decimal texts; they sum to one. */
export type Ratio = readonly [sender: string, receiver: string];

/** A split of the pack as it stood when the terms were offered, so that an agreement keeps the rule it was made by. */
export interface TermsRule {
  readonly id: string;
  readonly label: string;
  readonly metrics: readonly string[];
  /** Stage or `first_<measure>` from whose month on it is shared. */
  readonly start: string;
  readonly startMonthIncluded: boolean;
  readonly preStart: 'receiver' | 'sender' | 'hold';
  readonly confirm: 'both' | 'office';
  readonly settle: 'year_end' | 'month' | 'none';
  readonly clause: string;
}

export interface Terms {
  readonly rules: readonly TermsRule[];
  /** `null` when a scheme by the year is given instead. */
  readonly ratio: Ratio | null;
  /** 年度分配方案: only the years it names are shared (RC 三(九)22). */
  readonly ratioByYear: Readonly<Record<string, Ratio>>;
  /** Last day; `null` = no end (SM-I6). */
  readonly endOn: Day | null;
  /** 特别约定. */
  readonly note: string | null;
  /** 佐证: number or name of the signed paper. */
  readonly evidence: string | null;
}

/** What a person asks for. */
export interface TermsIntent {
  /** Ids of the pack's splits; empty = all of them. */
  readonly splits: readonly string[];
  readonly ratio: Ratio | null;
  readonly ratioByYear: Readonly<Record<string, Ratio>>;
  readonly endOn: Day | null;
  readonly note: string | null;
  readonly evidence: string | null;
}

/** The ratio the document gives for a split on a day; `null` when it gives none. */
export function packRatio(split: Split, on: Day): Ratio | null {
  const version = split.versions
    .filter((one) => one.effectiveFrom <= on)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1);
  const ratio = version?.ratio ?? split.ratio;
  return ratio === undefined ? null : [dec(ratio[0]).toFixed(), dec(ratio[1]).toFixed()];
}

/** A count of projects is kept in ten-thousandths, so shares are too. */
const RATIO_DIGITS_MAX = 4;

const isSum = (ratio: Ratio): boolean => isRatio([dec(ratio[0]), dec(ratio[1])]);
const isEqual = (a: Ratio, b: Ratio): boolean => dec(a[0]).eq(b[0]) && dec(a[1]).eq(b[1]);

/** 3:7 where that is what it is, else percent: `33.5%:66.5%`. */
export function sayRatio([sender, receiver]: Ratio): string {
  const [a, b] = [dec(sender).times(10), dec(receiver).times(10)];
  if (a.isInteger() && b.isInteger()) return `${a.toFixed()}:${b.toFixed()}`;
  return `${sayShare(sender)}:${sayShare(receiver)}`;
}

/** A fraction as percent: `0.3` → `30%`. */
export const sayShare = (fraction: string): string => `${dec(fraction).times(100).toFixed()}%`;

/** Every ratio of the terms in words: `3:7`, or `2026年 3:7、2027年 4:6`. */
export function sayRatios(terms: Pick<Terms, 'ratio' | 'ratioByYear'>): string {
  const years = Object.entries(terms.ratioByYear).sort(([a], [b]) => (a < b ? -1 : 1));
  if (years.length > 0) return years.map(([year, ratio]) => `${year}年 ${sayRatio(ratio)}`).join('、');
  return terms.ratio === null ? '—' : sayRatio(terms.ratio);
}

/** 自开工起, 自产生地方级税收起. */
export function sayStart(pack: Pack, start: string): string {
  const measure = /^first_(.+)$/u.exec(start)?.[1];
  return measure === undefined ? `自${stageLabel(pack, start)}起` : `自产生${measureLabel(pack, measure)}起`;
}

const ruleOf = (split: Split): TermsRule => ({
  id: split.id,
  label: split.label,
  metrics: split.metrics,
  start: split.start,
  startMonthIncluded: split.startMonthIncluded,
  preStart: split.preStart,
  confirm: split.confirm,
  settle: split.settle,
  clause: split.clause,
});

/** Whether the pack knows transfers at all; the refusal says which clause is silent. */
export function refuseWithoutSplits(pack: Pack): Refusal | null {
  if (pack.splits.length > 0) return null;
  const absent = pack.absent.find((one) => one.section === 'splits');
  return refuse(`《${pack.title}》没有飞地或项目分成的规定，不能登记流转`, {
    ...(absent === undefined ? {} : { clause: absent.clause }),
    next: '如市里另有文件，请招商办把分成规则写进方案后再发起。',
  });
}

/** Terms by the pack, or why they cannot be: ratios sum to one, and a fixed ratio stays the document's. */
export function makeTerms(pack: Pack, intent: TermsIntent, today: Day): Terms | Refusal {
  const without = refuseWithoutSplits(pack);
  if (without !== null) return without;
  const chosen = pack.splits.filter(
    (split) => intent.splits.length === 0 || intent.splits.includes(split.id),
  );
  if (chosen.length === 0)
    return refuse('没有选分成事项', { next: `可选：${pack.splits.map((one) => one.label).join('、')}。` });
  const years = Object.entries(intent.ratioByYear);
  if (intent.ratio === null && years.length === 0)
    return refuse('还没有填分成比例', { next: '请按“招商方:落户方”填写，例如 3:7。' });
  for (const ratio of [...(intent.ratio === null ? [] : [intent.ratio]), ...years.map(([, one]) => one)]) {
    if (!isSum(ratio)) {
      return refuse(`分成比例 ${sayShare(ratio[0])}:${sayShare(ratio[1])} 合计不是 100%`, {
        clause: chosen[0]?.clause ?? '',
        next: '请按“招商方:落户方”填写，例如 3:7。',
      });
    }
  }
  const all = [...(intent.ratio === null ? [] : [intent.ratio]), ...years.map(([, one]) => one)];
  if (all.some((ratio) => dec(ratio[0]).decimalPlaces() > RATIO_DIGITS_MAX)) {
    return refuse('分成比例最多写到万分之一（百分数两位小数）', { next: '例如 33.33%，或 3:7。' });
  }
  const refusal = chosen.map((split) => refuseFixed(split, intent, today)).find((one) => one !== null);
  if (refusal !== undefined) return refusal;
  if (intent.endOn !== null && intent.endOn < today)
    return refuse(`终止日期 ${intent.endOn} 已经过去`, { next: '请填今天或以后的日期，没有期限就留空。' });
  return {
    rules: chosen.map(ruleOf),
    ratio: years.length > 0 ? null : intent.ratio,
    ratioByYear: Object.fromEntries(years),
    endOn: intent.endOn,
    note: intent.note,
    evidence: intent.evidence,
  };
}

/** `adjustable: false`: the two sides may not agree on another ratio. */
function refuseFixed(split: Split, intent: TermsIntent, today: Day): Refusal | null {
  if (split.adjustable) return null;
  const decreed = Object.entries(split.ratioByYear ?? {});
  const fixed = packRatio(split, today);
  const asked = Object.entries(intent.ratioByYear);
  const fits =
    asked.length > 0
      ? asked.every(([year, ratio]) => {
          const of = split.ratioByYear?.[year];
          const wanted = of === undefined ? fixed : ([dec(of[0]).toFixed(), dec(of[1]).toFixed()] as const);
          return wanted !== null && isEqual(wanted, ratio);
        })
      : fixed === null || (intent.ratio !== null && isEqual(fixed, intent.ratio));
  if (fits) return null;
  const words =
    decreed.length > 0 ? decreed.map(([year, one]) => `${year}年 ${one.join(':')}`).join('、') : '';
  return refuse(`「${split.label}」的比例由文件规定，双方不能另行商定`, {
    clause: split.clause,
    next: `只能按 ${words === '' && fixed !== null ? sayRatio(fixed) : words} 分成。`,
  });
}

/** Whether two versions say the same. */
export const sameTerms = (a: Terms, b: Terms): boolean => canonical(a) === canonical(b);

function canonical(terms: Terms): string {
  const ratio = (one: Ratio | null) => (one === null ? '' : sayRatio(one));
  return JSON.stringify([
    terms.rules.map((rule) => rule.id).sort(),
    ratio(terms.ratio),
    sayRatios(terms),
    terms.endOn,
    terms.note,
    terms.evidence,
  ]);
}
