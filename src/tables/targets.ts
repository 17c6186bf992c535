/** 目标 as a table: values the city sets for the targets of its plan, by effective day; judged by `src/domain/setting`. */
import { isOffice } from '../domain/access.ts';
import { isRefusal } from '../domain/decision.ts';
import type { Roster } from '../domain/roster.ts';
import { decideSetting, settingFromRow, TARGET_COLUMNS, type TargetCells } from '../domain/setting/row.ts';
import {
  type Setting,
  sameValue,
  settingId,
  standingVersions,
  versionOn,
} from '../domain/setting/setting.ts';
import { typedAmounts } from '../domain/setting/words.ts';
import { cellOf, type Row, type Table, type TableRow } from '../sheets/table.ts';
import { readCell } from '../sheets/value.ts';
import { type Decision, fateOf, rejected, rejectedBy, type TableKind, type TableScene } from './kind.ts';
import { unitIn } from './words.ts';

const NOTES: Readonly<Partial<Record<(typeof TARGET_COLUMNS)[number], string>>> = {
  目标编号: '方案里目标的编号或名称；一个目标有几项的写成 编号#1。',
  单位或岗位: '单位或岗位的名称或编号；不填为各单位同一个数。',
  数值: '数字；范围写成 3-5。',
  单位: '万元、亿元、个、% 等；不填为方案里的单位。',
  币种: '人民币 或 美元。',
  生效日期: '从哪天起算；不填为今年1月1日。',
};
const WIDTHS: Readonly<Partial<Record<(typeof TARGET_COLUMNS)[number], number>>> = {
  目标编号: 20,
  单位或岗位: 20,
  说明: 40,
};

/** The headings are the keys. */
const TABLE: Table = {
  id: 'targets',
  label: '目标',
  columns: TARGET_COLUMNS.map((label) => {
    const note = NOTES[label];
    return {
      key: label,
      label,
      kind: label === '数值' ? 'number' : label === '生效日期' ? 'date' : 'text',
      width: WIDTHS[label] ?? 12,
      ...(label === '数值' ? { loose: true } : {}),
      ...(label === '目标编号' || label === '数值' ? { required: true } : {}),
      ...(note === undefined ? {} : { note }),
    };
  }),
  keyColumns: ['目标编号', '单位或岗位', '生效日期'],
  notes: ['每行一个目标值。已有的值不会改掉：新的数从生效日期起算，原来的数留着。'],
};

function subjectIn(roster: Roster, words: string): string | null {
  if (words === 'city' || words === '全市') return 'city';
  const unit = unitIn(roster, words);
  if (unit !== undefined) return unit;
  const posts = roster.posts.filter(
    (post) => post.id === words || `${roster.unitName(post.unit)}${post.title}` === words,
  );
  return posts.length === 1 ? (posts[0]?.id ?? null) : null;
}

function nameOf(roster: Roster, subject: string | null): string {
  if (subject === null) return '';
  if (subject === 'city') return '全市';
  const post = roster.posts.find((one) => one.id === subject);
  return post === undefined ? roster.unitName(subject) : `${roster.unitName(post.unit)}${post.title}`;
}

const rowsOf = (setting: Setting, roster: Roster): readonly Row[] =>
  standingVersions(setting).map((version) => ({
    目标编号: setting.part === null ? setting.item : `${setting.item}#${setting.part + 1}`,
    单位或岗位: nameOf(roster, setting.subject),
    数值: typedAmounts(version).join('-'),
    单位: version.unit ?? '',
    币种: '',
    生效日期: version.from,
    说明: version.note ?? '',
  }));

async function decide(row: TableRow, scene: TableScene): Promise<Decision> {
  const { actor, pack, roster, store, today } = scene;
  if (actor !== null && !isOffice(actor)) {
    return { about: null, fate: rejected(row, null, '目标由招商办导入') };
  }
  const cells = Object.fromEntries(
    TARGET_COLUMNS.map((label) => [label, cellOf(row.values, label)]),
  ) as TargetCells;
  const wish = settingFromRow(cells, {
    pack,
    subjectNamed: (words) => subjectIn(roster, words),
    dayOf: (text) => {
      const read = readCell({ key: 'day', label: '生效日期', kind: 'date' }, text);
      return read.ok ? read.value : null;
    },
    today,
  });
  if (isRefusal(wish)) return { about: null, fate: rejectedBy(row, null, wish) };
  const about = settingId(wish);
  const standing = await store.setting(about);
  const holds = standing === null ? null : versionOn(standing, wish.from);
  if (holds !== null && sameValue(holds, wish)) return { about, fate: { fate: 'unchanged' } };
  const { units, posts } = roster;
  const decided = decideSetting(standing, wish, { pack, units, posts, projects: new Set() });
  if (isRefusal(decided)) return { about, fate: rejectedBy(row, null, decided) };
  const changes = [{ subject: 'setting' as const, before: standing, facts: decided.facts }];
  return { about, fate: fateOf(standing === null, changes) };
}

export const targets: TableKind = {
  table: () => TABLE,
  async rows({ store, roster }, { limit }) {
    const all = (await store.settings(['target'])).flatMap((setting) => rowsOf(setting, roster));
    return { rows: all.slice(0, limit), isCut: all.length > limit };
  },
  decide,
};
