// Questions other parts ask a pack: labels, words, classes, dates, key projects, gates. All pure look-ups.
// Leaves out scoring (rule/). Nothing here knows a city by name.
import { evaluateFilter, type FilterContext, type FilterRecord, type Truth } from '../rule/filter.ts';
import { addDays, addMonths, dayInMonth } from '../rule/period.ts';
import type { Fx } from '../rule/quantity.ts';
import type { Filter } from './expression-schema.ts';
import type { Pack, PackMeasure, Stage } from './schema.ts';
import type { BulletinCadence, ReportCadence } from './work-schema.ts';

/** The stage with this id, or null. */
export function stageOf(pack: Pack, stageId: string): Stage | null {
  return pack.stages.find((stage) => stage.id === stageId) ?? null;
}

/** 阶段名: the city's word; exits and derived stages too; the id itself when unknown. */
export function stageLabel(pack: Pack, stageId: string): string {
  const all = [...pack.stages, ...pack.exits, ...pack.derivedStages];
  return all.find((stage) => stage.id === stageId)?.label ?? stageId;
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
  };
}

/** The named conditions of a pack, for FilterContext.filters. */
export function namedFilters(pack: Pack): ReadonlyMap<string, Filter> {
  return new Map(pack.filters.map((filter) => [filter.id, filter.where]));
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

/** Whether a project is a key project, with the class and a reason fit to print. */
export interface KeyAnswer {
  readonly answer: Truth;
  readonly classId: string | null;
  readonly reason: string;
  readonly warnings: readonly string[];
  /** Fields whose absence leaves it open (待补字段). */
  readonly missing: readonly string[];
}

function filterContext(pack: Pack, options: { asOn?: string; fx?: Fx }): FilterContext {
  return {
    overIsStrict: pack.overIsStrict,
    asOn: options.asOn ?? pack.issuedOn,
    filters: namedFilters(pack),
    ...(options.fx === undefined ? {} : { fx: options.fx }),
  };
}

/** 重点项目 (SM 三(一)2): the exclusion list first, then the first class that fits. */
export function isKeyProject(
  pack: Pack,
  project: FilterRecord,
  options: { asOn?: string; fx?: Fx } = {},
): KeyAnswer {
  const rule = pack.keyProject;
  const nothing = { classId: null, warnings: [], missing: [] };
  if (rule === undefined) return { answer: 'no', reason: '本方案没有重点项目规定', ...nothing };
  const context = filterContext(pack, options);
  const excluded = rule.excluded.filter((tag) => project.tags?.includes(tag) === true);
  if (excluded.length > 0)
    return { answer: 'no', reason: `${excluded.join('、')}不计入（${rule.clause}）`, ...nothing };
  const missing: string[] = rule.excluded.length > 0 && project.tags === undefined ? ['tags'] : [];
  for (const one of rule.classes) {
    const result = evaluateFilter(one.where, project, context);
    if (result.truth === 'unknown') missing.push(...result.missing);
    if (result.truth !== 'yes') continue;
    const warn = one.warnUnless;
    const isWarned = warn !== undefined && evaluateFilter(warn.where, project, context).truth === 'no';
    if (missing.includes('tags')) break;
    return {
      answer: 'yes',
      classId: one.id,
      reason: `${one.label}（${one.clause}）`,
      warnings: isWarned ? [warn.message] : [],
      missing: [],
    };
  }
  const fields = [...new Set(missing)];
  if (fields.length > 0)
    return { answer: 'unknown', classId: null, reason: '信息不全，待补字段', warnings: [], missing: fields };
  return { answer: 'no', reason: `不属于重点项目（${rule.clause}）`, ...nothing };
}

/** A gate that stands before a stage. */
export interface Gate {
  readonly id: string;
  readonly reviewId: string;
  readonly reviewLabel: string;
  readonly clause: string;
  readonly isDefault: boolean;
  readonly overridable: boolean;
  /** `unknown`: whether the gate applies hangs on fields still missing; treat as closed and ask for them. */
  readonly applies: 'yes' | 'unknown';
  readonly missing: readonly string[];
}

/** 前置关口: gates a project must have passed before entering a stage (SM 三(四)19, AE-SM-16). */
export function gatesBefore(
  pack: Pack,
  stageId: string,
  project: FilterRecord,
  options: { asOn?: string; fx?: Fx } = {},
): Gate[] {
  const context: FilterContext = {
    ...filterContext(pack, options),
    isKey: (record) => isKeyProject(pack, record, options).answer,
  };
  return (stageOf(pack, stageId)?.gates ?? []).flatMap((gate) => {
    const result = gate.where === undefined ? null : evaluateFilter(gate.where, project, context);
    if (result?.truth === 'no') return [];
    const isKeyUnknown = result?.truth === 'unknown' && result.missing.includes('key');
    return [
      {
        id: gate.id,
        reviewId: gate.review,
        reviewLabel: pack.reviews.find((review) => review.id === gate.review)?.label ?? gate.review,
        clause: gate.clause,
        isDefault: gate.origin === 'default',
        overridable: gate.overridable,
        applies: result?.truth === 'unknown' ? ('unknown' as const) : ('yes' as const),
        missing: isKeyUnknown ? isKeyProject(pack, project, options).missing : (result?.missing ?? []),
      },
    ];
  });
}
