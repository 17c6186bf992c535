/**
 * Need ↔ entry: hard limits, wishes and words against what an entry states, with a reason for each. A limit that an
 * entry does not state is unknown, never met; what fails is shown with why, after what fits.
 *
 * Order: every hard limit met, then unknown ones, then failed ones; within them more wishes met, better words, less
 * surplus of area, the fresher one.
 */
import type { Day } from '../day.ts';
import { type Dec, dec, decText } from '../decimal.ts';
import { kindsIn } from '../match/kind.ts';
import type { Registry } from '../pack/schema.ts';
import type { Roster } from '../roster.ts';
import type { Entry } from './entry.ts';
import { fieldAs, isStale, titleField, topicOf } from './fields.ts';
import { checkKind } from './match-kind.ts';
import { fitTerm, prepare } from './text-score.ts';
import { type Basis, hasMeasure, MEASURE_WORDS, type Measure, statedOf } from './units.ts';

/** One number somebody asked for, in compared units. */
export interface Bound {
  readonly measure: Measure;
  /** At least; at most. */
  readonly min: string | null;
  readonly max: string | null;
  readonly basis: Basis | null;
  /** `false`: 最好, 左右: a wish. */
  readonly hard: boolean;
  /** As it was typed: 层高9米. */
  readonly said: string;
}

/** What somebody looks for. */
export interface Wish {
  readonly bounds: readonly Bound[];
  /** Units whose land it may be on, or must not be on (不要在沙县); the place was named. */
  readonly places: readonly string[];
  readonly isPlaceHard: boolean;
  readonly placesOut?: readonly string[];
  readonly terms: readonly string[];
}

export type Verdict = 'fits' | 'unknown' | 'fails';

/** One thing asked and how it stands. */
export interface Check {
  readonly verdict: Verdict;
  readonly hard: boolean;
  /** 面积 6000平方米，满足不少于5000平方米. */
  readonly reason: string;
}

export interface Fit {
  readonly entry: Entry;
  readonly registry: Registry;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** Of the words, 0…100. */
  readonly text: number;
  /** What the words were found by: 名称, 拼音 …; `null` when nothing was asked in words. */
  readonly by: string | null;
}

/** What matching looks at besides the two. */
export interface MatchScene {
  readonly registries: ReadonlyMap<string, Registry>;
  readonly roster: Roster;
  readonly today: Day;
}

const GONE = /^(?:已盘活|已出租|已出售|已售|已租|已使用|已投用|停用)$/u;
const DISPUTED = /纠纷|查封|不清|抵押/u;
const RANK: Readonly<Record<Verdict, number>> = { fits: 2, unknown: 1, fails: 0 };
const TEXT_MIN = 20;
const KIND_SCORE = 48;

/** One entry against a wish. */
export function fitEntry(entry: Entry, registry: Registry, wish: Wish, scene: MatchScene): Fit {
  const kind = checkKind(wish, registry, entry);
  const checks = [
    ...wish.bounds.map((bound) => checkBound(bound, registry, entry)),
    ...(kind === null ? [] : [kind]),
    ...checkPlace(wish, registry, entry, scene.roster),
    ...checkState(registry, entry, scene.today),
  ];
  const hard = checks.filter((check) => check.hard);
  const verdict: Verdict = hard.some((check) => check.verdict === 'fails')
    ? 'fails'
    : hard.some((check) => check.verdict === 'unknown')
      ? 'unknown'
      : 'fits';
  const words =
    kind !== null && wish.bounds.length > 0 && wish.terms.every((term) => kindsIn(term).length > 0)
      ? // Kinds were all that was asked in words, and they are judged: 车间 and 厂房 are one.
        { score: kind.verdict === 'fits' ? KIND_SCORE : 0, by: kind.verdict === 'fits' ? '类别' : null }
      : fitWords(wish.terms, entry, registry, scene.roster, kind?.verdict === 'fits');
  return { entry, registry, verdict, checks, text: words.score, by: words.by };
}

const ABOUT = /左右|上下|约|大概|差不多|接近/u;

/** 5000平左右: off by more than half or twice it is another thing; between, somebody is asked. `null`: within, or no 左右. */
function aboutFit({ min, max, hard, said }: Bound, value: Dec): Verdict | null {
  if (hard || min === null || max === null || !ABOUT.test(said)) return null;
  if (value.gte(min) && value.lte(max)) return null;
  // The bounds are four fifths and five quarters of what was said.
  return value.lt(dec(min).times('0.625')) || value.gt(dec(max).times('1.6')) ? 'fails' : 'unknown';
}

