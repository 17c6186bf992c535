/** The columns of 活动 as a table, and an activity as its row. */
import type { Activity } from '../domain/activity/activity.ts';
import { kindLabel } from '../domain/activity/decide.ts';
import { askedFlags, askedTags, FLAG_LABELS } from '../domain/activity/region.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Row, Table } from '../sheets/table.ts';
import type { TableScene } from './kind.ts';
import { LIST_MARK } from './words.ts';

/** 特征: what targets ask of an activity. */
export interface Mark {
  readonly id: string;
  readonly label: string;
  readonly of: 'flag' | 'tag';
}
export const marksOf = (pack: Pack): readonly Mark[] => [
  ...[...new Set([...askedFlags(pack), 'city_head'])].map((id) => ({
    id,
    label: FLAG_LABELS[id] ?? id,
    of: 'flag' as const,
  })),
  ...askedTags(pack).map((id) => ({ id, label: id, of: 'tag' as const })),
];

export function activityTable(pack: Pack): Table {
  const text = (key: string, label: string, width: number, note?: string) => ({
    key,
    label,
    kind: 'text' as const,
    width,
    ...(note === undefined ? {} : { note }),
  });
  return {
    id: 'activities',
    label: '活动',
    columns: [
      text('number', '活动编号', 18, 'HD-…；新登记的留空，由系统编号。'),
      {
        key: 'kind',
        label: '活动类型',
        kind: 'choice',
        required: true,
        loose: true, // 走访 for 走访对接: any word the plan has for it.
        choices: pack.activityKinds.map(({ label }) => label),
        width: 16,
      },
      { key: 'on', label: '日期', kind: 'date', required: true, width: 12 },
      { key: 'endOn', label: '结束日期', kind: 'date', width: 12 },
      text('region', '地点', 12, '城市或地区。'),
      { ...text('host', '主办单位', 18, '名册里的单位名称或编号。'), required: true },
      text('joint', '联合单位', 20, '几个用「、」分开。'),
      text('enterprises', '企业名称', 40, '几家用「、」分开，最多 50 家；走访必填。'),
      text('topic', '主题内容', 30),
      text(
        'marks',
        '特征',
        18,
        `可填：${marksOf(pack)
          .map(({ label }) => label)
          .join('、')}。`,
      ),
      text('outcome', '成果', 30),
      text('evidence', '佐证', 16),
      { key: 'nextOn', label: '回访日期', kind: 'date', width: 12 },
      text('nextWhat', '下步事项', 20),
      text('state', '状态', 12, '只供查看，导入时不读。'),
    ],
    keyColumns: [],
    notes: ['每行一次活动。有编号的更正那一次；没有编号的，同日、同类、同主办单位、同样企业的只登记一次。'],
  };
}

const STATES = {
  planned: '计划',
  cancelled: '已取消',
  unchecked: '未审',
  verified: '已核实',
  returned: '已退回',
} as const;

export function rowOf(activity: Activity, { roster, pack }: TableScene): Row {
  const [host = '', ...joint] = activity.units;
  const labels = new Map(marksOf(pack).map(({ id, label }) => [id, label]));
  return {
    number: activity.number,
    kind: kindLabel(pack, activity.kind),
    on: activity.on,
    endOn: activity.endOn ?? '',
    region: activity.region ?? '',
    host: roster.unitName(host),
    joint: joint.map((unit) => roster.unitName(unit)).join(LIST_MARK),
    enterprises: activity.enterprises.map(({ name }) => name).join(LIST_MARK),
    topic: activity.topic ?? '',
    marks: [...activity.flags, ...activity.tags].map((id) => labels.get(id) ?? id).join(LIST_MARK),
    outcome: activity.outcome ?? '',
    evidence: activity.evidence ?? '',
    nextOn: activity.next?.on ?? '',
    nextWhat: activity.next?.what ?? '',
    state: STATES[activity.state === 'held' ? activity.check : activity.state],
  };
}
