/** The form of an activity 招商活动, filled in from what was said; the person looks at it and submits. */
import type { Card, Field, Option } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';

export interface ActivityFormView {
  readonly draft: string;
  /** HD-…, when one is corrected. */
  readonly number: string | null;
  readonly isVisit: boolean;
  readonly kinds: readonly Option[];
  /** Units that may be the host; `null`: too many, typed. */
  readonly hosts: readonly Option[] | null;
  readonly marks: readonly Option[];
  readonly typed: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly doubts: readonly string[];
  readonly clause: string | null;
}

export function activityFormCard(view: ActivityFormView): Card {
  const { number, draft, isVisit } = view;
  return {
    title: number === null ? (isVisit ? '登记走访' : '登记活动') : `更正 ${number}`,
    tone: 'todo',
    body: [
      ...view.doubts.map(warning),
      plain('请核对，改好后按「提交」。'),
      {
        el: 'form',
        name: 'activity',
        fields: fieldsOf(view),
        buttons: [
          {
            label: '提交',
            look: 'primary',
            press: { command: 'activity', action: 'submit', args: { draft } },
          },
          { label: '取消', press: { command: 'activity', action: 'drop-form', args: { draft } } },
        ],
      },
      quiet(
        `${view.clause === null ? '' : `依据 ${view.clause}。`}登记后即计入（标「未审」），退回的不计；日期在今天以后的为计划，开展以后再计。`,
      ),
    ],
  };
}

function fieldsOf({
  number,
  isVisit,
  kinds,
  hosts,
  marks,
  typed,
  ticked,
}: ActivityFormView): readonly Field[] {
  const held = (name: string) => {
    const value = typed[name];
    return value === undefined || value === '' ? {} : { value };
  };
  const firms: Field = {
    kind: 'lines',
    name: 'enterprises',
    label: isVisit ? '企业名称' : '参加企业',
    ...(isVisit ? { required: true } : {}),
    placeholder: '几家用「、」分开，最多 50 家',
    maxLength: 4_000,
    ...held('enterprises'),
  };
  const topic: Field = {
    kind: 'lines',
    name: 'topic',
    label: isVisit ? '洽谈内容' : '活动主题',
    maxLength: 2_000,
    ...held('topic'),
  };
  const host: Field =
    hosts === null
      ? { kind: 'line', name: 'host', label: '主办单位', required: true, ...held('host') }
      : { kind: 'choice', name: 'host', label: '主办单位', required: true, options: hosts, ...held('host') };
  return [
    { kind: 'choice', name: 'kind', label: '活动类型', required: true, options: kinds, ...held('kind') },
    ...(isVisit ? [firms] : []),
    { kind: 'date', name: 'on', label: '日期', required: true, ...held('on') },
    { kind: 'date', name: 'endOn', label: '结束日期', ...held('endOn') },
    {
      kind: 'line',
      name: 'region',
      label: '地点',
      placeholder: '城市或地区',
      maxLength: 60,
      ...held('region'),
    },
    topic,
    ...(isVisit ? [] : [firms]),
    host,
    {
      kind: 'line',
      name: 'joint',
      label: '联合单位',
      placeholder: '几个用「、」分开',
      maxLength: 400,
      ...held('joint'),
    },
    {
      kind: 'line',
      name: 'people',
      label: '参加人员',
      placeholder: '名册里的姓名或职务，用「、」分开',
      maxLength: 400,
      ...held('people'),
    },
    { kind: 'choices', name: 'marks', label: '特征', options: marks, values: ticked },
    { kind: 'lines', name: 'outcome', label: '成果', maxLength: 2_000, ...held('outcome') },
    {
      kind: 'line',
      name: 'evidence',
      label: '佐证',
      placeholder: '纪要、照片、文号',
      maxLength: 200,
      ...held('evidence'),
    },
    { kind: 'date', name: 'nextOn', label: '回访日期', ...held('nextOn') },
    { kind: 'line', name: 'nextWhat', label: '下步事项', maxLength: 200, ...held('nextWhat') },
    ...(number === null
      ? []
      : [{ kind: 'line' as const, name: 'reason', label: '更正理由', required: true, maxLength: 200 }]),
  ];
}
