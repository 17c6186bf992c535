// Evaluating small facts files in tests: the shipped packs, the very reader and document the command line uses.
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { evaluationSchema } from '../../src/domain/evaluate/output-schema.ts';
import { explainTarget, explanationText } from '../../src/domain/explain/explain.ts';
import { readFacts } from '../../src/domain/facts-file/read.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';

export type City = 'rongcheng' | 'liaocheng' | 'langfang' | 'qingdao' | 'sanming';

/** A shipped pack. */
export function cityPack(city: City): Pack {
  return packOf(readText(`schemes/${city}/pack.yaml`), city);
}

/** Evaluates facts against a pack; mistakes of the file are the failure's message. */
export function runPack(pack: Pack, asOf: string, facts: object) {
  const read = readFacts(JSON.stringify(facts), pack);
  if (!read.ok)
    throw new Error(read.mistakes.map((mistake) => `${mistake.path} ${mistake.message}`).join('\n'));
  return evaluationSchema.parse(
    JSON.parse(JSON.stringify(evaluationDocument(evaluate(pack, read.facts, asOf)))),
  );
}

/** A target of a subject explained, as the terminal prints it. */
export function explain(city: City, asOf: string, facts: object, subject: string, id: string): string {
  const pack = cityPack(city);
  const read = readFacts(JSON.stringify(facts), pack);
  if (!read.ok) throw new Error(read.mistakes.map((mistake) => mistake.message).join('\n'));
  return explanationText(explainTarget(evaluate(pack, read.facts, asOf), subject, id));
}

/** Evaluates facts against a city's pack. */
export function run(city: City, asOf: string, facts: object) {
  return runPack(cityPack(city), asOf, facts);
}
export type Outcome = ReturnType<typeof run>;

/** The first row of a target, of a subject if one is named. */
export function target(outcome: Outcome, id: string, subject?: string, period?: string) {
  const row = outcome.targets.find(
    (one) =>
      one.id === id &&
      (subject === undefined || one.subject === subject) &&
      (period === undefined || one.period === period),
  );
  if (row === undefined) throw new Error(`no row ${id} ${subject ?? ''} ${period ?? ''}`);
  return row;
}

/** Actual, target, rate with four decimals, met, na: what most examples are about. */
export function core(row: ReturnType<typeof target>) {
  return [row.actual, row.target, row.rate === null ? null : Number(row.rate).toFixed(4), row.met, row.na];
}

/** A score's numbers. */
export function scoreOf(outcome: Outcome, subject: string) {
  const found = outcome.scores.find((one) => one.subject === subject);
  if (found === undefined) throw new Error(`no score of ${subject}`);
  return found;
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const yi = (amount: number | string) => ({ amount, unit: '亿元', currency: 'CNY' });
export const wan = (amount: number | string) => ({ amount, unit: '万元', currency: 'CNY' });

/** A unit with an id for a name. */
export const unit = (id: string, kind: string, more: object = {}) => ({ id, name: id, kind, ...more });
/** One project of a unit with its stages. */
export const project = (id: string, unitId: string | null, stages: object, more: object = {}) => ({
  id,
  unit: unitId,
  stages,
  ...more,
});
/** Cumulative money of a project at the end of a month. */
export const paid = (id: string, month: string, cumulative: number | string, more: object = {}) => ({
  project: id,
  measure: 'funds_in_place',
  month,
  cumulative,
  unit: '万元',
  ...more,
});
