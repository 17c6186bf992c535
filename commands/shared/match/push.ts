/**
 * 匹配结果 told once to whoever holds the lead, when it is registered or what it needs changed: worked out with the fact and
 * promised in the same commit, under a key of its version. Nothing is said where nothing fits.
 */
import { matchSummaryCard } from '../../../src/cards/match/match.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { isHeld } from '../../../src/domain/lead/holding.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { isNeedChanged } from '../../../src/domain/match/need.ts';
import type { Notice } from '../../../src/outcome.ts';
import { understoodAs } from '../registry/search.ts';
import { wishHere } from './lead.ts';
import { summaryOf } from './summary.ts';

/** @param before `null`: just registered @param after as it will stand */
export async function matchNotices(
  before: Lead | null,
  after: Lead,
  here: KnownScene,
  tools: Tools,
): Promise<readonly Notice[]> {
  if (before !== null && !isNeedChanged(before, after)) return [];
  if (after.status === 'withdrawn' || !isHeld(after) || after.course.exit !== null) return [];
  const holder = here.roster.person(after.holder);
  if (holder === null || holder.openId === null) return [];
  // As the holder sees it, in their own chat.
  const theirs: KnownScene = {
    ...here,
    actor: holder,
    openId: holder.openId,
    audience: 'private',
    chatId: null,
    chatUnit: undefined,
  };
  const { view, isWorthTelling } = await summaryOf(after, theirs, tools, [], true);
  if (!isWorthTelling) return [];
  return [
    {
      key: `match:${after.number}:${after.version}`,
      to: { kind: 'person', openId: holder.openId },
      card: matchSummaryCard(view),
      rank: 'notice',
      about: after.number,
    },
  ];
}

/** How the need was read from what was typed, and how to mend it; nothing where none was read. */
export function needNotes(lead: Lead, here: KnownScene): readonly string[] {
  const wish = wishHere(lead, '', here);
  if (wish.bounds.length === 0) return [];
  return [
    `场地需求读为：${understoodAs(wish, here)}。不对的发送「${currentNumber(lead)} 需求 8000平 厂房」改写。`,
  ];
}
