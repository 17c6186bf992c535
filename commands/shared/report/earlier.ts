/**
 * The month before that is still owed while the next one is not open yet: whoever types 月报 or 未报 after the due day is
 * shown the running month as 预报, and told here what the closed one still lacks.
 */
import type { KnownScene, Tools } from '../../../src/command.ts';
import type { Month } from '../../../src/domain/day.ts';
import { isPastDue } from '../../../src/domain/month.ts';
import { monthToHurry } from './hurry.ts';
import { tallyFor } from './subject.ts';

/** A closed month and how many of the projects looked at it still lacks. */
export interface EarlierMonth {
  readonly month: Month;
  readonly left: number;
}

/** The closed month that comes before this one and is past due; `null` while a window is open. */
export function closedBefore(month: Month, here: KnownScene): Month | null {
  const past = monthToHurry(here);
  return past < month && isPastDue(here.pack, past, here.today) ? past : null;
}

/** What whoever files still owes of it; `null` when nothing. */
export async function earlierOwed(
  month: Month,
  here: KnownScene,
  tools: Tools,
): Promise<EarlierMonth | null> {
  const past = closedBefore(month, here);
  if (past === null) return null;
  const { owed, reported } = await tallyFor(past, here, tools);
  return owed > reported ? { month: past, left: owed - reported } : null;
}
