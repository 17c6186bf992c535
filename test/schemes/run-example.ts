// Runs one worked case of schemes/*/examples.yaml through the very primitives; the test compares the outcome.
import * as z from 'zod';
import { dec } from '../../src/domain/decimal.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import {
  bulletinDay,
  isKeyProject,
  packFilterContext,
  projectRecord,
  reportWindow,
} from '../../src/domain/pack/view.ts';
import { shareMonths, splitAmount } from '../../src/domain/rule/attribution.ts';
import { complete, completeAll, completeAny } from '../../src/domain/rule/completion.ts';
import { propose } from '../../src/domain/rule/consequence.ts';
import { evaluateFilter } from '../../src/domain/rule/filter.ts';
import { bandOf, quotaGrades } from '../../src/domain/rule/grade.ts';
import { isOwed, periodsWithin } from '../../src/domain/rule/period.ts';
import { rank } from '../../src/domain/rule/rank.ts';
import { adjustment, rollingYears } from '../../src/domain/rule/review.ts';
import { type ItemFacts, leadPoints, score } from '../../src/domain/rule/scorecard.ts';
import { testOn, testsOf } from '../../src/domain/rule/target.ts';
import { taskState } from '../../src/domain/rule/task.ts';
import { na, num, printRate, printValue, ratio, type Value } from '../../src/domain/value.ts';

const numbers = z.record(z.string(), z.number());
const pair = z.tuple([z.number(), z.number()]);
type Run = (pack: Pack, given: unknown) => unknown;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the example names something the pack does not have');
  return value;
}
function byId<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  return found(list.find((one) => one.id === id));
}
const decPair = ([a, b]: readonly [number | string, number | string]) => [dec(a), dec(b)] as const;

function placedOf(totals: Record<string, number>) {
  return rank(Object.entries(totals).map(([id, total]) => ({ id, class: '类', key: num(total) }))).placed;
}

const targetGiven = z.strictObject({
  target: z.string(),
  actual: z.union([z.number(), z.array(z.number())]).optional(),
  base: z.number().optional(),
  part: z.number().optional(),
  whole: z.number().optional(),
});

function actualOf(one: z.infer<typeof targetGiven>, index: number): Value {
  if (one.part !== undefined && one.whole !== undefined) return ratio(num(one.part), num(one.whole));
  const actual = Array.isArray(one.actual) ? one.actual[index] : one.actual;
  return actual === undefined ? na('no_data') : num(actual);
}

