// Scorecards, grades, ranks and consequences (P9–P12) as pack data.
import * as z from 'zod';
import { cited, countSchema, idSchema, numberSchema, obliging, textSchema } from './common.ts';
import { filterSchema, measureSchema } from './expression-schema.ts';
import { ACTIONS, POST_RANKS } from './terms.ts';

const capSchema = z.strictObject({ cap: numberSchema.default('1') });

/** How a rate becomes points. */
const formulaSchema = z.union(
  [
    z.enum(['linear', 'pass']),
    z.strictObject({ linear: capSchema }),
    z.strictObject({ step: z.array(z.tuple([numberSchema, numberSchema])).min(1) }),
    z.strictObject({
      per: z.strictObject({ points: numberSchema, quantity: numberSchema, cap: numberSchema }),
    }),
    z.strictObject({ judge: z.strictObject({ max: numberSchema }) }),
  ],
  { error: '计分方式应为 linear、pass，或 {linear}、{step}、{per}、{judge}' },
);
export type Formula = z.output<typeof formulaSchema>;

const itemSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  target: idSchema.optional(),
  weight: numberSchema,
  f: formulaSchema,
  must: z.boolean().default(true),
});

/** 加减分: `steps` over or short of base items with a target; `per` quantity; `judge` by a person. */
const adjustmentSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  steps: z
    .strictObject({
      items: z.array(idSchema).optional(),
      size: numberSchema,
      points: numberSchema,
      side: z.enum(['over', 'short']),
      cap: numberSchema.optional(),
    })
    .optional(),
  per: z
    .strictObject({
      measure: measureSchema,
      quantity: numberSchema.default('1'),
      points: numberSchema,
      cap: numberSchema.optional(),
    })
    .optional(),
  judge: z.strictObject({ max: numberSchema }).optional(),
  clause: textSchema.optional(),
});

/** 考核办法 (domain.md P9). No floor: flooring creates false ties. */
export const scorecardSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  subject: filterSchema,
  items: z.array(itemSchema).min(1),
  bonus: z.array(adjustmentSchema).default([]),
  malus: z.array(adjustmentSchema).default([]),
  caps: z
    .strictObject({
      bonus: numberSchema.optional(),
      malus: numberSchema.optional(),
      total: numberSchema.optional(),
    })
    .default({}),
  na: z.enum(['renormalise', 'zero']).default('renormalise'),
  ...cited,
});

/** 等次 (domain.md P10): absolute bands or quotas by class. */
export const gradeSchema = z
  .strictObject({
    id: idSchema,
    label: textSchema,
    scorecard: idSchema.optional(),
    subject: filterSchema.optional(),
    bands: z
      .array(z.tuple([z.union([numberSchema, z.literal('-inf')]), textSchema]))
      .min(1)
      .optional(),
    quota: z.array(numberSchema).min(2).optional(),
    names: z.array(textSchema).min(2).optional(),
    minClass: countSchema.default(3),
    straddle: z.literal('better').default('better'),
    digits: z.number().int().min(0).max(4).default(2),
    ...cited,
  })
  .refine((grade) => (grade.bands === undefined) !== (grade.quota === undefined), {
    error: '等次要写 bands（分数段）或 quota（比例）之一',
  });

/** 排名类别: matched by `where`; a unit's own ranking_class tag wins. */
export const rankingClassSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  where: filterSchema,
  ...cited,
});

/** 排名 (domain.md P11). `assessed: false` is headed 系统默认·非考核. */
export const rankSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  classes: z.array(idSchema).optional(),
  key: z.union(
    [
      z.strictObject({ scorecard: idSchema }),
      z.strictObject({ measure: idSchema, span: z.enum(['month', 'year', 'life']).default('year') }),
    ],
    { error: '排名依据应为 {scorecard: 编号} 或 {measure: 编号}' },
  ),
  ties: z
    .array(z.enum(['must_met', 'incentive', 'funds_in_place']))
    .default(['must_met', 'incentive', 'funds_in_place']),
  method: z.literal('1224').default('1224'),
  exclude: z
    .array(z.enum(['disqualified', 'active_under_6_months', 'no_score']))
    .default(['disqualified', 'active_under_6_months', 'no_score']),
  assessed: z.boolean(),
  default: z.boolean().default(false),
  ...cited,
});

/** 触发条件: several keys mean “and”. */
export const whenSchema = z
  .strictObject({
    top: countSchema.optional(),
    bottom: countSchema.optional(),
    grade: z.array(textSchema).min(1).optional(),
    scoreBelow: numberSchema.optional(),
    scoreAtLeast: numberSchema.optional(),
    completed: z.boolean().optional(),
    flag: z.array(idSchema).min(1).optional(),
    perItem: z.boolean().optional(),
  })
  .refine((when) => Object.keys(when).length > 0, { error: '触发条件不能为空' });
export type When = z.output<typeof whenSchema>;

/** 奖惩 (domain.md P12): proposed only; a named person confirms. */
export const consequenceSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  rank: idSchema.optional(),
  subject: filterSchema.optional(),
  when: whenSchema,
  completedBy: z.array(idSchema).optional(),
  propose: z.array(z.enum(ACTIONS)).min(1),
  title: textSchema.optional(),
  to: z.array(z.union([z.literal('unit'), z.literal('person'), z.enum(POST_RANKS)])).min(1),
  by: textSchema,
  tie: z.enum(['include', 'manual']),
  quota: z.strictObject({ base: numberSchema, change: numberSchema }).optional(),
  confirm: z.literal('always').default('always'),
  ...obliging,
});
