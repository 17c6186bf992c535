// Filters (domain.md P3), measures (P6) and periods (P1) as pack data. Leaves out their evaluation (rule/).
import * as z from 'zod';
import { dateSchema, idSchema, numberSchema, oneOrMany, textSchema } from './common.ts';
import { LEDGERS, MONEY_UNITS, OPERATORS, RECORD_KINDS, RHYTHMS } from './terms.ts';

/** Several keys in one filter mean “and”; a list inside an atom means “any of”. */
export interface Filter {
  readonly and?: readonly Filter[] | undefined;
  readonly or?: readonly Filter[] | undefined;
  readonly not?: Filter | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly name?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly dimension?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly class?: readonly string[] | undefined;
  readonly flag?: readonly string[] | undefined;
  readonly excluded?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
  readonly field?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly money?: MoneyAtom | undefined;
  readonly number?: NumberAtom | undefined;
  readonly cohort?: readonly string[] | undefined;
  readonly key?: boolean | undefined;
  readonly use?: string | undefined;
}

/** `[total_investment, ">=", 10, 亿元]`: field, test, threshold, unit. */
export type MoneyAtom = readonly [string, (typeof OPERATORS)[number], string, (typeof MONEY_UNITS)[number]];
/** `[area, ">=", 1000]`. */
export type NumberAtom = readonly [string, (typeof OPERATORS)[number], string];

const dimensionSchema = z.record(idSchema, oneOrMany);

/** 条件: which records count. */
export const filterSchema: z.ZodType<Filter, unknown> = z.lazy(() =>
  z
    .strictObject({
      and: z.array(filterSchema).min(1).optional(),
      or: z.array(filterSchema).min(1).optional(),
      not: filterSchema.optional(),
      kind: oneOrMany.optional(),
      name: oneOrMany.optional(),
      tag: oneOrMany.optional(),
      dimension: dimensionSchema.optional(),
      class: oneOrMany.optional(),
      flag: oneOrMany.optional(),
      excluded: oneOrMany.optional(),
      stage: oneOrMany.optional(),
      field: dimensionSchema.optional(),
      money: z.tuple([idSchema, z.enum(OPERATORS), numberSchema, z.enum(MONEY_UNITS)]).optional(),
      number: z.tuple([idSchema, z.enum(OPERATORS), numberSchema]).optional(),
      cohort: oneOrMany.optional(),
      key: z.boolean().optional(),
      use: idSchema.optional(),
    })
    .refine((filter) => Object.keys(filter).length > 0, { error: '条件不能为空，至少写一项' }),
);

/** A measure: exactly one of the verbs, plus its conditions (domain.md P6). */
export interface Measure {
  readonly count?: (typeof RECORD_KINDS)[number] | undefined;
  readonly sum?: string | undefined;
  readonly sumField?: string | undefined;
  readonly distinct?: string | undefined;
  readonly of?: (typeof RECORD_KINDS)[number] | undefined;
  readonly size?: string | undefined;
  /** With `size`: adds up this number field of the rows instead of counting them (已盘活面积). */
  readonly sumOf?: string | undefined;
  /** Several measures added up. */
  readonly plus?: readonly Measure[] | undefined;
  readonly ratio?: readonly [Measure, Measure] | undefined;
  readonly growth?: Measure | undefined;
  readonly delta?: Measure | undefined;
  readonly mean?: Measure | undefined;
  readonly max?: Measure | undefined;
  readonly countUnits?: CountUnits | undefined;
  readonly done?: string | undefined;
  readonly parts?: number | undefined;
  readonly points?: string | undefined;
  readonly reported?: string | undefined;
  readonly constant?: string | undefined;
  readonly where?: Filter | undefined;
  readonly at?: string | undefined;
  readonly ledger?: (typeof LEDGERS)[number] | undefined;
}

/** How many units reach a threshold (domain.md trap 8); without a measure, how many such units exist. */
export interface CountUnits {
  readonly where: Filter;
  readonly measure?: Measure | undefined;
  readonly cmp?: (typeof OPERATORS)[number] | undefined;
  readonly value?: string | undefined;
  readonly unit?: string | undefined;
  readonly base?: { readonly cmp: (typeof OPERATORS)[number]; readonly value: string } | undefined;
}

/** The verbs of a measure; one and only one must be there. */
export const MEASURE_VERBS = [
  'count',
  'sum',
  'sumField',
  'distinct',
  'size',
  'plus',
  'ratio',
  'growth',
  'delta',
  'mean',
  'max',
  'countUnits',
  'done',
  'points',
  'reported',
  'constant',
] as const;

/** 指标口径. */
export const measureSchema: z.ZodType<Measure, unknown> = z.lazy(() =>
  z
    .strictObject({
      count: z.enum(RECORD_KINDS).optional(),
      sum: idSchema.optional(),
      sumField: idSchema.optional(),
      distinct: idSchema.optional(),
      of: z.enum(RECORD_KINDS).optional(),
      size: idSchema.optional(),
      sumOf: idSchema.optional(),
      plus: z.array(measureSchema).min(2).max(20).optional(),
      ratio: z.tuple([measureSchema, measureSchema]).optional(),
      growth: measureSchema.optional(),
      delta: measureSchema.optional(),
      mean: measureSchema.optional(),
      max: measureSchema.optional(),
      countUnits: countUnitsSchema.optional(),
      done: idSchema.optional(),
      parts: z.number().int().min(1).max(1000).optional(),
      points: idSchema.optional(),
      reported: idSchema.optional(),
      constant: numberSchema.optional(),
      where: filterSchema.optional(),
      at: idSchema.optional(),
      ledger: z.enum(LEDGERS).optional(),
    })
    .refine((measure) => MEASURE_VERBS.filter((verb) => verb in measure).length === 1, {
      error: `指标口径要写且只写一个动词：${MEASURE_VERBS.join('、')}`,
    }),
);

const countUnitsSchema: z.ZodType<CountUnits, unknown> = z.lazy(() =>
  z.strictObject({
    where: filterSchema,
    measure: measureSchema.optional(),
    cmp: z.enum(OPERATORS).optional(),
    value: numberSchema.optional(),
    unit: textSchema.optional(),
    base: z.strictObject({ cmp: z.enum(OPERATORS), value: numberSchema }).optional(),
  }),
);

/** 期间: a rhythm, `standing`, `{window: [from, to]}` or `{deadline: day}` (domain.md P1). */
export const periodSchema = z.union(
  [
    z.enum([...RHYTHMS, 'standing']),
    z.strictObject({ window: z.tuple([dateSchema, dateSchema]) }),
    z.strictObject({ deadline: dateSchema, from: dateSchema.optional() }),
  ],
  { error: '期间应为 month、quarter、half、year、standing，或 {window: [起, 止]}、{deadline: 日期}' },
);
export type PackPeriod = z.output<typeof periodSchema>;
