/** One line and a button about the month before, which is closed and not complete. */
import type { Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { sayMonth } from '../../domain/month.ts';
import { sayButton, warning } from '../show.ts';

/** @param press the command and words of the button; `null` in groups, where there is only the line */
export function earlierElements(
  earlier: { readonly month: Month; readonly left: number } | null,
  press: { readonly label: string; readonly command: string; readonly words: string } | null,
): readonly Element[] {
  if (earlier === null) return [];
  const line = warning(`${sayMonth(earlier.month)}还有 ${earlier.left} 个项目未报，已过截止日，请先补报。`);
  if (press === null) return [line];
  const { label, command, words } = press;
  return [line, { el: 'buttons', buttons: [sayButton(label, command, words, 'primary')] }];
}
