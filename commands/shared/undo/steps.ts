/** One's own steps that can be taken back now 撤销, newest first, with what each needs read. Decided in src/domain/undo. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { publicationId } from '../../../src/domain/publication.ts';
import { isLive } from '../../../src/domain/transfer/transfer.ts';
import { decideUndo } from '../../../src/domain/undo/undo.ts';
import {
  type Attached,
  NOT_A_STEP,
  NOTHING_ATTACHED,
  type Undoing,
  type UndoScene,
} from '../../../src/domain/undo/undoing.ts';
import type { RecordedFact } from '../../../src/store.ts';
import { activityMeant } from '../activity/find.ts';
import { notFound } from '../chat.ts';
import { findByNumber, splitNumber } from '../find.ts';
import { taskByWords } from '../task/find.ts';
import { transferMeant } from '../transfer/find.ts';

/** Facts of one's own looked through, and steps offered at once. */
const LOOKED_BACK_MAX = 60;
export const STEPS_MAX = 5;

export interface UndoStep extends Undoing {
  readonly stream: string;
  readonly seq: number;
  readonly at: number;
  readonly title: string;
  /** What a reply to the card is about. */
  readonly about: string;
}

/** Whether a stream is among those meant; `null`: all are. */
type Wanted = ((stream: string) => boolean) | null;

/** The streams a typed number means, or why it means none. */
export async function streamsMeant(text: string, here: KnownScene, tools: Tools): Promise<Wanted | Refusal> {
  const words = text.normalize('NFKC').trim();
  const bare = words.replace(/\s+/g, '').toUpperCase();
  if (bare.startsWith('RW')) {
    const task = await taskByWords(words, here, tools);
    return isRefusal(task) ? task : (stream) => stream === `task/${task.number}`;
  }
  if (bare.startsWith('LZ')) {
    const transfer = await transferMeant(words, here, tools);
    return isRefusal(transfer) ? transfer : (stream) => stream === `transfer/${transfer.number}`;
  }
  if (bare.startsWith('HD')) {
    const activity = await activityMeant(words, tools);
    return isRefusal(activity) ? activity : (stream) => stream === `activity/${activity.number}`;
  }
  if (bare.startsWith('JJ')) return (stream) => stream === `handover/${bare}`;
  const { number } = splitNumber(words);
  if (number === null) return null;
  const found = await findByNumber(number, here, tools);
  if (found.length === 0) return notFound(`编号「${number}」`);
  return (stream) => {
    const id = stream.slice(stream.indexOf('/') + 1);
    return found.some((lead) => id === lead.number || id.startsWith(`${lead.number}.`));
  };
}

/** Newest first, at most `limit`; without any, why the newest that might have been cannot be. */
export async function undoSteps(
  wanted: Wanted,
  limit: number,
  here: KnownScene,
  tools: Tools,
): Promise<readonly UndoStep[] | Refusal> {
  const facts = await tools.store.factsBy(here.actor.id, LOOKED_BACK_MAX);
  const steps: UndoStep[] = [];
  const read = streamReader(tools);
  let why: Refusal | null = null;
  for (const fact of facts) {
    if (steps.length >= limit) break;
    if (wanted !== null && !wanted(fact.stream)) continue;
    const step = await stepOf(fact, await read(fact.stream), here, tools);
    if (!isRefusal(step)) steps.push(step);
    else if (step.because !== NOT_A_STEP) why ??= step;
  }
  if (steps.length > 0) return steps;
  return (
    why ??
    refuse('没有可以撤销的操作', {
      next: '只能撤销自己做的、还没有审核通过、签收或发布的登记、推进、月报、认领、分派、交办和流转条款。',
    })
  );
}

/** The step a button carries: untrusted, and perhaps long since answered. */
export async function stepNamed(
  stream: string,
  seq: string,
  here: KnownScene,
  tools: Tools,
): Promise<UndoStep | Refusal> {
  const facts = await tools.store.facts(stream);
  const fact = facts.find((one) => String(one.seq) === seq);
  if (fact === undefined || fact.actor !== here.actor.id) return notFound('可以撤销的操作');
  const step = await stepOf(fact, facts, here, tools);
  if (!isRefusal(step) || step.because !== NOT_A_STEP) return step;
  return refuse('这一步不能撤销：已经撤销过，或之后又有新的记录', {
    next: '发送「撤销」看现在可以撤销的。',
  });
}

/** Each stream once: many of one's latest facts are of the same few. */
function streamReader(tools: Tools): (stream: string) => Promise<readonly RecordedFact[]> {
  const known = new Map<string, readonly RecordedFact[]>();
  return async (stream) => {
    const facts = known.get(stream) ?? (await tools.store.facts(stream));
    known.set(stream, facts);
    return facts;
  };
}

async function stepOf(
  fact: RecordedFact,
  facts: readonly RecordedFact[],
  here: KnownScene,
  tools: Tools,
): Promise<UndoStep | Refusal> {
  const { stream, seq, at } = fact;
  const number = leadNumberOf(fact, facts);
  const lead = number === null ? null : await tools.store.leadItself(number);
  const month = stream.startsWith('progress/') ? (fact.data as { readonly month: string }).month : null;
  const publication = month === null ? null : await tools.store.publication(publicationId('month', month));
  const attached =
    lead !== null && fact.type === 'lead.registered' ? await attachedTo(lead, tools) : NOTHING_ATTACHED;
  const { roster, pack, actor } = here;
  const scene: UndoScene = {
    pack,
    actor: actor.id,
    isPublished: (one) => one === month && publication?.state === 'published',
    attached,
    isHere: (person) => roster.person(person) !== null,
    unitName: (unit) => roster.unitName(unit),
    personName: (person) => roster.personName(person),
    numberOf: (one) => (lead !== null && one === lead.number ? currentNumber(lead) : one),
  };
  const undoing = decideUndo(facts, seq, scene);
  if (isRefusal(undoing)) return undoing;
  const id = stream.slice(stream.indexOf('/') + 1);
  const title = lead === null ? undoing.words : titleOf(lead);
  const about = /^(?:task|transfer)\//.test(stream) ? id : (lead?.number ?? id);
  return { ...undoing, stream, seq, at, title, about };
}

/** The lead a stream is about, by its name or its first fact. */
function leadNumberOf(fact: RecordedFact, facts: readonly RecordedFact[]): string | null {
  const [kind = '', id = ''] = fact.stream.split('/');
  if (['lead', 'progress', 'responsibility', 'pledge', 'points'].includes(kind)) return id;
  const first = facts[0]?.data as { readonly lead?: unknown } | undefined;
  return typeof first?.lead === 'string' ? first.lead : null;
}

async function attachedTo({ number }: Lead, tools: Tools): Promise<Attached> {
  const [progress, transfers, disputes] = await Promise.all([
    tools.store.progress(number),
    tools.store.transfersOf(number),
    tools.store.disputesOf(number),
  ]);
  return {
    reports: progress.reports.length,
    transfer: transfers.find(isLive)?.number ?? null,
    dispute: disputes.some((one) => one.state === 'open'),
  };
}