const RUN: Readonly<Record<string, Run>> = {
  target(pack, given) {
    const one = targetGiven.parse(given);
    const { join, tests } = testsOf(byId(pack.targets, one.target));
    const parts = tests.map((test, index) =>
      complete(testOn(test, test.value), {
        actual: actualOf(one, index),
        ...(one.base === undefined ? {} : { base: num(one.base) }),
      }),
    );
    const result =
      join === 'any' ? completeAny(parts) : join === 'all' ? completeAll(parts) : found(parts[0]);
    return {
      rate: printRate(result.rate),
      met: result.met,
      ...(result.flags.length > 0 ? { flags: result.flags } : {}),
    };
  },
  counts(pack, given) {
    const one = z
      .object({
        target: z.string(),
        project: z.object({
          classes: z.array(z.string()).default([]),
          flags: z.array(z.string()).default([]),
          investment: z.object({ amount: z.string(), unit: z.string() }),
        }),
      })
      .parse(given);
    const filter = found(found(testsOf(byId(pack.targets, one.target)).tests[0]).measure.where);
    const { classes, flags, investment } = one.project;
    const record = projectRecord(pack, { classes, flags, tags: [], money: { total_investment: investment } });
    return { counts: evaluateFilter(filter, record, packFilterContext(pack)).truth };
  },
  splitAmount(pack, given) {
    const { split, amount, digits } = z
      .object({ split: z.string(), amount: z.number(), digits: z.number() })
      .parse(given);
    const parts = splitAmount(dec(amount), decPair(found(byId(pack.splits, split).ratio)), digits);
    return { sender: parts.sender.toNumber(), receiver: parts.receiver.toNumber() };
  },
  splitMonths(pack, given) {
    const one = z
      .object({
        split: z.string(),
        startOn: z.string(),
        months: numbers,
        ratio: pair.optional(),
        ratioByYear: z.record(z.string(), pair).optional(),
      })
      .parse(given);
    const rule = byId(pack.splits, one.split);
    const byYear =
      one.ratioByYear &&
      Object.fromEntries(Object.entries(one.ratioByYear).map(([year, ratios]) => [year, decPair(ratios)]));
    const terms = {
      sender: '甲',
      receiver: '乙',
      ratio: byYear === undefined ? decPair(one.ratio ?? found(rule.ratio)) : { byYear },
      startOn: one.startOn,
      endOn: rule.end,
      preStart: rule.preStart,
      startMonthIncluded: rule.startMonthIncluded,
    };
    const shared = shareMonths(
      terms,
      Object.entries(one.months).map(([month, amount]) => ({ month, amount: dec(amount) })),
    );
    return { sender: shared.sender.toNumber(), receiver: shared.receiver.toNumber() };
  },
  keyProject(pack, given) {
    const one = z
      .object({
        amountYi: z.number(),
        tags: z.array(z.string()).default([]),
        flags: z.array(z.string()).default([]),
      })
      .parse(given);
    const money = { total_investment: { amount: String(one.amountYi), unit: '亿元' } };
    const { answer, classId } = isKeyProject(pack, { tags: one.tags, flags: one.flags, money });
    return { answer, classId };
  },
  points(pack, given) {
    const one = z.object({ table: z.string(), events: numbers }).parse(given);
    const events = Object.entries(one.events).flatMap(([event, count]) =>
      Array.from({ length: count }, (_, index) => ({ leadId: String(index), event })),
    );
    return { points: leadPoints(byId(pack.points, one.table).awards, events).toNumber() };
  },
  score(pack, given) {
    const one = z
      .object({
        scorecard: z.string(),
        actual: numbers,
        target: numbers,
        marks: numbers.default({}),
        quantities: numbers.default({}),
      })
      .parse(given);
    const completions = Object.entries(one.actual).map(([id, actual]) => {
      const target = one.target[id];
      return [
        id,
        {
          completion: complete(
            { cmp: '>=', value: target === undefined ? undefined : dec(target) },
            { actual: num(actual) },
          ),
        },
      ] as const;
    });
    const marks = Object.entries(one.marks).map(([id, mark]) => [id, { mark: dec(mark) }] as const);
    const quantities = Object.entries(one.quantities).map(
      ([id, quantity]) => [id, { quantity: num(quantity) }] as const,
    );
    return {
      total: printValue(
        score(
          byId(pack.scorecards, one.scorecard),
          new Map<string, ItemFacts>([...completions, ...marks, ...quantities]),
        ).total,
      ),
    };
  },
  bands(pack, given) {
    const one = z.object({ grade: z.string(), totals: z.array(z.string()) }).parse(given);
    const grade = byId(pack.grades, one.grade);
    return { grades: one.totals.map((total) => bandOf(num(total), found(grade.bands), grade.digits)) };
  },
  quota(pack, given) {
    const one = z.object({ grade: z.string(), totals: numbers }).parse(given);
    const grade = byId(pack.grades, one.grade);
    return {
      grades: Object.fromEntries(
        quotaGrades(placedOf(one.totals), found(grade.quota), found(grade.names), grade.minClass),
      ),
    };
  },
  propose(pack, given) {
    const one = z
      .object({
        consequence: z.string(),
        totals: numbers,
        completed: z.record(z.string(), z.boolean()).default({}),
      })
      .parse(given);
    const placed = placedOf(one.totals);
    const standings = placed.map((it) => ({
      id: it.id,
      placed: it,
      total: it.key,
      grade: null,
      completed: one.completed[it.id] ?? null,
      flags: [],
    }));
    return {
      subjects: propose(byId(pack.consequences, one.consequence), standings, placed).map(
        (proposal) => proposal.subject,
      ),
    };
  },
  periodsOwed(pack, given) {
    const one = z.object({ cadence: z.string(), year: z.number() }).parse(given);
    const cadence = byId(pack.cadences, one.cadence);
    if (cadence.every === 'once') throw new Error('a rhythm is needed');
    const periods = periodsWithin(cadence.every, `${one.year}-01-01`, `${one.year}-12-31`);
    return { owed: periods.filter((period) => isOwed(period, pack.issuedOn)).map((period) => period.key) };
  },
  window(pack, given) {
    const { month } = z.object({ month: z.string() }).parse(given);
    const window = reportWindow(pack, month);
    return { openOn: window?.openOn, dueOn: window?.dueOn, bulletinOn: bulletinDay(pack, month) };
  },
  lateTasks(pack, given) {
    const one = z.object({ asOn: z.string(), prefix: z.string() }).parse(given);
    const facts = { doneOn: null, lastProgressOn: null };
    const late = pack.tasks.filter(
      (task) => task.id.startsWith(one.prefix) && taskState(task, facts, one.asOn, pack.issuedOn) === 'late',
    );
    return { late: late.map((task) => task.no) };
  },
  rolling(pack, given) {
    const one = z
      .object({
        startedOn: z.string(),
        asOn: z.string(),
        inStatistics: z.boolean(),
        tax: z.number(),
        verified: z.number(),
        reported: z.number(),
      })
      .parse(given);
    const rule = found(pack.rolling[0]);
    const answers = {
      flags: { in_statistics: one.inStatistics },
      numbers: { tax: one.tax, verified_investment: one.verified, reported_investment: one.reported },
    };
    const years = rollingYears(rule, one.startedOn, () => answers, one.asOn);
    return {
      states: years.map((year) => year.state),
      cureUntilOn: years[0]?.cureUntilOn,
      adjustment: adjustment(rule, one.verified, one.reported).toNumber(),
    };
  },
};

/** The outcome of a worked case; a rule nobody knows is an error. */
export function runExample(pack: Pack, rule: string, given: unknown): unknown {
  return found(RUN[rule])(pack, given);
}
