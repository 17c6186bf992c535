/**
 * The sixty aggregates of the generated city as raw SQL over the covering index: what a hand-written report would run.
 * One statement a target, each answered by unit, or for the whole city.
 */
import type Sqlite from 'better-sqlite3';
import {
  AS_OF,
  type Choice,
  MEASURES,
  type MeasureId,
  type StageId,
  WISHES,
  type Wish,
} from './city-plan.ts';

/** Unit (or `city`) → number; money in ten-thousandths of 万. */
export type Answer = ReadonlyMap<string, number>;

function conditions({ industry, investmentWanMin }: Choice): string {
  const parts = [
    ...(industry === undefined ? [] : [`p.industry = '${industry}'`]),
    ...(investmentWanMin === undefined ? [] : [`p.investment_wan >= ${investmentWanMin}`]),
  ];
  return parts.length === 0 ? '' : `AND ${parts.join(' AND ')}`;
}

function startOf(period: Wish['period'], before = 0): string {
  return period === 'window' ? '2019-01-01' : `${2021 - before}-01-01`;
}

function monthly(measure: MeasureId, choice: Choice, by: string, fromMonth: string, toMonth: string): string {
  const isYearly = MEASURES.some((one) => one.id === measure && one.span === 'year');
  if (isYearly) {
    return `SELECT ${by}, sum(t.units) FROM (SELECT lead, substr(month, 1, 4) AS y, max(month), units FROM entry
      WHERE measure = '${measure}' AND month BETWEEN '${fromMonth}' AND '${toMonth}' GROUP BY lead, y) t
      JOIN project p ON p.id = t.lead WHERE true ${conditions(choice)} GROUP BY 1`;
  }
  return `SELECT ${by}, sum(t.units - coalesce(b.units, 0)) FROM (SELECT lead, max(month), units FROM entry
      WHERE measure = '${measure}' AND month BETWEEN '${fromMonth}' AND '${toMonth}' GROUP BY lead) t
      LEFT JOIN (SELECT lead, max(month), units FROM entry
      WHERE measure = '${measure}' AND month < '${fromMonth}' GROUP BY lead) b ON b.lead = t.lead
      JOIN project p ON p.id = t.lead WHERE true ${conditions(choice)} GROUP BY 1`;
}

function staged(what: string, stage: StageId, wish: Wish, by: string): string {
  return `SELECT ${by}, ${what} FROM project p
    WHERE p.${stage} BETWEEN '${startOf(wish.period)}' AND '${AS_OF}' ${conditions(wish.choice)} GROUP BY 1`;
}

/** The statements of a target; growth and share take two. */
export function statementsOf(wish: Wish): string[] {
  const { of, choice } = wish;
  const by = wish.bind === 'city' ? "'city'" : 'p.unit';
  const [from, to] = [startOf(wish.period).slice(0, 7), AS_OF.slice(0, 7)];
  switch (of.verb) {
    case 'sum':
      return [monthly(of.measure, choice, by, from, to)];
    case 'growth':
      return [monthly(of.measure, {}, by, from, to), monthly(of.measure, {}, by, '2020-01', '2020-12')];
    case 'share':
      return [monthly(of.measure, of.part, by, from, to), monthly(of.measure, {}, by, from, to)];
    case 'count':
      return [staged('count(*)', of.stage, wish, by)];
    case 'invest':
      return [staged('sum(p.investment_wan) * 10000', of.stage, wish, by)];
  }
}

/** Runs all of them; target → its answers in order. */
export function runSql(sqlite: Sqlite.Database): Map<string, Answer[]> {
  return new Map(
    WISHES.map((wish) => [
      wish.id,
      statementsOf(wish).map((text) => new Map(sqlite.prepare<[], [string, number]>(text).raw(true).all())),
    ]),
  );
}
