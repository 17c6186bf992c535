// Who and with which words: bodies the text names, groups of units, tag dimensions, word lists.
import * as z from 'zod';
import { cited, idSchema, textSchema, worded } from './common.ts';
import { filterSchema } from './expression-schema.ts';
import { UNIT_KINDS } from './terms.ts';

/** 单位类别: the city's own word for a kind of unit. */
export const unitKindSchema = z.strictObject({ id: z.enum(UNIT_KINDS), label: textSchema, ...cited });

/** 标签维度: a dimension units are tagged by (ranking_class, scoring_tier, zone_level). */
export const tagDimensionSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  values: z.array(textSchema).min(1).optional(),
  ...cited,
});

/** 文中点名的单位: matched with the roster by name or alias. */
export const bodySchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  aliases: z.array(textSchema).default([]),
  kind: z.enum(UNIT_KINDS),
  ...cited,
});

/** 单位范围: a set the text names as a whole (各县(市、区)党委和人民政府). */
export const unitGroupSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  where: filterSchema,
  ...cited,
});

const item = z.strictObject({ ...worded, parent: idSchema.optional(), clause: textSchema.optional() });

/** 产业分类: a taxonomy; its items inherit clause and origin. The words are ours, not the text's. */
export const taxonomySchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  items: z.array(item).min(1),
  ...cited,
});

/** 线索来源. */
export const channelSchema = z.strictObject({ ...worded, ...cited });
/** 企业类别. */
export const enterpriseClassSchema = z.strictObject({ ...worded, ...cited });
/** 重点级别: flags a project may carry (省招商引资重点项目). */
export const keyLevelSchema = z.strictObject({ ...worded, ...cited });
/** 活动类型. */
export const activityKindSchema = z.strictObject({ ...worded, ...cited });

/** 指标: what is filed each month, or counted. */
export const packMeasureSchema = z.strictObject({
  ...worded,
  unit: textSchema,
  cumulative: z.boolean(),
  scope: z.enum(['perProject', 'perUnit']),
  onMonthlyForm: z.boolean().default(true),
  span: z.enum(['year', 'life']).default('life'),
  ...cited,
});
