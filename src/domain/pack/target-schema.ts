// Targets (P7) and frozen cohorts as pack data. Leaves out scoring (score-schema.ts).
import * as z from 'zod';
import { cited, dateSchema, idSchema, numberSchema, obliging, oneOrMany, textSchema } from './common.ts';
import { filterSchema, measureSchema, periodSchema } from './expression-schema.ts';
import { COMPARATORS, POST_RANKS } from './terms.ts';

/**
 * 约束对象: `city`, each unit, together, each post, each value of a list, or each row of a registry: the row's
 * `rowField` is matched with the record's `field` (every industry chain) (domain.md P7, trap 6).
 */
const bindSchema = z.union(
  [
    z.literal('city'),
    z.strictObject({ each: filterSchema }),
    z.strictObject({ together: filterSchema }),
    z.strictObject({ eachPost: z.array(z.enum(POST_RANKS)).min(1), where: filterSchema.optional() }),
    z.strictObject({ togetherPosts: z.array(z.enum(POST_RANKS)).min(1), where: filterSchema.optional() }),
    z.strictObject({ eachRow: idSchema, rowField: idSchema, field: idSchema }),
    z.strictObject({ eachValue: oneOrMany, field: idSchema.optional(), where: filterSchema.optional() }),
  ],
  {
    error:
      '约束对象应为 city，或 {each: 条件}、{together: 条件}、{eachPost: [职级]}、{eachValue: [值]}、{eachRow: 台账编号}',
  },
);
export type Bind = z.output<typeof bindSchema>;

const valueSchema = z.union([numberSchema, z.tuple([numberSchema, numberSchema])], {
  error: '目标值应为数字，或 [下限, 上限]',
});

/** One test of a target; a target has one, or several under allOf/anyOf. `value` absent = 未下达. */
const testShape = {
  label: textSchema.optional(),
  measure: measureSchema,
  cmp: z.enum(COMPARATORS),
  value: valueSchema.optional(),
  unit: textSchema.optional(),
  tolerance: numberSchema.optional(),
  over: z.enum(['flag', 'fail']).optional(),
  stretch: numberSchema.optional(),
};
export const testSchema = z.strictObject(testShape);
export type TargetTest = z.output<typeof testSchema>;

/** 目标 (domain.md P7). */
export const targetSchema = z
  .strictObject({
    ...testShape,
    id: idSchema,
    label: textSchema,
    period: periodSchema,
    bind: bindSchema,
    allOf: z.array(testSchema).min(1).optional(),
    anyOf: z.array(testSchema).min(1).optional(),
    measure: measureSchema.optional(),
    cmp: z.enum(COMPARATORS).optional(),
    phasing: z.union([z.literal('linear'), z.array(numberSchema).min(1).max(12)]).optional(),
    prorate: z.enum(['months', 'none']).default('none'),
    versions: z
      .array(z.strictObject({ ...cited, effectiveFrom: dateSchema, value: valueSchema.optional() }))
      .default([]),
    ...obliging,
  })
  .refine(
    (target) =>
      [target.measure, target.allOf, target.anyOf].filter((part) => part !== undefined).length === 1,
    { error: '目标要写 measure（配 cmp）、allOf、anyOf 三者之一' },
  )
  .refine((target) => target.measure === undefined || target.cmp !== undefined, {
    error: '写了 measure 就要写 cmp（比较方式）',
    path: ['cmp'],
  });

/** 固定名单: members frozen on a day; a member that leaves stays in the denominator (trap 10). */
export const cohortSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  frozenOn: dateSchema,
  where: filterSchema.optional(),
  size: z.number().int().min(1).optional(),
  ...cited,
});
