/** One task as a card: to whom it was given, its light, what was reported, and the buttons this viewer may press. */
import type { Button, Card, Element, Tone } from '../../card.ts';
import { DEED_WORDS, STATE_WORDS, type TaskDeed } from '../../domain/task/decide.ts';
import type { Light } from '../../domain/task/light.ts';
import { isReturnVisit } from '../../domain/task/return-visit.ts';
import { isOwed, type Task, type TaskReport } from '../../domain/task/task.ts';
import { returnButtons } from '../activity/list.ts';
import { or, plain, printMinute, quiet, sayButton, warning } from '../show.ts';

/** Names resolved by the caller; only what the viewer may see. */
export interface TaskView {
  readonly task: Task;
  readonly light: Light;
  /** The light in words, with the days. */
  readonly clock: string;
  readonly unit: string;
  readonly holder: string | null;
  readonly issuer: string;
  readonly lead: { readonly number: string; readonly title: string } | null;
  /** What was quoted when it was given, in words: 2026年10月战报. */
  readonly about: string | null;
  readonly deeds: readonly TaskDeed[];
  /** The viewer is one of those who have it to do, in a private chat. */
  readonly handles: boolean;
  readonly nameOf: (person: string | null) => string;
  readonly unitName: (unit: string | null) => string;
  /** Remarks above everything: 系统默认时限, holidays not known, to whom 催办 went. */
  readonly notes: readonly string[];
}

const ORIGINS: Readonly<Record<Task['origin']['kind'], string>> = {
  hand: '交办',
  instruction: '批示',
  late: '系统督办（逾期）',
  pack: '方案任务',
  visit: '走访约定',
};
const TONES: Readonly<Record<Light, Tone>> = {
  blue: 'notice',
  amber: 'todo',
  red: 'overdue',
  yellow: 'todo',
  green: 'done',
  grey: 'closed',
};
/** Pressed at once; the rest opens a form or stands in one. */
const AT_ONCE: readonly TaskDeed[] = ['accept', 'close', 'grant', 'refuse'];
const IN_FORM: readonly TaskDeed[] = ['report', 'reassign', 'ask', 'withdraw'];
const REPORTS_SHOWN = 5;

const sayState = (state: string, clock: string): string =>
  clock.startsWith(state) ? clock : `${state} · ${clock}`;

export function taskFields(view: TaskView): readonly { label: string; value: string }[] {
  const { task, lead } = view;
  const moved = task.firstDueOn !== null && task.firstDueOn !== task.dueOn;
  const due =
    task.dueOn === null
      ? '未定'
      : `${task.dueOn}${moved ? `（原定 ${task.firstDueOn}，已延期）` : ''}${task.dueByDefault ? '（系统默认）' : ''}`;
  const rows = [
    { label: '任务', value: task.title },
    { label: '责任单位', value: view.unit },
    { label: '承办人', value: or(view.holder) },
    { label: '完成时限', value: due },
    { label: '状态', value: sayState(STATE_WORDS[task.state], view.clock) },
    {
      label: ORIGINS[task.origin.kind],
      value: `${isReturnVisit(task) ? '' : `${view.issuer} `}${printMinute(task.assignedAt)}`,
    },
  ];
  if (lead !== null) rows.push({ label: '关联项目', value: `${lead.number} ${lead.title}` });
  if (view.about !== null)
    rows.push({ label: isReturnVisit(task) ? '约定于' : '批示对象', value: view.about });
  if (task.origin.clause !== null) rows.push({ label: '依据', value: task.origin.clause });
  if (task.endReason !== null) rows.push({ label: '撤销理由', value: task.endReason });
  return rows;
}

