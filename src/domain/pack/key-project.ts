// Key projects (重点项目) and the gates before a stage: the two questions asked on every move of a project.
// Leaves out reviews themselves: whether a gate was passed is a fact the caller holds.
import { evaluateFilter, type FilterContext, type FilterRecord, type Truth } from '../rule/filter.ts';
import type { Fx } from '../rule/quantity.ts';
import type { Filter } from './expression-schema.ts';
import type { Pack } from './schema.ts';

export interface KeyOptions {
  /** The day currencies are converted on; default the issue date. */
  readonly asOn?: string;
  readonly fx?: Fx;
}

/** The named conditions of a pack, for FilterContext.filters. */
export function namedFilters(pack: Pack): ReadonlyMap<string, Filter> {
  return new Map(pack.filters.map((filter) => [filter.id, filter.where]));
}

interface WordedItem {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
}

/** Ids and labels side by side, so that `世界500强` and `fortune_global_500` meet whichever a file uses. */
function widen(values: readonly string[], items: readonly WordedItem[]): string[] {
  const wide = values.flatMap((value) => {
    const item = items.find((one) => one.id === value || one.label === value || one.words.includes(value));
    return item === undefined ? [value] : [value, item.id, item.label];
  });
  return [...new Set(wide)];
}

/** A project as this pack's filters see it: classes, flags and industry tags under their ids and labels. */
export function projectRecord(pack: Pack, record: FilterRecord): FilterRecord {
  const industries = pack.industries.flatMap((taxonomy) => taxonomy.items);
  return {
    ...record,
    ...(record.classes === undefined ? {} : { classes: widen(record.classes, pack.enterpriseClasses) }),
    ...(record.flags === undefined ? {} : { flags: widen(record.flags, pack.keyLevels) }),
    ...(record.tags === undefined ? {} : { tags: widen(record.tags, industries) }),
  };
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

function baseContext(pack: Pack, options: KeyOptions): FilterContext {
  return {
    overIsStrict: pack.overIsStrict,
    asOn: options.asOn ?? pack.issuedOn,
    filters: namedFilters(pack),
    ...(options.fx === undefined ? {} : { fx: options.fx }),
  };
}

/** 重点项目 (SM 三(一)2): the exclusion list first, then the first class that fits. */
export function isKeyProject(pack: Pack, project: FilterRecord, options: KeyOptions = {}): KeyAnswer {
  const rule = pack.keyProject;
  const nothing = { classId: null, warnings: [], missing: [] };
  if (rule === undefined) return { answer: 'no', reason: '本方案没有重点项目规定', ...nothing };
  const record = projectRecord(pack, project);
  const context = baseContext(pack, options);
  const excluded = rule.excluded.filter((tag) => record.tags?.includes(tag) === true);
  if (excluded.length > 0) {
    return { answer: 'no', reason: `${excluded.join('、')}不计入（${rule.clause}）`, ...nothing };
  }
  const results = rule.classes.map((one) => ({ one, result: evaluateFilter(one.where, record, context) }));
  if (results.every(({ result }) => result.truth === 'no')) {
    return { answer: 'no', reason: `不属于重点项目（${rule.clause}）`, ...nothing };
  }
  const found = results.find(({ result }) => result.truth === 'yes');
  const isExclusionOpen = rule.excluded.length > 0 && record.tags === undefined;
  if (found === undefined || isExclusionOpen) {
    const fields = results.flatMap(({ result }) => (result.truth === 'unknown' ? result.missing : []));
    const missing = [...new Set([...(isExclusionOpen ? ['tags'] : []), ...fields])];
    return { answer: 'unknown', classId: null, reason: '信息不全，待补字段', warnings: [], missing };
  }
  const { one } = found;
  const isWarned =
    one.warnUnless !== undefined && evaluateFilter(one.warnUnless.where, record, context).truth === 'no';
  return {
    answer: 'yes',
    classId: one.id,
    reason: `${one.label}（${one.clause}）`,
    warnings: isWarned && one.warnUnless !== undefined ? [one.warnUnless.message] : [],
    missing: [],
  };
}

/** Everything a filter of this pack needs, `key` (重点项目) included. */
export function packFilterContext(pack: Pack, options: KeyOptions = {}): FilterContext {
  return {
    ...baseContext(pack, options),
    isKey: (record) => isKeyProject(pack, record, options).answer,
  };
}

/** A gate that stands before a stage. */
export interface Gate {
  readonly id: string;
  readonly reviewId: string;
  readonly reviewLabel: string;
  /** A stage that opens the gate as well as the review does (QD: 评估), or null. */
  readonly orStage: string | null;
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
  options: KeyOptions = {},
): Gate[] {
  const record = projectRecord(pack, project);
  const context = packFilterContext(pack, options);
  return (pack.stages.find((stage) => stage.id === stageId)?.gates ?? []).flatMap((gate) => {
    const result = gate.where === undefined ? null : evaluateFilter(gate.where, record, context);
    if (result?.truth === 'no') return [];
    const isKeyUnknown = result?.truth === 'unknown' && result.missing.includes('key');
    return [
      {
        id: gate.id,
        reviewId: gate.review,
        reviewLabel: pack.reviews.find((review) => review.id === gate.review)?.label ?? gate.review,
        orStage: gate.orStage ?? null,
        clause: gate.clause,
        isDefault: gate.origin === 'default',
        overridable: gate.overridable,
        applies: result?.truth === 'unknown' ? ('unknown' as const) : ('yes' as const),
        missing: isKeyUnknown ? isKeyProject(pack, record, options).missing : (result?.missing ?? []),
      },
    ];
  });
}
