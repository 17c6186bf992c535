/**
 * What somebody looks for in a registry, from free text: quantities, places of the roster, and the words that are left.
 * `资产 5000平 厂房 层高9米 沙县` → area ≥ 5000 m², height ≥ 9 m, on the land of 沙县, and 厂房.
 */
import type { Wish } from '../domain/registry/match.ts';
import type { Roster } from '../domain/roster.ts';
import { findQuantities } from './quantity.ts';

const TERMS_MAX = 8;
const TERM_MAX = 40;
const TEXT_MAX = 400;
const LEADING =
  /^(?:帮我[找查看搜]一?下?|帮我|帮忙|请问|我们?(?:想要?|要|需要)|有没有|有无|哪里有|哪儿有|哪些|想找|想要|需要|要找|找一?[个处下]|附近|一个|一处|的|在)+/u;
/** 不要在沙县, 除了沙县; 沙县以外, 沙县除外. */
const NOT_IN = '(?:不要|不想|不能|不去|不|别|勿)(?:放|选|落|建|设)?在?|除了?';
const BUT = '(?:以外|之外|除外|就算了|不考虑|不要)';
const TRAILING = /(?:有没有|有吗|有哪些|在哪里?|的有|吗|呢|吧|附近|境内|范围内)+$/u;
const EMPTY: ReadonlySet<string> = new Set(
  '要 有 的 找 查 和 与 及 或 或者 在 于 个 处 需要 想要 要求 最好 优先 资产 企业 政策 图谱 相关 以上 左右'.split(
    ' ',
  ),
);

export interface NeedScene {
  readonly roster: Roster;
  /** Numbers and places inside words count: for assets. A firm's name keeps its 三明 and 500强. */
  readonly isAsset: boolean;
}

/** Bounded in length; never refuses: what is not understood stays as words. */
export function readNeed(typed: string, { roster, isAsset }: NeedScene): Wish {
  const text = typed.slice(0, TEXT_MAX).normalize('NFKC');
  const { bounds, rest } = isAsset ? findQuantities(text) : { bounds: [], rest: text };
  const placed = isAsset ? placesIn(rest, roster) : placesAlone(rest, roster);
  const terms = placed.rest
    .split(/[\s,，。;；、:：!！?？"“”'‘’()（）/|+]+/u)
    .map(trimmed)
    .filter((term) => term !== '' && !EMPTY.has(term) && /[\p{L}\p{N}]/u.test(term))
    .map((term) => term.slice(0, TERM_MAX));
  return {
    bounds,
    places: placed.units,
    ...(placed.out.length === 0 ? {} : { placesOut: placed.out }),
    isPlaceHard: !/(?:最好|优先|希望|尽量)[^,，;；]{0,4}$/u.test(placed.before),
    terms: [...new Set(terms)].slice(0, TERMS_MAX),
  };
}

function trimmed(term: string): string {
  let left = term;
  for (let step = 0; step < 3; step += 1) {
    const next = left.replace(LEADING, '').replace(TRAILING, '');
    if (next === '' || next === left) break;
    left = next;
  }
  return left;
}

interface Placed {
  readonly units: readonly string[];
  /** Named to be left out. */
  readonly out: readonly string[];
  readonly rest: string;
  /** What stands before the first place. */
  readonly before: string;
}

/** Name → units; without 市县区 too, where two characters are left. The city itself is no limit. */
function namesOf(roster: Roster): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, unit: string) => {
    if (name.length < 2) return;
    const held = names.get(name);
    if (held === undefined) names.set(name, [unit]);
    else if (!held.includes(unit)) held.push(unit);
  };
  for (const { id, name, aliases } of roster.units) {
    for (const one of [name, ...aliases]) {
      add(one, id);
      const short = one.replace(/(?:市|县|区|镇|乡|街道)$/u, '');
      if (short !== one) add(short, id);
    }
  }
  return names;
}

function placesIn(text: string, roster: Roster): Placed {
  const names = namesOf(roster);
  const pattern = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|');
  if (pattern === '') return { units: [], out: [], rest: text, before: '' };
  const units: string[] = [];
  const out: string[] = [];
  let before: string | null = null;
  const places = new RegExp(`(${NOT_IN})?(${pattern})(?:市|县|区)?(${BUT})?`, 'gu');
  const rest = text.replace(places, (...found: readonly unknown[]) => {
    const [whole, notIn, name, but, at] = found;
    before ??= text.slice(0, Number(at));
    const named = String(name);
    const meant = names.get(named) ?? names.get(named.replace(/[市县区]$/u, '')) ?? [];
    const into = notIn === undefined && but === undefined ? units : out;
    into.push(...meant.filter((unit) => !roster.isCity(unit)));
    return String(whole) === '' ? '' : ' ';
  });
  return { units: [...new Set(units)], out: [...new Set(out)], rest, before: before ?? '' };
}

function placesAlone(text: string, roster: Roster): Placed {
  const names = namesOf(roster);
  const units: string[] = [];
  const words = text.split(/[\s,，;；、]+/u).filter((word) => {
    const found = names.get(word);
    // 企业 三明: the only word is searched for, not taken for a limit.
    if (found === undefined || word === text.trim()) return true;
    units.push(...found.filter((unit) => !roster.isCity(unit)));
    return false;
  });
  return { units: [...new Set(units)], out: [], rest: words.join(' '), before: '' };
}

/** A text as a pattern that finds just it. */
export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
