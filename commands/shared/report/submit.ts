/** 提交, 本月无变化, 清空草稿 and 取消 on a 月报 form: what is recorded, or the refusal with what was typed kept. */
import { stillReasonCard } from '../../../src/cards/report/still.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse, sayRefusal } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { sayMonth } from '../../../src/domain/month.ts';
import type { ProgressFact } from '../../../src/domain/progress.ts';
import { isReturned } from '../../../src/domain/progress-check/check.ts';
import { wasUnchanged } from '../../../src/domain/progress-unchanged.ts';
import type { Draft, Outcome } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import { leadByNumber } from '../find.ts';
import { decide, decideStill, doneCard, readReport, tallyAfter } from './filing.ts';
import { forget, keep, keptDraft, keptId } from './kept.ts';
import { openForm, type ReportPayload, type Situation, situationOf } from './open.ts';

/** Runs it with the draft of the pressed form, when it is open and the presser's own. */
export async function withDraft(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  then: (draft: Draft) => Result,
): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  const again = { next: '请重新发送「月报」。' };
  if (draft === null || draft.kind !== 'report') return refuse('这张月报表已失效', again);
  if (draft.owner !== here.actor.id) {
    return refuse(`这张月报表是发给${here.roster.personName(draft.owner)}的`, {
      next: '请您自己发送「月报」打开一张。',
    });
  }
  if (draft.state === 'done') {
    return refuse(`这张月报表已经提交过${draft.result === null ? '' : `（${draft.result}）`}`, {
      next: '要修改请再发送「月报 编号」。',
    });
  }
  if (draft.state === 'cancelled') return refuse('这张月报表已取消', again);
  return then(draft);
}

interface Opened {
  readonly lead: Lead;
  readonly situation: Situation;
  readonly payload: ReportPayload;
  readonly kept: Draft | null;
  readonly keptAs: string;
}

async function openedBy(draft: Draft, here: KnownScene, tools: Tools): Promise<Opened | Refusal> {
  const payload = draft.payload as ReportPayload;
  const lead = await leadByNumber(payload.lead, here, tools);
  if (lead === null) return notFound('这个项目');
  const situation = await situationOf(lead, payload.month, here, tools);
  if (isRefusal(situation)) return situation;
  const keptAs = keptId(here.actor.id, payload.lead, payload.month);
  return { lead, situation, payload, keptAs, kept: await keptDraft(keptAs, tools) };
}

/** Somebody filed, or the bulletin came out, while the form lay open. */
function overtaken({ lead, situation, payload }: Opened, here: KnownScene): Refusal | null {
  const { month } = payload;
  const number = currentNumber(lead);
  const next = `您填的内容已存为草稿；请发送「月报 ${number} ${month}」打开新表再提交。`;
  if (situation.published && !payload.published) {
    return refuse(`${sayMonth(month)}战报刚刚签发，再报属于更正，将计入下一期`, { next });
  }
  if (situation.reportVersion === payload.reportVersion) return null;
  const standing = situation.progress.reports.find((one) => one.month === month);
  const who = standing === undefined ? '有人' : here.roster.personName(standing.reporter);
  return refuse(`打开这张表以后，${who}改动了${number}的${sayMonth(month)}月报`, { next });
}

/** The refusal as a toast; what was typed is kept for the next opening. */
function refusedKeeping(refusal: Refusal, opened: Opened, pressed: Pressed, here: KnownScene): Outcome {
  return {
    changes: keep(opened.keptAs, opened.kept, pressed, here),
    answer: { toast: { tone: 'warning', text: sayRefusal(refusal) } },
    notices: [],
  };
}

export async function submit(pressed: Pressed, draft: Draft, here: KnownScene, tools: Tools): Result {
  const opened = await openedBy(draft, here, tools);
  if (isRefusal(opened)) return opened;
  const { lead, situation } = opened;
  const { progress, filing } = situation;
  const refusal = overtaken(opened, here);
  if (refusal !== null) return refusedKeeping(refusal, opened, pressed, here);
  const intent = readReport(pressed, lead, progress, filing, here.pack);
  if (isRefusal(intent)) return refusedKeeping(intent, opened, pressed, here);
  const decision = decide(progress, intent, here.pack);
  if (isRefusal(decision)) return refusedKeeping(decision, opened, pressed, here);
  return filed(draft, opened, decision.facts, here, tools);
}

/** 本月无变化 on the form: at once, or asked why first. */
export async function unchanged(draft: Draft, here: KnownScene, tools: Tools): Result {
  const opened = await openedBy(draft, here, tools);
  if (isRefusal(opened)) return opened;
  const refusal = overtaken(opened, here);
  if (refusal !== null) return refusal;
  const { lead, situation } = opened;
  const { progress, filing } = situation;
  if (filing.correction || wasUnchanged(progress, filing.month)) {
    const item = { lead: lead.number, number: currentNumber(lead), title: titleOf(lead) };
    const card = stillReasonCard({ item, month: filing.month, correction: filing.correction });
    return { changes: [], answer: { card, about: lead.number }, notices: [] };
  }
  const decision = decideStill(lead, progress, filing, null, here.pack);
  return isRefusal(decision) ? decision : filed(draft, opened, decision.facts, here, tools);
}

async function filed(
  draft: Draft,
  { lead, situation, payload, kept }: Opened,
  facts: readonly ProgressFact[],
  here: KnownScene,
  tools: Tools,
): Promise<Outcome> {
  const { progress, filing } = situation;
  const standing = progress.reports.find((one) => one.month === payload.month);
  const wasReported = standing !== undefined && !isReturned(standing);
  const tally = await tallyAfter(lead, payload.month, wasReported, here, tools);
  const result = `${currentNumber(lead)} ${sayMonth(payload.month)}`;
  const done: Draft = { ...draft, version: draft.version + 1, state: 'done', result };
  return {
    changes: [
      { subject: 'progress', before: progress, facts },
      { subject: 'draft', draft: done },
      ...forget(kept),
    ],
    answer: {
      card: doneCard(lead, progress, facts, filing, tally, here, tools),
      toast: { tone: 'success', text: `${result}月报已提交。` },
      about: lead.number,
    },
    notices: [],
  };
}

/** 带出草稿 and 清空草稿: the form again, with what was typed before or as it stands in the books. */
export async function reopen(draft: Draft, kept: 'shown' | 'gone', here: KnownScene, tools: Tools): Result {
  const opened = await openedBy(draft, here, tools);
  if (isRefusal(opened)) return opened;
  const fresh = await openForm(opened.lead, opened.payload.month, here, tools, { kept });
  if (isRefusal(fresh)) return fresh;
  const gone: Draft = { ...draft, version: draft.version + 1, state: 'cancelled' };
  const forgotten = kept === 'gone' ? forget(opened.kept) : [];
  return { ...fresh, changes: [...fresh.changes, ...forgotten, { subject: 'draft', draft: gone }] };
}

export function cancel(draft: Draft): Outcome {
  const { lead, month } = draft.payload as ReportPayload;
  const text = `${lead} ${sayMonth(month)}月报没有提交。需要时再发送「月报 ${lead} ${month}」。`;
  return {
    changes: [{ subject: 'draft', draft: { ...draft, version: draft.version + 1, state: 'cancelled' } }],
    answer: {
      card: { title: '已取消月报', tone: 'closed', body: [{ el: 'text', text }] },
      toast: { tone: 'info', text: '已取消，没有保存。' },
    },
    notices: [],
  };
}
