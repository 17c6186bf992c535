// Questions other parts ask a pack: labels, words, classes, dates. All pure look-ups.
// Leaves out key projects and gates (key-project.ts, re-exported here) and scoring (rule/). Nothing here knows a city by name.
import { evaluateFilter, type FilterRecord } from '../rule/filter.ts';
import { addDays, addMonths, dayInMonth } from '../rule/period.ts';
import type { Filter } from './expression-schema.ts';
import { namedFilters } from './key-project.ts';
import type { Pack, PackMeasure, Stage } from './schema.ts';

export {
  type Gate,
  gatesBefore,
  isKeyProject,
  type KeyAnswer,
  packFilterContext,
  projectRecord,
} from './key-project.ts';

import type { BulletinCadence, ReportCadence } from './work-schema.ts';

/** The stage with this id, or null. */
export function stageOf(pack: Pack, stageId: string): Stage | null {
  return pack.stages.find((stage) => stage.id === stageId) ?? null;
}

/** 阶段名: the city's word; exits and derived stages too; the id itself when unknown. */
export function stageLabel(pack: Pack, stageId: string): string {
  const all = [...pack.stages, ...pack.exits, ...pack.derivedStages];
  return all.find((stage) => stage.id === stageId)?.label ?? (stageId === 'lead' ? '线索' : stageId);
}

/** The ladder in order. */
export function stagesInOrder(pack: Pack): Stage[] {
  return [...pack.stages].sort((left, right) => left.order - right.order);
}

/** Stages after this one, in order; all of them when the id is unknown or null. */
export function laterStages(pack: Pack, stageId: string | null): Stage[] {
  const order = stageId === null ? -1 : (stageOf(pack, stageId)?.order ?? -1);
  return stagesInOrder(pack).filter((stage) => stage.order > order);
}

/** The first stage that makes a lead a project (签约), or null when the pack names none. */
export function projectStage(pack: Pack): Stage | null {
  return pack.stages.find((stage) => stage.isProjectFrom) ?? null;
}

/** Whether a stage is the project stage or later. */
export function isProjectStage(pack: Pack, stageId: string): boolean {
  const [from, stage] = [projectStage(pack), stageOf(pack, stageId)];
  return from !== null && stage !== null && stage.order >= from.order;
}

/** The measure with this id, or null. */
export function measureOf(pack: Pack, measureId: string): PackMeasure | null {
  return pack.measures.find((measure) => measure.id === measureId) ?? null;
}

/** 指标名; the id itself when unknown. */
export function measureLabel(pack: Pack, measureId: string): string {
  return measureOf(pack, measureId)?.label ?? measureId;
}

/** Measures asked on the monthly form, in the pack's order. */
export function monthlyMeasures(pack: Pack): PackMeasure[] {
  return pack.measures.filter((measure) => measure.onMonthlyForm && measure.cumulative);
}

/** Every measure filed project by project: those of the monthly form, then the others the pack's rules use. */
export function projectMeasures(pack: Pack): PackMeasure[] {
  const own = pack.measures.filter((measure) => measure.scope === 'perProject');
  const isMonthly = (measure: PackMeasure) => measure.onMonthlyForm && measure.cumulative;
  return [...own.filter(isMonthly), ...own.filter((measure) => !isMonthly(measure))];
}

/** Measures a unit files as a whole (青创贷, QD 一(五)(6)二). */
export const unitMeasures = (pack: Pack): PackMeasure[] =>
  pack.measures.filter((measure) => measure.scope === 'perUnit');

/** A word someone types and the item it stands for. */
export interface WordEntry {
  readonly word: string;
  readonly id: string;
  readonly label: string;
  /** The taxonomy, for industries. */
  readonly taxonomy?: string;
}

function wordsOf(
  items: readonly { id: string; label: string; words: readonly string[] }[],
  taxonomy?: string,
): WordEntry[] {
  return items.flatMap((item) =>
    [...new Set([item.label, ...item.words])].map((word) => ({
      word,
      id: item.id,
      label: item.label,
      ...(taxonomy === undefined ? {} : { taxonomy }),
    })),
  );
}

function longestFirst(entries: WordEntry[]): WordEntry[] {
  return entries.sort((left, right) => right.word.length - left.word.length);
}

