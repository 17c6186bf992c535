// P3 filter (domain.md P3): three-valued conditions over a record. A missing field makes an atom unknown;
// unknown and false = false, unknown or true = true; a record whose filter stays unknown is not counted
// and appears under 待补字段. Leaves out where records come from: they arrive as FilterRecord.
import { type Dec, dec, readDecimal } from '../decimal.ts';
import type { Filter, MoneyAtom, NumberAtom } from '../pack/expression-schema.ts';
import type { Operator } from '../pack/terms.ts';
import { convert, currencyOf, type Fx, NO_FX, type Quantity, scaledWan, toWan } from './quantity.ts';

/** yes, no, or not known yet. */
export type Truth = 'yes' | 'no' | 'unknown';

/**
 * What a filter may look at. A list that is there is complete (an absent flag is “no”); a list that is
 * undefined has not been asked for yet (unknown). The names of money fields are the pack's (total_investment).
 */
export interface FilterRecord {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly kind?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly flags?: readonly string[] | undefined;
  readonly money?: Readonly<Record<string, Quantity | undefined>> | undefined;
  readonly numbers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly fields?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /** Verified stage → day it happened. */
  readonly stages?: Readonly<Record<string, string>> | undefined;
  readonly cohorts?: readonly string[] | undefined;
  /** What is absent is a no, not an unknown: the roster says everything about a unit's tags. */
  readonly isClosed?: boolean | undefined;
}

/** Everything a filter needs besides the record. */
export interface FilterContext {
  readonly overIsStrict: boolean;
  readonly asOn: string;
  readonly fx?: Fx | undefined;
  /** Named conditions of the pack (`use`). */
  readonly filters?: ReadonlyMap<string, Filter> | undefined;
  /** Answers the atom `key` (重点项目). */
  readonly isKey?: ((record: FilterRecord) => Truth) | undefined;
}

/** The answer with the fields whose absence made it unknown. */
export interface FilterAnswer {
  readonly truth: Truth;
  /** Names of missing fields, for 待补字段. */
  readonly missing: readonly string[];
}

const YES: FilterAnswer = { truth: 'yes', missing: [] };
const NO: FilterAnswer = { truth: 'no', missing: [] };

function unknown(field: string): FilterAnswer {
  return { truth: 'unknown', missing: [field] };
}

function answer(truth: boolean): FilterAnswer {
  return truth ? YES : NO;
}

/** All must hold: any no is no, else any unknown is unknown. */
export function allOf(answers: readonly FilterAnswer[]): FilterAnswer {
  if (answers.some((one) => one.truth === 'no')) return NO;
  const missing = answers.flatMap((one) => (one.truth === 'unknown' ? one.missing : []));
  return answers.some((one) => one.truth === 'unknown')
    ? { truth: 'unknown', missing: [...new Set(missing)] }
    : YES;
}

/** One must hold: any yes is yes, else any unknown is unknown. */
export function anyOf(answers: readonly FilterAnswer[]): FilterAnswer {
  if (answers.some((one) => one.truth === 'yes')) return YES;
  const missing = answers.flatMap((one) => (one.truth === 'unknown' ? one.missing : []));
  return answers.some((one) => one.truth === 'unknown')
    ? { truth: 'unknown', missing: [...new Set(missing)] }
    : NO;
}

/** The opposite; unknown stays unknown. */
export function negate(one: FilterAnswer): FilterAnswer {
  if (one.truth === 'unknown') return one;
  return one.truth === 'yes' ? NO : YES;
}

/** Whether a test holds of two numbers in this order: below 0 the left is smaller, above 0 larger. */
function holds(order: number, operator: Operator, overIsStrict: boolean): boolean {
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '=':
      return order === 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case 'over':
      return overIsStrict ? order > 0 : order >= 0;
  }
}

/** Compares exactly; `over` (过/超过) is strict only where the pack says so (domain.md 0.4). */
export function compare(left: Dec, operator: Operator, right: Dec, overIsStrict: boolean): boolean {
  return holds(left.cmp(right), operator, overIsStrict);
}

/** Two amounts of one currency that machine numbers hold; null where decimals must tell. */
function quickOrder(left: Quantity, right: Quantity): number | null {
  if (currencyOf(left.unit) !== currencyOf(right.unit)) return null;
  const [one, other] = [scaledWan(left), scaledWan(right)];
  return Number.isNaN(one) || Number.isNaN(other) ? null : Math.sign(one - other);
}

function isMoneyTrue(atom: MoneyAtom, record: FilterRecord, context: FilterContext): FilterAnswer {
  const [field, operator, value, unit] = atom;
  const entered = record.money?.[field];
  if (entered === undefined) return unknown(field);
  const order = quickOrder(entered, { amount: value, unit });
  if (order !== null) return answer(holds(order, operator, context.overIsStrict));
  const threshold = toWan({ amount: value, unit });
  const currency = currencyOf(unit);
  if (threshold === null || currency === null) return unknown(field);
  const amount = toWan(entered);
  if (amount === null) return unknown(field);
  const converted = convert(amount, currency, context.asOn, context.fx ?? NO_FX);
  if (converted === null) return unknown(`${field}:汇率待定`);
  return answer(compare(converted, operator, threshold.wan, context.overIsStrict));
}

