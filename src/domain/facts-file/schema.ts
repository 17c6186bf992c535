// The facts file (`evaluate --data FILE`): what a bureau knows, as one JSON document. Every section is optional, unknown
// keys are refused. This file only describes shapes; references and units are checked in check.ts.
import * as z from 'zod';
import {
  amountSchema,
  currencySchema,
  daySchema,
  momentSchema,
  monthSchema,
  noteSchema,
  refSchema,
  signedSchema,
  wordsSchema,
} from './bricks.ts';
import { COHORT_SHAPES, REGISTRY_SHAPES } from './loose.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value));

const unit = z.strictObject({
  id: refSchema,
  name: noteSchema.optional(),
  aliases: wordsSchema,
  kind: refSchema,
  parent: refSchema.nullish(),
  tags: z.record(refSchema, text).default({}),
  activeFrom: daySchema.nullish(),
  activeTo: daySchema.nullish(),
  /** 并入单位：撤并后由它承接事实和目标。 */
  successor: refSchema.nullish(),
  /** 在编人数，用于优秀比例。 */
  staff: z.number().int().min(0).max(1_000_000).optional(),
  /** 由有权人员认定的标记：grave_fraud、outstanding…… */
  flags: wordsSchema,
});

const post = z.strictObject({
  id: refSchema,
  unit: refSchema,
  title: noteSchema.optional(),
  rank: refSchema,
  person: refSchema.nullish(),
  flags: wordsSchema,
});

const membership = z.strictObject({
  group: refSchema,
  unit: refSchema,
  role: z.enum(['lead', 'member']).default('member'),
});

const money = z.strictObject({ amount: amountSchema, unit: refSchema, currency: currencySchema.optional() });

/** A day the stage happened, or the event with its verification. */
const stage = z.union(
  [
    daySchema,
    z.strictObject({
      on: daySchema,
      reportedOn: daySchema.optional(),
      verifiedOn: daySchema.nullish(),
      withdrawnOn: daySchema.optional(),
    }),
  ],
  { error: '应为日期（如 2019-05-01），或 {on, verifiedOn}' },
);

const project = z.strictObject({
  id: refSchema,
  name: noteSchema.optional(),
  enterprise: noteSchema.optional(),
  unit: refSchema.nullish(),
  landingUnit: refSchema.nullish(),
  capitalType: z.enum(['内资', '外资']).optional(),
  totalInvestment: money.optional(),
  /** 增资、减资：从哪一天起总投资改为多少（核实后算）。 */
  investmentChanges: z
    .array(money.extend({ on: daySchema, verifiedOn: daySchema.nullish() }))
    .max(100)
    .default([]),
  tags: wordsSchema,
  classes: wordsSchema,
  flags: wordsSchema,
  groups: wordsSchema,
  departments: wordsSchema,
  leaders: wordsSchema,
  cohorts: wordsSchema,
  sourceChannel: refSchema.optional(),
  referrer: refSchema.optional(),
  fields: z.record(refSchema, text).default({}),
  stages: z.record(refSchema, stage).default({}),
  exit: z
    .strictObject({
      kind: refSchema,
      on: daySchema,
      cause: noteSchema.optional(),
      objective: z.boolean().optional(),
    })
    .optional(),
});

const progress = z.strictObject({
  project: refSchema.nullish(),
  /** 按单位填报的指标：哪个单位。 */
  subject: refSchema.nullish(),
  measure: refSchema,
  month: monthSchema,
  /** 负数只用于按年累计的指标（本年减资多于新增），并要写 reason。 */
  cumulative: signedSchema,
  unit: refSchema.optional(),
  currency: currencySchema.optional(),
  reportedAt: momentSchema.optional(),
  /** 未审的数照样计入，只作标记。 */
  verified: z.boolean().optional(),
  reason: noteSchema.optional(),
});

const activity = z.strictObject({
  id: refSchema.optional(),
  kind: refSchema,
  date: daySchema,
  units: wordsSchema,
  enterprises: wordsSchema,
  region: refSchema.nullish(),
  flags: wordsSchema,
  tags: wordsSchema,
  classes: wordsSchema,
  leaders: wordsSchema,
});

const lead = z.strictObject({
  id: refSchema,
  unit: refSchema.nullish(),
  referrer: refSchema.nullish(),
  sourceChannel: refSchema.optional(),
  registeredOn: daySchema.optional(),
  /** 线索积分的环节 → 日期。 */
  events: z.record(refSchema, daySchema).default({}),
});

const target = z.strictObject({
  id: refSchema,
  subject: refSchema.nullish(),
  /** 合并目标（allOf）里的第几项，从 0 起。 */
  part: z.number().int().min(0).max(20).optional(),
  value: z.union([amountSchema, z.tuple([amountSchema, amountSchema])], {
    error: '应为不小于0的数，或 [下限, 上限]',
  }),
  unit: refSchema.optional(),
  currency: currencySchema.optional(),
  from: daySchema.optional(),
});

