/** What the cards of 得分 and 目标 share: of when the numbers are, what they rest on, and what may still move them. */
import type { Element } from '../card.ts';
import type { Month } from '../domain/day.ts';
import { sayMonth } from '../domain/month.ts';
import { type Checked, sayChecked } from '../domain/progress-check/check.ts';
import { quiet, workedOutLines } from './show.ts';

export interface StandingFrame {
  readonly month: Month;
  readonly asOf: string;
  /** The month has not ended. */
  readonly running: boolean;
  /** When it was worked out, if something has been recorded since. */
  readonly workedOutAt: number | null;
  /** 已审 of the month's reports; left out where nothing was reported. */
  readonly checked?: Checked | null;
  readonly plan: string;
  readonly page: number;
}

export function standingFoot(
  { running, checked, month, workedOutAt }: StandingFrame,
  page: number,
  pages: number,
): readonly Element[] {
  const said = [
    ...(checked == null ? [] : [`${sayMonth(month)}月报数字${sayChecked(checked)}。`]),
    ...(running ? ['本月尚未结束，数字还会变；未审的数照样计入。'] : []),
    ...(pages > 1 ? [`第 ${page + 1} 页，共 ${pages} 页`] : []),
  ];
  return [...workedOutLines(workedOutAt), ...said.map(quiet)];
}
