/**
 * 项目: leads with a verified stage, and projects, with what the pack's conditions ask for.
 *
 * A past day is shown as it is known now (P4): a stage that happened by then counts on the day it happened, though it
 * was verified later, until its year closed; after that in the year of its verification, so not yet on that day. What a
 * bulletin printed at the time stays in the bulletin.
 */
import type { Day } from '../../domain/day.ts';
import { dayOfInstant } from '../../domain/day.ts';
import type { ProjectRow } from '../../domain/facts-file/facts.ts';
import { PAUSED } from '../../domain/lead/stage-course.ts';
import { NONE_OF_THEM } from '../../domain/lead/stage-gates.ts';
import { isStage } from '../../domain/lead/stage-steps.ts';
import { type AmountRange, toWan } from '../../domain/money.ts';
import type { Pack } from '../../domain/pack/schema.ts';
import { countDay } from '../../domain/rule/lifecycle.ts';
import type { StandingLead } from '../../store/standing.ts';
import { type Gathering, idOf, type Section } from '../gathering.ts';

const CAPITAL: Readonly<Record<string, '内资' | '外资'>> = { domestic: '内资', foreign: '外资' };

export const projects: Section = (from) => ({
  projects: from.leads.flatMap((lead) => projectOf(from, lead) ?? []),
});

function projectOf({ pack, asOf }: Gathering, lead: StandingLead): ProjectRow | null {
  const stages = stagesOf(pack, lead, asOf);
  const isThere = lead.projectNumber !== null && dayOfInstant(lead.registeredAt) <= asOf;
  const exit = exitOf(pack, lead, asOf);
  const found = lead.course.flags.filter(({ on }) => on <= asOf).map(({ flag }) => flag);
  if (Object.keys(stages).length === 0 && exit === null && !isThere) return null;
  const { capitalType, enterpriseClasses = [], keyLevels = [], industries = [] } = lead.tags;
  const capital = CAPITAL[capitalType ?? ''];
  const totals = totalsOf(pack, lead, asOf);
  return {
    id: idOf(lead),
    unit: lead.unit,
    landingUnit: lead.landingUnit,
    ...(capital === undefined ? {} : { capitalType: capital }),
    ...totals,
    tags: [...industries, ...(lead.industry === null ? [] : [lead.industry])],
    classes: enterpriseClasses.filter(applies),
    flags: [...new Set([...keyLevels.filter(applies), ...found])],
    groups: [],
    departments: [],
    leaders: [],
    cohorts: [],
    ...(lead.channel === null ? {} : { sourceChannel: lead.channel }),
    fields: {},
    stages,
    ...(exit === null ? {} : { exit }),
  };
}

/** What it was first, and 增资、减资 up to the day; the latest is what is registered now, mended or not. */
function totalsOf(
  pack: Pack,
  lead: StandingLead,
  asOf: Day,
): Pick<ProjectRow, 'totalInvestment' | 'investmentChanges'> {
  const now = { lowUnits: lead.lowUnits, currency: lead.currency };
  const changes = lead.course.amounts;
  const [first] = changes;
  if (first === undefined) return { ...given(investmentOf(now)), investmentChanges: [] };
  const steps = changes.flatMap(({ on, verifiedAt, now: range }, index) => {
    const total = investmentOf(index === changes.length - 1 ? now : lowOf(range));
    const verifiedOn = on > asOf ? null : countedOn(pack, on, dayOfInstant(verifiedAt), asOf);
    return total === null || verifiedOn === null ? [] : [{ ...total, on, verifiedOn }];
  });
  return { ...given(investmentOf(lowOf(first.was))), investmentChanges: steps };
}

type Total = NonNullable<ProjectRow['totalInvestment']>;

const given = (total: Total | null) => (total === null ? {} : { totalInvestment: total });

const lowOf = (range: AmountRange | null) => ({
  lowUnits: range?.low.units ?? null,
  currency: range?.low.currency ?? null,
});

/** 元 and 美元 only: a plan knows rates of no other currency, so that the amount stays 待补. */
function investmentOf({ lowUnits, currency }: Pick<StandingLead, 'lowUnits' | 'currency'>): Total | null {
  if (lowUnits === null || (currency !== 'CNY' && currency !== 'USD')) return null;
  return { amount: toWan({ units: lowUnits, currency }), unit: currency === 'CNY' ? '万元' : '万美元' };
}

/** 都不是 answers the question and is no class. */
const applies = (value: string): boolean => value !== NONE_OF_THEM;

const isExit = (pack: Pack, stage: string): boolean => pack.exits.some((exit) => exit.id === stage);

function stagesOf(pack: Pack, lead: StandingLead, asOf: Day): ProjectRow['stages'] {
  const stages: ProjectRow['stages'] = {};
  for (const { stage, happenedOn, verifiedAt } of lead.stages) {
    // Reviews, exits, 补充 and promises are verified like stages and are none.
    if (!isStage(pack, stage) || stages[stage] !== undefined || happenedOn > asOf) continue;
    const verifiedOn = countedOn(pack, happenedOn, dayOfInstant(verifiedAt), asOf);
    if (verifiedOn !== null) stages[stage] = { on: happenedOn, verifiedOn };
  }
  return stages;
}

/** The verification as it stands to the day: no later than the day itself, unless the year had closed in between. */
function countedOn(pack: Pack, happenedOn: Day, verifiedOn: Day, asOf: Day): Day | null {
  if (verifiedOn <= asOf) return verifiedOn;
  const isLate =
    pack.lifecycle.lateEntry === 'count_when_verified' && countDay(happenedOn, verifiedOn).isLate;
  return isLate ? null : asOf;
}

/** 暂停 is no exit: it goes on. */
function exitOf(pack: Pack, { course }: StandingLead, asOf: Day): ProjectRow['exit'] | null {
  const { exit } = course;
  if (exit === null || exit.kind === PAUSED || exit.on > asOf || !isExit(pack, exit.kind)) return null;
  return {
    kind: exit.kind,
    on: exit.on,
    ...(exit.cause === null ? {} : { cause: exit.cause }),
    ...(exit.fault === null ? {} : { objective: exit.fault === 'objective' }),
  };
}
