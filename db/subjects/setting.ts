/** 设定: one row a value. */
import { evolveSetting } from '../../src/domain/setting/setting.ts';
import * as t from '../schema.ts';
import { keep } from '../subject.ts';
import { upsert } from '../upsert.ts';

export const settingBooks = keep({
  kind: 'setting',
  tables: ['setting'],
  idOf: (setting) => setting.id,
  start: () => null,
  evolve: evolveSetting,
  rows: (_before, steps) => steps.slice(-1).map(({ after }) => upsert(t.setting, t.setting.id, after)),
});
