// The shape of what `evaluate --json` prints, as zod: the JSON Schema in docs/schemas is generated from it.
import * as z from 'zod';

const text = z.string().nullable();
const number = z
  .string()
  .regex(/^-?\d+(\.\d{1,12})?$/)
  .nullable()
  .describe('精确的十进制文字；null 表示没有数');

const part = z.strictObject({
  label: text,
  unit: text,
  actual: number,
  target: z.union([number, z.tuple([z.string(), z.string()])]),
  rate: number.describe('完成率，小数：0.96 即 96%'),
  met: z.boolean().nullable(),
  na: text.describe('没有数的原因'),
  value: number.describe('增幅、占比等文件里说的数'),
  base: number.describe('基期'),
  whole: number.describe('全期目标；有序时进度时 target 是目前应完成的数'),
});

const target = z.strictObject({
  id: z.string(),
  subject: z.string().describe('单位、职务、地区、月份的编号；city 为全市，together 为合计'),
  actual: number,
  target: part.shape.target,
  rate: number,
  met: z.boolean().nullable(),
  na: text,
  flags: z.array(z.string()),
  period: z.string(),
  label: z.string(),
  unit: text,
  strength: z.string(),
  clause: z.string(),
  origin: z.string(),
  value: number,
  base: number,
  whole: number,
  gap: number,
  coverage: z.strictObject({ reported: z.number(), expected: z.number() }),
  parts: z.array(part),
});

const score = z.strictObject({
  subject: z.string(),
  base: number,
  bonus: number,
  malus: number,
  total: number.describe('未四舍五入'),
  lines: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      part: z.enum(['base', 'bonus', 'malus']),
      weight: number,
      rate: number,
      points: number,
      na: text,
      how: z.string(),
      clause: z.string(),
      isDefault: z.boolean(),
    }),
  ),
  scorecard: z.string(),
  clause: z.string(),
  origin: z.string(),
  rounded: text.describe('两位小数，四舍五入'),
  na: text,
  grade: text,
});

const rank = z.looseObject({
  class: text,
  subject: z.string(),
  place: z.number().int().nullable(),
  grade: text,
});

const proposal = z.looseObject({
  rule: z.string(),
  subject: z.string(),
  action: z.string(),
  clause: z.string(),
  decision: z.enum(['propose', 'manual']),
});

const rows = z.array(z.looseObject({}));

/** The evaluation document. */
export const evaluationSchema = z.strictObject({
  pack: z.string(),
  asOf: z.string(),
  targets: z.array(target),
  scores: z.array(score),
  ranks: z.array(rank),
  proposals: z.array(proposal),
  lists: z.array(rank).describe('系统默认·非考核的列表'),
  absent: rows.describe('方案有意留空的部分和原因'),
  tasks: rows,
  splits: rows,
  findings: z.strictObject({
    gates: rows,
    limits: rows,
    reports: rows,
    keyProjects: rows,
    points: rows,
    borderline: rows,
    restated: rows,
    rolling: rows,
    gaps: rows,
  }),
});

export type TargetPart = z.output<typeof part>;
export type TargetRow = z.output<typeof target>;
export type ScoreRow = z.output<typeof score>;

/** What `evaluationDocument` makes; rows of findings are plain objects. */
export interface EvaluationDocument {
  readonly pack: string;
  readonly asOf: string;
  readonly targets: readonly TargetRow[];
  readonly scores: readonly ScoreRow[];
  readonly ranks: readonly object[];
  readonly proposals: readonly object[];
  readonly lists: readonly object[];
  readonly absent: readonly object[];
  readonly tasks: readonly object[];
  readonly splits: readonly object[];
  readonly findings: Readonly<Record<string, readonly object[]>>;
}

/** docs/schemas/evaluation.schema.json. */
export function evaluationJsonSchema(): object {
  return z.toJSONSchema(evaluationSchema, { io: 'output', target: 'draft-2020-12', unrepresentable: 'any' });
}
