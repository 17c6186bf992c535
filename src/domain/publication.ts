/**
 * A publication 战报/通报: what leaders receive, frozen. Two people stand behind every published number.
 *
 *     drafted ──审核 (office)──> checked ──签发 (somebody else: office, leader, admin)──> published   final
 *        ^                          │
 *        └────────退回 (reason)──────┘          corrections go into the next period's bulletin
 *
 * Invariants
 *  1. `body` never changes once checked; its hash is what both signatures refer to.
 *  2. Who checked cannot approve.
 *  3. A published one is final: no fact can follow.
 */
import { type Refusal, refuse } from './decision.ts';
import type { PeriodKind } from './period.ts';

export interface Publication {
  /** `month:2026-10`, `quarter:2026-Q3`, `year:2026`. */
  readonly id: string;
  readonly version: number;
  readonly kind: PeriodKind;
  readonly period: string;
  readonly state: 'draft' | 'checked' | 'published';
  /** Canonical JSON of the figures, as composed. */
  readonly body: string;
  /** SHA-256 of `body`, hex. */
  readonly hash: string;
  readonly draftedAt: number;
  readonly draftedBy: string | null;
  readonly checkedAt: number | null;
  readonly checkedBy: string | null;
  readonly approvedAt: number | null;
  readonly approvedBy: string | null;
  readonly returnedReason: string | null;
}

export type PublicationFact =
  | {
      readonly type: 'publication.drafted';
      readonly id: string;
      readonly kind: Publication['kind'];
      readonly period: string;
      readonly body: string;
      readonly hash: string;
    }
  | { readonly type: 'publication.checked'; readonly hash: string }
  | { readonly type: 'publication.returned'; readonly reason: string }
  | { readonly type: 'publication.published'; readonly hash: string };

export const publicationStream = (id: string): string => `publication/${id}`;
export const publicationId = (kind: Publication['kind'], period: string): string => `${kind}:${period}`;

export function evolvePublication(
  publication: Publication | null,
  fact: PublicationFact,
  at: number,
  actor: string | null,
): Publication {
  if (fact.type === 'publication.drafted') {
    return {
      id: fact.id,
      version: (publication?.version ?? 0) + 1,
      kind: fact.kind,
      period: fact.period,
      state: 'draft',
      body: fact.body,
      hash: fact.hash,
      draftedAt: at,
      draftedBy: actor,
      checkedAt: null,
      checkedBy: null,
      approvedAt: null,
      approvedBy: null,
      returnedReason: null,
    };
  }
  if (publication === null) throw new Error(`a publication starts with its draft, not ${fact.type}`);
  const next = { ...publication, version: publication.version + 1 };
  switch (fact.type) {
    case 'publication.checked':
      return { ...next, state: 'checked', checkedAt: at, checkedBy: actor, returnedReason: null };
    case 'publication.returned':
      return { ...next, state: 'draft', checkedAt: null, checkedBy: null, returnedReason: fact.reason };
    case 'publication.published':
      return { ...next, state: 'published', approvedAt: at, approvedBy: actor };
  }
}

export type PublicationIntent =
  | { readonly do: 'check'; readonly hash: string; readonly by: string }
  | { readonly do: 'approve'; readonly hash: string; readonly by: string }
  | { readonly do: 'return'; readonly reason: string };

const REDO = '请重新输入「战报」查看最新的一份。';

/** May this be done to it now? Roles are checked before, in `access.ts`. */
export function decidePublication(
  publication: Publication,
  intent: PublicationIntent,
): { facts: readonly PublicationFact[] } | Refusal {
  if (publication.state === 'published') {
    return refuse('这一期已经签发，内容不再改动', { next: '更正请放到下一期。' });
  }
  if (intent.do === 'return') {
    if (intent.reason.trim() === '') return refuse('退回要写明理由', { next: '请填「理由」后再按退回。' });
    if (publication.state === 'draft' && publication.returnedReason === intent.reason.trim())
      return refuse('这一期已经退回', { next: '请等重新拟稿、审核后再签发。' });
    return { facts: [{ type: 'publication.returned', reason: intent.reason.trim() }] };
  }
  if (intent.hash !== publication.hash) return refuse('这张卡片上的数字已不是最新', { next: REDO });
  if (intent.do === 'check') {
    if (publication.state === 'checked') return refuse('这一期已经审核过，正在等待签发');
    return { facts: [{ type: 'publication.checked', hash: publication.hash }] };
  }
  if (publication.state !== 'checked') return refuse('这一期还没有审核，不能签发', { next: REDO });
  if (publication.checkedBy === intent.by) {
    return refuse('审核和签发须是两个人', { next: '请由另一位办公室人员或领导签发。' });
  }
  return { facts: [{ type: 'publication.published', hash: publication.hash }] };
}
