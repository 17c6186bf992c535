/** A plan in words and as JSON, for the administrator. Phones are never in it. */
import type { Roster } from '../domain/roster.ts';
import type { SyncPlan } from './plan.ts';

const ROLE_WORDS = { left: '离职', frozen: '账号停用' } as const;

export function printPlan(plan: SyncPlan, roster: Roster): readonly string[] {
  const added = new Map(plan.unitsAdded.map((unit) => [unit.id, unit.name]));
  const unit = (id: string | null): string => (id === null ? '全市' : (added.get(id) ?? roster.unitName(id)));
  const section = (title: string, rows: readonly string[]): readonly string[] =>
    rows.length === 0 ? [] : [`${title}（${rows.length}）`, ...rows.map((row) => `  ${row}`)];
  const placed = [...plan.placed.values()];
  return [
    ...section('部门没有对应的单位，其人员不同步，请写进映射文件', [
      ...placed
        .filter((one) => one.how === 'none')
        .map(
          ({ department, alike }) =>
            `${department.id} ${department.name}${alike.length > 1 ? `（名册里有 ${alike.length} 个同名单位）` : ''}`,
        ),
    ]),
    ...section(
      '部门归入上级单位',
      placed.filter((one) => one.how === 'above').map((one) => `${one.department.name} → ${unit(one.unit)}`),
    ),
    ...section(
      '新增单位',
      plan.unitsAdded.map((one) => `${one.id} ${one.name}（${one.kind}）`),
    ),
    ...section(
      '单位改名',
      plan.unitsRenamed.map((one) => `${one.unit.name} → ${one.name}（原名留作别名）`),
    ),
    ...section(
      '新增人员（没有角色，须另行授予）',
      plan.added.map((one) => `${one.account.name}　${unit(one.unit)}`),
    ),
    ...section(
      '绑定账号（手机号与名册相符）',
      plan.changed.filter((one) => one.bound).map((one) => one.person.name),
    ),
    ...section(
      '改名',
      plan.changed.flatMap((one) =>
        one.renamedTo === null ? [] : [`${one.person.name} → ${one.renamedTo}`],
      ),
    ),
    ...section(
      '调动（角色不变，请核对）',
      plan.changed.flatMap((one) => {
        if (one.movedTo === null) return [];
        const roles = one.person.roles.length === 0 ? '' : `　角色 ${one.person.roles.join('、')}`;
        return [`${one.person.name}　${unit(one.person.unit)} → ${unit(one.movedTo)}${roles}`];
      }),
    ),
    ...section(
      '离岗（立即停用，记录保留，线索待交接）',
      plan.left.map((one) => `${one.person.name}　${unit(one.person.unit)}　${ROLE_WORDS[one.why]}`),
    ),
    ...section(
      '飞书在职而名册已离岗：不会自动恢复，请在名册里决定',
      plan.returned.map((one) => `${one.name}　${unit(one.unit)}`),
    ),
    ...section(
      '账号和手机号在名册中分属两个人：没有动，请核对',
      plan.conflicts.map((one) => `${one.name}（${one.people.join('、')}）`),
    ),
    ...section(
      '飞书查不到（可能不在通讯录权限范围）：没有动',
      plan.unseen.map((one) => `${one.name}　${unit(one.unit)}`),
    ),
  ];
}

/** What `--json` prints. */
export function planDocument(plan: SyncPlan): Readonly<Record<string, unknown>> {
  const placed = [...plan.placed.values()];
  return {
    unmatched: placed
      .filter((one) => one.how === 'none')
      .map(({ department }) => ({ id: department.id, name: department.name })),
    departments: placed.map(({ department, unit, how }) => ({
      id: department.id,
      name: department.name,
      unit,
      how,
    })),
    unitsAdded: plan.unitsAdded.map(({ id, name }) => ({ id, name })),
    unitsRenamed: plan.unitsRenamed.map(({ unit, name }) => ({ id: unit.id, from: unit.name, to: name })),
    added: plan.added.map(({ account, unit }) => ({ openId: account.openId, name: account.name, unit })),
    bound: plan.changed.filter((one) => one.bound).map((one) => one.person.id),
    renamed: plan.changed.flatMap(({ person, renamedTo }) =>
      renamedTo === null ? [] : [{ person: person.id, from: person.name, to: renamedTo }],
    ),
    moved: plan.changed.flatMap(({ person, movedTo }) =>
      movedTo === null ? [] : [{ person: person.id, name: person.name, from: person.unit, to: movedTo }],
    ),
    left: plan.left.map(({ person, why }) => ({ person: person.id, name: person.name, why })),
    returned: plan.returned.map(({ id, name }) => ({ person: id, name })),
    conflicts: plan.conflicts,
    unseen: plan.unseen.map(({ id, name }) => ({ person: id, name })),
  };
}
