/** Small cities for bulletins of quarters and years: leads with a total, stages, cumulative reports, publications. */
import { canonicalJson, hashOf } from '../../src/bulletins/canonical.ts';
import { composePeriod } from '../../src/bulletins/month.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import type { MonthFigures } from '../../src/domain/month-figures.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { type BulletinPeriod, lastMonth, readPeriod } from '../../src/domain/period.ts';
import { noProgress, type ProgressFact } from '../../src/domain/progress.ts';
import { publicationId } from '../../src/domain/publication.ts';
import type { Bureau } from '../harness/bureau.ts';

const FUNDS = 'funds_in_place';
const WAN = 10_000;

export interface ProjectGiven {
  readonly number: string;
  readonly unit: string;
  readonly company: string;
  readonly totalWan: number;
  readonly registeredOn: string;
  readonly stages: readonly { readonly stage: string; readonly on: string }[];
}

/** A verified project with its stages, each verified on its own day. */
export async function project(bureau: Bureau, given: ProjectGiven): Promise<void> {
  let state: Lead | null = null;
  const tell = async (facts: readonly LeadFact[], on: string) => {
    bureau.at(`${on} 10:00`);
    await bureau.record([{ subject: 'lead', before: state, facts }], 'r');
    state = await bureau.store.leadItself(given.number);
  };
  const units = given.totalWan * WAN;
  await tell(
    [
      {
        type: 'lead.registered',
        number: given.number,
        company: given.company,
        project: null,
        investment: { low: { units, currency: 'CNY' }, high: { units, currency: 'CNY' }, approx: false },
        industry: null,
        landingUnit: null,
        channel: null,
        contact: null,
        note: null,
        unit: given.unit,
        holder: 'r',
        despite: [],
      },
    ],
    given.registeredOn,
  );
  for (const [at, { stage, on }] of given.stages.entries()) {
    const id = `${given.number}#${at + 1}`;
    const promoted: LeadFact[] =
      at === 0 ? [{ type: 'lead.promoted', projectNumber: given.number.replace('XS', 'XM') }] : [];
    await tell(
      [
        { type: 'lead.stage_submitted', id, stage, happenedOn: on, evidence: '合同', note: null },
        { type: 'lead.stage_verified', id, reached: stage, tags: {} },
        ...promoted,
      ],
      on,
    );
  }
}

/** Increments of cumulative figures by month. */
function incrementsOf(figures: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  let before = 0;
  return new Map(
    [...figures]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, units]) => {
        const step = units - before;
        before = units;
        return [month, step];
      }),
  );
}

/** Reports a project's cumulative figure of a month, 万元; again to restate it. */
export async function reportWan(
  bureau: Bureau,
  given: { readonly lead: string; readonly unit: string; readonly month: string; readonly wan: number },
): Promise<void> {
  const { lead, unit, month } = given;
  const progress = await bureau.store.progress(lead);
  const was = new Map(
    progress.entries.filter((one) => one.measure === FUNDS).map((one) => [one.month, one.units]),
  );
  const is = new Map(was).set(month, given.wan * WAN);
  const [old, now] = [incrementsOf(was), incrementsOf(is)];
  const shifts = [...new Set([...old.keys(), ...now.keys()])].flatMap((one) => {
    const units = (now.get(one) ?? 0) - (old.get(one) ?? 0);
    return units === 0 && old.has(one) ? [] : [{ measure: FUNDS, month: one, units }];
  });
  const fact: ProgressFact = {
    type: 'progress.reported',
    lead,
    unit,
    month,
    figures: [{ measure: FUNDS, units: given.wan * WAN }],
    late: false,
    forecast: false,
    narrative: null,
    problems: null,
    plan: null,
    shifts,
  };
  const before = progress.version === 0 ? noProgress(lead) : progress;
  await bureau.record([{ subject: 'progress', before, facts: [fact] }], 'r');
}

export function periodAt(words: string): BulletinPeriod {
  const kind = words.includes('Q') ? 'quarter' : words.length === 4 ? 'year' : 'month';
  const period = readPeriod(kind, words);
  if (period === null) throw new Error(words);
  return period;
}

/** What a period reads at a moment. */
export const figuresAt = (bureau: Bureau, pack: Pack, words: string, when: string): Promise<MonthFigures> =>
  composePeriod({ store: bureau.at(when).store, pack, now: bureau.now }, periodAt(words));

/** Publishes it as it reads at that moment. */
export async function publishAt(
  bureau: Bureau,
  pack: Pack,
  words: string,
  when: string,
): Promise<MonthFigures> {
  const figures = await figuresAt(bureau, pack, words, when);
  const body = canonicalJson(figures);
  const hash = hashOf(body);
  const { kind, key } = periodAt(words);
  const id = publicationId(kind, key);
  await bureau.record([
    {
      subject: 'publication',
      before: null,
      facts: [
        { type: 'publication.drafted', id, kind, period: key, body, hash },
        { type: 'publication.checked', hash },
        { type: 'publication.published', hash },
      ],
    },
  ]);
  return figures;
}

/** A unit's funds of the period, 万元. */
export const fundsWan = (figures: MonthFigures, unit: string): number | null => {
  const units = figures.units.find((one) => one.unit === unit)?.flows[FUNDS]?.month ?? null;
  return units === null ? null : units / WAN;
};

export const monthOfFigures = (figures: MonthFigures): string =>
  lastMonth(periodAt(figures.period ?? figures.month));
