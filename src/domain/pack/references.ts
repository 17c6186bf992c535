// References between elements of a pack: every id that is named must exist, near misses get a suggestion.
// Works on unchecked data (raw.ts). Leaves out shapes (schema.ts), dates and sums (consistency.ts).
import { nearest } from './nearest.ts';
import { asObject, type Finding, idsOf, listAt, type Path, textAt, walk } from './raw.ts';
import { COUNTED_MEASURES } from './terms.ts';

interface Known {
  readonly label: string;
  readonly ids: ReadonlySet<string>;
}

function union(...sets: readonly Iterable<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** Filters may name a class by its Chinese label. */
function labelsOf(raw: unknown, section: string): string[] {
  return listAt(raw, section).flatMap((element) => textAt(element, 'label') ?? []);
}

function knownOf(raw: unknown): Readonly<Record<string, Known>> {
  const measures = union(idsOf(raw, 'measures'), COUNTED_MEASURES);
  const stages = union(idsOf(raw, 'stages'), idsOf(raw, 'derivedStages'));
  const firsts = [...measures].map((id) => `first_${id}`);
  return {
    measures: { label: '指标', ids: measures },
    stages: { label: '阶段', ids: union(stages, idsOf(raw, 'exits')) },
    starts: { label: '阶段（或 first_指标）', ids: union(stages, firsts) },
    registries: { label: '台账', ids: idsOf(raw, 'registries') },
    points: { label: '积分表', ids: idsOf(raw, 'points') },
    tasks: { label: '任务', ids: idsOf(raw, 'tasks') },
    targets: { label: '目标', ids: idsOf(raw, 'targets') },
    cohorts: { label: '固定名单', ids: idsOf(raw, 'cohorts') },
    filters: { label: '条件', ids: idsOf(raw, 'filters') },
    classes: {
      label: '企业类别',
      ids: union(idsOf(raw, 'enterpriseClasses'), labelsOf(raw, 'enterpriseClasses')),
    },
    scorecards: { label: '考核办法', ids: idsOf(raw, 'scorecards') },
    ranks: { label: '排名', ids: idsOf(raw, 'ranks') },
    rankingClasses: { label: '排名类别', ids: idsOf(raw, 'rankingClasses') },
    reviews: { label: '评价', ids: idsOf(raw, 'reviews') },
    bodies: { label: '单位或单位范围', ids: union(idsOf(raw, 'bodies'), idsOf(raw, 'unitGroups')) },
    dimensions: { label: '标签维度', ids: idsOf(raw, 'tagDimensions') },
  };
}

function missing(known: Known | undefined, value: unknown, path: Path): Finding[] {
  if (known === undefined || typeof value !== 'string' || known.ids.has(value)) return [];
  const close = nearest(value, known.ids);
  const hint = close === null ? '' : `，是否想写「${close}」`;
  return [{ path, message: `「${value}」不是本方案里的${known.label}编号${hint}` }];
}

function each(known: Known | undefined, value: unknown, path: Path): Finding[] {
  if (!Array.isArray(value)) return missing(known, value, path);
  return value.flatMap((one, index) => missing(known, one, [...path, index]));
}

/** Keys that mean a reference wherever they stand inside a filter or a measure. */
const IN_EXPRESSIONS: Readonly<Record<string, string>> = {
  sum: 'measures',
  size: 'registries',
  eachRow: 'registries',
  done: 'tasks',
  at: 'stages',
  stage: 'stages',
  cohort: 'cohorts',
  class: 'classes',
  use: 'filters',
};

const EXPRESSION_ROOTS = new Set([
  'measure',
  'allOf',
  'anyOf',
  'where',
  'subject',
  'bind',
  'from',
  'each',
  'owner',
  'when',
  'countUnits',
  'per',
]);

function expressionFindings(raw: unknown, known: Readonly<Record<string, Known>>): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    if (!path.some((key) => typeof key === 'string' && EXPRESSION_ROOTS.has(key))) return;
    const object = asObject(value);
    if (object === null || path.at(-1) === 'dimension' || path.at(-1) === 'field') return;
    for (const [key, section] of Object.entries(IN_EXPRESSIONS)) {
      if (key in object) findings.push(...each(known[section], object[key], [...path, key]));
    }
    if (typeof object['points'] === 'string' && !('size' in object) && !('quantity' in object)) {
      if (known['points']?.ids.size !== 0)
        findings.push(...missing(known['points'], object['points'], [...path, 'points']));
    }
    for (const dimension of Object.keys(asObject(object['dimension']) ?? {})) {
      findings.push(...missing(known['dimensions'], dimension, [...path, 'dimension', dimension]));
    }
  });
  return findings;
}