function checkBound(bound: Bound, registry: Registry, entry: Entry): Check {
  const { measure, hard } = bound;
  const word = MEASURE_WORDS[measure];
  const asked = sayBound(bound);
  const stated = statedOf(registry, entry, measure);
  if (stated === null) {
    const why = hasMeasure(registry, measure) ? '未登记' : '这个台账不登记';
    return { verdict: 'unknown', hard, reason: `${word}${why}，要求${asked}，请核实` };
  }
  if (bound.basis !== null && stated.basis !== bound.basis)
    return { verdict: 'unknown', hard, reason: `${word} ${stated.text}，与要求${asked}计价方式不同，请核实` };
  const about = aboutFit(bound, stated.value);
  if (about !== null)
    return {
      verdict: about,
      hard: true,
      reason: `${word} ${stated.text}，${about === 'fails' ? '与要求相差较大' : '与要求略有出入，请核实'}（${asked.replace('最好', '约')}）`,
    };
  const isLow = bound.min !== null && stated.value.lt(dec(bound.min));
  const isHigh = bound.max !== null && stated.value.gt(dec(bound.max));
  if (isLow || isHigh)
    return {
      verdict: 'fails',
      hard,
      reason: `${word} ${stated.text}，${isLow ? '低于' : '高于'}要求（${asked}）`,
    };
  return { verdict: 'fits', hard, reason: `${word} ${stated.text}，符合${asked}` };
}

const BASE: Readonly<Record<Measure, string>> = {
  area: '平方米',
  height: '米',
  load: '吨/平方米',
  power: '千伏安',
  price: '',
};
const PRICE_BASE: Readonly<Record<Basis, string>> = {
  rent: '元/平方米·月',
  land: '万元/亩',
  total: '万元',
};

/** 不少于5000平方米. */
export function sayBound({ measure, min, max, basis, hard }: Bound): string {
  const unit = basis === null ? BASE[measure] : PRICE_BASE[basis];
  const say = (value: string) => `${decText(shown(dec(value)))}${unit}`;
  const text =
    min !== null && max !== null
      ? `${decText(shown(dec(min)))}～${say(max)}`
      : min !== null
        ? `不少于${say(min)}`
        : max !== null
          ? `不超过${say(max)}`
          : '';
  return hard ? text : `最好${text}`;
}

const shown = (value: Dec): Dec => value.toDecimalPlaces(2);

function checkPlace(wish: Wish, registry: Registry, entry: Entry, roster: Roster): readonly Check[] {
  const stands = placesOf(registry, entry);
  const out = stands.find((unit) => wish.placesOut?.some((one) => roster.isWithin(unit, one)));
  if (out !== undefined)
    return [{ verdict: 'fails', hard: true, reason: `在${roster.unitName(out)}，要求不在那里` }];
  if (wish.places.length === 0) return [];
  const hard = wish.isPlaceHard;
  const names = wish.places.map((unit) => roster.unitName(unit)).join('、');
  const isIn = stands.some((unit) => wish.places.some((place) => roster.isWithin(unit, place)));
  if (isIn || isWritten(wish.places, registry, entry, roster))
    return [{ verdict: 'fits', hard, reason: `在${names}` }];
  const known = stands.find((unit) => !roster.isCity(unit));
  if (known === undefined) return [{ verdict: 'unknown', hard, reason: `没写在哪里，要求${names}，请核实` }];
  return [{ verdict: 'fails', hard, reason: `在${roster.unitName(known)}，不在${names}` }];
}

/** Units an entry stands on: its unit fields, else whose it is. */
function placesOf(registry: Registry, entry: Entry): readonly string[] {
  const own = registry.fields.flatMap((field) => {
    const value = entry.values[field.id];
    return field.type === 'unit' && typeof value === 'string' ? [value] : [];
  });
  return own.length > 0 ? own : entry.owner === null ? [] : [entry.owner];
}

/** 沙县高砂工业园 names its county in words. */
function isWritten(places: readonly string[], registry: Registry, entry: Entry, roster: Roster): boolean {
  const field = fieldAs(registry, 'place') ?? titleField(registry);
  const texts = [entry.title ?? '', field === null ? '' : String(entry.values[field.id] ?? '')];
  return places.some((place) => {
    const unit = roster.unit(place);
    const names = unit === null ? [] : [unit.name, ...unit.aliases].filter((name) => name.length > 1);
    return names.some((name) => texts.some((text) => text.includes(name)));
  });
}

