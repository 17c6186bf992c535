/** Texts folded for looking words up in. */
import { searchable } from '../registry/grams.ts';

/** Half width, lower case, no blanks, no legal forms of firms. */
export const plainText = (text: string): string => searchable(text).replace(/\s+/gu, '');
