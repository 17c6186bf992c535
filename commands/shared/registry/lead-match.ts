/** 资产 匹配 XS-…: assets for what a lead says: where it would land, numbers in its name and note, words typed beside. */
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { currentNumber, titleOf } from '../../../src/domain/lead/lead.ts';
import { needOfLead } from '../../../src/domain/registry/lead-need.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { findByNumber, quotedLead, sightHere, splitNumber } from '../find.ts';
import { type Place, showMatches } from './search.ts';

const KINDS = /厂房|土地|楼宇|仓库|写字楼|商铺|冷库|地块|用地/gu;

export async function matchLead(
  text: string,
  offset: number,
  place: Place,
  here: KnownScene,
  tools: Tools,
): Result {
  const { number, rest } = splitNumber(text);
  const found = number === null ? [] : await findByNumber(number, here, tools);
  const lead = number === null ? await quotedLead(here, tools) : (found[0] ?? null);
  if (found.length > 1)
    return refuse(
      `编号「${number ?? ''}」可以是 ${found.length} 条：${found.slice(0, 5).map(currentNumber).join('、')}`,
      {
        next: '请写全编号。',
      },
    );
  if (lead === null)
    return refuse('没有找到这条线索，或您无权查看', {
      next: '例如「资产 匹配 XS-202611-0001 5000平 厂房」。',
    });
  const isFull = here.audience === 'private' && sightHere(lead, here) === 'full';
  const scene = { roster: here.roster, isAsset: true };
  const typed = readNeed(rest, scene);
  // Of its own words the numbers count, and what kind of place it is; names would only confuse.
  const own = [lead.project ?? '', isFull ? (lead.note ?? '') : ''].join('，');
  const noted = readNeed(own, scene);
  const kinds = [...new Set(own.match(KINDS) ?? [])];
  const bounds = [
    ...typed.bounds,
    ...noted.bounds.filter((bound) => !typed.bounds.some((one) => one.measure === bound.measure)),
  ];
  const wish = needOfLead(lead, {
    bounds,
    places: typed.places,
    isPlaceHard: typed.isPlaceHard,
    terms: typed.terms.length > 0 ? typed.terms : kinds,
  });
  if (wish.bounds.length === 0 && wish.places.length === 0 && wish.terms.length === 0)
    return refuse(`${currentNumber(lead)} 没有写需要什么样的场地`, {
      next: `请写在后面，例如「资产 匹配 ${currentNumber(lead)} 5000平 厂房 层高9米」。`,
    });
  const title = `资产匹配：${currentNumber(lead)} ${titleOf(lead)}`.slice(0, 60);
  const words = `${lead.number}${rest === '' ? '' : ` ${rest}`}`;
  return showMatches(wish, title, words, offset, { ...place, prefix: '匹配 ' }, here, tools);
}
