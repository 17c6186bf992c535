/**
 * Evidence 佐证: one file or picture somebody sent, from its arrival to the day it proves something.
 *
 * Invariants
 *  1. Its bytes are kept once received and never change: `hash` is their SHA-256.
 *  2. It belongs to at most one lead; once a submission that waits or was verified uses it, it stays there.
 *  3. What was refused or dropped proves nothing and is never attached.
 *
 *     received ──> fetching ──downloaded──> stored ──attached──> of a lead ──submitted──> used
 *                     │                        └─ dropped (by its sender, while unused)
 *                     └─ refused (too big, of another kind, gone): its sender is told
 */
import { refuse } from './decision.ts';
import { type FileType, isFileType } from './evidence-type.ts';
import type { Decided } from './lead/decide.ts';
import type { Lead } from './lead/lead.ts';

export type EvidenceState = 'fetching' | 'stored' | 'refused' | 'dropped';

export interface Evidence {
  readonly id: string;
  readonly version: number;
  /** Where the platform keeps it, until it is ours. */
  readonly messageId: string;
  readonly fileKey: string;
  readonly kind: 'file' | 'image';
  /** As it was sent, phones masked. */
  readonly name: string;
  readonly sender: string;
  readonly receivedAt: number;
  readonly lead: string | null;
  readonly state: EvidenceState;
  /** Why it was refused, in Chinese. */
  readonly why: string | null;
  /** SHA-256, hex. */
  readonly hash: string | null;
  readonly fileType: FileType | null;
  readonly bytes: number | null;
  readonly storedAt: number | null;
}

export type EvidenceFact =
  | {
      readonly type: 'evidence.received';
      readonly id: string;
      readonly messageId: string;
      readonly fileKey: string;
      readonly kind: 'file' | 'image';
      readonly name: string;
      readonly sender: string;
      readonly lead: string | null;
    }
  | { readonly type: 'evidence.attached'; readonly lead: string }
  | {
      readonly type: 'evidence.stored';
      readonly hash: string;
      readonly fileType: FileType;
      readonly bytes: number;
    }
  | { readonly type: 'evidence.refused'; readonly why: string }
  | { readonly type: 'evidence.dropped' };

/** The largest file taken as evidence, bytes. 系统默认; the platform itself gives up to 100 MB. */
export const EVIDENCE_BYTES_MAX = 20 * 1024 * 1024;

export const evidenceStream = (id: string): string => `evidence/${id}`;

export function evolveEvidence(evidence: Evidence | null, fact: EvidenceFact, at: number): Evidence {
  if (evidence === null) {
    if (fact.type !== 'evidence.received')
      throw new Error(`evidence starts with its arrival, not ${fact.type}`);
    const { type: _type, ...arrived } = fact;
    return {
      ...arrived,
      version: 1,
      receivedAt: at,
      state: 'fetching',
      why: null,
      hash: null,
      fileType: null,
      bytes: null,
      storedAt: null,
    };
  }
  const next = { ...evidence, version: evidence.version + 1 };
  switch (fact.type) {
    case 'evidence.received':
      throw new Error(`${evidence.id} has arrived already`);
    case 'evidence.attached':
      return { ...next, lead: fact.lead };
    case 'evidence.stored':
      return {
        ...next,
        state: 'stored',
        hash: fact.hash,
        fileType: fact.fileType,
        bytes: fact.bytes,
        storedAt: at,
      };
    case 'evidence.refused':
      return { ...next, state: 'refused', why: fact.why };
    case 'evidence.dropped':
      return { ...next, state: 'dropped' };
  }
}

/** The submission that holds this file: one that waits or was verified. */
export const usedBy = (lead: Lead, id: string) =>
  lead.stages.find(
    (event) =>
      (event.state === 'submitted' || event.state === 'verified') && (event.details.files ?? []).includes(id),
  ) ?? null;

/** Files of a lead that the next submission takes along. */
export const unusedOf = (lead: Lead, files: readonly Evidence[]): readonly Evidence[] =>
  files.filter((file) => isUsable(file) && usedBy(lead, file.id) === null);

/** Received, or still on its way. */
export const isUsable = (file: Evidence): boolean => file.state === 'stored' || file.state === 'fetching';

/**
 * 归到线索: `from` is the lead it was put to before, so that a file in use stays where it proves something.
 */
export function decideAttach(
  file: Evidence,
  lead: Lead,
  from: Lead | null,
  by: string,
): Decided<EvidenceFact> {
  if (file.sender !== by) return refuse('这个文件是别人发的，只有发送人能归到线索');
  if (file.state === 'refused')
    return refuse(`「${file.name}」没有收下：${file.why ?? ''}`, { next: '请重新发送文件。' });
  if (file.state === 'dropped')
    return refuse(`「${file.name}」已经不要了`, { next: '需要的话请重新发送文件。' });
  if (file.lead === lead.number)
    return refuse(`「${file.name}」已经归到 ${lead.projectNumber ?? lead.number}`);
  if (from !== null && usedBy(from, file.id) !== null) {
    return refuse(`「${file.name}」已作为 ${from.projectNumber ?? from.number} 的佐证提交`, {
      next: '要用在别处请重新发送文件。',
    });
  }
  return { facts: [{ type: 'evidence.attached', lead: lead.number }] };
}

/** 不要了. */
export function decideDrop(file: Evidence, lead: Lead | null, by: string): Decided<EvidenceFact> {
  if (file.sender !== by) return refuse('这个文件是别人发的，只有发送人能撤回');
  if (file.state === 'dropped') return refuse(`「${file.name}」已经不要了`);
  if (lead !== null && usedBy(lead, file.id) !== null)
    return refuse(`「${file.name}」已作为佐证提交，不能撤回`, { next: '请先撤销这次推进。' });
  return { facts: [{ type: 'evidence.dropped' }] };
}

/** Narrowed from the database. */
export const fileTypeOf = (word: string | null): FileType | null =>
  word !== null && isFileType(word) ? word : null;
