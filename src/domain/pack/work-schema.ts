// The running work: cadences (P13), registries (P15), tasks (P16).
import * as z from 'zod';
import {
  cited,
  countSchema,
  dateSchema,
  dayOfMonthSchema,
  daysSchema,
  idSchema,
  numberSchema,
  obliging,
  textSchema,
} from './common.ts';
import { filterSchema } from './expression-schema.ts';
import { ENTRY_TOPICS, FIELD_USES, ORIGINS, RHYTHMS } from './terms.ts';

const dueShape = {
  every: z.enum([...RHYTHMS, 'once']),
  dueDay: dayOfMonthSchema.optional(),
  dueMonthsAfter: z.number().int().min(0).max(12).default(1),
  dueOn: dateSchema.optional(),
  dueOrigin: z.enum(['stated', 'inferred', 'default']),
  dueNote: textSchema.optional(),
};

/** 报送: who files what, by which day; `openDay` counts in the month the due day falls in. */
const reportSchema = z.strictObject({
  kind: z.literal('report'),
  id: idSchema,
  label: textSchema,
  from: filterSchema,
  to: textSchema,
  ...dueShape,
  openDay: dayOfMonthSchema.default(1),
  graceDays: daysSchema.default(0),
  remindDays: z.array(z.number().int().min(-60).max(60)).default([-3, -1, 0]),
  escalateDays: daysSchema.default(1),
  late: z.enum(['count_and_flag', 'exclude_until_next']).default('count_and_flag'),
  monthlyForm: z.boolean().default(false),
  skipBeforeIssue: z.boolean().default(true),
  ...obliging,
});

/** 战报/通报: drafted, approved by a second person, frozen. */
const bulletinSchema = z.strictObject({
  kind: z.literal('bulletin'),
  id: idSchema,
  label: textSchema,
  by: textSchema,
  to: textSchema,
  ...dueShape,
  sections: z.array(idSchema).min(1),
  snapshot: z.literal('immutable').default('immutable'),
  skipBeforeIssue: z.boolean().default(true),
  ...obliging,
});

/** 会议 and other occasions owed a number of times in each period, by each body. */
const meetingSchema = z.strictObject({
  kind: z.literal('meeting'),
  id: idSchema,
  label: textSchema,
  body: textSchema,
  each: filterSchema.optional(),
  every: z.enum(RHYTHMS),
  min: countSchema,
  max: countSchema.optional(),
  dueDay: dayOfMonthSchema.optional(),
  dueNote: textSchema.optional(),
  skipBeforeIssue: z.boolean().default(true),
  ...obliging,
});

/** 制度周期 (domain.md P13). */
export const cadenceSchema = z.discriminatedUnion('kind', [reportSchema, bulletinSchema, meetingSchema], {
  error: '周期事项的 kind 应为 report、bulletin 或 meeting',
});
export type ReportCadence = z.output<typeof reportSchema>;
export type BulletinCadence = z.output<typeof bulletinSchema>;
export type MeetingCadence = z.output<typeof meetingSchema>;

const fieldSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  type: z.enum([
    'text',
    'number',
    'money',
    'area',
    'date',
    'flag',
    'choice',
    'unit',
    'enterprise',
    'project',
    'person',
    'file',
  ]),
  required: z.boolean().default(false),
  options: z.array(textSchema).min(1).optional(),
  unit: textSchema.optional(),
  personal: z.boolean().default(false),
  /** What searching, matching and cards take the field for. */
  as: z.enum(FIELD_USES).optional(),
  /** Absent: as the registry itself; `default` for what the text does not ask for. */
  origin: z.enum(ORIGINS).optional(),
  note: textSchema.optional(),
});
export type RegistryField = z.output<typeof fieldSchema>;

/** 台账/名单/库 (domain.md P15). `personal` fields are kept encrypted. */
export const registrySchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  words: z.array(textSchema).default([]),
  /** The word that asks it besides 台账: 资产, 企业, 政策, 图谱. */
  topic: z.enum(ENTRY_TOPICS).optional(),
  owner: filterSchema.optional(),
  fields: z.array(fieldSchema).min(1),
  dedupe: z.array(idSchema).default([]),
  baseline: numberSchema.optional(),
  baselineUnit: textSchema.optional(),
  freshDays: daysSchema.optional(),
  /** 公开: fields open to the city's platform. Absent: by default those of assets and policies; empty: nothing of it. */
  publish: z.array(idSchema).optional(),
  /** 定期联络: whoever keeps an entry should be in touch this often; needs a date field `as: contacted`. */
  contactDays: daysSchema.optional(),
  /** 推荐人: its entries may introduce leads, which then come by this channel; or by a choice of each, option → channel. */
  refers: z
    .union([idSchema, z.record(textSchema, idSchema)], {
      error: 'refers 应为线索来源编号，或 {选项: 线索来源编号}',
    })
    .optional(),
  ...cited,
});

/** 任务 (domain.md P16): `lead` and `responsible` name bodies or unit groups; no `dueOn` = standing. */
export const taskSchema = z.strictObject({
  id: idSchema,
  no: textSchema,
  label: textSchema,
  text: textSchema,
  lead: z.array(idSchema).default([]),
  responsible: z.array(idSchema).default([]),
  dueOn: dateSchema.optional(),
  dueNote: textSchema.optional(),
  deliverables: z.array(textSchema).default([]),
  freshDays: daysSchema.default(90),
  ...obliging,
});
