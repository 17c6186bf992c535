/**
 * The roster as a file (design §5, Roster JSON): read, checked as a whole, every mistake named with its place.
 * Left out: writing it to the database (`db/roster.ts`) and Excel.
 */
import * as z from 'zod';
import { ROLES } from './domain/roster.ts';
import { readPhone } from './parse/phone.ts';

const id = z.string().trim().min(1, '不能为空').max(64, '太长（最多64字）');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '须是日期，如 2020-01-01');
const platformId = (kind: 'ou' | 'oc') =>
  z.string().regex(new RegExp(`^${kind}_[A-Za-z0-9_-]{1,64}$`), `须是飞书编号，如 ${kind}_xxx`);

const unitSchema = z.object({
  id,
  name: z.string().trim().min(1, '不能为空').max(60),
  aliases: z.array(z.string().trim().min(1)).default([]),
  kind: z.string().trim().min(1, '不能为空'),
  parent: id.nullish().transform((value) => value ?? null),
  tags: z.record(z.string(), z.string()).default({}),
  activeFrom: day.nullish().transform((value) => value ?? null),
  activeTo: day.nullish().transform((value) => value ?? null),
});

const personSchema = z
  .object({
    openId: platformId('ou')
      .nullish()
      .transform((value) => value ?? null),
    name: z.string().trim().min(1, '不能为空').max(60),
    mobile: z
      .string()
      .nullish()
      .transform((value, context) => {
        if (value === null || value === undefined || value.trim() === '') return null;
        const phone = readPhone(value);
        if (phone === null || phone.kind === 'wrong') {
          context.addIssue({ code: 'custom', message: '不是有效的手机号' });
          return z.NEVER;
        }
        return phone.normal;
      }),
    unit: id.nullish().transform((value) => value ?? null),
    units: z.array(id).default([]),
    roles: z.array(z.enum(ROLES, `角色只能是 ${ROLES.join('、')}`)).default([]),
    /** Left on this day: no longer in the roster, still named where they acted. */
    leftOn: day.nullish().transform((value) => value ?? null),
  })
  .refine((person) => person.openId !== null || person.mobile !== null, '须有 openId 或 mobile');

const rosterSchema = z.object({
  units: z.array(unitSchema).default([]),
  memberships: z
    .array(z.object({ group: id, unit: id, role: z.string().min(1).default('member') }))
    .default([]),
  posts: z
    .array(
      z.object({
        id,
        unit: id,
        title: z.string().trim().min(1),
        rank: z.string().trim().min(1),
        person: platformId('ou')
          .nullish()
          .transform((value) => value ?? null),
      }),
    )
    .default([]),
  people: z.array(personSchema).default([]),
  chats: z
    .array(z.object({ chatId: platformId('oc'), unit: id.nullish().transform((value) => value ?? null) }))
    .default([]),
});

export type RosterFile = z.output<typeof rosterSchema>;
export type RosterFilePerson = RosterFile['people'][number];

export type RosterRead =
  | { readonly ok: true; readonly roster: RosterFile }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const KINDS: Readonly<Record<string, string>> = {
  array: '列表 […]',
  object: '对象 {…}',
  string: '文字（加引号）',
  record: '对象 {…}',
};

/** What zod itself would say in English; our own messages stand. */
const inChinese: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type'
    ? issue.input === undefined
      ? '没有填写'
      : `应为${KINDS[issue.expected] ?? issue.expected}`
    : undefined;

/** @param known unit ids already in the database, which a file may refer to. */
export function readRoster(text: string, known: ReadonlySet<string>): RosterRead {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return {
      ok: false,
      mistakes: [
        `不是有效的 JSON，文件不完整或多了字符（${error instanceof Error ? error.message : String(error)}）`,
      ],
    };
  }
  const parsed = rosterSchema.safeParse(json, { error: inChinese });
  if (parsed.success) {
    const mistakes = inconsistencies(parsed.data, known);
    return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, roster: parsed.data };
  }
  const { issues } = parsed.error;
  const mistakes = issues.map((issue) => `${placeOf(issue.path)}：${issue.message}`);
  // What holds together badly is said in the same go, judged on the rows that are well formed.
  const rest = withoutRows(json, issues);
  if (rest !== null) mistakes.push(...inconsistencies(rest.roster, new Set([...known, ...rest.unitIds])));
  return { ok: false, mistakes };
}

