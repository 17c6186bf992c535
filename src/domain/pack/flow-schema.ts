// What happens to a project over time: stages, gates, key-project classes, splits, rolling checks, claims, points.
import * as z from 'zod';
import {
  cited,
  countSchema,
  dateSchema,
  daysSchema,
  idSchema,
  numberSchema,
  textSchema,
  worded,
} from './common.ts';
import { filterSchema } from './expression-schema.ts';

/** 前置关口: a stage is refused unless this review was passed, or `orStage` reached; `where` says for which projects. */
const gateSchema = z.strictObject({
  id: idSchema,
  review: idSchema,
  orStage: idSchema.optional(),
  where: filterSchema.optional(),
  overridable: z.boolean().default(false),
  ...cited,
});

/**
 * 阶段 (domain.md P4). `file: required` asks for a file as 佐证; a reference suffices otherwise. `slaDays` is the time a
 * project may stay in the stage, in calendar days unless `slaUnit` says working days.
 */
export const stageSchema = z.strictObject({
  ...worded,
  order: countSchema,
  evidence: z.array(textSchema).default([]),
  isProjectFrom: z.boolean().default(false),
  gates: z.array(gateSchema).default([]),
  slaDays: daysSchema.optional(),
  slaUnit: z.enum(['day', 'workday']).optional(),
  file: z.enum(['required', 'optional']).default('optional'),
  ...cited,
});

/** 退出: 终止, 迁出, 流转, 暂停. */
export const exitSchema = z.strictObject({ ...worded, causeRequired: z.boolean().default(false), ...cited });

/** 导出阶段: landed = a condition over stages and measures. */
export const derivedStageSchema = z.strictObject({ ...worded, when: filterSchema, ...cited });

/** 阶段规则: whether stages may be skipped. `edges`, when there, are the only moves allowed. */
export const lifecycleSchema = z.strictObject({
  order: z.enum(['free', 'strict']).default('free'),
  edges: z.array(z.tuple([idSchema, idSchema])).optional(),
  lateEntry: z.enum(['count_when_verified', 'count_when_happened']).default('count_when_verified'),
  ...cited,
});

/** 评价: a review with its possible results (domain.md P14); `after` = the stage from which on one without a gate is due. */
export const reviewKindSchema = z.strictObject({
  ...worded,
  body: textSchema.optional(),
  results: z.array(z.enum(['pass', 'conditional', 'fail'])).default(['pass', 'conditional', 'fail']),
  passing: z.array(z.enum(['pass', 'conditional', 'fail'])).default(['pass', 'conditional']),
  validityDays: daysSchema.optional(),
  after: idSchema.optional(),
  ...cited,
});

/** 重点项目: exclusion list and classes, first class that fits wins. */
export const keyProjectSchema = z.strictObject({
  excluded: z.array(textSchema).default([]),
  classes: z
    .array(
      z.strictObject({
        id: idSchema,
        label: textSchema,
        where: filterSchema,
        warnUnless: z.strictObject({ where: filterSchema, message: textSchema }).optional(),
        ...cited,
      }),
    )
    .min(1),
  ...cited,
});

const ratio = z.tuple([numberSchema, numberSchema]);

/** 分成: how a transferred project's numbers are shared between 招商方 and 落户方 (domain.md P5). */
export const splitSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  metrics: z.array(idSchema).min(1),
  ratio: ratio.optional(),
  ratioByYear: z.record(z.string().regex(/^\d{4}$/), ratio).optional(),
  adjustable: z.boolean().default(true),
  start: idSchema,
  startMonthIncluded: z.boolean().default(true),
  end: dateSchema.nullable(),
  preStart: z.enum(['receiver', 'sender', 'hold']),
  confirm: z.enum(['both', 'office']).default('both'),
  settle: z.enum(['year_end', 'month', 'none']).default('none'),
  versions: z.array(z.strictObject({ ...cited, effectiveFrom: dateSchema, ratio })).default([]),
  ...cited,
});

const checkSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  flag: idSchema.optional(),
  number: idSchema.optional(),
  over: idSchema.optional(),
  cmp: z.enum(['>=', '>']).optional(),
  value: numberSchema.optional(),
});

/** 滚动考评: checks on each anniversary of `start`; failures may be cured, then count against the current year. */
export const rollingSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  start: idSchema,
  years: z.number().int().min(1).max(20),
  checks: z.array(checkSchema).min(1),
  cureDays: daysSchema,
  onFail: z.enum(['adjust', 'revoke']),
  vesting: z.array(numberSchema).min(1),
  ...cited,
});

/** 积分: points for events on a lead, at most one award an event and lead (domain.md P9). */
export const pointsSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  subjects: z.array(z.enum(['unit', 'person', 'consultant', 'intermediary'])).min(1),
  unit: textSchema.default('分'),
  awards: z.array(z.strictObject({ event: idSchema, label: textSchema, points: numberSchema })).min(1),
  oncePerLead: z.boolean().default(true),
  ...cited,
});

/** 首招: how long the first complete registration protects. */
export const claimSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  same: z.array(z.enum(['enterprise', 'project'])).min(1),
  protectDays: daysSchema,
  renewedBy: z.array(z.enum(['progress', 'visit', 'stage'])).min(1),
  ...cited,
});
