// The pack: one city's plan as data (docs/adr, domain.md X3.19). This file only assembles the sections.
// Leaves out references between elements (references.ts) and reading from text (load.ts).
import * as z from 'zod';
import { cited, dateSchema, idSchema, textSchema } from './common.ts';
import { filterSchema } from './expression-schema.ts';
import {
  claimSchema,
  derivedStageSchema,
  exitSchema,
  keyProjectSchema,
  lifecycleSchema,
  pointsSchema,
  reviewKindSchema,
  rollingSchema,
  splitSchema,
  stageSchema,
} from './flow-schema.ts';
import {
  activityKindSchema,
  bodySchema,
  channelSchema,
  enterpriseClassSchema,
  keyLevelSchema,
  packMeasureSchema,
  tagDimensionSchema,
  taxonomySchema,
  unitGroupSchema,
  unitKindSchema,
} from './people-schema.ts';
import {
  consequenceSchema,
  gradeSchema,
  rankingClassSchema,
  rankSchema,
  scorecardSchema,
} from './score-schema.ts';
import { cohortSchema, targetSchema } from './target-schema.ts';
import { cadenceSchema, registrySchema, taskSchema } from './work-schema.ts';

/** Why a section is empty on purpose: printed when someone asks (未配置考核办法, domain.md trap 18). */
const absentSchema = z.strictObject({
  section: z.enum(['scorecards', 'grades', 'ranks', 'targets', 'splits', 'cadences']),
  reason: textSchema,
  ...cited,
});

/** The whole of `pack.yaml`. */
export const packSchema = z.strictObject({
  id: idSchema,
  title: textSchema,
  city: textSchema,
  issuer: textSchema,
  docNo: textSchema.optional(),
  issuedOn: dateSchema,
  periodFrom: dateSchema,
  periodTo: dateSchema.optional(),
  currency: z.enum(['CNY', 'USD']).default('CNY'),
  overIsStrict: z.boolean().default(false),
  fx: z
    .strictObject({ mode: z.enum(['annual_fixed', 'month_avg', 'event_date']), ...cited })
    .default({ mode: 'annual_fixed', clause: '系统', origin: 'default', note: '年度固定汇率' }),
  labels: z.record(idSchema, textSchema).default({}),
  unitKinds: z.array(unitKindSchema).default([]),
  tagDimensions: z.array(tagDimensionSchema).default([]),
  bodies: z.array(bodySchema).default([]),
  unitGroups: z.array(unitGroupSchema).default([]),
  industries: z.array(taxonomySchema).default([]),
  channels: z.array(channelSchema).default([]),
  enterpriseClasses: z.array(enterpriseClassSchema).default([]),
  keyLevels: z.array(keyLevelSchema).default([]),
  activityKinds: z.array(activityKindSchema).default([]),
  stages: z.array(stageSchema).min(1),
  exits: z.array(exitSchema).default([]),
  derivedStages: z.array(derivedStageSchema).default([]),
  lifecycle: lifecycleSchema,
  reviews: z.array(reviewKindSchema).default([]),
  keyProject: keyProjectSchema.optional(),
  measures: z.array(packMeasureSchema).min(1),
  filters: z
    .array(z.strictObject({ id: idSchema, label: textSchema, where: filterSchema, ...cited }))
    .default([]),
  targets: z.array(targetSchema).default([]),
  cohorts: z.array(cohortSchema).default([]),
  scorecards: z.array(scorecardSchema).default([]),
  grades: z.array(gradeSchema).default([]),
  rankingClasses: z.array(rankingClassSchema).default([]),
  ranks: z.array(rankSchema).default([]),
  consequences: z.array(consequenceSchema).default([]),
  cadences: z.array(cadenceSchema).default([]),
  /** 每周一览: the city at a glance for its leaders; none unless the city asks for it. 1 = 周一. */
  digest: z.strictObject({ weekday: z.number().int().min(1).max(5).default(1), ...cited }).optional(),
  /** 个人信息: months after which the contact of a closed lead is erased; 系统默认 where the city says nothing. */
  retention: z.strictObject({ contactMonths: z.number().int().min(1).max(240), ...cited }).optional(),
  splits: z.array(splitSchema).default([]),
  rolling: z.array(rollingSchema).default([]),
  registries: z.array(registrySchema).default([]),
  tasks: z.array(taskSchema).default([]),
  points: z.array(pointsSchema).default([]),
  claims: z.array(claimSchema).default([]),
  absent: z.array(absentSchema).default([]),
});

/** A checked pack. Every number is decimal text; every list is there, possibly empty. */
export type Pack = z.output<typeof packSchema>;
export type Stage = Pack['stages'][number];
export type Target = Pack['targets'][number];
export type Cadence = Pack['cadences'][number];
export type Registry = Pack['registries'][number];
export type Task = Pack['tasks'][number];
export type Split = Pack['splits'][number];
export type Rolling = Pack['rolling'][number];
export type Scorecard = Pack['scorecards'][number];
export type Grade = Pack['grades'][number];
export type Rank = Pack['ranks'][number];
export type Consequence = Pack['consequences'][number];
export type PackMeasure = Pack['measures'][number];

/** The JSON Schema editors use for completion; describes what may be written, not what parsing yields. */
export function packJsonSchema(): object {
  return z.toJSONSchema(packSchema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
}
