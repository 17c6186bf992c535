/**
 * Who may do what, as tables: worked out from the commands' own declarations and from `src/domain/access.ts`, over a small
 * sample city. `docs/generate.ts` prints them; `test/access/` drives every cell through the machine and SQLite.
 */
import type { Command } from '../src/command.ts';
import { mayUse } from '../src/command.ts';
import {
  groupSight,
  mayAnswerFor,
  mayApprove,
  mayAssign,
  mayEditEntry,
  mayReportFor,
  maySet,
  mayVerify,
  type Sight,
  seesEntry,
  seesEntryContact,
  sightOf,
} from '../src/domain/access.ts';
import type { LeadFact } from '../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../src/domain/lead/lead.ts';
import { type Person, ROLES, type Role, Roster, type Unit } from '../src/domain/roster.ts';
import { chineseOf } from '../src/domain/vocabulary.ts';
import { WORKBOOK_KINDS, type WorkbookKind } from '../src/domain/workbook.ts';
import { mayExport, mayImport } from '../src/domain/workbook-rights.ts';

const unit = (id: string, name: string, kind: string, parent: string | null): Unit => ({
  id,
  name,
  aliases: [],
  kind,
  parent,
  tags: {},
  activeFrom: null,
  activeTo: null,
});

/** A city, a county of it with a town below, and another county. */
export const UNITS: readonly Unit[] = [
  unit('city', '三明市', 'city', null),
  unit('yongan', '永安市', 'district_county', 'city'),
  unit('xiyang', '西洋镇', 'town', 'yongan'),
  unit('shaxian', '沙县区', 'district_county', 'city'),
];

const person = (id: string, name: string, home: string, ...roles: readonly Role[]): Person => ({
  id,
  openId: `ou_${id}`,
  name,
  unit: home,
  units: [],
  roles,
});

export interface Who {
  readonly person: Person;
  readonly label: string;
}

const roleWord = (role: Role): string => chineseOf('role', role) ?? role;

/** One person a role, of 永安市; and those whose role reaches further when they belong to the city itself. */
export const WHO: readonly Who[] = [
  ...ROLES.map((role) => ({
    person: person(`p_${role}`, `甲${roleWord(role)}`, 'yongan', role),
    label: roleWord(role),
  })),
  ...(['verifier', 'leader'] as const).map((role) => ({
    person: person(`p_city_${role}`, `市${roleWord(role)}`, 'city', role),
    label: `市${roleWord(role)}`,
  })),
];

/** Who holds the sample leads, and files for their units. */
export const HOLDERS: readonly Person[] = ['yongan', 'xiyang', 'shaxian'].map((home) =>
  person(`p_holder_${home}`, `持有人${home}`, home, 'reporter'),
);
export const LEAVER = person(
  'p_left',
  '离岗人',
  'yongan',
  'reporter',
  'verifier',
  'office',
  'leader',
  'admin',
);

export const ROSTER = new Roster({
  units: UNITS,
  people: [...WHO.map((who) => who.person), ...HOLDERS],
  departed: [LEAVER],
  posts: [],
  chats: [],
});

// ── Commands and their buttons ────────────────────────────────────────────────────────────────────────────────

export interface UseRow {
  readonly command: Command;
  /** `null`: the typed word. */
  readonly action: string | null;
}

export const useRows = (commands: readonly Command[]): readonly UseRow[] =>
  commands.flatMap((command) => [
    { command, action: null },
    ...Object.keys(command.press ?? {}).map((action) => ({ command, action })),
  ]);

// ── Leads ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface LeadCase {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly project: boolean;
  readonly confidential: boolean;
  readonly pooled: boolean;
}

const leadCase = (id: string, label: string, home: string, more: Partial<LeadCase> = {}): LeadCase => ({
  id,
  label,
  unit: home,
  project: false,
  confidential: false,
  pooled: false,
  ...more,
});

export const LEAD_CASES: readonly LeadCase[] = [
  leadCase('own', '本单位线索', 'yongan'),
  leadCase('below', '下级线索', 'xiyang'),
  leadCase('other', '其他单位线索', 'shaxian'),
  leadCase('other-project', '其他单位项目', 'shaxian', { project: true }),
  leadCase('own-secret', '本单位保密项目', 'yongan', { project: true, confidential: true }),
  leadCase('other-secret', '其他单位保密项目', 'shaxian', { project: true, confidential: true }),
  leadCase('pool', '线索池', 'shaxian', { pooled: true }),
  leadCase('pool-secret', '线索池保密', 'shaxian', { pooled: true, confidential: true }),
];

