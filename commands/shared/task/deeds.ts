/** 签收、反馈、复核 …: what was typed or pressed about one task, read into an intent; or the form for what is missing. */
import {
  askFormCard,
  EVIDENCE_MAX,
  REASON_MAX,
  reassignFormCard,
  reportFormCard,
  type TaskFormView,
  withdrawFormCard,
} from '../../../src/cards/task/forms.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { decideTask, type TaskDeed, type TaskIntent } from '../../../src/domain/task/decide.ts';
import { mayAssignTo, standingOn } from '../../../src/domain/task/standing.ts';
import { isOwed, type Task } from '../../../src/domain/task/task.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { findDates } from '../../../src/parse/date.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { actOnTask } from './act.ts';
import { personNamed } from './assign.ts';
import { taskByNumber } from './find.ts';
import { readEvidence, readPercent } from './words.ts';

const TEXT_MAX = 1_000;

/** What followed the verb; empty words open the form of deeds that need words. */
export async function sayDeed(
  deed: TaskDeed,
  task: Task,
  words: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const text = maskPhonesIn(words.trim());
  const long = tooLong('内容', text, TEXT_MAX);
  if (long !== null) return long;
  if (text === '' && NEEDS_WORDS.includes(deed)) return deedForm(deed, task, here);
  const intent = intentOf(deed, text, task, here);
  return isRefusal(intent) ? intent : actOnTask(task, intent, here, tools);
}

const NEEDS_WORDS: readonly TaskDeed[] = ['report', 'reassign', 'ask', 'withdraw'];

/** Words of a report without a percentage that say it is not done yet; anything else reports it done. */
const UNDER_WAY = /正在|尚未|还没|还未|未完成|没办完|推进中|办理中|下一?周|下个?月|明天|争取|预计/;

/** Whether the deed is open to them at all is said now, not after they have typed. */
function deedForm(deed: TaskDeed, task: Task, here: KnownScene): Awaited<Result> {
  const probe = decideTask(
    task,
    probeOf(deed, task, here),
    standingOn(task, here.actor, here.roster),
    here.today,
  );
  if (isRefusal(probe)) return probe;
  const view: TaskFormView = {
    number: task.number,
    title: task.title,
    args: { task: task.number, version: String(task.version) },
    lines: task.dueOn === null ? [] : [`完成时限：${task.dueOn}`],
  };
  const card =
    deed === 'report'
      ? reportFormCard(view, { percent: '100', text: '', evidence: '' })
      : deed === 'reassign'
        ? reassignFormCard(view)
        : deed === 'ask'
          ? askFormCard(view)
          : withdrawFormCard(view);
  return answerOnly({ card, about: task.number });
}

/** An intent that nothing speaks against but the state and the person. */
function probeOf(deed: TaskDeed, task: Task, here: KnownScene): TaskIntent {
  if (deed === 'report') return { do: 'report', percent: 100, text: '…', evidence: null };
  if (deed === 'ask')
    return { do: 'ask', dueOn: `${Number((task.dueOn ?? here.today).slice(0, 4)) + 1}-01-01`, reason: '…' };
  if (deed === 'reassign') return { do: 'reassign', unit: task.unit, holder: '…', reason: '…', within: true };
  return { do: 'withdraw', reason: '…' };
}

function intentOf(deed: TaskDeed, text: string, task: Task, here: KnownScene): TaskIntent | Refusal {
  switch (deed) {
    case 'accept':
    case 'verify':
    case 'close':
    case 'grant':
      return { do: deed };
    case 'return':
    case 'refuse':
    case 'withdraw':
      return { do: deed, reason: text };
    case 'report': {
      const { percent, rest } = readPercent(text);
      const { text: said, evidence } = readEvidence(rest);
      return {
        do: 'report',
        percent: percent ?? (UNDER_WAY.test(said) ? task.percent : 100),
        text: said,
        evidence: evidence?.slice(0, EVIDENCE_MAX) ?? null,
      };
    }
    case 'ask': {
      const date = findDates(text, here.today).find((one) => one.to !== null && one.to >= here.today);
      if (date?.to == null) {
        return refuse('没有看出延到哪一天', {
          next: `例如「任务 ${task.number} 延期 12月20日 用地手续未批」。`,
        });
      }
      const reason = `${text.slice(0, date.span.start)}${text.slice(date.span.end)}`.replace(
        /^[\s到至,，。:：]+|[\s,，。]+$/g,
        '',
      );
      return { do: 'ask', dueOn: date.to, reason };
    }
    case 'reassign': {
      const [to = '', ...reason] = text.replace(/^给\s*/, '').split(/[\s,，:：;；]+/);
      return reassignTo(to, reason.join(' '), here);
    }
    case 'nudge':
      return refuse('催办请发送「催办 编号」', { next: `例如「催办 ${task.number}」。` });
  }
}

