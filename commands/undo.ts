/**
 * 撤销: takes back one's own latest step, as a new fact; nothing is ever erased. Shown first, done on a button.
 * What somebody else has built on cannot be taken back this way: a verified stage, a published month.
 */
import { undoCard, undoneCard } from '../src/cards/undo.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { decideWithdrawLead, decideWithdrawStage, stepLabel } from '../src/domain/lead/decide.ts';
import { currentNumber, type Lead, leadStream, pendingStage, titleOf } from '../src/domain/lead/lead.ts';
import {
  decideWithdrawReport,
  evolveProgress,
  noProgress,
  type Progress,
  type ProgressFact,
  progressStream,
} from '../src/domain/progress.ts';
import { publicationId } from '../src/domain/publication.ts';
import { answerOnly, type Change } from '../src/outcome.ts';
import type { RecordedFact } from '../src/store.ts';
import { notFound } from './shared/chat.ts';
import { findByNumber, splitNumber } from './shared/find.ts';

const LOOKED_BACK_MAX = 60;

/** One step that can be taken back now: what it was, in words, and what taking it back changes. */
interface Step {
  readonly stream: string;
  readonly seq: number;
  readonly words: string;
  readonly title: string;
  readonly about: string;
  readonly change: Change;
}

export const undo = forPeople({
  id: 'undo',
  words: ['撤销', '撤回'],
  summary: '撤销自己最近一次登记、推进或月报',
  example: '撤销 XS-202611-0001',
  who: ['reporter', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const { number } = splitNumber(text);
    const step = await latestStep(number, here, tools);
    if (isRefusal(step)) return step;
    const card = undoCard({ words: step.words, title: step.title, stream: step.stream, seq: step.seq });
    return answerOnly({ card, about: step.about });
  },

  press: {
    confirm,
    keep: async () =>
      answerOnly({
        card: { title: '没有撤销', tone: 'closed', body: [{ el: 'text', text: '内容保持不变。' }] },
        toast: { tone: 'info', text: '没有撤销。' },
      }),
  },
});

async function confirm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const { stream = '', seq = '' } = pressed.args;
  const fact = (await tools.store.facts(stream)).find((one) => String(one.seq) === seq);
  if (fact === undefined || fact.actor !== here.actor.id) return notFound('可以撤销的操作');
  const step = await stepOf(fact, here, tools);
  if (isRefusal(step)) return step;
  return {
    changes: [step.change],
    answer: {
      card: undoneCard({ words: step.words, title: step.title }),
      toast: { tone: 'success', text: '已撤销。' },
      about: step.about,
    },
    notices: [],
  };
}

/** The newest of one's own steps that can be taken back; on one lead when a number was given. */
async function latestStep(number: string | null, here: KnownScene, tools: Tools): Promise<Step | Refusal> {
  const facts = await tools.store.factsBy(here.actor.id, LOOKED_BACK_MAX);
  let wanted: ReadonlySet<string> | null = null;
  if (number !== null) {
    const found = await findByNumber(number, here, tools);
    if (found.length === 0) return notFound(`编号「${number}」`);
    wanted = new Set(found.flatMap((lead) => [leadStream(lead.number), progressStream(lead.number)]));
  }
  let why: Refusal | null = null;
  for (const fact of facts) {
    if (wanted !== null && !wanted.has(fact.stream)) continue;
    const step = await stepOf(fact, here, tools);
    if (!isRefusal(step)) return step;
    if (step.because !== NOT_A_STEP) why ??= step;
  }
  return (
    why ??
    refuse('没有可以撤销的操作', { next: '只能撤销自己做的、还没有审核通过或发布的登记、推进和月报。' })
  );
}

const NOT_A_STEP = '这一步不能撤销';

async function stepOf(fact: RecordedFact, here: KnownScene, tools: Tools): Promise<Step | Refusal> {
  const [kind, number] = fact.stream.split('/');
  if (number === undefined) return refuse(NOT_A_STEP);
  const lead = await tools.store.lead(number);
  if (lead === null) return refuse(NOT_A_STEP);
  if (kind === 'progress') return reportStep(fact, lead, tools);
  if (kind !== 'lead') return refuse(NOT_A_STEP);
  const step = { stream: fact.stream, seq: fact.seq, title: titleOf(lead), about: lead.number };
  if (fact.type === 'lead.registered') {
    const decided = decideWithdrawLead(lead);
    if (isRefusal(decided)) return decided;
    const words = `登记 ${lead.number}`;
    return { ...step, words, change: { subject: 'lead', before: lead, facts: decided.facts } };
  }
  if (fact.type !== 'lead.stage_submitted') return refuse(NOT_A_STEP);
  const { id, stage } = fact.data as { id: string; stage: string };
  if (pendingStage(lead)?.id !== id) return refuse(NOT_A_STEP);
  const decided = decideWithdrawStage(here.pack, lead, id);
  if (isRefusal(decided)) return decided;
  const words = `推进 ${currentNumber(lead)} 到「${stepLabel(here.pack, stage)}」`;
  return { ...step, words, change: { subject: 'lead', before: lead, facts: decided.facts } };
}

/** The last report of a month, put back to what stood before it. */
async function reportStep(fact: RecordedFact, lead: Lead, tools: Tools): Promise<Step | Refusal> {
  if (fact.type !== 'progress.reported') return refuse(NOT_A_STEP);
  const { month } = fact.data as { month: string };
  const facts = await tools.store.facts(fact.stream);
  const later = facts.some((one) => one.seq > fact.seq && (one.data as { month: string }).month === month);
  if (later) return refuse(NOT_A_STEP);
  const published = await tools.store.publication(publicationId('month', month));
  if (published?.state === 'published') {
    return refuse(`${month} 的战报已经签发，月报不能撤销`, {
      next: '请重新填月报更正，差额会列入下一期战报。',
    });
  }
  const before = replay(
    lead.number,
    facts.filter((one) => one.seq < fact.seq),
  );
  const now = await tools.store.progress(lead.number);
  const withdrawn = decideWithdrawReport(now, before, lead.unit, month);
  return {
    stream: fact.stream,
    seq: fact.seq,
    title: titleOf(lead),
    about: lead.number,
    words: `${currentNumber(lead)} ${month} 的月报`,
    change: { subject: 'progress', before: now, facts: [withdrawn] },
  };
}

function replay(lead: string, facts: readonly RecordedFact[]): Progress {
  return facts.reduce(
    (state, one) =>
      evolveProgress(state, { type: one.type, ...(one.data as object) } as ProgressFact, one.at, one.actor),
    noProgress(lead),
  );
}