export function taskElements(view: TaskView): readonly Element[] {
  const { task } = view;
  const body: Element[] = [...view.notes.map(quiet), { el: 'fields', fields: taskFields(view) }];
  if (task.extension !== null) {
    body.push(
      warning(
        `申请延期到 ${task.extension.dueOn}（现时限 ${task.dueOn ?? '未定'}）：${task.extension.reason}`,
      ),
    );
  }
  for (const { from, reason, by, at } of task.handedOver.slice(-2)) {
    body.push(quiet(`${printMinute(at)} ${view.nameOf(by)}从${view.unitName(from)}转办：${reason}`));
  }
  body.push(...reportElements(view));
  return [...body, ...deedElements(view)];
}

function reportElements({ task, nameOf }: TaskView): readonly Element[] {
  if (task.reports.length === 0) return [];
  const line = (report: TaskReport): string =>
    [
      `${printMinute(report.at)} ${nameOf(report.by)}（${report.percent}%）：${report.text}`,
      ...(report.evidence === null ? [] : [`佐证：${report.evidence}`]),
      ...(report.returned === null ? [] : [`退回：${report.returned}`]),
    ].join('\n');
  const shown = task.reports.slice(-REPORTS_SHOWN).reverse();
  const more = task.reports.length - shown.length;
  return [
    {
      el: 'panel',
      title: `办理情况（${task.reports.length} 次反馈，完成 ${task.percent}%）`,
      open: true,
      body: [plain(shown.map(line).join('\n')), ...(more > 0 ? [quiet(`更早的 ${more} 次略。`)] : [])],
    },
  ];
}

function deedElements(view: TaskView): readonly Element[] {
  const { task, deeds } = view;
  const args = { task: task.number, seen: String(task.reports.length) };
  const press = (deed: TaskDeed, look: Button['look'] = 'default'): Button => ({
    label: DEED_WORDS[deed],
    look,
    press: { command: 'task', action: deed, args },
  });
  const body: Element[] = [];
  if (deeds.includes('return')) {
    body.push({
      el: 'form',
      name: 'verdict',
      fields: [{ kind: 'line', name: 'reason', label: '理由（退回时必填）', maxLength: 500 }],
      buttons: [...(deeds.includes('verify') ? [press('verify', 'primary')] : []), press('return', 'danger')],
    });
  }
  const buttons: Button[] = [
    ...(view.handles && isReturnVisit(task) && isOwed(task) ? returnButtons(task) : []),
    ...AT_ONCE.filter((deed) => deeds.includes(deed)).map((deed) =>
      press(deed, deed === 'refuse' ? 'default' : 'primary'),
    ),
    ...IN_FORM.filter((deed) => deeds.includes(deed)).map((deed) =>
      sayButton(
        DEED_WORDS[deed],
        'task',
        `${task.number} ${DEED_WORDS[deed]}`,
        deed === 'report' ? 'primary' : 'default',
      ),
    ),
    ...(deeds.includes('nudge')
      ? [{ label: '催办', press: { command: 'urge', action: 'nudge', args: { item: task.number } } }]
      : []),
  ];
  if (buttons.length > 0) body.push({ el: 'buttons', buttons });
  return body;
}

/** @param headline what just happened, before the number: 督办任务, 待复核, 红灯 … */
export function taskCard(view: TaskView, headline = '督办任务', tone?: Tone): Card {
  return {
    title: `${headline} ${view.task.number}`,
    subtitle: view.task.title.slice(0, 60),
    tone: tone ?? TONES[view.light],
    body: taskElements(view),
  };
}

/** Several new tasks of one assignment. */
export function tasksGivenCard(views: readonly TaskView[], told: string): Card {
  const [only] = views;
  if (only !== undefined && views.length === 1) {
    const card = taskCard(only, '已交办', 'done');
    return { ...card, body: [plain(told), ...card.body] };
  }
  return {
    title: `已交办 ${views.length} 项`,
    subtitle: only?.task.title.slice(0, 60) ?? '',
    tone: 'done',
    body: [
      plain(told),
      ...(only?.notes ?? []).map(quiet),
      plain(
        views.map(({ task, unit }) => `${task.number}　${unit}　时限 ${task.dueOn ?? '未定'}`).join('\n'),
      ),
      quiet('发送「任务」查看签收和办理情况。'),
    ],
  };
}
