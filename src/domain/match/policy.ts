/**
 * Project ↔ policy 政策: each condition a policy states, met, to be verified or failed, with where it was read. Never a
 * promise: what is said is that the words agree; whether it is granted is the responsible unit's to say.
 *
 * Order: what does not fail first; then what has most to do with this project; then more conditions met.
 */
import type { Day } from '../day.ts';
import { dec, decText } from '../decimal.ts';
import { printRange, UNITS_PER_WAN } from '../money.ts';
import type { Pack, Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { Entry } from '../registry/entry.ts';
import { fieldAs, isStale, ownerField } from '../registry/fields.ts';
import type { Check, Verdict } from '../registry/match.ts';
import type { Roster } from '../roster.ts';
import { industryFit } from './industry.ts';
import { plainText } from './plain.ts';
import { audienceOf, isForForeign, type Threshold, thresholdsIn } from './policy-text.ts';
import type { Profile } from './profile.ts';

export interface PolicyFit {
  readonly entry: Entry;
  readonly registry: Registry;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** How much it has to do with this project; below `RELEVANT_MIN` it is a general one. */
  readonly relevance: number;
}

export interface PolicyScene {
  readonly pack: Pack;
  readonly registries: ReadonlyMap<string, Registry>;
  readonly roster: Roster;
  readonly today: Day;
}

/** From here on a policy is about this project, and worth telling without being asked. */
export const RELEVANT_MIN = 2;

interface Found {
  readonly check: Check | null;
  readonly relevance: number;
}

const NOTHING: Found = { check: null, relevance: 0 };
const CITY_KINDS: ReadonlySet<string> = new Set(['city', 'city_dept', 'party_or_congress_body']);

export function fitPolicy(
  entry: Entry,
  registry: Registry,
  profile: Profile,
  scene: PolicyScene,
  pairs: readonly string[] = pairsOf(profile),
): PolicyFit {
  const say = (use: FieldUse): string => {
    const field = fieldAs(registry, use);
    const value = field === null ? undefined : entry.values[field.id];
    return typeof value === 'string' ? value : '';
  };
  const title = entry.title ?? '';
  const object = say('object');
  const content = say('content');
  const found = [
    expiry(say('expires'), scene.today),
    region(entry, registry, say('level'), profile, scene.roster),
    industry(say('industry'), `${title}，${object}`, profile, scene.pack),
    investment(say('minInvestment'), `${object}，${content}`, profile),
    foreign(`${title}，${object}`, profile),
    classes(`${title}，${object}`, profile),
    audience(`${title}，${object}`),
    ...(isStale(registry, entry, scene.today)
      ? [soft(`超过 ${registry.freshDays ?? 0} 天没有更新，请先核实`)]
      : []),
  ];
  const checks = found.flatMap(({ check }) => (check === null ? [] : [check]));
  const isObjectOpen =
    object !== '' && !checks.some((one) => one.hard && /产业|对象|外资|企业/u.test(one.reason));
  const all: readonly Check[] = isObjectOpen
    ? [...checks, { verdict: 'unknown', hard: true, reason: `适用对象「${object.slice(0, 40)}」，请核实` }]
    : checks;
  const relevance =
    found.reduce((sum, one) => sum + one.relevance, 0) + shared(pairs, `${title}，${object}，${content}`);
  return { entry, registry, verdict: verdictOf(all), checks: all, relevance };
}

export function verdictOf(checks: readonly Check[]): Verdict {
  const hard = checks.filter((check) => check.hard);
  if (hard.some((check) => check.verdict === 'fails')) return 'fails';
  return hard.some((check) => check.verdict === 'unknown') ? 'unknown' : 'fits';
}

const must = (verdict: Verdict, reason: string, relevance = 0): Found => ({
  check: { verdict, hard: true, reason },
  relevance,
});
const soft = (reason: string): Found => ({
  check: { verdict: 'unknown', hard: false, reason },
  relevance: 0,
});

function expiry(until: string, today: Day): Found {
  if (until === '') return soft('没有登记有效期，请核实是否仍然有效');
  return until < today ? must('fails', `已于 ${until} 到期`) : must('fits', `有效期至 ${until}`);
}

function region(entry: Entry, registry: Registry, level: string, profile: Profile, roster: Roster): Found {
  const field = ownerField(registry);
  const value = field === null ? undefined : entry.values[field.id];
  const unit = typeof value === 'string' ? value : entry.owner;
  const kind = unit === null ? null : (roster.unit(unit)?.kind ?? null);
  if (/市级/u.test(level) || unit === null || roster.isCity(unit) || CITY_KINDS.has(kind ?? ''))
    return /区|县/u.test(level)
      ? must('unknown', `${level}政策，没有写是哪个区市，请核实`)
      : must('fits', '全市适用', 0.3);
  const name = roster.unitName(unit);
  if (profile.landing === null) return must('unknown', `限${name}，项目还没有写拟落户`);
  if (roster.isWithin(profile.landing, unit)) return must('fits', `拟落户在${name}`, 1.5);
  if (roster.isWithin(unit, profile.landing))
    return must('unknown', `限${name}，项目拟落户${roster.unitName(profile.landing)}，请核实`, 1);
  return must('fails', `限${name}，项目拟落户${roster.unitName(profile.landing)}`);
}

/** The typed field; else what title and object name. A policy that names no industry limits none. */
function industry(typed: string, words: string, profile: Profile, pack: Pack): Found {
  const hits = typed === '' ? profile.lexicon.industries(plainText(words)) : [];
  if (typed === '' && hits.length === 0) return NOTHING;
  const text = typed === '' ? hits.map((hit) => hit.word).join('、') : typed;
  const fit = industryFit(text, profile, pack);
  if (fit.how === 'open') return must('fits', fit.reason, 0);
  const relevance = fit.how === 'named' ? 4 : fit.how === 'kindred' ? 2 : 0;
  return must(fit.verdict, `产业：${fit.reason}`, relevance);
}

function investment(typed: string, words: string, profile: Profile): Found {
  const least: Threshold | undefined = /^\d{1,15}(?:\.\d{1,8})?$/u.test(typed)
    ? { of: 'total', label: '投资额', wan: dec(typed), currency: 'CNY', said: `投资额${typed}万元以上` }
    : thresholdsIn(words)[0];
  if (least === undefined) return NOTHING;
  const asked = `「${least.said}」`;
  if (least.of === 'other') return must('unknown', `要求${asked}，线索没有这个数，请核实`);
  const { investment: range } = profile;
  if (range === null) return must('unknown', `要求${asked}，项目没有写投资额`);
  if (range.low.currency !== least.currency)
    return must('unknown', `要求${asked}，项目为${printRange(range)}，币种不同，请核实`);
  const wan = (units: number) => dec(units).div(UNITS_PER_WAN);
  const has = `投资额${printRange(range)}`;
  if (wan(range.low.units).gte(least.wan)) return must('fits', `${has}，符合${asked}`, 0.8);
  if (wan(range.high.units).gte(least.wan)) return must('unknown', `${has}，是否达到${asked}请核实`);
  return must('fails', `${has}，不到${decText(least.wan)}万元（${asked}）`);
}

function foreign(words: string, profile: Profile): Found {
  if (!isForForeign(words)) return NOTHING;
  const kind = profile.capitalType;
  const isUsd = profile.investment !== null && profile.investment.low.currency !== 'CNY';
  if (kind === null)
    return isUsd
      ? must('unknown', '限外资，投资额以外币登记，资本类型未登记，请核实', 2)
      : must('unknown', '限外资，项目的资本类型还没有登记');
  return /foreign|外/u.test(kind) ? must('fits', '外资项目', 2) : must('fails', '限外资，项目登记为内资');
}

/** Classes of enterprise the title or object names: 500强, 央企. */
function classes(words: string, profile: Profile): Found {
  const wanted = profile.lexicon.classes(plainText(words));
  if (wanted.length === 0) return NOTHING;
  const names = [...new Set(wanted.map((one) => one.label))].join('、');
  if (profile.classes === null) return must('unknown', `限${names}，企业类别还没有登记`);
  const met = wanted.find((one) => profile.classes?.includes(one.id) === true);
  return met === undefined
    ? must('fails', `限${names}，企业没有列入`)
    : must('fits', `企业属于${met.label}`, 2);
}

/** For whoever brought it or works there: told of, and no reason to show it first. */
function audience(words: string): Found {
  const whom = audienceOf(words);
  return whom === null
    ? NOTHING
    : { check: { verdict: 'unknown', hard: true, reason: `适用对象是${whom}，不是项目本身` }, relevance: -6 };
}

/** Up to 1.5: how many of the project's pairs of characters the policy has. */
function shared(pairs: readonly string[], text: string): number {
  if (pairs.length < 2) return 0;
  const met = pairs.filter((pair) => text.includes(pair)).length;
  return Math.min(1.5, (3 * met) / pairs.length);
}

/** Pairs of characters of the project's name that say something. */
function pairsOf(profile: Profile): readonly string[] {
  const chars = [...plainText(profile.project ?? '')].filter((char) => /[\p{Script=Han}a-z0-9]/u.test(char));
  const pairs = new Set(chars.slice(1).map((char, at) => (chars[at] ?? '') + char));
  return [...pairs].filter((pair) => !DULL.has(pair));
}

const DULL: ReadonlySet<string> = new Set(
  '项目 生产 建设 产业 企业 基地 投资 年产 中心 公司 发展'.split(' '),
);
const RANK: Readonly<Record<Verdict, number>> = { fits: 1, unknown: 1, fails: 0 };

export function rankPolicies(
  entries: readonly Entry[],
  profile: Profile,
  scene: PolicyScene,
): readonly PolicyFit[] {
  const pairs = pairsOf(profile);
  const met = (fit: PolicyFit) => fit.checks.filter((check) => check.verdict === 'fits').length;
  return entries
    .flatMap((entry) => {
      const registry = scene.registries.get(entry.registry);
      return registry === undefined ? [] : [fitPolicy(entry, registry, profile, scene, pairs)];
    })
    .sort(
      (a, b) =>
        RANK[b.verdict] - RANK[a.verdict] ||
        b.relevance - a.relevance ||
        Number(b.verdict === 'fits') - Number(a.verdict === 'fits') ||
        met(b) - met(a) ||
        (a.entry.id < b.entry.id ? -1 : 1),
    );
}