/** The roster without the rows that have issues; `null` when whole sections are wrong. */
function withoutRows(json: unknown, issues: readonly { readonly path: readonly PropertyKey[] }[]) {
  if (typeof json !== 'object' || json === null) return null;
  const bad = new Set(issues.map(({ path }) => path.slice(0, 2).map(String).join(' ')));
  const sections = Object.entries(json).map(([name, rows]: [string, unknown]) => [
    name,
    Array.isArray(rows) ? rows.filter((_row, index) => !bad.has(`${name} ${index}`)) : rows,
  ]);
  const parsed = rosterSchema.safeParse(Object.fromEntries(sections));
  if (!parsed.success) return null;
  // A unit with a mistake in its row still is a unit.
  const units: unknown = 'units' in json ? json.units : [];
  const unitIds = (Array.isArray(units) ? units : []).flatMap((unit: unknown) =>
    typeof unit === 'object' && unit !== null && 'id' in unit && typeof unit.id === 'string'
      ? [unit.id.trim()]
      : [],
  );
  return { roster: parsed.data, unitIds };
}

const SECTIONS: Readonly<Record<string, string>> = {
  units: '单位',
  memberships: '工作组成员',
  posts: '职务',
  people: '人员',
  chats: '群',
};

function placeOf(path: readonly PropertyKey[]): string {
  const [section, index, ...rest] = path.map(String);
  if (section === undefined) return '文件';
  const row = index === undefined ? '' : `第 ${Number(index) + 1} 行`;
  return `${SECTIONS[section] ?? section}${row}${rest.length === 0 ? '' : ` ${rest.join('.')}`}`;
}

function inconsistencies(roster: RosterFile, known: ReadonlySet<string>): string[] {
  const units = new Set([...known, ...roster.units.map((unit) => unit.id)]);
  const mistakes: string[] = [];
  const need = (unit: string | null, where: string) => {
    if (unit !== null && !units.has(unit)) mistakes.push(`${where}：没有编号为「${unit}」的单位`);
  };
  mistakes.push(
    ...twice(roster.units.map((unit) => unit.id)).map((one) => `单位编号「${one}」重复`),
    ...twice(roster.posts.map((post) => post.id)).map((one) => `职务编号「${one}」重复`),
    ...twice(roster.people.flatMap((one) => one.openId ?? [])).map((one) => `人员 openId「${one}」重复`),
    ...twice(roster.people.flatMap((one) => one.mobile ?? [])).map(
      (one) => `手机号尾号 ${one.slice(-4)} 重复`,
    ),
    ...twice(roster.chats.map((chat) => chat.chatId)).map((one) => `群「${one}」重复`),
  );
  for (const unit of roster.units) need(unit.parent, `单位「${unit.name}」的上级`);
  for (const { group, unit } of roster.memberships) {
    need(group, '工作组成员的工作组');
    need(unit, '工作组成员的单位');
  }
  for (const post of roster.posts) need(post.unit, `职务「${post.title}」`);
  for (const person of roster.people) {
    for (const unit of [person.unit, ...person.units]) need(unit, `人员「${person.name}」`);
  }
  for (const chat of roster.chats) need(chat.unit, `群「${chat.chatId}」`);
  return [...mistakes, ...loops(roster)];
}

function twice(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

function loops({ units }: RosterFile): string[] {
  const parents = new Map(units.map((unit) => [unit.id, unit.parent]));
  return units.flatMap((unit) => {
    const seen = new Set<string>();
    for (let at: string | null = unit.id; at !== null; at = parents.get(at) ?? null) {
      if (seen.has(at)) return [`单位「${unit.name}」的上级成环`];
      seen.add(at);
    }
    return [];
  });
}
