// Which projects are shared between 招商方 and 落户方, on which terms, and what each side gets (P5). A file's rows are
// versions in order: the last one both confirmed counts, else the ratio the document itself decrees, else all of it is the
// receiver's. Invariant: sender + receiver + held = the whole, to the cent.
import { type Dec, dec, roundHalfUp } from '../decimal.ts';
import type { SplitRow } from '../facts-file/facts.ts';
import type { Split } from '../pack/schema.ts';
import {
  type AgreedTerms,
  isRatio,
  type MonthAmount,
  type SplitTerms,
  shareMonths,
  termsInForce,
} from '../rule/attribution.ts';
import { dayInMonth } from '../rule/period.ts';
import { monthsIn, totalAt } from './series.ts';
import type { ProjectFacts, World } from './world.ts';

/** Digits of 万 the sender's share is rounded to (to 0.01万). */
export const SHARE_DIGITS = 2;
const EXACT_DIGITS = 18;

/** A shared project under one rule of the pack. */
export interface Transfer {
  readonly rule: Split;
  readonly sender: string;
  readonly receiver: string;
  /** null: no terms in force; everything is the receiver's. */
  readonly terms: SplitTerms | null;
  /** Terms by decree, not confirmed by both. */
  readonly isDecreed: boolean;
  /** 分成方案未确认 … */
  readonly flags: readonly string[];
}

function pair(ratio: readonly [string, string]): readonly [Dec, Dec] {
  return [dec(ratio[0]), dec(ratio[1])];
}

function decreed(rule: Split, asOf: string): readonly [Dec, Dec] | null {
  const versions = rule.versions
    .filter((version) => version.effectiveFrom <= asOf)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const last = versions.at(-1);
  if (last !== undefined) return pair(last.ratio);
  return rule.origin === 'stated' && rule.ratio !== undefined ? pair(rule.ratio) : null;
}

function startOf(world: World, rule: Split, project: ProjectFacts): string | null {
  const reached = project.stages[rule.start];
  if (reached !== undefined) return reached.on;
  const measure = /^first_(.+)$/u.exec(rule.start)?.[1];
  if (measure === undefined) return null;
  const series = world.books.ofProjects.get(measure)?.seriesOf(project.place) ?? null;
  const month = series === null ? undefined : monthsIn(series).find((_, at) => totalAt(series, at).gt(0));
  return month === undefined ? null : dayInMonth(month, 1);
}

function ratioOf(row: SplitRow, rule: Split): SplitTerms['ratio'] | null {
  const years = Object.entries(row.ratioByYear ?? {});
  if (years.length > 0)
    return { byYear: Object.fromEntries(years.map(([year, ratio]) => [year, pair(ratio)])) };
  if (row.ratio !== undefined) return pair(row.ratio);
  return rule.ratio === undefined ? null : pair(rule.ratio);
}

function concerns(row: SplitRow, rule: Split): boolean {
  if (row.split !== undefined) return row.split === rule.id;
  return row.metrics.length === 0 || row.metrics.some((metric) => rule.metrics.includes(metric));
}

