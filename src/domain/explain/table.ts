// The evaluation as tables for a terminal, in Chinese. Reads the printed document, so that both say the same.
import type { EvaluationDocument, ScoreRow, TargetRow } from '../evaluate/output-schema.ts';
import type { World } from '../evaluate/world.ts';
import { asObject } from '../pack/raw.ts';
import { amount, columns, metWord, percent, plain, reasonWord } from './print.ts';

/** The name of a subject: a unit's or post's, 全市, 合计, or the word itself. */
export function subjectName(world: World, subject: string): string {
  if (subject === 'city') return '全市';
  if (subject === 'together') return '合计';
  const unit = world.unitById.get(subject);
  if (unit !== undefined) return unit.name ?? unit.id;
  const post = world.posts.find((one) => one.id === subject);
  if (post === undefined) return subject;
  const holder = world.unitById.get(post.unit);
  return `${holder?.name ?? post.unit}${post.title ?? post.id}`;
}

function dueWord(row: TargetRow): string {
  if (Array.isArray(row.target)) return `${row.target[0]}—${row.target[1]}${row.unit ?? ''}`;
  if (row.target === null) return row.na === 'no_target' ? '未下达' : '—';
  const whole = row.whole === null ? '' : `（全期${amount(row.whole, row.unit, null)}）`;
  return `${amount(row.target, row.unit, row.na)}${whole}`;
}

/** What was reached; a missing number is 暂缺 even where the target is missing too. */
export function actualWord(row: TargetRow): string {
  return amount(row.actual, row.unit, row.na === 'no_target' ? 'no_data' : row.na);
}

function notes(row: TargetRow): string {
  const marks = row.origin === 'default' ? ['系统默认'] : [];
  const uncovered =
    row.na === null && row.coverage.reported < row.coverage.expected
      ? [`已报${row.coverage.reported}/${row.coverage.expected}`]
      : [];
  return [...new Set([...marks, ...row.flags, ...uncovered])]
    .filter((flag) => flag !== '填报不全')
    .join('；');
}

function targetTable(world: World, rows: readonly TargetRow[]): string[] {
  const head = ['编号', '目标', '对象', '期间', '实际', '目标值', '完成率', '结果', '依据', '备注'];
  const body = rows.map((row) => [
    row.id,
    row.label,
    subjectName(world, row.subject),
    row.period,
    actualWord(row),
    dueWord(row),
    percent(row.rate, row.na),
    metWord(row.met, row.na),
    row.clause,
    notes(row),
  ]);
  return columns([head, ...body]);
}

function scoreTable(world: World, rows: readonly ScoreRow[]): string[] {
  const head = ['单位', '基础分', '加分', '扣分', '总分', '等次', '依据'];
  const body = rows.map((row) => [
    subjectName(world, row.subject),
    row.base === null ? reasonWord(row.na) : plain(row.base, 2),
    plain(row.bonus ?? '0', 2),
    plain(row.malus ?? '0', 2),
    row.rounded ?? reasonWord(row.na),
    row.grade ?? '—',
    `${row.clause}${row.origin === 'default' ? '（系统默认）' : ''}`,
  ]);
  return columns([head, ...body]);
}

function textIn(row: object, key: string): string {
  const value = asObject(row)?.[key];
  return value === null || value === undefined ? '' : String(value);
}

function rankTable(world: World, rows: readonly object[]): string[] {
  const head = ['排名', '类别', '名次', '对象', '依据数', '等次'];
  const body = rows.map((row) => [
    textIn(row, 'label'),
    textIn(row, 'class'),
    textIn(row, 'place') === '' ? `不参加排名：${textIn(row, 'reason')}` : textIn(row, 'place'),
    subjectName(world, textIn(row, 'subject')),
    textIn(row, 'key') === '' ? '暂缺' : plain(textIn(row, 'key'), 2),
    textIn(row, 'grade') || '—',
  ]);
  return columns([head, ...body]);
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  commend: '通报表扬',
  reward: '奖励',
  name: '通报',
  criticise: '通报批评',
  interview: '约谈',
  quota_up: '提高优秀比例',
  quota_down: '降低优秀比例',
  accountability: '效能问责',
  adjust_duty: '调整分工',
  disqualify: '取消考评资格',
  award_title: '授予称号',
};

function proposalTable(world: World, rows: readonly object[]): string[] {
  const head = ['对象', '建议', '事由', '依据', '状态'];
  const body = rows.map((row) => {
    const reasons = asObject(row)?.['reasons'];
    return [
      subjectName(world, textIn(row, 'subject')),
      ACTION_WORDS[textIn(row, 'action')] ?? textIn(row, 'action'),
      Array.isArray(reasons) ? reasons.join('；') : '',
      textIn(row, 'clause'),
      textIn(row, 'decision') === 'manual' ? '并列，待人工确定' : '建议，待确认',
    ];
  });
  return columns([head, ...body]);
}

function absentLines(document: EvaluationDocument): string[] {
  const found = document.absent.find((row) => textIn(row, 'section') === 'scorecards');
  if (document.scores.length > 0 || found === undefined) return [];
  return ['', `未配置考核办法：${textIn(found, 'reason')}（${textIn(found, 'clause')}）。以上为完成情况。`];
}

function lateLines(document: EvaluationDocument): string[] {
  const late = document.tasks.filter((row) => textIn(row, 'state') === 'late');
  if (late.length === 0) return [];
  return [
    '',
    `逾期任务 ${late.length} 项：${late.map((row) => `${textIn(row, 'no')} ${textIn(row, 'label')}`).join('、')}`,
  ];
}

/** The whole evaluation as text. */
export function evaluationText(world: World, document: EvaluationDocument): string {
  const { pack } = world;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length <= 1 ? [] : ['', `【${title}】`, ...lines];
  return [
    `${pack.title}　截至 ${document.asOf}`,
    ...section('目标完成情况', targetTable(world, document.targets)),
    ...section('得分', scoreTable(world, document.scores)),
    ...section('排名', rankTable(world, document.ranks)),
    ...section('列表（系统默认·非考核）', rankTable(world, document.lists)),
    ...section('奖惩建议（未经确认不发出）', proposalTable(world, document.proposals)),
    ...absentLines(document),
    ...lateLines(document),
  ].join('\n');
}
