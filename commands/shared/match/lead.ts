/** The lead a match is asked for, and what of it may be used here: its note and need never in groups, never of others. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { lexiconOf } from '../../../src/domain/match/lexicon.ts';
import { type Profile, profileOf } from '../../../src/domain/match/profile.ts';
import { needOfLead, needWords } from '../../../src/domain/registry/lead-need.ts';
import type { Wish } from '../../../src/domain/registry/match.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { findByNumber, namedLead, quotedLead, sightHere, splitNumber } from '../find.ts';

export interface Asked {
  readonly lead: Lead;
  /** What followed the number. */
  readonly rest: string;
}

const HOW = { next: '例如「匹配 XS-202611-0001」，或引用线索的卡片发送「匹配」。' };

/** By number, by a name, or the quoted card's. */
export async function leadAsked(text: string, here: KnownScene, tools: Tools): Promise<Asked | Refusal> {
  const { number, rest } = splitNumber(text);
  if (number !== null) {
    const found = await findByNumber(number, here, tools);
    const [lead] = found;
    if (found.length > 1)
      return refuse(
        `编号「${number}」可以是 ${found.length} 条：${found.slice(0, 5).map(currentNumber).join('、')}`,
        { next: '请写全编号。' },
      );
    return lead === undefined ? refuse(`没有找到这条线索（${number}），或您无权查看`, HOW) : { lead, rest };
  }
  const quoted = await quotedLead(here, tools);
  if (quoted !== null) return { lead: quoted, rest: text.trim() };
  const named = text.trim() === '' ? null : await namedLead(text, here, tools);
  return named ?? refuse('没有找到这条线索，或您无权查看', HOW);
}

export const isFullHere = (lead: Lead, here: KnownScene): boolean =>
  here.audience === 'private' && sightHere(lead, here) === 'full';

export const profileHere = (lead: Lead, here: KnownScene): Profile =>
  profileOf(lead, lexiconOf(here.pack), isFullHere(lead, here));

/** @param typed limits typed beside the number now */
export function wishHere(lead: Lead, typed: string, here: KnownScene): Wish {
  const scene = { roster: here.roster, isAsset: true };
  const ownWords = needWords(lead, isFullHere(lead, here));
  const own = readNeed(ownWords, scene);
  const isSet = isFullHere(lead, here) && lead.need !== null;
  return needOfLead({
    own,
    ownWords,
    isSet,
    typed: readNeed(typed, scene),
    landingUnit: lead.landingUnit,
  });
}