/** Every industry word of every taxonomy, longest first (so that 海洋生物 is tried before 生物). */
export function industryWords(pack: Pack): WordEntry[] {
  return longestFirst(pack.industries.flatMap((taxonomy) => wordsOf(taxonomy.items, taxonomy.id)));
}

/** Every source-channel word, longest first. */
export function channelWords(pack: Pack): WordEntry[] {
  return longestFirst(wordsOf(pack.channels));
}

/** The label of an industry item, or the id. */
export function industryLabel(pack: Pack, industryId: string): string {
  const items = pack.industries.flatMap((taxonomy) => taxonomy.items);
  return items.find((item) => item.id === industryId)?.label ?? industryId;
}

/** A unit as the roster has it; `tags` is dimension → value. */
export interface UnitFacts {
  readonly id?: string;
  readonly name?: string;
  readonly aliases?: readonly string[];
  readonly kind: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A unit as a filter sees it: names widened by the body of the pack that carries one of them. */
export function unitRecord(pack: Pack, unit: UnitFacts): FilterRecord {
  const names = [unit.id, unit.name, ...(unit.aliases ?? [])].filter((name) => name !== undefined);
  const bodies = pack.bodies.filter((body) =>
    [body.id, body.label, ...body.aliases].some((name) => names.includes(name)),
  );
  return {
    kind: unit.kind,
    name: unit.name ?? unit.id ?? '',
    aliases: [...names, ...bodies.flatMap((body) => [body.id, body.label])],
    dimensions: unit.tags,
    tags: Object.values(unit.tags),
    isClosed: true,
  };
}

/** Whether a unit fits a filter; unknown counts as no for units, whose facts are the roster's. */
export function unitFits(pack: Pack, filter: Filter, unit: UnitFacts): boolean {
  const context = { overIsStrict: pack.overIsStrict, asOn: pack.issuedOn, filters: namedFilters(pack) };
  return evaluateFilter(filter, unitRecord(pack, unit), context).truth === 'yes';
}

/** 排名类别: the unit's own `ranking_class` tag wins over the pack's classes; null = not ranked. */
export function rankingClassOf(pack: Pack, unit: UnitFacts): string | null {
  const own = unit.tags['ranking_class'];
  if (own !== undefined && own !== '') {
    return pack.rankingClasses.find((one) => one.id === own || one.label === own)?.label ?? own;
  }
  return pack.rankingClasses.find((one) => unitFits(pack, one.where, unit))?.label ?? null;
}

/** When a month may be filed, is due, and stops being merely late. */
export interface ReportWindow {
  readonly openOn: string;
  readonly dueOn: string;
  readonly graceUntilOn: string;
}

function isReport(cadence: Pack['cadences'][number]): cadence is ReportCadence {
  return cadence.kind === 'report';
}
function isBulletin(cadence: Pack['cadences'][number]): cadence is BulletinCadence {
  return cadence.kind === 'bulletin';
}

/** The cadence of the monthly form (月报), or null when the pack has none. */
export function monthlyReport(pack: Pack): ReportCadence | null {
  const reports = pack.cadences.filter(isReport).filter((report) => report.every === 'month');
  return reports.find((report) => report.monthlyForm) ?? reports[0] ?? null;
}

/** 报送窗口 of a month `2021-08`: opens, due (24:00 of that day), end of grace. Null without a monthly report. */
export function reportWindow(pack: Pack, month: string): ReportWindow | null {
  const report = monthlyReport(pack);
  if (report === null) return null;
  const dueMonth = addMonths(month, report.dueMonthsAfter);
  const dueOn = dayInMonth(dueMonth, report.dueDay ?? 5);
  return {
    openOn: dayInMonth(dueMonth, report.openDay),
    dueOn,
    graceUntilOn: addDays(dueOn, report.graceDays),
  };
}

/** The bulletin of a rhythm, or null. */
export function bulletinOf(pack: Pack, every: 'month' | 'quarter' | 'year'): BulletinCadence | null {
  return pack.cadences.filter(isBulletin).find((bulletin) => bulletin.every === every) ?? null;
}

/** 战报日: the day on which the bulletin of a month comes out; null when the pack has no monthly bulletin. */
export function bulletinDay(pack: Pack, month: string): string | null {
  const bulletin = bulletinOf(pack, 'month');
  if (bulletin === null) return null;
  return dayInMonth(addMonths(month, bulletin.dueMonthsAfter), bulletin.dueDay ?? 8);
}
