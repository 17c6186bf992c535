/**
 * The facts of an item and of what hangs on it, told to one viewer 留痕: a lead with its reports, pledges, points, files,
 * disputes, yearly checks, tasks, transfers and whatever was merged into it. Left out: finding the item
 * (`history-find.ts`), and 处理建议, which are told where they are decided.
 */
import type { Tools } from '../../../src/command.ts';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import { activitySight } from '../../../src/domain/activity/sight.ts';
import { depthOf, readsDispute } from '../../../src/domain/history/sight.ts';
import {
  type BookedFact,
  type Depth,
  seenAs,
  type ToldEntry,
  tellFacts,
} from '../../../src/domain/history/tell.ts';
import { historyWords } from '../../../src/domain/history/words.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import type { Person, Roster } from '../../../src/domain/roster.ts';
import { seesTask } from '../../../src/domain/task/standing.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import type { Handover } from '../../../src/domain/transfer/handover.ts';
import { seesTransfer } from '../../../src/domain/transfer/parties.ts';
import type { Transfer } from '../../../src/domain/transfer/transfer.ts';

/** What a history is asked of. */
export type Item =
  | { readonly kind: 'lead'; readonly lead: Lead }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'transfer'; readonly transfer: Transfer }
  | { readonly kind: 'handover'; readonly handover: Handover }
  | { readonly kind: 'activity'; readonly activity: Activity };

/** Who looks; `null` is the operator at the machine itself. */
export interface HistoryScene {
  readonly viewer: Person | null;
  readonly roster: Roster;
  readonly pack: Pack;
}

type Reads = Pick<Tools, 'store'>;

/** A stream and how much of it this viewer is told. */
type Streams = ReadonlyMap<string, Depth>;

export interface History {
  readonly number: string;
  readonly title: string;
  /** Oldest first. */
  readonly entries: readonly (ToldEntry & Pick<BookedFact, 'stream' | 'seq' | 'type' | 'actor'>)[];
}

/** The item's number as people quote it: the key of buttons. */
export function numberOf(item: Item): string {
  switch (item.kind) {
    case 'lead':
      return item.lead.number;
    case 'task':
      return item.task.number;
    case 'transfer':
      return item.transfer.number;
    case 'handover':
      return item.handover.id;
    case 'activity':
      return item.activity.number;
  }
}

export async function historyOf(item: Item, scene: HistoryScene, tools: Reads): Promise<History> {
  const streams = await streamsOf(item, scene, tools);
  const [facts, former] = await Promise.all([
    tools.store.factsOfStreams([...streams.keys()]),
    tools.store.formerPeople(),
  ]);
  const words = historyWords(scene.pack, scene.roster, former);
  const entries = tellFacts(facts, numberOf(item), words).flatMap((entry) => {
    const told = seenAs(entry, streams.get(entry.stream) ?? 'outline');
    const { stream, seq, type, actor } = entry;
    return told === null ? [] : [{ ...told, stream, seq, type, actor }];
  });
  return { ...headOf(item), entries };
}

function headOf(item: Item): Pick<History, 'number' | 'title'> {
  switch (item.kind) {
    case 'lead':
      return { number: currentNumber(item.lead), title: titleOf(item.lead) };
    case 'task':
      return { number: item.task.number, title: item.task.title };
    case 'transfer':
      return { number: item.transfer.number, title: `流转 ${item.transfer.lead}` };
    case 'handover':
      return { number: item.handover.id, title: '交接' };
    case 'activity':
      return { number: item.activity.number, title: `活动 ${item.activity.on}` };
  }
}

async function streamsOf(item: Item, scene: HistoryScene, tools: Reads): Promise<Streams> {
  if (item.kind === 'lead') return leadStreams(item.lead, scene, tools);
  if (item.kind === 'activity') {
    const { viewer, roster } = scene;
    const depth = viewer === null ? 'full' : activitySight(viewer, item.activity, roster);
    return new Map([[`activity/${item.activity.number}`, depth]]);
  }
  return new Map([[`${item.kind}/${numberOf(item)}`, 'full']]);
}

/** Streams that are the lead's own, by its number. */
const OWN_STREAMS = ['lead', 'progress', 'pledge', 'points', 'responsibility'] as const;

async function leadStreams(lead: Lead, scene: HistoryScene, tools: Reads): Promise<Streams> {
  const { viewer, roster } = scene;
  const depth: Depth = viewer === null ? 'full' : (depthOf(viewer, lead, roster) ?? 'outline');
  const numbers = [lead.number, ...lead.holding.absorbed];
  const streams = new Map<string, Depth>();
  for (const number of numbers) {
    for (const kind of OWN_STREAMS) streams.set(`${kind}/${number}`, depth);
    const [checks, disputes, files, tasks, transfers] = await Promise.all([
      tools.store.streamsUnder('rolling', number),
      tools.store.disputesOf(number),
      depth === 'full' ? tools.store.evidenceOf(number) : [],
      tools.store.tasksOn(number),
      tools.store.transfersOf(number),
    ]);
    for (const stream of checks) streams.set(stream, depth);
    for (const one of disputes) {
      if (viewer === null || readsDispute(viewer, one, depth, roster))
        streams.set(`dispute/${one.id}`, 'full');
    }
    for (const file of files) streams.set(`evidence/${file.id}`, depth);
    for (const task of tasks) {
      if (viewer === null || seesTask(task, viewer, roster)) streams.set(`task/${task.number}`, 'full');
    }
    for (const transfer of transfers) {
      if (viewer === null || seesTransfer(viewer, transfer, roster))
        streams.set(`transfer/${transfer.number}`, 'full');
    }
  }
  return streams;
}
