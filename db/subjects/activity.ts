/** 招商活动: its row, and a row for each firm met. */
import { type Activity, evolveActivity } from '../../src/domain/activity/activity.ts';
import { enterpriseKey } from '../../src/domain/activity/decide.ts';
import type { Statement } from '../../src/ports.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

// One statement for all of them: an activity may meet fifty firms.
const MET_SQL =
  'INSERT INTO activity_enterprise (activity, `key`, lead) ' +
  "SELECT ?, json_extract(value, '$.key'), json_extract(value, '$.lead') FROM json_each(?) WHERE true " +
  'ON CONFLICT DO NOTHING';

export const activityBooks = keep({
  kind: 'activity',
  tables: ['activity', 'activity_enterprise'],
  idOf: (activity) => activity.number,
  start: () => null,
  evolve: evolveActivity,
  rows: (before, steps) =>
    steps
      .slice(-1)
      .flatMap(({ after }) => [
        upsert(t.activity, t.activity.number, after),
        ...(before !== null && before.enterprises === after.enterprises ? [] : metRows(before, after)),
      ]),
});

const metRows = (before: Activity | null, { number, enterprises }: Activity): readonly Statement[] => [
  ...(before === null
    ? []
    : [{ sql: 'DELETE FROM activity_enterprise WHERE activity = ?', binds: [number] }]),
  {
    sql: MET_SQL,
    binds: [
      number,
      JSON.stringify(enterprises.map(({ name, lead }) => ({ key: enterpriseKey(name), lead }))),
    ],
  },
];
