/** 通过 and 退回 of one report: recorded, the filer told of a return, and the list or the card as it then stands. */
import {
  figuresItemCard,
  figuresReturnedCard,
  figuresVerdictCard,
  REASON_MAX,
} from '../../../src/cards/figures/item.ts';
import { figuresQueueCard } from '../../../src/cards/figures/queue.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { mayVerify } from '../../../src/domain/access.ts';
import { isMonth, type Month } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse, sayRefusal } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { projectStages, sayMonth } from '../../../src/domain/month.ts';
import { decideCheck, type Verdict } from '../../../src/domain/progress-check/check.ts';
import { answerOnly, type Notice } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound, tooLong } from '../chat.ts';
import { sightHere } from '../find.ts';
import { itemOf, judge, queueView, rateOf } from './read.ts';

/** Where the button stood: a page of the list, or the report's own card. */
type From =
  | { readonly is: 'item' }
  | { readonly is: 'list'; readonly unit: string | null; readonly page: number };

export interface VerdictAsked {
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** What the card showed; `null`: typed. */
  readonly seen: string | null;
  readonly from: From;
}

/** A pressed 通过, 退回 or 退回…: whose report, for whom it is theirs to judge. */
async function pressedReport(
  { args }: Pressed,
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly lead: Lead; readonly month: Month; readonly from: From } | Refusal> {
  const month = args['month'] ?? '';
  if (!isMonth(month)) return refuse('这个按钮已经失效', { next: '请重新发送「待审 月报」。' });
  const lead = await tools.store.lead(args['lead'] ?? '');
  if (lead === null || sightHere(lead, here) === 'none') return notFound('这份月报');
  if (!mayVerify(here.actor, lead.unit, here.roster)) {
    return refuse(`您不是${here.roster.unitName(lead.unit)}的审核人，不能审核这份月报`, {
      next: '发送「待审 月报」查看等您审核的。',
    });
  }
  const unit = args['unit'] ?? '';
  const page = Number(args['page'] ?? 0) || 0;
  const from: From =
    args['from'] === 'list' ? { is: 'list', unit: unit === '' ? null : unit, page } : { is: 'item' };
  return { lead, month, from };
}

export async function pressVerdict(
  pressed: Pressed,
  verdict: Verdict,
  here: KnownScene,
  tools: Tools,
): Result {
  const read = await pressedReport(pressed, here, tools);
  if (isRefusal(read)) return read;
  const reason = verdict === 'returned' ? formText(pressed, 'reason') : null;
  const seen = pressed.args['stamp'] ?? '';
  return giveVerdict(read.lead, read.month, { verdict, reason, seen, from: read.from }, here, tools);
}

/** 退回…: the report's own card, with the form for the reason. */
export async function openFigures(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const read = await pressedReport(pressed, here, tools);
  if (isRefusal(read)) return read;
  const row = await tools.store.figuresOf(read.lead.number, read.month, projectStages(here.pack));
  if (row === null) return gone(read.lead, read.month);
  const card = figuresItemCard(
    itemOf({ row, judged: judge(row, here, await rateOf(row.report.month, tools)) }, here),
    null,
  );
  return answerOnly({ card, fresh: true, about: read.lead.number });
}

const gone = (lead: Lead, month: Month): Refusal =>
  refuse(`${currentNumber(lead)} ${sayMonth(month)}月报现在没有报送（可能已由填报人撤销）`, {
    next: '发送「待审 月报」看现在等您审核的。',
  });

export async function giveVerdict(
  lead: Lead,
  month: Month,
  { verdict, reason, seen, from }: VerdictAsked,
  here: KnownScene,
  tools: Tools,
): Result {
  const long = tooLong('理由', reason, REASON_MAX);
  if (long !== null) return long;
  const [progress, row] = await Promise.all([
    tools.store.progress(lead.number),
    tools.store.figuresOf(lead.number, month, projectStages(here.pack)),
  ]);
  if (row === null) return gone(lead, month);
  const said = reason === null ? null : maskPhonesIn(reason);
  const intent = { unit: lead.unit, month, verdict, seen, reason: said, by: here.actor.id };
  const decided = decideCheck(progress, intent, (id) => here.roster.personName(id));
  const item = itemOf({ row, judged: judge(row, here, await rateOf(row.report.month, tools)) }, here);
  if (isRefusal(decided)) {
    // A missing reason is put right on the card at hand; whatever else, the present state is shown with it.
    if (seen === null || item.stamp === seen) return decided;
    const text = `${item.number}：${sayRefusal(decided)}`;
    const toast = { tone: 'warning' as const, text };
    if (from.is === 'item') return answerOnly({ card: figuresItemCard(item, text), toast });
    const view = await queueView({ month, ...from, note: { text, isRefusal: true } }, here, tools);
    return isRefusal(view) ? decided : answerOnly({ card: figuresQueueCard(view), toast });
  }
  const passed = verdict === 'verified';
  const toast = { tone: 'success' as const, text: passed ? '已通过' : '已退回，已通知填报人' };
  const changes = [{ subject: 'progress' as const, before: progress, facts: decided.facts }];
  const notices = passed
    ? []
    : returnedNotices(lead, row.report.reporter, item, said ?? '', progress.version, here);
  if (from.is === 'item') {
    const card = figuresVerdictCard(item, { by: here.actor.name, passed, reason: said });
    return { changes, answer: { card, toast, about: lead.number }, notices };
  }
  const settled = { leads: new Set([lead.number]), passed: passed ? 1 : 0 };
  const note = { text: `${item.number} ${passed ? '已通过' : '已退回'}。`, isRefusal: false };
  const view = await queueView({ month, ...from, settled, note }, here, tools);
  if (isRefusal(view)) return view;
  return { changes, answer: { card: figuresQueueCard(view), toast }, notices };
}

/** One notice to whoever filed it; to whoever holds the project when they are gone. */
function returnedNotices(
  lead: Lead,
  reporter: string,
  item: Parameters<typeof figuresReturnedCard>[0],
  reason: string,
  version: number,
  here: KnownScene,
): readonly Notice[] {
  const { roster, actor } = here;
  const to = [reporter, lead.holder].map((id) => roster.person(id)).find((one) => one?.openId != null);
  if (to?.openId == null || to.id === actor.id) return [];
  return [
    {
      key: `figures-returned:${lead.number}:${item.month}:${version + 1}`,
      to: { kind: 'person', openId: to.openId },
      card: figuresReturnedCard(item, actor.name, reason),
      rank: 'notice',
      about: lead.number,
    },
  ];
}
