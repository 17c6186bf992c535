/**
 * What a project 项目 or lead 线索 is to matching: its words, its industries, its money, where it would land. Built once
 * for all kinds of match. Leaves out whatever the asker may not see: the caller says which words count.
 */
import type { Lead } from '../lead/lead.ts';
import type { AmountRange } from '../money.ts';
import type { Lexicon } from './lexicon.ts';
import { plainText } from './plain.ts';

export interface Profile {
  readonly number: string;
  readonly company: string;
  readonly project: string | null;
  readonly investment: AmountRange | null;
  /** 拟落户. */
  readonly landing: string | null;
  /** Everything said of it that counts here, folded. */
  readonly words: string;
  /** Ids of its industries: chosen or tagged, else named by its words. */
  readonly industries: ReadonlySet<string>;
  /** Words of the pack's industries that it says itself, folded: 碳纤维, 冷链. */
  readonly ownWords: readonly string[];
  readonly capitalType: string | null;
  /** `null`: not asked yet. */
  readonly classes: readonly string[] | null;
  readonly lexicon: Lexicon;
}

const WORDS_MAX = 1_200;

/** @param isFull whether note and need may be used: never in groups, never for others */
export function profileOf(lead: Lead, lexicon: Lexicon, isFull: boolean): Profile {
  const said = [lead.project ?? '', lead.company, ...(isFull ? [lead.note ?? '', lead.need ?? ''] : [])];
  const words = plainText(said.join('，')).slice(0, WORDS_MAX);
  const hits = lexicon.industries(words);
  const chosen = [...(lead.industry === null ? [] : [lead.industry]), ...(lead.tags.industries ?? [])];
  return {
    number: lead.number,
    company: lead.company,
    project: lead.project,
    investment: lead.investment,
    landing: lead.landingUnit,
    words,
    industries: new Set(chosen.length > 0 ? chosen : hits.map((hit) => hit.id)),
    ownWords: [...new Set(hits.map((hit) => hit.word))],
    capitalType: lead.tags.capitalType ?? null,
    classes: lead.tags.enterpriseClasses ?? null,
    lexicon,
  };
}
