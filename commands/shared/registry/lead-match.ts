/** 资产 匹配 XS-…: assets for what a lead says: its need, where it would land, limits typed beside. */
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, titleOf } from '../../../src/domain/lead/lead.ts';
import { saysWhat } from '../../../src/domain/registry/lead-need.ts';
import { leadAsked, wishHere } from '../match/lead.ts';
import { type Place, showMatches } from './search.ts';

export async function matchLead(
  text: string,
  offset: number,
  place: Place,
  here: KnownScene,
  tools: Tools,
): Result {
  const asked = await leadAsked(text, here, tools);
  if (isRefusal(asked)) return asked;
  const { lead, rest } = asked;
  const wish = wishHere(lead, rest, here);
  const number = currentNumber(lead);
  if (!saysWhat(wish) && wish.places.length === 0)
    return refuse(`${number} 没有写需要什么样的场地`, {
      next: `请发送「${number} 需求 5000平 厂房 层高9米」记下，或「资产 匹配 ${number} 5000平 厂房」只查一次。`,
    });
  const title = `资产匹配：${number} ${titleOf(lead)}`.slice(0, 60);
  const words = `${lead.number}${rest === '' ? '' : ` ${rest}`}`;
  return showMatches(wish, title, words, offset, { ...place, prefix: '匹配 ' }, here, tools);
}