function transferOf(
  world: World,
  project: ProjectFacts,
  rule: Split,
  rows: readonly SplitRow[],
): Transfer | null {
  const mine = rows.filter((row) => concerns(row, rule));
  const last = mine.at(-1);
  const sender = last === undefined ? project.unit : world.heir(last.sender);
  const receiver = last === undefined ? project.landingUnit : world.heir(last.receiver);
  if (sender === null || receiver === null || sender === receiver) return null;
  const started = startOf(world, rule, project);
  const make = (ratio: SplitTerms['ratio'], row: SplitRow | null): SplitTerms => ({
    sender,
    receiver,
    ratio,
    // Without the event, a scheme a year says itself which years are shared.
    startOn: row?.startOn ?? started ?? (row?.ratioByYear === undefined ? null : '0001-01-01'),
    endOn: row?.endOn ?? rule.end,
    preStart: rule.preStart,
    startMonthIncluded: rule.startMonthIncluded,
  });
  const versions = mine.flatMap((row): AgreedTerms[] => {
    const ratio = ratioOf(row, rule);
    if (ratio === null) return [];
    const { confirmedBySender, confirmedByReceiver } = row;
    return [{ terms: make(ratio, row), confirmedBySender, confirmedByReceiver }];
  });
  const agreed = termsInForce(versions);
  if (agreed !== null) return { rule, sender, receiver, terms: agreed, isDecreed: false, flags: [] };
  const ratio = decreed(rule, world.asOf);
  if (ratio !== null && isRatio(ratio)) {
    return {
      rule,
      sender,
      receiver,
      terms: make(ratio, last ?? null),
      isDecreed: true,
      flags: ['双方未确认，按文件比例'],
    };
  }
  return { rule, sender, receiver, terms: null, isDecreed: false, flags: ['飞地方案未确认'] };
}

const SHARERS: ReadonlySet<string> = new Set([
  'district_county',
  'function_zone',
  'town',
  'subdistrict',
  'park',
]);

function isBetweenPlaces(world: World, project: ProjectFacts): boolean {
  const kinds = [project.unit, project.landingUnit].map((id) => world.unitById.get(id ?? '')?.kind ?? '');
  return kinds.every((kind) => SHARERS.has(kind));
}

/** Versions by the day they were agreed, whatever their order in the file. */
function inOrder(left: SplitRow, right: SplitRow): number {
  const [a, b] = [left, right].map((row) => `${row.agreedOn ?? ''}${JSON.stringify(row)}`);
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}

/** A look-up: the transfer that governs a measure of a project, or null. Computed once a project. */
export function transferLookup(world: World): (project: ProjectFacts, metric: string) => Transfer | null {
  const rows = new Map<string, SplitRow[]>();
  for (const row of [...(world.facts.splits ?? [])].sort(inOrder)) {
    if (row.agreedOn !== undefined && row.agreedOn > world.asOf) continue;
    rows.set(row.project, [...(rows.get(row.project) ?? []), row]);
  }
  const found = new Map<string, readonly Transfer[]>();
  const all = (project: ProjectFacts): readonly Transfer[] => {
    const mine = rows.get(project.row.id);
    if (mine === undefined && !isBetweenPlaces(world, project)) return [];
    return world.pack.splits.flatMap((rule) => transferOf(world, project, rule, mine ?? []) ?? []);
  };
  return (project, metric) => {
    if (world.pack.splits.length === 0) return null;
    let transfers = found.get(project.row.id);
    if (transfers === undefined) {
      transfers = all(project);
      found.set(project.row.id, transfers);
    }
    return transfers.find((one) => one.rule.metrics.includes(metric)) ?? null;
  };
}

/** What each side got of monthly amounts. */
export interface SharedAmount {
  readonly sender: Dec;
  readonly receiver: Dec;
  readonly held: Dec;
  readonly flags: readonly string[];
}

/**
 * Shares the months `within` a period. The sender's part is rounded once, on the period's sum; the receiver takes the
 * remainder. Amounts held from months before the period are released into it (`pre_start: hold`).
 */
export function shareTransfer(
  transfer: Transfer,
  before: readonly MonthAmount[],
  within: readonly MonthAmount[],
): SharedAmount {
  const [until, whole] = [
    shareMonths(transfer.terms, before, EXACT_DIGITS),
    shareMonths(transfer.terms, [...before, ...within], EXACT_DIGITS),
  ];
  const sender = roundHalfUp(whole.sender.minus(until.sender), SHARE_DIGITS);
  const held = whole.held.minus(until.held);
  let total = dec(0);
  for (const one of within) total = total.plus(one.amount);
  const flags = transfer.terms === null ? transfer.flags : [...new Set([...transfer.flags, ...whole.flags])];
  return { sender, receiver: total.minus(sender).minus(held), held, flags };
}