/** `section[].key` → the section it refers to. */
const DIRECT: readonly (readonly [section: string, key: string, to: string])[] = [
  ['grades', 'scorecard', 'scorecards'],
  ['ranks', 'classes', 'rankingClasses'],
  ['consequences', 'rank', 'ranks'],
  ['consequences', 'completedBy', 'targets'],
  ['tasks', 'lead', 'bodies'],
  ['tasks', 'responsible', 'bodies'],
  ['splits', 'metrics', 'measures'],
  ['splits', 'start', 'starts'],
  ['rolling', 'start', 'starts'],
  ['reviews', 'after', 'stages'],
];

/** Keys inside a list inside a section's elements. */
const NESTED: readonly (readonly [section: string, list: string, key: string, to: string])[] = [
  ['stages', 'gates', 'review', 'reviews'],
  ['stages', 'gates', 'orStage', 'stages'],
  ['scorecards', 'items', 'target', 'targets'],
];

function rankKeyFindings(raw: unknown, known: Readonly<Record<string, Known>>): Finding[] {
  return listAt(raw, 'ranks').flatMap((rank, index) => {
    const key = asObject(asObject(rank)?.['key']);
    const path: Path = ['ranks', index, 'key'];
    return [
      ...missing(known['scorecards'], key?.['scorecard'], [...path, 'scorecard']),
      ...missing(known['measures'], key?.['measure'], [...path, 'measure']),
    ];
  });
}

function dedupeFindings(raw: unknown): Finding[] {
  return listAt(raw, 'registries').flatMap((registry, index) => {
    const known: Known = { label: '字段', ids: idsOf(registry, 'fields') };
    return ['dedupe', 'publish'].flatMap((key) =>
      each(known, asObject(registry)?.[key], ['registries', index, key]),
    );
  });
}

function edgeFindings(raw: unknown, known: Readonly<Record<string, Known>>): Finding[] {
  const edges = listAt(asObject(raw)?.['lifecycle'], 'edges');
  return edges.flatMap((edge, index) => each(known['stages'], edge, ['lifecycle', 'edges', index]));
}

/** `{size: 台账, sumOf: 字段}`: the field must be one of that registry. */
function sumOfFindings(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    const [size, field] = [textAt(value, 'size'), textAt(value, 'sumOf')];
    if (field === null) return;
    const registry = listAt(raw, 'registries').find((one) => textAt(one, 'id') === size);
    const known: Known = { label: `台账${size ?? ''}的字段`, ids: idsOf(registry, 'fields') };
    findings.push(...missing(known, field, [...path, 'sumOf']));
  });
  return findings;
}

/** Every reference that leads nowhere. */
export function referenceFindings(raw: unknown): Finding[] {
  const known = knownOf(raw);
  const direct = DIRECT.flatMap(([section, key, to]) =>
    listAt(raw, section).flatMap((element, index) =>
      each(known[to], asObject(element)?.[key], [section, index, key]),
    ),
  );
  const nested = NESTED.flatMap(([section, list, key, to]) =>
    listAt(raw, section).flatMap((element, index) =>
      listAt(element, list).flatMap((inner, position) =>
        missing(known[to], textAt(inner, key), [section, index, list, position, key]),
      ),
    ),
  );
  return [
    ...direct,
    ...nested,
    ...expressionFindings(raw, known),
    ...sumOfFindings(raw),
    ...rankKeyFindings(raw, known),
    ...dedupeFindings(raw),
    ...edgeFindings(raw, known),
  ];
}