function isNumberTrue(atom: NumberAtom, record: FilterRecord, context: FilterContext): FilterAnswer {
  const [field, operator, value] = atom;
  const number = readDecimal(record.numbers?.[field]);
  if (number === null) return unknown(field);
  return answer(compare(number, operator, dec(value), context.overIsStrict));
}

function intersects(
  wanted: readonly string[],
  list: readonly string[] | undefined,
  field: string,
): FilterAnswer {
  if (list === undefined) return unknown(field);
  return answer(wanted.some((one) => list.includes(one)));
}

function stageReached(wanted: readonly string[], record: FilterRecord, asOn: string): FilterAnswer {
  const stages = record.stages;
  if (stages === undefined) return unknown('stages');
  return answer(wanted.some((stage) => Object.hasOwn(stages, stage) && (stages[stage] ?? '') <= asOn));
}

function nameMatches(wanted: readonly string[], record: FilterRecord): FilterAnswer {
  const names = [record.id, record.name, ...(record.aliases ?? [])].filter((name) => name !== undefined);
  if (names.length === 0) return unknown('name');
  return answer(wanted.some((one) => names.includes(one)));
}

function namedFilter(name: string, record: FilterRecord, context: FilterContext): FilterAnswer {
  const filter = context.filters?.get(name);
  return filter === undefined ? unknown(name) : evaluate(filter, record, context);
}

function keyAnswer(wanted: boolean, record: FilterRecord, context: FilterContext): FilterAnswer {
  const truth = context.isKey?.(record) ?? 'unknown';
  if (truth === 'unknown') return unknown('key');
  return answer((truth === 'yes') === wanted);
}

/** Field values: any of the wanted, against a text or a list of texts. */
function fieldAnswers(
  wanted: Readonly<Record<string, readonly string[]>>,
  record: FilterRecord,
): FilterAnswer[] {
  return Object.entries(wanted).map(([field, values]) => {
    const found = record.fields?.[field];
    if (found === undefined) return unknown(field);
    return intersects(values, typeof found === 'string' ? [found] : found, field);
  });
}

function dimensionAnswers(
  wanted: Readonly<Record<string, readonly string[]>>,
  record: FilterRecord,
): FilterAnswer[] {
  return Object.entries(wanted).map(([dimension, values]) => {
    const found = record.dimensions?.[dimension];
    if (found === undefined) return record.isClosed === true ? NO : unknown(dimension);
    return answer(values.includes(found));
  });
}

function evaluate(filter: Filter, record: FilterRecord, context: FilterContext): FilterAnswer {
  const parts: FilterAnswer[] = [];
  if (filter.and !== undefined) parts.push(allOf(filter.and.map((one) => evaluate(one, record, context))));
  if (filter.or !== undefined) parts.push(anyOf(filter.or.map((one) => evaluate(one, record, context))));
  if (filter.not !== undefined) parts.push(negate(evaluate(filter.not, record, context)));
  if (filter.kind !== undefined) {
    parts.push(intersects(filter.kind, record.kind === undefined ? undefined : [record.kind], 'kind'));
  }
  if (filter.name !== undefined) parts.push(nameMatches(filter.name, record));
  if (filter.tag !== undefined) parts.push(intersects(filter.tag, record.tags, 'tags'));
  if (filter.dimension !== undefined) parts.push(...dimensionAnswers(filter.dimension, record));
  if (filter.class !== undefined) parts.push(intersects(filter.class, record.classes, 'classes'));
  if (filter.flag !== undefined) parts.push(intersects(filter.flag, record.flags, 'flags'));
  if (filter.excluded !== undefined) parts.push(intersects(filter.excluded, record.tags, 'tags'));
  if (filter.stage !== undefined) parts.push(stageReached(filter.stage, record, context.asOn));
  if (filter.field !== undefined) parts.push(...fieldAnswers(filter.field, record));
  if (filter.money !== undefined) parts.push(isMoneyTrue(filter.money, record, context));
  if (filter.number !== undefined) parts.push(isNumberTrue(filter.number, record, context));
  if (filter.cohort !== undefined) parts.push(intersects(filter.cohort, record.cohorts, 'cohorts'));
  if (filter.key !== undefined) parts.push(keyAnswer(filter.key, record, context));
  if (filter.use !== undefined) parts.push(namedFilter(filter.use, record, context));
  return allOf(parts);
}

/** 条件: evaluates a filter; unknown lists the missing fields (待补字段). `use` chains are cycle-free (load.ts). */
export function evaluateFilter(filter: Filter, record: FilterRecord, context: FilterContext): FilterAnswer {
  return evaluate(filter, record, context);
}
