/**
 * 评奖 (金牌顾问、金线索奖: SM 三(四)20): candidates are read from the points ledger; what a named person decided about one is a fact.
 * One decision a year, title and candidate, and it stands.
 */
import { type Refusal, refuse } from './decision.ts';
import type { PointsHolder } from './points/points.ts';

export interface Award {
  /** `2026.SM-D8a.consultant.abc`. */
  readonly id: string;
  readonly version: number;
  readonly year: string;
  readonly rule: string;
  readonly title: string;
  readonly clause: string;
  readonly to: PointsHolder;
  /** What the candidate's ledger held when it was decided. */
  readonly units: number;
  readonly decision: 'confirmed' | 'dropped';
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number;
}

export type AwardFact = { readonly type: 'award.decided' } & Omit<
  Award,
  'version' | 'decidedBy' | 'decidedAt'
>;

export const awardId = (year: string, rule: string, to: PointsHolder): string =>
  [year, rule, to.kind, to.id].join('.');

/** The award after its one fact. */
export function evolveAward(award: Award | null, fact: AwardFact, at: number, actor: string | null): Award {
  if (award !== null) throw new Error(`${award.id} is decided already`);
  const { type: _type, ...rest } = fact;
  return { ...rest, version: 1, decidedBy: actor, decidedAt: at };
}

/** 确认 or 不评. */
export function decideAward(
  before: Award | null,
  wanted: Omit<AwardFact, 'type' | 'id'>,
  sayPerson: (id: string) => string,
): { readonly facts: readonly AwardFact[] } | Refusal {
  if (before !== null) {
    const what = before.decision === 'confirmed' ? '确认' : '决定不评';
    return refuse(`这一项已由${sayPerson(before.decidedBy ?? '')}${what}`);
  }
  if (wanted.decision === 'dropped' && wanted.reason === null) return refuse('不评要写明理由');
  return { facts: [{ type: 'award.decided', id: awardId(wanted.year, wanted.rule, wanted.to), ...wanted }] };
}
