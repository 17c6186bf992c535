/**
 * 任务 (督办): what is asked of whom by when, from 交办 to 办结. The words decide what is meant: a verb, a number, or words
 * to look through the list with. The states are drawn in src/domain/task/task.ts.
 */

import { cancelledCard } from '../src/cards/task/forms.ts';
import { taskCard } from '../src/cards/task/task.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { DEED_WORDS, decideTask, deedsOpen, type TaskDeed } from '../src/domain/task/decide.ts';
import { packTaskKey } from '../src/domain/task/pack-tasks.ts';
import { standingOn } from '../src/domain/task/standing.ts';
import { evolveTask, type Task } from '../src/domain/task/task.ts';
import { answerOnly } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { tooLong } from './shared/chat.ts';
import { assignForm, submitAssignment } from './shared/task/assign.ts';
import { pressDeed, sayDeed } from './shared/task/deeds.ts';
import { onlyTaskFor, quotedTask, taskByWords } from './shared/task/find.ts';
import { dutyNamed, listTasks, packReportForm, showPackTask } from './shared/task/listing.ts';
import { openTasks } from './shared/task/new.ts';
import { listPackTasks } from './shared/task/pack-list.ts';
import { sayResponsible, submitResponsible } from './shared/task/responsible.ts';
import { taskView } from './shared/task/view.ts';
import { LOOSE_WORDS, readPercent, readTaskWords } from './shared/task/words.ts';

export const tasks = forPeople({
  id: 'task',
  words: ['任务', '督办'],
  summary: '督办任务：查看、签收、反馈；招商办和领导交办、复核、办结',
  example: '任务 交办 永安市 12月5日前报送碳纤维项目用地方案',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: false,
  recognises: (text) => LOOSE_WORDS.test(text),

  async say(text, here, tools) {
    const [first = ''] = text.trim().split(/[\s,，:：]+/);
    if (dutyNamed(first, here) !== null) {
      const words = text
        .trim()
        .slice(first.length)
        .replace(/^[\s,，:：]+/, '');
      return sayPackTask(first, words, here, tools);
    }
    const { verb, number, rest } = readTaskWords(text);
    if (verb === 'assign') return assignForm(rest, here, tools);
    if (verb === 'responsible') return sayResponsible(rest, here, tools);
    if (verb === 'pack') {
      const numbered = here.pack.tasks.find((one) => one.no === number);
      if (numbered !== undefined && rest === '') return showPackTask(numbered.id, here, tools);
      return listPackTasks(`${number ?? ''} ${rest}`.trim(), here, tools);
    }
    if (verb !== null && verb !== 'page') {
      const task = await meant(number, verb, here, tools);
      return isRefusal(task) ? task : sayDeed(verb, task, rest, here, tools);
    }
    if (number !== null && rest === '') {
      const task = await taskByWords(number, here, tools);
      return isRefusal(task) ? task : detail(task, here, tools);
    }
    if (number !== null && /^RW/i.test(number)) {
      const task = await taskByWords(number, here, tools);
      return isRefusal(task) ? task : unknownDeed(task, rest, here);
    }
    const quoted = text.trim() === '' ? await quotedTask(here, tools) : null;
    return quoted === null ? listTasks(text, 0, here, tools) : detail(quoted, here, tools);
  },

  press: {
    assign: submitAssignment,
    responsible: submitResponsible,
    cancel: async () => answerOnly({ card: cancelledCard, toast: { tone: 'info', text: '已取消。' } }),
    page: (pressed, here, tools) => {
      const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
      return listTasks(
        pressed.args['words'] ?? '',
        Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
        here,
        tools,
      );
    },
    accept: (pressed, here, tools) => pressDeed('accept', pressed, here, tools),
    report: (pressed, here, tools) =>
      pressed.args['pack'] === undefined
        ? pressDeed('report', pressed, here, tools)
        : submitPackReport(pressed, here, tools),
    verify: (pressed, here, tools) => pressDeed('verify', pressed, here, tools),
    return: (pressed, here, tools) => pressDeed('return', pressed, here, tools),
    close: (pressed, here, tools) => pressDeed('close', pressed, here, tools),
    reassign: (pressed, here, tools) => pressDeed('reassign', pressed, here, tools),
    ask: (pressed, here, tools) => pressDeed('ask', pressed, here, tools),
    grant: (pressed, here, tools) => pressDeed('grant', pressed, here, tools),
    refuse: (pressed, here, tools) => pressDeed('refuse', pressed, here, tools),
    withdraw: (pressed, here, tools) => pressDeed('withdraw', pressed, here, tools),
  },
});

async function detail(task: Task, here: KnownScene, tools: Tools): Result {
  return answerOnly({ card: taskCard(await taskView(task, here, tools)), about: task.number });
}

