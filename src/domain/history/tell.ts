/**
 * 留痕: every fact of an item as a readable Chinese sentence, oldest first: when, who, what, why, evidence, clause.
 *
 *  1. Pure over facts: nothing is read from state, so that what is told is what was recorded.
 *  2. Exhaustive: the table below has a line for each subject, and each line's switch one for each of its facts; a new
 *     one does not compile until it has its sentence.
 *  3. No personal data: facts hold none, and a sealed contact is never opened here.
 *
 * Left out: which streams belong to an item (the caller reads them) and who may look (`sight.ts`).
 */
import type { Subjects } from '../subjects.ts';
import { tellActivity } from './activity.ts';
import { tellDispute } from './dispute.ts';
import { tellEvidence } from './evidence.ts';
import { tellFiling, tellHurry } from './filing.ts';
import { tellLead } from './lead.ts';
import { tellObjection } from './objection.ts';
import { tellPaper } from './paper.ts';
import { tellPledge } from './pledge.ts';
import { tellAward, tellPoints } from './points.ts';
import { tellProgress } from './progress.ts';
import { tellBinding, tellPublication } from './publication.ts';
import { tellEntry } from './registry.ts';
import { tellResponsibility } from './responsibility.ts';
import { tellMeeting, tellProposal, tellRolling } from './review.ts';
import type { Around, Said, Tell } from './said.ts';
import { tellSetting } from './setting.ts';
import { tellTask } from './task.ts';
import { tellHandover, tellTransfer } from './transfer.ts';
import { type HistoryWords, sayInstant } from './words.ts';
import { tellWorkbook } from './workbook.ts';

export const TELLERS: { readonly [K in keyof Subjects]: Tell<Subjects[K]['fact']> } = {
  lead: tellLead,
  activity: tellActivity,
  progress: tellProgress,
  publication: tellPublication,
  paper: tellPaper,
  objection: tellObjection,
  dispute: tellDispute,
  points: tellPoints,
  award: tellAward,
  evidence: tellEvidence,
  workbook: tellWorkbook,
  pledge: tellPledge,
  binding: tellBinding,
  transfer: tellTransfer,
  handover: tellHandover,
  task: tellTask,
  responsibility: tellResponsibility,
  entry: tellEntry,
  filing: tellFiling,
  hurry: tellHurry,
  rolling: tellRolling,
  meeting: tellMeeting,
  proposal: tellProposal,
  setting: tellSetting,
};

/** A fact as the books have it. */
export interface BookedFact {
  /** `lead/XS-202611-0001`. */
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  /** UTC ms. */
  readonly at: number;
  readonly actor: string | null;
}

export interface HistoryEntry extends BookedFact {
  /** 周岚（大田县）, 系统. */
  readonly who: string;
  /** The same without a person's name. */
  readonly side: string;
  /** The item it belongs to, where that is another than the one asked for: a task, a transfer, a merged lead. */
  readonly about: string | null;
  readonly said: Said;
}

/** How much a viewer is told: see `said.ts`. */
export type Depth = 'full' | 'outline';

/** Kinds whose facts name their item when told beside another's. */
const NAMED: ReadonlySet<string> = new Set(['lead', 'progress', 'task', 'transfer', 'handover']);

/**
 * @param facts in the order they were recorded
 * @param focus the number asked for: its own facts do not repeat it
 */
export function tellFacts(
  facts: readonly BookedFact[],
  focus: string | null,
  words: HistoryWords,
): readonly HistoryEntry[] {
  const streams = new Map<string, unknown[]>();
  return facts.map((fact) => {
    const cut = fact.stream.indexOf('/');
    const [kind, id] = [fact.stream.slice(0, cut), fact.stream.slice(cut + 1)];
    const earlier = streams.get(fact.stream) ?? [];
    streams.set(fact.stream, earlier);
    const read = { ...(fact.data as object), type: fact.type };
    const said = tellOne(kind, read, { words, earlier, id, actor: fact.actor });
    earlier.push(read);
    return {
      ...fact,
      who: words.person(fact.actor),
      side: fact.actor === null ? '系统' : (words.unitOf(fact.actor) ?? '全市'),
      about: NAMED.has(kind) && id !== focus ? id : null,
      said,
    };
  });
}

/** The pairing of a stream's kind with its facts is the books', and trusted here. */
function tellOne(kind: string, fact: { readonly type: string }, around: Around<unknown>): Said {
  const teller = Object.hasOwn(TELLERS, kind) ? (TELLERS as Record<string, Tell<unknown>>)[kind] : undefined;
  return teller?.(fact, around) ?? { what: `记录了一项变化（${fact.type}）`, inner: true };
}

/** What this viewer is told of it, in parts; `null` when the whole sentence is not theirs. */
export interface ToldEntry {
  readonly at: number;
  readonly who: string;
  readonly about: string | null;
  readonly what: string;
  readonly details: readonly string[];
  readonly reason: string | null;
  readonly clause: string | null;
}

export function seenAs(entry: HistoryEntry, depth: Depth): ToldEntry | null {
  const { said, at, about } = entry;
  const full = depth === 'full';
  if (!full && said.inner === true) return null;
  const details = [...(said.details ?? []), ...(full ? (said.more ?? []) : [])];
  return {
    at,
    who: full ? entry.who : entry.side,
    about,
    what: said.what,
    details: details.filter((one): one is string => one !== null && one !== ''),
    reason: full ? (said.reason ?? null) : null,
    clause: said.clause ?? null,
  };
}

/** One line: `2026-11-10 09:32 周岚（大田县）推进到「签约」，送审（发生日期 2026-11-09，佐证 DT-31）。` */
export function sentence(told: ToldEntry, textMax = Number.POSITIVE_INFINITY): string {
  const cut = (text: string) =>
    (text.length > textMax ? `${text.slice(0, textMax)}…` : text).replace(/\s+/g, ' ');
  const about = told.about === null ? '' : `［${told.about}］`;
  const details = told.details.length === 0 ? '' : `（${told.details.map(cut).join('，')}）`;
  const reason = told.reason === null ? '' : `：${cut(told.reason)}`;
  const clause = told.clause === null ? '' : `（依据 ${told.clause}）`;
  return `${sayInstant(told.at)} ${told.who}${about}${told.what}${details}${reason}${clause}`;
}
