/**
 * 线索积分: the ledger of one lead (SM 三(四)19). A line is a grant or the revocation of a grant; balances are sums of lines.
 *
 * Invariants
 *  1. A line is never changed: a grant that falls is answered by a line of the opposite sign naming it.
 *  2. With `oncePerLead`, an event has at most one live grant a lead and ledger (units, persons, referrers).
 *  3. The sum of a lead's lines is never negative, in whole and for every holder.
 *
 *     event ──> granted ──withdrawn / false report / invalid──> revoked ──event again──> granted …
 */

/** The ledgers: units, officers, and whoever introduced the lead. */
export type PointsHolderKind = 'unit' | 'person' | 'consultant' | 'intermediary';

export interface PointsHolder {
  readonly kind: PointsHolderKind;
  /** A unit's or person's roster id, or the id of a referrer's sealed row. */
  readonly id: string;
}

export interface PointsLine {
  /** `XS-202611-0001#3`: the lead and the line's place. */
  readonly id: string;
  readonly rule: string;
  readonly event: string;
  readonly label: string;
  readonly to: PointsHolder;
  /** Ten-thousandths of a point; negative when it takes back. */
  readonly units: number;
  readonly at: number;
  readonly by: string | null;
  /** What it rests on: a stage's submission, a visit; or why it was taken back. */
  readonly evidence: string | null;
  readonly clause: string;
  /** The grant this line takes back. */
  readonly revokes: string | null;
}

export interface Points {
  readonly lead: string;
  readonly version: number;
  readonly lines: readonly PointsLine[];
}

export type PointsFact =
  | {
      readonly type: 'points.granted';
      readonly id: string;
      readonly rule: string;
      readonly event: string;
      readonly label: string;
      readonly to: PointsHolder;
      readonly units: number;
      readonly evidence: string | null;
      readonly clause: string;
    }
  | { readonly type: 'points.revoked'; readonly id: string; readonly grant: string; readonly reason: string };

/** Units of a ledger in one point. */
export const POINT_UNITS = 10_000;

export const noPoints = (lead: string): Points => ({ lead, version: 0, lines: [] });

/** The grants that were not taken back. */
export function liveGrants(points: Points): readonly PointsLine[] {
  const revoked = new Set(points.lines.map((line) => line.revokes));
  return points.lines.filter((line) => line.revokes === null && !revoked.has(line.id));
}

/** The ledger after one more fact. */
export function evolvePoints(points: Points, fact: PointsFact, at: number, actor: string | null): Points {
  const version = points.version + 1;
  if (fact.type === 'points.granted') {
    const { type: _type, ...grant } = fact;
    return { ...points, version, lines: [...points.lines, { ...grant, at, by: actor, revokes: null }] };
  }
  const grant = liveGrants(points).find((line) => line.id === fact.grant);
  if (grant === undefined) throw new Error(`${fact.grant} is no live grant of ${points.lead}`);
  const line: PointsLine = {
    ...grant,
    id: fact.id,
    units: -grant.units,
    at,
    by: actor,
    evidence: fact.reason,
    revokes: grant.id,
  };
  return { ...points, version, lines: [...points.lines, line] };
}

/** A sum of lines as people read it: `30`, `2.5`. */
export function printPoints(units: number): string {
  const text = (Math.abs(units) / POINT_UNITS).toFixed(4).replace(/\.?0+$/, '');
  return units < 0 ? `-${text}` : text;
}