/** A task was named, and then something that is none of its deeds. */
function unknownDeed(task: Task, words: string, here: KnownScene) {
  const deeds = deedsOpen(task, standingOn(task, here.actor, here.roster)).map((deed) => DEED_WORDS[deed]);
  const next =
    deeds.length === 0
      ? `发送「任务 ${task.number}」查看办理情况。`
      : `现在可以：${deeds.join('、')}；例如「任务 ${task.number} ${deeds[0] ?? ''}」。`;
  return refuse(`没有看懂要对 ${task.number} 做什么：「${words.slice(0, 30)}」`, { next });
}

async function meant(number: string | null, deed: TaskDeed, here: KnownScene, tools: Tools) {
  if (number !== null) return taskByWords(number, here, tools);
  return (await quotedTask(here, tools)) ?? onlyTaskFor(deed, here, tools);
}

/** 方案任务 by its id: its text; 反馈 opens it as a task of the unit, once. */
async function sayPackTask(id: string, words: string, here: KnownScene, tools: Tools): Result {
  const { verb, rest } = readTaskWords(words);
  if (verb === null && words === '') return showPackTask(id, here, tools);
  const duty = dutyNamed(id, here)?.duty ?? null;
  if (verb !== 'report')
    return refuse(`方案任务只能反馈`, { next: `例如「任务 ${id} 反馈 60% 已完成专家库」。` });
  if (duty === null)
    return refuse(`${id} 没有点名由您的单位承担`, { next: '发送「任务 方案」查看本单位承担的。' });
  const opened = await tools.store.taskFrom(packTaskKey(here.pack, duty.task.id, duty.unit.id));
  if (opened !== null) return sayDeed('report', opened, rest, here, tools);
  if (rest === '') return packReportForm(duty);
  const { percent, rest: said } = readPercent(rest);
  return openPackTask(
    duty.task.id,
    duty.unit.id,
    { percent: percent ?? 100, text: said, evidence: null },
    here,
    tools,
  );
}

async function submitPackReport(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const typed = (formText(pressed, 'percent') ?? '').normalize('NFKC').replace(/[%\s]/g, '');
  if (!/^\d{1,3}$/.test(typed))
    return refuse('完成比例要写 0 到 100 的整数', { next: '例如 60；办完了写 100。' });
  const report = {
    percent: Number(typed),
    text: formText(pressed, 'text') ?? '',
    evidence: formText(pressed, 'evidence'),
  };
  const { pack = '', unit = '' } = pressed.args;
  const opened = await tools.store.taskFrom(packTaskKey(here.pack, pack, unit));
  if (opened !== null) {
    return refuse(`${pack} 已经反馈过，编号 ${opened.number}`, {
      next: `请发送「任务 ${opened.number} 反馈」。`,
    });
  }
  return openPackTask(pack, unit, report, here, tools);
}

async function openPackTask(
  id: string,
  unit: string,
  report: { readonly percent: number; readonly text: string; readonly evidence: string | null },
  here: KnownScene,
  tools: Tools,
): Result {
  const duty = dutyNamed(id, here)?.duty ?? null;
  if (duty === null || duty.unit.id !== unit) return refuse(`${id} 没有点名由您的单位承担`);
  const long = tooLong('办理情况', report.text, 1_000) ?? tooLong('佐证', report.evidence, 200);
  if (long !== null) return long;
  const { task } = duty;
  const { tasks: opened, changes } = await openTasks(
    [
      {
        title: task.label,
        lead: null,
        about: null,
        unit,
        holder: null,
        dueOn: task.dueOn ?? null,
        dueByDefault: false,
        origin: { kind: 'pack', key: packTaskKey(here.pack, id, unit), clause: task.clause },
      },
    ],
    here,
    tools,
  );
  const [fresh] = opened;
  if (fresh === undefined) throw new Error('one task was opened');
  const { text, evidence } = report;
  const intent = {
    do: 'report' as const,
    percent: report.percent,
    text: maskPhonesIn(text),
    evidence: evidence === null ? null : maskPhonesIn(evidence),
  };
  const decided = decideTask(fresh, intent, standingOn(fresh, here.actor, here.roster), here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Task>(
    (state, fact) => evolveTask(state, fact, here.now, here.actor.id),
    fresh,
  );
  return {
    changes: [
      ...changes.map((change) =>
        change.subject === 'task' ? { ...change, facts: [...change.facts, ...decided.facts] } : change,
      ),
    ],
    answer: {
      card: taskCard(await taskView(after, here, tools), '已反馈'),
      toast: { tone: 'success', text: `已${DEED_WORDS.report} ${id}，编号 ${after.number}。` },
      about: after.number,
    },
    notices: [],
  };
}
