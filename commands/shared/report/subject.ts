/**
 * Which project a 月报 is for: the number or tail, words of a name, the quoted card, else what the person files for.
 * Left out: the form itself (`report-form.ts`).
 */
import type { ReportItem } from '../../../src/cards/report/list.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayReportFor, unitsReported } from '../../../src/domain/access.ts';
import type { Month } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { owingRule } from '../../../src/domain/month.ts';
import { type NumberWords, numberMatches, readNumber } from '../../../src/domain/number.ts';
import { projectStage, stageLabel } from '../../../src/domain/pack/view.ts';
import { readMonth } from '../../../src/parse/date-field.ts';
import type { ReportWords } from '../../../src/parse/report-words.ts';
import type { OwingFilter } from '../../../src/store/owing.ts';
import { notFound } from '../chat.ts';
import { findByNumber, quotedLead, sightHere } from '../find.ts';

const CANDIDATES_MAX = 30;

export type Subject =
  | { readonly is: 'one'; readonly lead: Lead }
  | { readonly is: 'several'; readonly typed: string; readonly leads: readonly Lead[] }
  /** Nothing was named. */
  | { readonly is: 'all' };

export interface Asked {
  readonly subject: Subject;
  readonly month: Month | null;
}

const isNumbered = (lead: Lead, words: NumberWords): boolean =>
  numberMatches(lead.number, words) ||
  (lead.projectNumber !== null && numberMatches(lead.projectNumber, words));

export async function subjectOf(
  words: ReportWords,
  here: KnownScene,
  tools: Tools,
): Promise<Asked | Refusal> {
  const { month } = words;
  if (words.number !== null) {
    const found = await findByNumber(words.number, here, tools);
    const read = readNumber(words.number);
    const isExact = read !== null && found.some((lead) => isNumbered(lead, read));
    // A lone number from 1 to 12 that is nobody's own is the month, even when some number ends in it.
    const isBare = !isExact && month === null && /^\d{1,2}$/.test(words.number);
    const asMonth = isBare ? readMonth(words.number, here.today) : null;
    if (asMonth?.ok === true) {
      return { subject: await unnamed(words.rest, here, tools), month: asMonth.value };
    }
    if (found.length === 0) return notFound(`编号「${words.number}」`);
    const fileable = found.filter((lead) => mayReportFor(here.actor, lead.unit, here.roster));
    return { subject: oneOf(fileable.length > 0 ? fileable : found, words.number), month };
  }
  if (words.rest.length > 0) {
    const typed = words.rest.join(' ');
    const items = await tools.store.leadsFound({ words: words.rest[0] ?? '', limit: CANDIDATES_MAX });
    const mine = items.filter(
      (lead) => sightHere(lead, here) !== 'none' && words.rest.every((word) => titleOf(lead).includes(word)),
    );
    const fileable = mine.filter((lead) => mayReportFor(here.actor, lead.unit, here.roster));
    const found = fileable.length > 0 ? fileable : mine;
    if (found.length === 0) return notFound(`「${typed.slice(0, 40)}」`);
    return { subject: oneOf(found, typed.slice(0, 40)), month };
  }
  return { subject: await unnamed([], here, tools), month };
}

async function unnamed(rest: readonly string[], here: KnownScene, tools: Tools): Promise<Subject> {
  const quoted = rest.length === 0 ? await quotedLead(here, tools) : null;
  return quoted === null ? { is: 'all' } : { is: 'one', lead: quoted };
}

function oneOf(leads: readonly Lead[], typed: string): Subject {
  const [only] = leads;
  return leads.length === 1 && only !== undefined
    ? { is: 'one', lead: only }
    : { is: 'several', typed, leads };
}

/** Why this lead cannot be filed for by this person; `null` when it can. */
export function refuseLead(lead: Lead, here: KnownScene): Refusal | null {
  const { pack, roster, actor } = here;
  if (!mayReportFor(actor, lead.unit, roster)) {
    return refuse(`${currentNumber(lead)} 由${roster.unitName(lead.unit)}填报，您不能代报`, {
      next: '发送「月报」查看您要填报的项目。',
    });
  }
  if (lead.status === 'withdrawn') return refuse(`${currentNumber(lead)} 已撤销，不再填报月报`);
  if (lead.projectNumber === null) {
    const stage = projectStage(pack);
    const word = stage?.label ?? '签约';
    return refuse(`${lead.number} 还是线索（${stageLabel(pack, lead.stage)}），${word}并核实后才填月报`, {
      next: `请先发送「推进 ${lead.number} ${word}」。`,
    });
  }
  return null;
}

/** The projects this person files for that owe or have a report for the month: how many, and how many have one. */
export interface ReportTally {
  readonly filter: OwingFilter;
  readonly owed: number;
  readonly reported: number;
}

export async function tallyFor(month: Month, here: KnownScene, tools: Tools): Promise<ReportTally> {
  const units = unitsReported(here.actor, here.roster);
  const filter = { rule: owingRule(here.pack, month), ...(units === null ? {} : { units }) };
  const reports = await tools.store.unitReports(filter);
  return {
    filter,
    owed: reports.reduce((sum, one) => sum + one.owed, 0),
    reported: reports.reduce((sum, one) => sum + one.reported, 0),
  };
}

/** Some of them: those not reported first. */
export async function itemsOf(
  { filter, owed, reported }: ReportTally,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  tools: Tools,
): Promise<readonly ReportItem[]> {
  const missing = owed - reported;
  const rowsOf = async (isReported: boolean, from: number, until: number) => {
    const [start, end] = isReported ? [from - missing, until - missing] : [from, Math.min(until, missing)];
    const first = Math.max(0, start);
    if (end <= first) return [];
    const page = { reported: isReported, offset: first, limit: end - first };
    const rows = await tools.store.reportRows(filter, page);
    return rows.map(
      (row): ReportItem => ({
        lead: row.number,
        number: row.projectNumber,
        title: titleOf(row),
        reported: isReported,
      }),
    );
  };
  const [first, then] = await Promise.all([
    rowsOf(false, offset, offset + limit),
    rowsOf(true, offset, offset + limit),
  ]);
  return [...first, ...then];
}

export const itemOf = (lead: Lead, reported: ReadonlySet<string>): ReportItem => ({
  lead: lead.number,
  number: currentNumber(lead),
  title: titleOf(lead),
  reported: reported.has(lead.number),
});
