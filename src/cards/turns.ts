/** Turning the pages of a list on a card: by page number, or by how many items come before. */
import type { Button, Press } from '../card.ts';

/** A page that exists, whatever a button asks for. */
export const pageWithin = (page: number, pages: number): number =>
  Math.min(Math.max(0, Math.trunc(page)), Math.max(1, pages) - 1);

export function turnButtons(page: number, pages: number, press: (to: number) => Press): readonly Button[] {
  return [
    ...(page > 0 ? [{ label: '上一页', press: press(page - 1) }] : []),
    ...(page < pages - 1 ? [{ label: '下一页', press: press(page + 1) }] : []),
  ];
}

/** The same for a list that is asked for from its n-th item on, `step` at a time. */
export function turnsFrom(
  { offset, total, step }: { readonly offset: number; readonly total: number; readonly step: number },
  press: (to: number) => Press,
): readonly Button[] {
  return [
    ...(offset > 0 ? [{ label: '上一页', press: press(Math.max(0, offset - step)) }] : []),
    ...(offset + step < total ? [{ label: '下一页', press: press(offset + step) }] : []),
  ];
}