/** What speaks against an entry whatever was asked: gone already, a title in dispute, run out, not looked after. */
function checkState(registry: Registry, entry: Entry, today: Day): readonly Check[] {
  const found: Check[] = [];
  const isAsset = topicOf(registry) === 'asset';
  const text = (use: 'state' | 'title' | 'expires') => {
    const field = fieldAs(registry, use);
    const value = field === null ? undefined : entry.values[field.id];
    return typeof value === 'string' ? { label: field?.label ?? '', value } : null;
  };
  const state = text('state');
  if (isAsset && state !== null && GONE.test(state.value))
    found.push({ verdict: 'fails', hard: true, reason: `${state.label}：${state.value}` });
  const title = text('title');
  if (isAsset && title !== null && DISPUTED.test(title.value))
    found.push({ verdict: 'fails', hard: false, reason: `${title.label}：${title.value}` });
  const expires = text('expires');
  if (expires !== null && expires.value < today)
    found.push({ verdict: 'fails', hard: true, reason: `已于 ${expires.value} 到期` });
  if (isStale(registry, entry, today))
    found.push({
      verdict: 'unknown',
      hard: false,
      reason: `超过 ${registry.freshDays ?? 0} 天没有更新，请先核实`,
    });
  return found;
}

function fitWords(
  terms: readonly string[],
  entry: Entry,
  registry: Registry,
  roster: Roster,
  isKind: boolean,
): { readonly score: number; readonly by: string | null } {
  if (terms.length === 0) return { score: 0, by: null };
  const own = titleField(registry);
  const texts = registry.fields.flatMap((field) => {
    const value = entry.values[field.id];
    if (typeof value !== 'string' || field.personal) return [];
    return [{ label: field.label, text: field.type === 'unit' ? roster.unitName(value) : value }];
  });
  const searched = prepare(entry.title, own?.type === 'enterprise', [
    ...texts,
    { label: '台账', text: registry.label },
  ]);
  const fits = terms.map((term) => {
    const fit = fitTerm(term, searched);
    // 标准厂房 and 车间 are both plants.
    return isKind && fit.score < KIND_SCORE && kindsIn(term).length > 0
      ? { score: KIND_SCORE, by: '类别' }
      : fit;
  });
  const score = fits.reduce((sum, one) => sum + one.score, 0) / terms.length;
  return { score, by: fits.find((one) => one.score > 0)?.by ?? null };
}

/** Best first. Entries of another topic, or that words were asked for and none was found in, are left out. */
export function rankEntries(entries: readonly Entry[], wish: Wish, scene: MatchScene): readonly Fit[] {
  const fits = entries.flatMap((entry) => {
    const registry = scene.registries.get(entry.registry);
    return registry === undefined ? [] : [fitEntry(entry, registry, wish, scene)];
  });
  const worded = fits.filter((fit) => fit.text >= TEXT_MIN);
  const isByNumber = wish.bounds.length > 0 || wish.places.length > 0;
  const kept = wish.terms.length === 0 || (worded.length === 0 && isByNumber) ? fits : worded;
  const size = (fit: Fit) => statedOf(fit.registry, fit.entry, 'area')?.value ?? null;
  return kept
    .map((fit) => ({ fit, wishes: wishesMet(fit), area: size(fit) }))
    .sort(
      (a, b) =>
        RANK[b.fit.verdict] - RANK[a.fit.verdict] ||
        b.wishes - a.wishes ||
        textStep(b.fit, wish) - textStep(a.fit, wish) ||
        byArea(a.area, b.area, wish) ||
        b.fit.text - a.fit.text ||
        b.fit.entry.checkedAt - a.fit.entry.checkedAt ||
        (a.fit.entry.id < b.fit.entry.id ? -1 : 1),
    )
    .map(({ fit }) => fit);
}

const wishesMet = (fit: Fit): number =>
  fit.checks.reduce(
    (sum, { hard, verdict }) => sum + (hard ? 0 : verdict === 'fits' ? 1 : verdict === 'fails' ? -1 : 0),
    0,
  );

/** Where numbers were asked for, words that fit about as well are equal, and the better size decides. */
const textStep = (fit: Fit, wish: Wish): number =>
  wish.bounds.length === 0 ? fit.text : Math.floor(fit.text / 20);

/** Of two that are large enough the smaller one; without an area asked nothing. */
function byArea(a: Dec | null, b: Dec | null, wish: Wish): number {
  if (!wish.bounds.some((bound) => bound.measure === 'area' && bound.min !== null)) return 0;
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a.cmp(b);
}
