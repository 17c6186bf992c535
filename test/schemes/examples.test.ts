// The worked cases beside the packs (schemes/*/examples.yaml), run through the very primitives.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { dec } from '../../src/domain/decimal.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { bulletinDay, isKeyProject, reportWindow } from '../../src/domain/pack/view.ts';
import { shareMonths, splitAmount } from '../../src/domain/rule/attribution.ts';
import { complete } from '../../src/domain/rule/completion.ts';
import { propose } from '../../src/domain/rule/consequence.ts';
import { isOwed, periodsWithin } from '../../src/domain/rule/period.ts';
import { rank } from '../../src/domain/rule/rank.ts';
import { adjustment, rollingYears } from '../../src/domain/rule/review.ts';
import { leadPoints, score } from '../../src/domain/rule/scorecard.ts';
import { num, printValue } from '../../src/domain/value.ts';
import { readText, sanming } from '../domain/pack/sanming.ts';

const numbers = z.record(z.string(), z.number());
const exampleSchema = z.strictObject({
  id: z.string(),
  clause: z.string(),
  rule: z.string(),
  given: z.looseObject({}),
  expect: z.unknown(),
});
const fileSchema = z.strictObject({ pack: z.string(), examples: z.array(exampleSchema).min(1) });
type Run = (pack: Pack, given: unknown) => unknown;

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the example names something the pack does not have');
  return value;
}

function ratioOf(pack: Pack, id: string, own?: [number, number]) {
  const [a, b] = own ?? found(found(pack.splits.find((split) => split.id === id)).ratio);
  return [dec(a), dec(b)] as const;
}

const RUN: Readonly<Record<string, Run>> = {
  splitAmount(pack, given) {
    const { split, amount, digits } = z
      .object({ split: z.string(), amount: z.number(), digits: z.number() })
      .parse(given);
    const parts = splitAmount(dec(amount), ratioOf(pack, split), digits);
    return { sender: parts.sender.toNumber(), receiver: parts.receiver.toNumber() };
  },
  splitMonths(pack, given) {
    const one = z
      .object({
        split: z.string(),
        startOn: z.string(),
        months: numbers,
        ratio: z.tuple([z.number(), z.number()]).optional(),
      })
      .parse(given);
    const rule = found(pack.splits.find((split) => split.id === one.split));
    const terms = {
      sender: '甲',
      receiver: '乙',
      ratio: ratioOf(pack, one.split, one.ratio),
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
    return {
      points: leadPoints(
        found(pack.points.find((table) => table.id === one.table)).awards,
        events,
      ).toNumber(),
    };
  },
  score(pack, given) {
    const one = z.object({ scorecard: z.string(), actual: numbers, target: numbers }).parse(given);
    const facts = Object.entries(one.actual).map(([id, actual]) => {
      const target = one.target[id];
      const completion = complete(
        { cmp: '>=', value: target === undefined ? undefined : dec(target) },
        { actual: num(actual) },
      );
      return [id, { completion }] as const;
    });
    return {
      total: printValue(
        score(found(pack.scorecards.find((card) => card.id === one.scorecard)), new Map(facts)).total,
      ),
    };
  },
  periodsOwed(pack, given) {
    const one = z.object({ cadence: z.string(), year: z.number() }).parse(given);
    const cadence = found(pack.cadences.find((item) => item.id === one.cadence));
    if (cadence.every === 'once') throw new Error('a rhythm is needed');
    const periods = periodsWithin(cadence.every, `${one.year}-01-01`, `${one.year}-12-31`);
    return { owed: periods.filter((period) => isOwed(period, pack.issuedOn)).map((period) => period.key) };
  },
  window(pack, given) {
    const { month } = z.object({ month: z.string() }).parse(given);
    const window = reportWindow(pack, month);
    return { openOn: window?.openOn, dueOn: window?.dueOn, bulletinOn: bulletinDay(pack, month) };
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
  laggards(pack, given) {
    const { totals } = z.object({ totals: numbers }).parse(given);
    const { placed } = rank(
      Object.entries(totals).map(([id, total]) => ({ id, class: '县', key: num(total) })),
    );
    const standings = placed.map((one) => ({
      id: one.id,
      placed: one,
      total: one.key,
      grade: null,
      completed: null,
      flags: [],
    }));
    const proposals = pack.consequences.flatMap((rule) => propose(rule, standings, placed));
    return {
      interview: proposals.filter((one) => one.actions.includes('interview')).map((one) => one.subject),
    };
  },
};

describe('schemes/sanming/examples.yaml', () => {
  const file = fileSchema.parse(parse(readText('schemes/sanming/examples.yaml'), { schema: 'core' }));
  const pack = sanming();
  test('names its pack', () => {
    expect(file.pack).toBe(pack.id);
  });
  test.each(file.examples.map((example) => [example.id, example.clause, example] as const))(
    '%s (%s) comes out as written',
    (_id, _clause, example) => {
      expect(found(RUN[example.rule])(pack, example.given)).toEqual(example.expect);
    },
  );
});
