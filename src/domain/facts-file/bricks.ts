// The bricks of the facts file's schema: ids, days, months, exact numbers, lists. Leaves out the sections (schema.ts).
import * as z from 'zod';
import { readDecimal } from '../decimal.ts';
import { isDay } from '../rule/period.ts';

/** An id of a unit, project, person: any text of 1–80 characters without control characters or broken ones. */
export const refSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: '编号里不能有控制字符' });

/** A short free text. */
export const noteSchema = z.string().trim().max(500);

function realDay(value: unknown): boolean {
  return typeof value === 'string' && isDay(value) && value >= '1990-01-01' && value <= '2100-12-31';
}

/** `YYYY-MM-DD`, a day that exists, 1990–2100. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: '应为日期，如 2019-05-01' })
  .refine(realDay, { error: '不是实有的日期（1990—2100年）' });

/** A day, or an instant of which the Shanghai day counts (`2019-08-06T09:00`). */
export const momentSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/, {
    error: '应为日期或本地时刻，如 2019-08-06 或 2019-08-06T09:00',
  })
  .refine((text) => realDay(text.slice(0, 10)), { error: '不是实有的日期（1990—2100年）' });

/** `YYYY-MM`. */
export const monthSchema = z
  .string()
  .regex(/^(199\d|20\d\d|2100)-(0[1-9]|1[0-2])$/, { error: '应为月份，如 2019-05' });

const NUMBER = '应为数字，绝对值小于10的15次方，不用科学记数法';

const written = z.union([z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/)], { error: NUMBER });

/** Too large for a machine number to hold exactly, or no number at all (1e308). */
function isExact(value: number | string): boolean {
  return readDecimal(value) !== null;
}

function asText(value: number | string): string {
  return readDecimal(value)?.toFixed() ?? '0';
}

/** An exact number: JSON number or decimal text; kept as decimal text. 1e308 is refused. */
export const signedSchema = written.refine(isExact, { error: NUMBER }).transform(asText);

/** The same, not below 0. */
export const amountSchema = written
  .refine(isExact, { error: NUMBER })
  .refine((value) => !String(value).startsWith('-'), { error: '不能为负数' })
  .transform(asText);

/** A list of words; one word may stand alone; absent = none. */
export const wordsSchema = z
  .union([z.array(refSchema).max(5000), refSchema.transform((word) => [word])], {
    error: '应为文字的列表',
  })
  .default([]);

/** `CNY` or `USD`. */
export const currencySchema = z.enum(['CNY', 'USD']);
