/**
 * Is a project of the industry that a text names (a policy's 适用产业, a park's list, a chain)? Three-valued: named by the
 * project's own words; of the same broad industry, to be asked; of another one. Nothing is guessed from a wider word to a
 * narrower: 新材料 does not make a carbon-fibre line 石墨烯.
 */
import type { Pack } from '../pack/schema.ts';
import { industryLabel } from '../pack/view.ts';
import type { Verdict } from '../registry/match.ts';
import { plainText } from './plain.ts';
import type { Profile } from './profile.ts';

export interface IndustryFit {
  readonly verdict: Verdict;
  /** `open`: the text limits no industry; `named`, `kindred`, `other`; `unclear`: the words are not known. */
  readonly how: 'open' | 'named' | 'kindred' | 'other' | 'unclear';
  readonly reason: string;
}

const OPEN = /^(?:不限|全部|所有|各类|通用|无|一切|不分)/u;
const SPLIT = /[、,，;；/。\s和与及或]+/u;
const PADDING =
  /^(?:新引进的?|新办|符合条件的?|从事|属于|各类|重点)+|(?:等|类|相关|领域|方向|配套|及其|项目|企业|产业链|产业|行业|制造业|制造|生产|加工)+$/gu;

export function industryFit(text: string, profile: Profile, pack: Pack): IndustryFit {
  const said = text.trim();
  if (said === '' || OPEN.test(said)) return { verdict: 'fits', how: 'open', reason: '不限产业' };
  const shown = said.slice(0, 40);
  const named = tokensOf(said).find((token) => profile.words.includes(token));
  if (named !== undefined) return { verdict: 'fits', how: 'named', reason: `项目内容含「${named}」` };
  const plain = plainText(said);
  const own = profile.ownWords.find((word) => plain.includes(word));
  if (own !== undefined) return { verdict: 'fits', how: 'named', reason: `项目内容含「${own}」` };
  const hits = profile.lexicon.industries(plain);
  const kindred = hits.find((hit) => profile.industries.has(hit.id));
  if (kindred !== undefined)
    return kindred.word === plainText(kindred.label)
      ? { verdict: 'fits', how: 'named', reason: `属于${kindred.label}` }
      : {
          verdict: 'unknown',
          how: 'kindred',
          reason: `同属${kindred.label}，是否属于「${shown}」请核实`,
        };
  if (profile.industries.size === 0)
    return { verdict: 'unknown', how: 'unclear', reason: `项目没有写产业，要求「${shown}」，请核实` };
  const mine = [...profile.industries].map((id) => industryLabel(pack, id)).join('、');
  return hits.length > 0
    ? { verdict: 'fails', how: 'other', reason: `限「${shown}」，项目属于${mine}` }
    : { verdict: 'unknown', how: 'unclear', reason: `项目属于${mine}，是否属于「${shown}」请核实` };
}

/** 石墨和石墨烯企业 → 石墨, 石墨烯. */
export const tokensOf = (text: string): readonly string[] =>
  text
    .split(SPLIT)
    .map((part) => plainText(part.replace(/[（(][^）)]*[）)]/gu, '')).replace(PADDING, ''))
    .filter((part) => [...part].length >= 2);