/** The facts of a sample lead, the holder's contact sealed under `contact`. */
export function leadFacts(
  { unit: home, project, confidential, pooled }: Omit<LeadCase, 'id' | 'label'>,
  serial: number,
  company: string,
  contact: string | null,
): readonly LeadFact[] {
  const tail = String(serial).padStart(4, '0');
  const facts: LeadFact[] = [
    {
      type: 'lead.registered',
      number: `XS-202611-${tail}`,
      company,
      project: null,
      investment: null,
      industry: null,
      landingUnit: null,
      channel: null,
      contact,
      note: null,
      unit: home,
      holder: `p_holder_${home}`,
      despite: [],
    },
  ];
  if (project) facts.push({ type: 'lead.promoted', projectNumber: `XM-202611-${tail}` });
  if (confidential) facts.push({ type: 'lead.confidentiality_set', confidential: true });
  if (pooled) facts.push({ type: 'lead.released', why: 'returned', reason: '样例' });
  return facts;
}

export function sampleLead(of: LeadCase): Lead {
  const lead = leadFacts(of, 1, '样例企业', 'c1').reduce<Lead | null>(
    (state, fact) => evolveLead(state, fact, 1, `p_holder_${of.unit}`),
    null,
  );
  if (lead === null) throw new Error('a sample has facts');
  return lead;
}

export const sightCell = (who: Who, of: LeadCase): Sight => sightOf(who.person, sampleLead(of), ROSTER);

/** Groups: bound to a unit, to the whole city, or to nothing. */
export const GROUPS: readonly {
  readonly id: string;
  readonly label: string;
  readonly unit?: string | null;
}[] = [
  { id: 'oc_yongan', label: '永安市的群', unit: 'yongan' },
  { id: 'oc_shaxian', label: '沙县区的群', unit: 'shaxian' },
  { id: 'oc_city', label: '全市的群', unit: null },
  { id: 'oc_loose', label: '没有绑定的群' },
];
export const groupCell = (group: (typeof GROUPS)[number], of: LeadCase): Sight =>
  groupSight(sampleLead(of), group.unit, ROSTER);

// ── What is done to things of a unit ──────────────────────────────────────────────────────────────────────────

export const PLACES = [
  { unit: 'yongan', label: '本单位' },
  { unit: 'xiyang', label: '下级单位' },
  { unit: 'shaxian', label: '其他单位' },
] as const;

export interface Deed {
  readonly id: string;
  readonly label: string;
  readonly may: (person: Person, unit: string) => boolean;
}

const leadAt = (home: string): Lead => sampleLead(leadCase('x', '', home));
const entryAt = (home: string) => ({ owner: home, confidential: false });

export const DEEDS: readonly Deed[] = [
  { id: 'verify', label: '审核推进、月报', may: (who, home) => mayVerify(who, home, ROSTER) },
  { id: 'report', label: '填报、设为保密', may: (who, home) => mayReportFor(who, home, ROSTER) },
  { id: 'give-back', label: '退回线索池', may: (who, home) => mayAnswerFor(who, leadAt(home), ROSTER) },
  {
    id: 'assign',
    label: '分派给永安市的人',
    may: (who, home) => mayAssign(who, leadAt(home), 'yongan', ROSTER),
  },
  { id: 'entry', label: '修改、停用台账', may: (who, home) => mayEditEntry(who, entryAt(home), ROSTER) },
  { id: 'entry-read', label: '看台账', may: (who, home) => seesEntry(who, entryAt(home), ROSTER) },
  {
    id: 'entry-secret',
    label: '看保密台账',
    may: (who, home) => seesEntry(who, { owner: home, confidential: true }, ROSTER),
  },
  {
    id: 'entry-contact',
    label: '看台账里的联系方式',
    may: (who, home) => seesEntryContact(who, entryAt(home), ROSTER),
  },
];

/** What concerns the city as a whole. */
export const CITY_DEEDS: readonly { readonly label: string; readonly may: (person: Person) => boolean }[] = [
  { label: '签发战报（另一人审核过的）', may: (who) => mayApprove(who, ROSTER) },
  { label: '设定目标、外部数据', may: (who) => maySet(who, 'target') },
  { label: '设定评分', may: (who) => maySet(who, 'mark') },
];

// ── Workbooks ─────────────────────────────────────────────────────────────────────────────────────────────────

export const KINDS: readonly WorkbookKind[] = [...WORKBOOK_KINDS, 'registry:SM-G3'];
export const WORKBOOK_WAYS = [
  { id: 'export', label: '导出', may: mayExport },
  { id: 'import', label: '导入', may: mayImport },
] as const;

export const usable = ({ command }: UseRow, who: Person | null): boolean => mayUse(command, who);