const mark = z.strictObject({
  subject: refSchema.nullish(),
  /** 同名考核项分属几个办法时，写明是哪一个。 */
  scorecard: refSchema.optional(),
  /** 考核项、加减分项、目标或指标的编号。 */
  item: refSchema.optional(),
  value: amountSchema.optional(),
  unit: refSchema.optional(),
  /** 认定的标记，代替 item 和 value。 */
  flag: refSchema.optional(),
});

const ratio = z.tuple([amountSchema, amountSchema]);
const split = z.strictObject({
  project: refSchema,
  split: refSchema.optional(),
  sender: refSchema,
  receiver: refSchema,
  metrics: wordsSchema,
  ratio: ratio.optional(),
  ratioByYear: z.record(z.string().regex(/^\d{4}$/), ratio).optional(),
  /** 商定日期：同一项目有几行时，双方确认的最后一行有效。 */
  agreedOn: daySchema.optional(),
  startOn: daySchema.optional(),
  endOn: daySchema.nullish(),
  confirmedBySender: z.boolean().default(false),
  confirmedByReceiver: z.boolean().default(false),
});

const review = z.strictObject({
  project: refSchema,
  kind: refSchema,
  date: daySchema,
  result: z.enum(['pass', 'conditional', 'fail']).optional(),
  /** 滚动考评：开工后第几年。 */
  year: z.number().int().min(1).max(20).optional(),
  flags: z.record(refSchema, z.boolean()).default({}),
  numbers: z.record(refSchema, signedSchema).default({}),
  curedOn: daySchema.optional(),
});

const task = z.strictObject({
  id: refSchema,
  unit: refSchema.nullish(),
  doneOn: daySchema.nullish(),
  /** 完成了几项。 */
  parts: z.number().int().min(0).max(1000).optional(),
  progressOn: daySchema.optional(),
});

const meeting = z.strictObject({
  id: refSchema.optional(),
  kind: refSchema,
  date: daySchema,
  units: wordsSchema,
});
const bulletin = z.strictObject({ kind: refSchema, date: daySchema, units: wordsSchema });
const report = z.strictObject({
  cadence: refSchema,
  unit: refSchema,
  period: refSchema,
  submittedAt: momentSchema.optional(),
});
const fx = z.strictObject({
  from: currencySchema,
  to: currencySchema,
  at: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { error: '应为年、月或日，如 2019、2019-07' }),
  rate: amountSchema.refine((rate) => Number(rate) > 0, { error: '汇率应大于0' }),
});
const baseline = z.strictObject({
  /** 目标或指标的编号。 */
  id: refSchema,
  subject: refSchema.nullish(),
  part: z.number().int().min(0).max(20).optional(),
  /** 基期，如 2018；不写即目标的上一期。 */
  period: z
    .string()
    .regex(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/, { error: '应为期间，如 2018、2018Q4' })
    .optional(),
  value: signedSchema,
  unit: refSchema.optional(),
});

const ROWS_MAX = 3_000_000;
const rows = <T extends z.ZodType>(row: T) => z.array(row).max(ROWS_MAX).optional();

/** The whole facts file. */
export const factsSchema = z.strictObject({
  units: rows(unit),
  posts: rows(post),
  memberships: rows(membership),
  projects: rows(project),
  progress: rows(progress),
  activities: rows(activity),
  registries: REGISTRY_SHAPES,
  cohorts: COHORT_SHAPES,
  targets: rows(target),
  marks: rows(mark),
  splits: rows(split),
  reviews: rows(review),
  tasks: rows(task),
  meetings: rows(meeting),
  fx: rows(fx),
  baselines: rows(baseline),
  leads: rows(lead),
  reports: rows(report),
  bulletins: rows(bulletin),
});

/** A facts file of the right shape. */
export type FactsShape = z.output<typeof factsSchema>;
type Row<K extends keyof FactsShape> = NonNullable<FactsShape[K]> extends readonly (infer R)[] ? R : never;
export type UnitRow = Row<'units'>;
export type PostRow = Row<'posts'>;
export type ProjectRow = Row<'projects'>;
export type ProgressRow = Row<'progress'>;
export type ActivityRow = Row<'activities'>;
export type LeadRow = Row<'leads'>;
export type TargetRow = Row<'targets'>;
export type MarkRow = Row<'marks'>;
export type SplitRow = Row<'splits'>;
export type ReviewRow = Row<'reviews'>;
export type TaskRow = Row<'tasks'>;
export type BaselineRow = Row<'baselines'>;

/** The JSON Schema published in docs/schemas/facts.schema.json. */
export function factsJsonSchema(): object {
  return z.toJSONSchema(factsSchema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
}
