/** 线索积分: a lead's ledger, one row a line, each written once. */
import {
  evolvePoints,
  noPoints,
  type Points,
  type PointsFact,
  type PointsLine,
} from '../../src/domain/points/points.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const pointsBooks = keep({
  kind: 'points',
  tables: ['points_line'],
  idOf: (points) => points.lead,
  start: noPoints,
  evolve: (state: Points | null, fact: PointsFact, at, actor) => {
    if (state === null) throw new Error('a ledger is empty before its first line, never absent');
    return evolvePoints(state, fact, at, actor);
  },
  rows: (before, steps) => {
    const after = steps.at(-1)?.after;
    if (after === undefined) return [];
    const lines = after.lines.slice(before?.lines.length ?? 0);
    return lines.map((line) => upsert(t.pointsLine, t.pointsLine.id, lineRow(after.lead, line)));
  },
});

function lineRow(lead: string, { to, ...line }: PointsLine) {
  return { ...line, lead, holderKind: to.kind, holder: to.id };
}
