// References of the sections keyed by an id of the pack: registries with their fields, cohorts with their members.
import type { Registry } from '../pack/schema.ts';
import { isDay } from '../rule/period.ts';
import { type CheckContext, mustBeUnit, mustKnow } from './check.ts';

const OWN_KEYS = ['id', 'owner', 'unit', 'updatedOn'];

function cellMistake(field: Registry['fields'][number], value: string | number | boolean): string | null {
  if (field.type === 'flag') return typeof value === 'boolean' ? null : '应为 true 或 false';
  if (field.type === 'date')
    return typeof value === 'string' && isDay(value) ? null : '应为实有的日期，如 2019-05-01';
  if (field.type === 'number' || field.type === 'money' || field.type === 'area') {
    const isNumber = typeof value !== 'boolean' && /^\d{1,15}(\.\d{1,8})?$/u.test(String(value));
    return isNumber ? null : '应为不小于0的数字';
  }
  if (field.type === 'choice' && field.options !== undefined && !field.options.includes(String(value))) {
    return `应为其一：${field.options.join('、')}`;
  }
  return null;
}

function checkRow(
  context: CheckContext,
  registry: Registry,
  row: Readonly<Record<string, string | number | boolean | null>>,
  path: readonly PropertyKey[],
): void {
  const known = new Set([...OWN_KEYS, ...registry.fields.map((field) => field.id)]);
  for (const [key, value] of Object.entries(row)) {
    const all = registry.fields.map((one) => one.id).join('、');
    mustKnow(context, known, key, `台账「${registry.label}」的字段（有：${all}）`, [...path, key]);
    const field = registry.fields.find((one) => one.id === key);
    if (value === null || value === '') continue;
    if (key === 'owner' || key === 'unit' || field?.type === 'unit')
      mustBeUnit(context, String(value), [...path, key]);
    const mistake = field === undefined ? null : cellMistake(field, value);
    if (mistake !== null) context.report([...path, key], `「${String(value)}」${mistake}`);
  }
}

/** Registries and cohorts. */
export function checkKeyed(context: CheckContext): void {
  const { pack, facts } = context;
  const registries = new Map(pack.registries.map((registry) => [registry.id, registry]));
  for (const [id, rows] of Object.entries(facts.registries ?? {})) {
    const registry = registries.get(id);
    if (registry === undefined) {
      mustKnow(context, new Set(registries.keys()), id, '本方案的台账', ['registries', id]);
      continue;
    }
    rows.forEach((row, index) => {
      checkRow(context, registry, row, ['registries', id, index]);
    });
  }
  const cohorts = new Set(pack.cohorts.map((cohort) => cohort.id));
  for (const [id, members] of Object.entries(facts.cohorts ?? {})) {
    mustKnow(context, cohorts, id, '本方案的固定名单', ['cohorts', id]);
    const seen = new Set<string>();
    members.forEach((member, index) => {
      const project = typeof member === 'string' ? member : member.project;
      const path = ['cohorts', id, index];
      if (!context.projects.has(project)) context.report(path, `projects 里没有编号「${project}」`);
      if (seen.has(project)) context.report(path, `项目「${project}」重复`);
      seen.add(project);
    });
  }
}