function reassignTo(words: string, reason: string, here: KnownScene): TaskIntent | Refusal {
  const { roster, actor } = here;
  const [unit, second] = roster.unitsNamed(words);
  if (second !== undefined) return refuse(`「${words.slice(0, 20)}」有几个单位`, { next: '请写单位全称。' });
  if (unit !== undefined) {
    const within =
      roster.unitsOf(actor).some((own) => roster.isWithin(unit.id, own)) ||
      mayAssignTo(actor, unit.id, roster);
    return { do: 'reassign', unit: unit.id, holder: null, reason, within };
  }
  const person = personNamed(words === '' ? null : words, here);
  if (isRefusal(person)) {
    return refuse(`名册中没有单位或人员「${words.slice(0, 20)}」，或不止一个`, {
      next: '请写单位全称或姓名。',
    });
  }
  const own = person === null ? null : (roster.unitsOf(person)[0] ?? null);
  const within =
    own !== null &&
    (roster.unitsOf(actor).some((mine) => roster.isWithin(own, mine)) || mayAssignTo(actor, own, roster));
  return { do: 'reassign', unit: own, holder: person?.id ?? null, reason, within };
}

/** A button or a submitted form. */
export async function pressDeed(deed: TaskDeed, pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const task = await taskByNumber(pressed.args['task'], here, tools);
  if (isRefusal(task)) return task;
  const stale = staleness(pressed, deed, task);
  if (stale !== null) return stale;
  const intent = pressedIntent(deed, pressed, here);
  return isRefusal(intent) ? intent : actOnTask(task, intent, here, tools);
}

/** What was judged is not what stands there now; or a form was opened before something else happened. */
function staleness({ args }: Pressed, deed: TaskDeed, task: Task): Refusal | null {
  const judged = deed === 'verify' || deed === 'return' || deed === 'close';
  if (judged && args['seen'] !== undefined && args['seen'] !== String(task.reports.length)) {
    return refuse('这张卡片之后又有新的反馈', { next: `请发送「任务 ${task.number}」看过再处理。` });
  }
  if (args['version'] !== undefined && args['version'] !== String(task.version) && isOwed(task)) {
    return refuse('这张表单打开之后，任务已有新的变化', { next: `请重新发送「任务 ${task.number}」。` });
  }
  return null;
}

function pressedIntent(deed: TaskDeed, pressed: Pressed, here: KnownScene): TaskIntent | Refusal {
  const reason = maskPhonesIn(formText(pressed, 'reason') ?? '');
  const long = tooLong('理由', reason, REASON_MAX);
  if (long !== null) return long;
  switch (deed) {
    case 'accept':
    case 'verify':
    case 'close':
    case 'grant':
      return { do: deed };
    case 'return':
    case 'refuse':
    case 'withdraw':
      return { do: deed, reason };
    case 'report':
      return pressedReport(pressed);
    case 'ask': {
      const day = readDay(formText(pressed, 'dueOn') ?? '', here.today, { allowFuture: true });
      return day.ok ? { do: 'ask', dueOn: day.value, reason } : refuse(day.reason);
    }
    case 'reassign':
      return reassignTo(formText(pressed, 'to') ?? '', reason, here);
    case 'nudge':
      return refuse('催办请发送「催办 编号」');
  }
}

function pressedReport(pressed: Pressed): TaskIntent | Refusal {
  const typed = (formText(pressed, 'percent') ?? '100').normalize('NFKC').replace(/[%\s]/g, '');
  if (!/^\d{1,3}$/.test(typed))
    return refuse('完成比例要写 0 到 100 的整数', { next: '例如 60；办完了写 100。' });
  const text = formText(pressed, 'text') ?? '';
  const evidence = formText(pressed, 'evidence');
  const long = tooLong('办理情况', text, TEXT_MAX) ?? tooLong('佐证', evidence, EVIDENCE_MAX);
  if (long !== null) return long;
  return {
    do: 'report',
    percent: Number(typed),
    text: maskPhonesIn(text),
    evidence: evidence === null ? null : maskPhonesIn(evidence),
  };
}
