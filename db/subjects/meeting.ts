/** 会议: one row a meeting, its agenda within it. */
import { evolveMeeting } from '../../src/domain/meeting/meeting.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const meetingBooks = keep({
  kind: 'meeting',
  tables: ['meeting'],
  idOf: (meeting) => meeting.number,
  start: () => null,
  evolve: evolveMeeting,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.meeting, t.meeting.number, after)),
});
