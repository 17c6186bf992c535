// The bricks of the pack schema: ids, texts, dates, exact numbers, and the citation every element carries.
import * as z from 'zod';
import { ORIGINS, STRENGTHS } from './terms.ts';

/** An id inside a pack: letters (Chinese too), digits, `_ - .`; what other elements refer to. */
export const idSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, {
  error: '应为编号：字母、汉字、数字、“_”“-”“.”，不超过64个字',
});

/** A non-empty text of at most 500 characters. */
export const textSchema = z.string().trim().min(1).max(500);

/** A list of words people type; duplicates inside a section are reported by the loader. */
export const wordsSchema = z.array(z.string().trim().min(1).max(40)).max(200);

/** `YYYY-MM-DD`, a day that exists. */
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '应为日期，如 2021-08-19' });

/** `YYYY-MM`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: '应为月份，如 2021-08' });

/** An exact number: written bare or in quotes, kept as decimal text; |x| < 1e15, no exponent beyond that. */
export const numberSchema = z
  .union([z.number().gt(-1e15).lt(1e15), z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/)], {
    error: '应为数字（绝对值小于10的15次方）',
  })
  .transform((value) => String(value));

/** A count from 0 to 100 000. */
export const countSchema = z.number().int().min(0).max(100_000);

/** Days, 0 to ten years. */
export const daysSchema = z.number().int().min(0).max(3660);

/** A day of the month; 29–31 mean the last day in shorter months. */
export const dayOfMonthSchema = z.number().int().min(1).max(31);

/**
 * What every element carries: the clause (`SM 三(四)19`, or the row of the default, `SM-I5`), where it comes from,
 * a note (required for a default: the reason), the domain rows it covers, and since when it holds. How strongly it
 * obliges may be left out where nobody is measured by it: then it is plainly stated (`must`).
 */
export const cited = {
  clause: textSchema,
  origin: z.enum(ORIGINS),
  strength: z.enum(STRENGTHS).optional(),
  note: textSchema.optional(),
  rows: z.array(idSchema).optional(),
  effectiveFrom: dateSchema.optional(),
  effectiveTo: dateSchema.optional(),
};

/** An element that obliges somebody must say how strongly. */
export const obliging = { ...cited, strength: z.enum(STRENGTHS) };

/** An id with its Chinese word, and the other words people type for it. */
export const worded = { id: idSchema, label: textSchema, words: wordsSchema.default([]) };

/** One text or a list of them; always a list after parsing. */
export const oneOrMany = z
  .union([textSchema, z.array(textSchema).min(1)], { error: '应为文字或文字的列表' })
  .transform((value) => (typeof value === 'string' ? [value] : value));
