// The two sections keyed by an id of the pack: registries (rows of any fields) and cohorts (lists of projects).
import * as z from 'zod';
import { noteSchema, refSchema } from './bricks.ts';

const cell = z.union([z.string().max(2000), z.number().gt(-1e15).lt(1e15), z.boolean(), z.null()], {
  error: '应为文字、数字、true/false 或 null',
});

/** 台账：编号 → 行；行的键是台账的字段，另有 id、owner（责任单位）、updatedOn。 */
export const REGISTRY_SHAPES = z
  .record(refSchema, z.array(z.record(refSchema, cell)).max(1_000_000))
  .optional();

/** 固定名单：编号 → 项目编号；已退出的写 {project, exit}，仍在分母里。 */
export const COHORT_SHAPES = z
  .record(
    refSchema,
    z
      .array(
        z.union([refSchema, z.strictObject({ project: refSchema, exit: noteSchema.optional() })], {
          error: '应为项目编号，或 {project, exit}',
        }),
      )
      .max(1_000_000),
  )
  .optional();
